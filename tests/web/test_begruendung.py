"""The grounds as a reasoning: all sides, why something is open, what would change."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from haertefall.faelle.models import Fall, Pruefung
from haertefall.faelle.pruefung import offen_weil
from haertefall.gremien import fassungen
from haertefall.gremien.fassungen import merkmale
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.pruefhilfe.befund import Grund
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder
from tests.web.besuch import Besuch, text, titel

Als = Callable[[Spiel, Funktion], Besuch]
WOHNSITZ, SCHWERE = "wohnsitz_im_land", "straftaten_von_erheblichem_gewicht"


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.neuer_fall()


def sage(nrw: Spiel, fall: Fall, merkmal: str, antwort: str, **mehr: str) -> None:
    nrw.zug(fall, "angabe_festhalten", merkmal=merkmal, antwort=antwort, **mehr)


def seite(besuch: Besuch, fall: Fall, frage: str = "") -> str:
    return besuch.hole(besuch.fall(fall, f"gruende/{frage}"))


def test_it_shows_the_questions_of_the_version_of_the_case(buero: Besuch, fall: Fall) -> None:
    worte = text(seite(buero, fall))
    ordnung = fassungen.aus_hash(fall.fassung_id).ordnung
    for grund in ordnung.ausschlussgrund:
        assert grund.bezeichnung in worte
        assert text(grund.wortlaut or "") in worte
    for merkmal in {m for g in ordnung.ausschlussgrund for m in g.wenn}:
        assert merkmale()[merkmal].frage in worte


@pytest.mark.parametrize(
    ("gesagt", "merkmal", "warum"),
    [
        ([], WOHNSITZ, Grund.TATSACHE),
        ([("ja", "antrag", ""), ("nein", "behoerde", "")], WOHNSITZ, Grund.NACHWEIS),
        ([], SCHWERE, Grund.WERTUNG),
        ([("ungeklaert", "geschaeftsstelle", "recht")], WOHNSITZ, Grund.RECHT),
        ([("ungeklaert", "geschaeftsstelle", "nachweis")], SCHWERE, Grund.NACHWEIS),
    ],
)
def test_it_says_why_a_question_is_open(
    nrw: Spiel, fall: Fall, gesagt: list[tuple[str, str, str]], merkmal: str, warum: Grund
) -> None:
    for antwort, wer, weil in gesagt:
        sage(nrw, fall, merkmal, antwort, seite=wer, offen_weil=weil)
    assert offen_weil(merkmale()[merkmal], fall.angaben.all()) is warum
    assert offen_weil(merkmale()[WOHNSITZ], [], streitig=True) is Grund.RECHT


def test_it_shows_the_reason_on_both_pages(nrw: Spiel, buero: Besuch, fall: Fall) -> None:
    sage(nrw, fall, WOHNSITZ, "ungeklaert", offen_weil="recht")
    assert "zu klären: Die Rechtslage ist nicht eindeutig" in text(seite(buero, fall))
    assert "Die Rechtslage ist nicht eindeutig" in text(buero.hole(buero.fall(fall)))


def test_it_takes_a_reason_only_for_an_open_answer(nrw: Spiel, fall: Fall) -> None:
    eingabe = {"merkmal": WOHNSITZ, "antwort": "ja", "offen_weil": "recht"}
    assert fehlerfelder(nrw, "angabe_festhalten", fall=fall, **eingabe).keys() == {"offen_weil"}


def test_it_puts_what_the_sides_say_side_by_side(nrw: Spiel, buero: Besuch, fall: Fall) -> None:
    sage(nrw, fall, WOHNSITZ, "ja", seite="antrag", beleg="Meldebescheinigung")
    sage(nrw, fall, WOHNSITZ, "nein", seite="behoerde", beleg="Zuweisung nach Hessen")
    worte = text(seite(buero, fall))
    assert re.search(
        r"Antragsteller oder Beratung Ja .*Meldebescheinigung Ausländerbehörde Nein "
        r".*Zuweisung nach Hessen Es gilt: Ungeklärt",
        worte,
    )
    assert "Die Seiten widersprechen sich." in worte


def test_it_links_the_evidence_to_the_paper(nrw: Spiel, buero: Besuch, fall: Fall) -> None:
    nrw.zug(fall, "dokument_hinzufuegen")
    papier = fall.dokumente.get()
    sage(nrw, fall, WOHNSITZ, "ja", dokument=str(papier.pk))
    assert fall.angaben.get().dokument_id == papier.pk
    inhalt = seite(buero, fall)
    assert f"dokumente/{papier.pk}/" in inhalt and "Dokument Nr. 1" in inhalt
    anderer = nrw.neuer_fall()
    eingabe = {"merkmal": WOHNSITZ, "antwort": "ja", "dokument": str(papier.pk)}
    assert fehlerfelder(nrw, "angabe_festhalten", fall=anderer, **eingabe).keys() == {"dokument"}


def test_it_freezes_wording_norm_facts_and_what_is_open(
    nrw: Spiel, buero: Besuch, fall: Fall
) -> None:
    sage(nrw, fall, WOHNSITZ, "ja", seite="antrag", beleg="MarkeBeleg")
    nrw.tue("zulaessigkeit_feststellen", fall=fall, offen_weiter="on", vermerk="Wird gefragt")
    pruefung = Pruefung.objects.select_related("fall__schluessel").get(fall=fall)
    worte = text(seite(buero, fall, f"?pruefung={pruefung.pk}"))
    for teil in ("MarkeBeleg", "§ 5 Abs. 1", "Eine Tatsache fehlt", pruefung.hash, fall.fassung_id):
        assert teil in worte, teil
    assert "Prüfsumme stimmt nicht" not in worte
    pruefung.hash = "0" * 64
    pruefung.save(update_fields=["hash"])
    assert "Prüfsumme stimmt nicht" in text(seite(buero, fall, f"?pruefung={pruefung.pk}"))
    buero.hole(buero.fall(fall, "gruende/?pruefung=x"), 404)


def test_it_shows_what_new_facts_would_change(nrw: Spiel, buero: Besuch, fall: Fall) -> None:
    nrw.zug(fall, "zulaessigkeit_feststellen", "zulaessig")
    assert "Mit den heutigen Antworten käme dasselbe heraus." in text(seite(buero, fall))
    vorher = fall.pruefungen.get().hash
    sage(nrw, fall, "im_bundesgebiet", "nein")
    worte = text(seite(buero, fall))
    assert "damals „Liegt nicht vor“, jetzt „Liegt vor“" in worte
    assert fall.pruefungen.get().hash == vorher


def test_it_shows_what_a_new_version_would_change(
    nrw: Spiel, buero: Besuch, fall: Fall, settings: Settings, tmp_path: Path
) -> None:
    nrw.zug(fall, "zulaessigkeit_feststellen", "zulaessig")
    alt = fassungen.ordner("nrw")
    neu = tmp_path / "nrw"
    neu.mkdir()
    for datei in alt.glob("*.toml"):
        (neu / datei.name).write_text(datei.read_text("utf-8"))
    quelle = max(neu.glob("[0-9]*.toml")).read_text("utf-8")
    tag = heute()
    quelle = re.sub(r"(inkrafttreten\s*=\s*)[0-9-]+", rf"\g<1>{tag.isoformat()}", quelle, count=1)
    quelle = quelle.replace("im_bundesgebiet = false", "im_bundesgebiet = true", 1)
    (neu / f"{tag.isoformat()}.toml").write_text(quelle)
    settings.ORDNUNGEN_DIRS = [tmp_path, *settings.ORDNUNGEN_DIRS]
    fassungen.alle.cache_clear()
    try:
        worte = text(seite(buero, fall))
    finally:
        fassungen.alle.cache_clear()
    assert "Heute gilt eine andere Fassung" in worte
    assert "bisher „Liegt nicht vor“, nach der heutigen Fassung „Liegt vor“" in worte


def test_it_brings_a_question_back_on_its_day(nrw: Spiel, fall: Fall) -> None:
    sage(nrw, fall, WOHNSITZ, "ja", erneut_am="2999-01-01")
    offen = fall.wiedervorlagen.get(erledigt_am=None)
    assert (offen.anlass, offen.faellig_am.year) == (f"frage_{WOHNSITZ}", 2999)
    sage(nrw, fall, WOHNSITZ, "ja")
    assert not fall.wiedervorlagen.filter(erledigt_am=None).exists()


def test_it_brings_back_what_can_change_before_the_body_deliberates(
    nrw: Spiel, buero: Besuch
) -> None:
    fall = nrw.bis(Stand.BERATUNGSREIF)
    assert not fall.wiedervorlagen.filter(anlass="gruende_erneut").exists()
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    zeile = fall.wiedervorlagen.get(anlass="gruende_erneut")
    assert (zeile.faellig_am, zeile.erledigt_am) == (heute(), None)
    assert "vor der Beratung noch einmal fragen" in text(buero.hole(buero.fall(fall)))
    nrw.zug(fall, "von_tagesordnung_nehmen")
    zeile.refresh_from_db()
    assert zeile.erledigt_am == heute()


def test_it_is_there_for_those_inside_only(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    als(nrw, Funktion.AUSLAENDERBEHOERDE).hole(f"/nrw/faelle/{fall.pk}/gruende/", 404)
    als(nrw, Funktion.RAT).hole(f"/nrw/faelle/{fall.pk}/gruende/", 404)
    vorgelegt = nrw.bis(Stand.AUF_TAGESORDNUNG)
    inhalt = seite(als(nrw, Funktion.MITGLIED), vorgelegt)
    assert "Soll-Gründe wägt nur das Gremium ab, sie schließen keinen Fall." in text(inhalt)
    assert titel(inhalt).startswith("Begründung zu den Gründen, NRW-")
