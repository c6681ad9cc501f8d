"""When a term of office ends under the rows of an Ordnung. Nothing is made up: no row, no day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from haertefall.recht.ordnung import Amtszeit, Ordnung

MONATE_IM_JAHR = 12


@dataclass(frozen=True)
class Regelende:
    """The last day a row gives. `tag` None: it ends with an event, or no end is regulated."""

    tag: date | None
    zeile: Amtszeit | None

    @property
    def satz(self) -> str:
        """For people."""
        if self.zeile is None:
            return "Für die Amtszeit ist keine Regel hinterlegt."
        if self.zeile.jahre is not None:
            regel = "in der Regel " if self.zeile.in_der_regel else ""
            jahre = f"{self.zeile.jahre:g}".replace(".", ",")
            return f"Amtszeit: {regel}{jahre} Jahre ({self.zeile.beleg})."
        return f"Amtszeit: bis {self.zeile.bis_ereignis} ({self.zeile.beleg})."


def regelende(ordnung: Ordnung, von: date, rest_bis: date | None = None) -> Regelende:
    """The last day of a term that begins on `von`: the day before the same day years later.

    `rest_bis`: until when whoever left before would have stayed; where the row says so, a
    successor stays for that rest only.
    """
    zeile = next(iter(ordnung.amtszeit), None)
    if zeile is not None and zeile.nachfolge_fuer_rest and rest_bis and rest_bis >= von:
        return Regelende(rest_bis, zeile)
    if zeile is None or zeile.jahre is None:
        return Regelende(None, zeile)
    return Regelende(_letzter_tag(von, round(zeile.jahre * MONATE_IM_JAHR)), zeile)


def _letzter_tag(von: date, monate: int) -> date:
    """The day before the same day some months later (§§ 187 Abs. 2, 188 Abs. 2 und 3 BGB).

    The month that has no such day ends it with its last.
    """
    jahr, monat = divmod(von.year * MONATE_IM_JAHR + von.month - 1 + monate, MONATE_IM_JAHR)
    tage = monthrange(jahr, monat + 1)[1]
    if von.day > tage:
        return date(jahr, monat + 1, tage)
    return date(jahr, monat + 1, von.day) - timedelta(days=1)
