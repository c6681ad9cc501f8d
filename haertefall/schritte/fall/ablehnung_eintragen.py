"""The authority does not follow the Ersuchen (report, table 6.6)."""

from typing import Any

from django import forms

from haertefall.faelle.models import Folge
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.statistik.codes import GRUND_WORTE


class Ablehnung(Eingabe):
    """Day, category for the figures, words, and whether the reasons came beforehand."""

    am = TagFeld(label="Abschließend abgelehnt am")
    kategorie = forms.ChoiceField(
        label="Grund (für die Zählung)", choices=list(GRUND_WORTE.items())
    )
    gruende = LangerText(label="Gründe der Behörde", required=False)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A refusal without reasons given beforehand is recorded as such (§ 7 Abs. 3 Satz 2)."""
    vorgang.am = daten["am"]
    fall = vorgang.akte
    # Why the authority would have followed is no reason for not following.
    absichten = fall.folgen.filter(
        art__in=("absicht_teilweise", "absicht_nicht_folgen"), am__lte=daten["am"]
    )
    zeile = Folge(
        fall=fall,
        behoerde=fall.behoerde,
        art="ablehnung",
        am=daten["am"],
        kategorie=daten["kategorie"],
        gruende_vorher=absichten.filter(gruende__isnull=False).exists(),
    )
    zeile.gruende = daten.pop("gruende") or None
    zeile.save(force_insert=True)
    vorgang.zaehlt = {
        "folge": "nicht_gefolgt",
        "grund": daten["kategorie"],
    }
    vorgang.wiedervorlage_erledigen("antwort_der_behoerde")


SCHRITT = Schritt("ablehnung_eintragen", "Ablehnung eintragen", Ablehnung, wirkung)
