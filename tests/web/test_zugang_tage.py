"""Before the invitation and after the end of access a case is nowhere: no number, name or id.

Every address, the search, forms that are sent; the minutes of the session that dealt with it too.
"""

from datetime import timedelta
from typing import Any

import pytest

from haertefall.faelle.models import Dokument, Fall, Zugang
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute, jetzt
from tests.schritte.geheim.wahl import wahl
from tests.schritte.niederschrift.protokoll import beendete_sitzung, stelle_fest
from tests.web.besuch import Besuch, amt_in, amt_von
from tests.web.marken import MARKEN, fall_mit_marken, gezeigt
from tests.web.rundgang import antworten

pytestmark = pytest.mark.lange

IN_DER_SITZUNG = (
    Funktion.MITGLIED,
    Funktion.VORSITZ,
    Funktion.STELLVERTRETUNG,
    Funktion.VORPRUEFUNGSAUSSCHUSS,
)
# Acts on the case itself are tried in vain by `test_fremdes`.
SCHRITTE_SONST = [n for n, s in SCHRITTE.items() if s.objekt != "fall"] + ["fall_aufgreifen"]
NICHT_VORGELEGT = (Funktion.STELLVERTRETUNG, Funktion.VORPRUEFUNGSAUSSCHUSS)
ANTRAG = {name: MARKEN[name] for name in ("nachname", "anschrift", "votum", "gruende", "kurz")}


def _leute(nrw: Spiel) -> list[Besuch]:
    return [
        Besuch(amt_von(f"Jemand {f}", f, nrw.gremium))
        if f is Funktion.STELLVERTRETUNG
        else Besuch(amt_in(nrw, f))
        for f in IN_DER_SITZUNG
    ]


def _verraten(besuch: Besuch, fall: Fall, sitzung: Sitzung) -> list[str]:
    """Addresses whose answer tells of the case, beyond what the asker typed."""
    wo: dict[str, list[Any]] = {
        "<uuid:fall_id>": [fall.pk],
        "<uuid:sitzung_id>": [sitzung.pk],
        "<uuid:dokument_id>": list(Dokument.objects.filter(fall=fall).values_list("pk", flat=True)),
        "<slug:tabelle>": ["tabelle_6_1"],
    }
    gefunden = [
        ziel
        for ziel, _, seite in antworten(besuch, wo, SCHRITTE_SONST, senden=True)
        if _erzaehlt(seite.replace(ziel.partition(" ")[2], ""), fall)
    ]
    for wort in (MARKEN["nachname"], fall.aktenzeichen[-4:]):
        antwort = besuch.client.post(f"{besuch.basis}faelle/suche/", {"wer": wort})
        if antwort.status_code == 200 and "Kein Fall passt." not in antwort.content.decode():
            gefunden.append(f"Suche {wort}")
    return gefunden


def _erzaehlt(seite: str, fall: Fall) -> bool:
    return fall.aktenzeichen in seite or str(fall.pk) in seite or bool(gezeigt(seite))


def test_it_is_nowhere_before_the_invitation(nrw: Spiel) -> None:
    # What was before the small body ends with its day.
    with gestellt(jetzt() - timedelta(days=2)):
        fall = nrw.bis(Stand.BERATUNGSREIF, None, **ANTRAG)
    nrw.tue("auf_tagesordnung_setzen", fall=fall)
    fall.refresh_from_db()
    sitzung = fall.tagesordnungspunkte.get().sitzung
    for besuch in _leute(nrw):
        assert _verraten(besuch, fall, sitzung) == [], besuch.amt.funktion
    nrw.einladen(sitzung)
    assert _verraten(Besuch(amt_in(nrw, Funktion.MITGLIED)), fall, sitzung)


