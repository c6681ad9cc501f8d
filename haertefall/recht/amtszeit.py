"""When a term of office ends under the rows of an Ordnung. Nothing is made up: no row, no day."""

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
    return Regelende(_spaeter(von, round(zeile.jahre * MONATE_IM_JAHR)) - timedelta(days=1), zeile)


def _spaeter(tag: date, monate: int) -> date:
    """The same day some months later; the last of the month where that day does not exist."""
    jahr, monat = divmod(tag.year * MONATE_IM_JAHR + tag.month - 1 + monate, MONATE_IM_JAHR)
    for zurueck in range(4):
        try:
            return date(jahr, monat + 1, tag.day - zurueck)
        except ValueError:
            continue
    raise AssertionError(tag)
