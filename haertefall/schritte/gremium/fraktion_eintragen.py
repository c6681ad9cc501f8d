"""Record a Fraktion or Gruppe of the council: where seats follow it, it has one from that day."""

from typing import Any

from django import forms

from haertefall.gremien.models import Fraktion
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.berufung import Tag
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import heute


class Fraktionseingabe(Eingabe):
    """Name, kind, first day."""

    name = forms.CharField(label="Name", max_length=120)
    art = forms.ChoiceField(
        label="Art",
        choices=[("fraktion", "Fraktion"), ("gruppe", "Gruppe")],
        widget=forms.RadioSelect,
    )
    von = Tag(label="Besteht seit", initial=heute)

    def clean_name(self) -> str:
        """The same one is not there twice."""
        name: str = self.cleaned_data["name"]
        if Fraktion.objects.filter(gremium=self.vorgang.gremium, name=name, bis=None).exists():
            raise forms.ValidationError("Diese Fraktion oder Gruppe ist schon eingetragen.")
        return name


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """From that day on."""
    fraktion = Fraktion.objects.create(gremium=vorgang.gremium, **daten)
    vorgang.objekt = fraktion.pk


SCHRITT = Schritt(
    "fraktion_eintragen",
    "Fraktion oder Gruppe eintragen",
    Fraktionseingabe,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
    danach="besetzung",
)
