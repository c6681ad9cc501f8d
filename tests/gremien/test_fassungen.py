"""Which version of the rules applies, and what is kept of a version that was used."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from haertefall.gremien import fassungen
from haertefall.gremien.models import Fassungsbestand, Installation
from haertefall.recht.begriffe import Stand
from haertefall.schritte import fehler
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import jetzt
from tests.recht.bau import WURZEL


@pytest.fixture
def eigener_ordner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A local folder that goes before the shipped one; nothing read stays remembered."""
    monkeypatch.setattr(django_settings, "ORDNUNGEN_DIRS", [tmp_path, WURZEL])
    _vergessen()
    yield tmp_path
    _vergessen()


def _vergessen() -> None:
    for gemerkt in (fassungen.alle, fassungen.geruest, fassungen.merkmale, fassungen.aus_hash):
        gemerkt.cache_clear()


def _nrw_in(ordner: Path, **ersetzt: str) -> Path:
    ziel = ordner / "nrw"
    shutil.copytree(WURZEL / "nrw", ziel)
    datei = ziel / "2020-10-14.toml"
    text = datei.read_text("utf-8")
    for alt, neu in ersetzt.items():
        assert alt in text
        text = text.replace(alt, neu)
    datei.write_text(text, "utf-8")
    return datei


@pytest.mark.django_db
def test_it_keeps_a_used_version_readable_after_the_files_change(
    nrw: Spiel, eigener_ordner: Path
) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    damals = fassungen.aus_hash(fall.fassung_id)
    datei = _nrw_in(eigener_ordner)
    text = datei.read_text("utf-8").replace('mehr_als   = "1/2"', 'mindestens = "3/4"')
    datei.write_text(text, "utf-8")
    _vergessen()
    neu = fassungen.gueltig_am("nrw", date(2026, 1, 1))
    assert neu.hash != damals.hash
    wieder = fassungen.aus_hash(fall.fassung_id)
    assert wieder.ordnung == damals.ordnung
    assert [m.mehr_als for m in wieder.ordnung.mehrheit] == ["1/2"] * 4
    # The case goes on under the rules it came in with.
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen")
    assert fall.fassung_id == damals.hash


@pytest.mark.django_db
def test_it_stores_a_used_version_once_with_its_hash(nrw: Spiel) -> None:
    nrw.neuer_fall()
    nrw.neuer_fall()
    (bestand,) = Fassungsbestand.objects.all()
    assert bestand.hash == fassungen.gueltig_am("nrw", date(2026, 1, 1)).hash
    assert (bestand.gremium, bestand.datei) == ("nrw", "2020-10-14.toml")


@pytest.mark.django_db
def test_it_never_offers_a_draft_for_real_cases(spielplatz: Callable[..., list[Spiel]]) -> None:
    spiel = spielplatz("gelsenkirchen")[0]
    assert spiel.neuer_fall().stand == Stand.EINGEGANGEN
    with pytest.raises(fassungen.KeineFassung, match="nur Entwürfe"):
        fassungen.gueltig_am("gelsenkirchen", date(2026, 1, 1))
    Installation.objects.all().delete()
    Installation.objects.create(demo=False, angelegt_um=jetzt())
    with pytest.raises(fehler.NichtErlaubt, match="Entwürfe gelten nicht für echte Fälle"):
        spiel.neuer_fall()


def test_it_takes_the_latest_version_begun_and_no_draft(eigener_ordner: Path) -> None:
    datei = _nrw_in(eigener_ordner)
    text = datei.read_text("utf-8")
    spaeter = text.replace("2020-10-14\n", "2030-01-01\n", 1)
    (datei.parent / "2030-01-01.toml").write_text(spaeter, "utf-8")
    entwurf = text.replace('"vollstaendig"', '"entwurf"', 1).replace(
        "inkrafttreten         = 2020-10-14\n", "", 1
    )
    (datei.parent / "entwurf-2025-01-01.toml").write_text(entwurf, "utf-8")
    je_tag = {
        tag: fassungen.gueltig_am("nrw", tag).datei
        for tag in (date(2020, 10, 14), date(2029, 12, 31), date(2030, 1, 1))
    }
    assert list(je_tag.values()) == ["2020-10-14.toml", "2020-10-14.toml", "2030-01-01.toml"]


@pytest.mark.parametrize(
    ("tag", "geraten"), [(date(2020, 10, 13), True), (date(2020, 10, 14), False)]
)
def test_it_does_not_guess_for_days_before_the_first_proven_version(
    tag: date, geraten: bool
) -> None:
    """The first one is offered; that it is not proven for the day a person must confirm."""
    fassung = fassungen.gueltig_am("nrw", tag)
    assert fassungen.vor_erster_fassung(fassung, tag) is geraten
    assert fassung.tag_bekannt
    assert not fassungen.gueltig_am("dortmund", tag).tag_bekannt


def test_it_prefers_the_local_folder_and_says_where_it_lies(eigener_ordner: Path) -> None:
    datei = _nrw_in(eigener_ordner)
    assert fassungen.gueltig_am("nrw", date(2026, 1, 1)).pfad == datei
    assert fassungen.gueltig_am("dortmund", date(2026, 1, 1)).pfad == next(
        (WURZEL / "dortmund").glob("*.toml")
    )


@pytest.mark.parametrize(
    ("aufruf", "satz"),
    [
        (lambda: fassungen.ordner("atlantis"), "Vorhanden sind: dortmund"),
        (lambda: fassungen.gueltig_am("leverkusen-beratungsgremium", date(2026, 1, 1)), "Entwürfe"),
    ],
)
def test_it_says_in_german_what_is_missing(aufruf: Callable[[], Any], satz: str) -> None:
    with pytest.raises(fassungen.KeineFassung, match=satz):
        aufruf()


def test_it_refuses_a_file_whose_name_says_no_day(eigener_ordner: Path) -> None:
    datei = _nrw_in(eigener_ordner)
    datei.rename(datei.with_name("neu.toml"))
    with pytest.raises(fassungen.KeineFassung, match="Der Dateiname muss"):
        fassungen.alle("nrw")
