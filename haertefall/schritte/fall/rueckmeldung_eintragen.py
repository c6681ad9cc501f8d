"""What became of a recommendation or assessment; recordable even where no duty to answer exists."""

from typing import Any

from django import forms

from haertefall.faelle.models import Folge
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlung import folge_moeglich

FOLGEN = [
    ("gefolgt", "Gefolgt"),
    ("teilweise_gefolgt", "Für einen Teil der Personen gefolgt"),
    ("nicht_gefolgt", "Nicht gefolgt"),
    ("anderer_titel", "Anderer Aufenthaltstitel"),
    ("duldung", "Duldung"),
    ("ausreise", "Freiwillige Ausreise"),
    ("abschiebung", "Abschiebung"),
    ("sonstige_erledigung", "Anders erledigt oder keine Rückmeldung zu erwarten"),
]


class Rueckmeldung(Eingabe):
    """Day, kind and words."""

    am = TagFeld(label="Bekannt geworden am")
    folge = forms.ChoiceField(label="Was ist daraus geworden?", choices=FOLGEN)
    gruende = LangerText(label="Gründe oder Vermerk", required=False)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Count it; a removal against a recommendation is a fact of its own."""
    vorgang.am = daten["am"]
    fall = vorgang.akte
    zeile = Folge(fall=fall, behoerde=fall.behoerde, art=daten["folge"], am=daten["am"])
    zeile.gruende = daten.pop("gruende") or None
    zeile.save(force_insert=True)
    if folge_moeglich(vorgang.akte):
        vorgang.zaehlt = {
            "folge": daten["folge"],
            "entfernt_trotz": daten["folge"] == "abschiebung",
        }
    vorgang.wiedervorlage_erledigen("antwort_der_behoerde")


SCHRITT = Schritt("rueckmeldung_eintragen", "Rückmeldung eintragen", Rueckmeldung, wirkung)
