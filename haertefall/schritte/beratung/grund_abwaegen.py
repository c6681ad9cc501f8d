"""Weigh a „soll“ ground of the case with one sentence (§ 5 Abs. 2 HFKVO: „soll … wenn nicht“)."""

from typing import Any

from django import forms

from haertefall.schritte.leitung import LEITUNG, ZumPunkt
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.abwaegung import abgewogen, abzuwaegen
from haertefall.sitzungen.models import Abwaegung
from haertefall.zeit import jetzt


class Abwaegungsbogen(ZumPunkt):
    """Which ground, and the sentence."""

    grund = forms.ChoiceField(label="Grund", widget=forms.RadioSelect)
    satz = LangerText(label="Abwägung in einem Satz", max_length=2_000)

    def vorbereiten(self) -> None:
        """Grounds that are found in this case."""
        super().vorbereiten()
        if self.punkt is not None and self.punkt.fall is not None:
            self.feld("grund").choices = [
                (g.kennung, f"{g.bezeichnung} ({g.beleg})") for g in abzuwaegen(self.punkt.fall)
            ]
            if len(self.feld("grund").choices) == 1:
                self.feld("grund").initial = self.feld("grund").choices[0][0]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """One sentence for each ground; a new one takes the place of the old."""
    punkt, grund = daten["punkt"], daten["grund"]
    zeile = abgewogen(punkt).get(grund) or Abwaegung(punkt=punkt)
    zeile.um = jetzt()
    zeile.grund, zeile.satz = grund, daten["satz"]
    zeile.save()


SCHRITT = Schritt(
    "grund_abwaegen",
    "Soll-Grund abwägen",
    Abwaegungsbogen,
    wirkung,
    objekt="sitzung",
    hinweis="Das Programm wägt nichts ab. Vor einem Ersuchen gehört zu jedem Soll-Grund des "
    "Falls ein Satz des Gremiums.",
    wer=LEITUNG,
    danach="sitzung_live",
)
