"""Two files of the same matter: this one points to the other and counts zero."""

from typing import Any

from django import forms

from haertefall.faelle.models import Fall
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Zusammenfuehrung(Eingabe):
    """The file that goes on, and why."""

    aktenzeichen = forms.CharField(label="Geht auf in (Aktenzeichen)", max_length=60)
    grund = LangerText(label="Grund", max_length=2_000)

    def clean(self) -> dict[str, Any]:
        """The other file is of this body, not this one, and does not itself point elsewhere."""
        daten = super().clean() or {}
        fall = self.vorgang.akte
        ziel = (
            Fall.objects.filter(
                gremium=self.vorgang.gremium,
                aktenzeichen=daten.get("aktenzeichen", ""),
                geht_auf_in=None,
            )
            .exclude(pk=fall.pk)
            # A case in somebody's hands could be merged into this one at the same moment.
            .select_for_update(of=("self",), no_key=True, skip_locked=True)
            .first()
        )
        if ziel is None:
            self.add_error(
                "aktenzeichen", "In diesen Fall kann gerade nicht zusammengeführt werden."
            )
        if fall.geht_auf_in_id or fall.aufgenommene.exists():
            raise forms.ValidationError("Dieser Fall ist schon zusammengeführt.")
        daten["ziel"] = ziel
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Only the pointer changes; un-merging removes it."""
    vorgang.akte.geht_auf_in = daten.pop("ziel")
    vorgang.zaehlt = {"zaehlt": False}


SCHRITT = Schritt(
    "fall_zusammenfuehren", "Mit anderem Fall zusammenführen", Zusammenfuehrung, wirkung
)
