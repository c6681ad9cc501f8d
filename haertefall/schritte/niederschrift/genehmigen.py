"""Record that the body approved the Niederschrift. Who approves it, no source regulates."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Niederschrift, Niederschriftstand


class Genehmigung(Eingabe):
    """When and how."""

    am = TagFeld(label="Genehmigt am")
    wie = LangerText(
        label="Wie sie genehmigt wurde",
        max_length=2_000,
        help_text="Zum Beispiel: zu Beginn der nächsten Sitzung, ohne Einwände",
    )

    def clean(self) -> dict[str, Any]:
        """A draft there is."""
        daten = super().clean()
        stand = stand_der_niederschrift(self.vorgang)
        if stand != Niederschriftstand.ENTWURF:
            raise forms.ValidationError(
                "Es gibt keinen Entwurf, der genehmigt werden könnte."
                if stand is None
                else f"Die Niederschrift ist schon „{Niederschriftstand(stand).label}“."
            )
        return daten


def stand_der_niederschrift(vorgang: Vorgang) -> str | None:
    """State of the session's Niederschrift; None: there is none."""
    return (
        Niederschrift.objects.filter(sitzung=vorgang.tagung).values_list("stand", flat=True).first()
    )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Approved."""
    schrift = Niederschrift.objects.get(sitzung=vorgang.tagung)
    schrift.sitzung = vorgang.tagung
    schrift.stand = Niederschriftstand.GENEHMIGT
    schrift.genehmigt_am, schrift.genehmigt_wie = daten["am"], daten["wie"]
    schrift.save(update_fields=["stand", "genehmigt_am", "genehmigt_wie"])


SCHRITT = Schritt(
    "niederschrift_genehmigen",
    "Niederschrift genehmigen",
    Genehmigung,
    wirkung,
    objekt="sitzung",
    danach="niederschrift",
    hinweis="Wer die Niederschrift genehmigt, ist nicht geregelt. Halten Sie fest, wie es war.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
)
