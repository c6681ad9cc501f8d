"""Support an application elsewhere: Härtefallkommission or petition."""

from datetime import timedelta
from typing import Any

from django import forms

from haertefall.faelle.models import Fall, Weiterleitung
from haertefall.schritte.schritt import Eingabe, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Unterstuetzung(Eingabe):
    """Where to, when, and the file number there if that body works in this installation."""

    wohin = forms.ChoiceField(
        label="Wohin?", choices=Weiterleitung._meta.get_field("wohin").choices or []
    )
    am = TagFeld(label="Gestellt oder übersandt am")
    aktenzeichen = forms.CharField(
        label="Aktenzeichen dort",
        required=False,
        max_length=60,
        help_text="Wenn das andere Gremium hier geführt wird: Beide Akten werden verbunden.",
    )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Link both ways. Whether the other file exists is not told: it is another body's."""
    vorgang.am = daten["am"]
    ziel = (
        Fall.objects.filter(aktenzeichen=daten["aktenzeichen"])
        .exclude(gremium=vorgang.gremium)
        .first()
        if daten["aktenzeichen"]
        else None
    )
    Weiterleitung.objects.create(fall=vorgang.akte, wohin=daten["wohin"], am=daten["am"], ziel=ziel)
    vorgang.zaehlt = {"folge": "offen"}
    vorgang.wiedervorlage(
        max(daten["am"] + timedelta(weeks=12), vorgang.heute),
        "antwort_der_behoerde",
        "Einstellung der Geschäftsstelle",
    )


SCHRITT = Schritt(
    "unterstuetzung_einleiten", "Antrag an anderer Stelle unterstützen", Unterstuetzung, wirkung
)
