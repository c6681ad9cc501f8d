"""Every worked example gives what the wording gives, and nothing is left without an example."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from haertefall.recht.beispiele import abweichungen as abweichungen_ordnung
from haertefall.recht.beispiele import lesen_beispiel
from haertefall.recht.fristen import monate_weiter
from haertefall.recht.ordnung.laden import lesen, lesen_geruest
from haertefall.recht.pruefhilfe.beispiele import Beispieldatei, Erwartet, Fall, abweichungen
from haertefall.recht.pruefhilfe.gesetze import Geltung
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.vorschau import grenztage
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln
from tests.recht.pruefhilfe.beispieldateien import (
    BEISPIELE,
    dateien,
    erwartete_zeilen,
    erwartungen,
    faelle,
    person,
)

ORDNUNGEN = Path(__file__).resolve().parents[3] / "ordnungen"
FAELLE = list(faelle())
VORGEGEBEN = {
    "t01", "t04", "t06", "t07", "t09", "t12", "t14", "t15",
    "t18", "t19", "t21", "t23", "t26", "t27", "t30",
}  # fmt: skip


@pytest.mark.parametrize(
    ("datei", "fall"), [(d, f) for _, d, f in FAELLE], ids=[name for name, _, _ in FAELLE]
)
def test_it_gives_what_the_wording_gives(datei: Beispieldatei, fall: Fall) -> None:
    gefunden = abweichungen(fall.erwartet, person(datei, fall), fall.stichtag, ausgeliefert())
    assert not gefunden, f"{fall.name}\n" + "\n".join(gefunden)


def test_it_finds_an_expectation_that_does_not_hold() -> None:
    datei = dateien()["t01_25a_alles_erfuellt"]
    fall = datei.fall[0]
    falsch = Erwartet.model_validate(
        {
            "wege": {"25a": "nicht_erfuellt"},
            "zeilen": {"25a.1.1.N1": "zu_klaeren: recht", "25b.gibt_es_nicht": "erfuellt"},
            "tatsachen": {"25a.1.1.N1": "nicht_erfuellt"},
            "gruppen": {"60a.6.N3": "erfuellt"},
            "zeile_bis": {"25a.1.1.N3": date(2030, 1, 1)},
            "staerke": {"25a": "kann"},
        }
    )
    gefunden = abweichungen(falsch, person(datei, fall), fall.stichtag, ausgeliefert())
    assert len(gefunden) == 7


@pytest.mark.parametrize(
    "datei", sorted((BEISPIELE / "haertefallverordnung_nrw").glob("*.toml")), ids=lambda p: p.stem
)
def test_it_gives_what_the_ordinance_gives(datei: Path) -> None:
    """T27 asks about § 5 HFKVO, whose questions belong to the Ordnung of the commission."""
    nrw = max((ORDNUNGEN / "nrw").glob("[0-9]*.toml"))
    ordnung = lesen(nrw.read_text("utf-8"), nrw.name)
    geruest = lesen_geruest((ORDNUNGEN / "geruest.toml").read_text("utf-8"), "geruest.toml")
    beispiel = lesen_beispiel(datei.read_text("utf-8"), datei.name)
    assert not abweichungen_ordnung(beispiel, ordnung, geruest)


def test_it_has_the_fifteen_given_cases() -> None:
    namen = {pfad.name[:3] for pfad in BEISPIELE.rglob("t[0-9][0-9]_*.toml")}
    assert namen == VORGEGEBEN


def test_it_counts_the_month_of_notice_of_the_given_case() -> None:
    """T30 c: announced on 10.11.2026, so the earliest day is 10.12.2026."""
    fassung = ausgeliefert().parameter["60a.5.ankuendigung_monate"].am(date(2026, 11, 10))
    assert fassung is not None and fassung.zahl is not None
    assert monate_weiter(date(2026, 11, 10), fassung.zahl) == date(2026, 12, 10)


def test_it_has_an_example_for_every_encoded_row() -> None:
    belegt = {zeile for _, erwartet in erwartungen() for zeile in erwartete_zeilen(erwartet)}
    kodiert = {k for tafel in wegtafeln(ausgeliefert()) if not tafel.gefuehrt for k in tafel.zeilen}
    assert kodiert <= belegt, kodiert - belegt


def test_it_has_examples_that_decide_and_that_do_not_for_every_way() -> None:
    """A guided way needs at least one; where a judgement alone decides, it can only be open."""
    ergebnisse: dict[str, set[str]] = {}
    for _, erwartet in erwartungen():
        for weg, ergebnis in erwartet.wege.items():
            ergebnisse.setdefault(weg, set()).add(ergebnis.split(":")[0])
    for tafel in wegtafeln(ausgeliefert()):
        gefunden = ergebnisse.get(tafel.daten.kennung, set())
        assert gefunden, tafel.daten.kennung
        if not tafel.gefuehrt:
            assert len(gefunden) >= 2, (tafel.daten.kennung, gefunden)


def _grenzen() -> set[tuple[str, date]]:
    """Each row that is computed, with the days on which its law changes."""
    gesetze = ausgeliefert()
    grenzen = set()
    for tafel in wegtafeln(gesetze):
        if tafel.gefuehrt:
            continue
        for kennung in tafel.zeilen:
            daten = gesetze.zeilen[kennung]
            geltungen: list[Geltung] = [daten]
            for parameter in daten.parameter:
                geltungen += gesetze.parameter[parameter].fassung
            weg = tafel.daten
            beginn = weg.hinterlegt_ab or weg.gueltig_ab
            grenzen |= {
                (kennung, tag)
                for tag in grenztage(geltungen)
                if weg.gilt_am(tag) and (beginn is None or tag > beginn)
            }
    return grenzen


# Rows that only repeat another row's parameter; the examples of that row stand for them.
STELLVERTRETEND = {"16g.1.1.ab", "16g.2.N2", "16g.2.N3", "16g.2.N4", "16g.3.1", "25b.6.60d"}


@pytest.mark.parametrize(("zeile", "tag"), sorted(_grenzen()))
def test_it_has_examples_on_both_sides_of_every_version(zeile: str, tag: date) -> None:
    if zeile in STELLVERTRETEND:
        assert any(zeile in erwartete_zeilen(erwartet) for _, erwartet in erwartungen())
        return
    tage = {t for t, erwartet in erwartungen() if zeile in erwartete_zeilen(erwartet)}
    assert {tag - timedelta(days=1), tag} <= tage


def test_it_has_examples_on_both_sides_of_the_first_day_of_every_way() -> None:
    fehlend = []
    for tafel in wegtafeln(ausgeliefert()):
        tage = {t for t, erwartet in erwartungen() if tafel.daten.kennung in erwartet.wege}
        for tag in grenztage([tafel.daten]):
            if not {tag - timedelta(days=1), tag} <= tage:
                fehlend.append((tafel.daten.kennung, tag))
    assert not fehlend
