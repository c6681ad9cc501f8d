"""The office puts up a paper about a country."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Guete, Laenderpapier
from haertefall.statistik.laender import laenderauswahl
from haertefall.zeit import jetzt


class Papier(Eingabe):
    """Country, day of the source, source, how far checked, text."""

    land = forms.ChoiceField(label="Land")
    titel = forms.CharField(label="Titel", max_length=200)
    stand_am = TagFeld(label="Stand der Quelle")
    quelle = forms.CharField(
        label="Quelle", max_length=500, help_text="So, dass man sie wiederfindet"
    )
    guete = forms.ChoiceField(
        label="Güte",
        choices=Guete.choices,
        widget=forms.RadioSelect,
        help_text="Wie weit Sie das Papier geprüft haben",
    )
    text = LangerText(label="Was darin steht", help_text="Nichts über einzelne Fälle")

    def vorbereiten(self) -> None:
        """All countries."""
        self.feld("land").choices = [("", "—"), *laenderauswahl()]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A new paper; earlier ones stay until they are marked as outdated."""
    papier = Laenderpapier(
        gremium=vorgang.gremium,
        land=daten["land"],
        stand_am=daten["stand_am"],
        guete=daten["guete"],
        eingestellt_um=jetzt(),
    )
    papier.titel, papier.quelle, papier.text = daten["titel"], daten["quelle"], daten["text"]
    papier.save(force_insert=True)
    vorgang.objekt = papier.pk


SCHRITT = Schritt(
    "laenderpapier_einstellen",
    "Länderpapier einstellen",
    Papier,
    wirkung,
    objekt="gremium",
    danach="laenderpapiere",
    hinweis="Länderpapiere lesen Mitglieder und Geschäftsstelle, nie Antragstellende, Beratung "
    "oder Behörde.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
