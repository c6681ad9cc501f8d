"""What belongs to an item besides its motions: grounds to weigh, who is not free, papers there."""

from dataclasses import dataclass

from haertefall.recht.ordnung import Ausschlussgrund, Ordnung
from haertefall.schritte.beratung.befangenheit_erklaeren import KEINE_WIRKUNG, wirkung_in_worten
from haertefall.schritte.ladung import regel
from haertefall.sitzungen.abwaegung import abgewogen, abzuwaegen
from haertefall.sitzungen.models import Mitgebrachtes, Punktart, Tagesordnungspunkt


@dataclass(frozen=True)
class Papierzeile:
    """Papers, who brought them, who looked."""

    papier: Mitgebrachtes
    von: str
    gesehen: tuple[str, ...]


@dataclass(frozen=True)
class Umstaende:
    """For the page. `gruende`: „soll“ grounds with their sentence, "" where none is there yet."""

    gruende: tuple[tuple[Ausschlussgrund, str], ...]
    befangene: tuple[str, ...]
    wirkung: str
    papiere: tuple[Papierzeile, ...]
    gemeinsam: bool


def zum_punkt(punkt: Tagesordnungspunkt, ordnung: Ordnung) -> Umstaende:
    """Read it for an item that the Akteur may see."""
    saetze = {grund: zeile.satz for grund, zeile in abgewogen(punkt).items()}
    einzelfall = punkt.fall if punkt.art == Punktart.FALL else None
    gruende = abzuwaegen(einzelfall) if einzelfall is not None else []
    zeile = regel(ordnung, "befangenheit")
    return Umstaende(
        gruende=tuple((g, saetze.get(g.kennung, "")) for g in gruende),
        befangene=_befangene(punkt),
        wirkung=wirkung_in_worten(zeile) if zeile else KEINE_WIRKUNG,
        papiere=_papiere(punkt),
        gemeinsam=bool(ordnung.ohne_abstimmung) and einzelfall is not None,
    )


def _befangene(punkt: Tagesordnungspunkt) -> tuple[str, ...]:
    namen = []
    erklaert = punkt.befangenheiten.filter(zurueckgenommen_um=None)
    for eine in erklaert.select_related("teilnahme__amt__konto"):
        eine.teilnahme.sitzung = punkt.sitzung
        namen.append(eine.teilnahme.name)
    return tuple(namen)


def _papiere(punkt: Tagesordnungspunkt) -> tuple[Papierzeile, ...]:
    zeilen = []
    papiere = punkt.mitgebrachtes.select_related("von__amt__konto")
    for papier in papiere.prefetch_related("einsichtnahmen__teilnahme__amt__konto"):
        papier.punkt, papier.von.sitzung = punkt, punkt.sitzung
        gesehen = []
        for einsicht in papier.einsichtnahmen.all():
            einsicht.teilnahme.sitzung = punkt.sitzung
            gesehen.append(einsicht.teilnahme.name)
        zeilen.append(Papierzeile(papier, papier.von.name, tuple(gesehen)))
    return tuple(zeilen)
