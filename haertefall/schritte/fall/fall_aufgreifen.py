"""A member takes a case up (Selbstbefassung, § 4 Abs. 1 HFKVO)."""

from typing import Any

from haertefall.faelle.models import Zugangsart
from haertefall.gremien.models import Amt
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Aufgreifen(Eingabe):
    """Why, in the member's own words (optional)."""

    begruendung = LangerText(label="Warum greifen Sie den Fall auf?", required=False)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """From now on the member sees the case in full; the offer ends; a refusal no longer counts."""
    fall = vorgang.akte
    vorgang.zugang(Zugangsart.AUFGEGRIFFEN, amt=Amt.objects.get(pk=vorgang.akteur.amt_id or ""))
    fall.zaehlt_als = ""
    vorgang.zaehlt = {"ergebnis": "offen"}


SCHRITT = Schritt("fall_aufgreifen", "Fall aufgreifen (Selbstbefassung)", Aufgreifen, wirkung)
