"""Papers at the page of a case: sent, listed, given out with a trace, never in clear on a disk."""

import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as einstellungen
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from haertefall.audit.models import Zugriff
from haertefall.faelle import ablage
from haertefall.faelle.ablage import Eingang
from haertefall.faelle.models import Dokument, Fall
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import ausfuehren
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_von, text

Als = Callable[[Spiel, Funktion], Besuch]
MARKE = b"Zqxjkwvyx Befund "
KOPF = b"%PDF-1.7\n"
BOGEN = "schritt/dokument_hinzufuegen/"


@pytest.fixture(autouse=True)
def ordner(tmp_path: Path, settings: Settings) -> Path:
    settings.ABLAGE = tmp_path / "dokumente"
    return tmp_path / "dokumente"


def eingabe(fall: Fall, klar: bytes = KOPF + MARKE * 1000, **anderes: Any) -> dict[str, Any]:
    return {
        "datei": SimpleUploadedFile("Befund Hoxha.pdf", klar),
        "titel": "Befund",
        "art": "gesundheit",
        "seite": "antrag",
        "am": "2020-01-02",
        "einmal": str(uuid.uuid4()),
        "version": str(fall.version),
        **anderes,
    }


def gespeichert(ordner: Path) -> list[Path]:
    return [datei for datei in ordner.rglob("*") if datei.is_file()]


def abgerufen(besuch: Besuch, fall: Fall, dokument: Dokument) -> Any:
    return besuch.client.get(besuch.fall(fall, f"dokumente/{dokument.pk}/"))


def test_it_says_what_is_missing_without_a_colon_after_a_question(
    nrw: Spiel, buero: Besuch
) -> None:
    fall = nrw.neuer_fall()
    antwort = buero.sende(buero.fall(fall, BOGEN), eingabe(fall, art="", titel=""), 422)
    seite = text(antwort.content.decode())
    assert "Was ist es? Bitte ausfüllen." in seite
    assert "Titel: Bitte ausfüllen." in seite


def test_it_takes_a_paper_lists_it_and_gives_it_out(nrw: Spiel, buero: Besuch) -> None:
    fall, klar = nrw.neuer_fall(), KOPF + MARKE * 40_000
    buero.sende(buero.fall(fall, BOGEN), eingabe(fall, klar, beschreibung="Kam per Fax"))
    seite = text(buero.hole(buero.fall(fall)))
    for teil in (
        "Erledigt: Dokument hinzufügen.",
        "1. Befund",
        "PDF, 680 KB",
        "Ärztliches Attest oder Gutachten · Antragsteller oder Beratung · 02.01.2020",
        "Kam per Fax",
    ):
        assert teil in seite
    antwort = abgerufen(buero, fall, Dokument.objects.get())
    assert antwort.status_code == 200
    assert b"".join(antwort.streaming_content) == klar


