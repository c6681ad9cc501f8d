"""The matter ended for other reasons: another title, departure, removal, withdrawal, death.

Report of 15 November 2024, ch. 6.4 and 6.6.
"""

from typing import Any

from django import forms

from haertefall.faelle.models import Folge
from haertefall.schritte.schritt import Eingabe, Fundstelle, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlung import folge_moeglich

ERLEDIGUNGEN = [
    ("anderer_titel", "Anderer Aufenthaltstitel"),
    ("duldung_60c", "Ausbildungsduldung (§ 60c AufenthG)"),
    ("duldung_60d", "Beschäftigungsduldung (§ 60d AufenthG)"),
    ("ausreise", "Freiwillige Ausreise"),
    ("abschiebung", "Abschiebung"),
    ("antragsruecknahme", "Rücknahme durch die antragstellende Seite"),
    ("tod", "Tod"),
    ("verzogen", "Verzogen, andere Zuständigkeit"),
    ("sonstige_erledigung", "Anderer Grund"),
]
_ALS_FOLGE = {
    "duldung_60c": "duldung",
    "duldung_60d": "duldung",
    "antragsruecknahme": "sonstige_erledigung",
}


class Erledigung(Eingabe):
    """What happened, on which legal basis, when."""

    am = TagFeld(label="Erledigt am")
    wodurch = forms.ChoiceField(label="Wodurch?", choices=ERLEDIGUNGEN)
    rechtsgrund = Fundstelle(
        help_text="Zum Beispiel § 25b AufenthG; nötig bei einem anderen Aufenthaltstitel"
    )
    vermerk = LangerText(label="Vermerk", required=False, max_length=4_000)

    def clean(self) -> dict[str, Any]:
        """A title has a legal basis."""
        daten = super().clean() or {}
        if daten.get("wodurch") == "anderer_titel" and not daten.get("rechtsgrund"):
            self.add_error("rechtsgrund", "Bitte nennen Sie die Rechtsgrundlage des Titels.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Close the case. Without a result this is the result; after an Ersuchen or a recommendation
    it is what became of it; any other result of the body stays what it was."""
    fall, vorgang.am = vorgang.akte, daten["am"]
    wodurch: str = daten["wodurch"]
    if not fall.zaehlt_als:
        fall.zaehlt_als = wodurch
        vorgang.zaehlt = {"ergebnis": wodurch, "rechtsgrund": daten["rechtsgrund"]}
        return
    folge = _ALS_FOLGE.get(wodurch, wodurch)
    Folge.objects.create(fall=fall, behoerde=fall.behoerde, art=folge, am=daten["am"])
    if folge_moeglich(fall):
        vorgang.zaehlt = {
            "folge": folge,
            "rechtsgrund": daten["rechtsgrund"],
            "entfernt_trotz": wodurch == "abschiebung",
        }


SCHRITT = Schritt(
    "anderweitig_erledigen", "Anderweitig erledigt", Erledigung, wirkung, tagesordnung=True
)
