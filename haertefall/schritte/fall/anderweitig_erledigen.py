"""The matter ended for other reasons: another title, departure, removal, withdrawal, death.

Report of 15 November 2024, ch. 6.4 and 6.6.
"""

from typing import Any

from django import forms

from haertefall.faelle.models import Folge
from haertefall.recht.begriffe import Stand
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang

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
# Where an Ersuchen or recommendation stands, the ending is what followed it, not another result.
_NACH_ERGEBNIS = {
    Stand.ERSUCHEN_BESCHLOSSEN,
    Stand.ERSUCHEN_ZUGELEITET,
    Stand.ANGEKUENDIGT,
    Stand.ANGEORDNET,
    Stand.MITGETEILT,
}
_ALS_FOLGE = {
    "duldung_60c": "duldung",
    "duldung_60d": "duldung",
    "antragsruecknahme": "sonstige_erledigung",
}


class Erledigung(Eingabe):
    """What happened, on which legal basis, when."""

    am = TagFeld(label="Erledigt am")
    wodurch = forms.ChoiceField(label="Wodurch?", choices=ERLEDIGUNGEN)
    rechtsgrund = forms.CharField(
        label="Rechtsgrundlage",
        required=False,
        max_length=60,
        help_text="Zum Beispiel § 25b AufenthG; nötig bei einem anderen Aufenthaltstitel",
    )
    vermerk = LangerText(label="Vermerk", required=False, max_length=4_000)

    def clean(self) -> dict[str, Any]:
        """A title has a legal basis."""
        daten = super().clean() or {}
        if daten.get("wodurch") == "anderer_titel" and not daten.get("rechtsgrund"):
            self.add_error("rechtsgrund", "Bitte nennen Sie die Rechtsgrundlage des Titels.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Close the case; after an Ersuchen this is what became of it."""
    fall, vorgang.am = vorgang.akte, daten["am"]
    wodurch = daten["wodurch"]
    if fall.stand in _NACH_ERGEBNIS:
        folge = _ALS_FOLGE.get(wodurch, wodurch)
        Folge.objects.create(fall=fall, art=folge, am=daten["am"])
        vorgang.zaehlt = {"folge": folge}
        if wodurch == "abschiebung":
            vorgang.zaehlt["entfernt_trotz"] = True
    else:
        fall.zaehlt_als = wodurch
        vorgang.zaehlt = {"ergebnis": wodurch}
    vorgang.zaehlt["rechtsgrund"] = daten["rechtsgrund"]
    vorgang.zaehlt["ruht"] = ""
    fall.ruht = False
    fall.ruhezeiten.filter(bis=None).update(bis=daten["am"])
    fall.wiedervorlagen.filter(erledigt_am=None).update(erledigt_am=vorgang.heute)


SCHRITT = Schritt("anderweitig_erledigen", "Anderweitig erledigt", Erledigung, wirkung)
