"""The authority announces its intended decision to ministry and office (§ 7 Abs. 3 HFKVO)."""

from typing import Any

from django import forms

from haertefall.faelle.models import Folge
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang

ABSICHTEN = [
    ("absicht_folgen", "Will dem Ersuchen folgen"),
    ("absicht_teilweise", "Will dem Ersuchen für einen Teil der Personen folgen"),
    ("absicht_nicht_folgen", "Will dem Ersuchen nicht folgen"),
]


class Absicht(Eingabe):
    """Every intended decision is announced; if refusing, with the reasons that decide it."""

    am = TagFeld(label="Mitgeteilt am")
    absicht = forms.ChoiceField(
        label="Beabsichtigte Entscheidung", choices=ABSICHTEN, widget=forms.RadioSelect
    )
    gruende = LangerText(
        label="Maßgebliche Gründe",
        required=False,
        help_text="Will die Behörde nicht folgen, teilt sie die Gründe vor ihrer Entscheidung mit "
        "(§ 7 Abs. 3 Satz 2). Fehlen sie, wird auch das festgehalten.",
    )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """An intention is no decision: nothing counts yet."""
    vorgang.am = daten["am"]
    fall = vorgang.akte
    zeile = Folge(fall=fall, behoerde=fall.behoerde, art=daten["absicht"], am=daten["am"])
    zeile.gruende = daten.pop("gruende") or None
    zeile.save(force_insert=True)


SCHRITT = Schritt(
    "absicht_eintragen",
    "Beabsichtigte Entscheidung eintragen",
    Absicht,
    wirkung,
    hinweis="Eine rechtliche Pflicht, dem Ersuchen zu folgen, besteht nicht.",
)
