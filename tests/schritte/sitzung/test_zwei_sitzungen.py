"""A case that moves from one session to another, and who reads it for which of them."""

from datetime import timedelta
from typing import Any

from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import vorbereiten
from haertefall.schritte.fall.auf_tagesordnung_setzen import NUR_ANDERE
from haertefall.schritte.register import hole
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute, rechtstag
from tests.schritte.beratung.laufend import beantrage, im_gange, stimmt
from tests.schritte.pruefstand import fehlerfelder, frisch


def weitere(spiel: Spiel) -> Sitzung:
    """Another session, a week after the first."""
    tag = rechtstag(spiel.sitzung().beginn) + timedelta(days=7)
    pk = spiel.tue("sitzung_anberaumen", tag=tag.isoformat()).objekt_id
    return Sitzung.objects.select_related("gremium", "schluessel").get(pk=str(pk))


def antworten(spiel: Spiel, sitzung: Sitzung, zusage: str, **mehr: str) -> None:
    eigene = sitzung.teilnahmen.get(amt=spiel.akteur(Funktion.MITGLIED).amt_id)
    was: dict[str, Any] = {"teilnahme": str(eigene.pk), "zusage": zusage, **mehr}
    spiel.tue("sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.MITGLIED, **was)


def test_it_leaves_a_deputy_what_the_other_session_lays_before_them(
    nrw: Spiel, vertretung: Amt
) -> None:
    """Not needed in the first after all; the case is on the agenda of the second by now."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    bleibt = nrw.bis(Stand.AUF_TAGESORDNUNG)
    erste, zweite = nrw.sitzung(), weitere(nrw)
    nrw.einladen(zweite)
    for sitzung in (erste, zweite):
        antworten(nrw, sitzung, "kommt_nicht", vertretung=str(vertretung.pk))
    nrw.zug(fall, "von_tagesordnung_nehmen")
    nrw.zug(fall, "auf_tagesordnung_setzen", sitzung=str(zweite.pk))
    assert fall.zugaenge.filter(amt=vertretung, bis=None).exists()
    antworten(nrw, erste, "kommt")
    assert fall.zugaenge.filter(amt=vertretung, bis=None).exists()
    morgen = heute() + timedelta(days=1)
    assert [f.pk for f in sichtbar_fuer(akteur_aus(vertretung), morgen)] == [fall.pk]
    antworten(nrw, zweite, "kommt")
    assert not sichtbar_fuer(akteur_aus(vertretung), morgen).exists()
    assert bleibt.zugaenge.filter(amt=vertretung).exists()


def test_it_puts_an_adjourned_case_on_another_agenda_not_on_the_same_again(nrw: Spiel) -> None:
    """What was deliberated has its item there; a second one would have no place in the minutes."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung, andere = im_gange(nrw, 8), nrw.sitzung()
    beantrage(nrw, sitzung, "vertagung")
    stimmt(nrw, sitzung, 8, 0, 0, festgestellt="angenommen")
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    fall = frisch(fall)
    assert fall.stand == Stand.BERATUNGSREIF
    schritt = hole("auf_tagesordnung_setzen")
    vorgang = vorbereiten(schritt, nrw.akteur(Funktion.GESCHAEFTSSTELLE), fall_id=fall.pk)
    wahl: Any = schritt.eingabe(vorgang=vorgang).fields["sitzung"]
    assert [s.pk for s in wahl.queryset] == [andere.pk]
    assert wahl.help_text == NUR_ANDERE
    fehler = fehlerfelder(nrw, schritt.name, fall=fall, sitzung=str(sitzung.pk))
    assert fehler == {"sitzung": [NUR_ANDERE]}
    nrw.zug(fall, schritt.name, sitzung=str(andere.pk))
    assert fall.tagesordnungspunkte.filter(abgesetzt=False).count() == 2


def test_it_leaves_no_case_open_for_a_session_to_which_nobody_is_invited(nrw: Spiel) -> None:
    """Struck in the first; the second lays it before the members with its invitation."""
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    fall.zugaenge.filter(art="vorgelegt").delete()
    eine, andere = weitere(nrw), weitere(nrw)
    nrw.einladen(eine)
    for sitzung in (eine, andere):
        nrw.tue("ruecknahme_aufsetzen", fall=fall, sitzung=sitzung.pk, anlass="Ein Hinweis.")
    assert fall.zugaenge.filter(art="vorgelegt", bis=None).exists()
    nrw.tue("punkt_streichen", sitzung=eine.pk, punkt=str(eine.punkte.get().pk))
    assert not fall.zugaenge.filter(art="vorgelegt", bis=None).exists()
    nrw.einladen(andere)
    assert fall.zugaenge.filter(art="vorgelegt", bis=None).exists()
