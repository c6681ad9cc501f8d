"""Take over cases of former years as counted facts without a Fassung."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.statistik import altbestand


class Bestand(Eingabe):
    """From which figures."""

    quelle = forms.ChoiceField(
        label="Quelle",
        choices=[("nrw_2024", "Bericht vom 15. November 2024 (erfundene Fälle, echte Summen)")],
    )

    def clean(self) -> dict[str, Any]:
        """Never twice."""
        if altbestand.vorhanden(self.vorgang.gremium.kennung):
            raise forms.ValidationError("Der Altbestand dieses Gremiums ist schon übernommen.")
        return super().clean() or {}


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Closed or open as of the Stichtag; what was open has no end."""
    altbestand.uebernehmen(
        vorgang.gremium.kennung, altbestand.mitgeliefert(daten["quelle"]), vorgang.heute
    )


SCHRITT = Schritt(
    "altbestand_uebernehmen",
    "Altbestand übernehmen",
    Bestand,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.AUFTRAG}),
)
