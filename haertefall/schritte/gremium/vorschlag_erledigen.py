"""A proposal or an appointment that has not begun comes to nothing."""

from typing import Any

from haertefall.gremien.models import Berufung
from haertefall.recht.begriffe import Funktion
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
    """Take the right back that has not begun; one that is kept on goes back to its earlier end."""
    berufung: Berufung = daten["berufung"]
    berufung.gremium = vorgang.gremium
    amt, berufung.amt = berufung.amt, None
    berufung.hinfaellig_am = vorgang.heute
    berufung.ende_grund = daten["grund"] or None
    berufung.save()
    if amt is not None:
        frueher = amt.berufungen.order_by("-von").first()
        if frueher is None:
            amt.delete()
        else:
            amt.bis = frueher.ende
            amt.save(update_fields=["bis"])
    vorgang.objekt = berufung.pk


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
