"""The commission takes its Ersuchen back, as a rule when identity was false (report, ch. 5)."""

from typing import Any

from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.stehende_ersuchen import stehende_ersuchen
from haertefall.schritte.vorgang import Vorgang


class Ruecknahme(Eingabe):
    """Day and reasons of the commission's decision."""

    am = TagFeld(label="Beschlossen am")
    gruende = LangerText(label="Gründe")

    def clean(self) -> dict[str, Any]:
        """Nothing is taken back before it was decided: else it would count as standing."""
        daten = super().clean() or {}
        stehende_ersuchen(self)
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The results stay in the file, marked as taken back."""
    vorgang.am = daten["am"]
    vorgang.akte.ergebnisse.filter(gegenstand="ersuchen", zurueckgenommen_am=None).update(
        zurueckgenommen_am=daten["am"]
    )
    vorgang.zaehlt = {"folge": "zurueckgenommen"}
    vorgang.wiedervorlage_erledigen("antwort_der_behoerde")


SCHRITT = Schritt("ersuchen_zuruecknehmen", "Ersuchen zurücknehmen", Ruecknahme, wirkung)
