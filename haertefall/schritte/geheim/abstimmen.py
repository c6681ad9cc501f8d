"""Cast a vote. What was chosen goes into the urn and nowhere else."""

from typing import Any

from django import forms

from haertefall.schritte.geheim.eroeffnen import WAEHLENDE
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen import urne as urnen
from haertefall.sitzungen.models import Stimmrecht, Urne

VERLOREN = (
    "Der Rechner wurde neu gestartet, und mit ihm ist der Schlüssel der Urne vergangen, so wie es "
    "sein soll. Ihre Stimme wurde nicht angenommen; die Abstimmung muss wiederholt werden."
)


class Stimmzettel(Eingabe):
    """One urn, one choice. Nothing is chosen beforehand."""

    urne = GesperrteWahl(Urne.objects.none(), label="Abstimmung", widget=forms.HiddenInput)
    stimme = forms.TypedChoiceField(
        label="Ihre Stimme",
        coerce=lambda wert: urnen.Stimme[wert.upper()],
        choices=[("ja", "Ja"), ("nein", "Nein"), ("enthaltung", "Enthaltung")],
        widget=forms.RadioSelect,
    )

    def vorbereiten(self) -> None:
        """Open urns in which this person may vote."""
        self.feld("urne").queryset = Urne.objects.filter(
            punkt__sitzung=self.vorgang.tagung,
            inhalt__isnull=False,
            stimmrechte__konto=self.vorgang.akteur.konto_id,
        ).select_related("punkt")
        self.feld("urne").error_messages |= {
            "required": "Bitte beginnen Sie auf der Seite der geheimen Abstimmung.",
            "invalid_choice": "Hier wird nicht mehr abgestimmt, oder Sie sind nicht "
            "stimmberechtigt.",
        }

    def clean_urne(self) -> Urne:
        """Once per person; never into an urn that nobody can open."""
        urne: Urne = self.cleaned_data["urne"]
        if Stimmrecht.objects.filter(
            urne=urne, konto_id=self.vorgang.konto_id, abgegeben=True
        ).exists():
            raise forms.ValidationError(
                "Sie haben schon abgestimmt. Ihre erste Stimme zählt; ändern lässt sie sich nicht, "
                "weil niemand weiß, welche es ist."
            )
        if not urnen.schluessel_da(urne):
            raise forms.ValidationError(VERLOREN)
        return urne


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Into the urn, by lot; that the person has voted stands apart from what."""
    urne: Urne = daten["urne"]
    urnen.einwerfen(urne, daten["stimme"])
    urne.save(update_fields=["inhalt", "stufe"])
    Stimmrecht.objects.filter(urne=urne, konto_id=vorgang.konto_id).update(abgegeben=True)


SCHRITT = Schritt(
    "geheim_abstimmen",
    "Stimme abgeben",
    Stimmzettel,
    wirkung,
    objekt="sitzung",
    danach="geheim",
    hinweis="Ihre Stimme lässt sich nicht mehr ändern.",
    wer=WAEHLENDE,
    geheim=frozenset({"stimme"}),
    auf_stand=False,
)
