"""A Fraktion or Gruppe ends: with its last day its seat goes, and whoever sat there."""

from typing import Any

from haertefall.gremien.models import Fraktion
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.berufung import Tag, zuruecknehmen
from haertefall.schritte.gremium.berufung_beenden import beenden
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt
from haertefall.schritte.vorgang import Vorgang


class Fraktionsende(Eingabe):
    """Which one, the last day."""

    fraktion = GesperrteWahl(Fraktion.objects.none(), label="Fraktion oder Gruppe")
    letzter_tag = Tag(label="Letzter Tag")

    def vorbereiten(self) -> None:
        """Those that exist; an end that is still to come may be corrected."""
        self.feld("fraktion").queryset = Fraktion.objects.filter(
            gremium=self.vorgang.gremium
        ).exclude(bis__lt=self.vorgang.heute)

    def clean(self) -> dict[str, Any]:
        """Rights are not taken back for days that have passed."""
        daten = super().clean() or {}
        tag, fraktion = daten.get("letzter_tag"), daten.get("fraktion")
        if tag and fraktion and tag < max(self.vorgang.heute, fraktion.von):
            self.add_error("letzter_tag", "Bitte tragen Sie frühestens heute ein.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """End it, and everybody on its seats; whoever was to come later does not."""
    fraktion: Fraktion = daten["fraktion"]
    tag = fraktion.bis = daten["letzter_tag"]
    fraktion.save(update_fields=["bis"])
    grund = f"Ende der Fraktion oder Gruppe {fraktion.name}"
    for berufung in fraktion.berufungen.exclude(amt=None).select_related("amt").order_by("-von"):
        if berufung.von is not None and berufung.von > tag:
            zuruecknehmen(vorgang, berufung, grund)
        elif (berufung.ende or tag) >= tag:
            beenden(vorgang, berufung, tag, grund)
    vorgang.objekt = fraktion.pk


SCHRITT = Schritt(
    "fraktion_beenden",
    "Ende einer Fraktion oder Gruppe eintragen",
    Fraktionsende,
    wirkung,
    objekt="gremium",
    hinweis="Mit der Fraktion endet ihr Sitz; wer ihn hat, scheidet an diesem Tag "
    "aus, und eine Berufung, die erst danach beginnt, wird zurückgenommen.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
    danach="besetzung",
)
