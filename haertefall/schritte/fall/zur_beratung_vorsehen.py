"""The case is ready for the body (bodies without a written statement of the authority)."""

from typing import Any

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Vorsehen(Eingabe):
    """A note, if wanted."""

    vermerk = LangerText(label="Vermerk", required=False, max_length=4_000)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Nothing but the new state."""


SCHRITT = Schritt("zur_beratung_vorsehen", "Zur Beratung vorsehen", Vorsehen, wirkung)