def test_it_is_nowhere_after_the_end_of_access(nrw: Spiel) -> None:
    with gestellt(jetzt() - timedelta(days=30)):
        nrw.tue("zugangsende_festlegen", tage=3)
    sitzung, fall = beendete_sitzung(nrw, **ANTRAG)
    stelle_fest(nrw, sitzung)
    for besuch in _leute(nrw):
        assert _verraten(besuch, fall, sitzung) == [], besuch.amt.funktion
    buero = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    assert _erzaehlt(buero.hole(f"/nrw/sitzungen/{sitzung.pk}/niederschrift/"), fall)


def test_it_shows_no_secret_vote_about_what_one_does_not_see(nrw: Spiel) -> None:
    """Neither the case nor the totals: deputies, the small body, and members after their access."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG, None, **ANTRAG)
    probe = wahl(nrw, fall=fall)
    probe.schliesse(probe.eroeffne())
    offen = probe.eroeffne()
    hier = f"/nrw/sitzungen/{probe.punkt.sitzung_id}/geheim/"
    mitglied = Besuch(probe.waehlende[0])
    assert mitglied.hole(hier).count(fall.aktenzeichen) == 2
    andere = [b for b in _leute(nrw) if b.amt.get_funktion() in NICHT_VORGELEGT]
    Zugang.objects.filter(fall=fall).update(bis=heute() - timedelta(days=1))
    for besuch in (*andere, mitglied, Besuch(amt_in(nrw, Funktion.VORSITZ))):
        seite = besuch.hole(hier)
        assert not _erzaehlt(seite, fall) and str(offen.pk) not in seite, besuch.amt.funktion
        assert "haben abgestimmt" not in seite


def test_it_tells_a_chair_who_must_not_see_the_case_its_place_alone(nrw: Spiel) -> None:
    """While the session runs somebody has to call it; every form of the session says no more."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG, None, **ANTRAG)
    sitzung = fall.tagesordnungspunkte.get().sitzung
    vorsitz = Besuch(amt_in(nrw, Funktion.VORSITZ))
    nrw.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    Zugang.objects.filter(fall=fall).update(bis=heute() - timedelta(days=1))
    aufruf = vorsitz.hole(f"/nrw/sitzungen/{sitzung.pk}/schritt/punkt_aufrufen/")
    assert "TOP 1: Einzelfall" in aufruf
    assert _verraten(vorsitz, fall, sitzung) == []
    nrw.tue("punkt_aufrufen", sitzung=sitzung.pk, punkt=str(fall.tagesordnungspunkte.get().pk))
    nrw.tue("antrag_stellen", sitzung=sitzung.pk, gegenstand="ersuchen", gruende=MARKEN["gruende"])
    assert _verraten(vorsitz, fall, sitzung) == []


def test_it_is_nowhere_for_who_sees_no_cases(nrw: Spiel) -> None:
    """Council, auditors, operators, the ministry before an Ersuchen; data protection: a number."""
    fall = fall_mit_marken(nrw)
    sitzung = fall.tagesordnungspunkte.get().sitzung
    for funktion in (Funktion.RAT, Funktion.REVISION, Funktion.BETRIEB):
        ort = None if funktion is Funktion.BETRIEB else nrw.gremium
        besuch = Besuch(amt_von(f"Jemand {funktion}", funktion, ort))
        assert _verraten(besuch, fall, sitzung) == [], funktion
    datenschutz = Besuch(amt_von("Jemand Datenschutz", Funktion.DATENSCHUTZ, nrw.gremium))
    nur_nummer = {"GET /nrw/spur/", "GET /nrw/spur/auffaellig/", "GET /nrw/spur/spur.csv"}
    genannt = set(_verraten(datenschutz, fall, sitzung))
    assert genannt and genannt <= nur_nummer
    for ziel in nur_nummer:
        assert not gezeigt(datenschutz.hole(ziel.removeprefix("GET ")))
    offen = nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN, None, **ANTRAG)
    assert _verraten(Besuch(amt_in(nrw, Funktion.FACHAUFSICHT)), offen, sitzung) == []
