"""A proposal or an appointment that has not begun comes to nothing."""

from typing import Any

from haertefall.gremien.models import Berufung
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.berufung import zuruecknehmen
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Erledigung(Eingabe):
    """Which one, why."""

    berufung = GesperrteWahl(Berufung.objects.none(), label="Vorschlag")
    grund = LangerText(label="Grund", max_length=2_000, required=False)

    def vorbereiten(self) -> None:
        """Open proposals, and appointments whose first day is still to come."""
        self.feld("berufung").queryset = Berufung.objects.filter(
            gremium=self.vorgang.gremium, hinfaellig_am=None
        ).exclude(von__lte=self.vorgang.heute)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Nobody comes to the seat by it."""
    zuruecknehmen(vorgang, daten["berufung"], daten["grund"])
    vorgang.objekt = daten["berufung"].pk


SCHRITT = Schritt(
    "vorschlag_erledigen",
    "Vorschlag erledigen",
    Erledigung,
    wirkung,
    objekt="gremium",
    hinweis="Für Vorschläge, denen nicht gefolgt wird, und für Berufungen, die noch nicht begonnen "
    "haben.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT}),
    danach="besetzung",
)
