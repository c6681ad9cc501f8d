"""The report of a body: tables, what they rest on, whether they add up, how they differ from print.

Made from counted facts with one query. The page and the command show the same object.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from haertefall.gremien.fassungen import Fassung, vor_erster_fassung
from haertefall.recht.ordnung import Bericht as Berichtsregeln
from haertefall.statistik.druck import veroeffentlicht
from haertefall.statistik.pruefung import Befund, pruefe, zahlen_aus
from haertefall.statistik.tabellen import Berichtsfehler, Gruppe, jahre, tabellen
from haertefall.statistik.tabellenarten import Tabelle
from haertefall.statistik.vergleich import Vergleich, vergleiche
from haertefall.statistik.zaehlen import zaehle

SPALTENWORTE = {
    "ersuchen": "Ersuchen",
    "kein_ersuchen": "Kein Ersuchen",
    "andere_erledigung": "Andere Erledigung",
    "offen": "offen",
    "gefolgt": "gefolgt",
    "nicht_gefolgt": "nicht gefolgt",
    "nicht_gezaehlt": "nicht gezählt",
}


@dataclass(frozen=True)
class Festlegung:
    """A choice in counting that the source leaves open: "bitte prüfen"."""

    gegenstand: str
    text: str
    zweifel: str
    beleg: str


@dataclass(frozen=True)
class Zuordnung:
    """Which result counts in which column, and on what that rests."""

    merkmal: str
    bezeichnung: str
    spalte: str
    beleg: str
    festlegung: bool


@dataclass(frozen=True)
class Taetigkeitsbericht:
    """Everything the page and the command show."""

    gremium: str
    name: str
    von: int
    bis: int
    stichtag: date
    kenntnisstand: date
    fassung: str
    tabellen: Sequence[Tabelle]
    zuordnung: Sequence[Zuordnung]
    festlegungen: Sequence[Festlegung]
    nicht_ausgewertet: Sequence[int]
    befunde: Sequence[Befund]
    hinweise: Sequence[str]
    vergleich: Vergleich | None


def erstelle(
    fassung: Fassung, *, von: int, bis: int, stichtag: date, kenntnisstand: date
) -> Taetigkeitsbericht:
    """The report for the years `von` to `bis`, as of `stichtag`, as known on `kenntnisstand`.

    Raises:
        Berichtsfehler: the years or days do not fit, or the Ordnung does not say how to count.
    """
    regeln = fassung.ordnung.bericht
    _pruefe_eingabe(regeln, von, bis, stichtag)
    bestand = zaehle(fassung.gremium, bis=bis, stichtag=stichtag, kenntnisstand=kenntnisstand)
    ergebnis = tabellen(bestand, regeln, von, bis)
    druck = veroeffentlicht(fassung.gremium, stichtag)
    return Taetigkeitsbericht(
        gremium=fassung.gremium,
        name=fassung.ordnung.ordnung.gremium,
        von=von,
        bis=bis,
        stichtag=stichtag,
        kenntnisstand=kenntnisstand,
        fassung=fassung.datei.removesuffix(".toml"),
        tabellen=ergebnis,
        zuordnung=_zuordnung(regeln),
        festlegungen=_festlegungen(regeln),
        nicht_ausgewertet=regeln.nicht_ausgewertet,
        befunde=pruefe(
            zahlen_aus(ergebnis),
            erstes_jahr=regeln.erstes_jahr,
            nicht_ausgewertet=regeln.nicht_ausgewertet,
            von=min(jahre(regeln, von, bis), default=None),
        ),
        hinweise=_hinweise(fassung, bestand, bis, stichtag),
        vergleich=vergleiche(ergebnis, druck) if druck and bestand else None,
    )


def _pruefe_eingabe(regeln: Berichtsregeln, von: int, bis: int, stichtag: date) -> None:
    if von > bis:
        raise Berichtsfehler(f"Das erste Jahr ({von}) liegt nach dem letzten ({bis}).")
    if bis > stichtag.year:
        raise Berichtsfehler(
            f"Das Jahr {bis} hatte am Stichtag {stichtag:%d.%m.%Y} noch nicht begonnen."
        )
    if regeln.erstes_jahr is not None and bis < regeln.erstes_jahr:
        raise Berichtsfehler(f"Die Zählung beginnt mit dem Jahr {regeln.erstes_jahr}.")
    if regeln.kohorte is not None and regeln.kohorte.nach != "eingang":
        raise Berichtsfehler(
            "Die Ordnung zählt nach dem Jahr des Ergebnisses ([bericht.kohorte]). Diese Tabellen "
            "gibt es nur nach dem Jahr des Eingangs."
        )
    if regeln.kleine_zahlen is not None:
        raise Berichtsfehler(
            f"Die Ordnung schützt Zahlen unter {regeln.kleine_zahlen.unter}. Aus den Summen dieser "
            "Tabellen ließen sie sich errechnen; der Bericht wird darum nicht erstellt."
        )


def _zuordnung(regeln: Berichtsregeln) -> list[Zuordnung]:
    return [
        Zuordnung(z.merkmal, z.bezeichnung, z.spalte, z.beleg, z.festlegung)
        for z in regeln.zaehlung
    ]


def _festlegungen(regeln: Berichtsregeln) -> list[Festlegung]:
    zeilen = [
        ("Jahr, in dem ein Fall zählt", regeln.kohorte),
        ("Personen mit verschiedenen Ergebnissen", regeln.zaehlregel),
        *((f"{z.bezeichnung} ({SPALTENWORTE[z.spalte]})", z) for z in regeln.zaehlung),
    ]
    return [
        Festlegung(
            gegenstand,
            (zeile.auslegung or "").removeprefix("Festlegung, bitte prüfen: "),
            zeile.zweifel or "",
            zeile.norm or zeile.quelle or "",
        )
        for gegenstand, zeile in zeilen
        if zeile is not None and zeile.festlegung
    ]


def _hinweise(fassung: Fassung, bestand: Sequence[Gruppe], bis: int, stichtag: date) -> list[str]:
    hinweise = []
    if not bestand:
        hinweise.append("Zu diesem Stichtag und Kenntnisstand sind keine Fälle bekannt.")
    erstes = fassung.ordnung.bericht.erstes_jahr or 0
    frueher = sum(anzahl for jahr, *_, anzahl in bestand if jahr < erstes)
    if frueher:
        hinweise.append(f"{frueher} Fälle aus Jahren vor {erstes} stehen in keiner Tabelle.")
    if bis == stichtag.year and stichtag < date(bis, 12, 31):
        hinweise.append(f"Das Jahr {bis} war am Stichtag noch nicht zu Ende.")
    if vor_erster_fassung(fassung, stichtag):
        hinweise.append(
            f"Für den Stichtag ist keine Fassung der Ordnung belegt. Zugeordnet wird nach der "
            f"ältesten belegten ({fassung.tag:%d.%m.%Y})."
        )
    return hinweise
