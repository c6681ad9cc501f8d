"""Look at a case again on a day: an office setting, no legal deadline."""

from typing import Any

from haertefall.schritte.schritt import Eingabe, KuenftigerTag, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Wiedervorlagebogen(Eingabe):
    """Day and what for."""

    faellig_am = KuenftigerTag(label="Wiedervorlage am")
    text = LangerText(label="Wozu?", max_length=2_000)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """One open general Wiedervorlage at a time: the newer replaces the older."""
    vorgang.wiedervorlage(
        daten["faellig_am"], "allgemein", "Einstellung der Geschäftsstelle", daten.pop("text")
    )


SCHRITT = Schritt("wiedervorlage_setzen", "Wiedervorlage setzen", Wiedervorlagebogen, wirkung)
