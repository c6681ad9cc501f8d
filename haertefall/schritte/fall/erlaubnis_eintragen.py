"""The permit was granted: the Ersuchen is followed (report, table 6.5)."""

from typing import Any

from django import forms

from haertefall.faelle.models import Folge
from haertefall.schritte.schritt import Eingabe, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Erlaubnis(Eingabe):
    """Day and persons."""

    am = TagFeld(label="Erteilt am")
    personen = forms.MultipleChoiceField(label="Für wen?", widget=forms.CheckboxSelectMultiple)

    def vorbereiten(self) -> None:
        """All persons are proposed."""
        wahl = [(str(p.pk), p.name) for p in self.vorgang.personen]
        self.feld("personen").choices = wahl
        self.feld("personen").initial = [schluessel for schluessel, _ in wahl]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """For all persons: followed. For some: partly followed."""
    vorgang.am = daten["am"]
    fall = vorgang.akte
    gewaehlt = [p for p in vorgang.personen if str(p.pk) in daten["personen"]]
    Folge.objects.bulk_create(
        Folge(fall=fall, behoerde=fall.behoerde, person=p, art="erlaubnis", am=daten["am"])
        for p in gewaehlt
    )
    erbeten = set(
        fall.ergebnisse.filter(gegenstand="ersuchen", zurueckgenommen_am=None).values_list(
            "person_id", flat=True
        )
    )
    ganz = erbeten <= {p.pk for p in gewaehlt}
    vorgang.zaehlt = {
        "folge": "gefolgt" if ganz else "teilweise_gefolgt",
    }
    vorgang.wiedervorlage_erledigen("antwort_der_behoerde")
    daten["personen"] = ", ".join(str(p.nummer) for p in gewaehlt)


SCHRITT = Schritt("erlaubnis_eintragen", "Erteilung der Erlaubnis eintragen", Erlaubnis, wirkung)
