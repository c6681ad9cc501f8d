"""Link an earlier case of the same people, with a reason; one-time rules look at it."""

from typing import Any

from django import forms

from haertefall.faelle.models import Fall, Vorbefassung
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Verknuepfung(Eingabe):
    """File number of the earlier case, why it is the same matter, what has changed since."""

    aktenzeichen = forms.CharField(label="Aktenzeichen des früheren Falls", max_length=60)
    grund = LangerText(label="Warum gehört er dazu?", max_length=2_000)
    geaendert = LangerText(
        label="Was hat sich seither entscheidend geändert?", required=False, max_length=4_000
    )

    def clean(self) -> dict[str, Any]:
        """The earlier case must be of this body and not this one."""
        daten = super().clean() or {}
        fall = self.vorgang.akte
        frueher = (
            Fall.objects.filter(
                gremium=self.vorgang.gremium, aktenzeichen=daten.get("aktenzeichen", "")
            )
            .exclude(pk=fall.pk)
            .first()
        )
        if frueher is None:
            self.add_error("aktenzeichen", "Diesen Fall gibt es hier nicht.")
        elif fall.vorbefassungen.filter(frueher=frueher, geloest_am=None).exists():
            self.add_error("aktenzeichen", "Dieser Fall ist schon verknüpft.")
        daten["frueher"] = frueher
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Make the link."""
    zeile = Vorbefassung(fall=vorgang.akte, frueher=daten.pop("frueher"))
    zeile.grund = daten.pop("grund")
    zeile.geaendert = daten.pop("geaendert") or None
    zeile.save(force_insert=True)


SCHRITT = Schritt("vorbefassung_verknuepfen", "Früheren Fall verknüpfen", Verknuepfung, wirkung)
