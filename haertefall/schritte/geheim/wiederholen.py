"""Begin a secret vote anew whose key went with a restart of the machine."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.geheim.schliessen import offene_urnen, urne_in_worten
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen import urne as urnen
from haertefall.sitzungen.models import Urne


class Neubeginn(Eingabe):
    """Which urn."""

    urne = GesperrteWahl(Urne.objects.none(), label="Abstimmung")

    def vorbereiten(self) -> None:
        """Open urns."""
        self.feld("urne").queryset = offene_urnen(self.vorgang)
        self.feld("urne").label_from_instance = urne_in_worten
        self.feld("urne").error_messages |= {"invalid_choice": "Diese Abstimmung ist geschlossen."}

    def clean_urne(self) -> Urne:
        """Never because somebody expects another result, and never after the session."""
        urne: Urne = self.cleaned_data["urne"]
        if self.vorgang.tagung.ist_vorbei:
            raise forms.ValidationError("Diese Sitzung ist vorbei: Abgestimmt wird nicht mehr.")
        if urnen.schluessel_da(urne):
            raise forms.ValidationError(
                "Die Abstimmung läuft. Wiederholt wird sie nur, wenn ein Neustart des Rechners "
                "ihren Schlüssel gelöscht hat."
            )
        return urne


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Empty cells under a new key; everybody may vote again."""
    urne: Urne = daten["urne"]
    urnen.oeffnen(urne)
    urne.durchgang += 1
    urne.save(update_fields=["inhalt", "stufe", "durchgang"])
    urne.stimmrechte.update(abgegeben=False)


SCHRITT = Schritt(
    "geheim_wiederholen",
    "Geheime Abstimmung wiederholen",
    Neubeginn,
    wirkung,
    objekt="sitzung",
    danach="geheim",
    hinweis="Alle stimmen noch einmal ab. Was vorher in der Urne lag, kann niemand mehr lesen.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
)
