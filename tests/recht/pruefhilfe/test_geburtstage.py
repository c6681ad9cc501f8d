"""Each birthday that opens or closes a way: the day before and the day itself.

A year of life is complete at the end of the day before the birthday (§ 187 Abs. 2 Satz 2, § 188
Abs. 2 BGB). Who was born on 29 February completes it, in other years, with the end of 28 February.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from haertefall.recht.pruefhilfe import wege
from haertefall.recht.pruefhilfe.befund import Ergebnis
from haertefall.recht.pruefhilfe.knoten import zeile_auswerten
from haertefall.recht.pruefhilfe.lage import geburtstag_mit, lage
from haertefall.recht.pruefhilfe.sachverhalt import (
    Angabe,
    Aufenthaltsart,
    Aufenthaltszeit,
    Aufenthaltszeiten,
    Ereignis,
    Sachverhalt,
    Zeitraum,
)
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln

ERFUELLT, NICHT = Ergebnis.ERFUELLT, Ergebnis.NICHT_ERFUELLT
SCHALTTAG = date(2012, 2, 29)


@dataclass(frozen=True)
class Schwelle:
    """A row, the birthday it looks at, and its result before and from the birthday on."""

    weg: str
    zeile: str
    merkmal: str
    alter: int
    vorher: Ergebnis
    danach: Ergebnis
    angaben: tuple[tuple[str, object], ...] = ()
    vor: date | None = None


SCHWELLEN = (
    Schwelle("25a", "25a.1.1.status", "geburtstag", 14, NICHT, ERFUELLT),
    Schwelle("25a", "25a.1.1.N3", "geburtstag", 27, ERFUELLT, NICHT),
    Schwelle("25a", "25a.1.1.N3", "geburtstag", 21, ERFUELLT, NICHT, vor=date(2022, 12, 31)),
    Schwelle(
        "25a.2.1", "25a.2.1.elternteil", "inhaberin_geburtstag", 18, ERFUELLT, NICHT,
        (("elternteil_einer_inhaberin", True),),
    ),
    Schwelle(
        "25a.2.2", "25a.2.2.kind", "geburtstag", 18, ERFUELLT, NICHT,
        (("kind_beguenstigter_eltern", True), ("familiaere_gemeinschaft", True)),
    ),
    Schwelle(
        "25a.2.5", "25a.2.5.kind", "geburtstag", 18, ERFUELLT, NICHT,
        (("kind_beguenstigter_person", True), ("ledig", True)),
    ),
    Schwelle(
        "60a.2b", "60a.2b.familie", "inhaberin_geburtstag", 18, ERFUELLT, NICHT,
        (("elternteil_einer_inhaberin", True), ("kind_im_haushalt_der_eltern", False)),
    ),
    Schwelle(
        "25b", "25b.1.2.N1", "juengstes_kind_geburtstag", 18, ERFUELLT, NICHT,
        (("lebt_mit_ledigem_kind", True),),
    ),
    Schwelle(
        "60d.2", "60d.2.kind", "geburtstag", 18, ERFUELLT, NICHT,
        (("kind_im_haushalt_beschaeftigungsduldung", True), ("ledig", True)),
    ),
)  # fmt: skip


def _person(schwelle: Schwelle, geboren: date, stichtag: date, jahre: int = 5) -> Sachverhalt:
    """Tolerated for some years, and no more known than the row asks for."""
    angaben = {
        "antrag_25a": Angabe(Ereignis(False)),
        **{name: Angabe(wert) for name, wert in schwelle.angaben},
        schwelle.merkmal: Angabe(geboren),
    }
    seit = stichtag - timedelta(days=365 * jahre)
    duldung = Aufenthaltszeit(Aufenthaltsart.DULDUNG, Zeitraum(seit))
    return Sachverhalt(angaben=angaben, zeiten=Aufenthaltszeiten((duldung,)))  # type: ignore[arg-type]


def _am(schwelle: Schwelle, geboren: date, stichtag: date) -> Ergebnis:
    gesetze = ausgeliefert()
    tafel = next(t for t in wegtafeln(gesetze) if t.daten.kennung == schwelle.weg)
    wer = _person(schwelle, geboren, stichtag)
    wert = zeile_auswerten(tafel.zeilen[schwelle.zeile], lage(wer, stichtag, gesetze))
    return wert.tatsachen.ergebnis


@pytest.mark.parametrize("schwelle", SCHWELLEN, ids=lambda s: f"{s.zeile}-{s.alter}")
@pytest.mark.parametrize("monat_und_tag", [(3, 10), (1, 1), (12, 31), (3, 1)])
def test_it_turns_on_the_birthday_and_not_the_day_before(
    schwelle: Schwelle, monat_und_tag: tuple[int, int]
) -> None:
    jahr = 2021 if schwelle.vor else 2025
    stichtag = date(jahr, *monat_und_tag)
    geboren = stichtag.replace(year=jahr - schwelle.alter)
    assert _am(schwelle, geboren, stichtag - timedelta(days=1)) is schwelle.vorher
    assert _am(schwelle, geboren, stichtag) is schwelle.danach


@pytest.mark.parametrize("alter", [14, 18, 21, 27])
def test_it_knows_who_was_born_on_the_leap_day(alter: int) -> None:
    erster = geburtstag_mit(SCHALTTAG, alter)
    assert erster == date(SCHALTTAG.year + alter, 3, 1)
    assert geburtstag_mit(SCHALTTAG, 16) == date(2028, 2, 29)


def test_it_asks_only_whether_the_application_came_before_the_birthday() -> None:
    """Applied the day before the 27th birthday: met for ever; on the birthday: never."""
    schwelle = SCHWELLEN[1]
    geboren, geburtstag = date(1999, 5, 20), date(2026, 5, 20)
    for antrag, soll in ((geburtstag - timedelta(days=1), ERFUELLT), (geburtstag, NICHT)):
        wer = _person(schwelle, geboren, date(2026, 11, 20))
        wer = replace(wer, angaben={**wer.angaben, "antrag_25a": Angabe(Ereignis(True, antrag))})
        tafel = next(t for t in wegtafeln(ausgeliefert()) if t.daten.kennung == "25a")
        wert = zeile_auswerten(
            tafel.zeilen["25a.1.1.N3"], lage(wer, date(2026, 11, 20), ausgeliefert())
        )
        assert wert.tatsachen.ergebnis is soll


def test_it_looks_at_every_row_that_reads_a_birthday() -> None:
    """A rule that asks for an age without a row above would go untested."""
    ordner = Path(str(wege.__file__)).parent
    text = "\n".join(pfad.read_text("utf-8") for pfad in ordner.glob("*.py"))
    gefragt = set(
        re.findall(
            r"def (\w+)\(lage: Lage\) -> Befund:(?:(?!\ndef ).)*?"
            r"(?:minderjaehrig|alter_ab|geburtstag_mit)\(",
            text,
            re.DOTALL,
        )
    )
    assert gefragt == {
        "status", "antrag_rechtzeitig", "elternteil", "minderjaehriges_kind_der_eltern",
        "minderjaehriges_kind", "familie_der_inhaberin", "mit_minderjaehrigem_kind",
        "kind_im_haushalt",
    }  # fmt: skip
