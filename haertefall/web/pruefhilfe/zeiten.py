"""Residence periods drawn and in words: timeline, table, chain of Duldungen, counted times."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from haertefall.briefe.formen import Angaben
from haertefall.briefe.zeitleiste import Spanne, zeitleiste
from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltszeiten
from haertefall.recht.pruefhilfe.worte import ANLASS_SAETZE, AUFENTHALTSART_WORTE
from haertefall.recht.pruefhilfe.zeitrechnung import Zeitangabe, Zeituebersicht

BREIT, SCHMAL = 900, 328


@dataclass(frozen=True)
class Zeitzeile:
    """One paper or status."""

    art: str
    von: date
    bis: date | None
    tage: int | None
    belegt: bool


@dataclass(frozen=True)
class Gezaehlt:
    """Uninterrupted time as one statute counts it."""

    norm: str
    am: date
    seit: date | None
    dauer: str
    hoechstens: str
    zweifel: tuple[str, ...]


@dataclass(frozen=True)
class Zeitbild:
    """Everything a page shows about the residence periods."""

    breit: SafeString
    schmal: SafeString
    zeilen: tuple[Zeitzeile, ...]
    vollstaendig: bool
    kette: str
    gezaehlt: tuple[Gezaehlt, ...]


def zeitbild(
    zeiten: Aufenthaltszeiten, uebersicht: Zeituebersicht | None, stichtag: date
) -> Zeitbild | None:
    """None where no period is recorded."""
    if not zeiten.zeiten:
        return None
    zeilen = tuple(
        Zeitzeile(
            AUFENTHALTSART_WORTE[z.art],
            z.zeitraum.von,
            z.zeitraum.bis,
            (z.zeitraum.bis - z.zeitraum.von).days + 1 if z.zeitraum.bis else None,
            z.belegt,
        )
        for z in sorted(zeiten.zeiten, key=lambda z: (z.zeitraum.von, z.zeitraum.bis or date.max))
    )
    spannen = [
        Spanne(z.art, z.von, z.bis, f"{z.art}: {spanne_in_worten(z.von, z.bis)}", z.belegt)
        for z in zeilen
    ]
    bilder = [
        zeitleiste(Angaben(kennung, "Aufenthaltszeiten", _BESCHREIBUNG, breite), spannen, stichtag)
        for kennung, breite in (("zeiten-breit", BREIT), ("zeiten-schmal", SCHMAL))
    ]
    return Zeitbild(
        breit=bilder[0],
        schmal=bilder[1],
        zeilen=zeilen,
        vollstaendig=zeiten.vollstaendig,
        kette=kette_in_worten(uebersicht),
        gezaehlt=tuple(_gezaehlt(a) for a in uebersicht.angaben) if uebersicht else (),
    )


_BESCHREIBUNG = (
    "Balken je Status von links (früher) nach rechts (später); jede Bescheinigung ist ein Balken. "
    "Dieselben Tage stehen in der Tabelle darunter."
)


def kette_in_worten(uebersicht: Zeituebersicht | None) -> str:
    """The chain of short Duldungen: number, shortest, total."""
    kette = uebersicht.kette if uebersicht else None
    if kette is None:
        return ""
    anzahl = "1 Duldung" if kette.anzahl == 1 else f"{kette.anzahl} Duldungen nacheinander"
    kuerzeste = f", die kürzeste {_tage(kette.kuerzeste_tage)}" if kette.kuerzeste_tage else ""
    return (
        f"{anzahl}{kuerzeste}, zusammen {_tage(kette.gesamt_tage)} "
        f"({spanne_in_worten(kette.von, kette.bis)})."
    )


def spanne_in_worten(von: date, bis: date | None) -> str:
    """Two days as people write them."""
    return f"{von:%d.%m.%Y} bis {bis:%d.%m.%Y}" if bis else f"seit {von:%d.%m.%Y}"


def _gezaehlt(angabe: Zeitangabe) -> Gezaehlt:
    hoechstens = ""
    if angabe.zweifel:
        tage = angabe.tage_hoechstens
        hoechstens = _tage(tage) if tage is not None else "Beginn nicht bekannt"
    return Gezaehlt(
        norm=angabe.norm,
        am=angabe.am,
        seit=angabe.seit,
        dauer=_tage(angabe.tage),
        hoechstens=hoechstens,
        zweifel=tuple(ANLASS_SAETZE[anlass] for anlass in angabe.zweifel),
    )


def _tage(tage: int) -> str:
    return "1 Tag" if tage == 1 else f"{tage:,} Tage".replace(",", ".")
