"""What the first version of a Niederschrift says about a session that was led live: all of it."""

import re
from typing import Any

import pytest

from haertefall.faelle.models import Fall
from haertefall.gremien.besetzung import besetzung_am
from haertefall.recht.begriffe import Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.niederschrift.aendern import neueste_fassung
from haertefall.sitzungen.models import Sitzung, Teilnahme
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.niederschrift.protokoll import abschnitt

STIMMENZAHL = re.compile(r"\d+ (Ja|Nein|Enthaltung|Stimm)")
GRUND = "zur_fahndung_ausgeschrieben"


@pytest.fixture
def nrw(volles_nrw: Spiel) -> Spiel:
    """The commission with ten members in office."""
    return volles_nrw


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.AUF_TAGESORDNUNG)


@pytest.fixture
def gehalten(nrw: Spiel, fall: Fall) -> tuple[Sitzung, list[Teilnahme], str]:
    """Eight are there, one by video, one leaves, a deputy and a guest come; an Ersuchen carries."""
    sitzung = Sitzung.objects.select_related("gremium", "schluessel").get(pk=nrw.sitzung().pk)
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    nrw.tue("sitzung_eroeffnen", **hier)
    da(nrw, sitzung, 8)
    leute = list(
        sitzung.teilnahmen.filter(
            anwesenheiten__bis=None, anwesenheiten__isnull=False
        ).select_related("amt__konto")
    )
    geht, statt = _mit_vertretung(nrw, leute)
    andere = [t for t in leute if t != geht]
    nrw.tue("anwesenheit_festhalten", **hier, teilnahme=str(andere[0].pk), wie="video")
    weg: dict[str, Any] = {"teilnahme": str(geht.pk), "wie": "weg", "vertretung": statt}
    nrw.tue("anwesenheit_festhalten", **hier, **weg)
    nrw.tue("anwesenheit_festhalten", **hier, teilnahme="", gast="Gitta Gast", wie="da")
    nrw.zug(fall, "angabe_festhalten", merkmal=GRUND, antwort="ja")
    ruf(nrw, sitzung)
    wer = str(andere[1].pk)
    nrw.tue("befangenheit_erklaeren", **hier, teilnahme=wer, grund="Ein Geheimnis.")
    nrw.tue("papier_mitbringen", **hier, von=wer, was="Schulzeugnis")
    papier = str(sitzung.punkte.get().mitgebrachtes.get().pk)
    nrw.tue("papier_einsehen", **hier, papier=papier, wer=[str(andere[0].pk)])
    nrw.tue("papier_zurueckgeben", **hier, papier=papier)
    nrw.tue("grund_abwaegen", **hier, grund=GRUND, satz="Der Haftbefehl ist aufgehoben.")
    beantrage(nrw, sitzung, "vertagung", text="Nur ein Gedanke.")
    verworfen = str(sitzung.punkte.get().antraege.get().pk)
    nrw.tue("antrag_zurueckziehen", **hier, antrag=verworfen)
    beantrage(
        nrw,
        sitzung,
        "ersuchen",
        text="Das Gremium ersucht.",
        begruendung="Die Kinder gehen hier zur Schule.",
        erwartungen_1_was1="Ein Pass.",
        erwartungen_1_zumutbar1="Die Botschaft hat Termine.",
    )
    antrag = sitzung.punkte.get().antraege.get(zurueckgezogen_um=None)
    zahlen: dict[str, Any] = {"antrag": str(antrag.pk), "nein": 1, "enthaltung": 1}
    nrw.tue("abstimmung_festhalten", **hier, **zahlen, ja=5)
    nrw.tue("zaehlung_berichtigen", **hier, **zahlen, ja=6, grund="Eine Hand übersehen.")
    nrw.tue("punkt_schliessen", **hier, vermerk="Ruhige Beratung.")
    nrw.tue("punkt_aufsetzen", **hier)
    ruf(nrw, sitzung, fall=None)
    beantrage(nrw, sitzung, "allgemeine_aussage", text="Termine dauern zu lange.")
    offen = sitzung.punkte.get(fall=None).antraege.get()
    nrw.tue(
        "abstimmung_festhalten",
        **hier,
        **(zahlen | {"antrag": str(offen.pk)}),
        ja=6,
        festgestellt="angenommen",
    )
    nrw.tue("punkt_schliessen", **hier, antwort="Zwei Monate.")
    nrw.tue("sitzung_beenden", **hier)
    nrw.tue("niederschrift_erstellen", **hier)
    sitzung.refresh_from_db()
    for teilnahme in leute:
        teilnahme.sitzung = sitzung
    return sitzung, [geht, *andere], statt


def _mit_vertretung(nrw: Spiel, leute: list[Teilnahme]) -> tuple[Teilnahme, str]:
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    je_amt = {t.amt_id: t for t in leute}
    for sitz in besetzung_am(nrw.gremium, fassung, heute()).besetzte:
        if sitz.mitglied and sitz.mitglied.pk in je_amt and sitz.stellvertretende:
            return je_amt[sitz.mitglied.pk], str(sitz.stellvertretende[0].pk)
    raise AssertionError("Niemand hat eine Stellvertretung.")


