"""The leaflet on the hardship body was handed out."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Aufklaerung, Aufklaerungsart


class Merkblatt(Eingabe):
    """When, in which language."""

    am = TagFeld(label="Ausgehändigt am")
    sprache = forms.CharField(label="In welcher Sprache?", max_length=100)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Recorded."""
    zeile = Aufklaerung(
        pruefung=vorgang.vollzugspruefung,
        art=Aufklaerungsart.MERKBLATT,
        am=daten["am"],
        von=vorgang.konto_id,
    )
    zeile.sprache = daten["sprache"]
    zeile.save(force_insert=True)


SCHRITT = Schritt(
    "vollzug_merkblatt_aushaendigen",
    "Merkblatt über das Gremium ausgehändigt",
    Merkblatt,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis="Ein Text des Merkblatts ist hier nicht hinterlegt; gemeint ist das Ihrer Behörde oder "
    "des Gremiums.",
)
