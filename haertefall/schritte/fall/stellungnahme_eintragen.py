"""Record the statement of the Ausländerbehörde, on the facts and on the Votum."""

from typing import Any

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Antwortschreiben(Eingabe):
    """What the authority says; the day it reached the office."""

    am = TagFeld(label="Eingegangen am")
    sachverhalt = LangerText(label="Zum Sachverhalt")
    votum = LangerText(label="Zum Votum", required=False)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Complete the open request."""
    vorgang.am = daten["am"]
    fall = vorgang.akte
    offen = fall.stellungnahmen.filter(eingegangen_am=None).latest("angefordert_am", "id")
    offen.fall = fall
    offen.eingegangen_am = daten["am"]
    offen.sachverhalt = daten.pop("sachverhalt")
    offen.votum = daten.pop("votum") or None
    offen.save()
    vorgang.wiedervorlage_erledigen("stellungnahme")


SCHRITT = Schritt("stellungnahme_eintragen", "Stellungnahme eintragen", Antwortschreiben, wirkung)