def test_it_says_where_when_and_who_was_there_from_when_to_when(
    gehalten: tuple[Sitzung, list[Teilnahme], str],
) -> None:
    sitzung, (geht, video, *_), statt = gehalten
    text = neueste_fassung(abschnitt(sitzung, 0)).text
    vertretung = sitzung.teilnahmen.get(amt__pk=statt)
    for satz in (
        sitzung.gremium.name,
        "Vor Ort und Video, Sitzungssaal.",
        "Eröffnet: ",
        "Geschlossen: ",
        "Anwesend: 8 von 10 Mitgliedern.",
        f"– {vertretung.name}: ",
        f", in Vertretung für {geht.name}",
        "– Gitta Gast: ",
    ):
        assert satz in text
    assert re.search(rf"– {video.name}: \d\d:\d\d bis \d\d:\d\d Uhr, per Video", text)
    assert re.search(rf"– {geht.name}: \d\d:\d\d bis \d\d:\d\d Uhr\n", text)


def test_it_says_by_item_what_was_moved_decided_expected_and_why(
    gehalten: tuple[Sitzung, list[Teilnahme], str], fall: Fall
) -> None:
    sitzung, (geht, video, befangen, *_), _ = gehalten
    fassung = neueste_fassung(abschnitt(sitzung, 1))
    person = fall.personen.get()
    person.fall = fall
    for satz in (
        f"(für {geht.name})",
        f"{video.name} (per Video)",
        f"{befangen.name} hat sich für befangen erklärt (eine Folge ist nicht geregelt).",
        f"Zur Einsicht mitgebracht von {befangen.name}: Schulzeugnis, eingesehen von {video.name}, "
        "zurückgegeben.",
        "Abgewogen: Zur Fahndung ausgeschrieben (§ 5 Abs. 2 Spiegelstrich 3 (erster Fall) HFKVO "
        "NRW). Der Haftbefehl ist aufgehoben.",
        "Antrag 2: Ersuchen",
        "Das Gremium ersucht.",
        "Die Kinder gehen hier zur Schule.",
        f"Erwartet von {person.name}: Ein Pass. Zumutbar, weil: Die Botschaft hat Termine.",
        "Angenommen.",
        "Ergebnis: Ersuchen.",
        "Ruhige Beratung.",
    ):
        assert satz in fassung.text
    for nicht in ("Nur ein Gedanke.", "Ein Geheimnis.", "Vertagung"):
        assert nicht not in fassung.text
    frage = neueste_fassung(abschnitt(sitzung, 2)).text
    for satz in ("Wartezeiten bei Terminen", "Termine dauern zu lange.", "Zwei Monate."):
        assert satz in frage


def test_it_keeps_counts_apart_and_never_says_how_anybody_voted(
    gehalten: tuple[Sitzung, list[Teilnahme], str],
) -> None:
    """The corrected count only; no name beside a Yes or No, anywhere."""
    sitzung, leute, _ = gehalten
    for nummer in range(3):
        fassung = neueste_fassung(abschnitt(sitzung, nummer))
        assert not STIMMENZAHL.search(fassung.text)
        stimmen = fassung.stimmen or ""
        assert not [t.name for t in leute if t.name in stimmen]
        if nummer == 1:
            assert "Gezählt: 6 Ja, 1 Nein, 1 Enthaltung." in stimmen
            assert "5 Ja, 1 Nein" not in stimmen
            assert "§ 6 Abs. 3 Satz 2 HFKVO NRW" in stimmen


def test_it_says_for_whom_a_motion_was_and_what_follows_for_each(nrw: Spiel) -> None:
    """An Ersuchen for the mother carries; one for the son does not: „kein Ersuchen“ for him."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.zug(fall, "person_hinzufuegen", vornamen="Luan")
    nrw.zug(fall, "auf_tagesordnung_setzen")
    sitzung = Sitzung.objects.select_related("gremium", "schluessel").get(pk=nrw.sitzung().pk)
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    nrw.tue("sitzung_eroeffnen", **hier)
    da(nrw, sitzung, 8)
    ruf(nrw, sitzung)
    mutter, sohn = fall.personen.order_by("nummer")
    for person, ja in ((mutter, 7), (sohn, 1)):
        person.fall = fall
        beantrage(nrw, sitzung, "ersuchen", personen=[str(person.pk)])
        stimmt(nrw, sitzung, ja, 8 - ja, 0)
    nrw.tue("punkt_schliessen", **hier)
    nrw.tue("sitzung_beenden", **hier)
    nrw.tue("niederschrift_erstellen", **hier)
    fassung = neueste_fassung(abschnitt(sitzung, 1))
    for antrag, stimmen in enumerate((fassung.stimmen or "").split("\n\n"), start=1):
        assert stimmen.startswith(f"Antrag {antrag}: ")
        assert ("Gezählt: 7 Ja" if antrag == 1 else "Gezählt: 1 Ja") in stimmen
    text = fassung.text
    assert f"Antrag 1: Ersuchen, nur für {mutter.name}\nAngenommen." in text
    assert f"Antrag 2: Ersuchen, nur für {sohn.name}\nNicht angenommen." in text
    assert f"Ergebnis für {mutter.name}: Ersuchen." in text
    assert f"Ergebnis für {sohn.name}: Kein Ersuchen." in text