def test_it_gives_out_papers_that_nothing_can_run_from(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    buero.sende(buero.fall(fall, BOGEN), eingabe(fall))
    kopf = abgerufen(buero, fall, Dokument.objects.get()).headers
    assert kopf["Content-Type"] == "application/octet-stream"
    assert kopf["Content-Disposition"] == f'attachment; filename="{fall.aktenzeichen}-1.pdf"'
    assert kopf["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert kopf["X-Content-Type-Options"] == "nosniff"
    assert kopf["Cache-Control"] == "no-store"
    assert kopf["Cross-Origin-Resource-Policy"] == "same-origin"
    assert kopf["Content-Length"] == str(len(KOPF) + len(MARKE) * 1000)


def test_it_leaves_a_trace_of_every_opening_of_a_paper(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    buero.sende(buero.fall(fall, BOGEN), eingabe(fall))
    dokument = Dokument.objects.get()
    for _ in range(2):
        abgerufen(buero, fall, dokument)
    zeilen = Zugriff.objects.filter(was="dokument_geoeffnet")
    assert [(z.objektart, z.objekt, z.konto, z.zusatz) for z in zeilen] == [
        ("dokument", dokument.pk, buero.akteur.konto_id, {"fall": str(fall.pk), "nummer": 1})
    ] * 2
    buero.hole(buero.fall(nrw.neuer_fall(), f"dokumente/{dokument.pk}/"), 404)
    assert Zugriff.objects.filter(was="dokument_geoeffnet").count() == 2


def test_it_shows_each_side_what_is_theirs(nrw: Spiel, als: Als) -> None:
    """§ 97a AufenthG: what the authority says about the day never reaches the applicant side."""
    beratung = Besuch(amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium))
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG, eingebracht_von=str(beratung.amt.pk))
    for titel, angaben in {
        "Zeugnis": {},
        "Vertrag": {"fuer_behoerde": "on"},
        "Bescheid": {"seite": "behoerde"},
        "Termin": {"seite": "behoerde", "geheim": "on"},
        "Schulbericht": {"seite": "dritte"},
    }.items():
        nrw.zug(fall, "dokument_hinzufuegen", titel=titel, **angaben)
    alle = {"Zeugnis", "Vertrag", "Bescheid", "Termin", "Schulbericht"}
    andere = amt_von(
        "Andere Behörde",
        Funktion.AUSLAENDERBEHOERDE,
        behoerde=next(b for b in _behoerden() if b.pk != fall.behoerde_id),
    )
    for besuch, erwartet in (
        (als(nrw, Funktion.GESCHAEFTSSTELLE), alle),
        (als(nrw, Funktion.MITGLIED), alle),
        (als(nrw, Funktion.AUSLAENDERBEHOERDE), {"Vertrag", "Bescheid", "Termin"}),
        (beratung, {"Zeugnis", "Vertrag"}),
        (Besuch(andere), set()),
        (als(nrw, Funktion.RAT), set()),
    ):
        erreicht = set()
        for dokument in Dokument.objects.select_related("fall__schluessel"):
            antwort = abgerufen(besuch, fall, dokument)
            assert antwort.status_code in (200, 404)
            if antwort.status_code == 200:
                erreicht.add(dokument.titel)
        assert erreicht == erwartet, besuch.amt
        seite = besuch.client.get(besuch.fall(fall)).content.decode()
        if erwartet:
            assert {t for t in alle if f"<bdi>{t}</bdi>" in seite} == erwartet
    assert "§ 97a" not in beratung.hole(beratung.fall(fall))


def test_it_ends_the_authoritys_view_of_marked_papers_with_the_case(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    nrw.zug(fall, "dokument_hinzufuegen", titel="Vertrag", fuer_behoerde="on")
    nrw.zug(fall, "dokument_hinzufuegen", titel="Bescheid", seite="behoerde")
    vertrag, bescheid = Dokument.objects.order_by("nummer")
    behoerde = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    assert abgerufen(behoerde, fall, vertrag).status_code == 200
    neue = next(b for b in _behoerden() if b.pk != fall.behoerde_id)
    Fall.objects.filter(pk=fall.pk).update(behoerde=neue)
    assert abgerufen(behoerde, fall, vertrag).status_code == 404
    assert abgerufen(behoerde, fall, bescheid).status_code == 200


def _behoerden() -> list[Behoerde]:
    return list(Behoerde.objects.all())


def test_it_never_puts_an_upload_in_clear_on_a_disk(
    nrw: Spiel, buero: Besuch, ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gesehen: list[Path] = []

    def nie(*_: object, **__: object) -> None:
        raise AssertionError("eine Zwischendatei im Klaren")

    behalte = Eingang.behalte

    def pruefen(eingang: Eingang) -> None:
        """At the last moment at which a temporary file could still be there."""
        for ort in (ordner, Path(tempfile.gettempdir())):
            for datei in ort.rglob("*"):
                if datei.is_file() and datei.stat().st_size >= len(MARKE):
                    gesehen.append(datei)
                    assert MARKE * 3 not in datei.read_bytes(), datei
        behalte(eingang)

    monkeypatch.setattr(Eingang, "behalte", pruefen)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", nie)
    monkeypatch.setattr(tempfile, "tempdir", str(ordner.parent))
    fall = nrw.neuer_fall()
    assert einstellungen.FILE_UPLOAD_HANDLERS == ["haertefall.web.empfang.Empfang"]
    buero.sende(buero.fall(fall, BOGEN), eingabe(fall, KOPF + MARKE * 400_000))
    assert any(datei.parent.name == "eingang" for datei in gesehen)
    assert len(gespeichert(ordner)) == 1


def test_it_keeps_nothing_of_a_file_that_no_act_took(
    nrw: Spiel, buero: Besuch, ordner: Path
) -> None:
    fall = nrw.neuer_fall()
    antwort = buero.sende(buero.fall(fall, BOGEN), eingabe(fall, titel=""), 422)
    seite = antwort.content.decode()
    assert "Titel: Bitte ausfüllen." in text(seite)
    assert "Bitte wählen Sie die Datei noch einmal aus" in text(seite)
    assert 'value="2020-01-02"' in seite
    buero.sende(buero.fall(fall, BOGEN), eingabe(fall, version="99"), 409)
    buero.sende(buero.fall(fall, "schritt/ruhen_lassen/"), eingabe(fall), 422)
    buero.sende(buero.fall(fall, "schritt/ersuchen_zuleiten/"), eingabe(fall), 403)
    assert gespeichert(ordner) == []
    assert not Dokument.objects.exists()


def test_it_takes_nothing_from_strangers(nrw: Spiel, ordner: Path) -> None:
    fall = nrw.neuer_fall()
    for adresse in (f"/nrw/faelle/{fall.pk}/{BOGEN}", "/anmelden/"):
        Client().post(adresse, eingabe(fall))
        assert not ordner.exists()


def test_it_says_how_large_a_file_may_be_and_keeps_what_was_typed(
    nrw: Spiel, buero: Besuch, ordner: Path, settings: Settings
) -> None:
    settings.DOKUMENT_HOECHSTENS = 2 * 1024 * 1024
    fall = nrw.neuer_fall()
    for megabyte, status in ((2, 302), (3, 422), (17, 413)):
        daten = eingabe(fall, KOPF.ljust(megabyte * 1024 * 1024), beschreibung="Kam per Fax")
        antwort = buero.sende(buero.fall(fall, BOGEN), daten, status)
        fall.refresh_from_db()
        if status == 422:
            assert "Möglich sind höchstens 2 MB" in text(antwort.content.decode())
            assert "Kam per Fax" in antwort.content.decode()
    assert len(gespeichert(ordner)) == 1


def voll(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_it_says_that_the_disk_is_full_while_the_file_arrives(
    nrw: Spiel, buero: Besuch, ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fall = nrw.neuer_fall()
    monkeypatch.setattr("haertefall.faelle.ablage.Versiegler.schreibe", voll)
    antwort = buero.sende(buero.fall(fall, BOGEN), eingabe(fall, beschreibung="Kam per Fax"), 422)
    seite = text(antwort.content.decode())
    assert "Auf dem Rechner ist kein Platz mehr. Es wurde nichts gespeichert." in seite
    assert "Kam per Fax" in seite
    assert gespeichert(ordner) == []


def test_it_says_that_the_disk_is_full_at_the_end(
    nrw: Spiel, buero: Besuch, ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fall = nrw.neuer_fall()
    monkeypatch.setattr(Path, "replace", voll)
    antwort = buero.sende(buero.fall(fall, BOGEN), eingabe(fall, beschreibung="Kam per Fax"), 507)
    seite = text(antwort.content.decode())
    assert "kein Platz mehr. Es wurde nichts gespeichert. Ihre Eingabe ist unten noch da" in seite
    assert "Kam per Fax" in seite
    assert gespeichert(ordner) == []
    assert not Dokument.objects.exists()


def test_it_says_that_the_disk_of_the_database_is_full(
    nrw: Spiel, buero: Besuch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def datenbank_voll(*_: object, **__: object) -> None:
        raise OperationalError from Exception("database or disk is full")

    fall = nrw.neuer_fall()
    monkeypatch.setattr(ausfuehren, "aufzeichnen", datenbank_voll)
    antwort = buero.schritt(fall, "unterlagen_nachfordern", 507, von_wem="antrag", was="Zeugnisse",
                            am="2020-01-02", wiedervorlage_am="2999-01-01")  # fmt: skip
    seite = text(antwort.content.decode())
    assert "kein Platz mehr" in seite
    assert "Zeugnisse" in seite


@pytest.mark.parametrize("art", ["geaendert", "gekuerzt", "vertauscht", "verlaengert", "entfernt"])
def test_it_never_gives_out_a_paper_that_was_tampered_with(
    nrw: Spiel, buero: Besuch, art: str
) -> None:
    fall = nrw.neuer_fall()
    for _ in range(2):
        buero.sende(buero.fall(fall, BOGEN), eingabe(fall, KOPF + MARKE * 9000))
        fall.refresh_from_db()
    eines, anderes = Dokument.objects.order_by("nummer")
    datei = ablage.ort(eines.datei)
    roh = bytearray(datei.read_bytes())
    roh[-30] ^= 1
    match art:
        case "geaendert":
            datei.write_bytes(roh)
        case "gekuerzt":
            datei.write_bytes(roh[: 64 * 1024 + 29])
        case "vertauscht":
            datei.write_bytes(ablage.ort(anderes.datei).read_bytes())
        case "verlaengert":
            datei.write_bytes(datei.read_bytes() + b"x")
        case "entfernt":
            ablage.entferne(eines.datei)
    antwort = abgerufen(buero, fall, eines)
    assert (antwort.status_code, antwort.streaming) == (500, False)
    seite = text(antwort.content.decode())
    assert "Dieser Inhalt ist beschädigt" in seite
    assert "Melden Sie die Nummer unten dem Betrieb" in seite
    assert MARKE.decode() not in seite
    spur = Zugriff.objects.latest("pk")
    assert (spur.was, spur.objektart, spur.objekt, spur.zusatz) == (
        "inhalt_verfaelscht",
        "dokument",
        eines.pk,
        {"seite": "dokument"},
    )
    assert not Zugriff.objects.filter(was="dokument_geoeffnet").exists()
    assert abgerufen(buero, fall, anderes).status_code == 200


JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(200)


@pytest.mark.parametrize(
    ("name", "klar", "satz"),
    [
        ("befund.pdf", b"<html><script>alert(1)</script>", "Das ist keine PDF-Datei, oder sie ist"),
        ("brief.docx", b"MZ\x90\0" + bytes(400), "Öffnen Sie sie auf Ihrem Gerät, speichern oder"),
        ("foto.PNG", JPEG, "Die Datei heißt „.png“, ist aber JPG. Benennen Sie sie um, sodass sie"),
        ("scan.pdf", JPEG, "auf „.jpg“ endet, und wählen Sie sie noch einmal aus."),
    ],
)
def test_it_takes_no_file_that_is_not_what_its_ending_says(
    nrw: Spiel, buero: Besuch, ordner: Path, name: str, klar: bytes, satz: str
) -> None:
    fall = nrw.neuer_fall()
    datei = SimpleUploadedFile(name, klar, content_type="application/pdf")
    bogen = eingabe(fall, datei=datei, beschreibung="Kam per Fax")
    seite = buero.sende(buero.fall(fall, BOGEN), bogen, 422).content.decode()
    assert "Datei: Der Inhalt passt nicht zur Endung: " in text(seite)
    assert satz in text(seite)
    assert "Kam per Fax" in seite and 'value="2020-01-02"' in seite
    assert gespeichert(ordner) == []
    assert not Dokument.objects.exists()


@pytest.mark.parametrize("name", ["foto.jpg", "foto.jpeg", "IMG_0012.JPG"])
def test_it_takes_a_photograph_under_every_ending_it_has(
    nrw: Spiel, buero: Besuch, name: str
) -> None:
    fall = nrw.neuer_fall()
    buero.sende(buero.fall(fall, BOGEN), eingabe(fall, datei=SimpleUploadedFile(name, JPEG)))
    dokument = Dokument.objects.get()
    assert dokument.endung == name.rpartition(".")[2].lower()
    assert b"".join(abgerufen(buero, fall, dokument).streaming_content) == JPEG


@pytest.mark.parametrize("datei", ["", "befund.pdf", "../../etc/passwd"])
def test_it_does_not_take_text_for_a_file(nrw: Spiel, buero: Besuch, datei: str) -> None:
    fall = nrw.neuer_fall()
    antwort = buero.sende(buero.fall(fall, BOGEN), eingabe(fall, datei=datei), 422)
    assert "Bitte wählen Sie eine Datei aus." in text(antwort.content.decode())


@pytest.mark.parametrize(
    "name", ["../../../x.pdf", "Ö\N{RIGHT-TO-LEFT OVERRIDE}fdp.pdf", f"{'a' * 250}.pdf"]
)
def test_it_never_uses_the_name_that_was_sent(
    nrw: Spiel, buero: Besuch, ordner: Path, name: str
) -> None:
    fall = nrw.neuer_fall()
    datei = SimpleUploadedFile("x.pdf", KOPF + MARKE)
    datei._name = name  # type: ignore[attr-defined]
    buero.sende(buero.fall(fall, BOGEN), eingabe(fall, datei=datei))
    (abgelegt,) = gespeichert(ordner)
    assert uuid.UUID(abgelegt.name)
    kopf = abgerufen(buero, fall, Dokument.objects.get()).headers["Content-Disposition"]
    assert kopf == f'attachment; filename="{fall.aktenzeichen}-1.pdf"'
