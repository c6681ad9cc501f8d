"""A reported danger is over, or was looked after: it leaves the radar and stays in the file."""

from typing import Any

from haertefall.faelle.models import Gefahr, Gefahrart, Seite
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Gefahrenwahl(GesperrteWahl):
    """Open dangers by kind, day and who reported them."""

    def label_from_instance(self, obj: Gefahr) -> str:
        tag = ".".join(reversed(obj.tag.split("-")))
        return f"{Gefahrart(obj.art).label}, {tag} ({Seite(obj.seite).label})"


class Erledigung(Eingabe):
    """Which one, and why."""

    gefahr = Gefahrenwahl(Gefahr.objects.none(), label="Was hat sich erledigt?")
    grund = LangerText(label="Warum?", max_length=2_000)

    def vorbereiten(self) -> None:
        """Open ones of this case."""
        self.feld("gefahr").queryset = Gefahr.objects.filter(
            fall=self.vorgang.akte, erledigt_am=None
        ).select_related("fall__schluessel__eltern")


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Settled today."""
    gefahr: Gefahr = daten["gefahr"]
    gefahr.erledigt_am = vorgang.heute
    gefahr.erledigt_grund = daten.pop("grund")
    gefahr.save(force_update=True)
    daten["gefahr"] = gefahr.art


SCHRITT = Schritt("gefahr_erledigen", "Gefahr als erledigt eintragen", Erledigung, wirkung)
