"""The page of an Umlauf, which is no meeting."""

from collections.abc import Callable
from datetime import timedelta

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.besetzen import laufende_amtszeit
from haertefall.vorfuehrung.einrichten import grundausstattung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.sitzung.test_umlauf import UMLAUF
from tests.web.besuch import Besuch, amt_in


def test_it_speaks_of_answers_and_of_no_meeting(
    db: None, hausordnung: Callable[[str, str], None]
) -> None:
    nrw = Spiel(grundausstattung(["nrw"], laufende_amtszeit())[0])
    hausordnung("nrw", UMLAUF)
    pk = nrw.tue("umlauf_einleiten", tag=(heute() + timedelta(days=7)).isoformat()).objekt_id
    nrw.tue("sitzung_einladen", sitzung=pk)
    seite = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE)).hole(f"/nrw/sitzungen/{pk}/")
    assert "Wer gefragt ist" in seite
    assert "Diesen Umlauf vorbereiten" in seite
    for wort in ("Wer kommt", "Diese Sitzung vorbereiten", "Geheime Abstimmung"):
        assert wort not in seite
