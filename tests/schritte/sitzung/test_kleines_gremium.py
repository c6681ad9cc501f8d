"""A session of the small body: its own people, its own name, and no case of the body on it."""

from typing import Any

import pytest

from haertefall.auftraege.models import Auftrag
from haertefall.faelle.models import Zugangsart
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.niederschrift.aendern import neueste_fassung
from haertefall.sitzungen.aufgaben import Anlass, mitteilung
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.entschaedigung import satz_fuer, zeilen
from tests.schritte.niederschrift.protokoll import abschnitt
from tests.schritte.pruefstand import fehlerfelder


@pytest.fixture
def sitzung(nrw: Spiel) -> Sitzung:
    """Invited."""
    bogen: dict[str, Any] = {"kleines_gremium": "vorpruefungsausschuss"}
    pk = str(nrw.tue("sitzung_anberaumen", **bogen).objekt_id)
    nrw.tue("sitzung_einladen", sitzung=pk)
    return Sitzung.objects.select_related("gremium", "schluessel").get(pk=pk)


def test_it_invites_its_three_and_lets_each_answer(nrw: Spiel, sitzung: Sitzung) -> None:
    """§ 3 Abs. 3 HFKVO: the chair and two named members."""
    leute = list(sitzung.teilnahmen.select_related("amt"))
    assert {t.amt.funktion for t in leute if t.amt} == {Funktion.VORPRUEFUNGSAUSSCHUSS}
    assert len(leute) == 3
    einer = leute[0]
    nrw.aemter[Funktion.VORPRUEFUNGSAUSSCHUSS] = einer.amt  # type: ignore[assignment]
    bogen: dict[str, Any] = {"teilnahme": str(einer.pk), "zusage": "kommt"}
    nrw.tue("sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.VORPRUEFUNGSAUSSCHUSS, **bogen)
    einer.refresh_from_db()
    assert einer.zusage == "kommt"
    bogen["teilnahme"] = str(leute[1].pk)
    fremd = fehlerfelder(
        nrw, "sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.VORPRUEFUNGSAUSSCHUSS, **bogen
    )
    assert set(fremd) == {"teilnahme"}


def test_it_takes_no_case_on_which_the_body_decides(nrw: Spiel, sitzung: Sitzung) -> None:
    """Else three would decide for ten, and all members would see a case of the small body."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.sitzung()
    felder = fehlerfelder(nrw, "auf_tagesordnung_setzen", fall=fall, sitzung=str(sitzung.pk))
    assert set(felder) == {"sitzung"}
    ersucht = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    bogen: dict[str, Any] = {"fall": ersucht, "anlass": "Der Pass war gefälscht."}
    felder = fehlerfelder(nrw, "ruecknahme_aufsetzen", sitzung=sitzung.pk, **bogen)
    assert "nur das Gremium zurück, das es beschlossen hat" in felder["__all__"][0]
    assert not fall.zugaenge.filter(art=Zugangsart.VORGELEGT).exists()


def test_it_is_named_wherever_the_session_is_named(nrw: Spiel, sitzung: Sitzung) -> None:
    wer = sitzung.teilnahmen.all()[0]
    mail = mitteilung(Auftrag(), teilnahme=wer.pk, anlass=Anlass.EINLADUNG)
    assert mail is not None
    assert mail.anhang is not None
    assert "HFK NRW, Vorprüfungsausschuss\n" in mail.text
    assert "Vorprüfungsausschuss" in mail.anhang.inhalt.replace("\r\n ", "")


def test_it_has_minutes_and_a_sheet_with_its_own_rate(nrw: Spiel, sitzung: Sitzung) -> None:
    """§ 2 Abs. 3 Satz 2 HFKVO: for the commission and for the Vorprüfungsausschuss."""
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    for fuer, betrag in (("gremium", "10"), ("klein", "20")):
        satz: dict[str, Any] = {"fuer": fuer, "betrag": betrag, "ab": "2020-01-01"}
        nrw.tue("entschaedigungssatz_festlegen", **satz, grundlage="Erfundene Satzung")
    nrw.tue("sitzung_eroeffnen", **hier)
    da = [str(t.pk) for t in sitzung.teilnahmen.all()[:2]]
    nrw.tue("anwesende_festhalten", **hier, wer=da, wie="da")
    nrw.tue("punkt_aufsetzen", **hier)
    nrw.tue("sitzung_beenden", **hier)
    nrw.tue("niederschrift_erstellen", **hier)
    sitzung.refresh_from_db()
    text = neueste_fassung(abschnitt(sitzung, 0)).text
    assert text.startswith(f"{sitzung.gremium.name}, Vorprüfungsausschuss\n")
    assert "Anwesend: 2 von 3 Mitgliedern." in text
    gefunden = satz_fuer(sitzung)
    assert gefunden is not None
    assert [z.cent for z in zeilen(sitzung, gefunden)] == [2000, 2000]
