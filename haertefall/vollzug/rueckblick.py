"""The report on past removals: per row, without name, whether check and body came before."""

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from haertefall.recht.vollzug.pruefung import Reihenfolge, reihenfolge
from haertefall.recht.vollzug.worte import REIHENFOLGE_WORTE
from haertefall.vollzug.models import Ausgang, Vollzugspruefung

KOEPFE = ("Nr.", "Monat", "Personen", "Prüfung begonnen", "Prüfung bestätigt", "Gremium befasst")


@dataclass(frozen=True)
class Rueckblickzeile:
    """One removal: no name, no file number, the month alone."""

    nummer: int
    monat: str
    personen: int
    begonnen: Reihenfolge
    bestaetigt: Reihenfolge
    gremium: Reihenfolge

    def worte(self) -> tuple[str, ...]:
        """The row as page and table show it."""
        folgen = (self.begonnen, self.bestaetigt, self.gremium)
        zahlen = (str(self.nummer), self.monat, str(self.personen))
        return (*zahlen, *(REIHENFOLGE_WORTE[f] for f in folgen))


def rueckblick(pruefungen: QuerySet[Vollzugspruefung]) -> list[Rueckblickzeile]:
    """Removals carried out, by day."""
    vollzogen = (
        pruefungen.filter(ausgang=Ausgang.VOLLZOGEN)
        .order_by("ausgang_am", "jahr", "nummer")
        .prefetch_related("vorlagen", "verfahren")
    )
    return [_zeile(nummer, pruefung) for nummer, pruefung in enumerate(vollzogen, start=1)]


def _zeile(nummer: int, pruefung: Vollzugspruefung) -> Rueckblickzeile:
    am = pruefung.ausgang_am
    if am is None:
        raise ValueError("Zu einer durchgeführten Abschiebung gehört ihr Tag.")
    befasst: list[date] = [v.am for v in pruefung.vorlagen.all()]
    befasst += [v.seit for v in pruefung.verfahren.all()]
    return Rueckblickzeile(
        nummer=nummer,
        monat=f"{am:%m.%Y}",
        personen=pruefung.personenzahl,
        begonnen=reihenfolge(pruefung.begonnen_am, am),
        bestaetigt=reihenfolge(pruefung.zuerst_bestaetigt_am, am),
        gremium=reihenfolge(min(befasst, default=None), am),
    )


def als_csv(zeilen: list[Rueckblickzeile]) -> str:
    """For a spreadsheet, with semicolons as German offices expect them."""
    puffer = io.StringIO()
    schreiber = csv.writer(puffer, delimiter=";", lineterminator="\r\n")
    schreiber.writerow(KOEPFE)
    schreiber.writerows(zeile.worte() for zeile in zeilen)
    return puffer.getvalue()
