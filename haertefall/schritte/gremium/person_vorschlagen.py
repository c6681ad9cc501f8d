"""Record who proposes whom for a seat (§ 2 Abs. 2 HFKVO and the like). Nobody is appointed yet."""

from typing import Any

from django import forms

from haertefall.gremien.posten import Posten, neue_berufung
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import Sitz
from haertefall.schritte.berufung import GESCHLECHTER, Personeneingabe
from haertefall.schritte.schritt import LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Vorschlag(Personeneingabe):
    """The seat, the person, who proposed; what the person tells about experience is free."""

    vorgeschlagen_von = forms.CharField(
        label="Vorgeschlagen von",
        max_length=200,
        required=False,
        help_text="Leer: die in der Ordnung genannte Organisation. Gibt es keine, bleibt es leer.",
    )
    am = TagFeld(label="Vorschlag vom")
    erfahrung = LangerText(
        label="Erfahrung in der Ausländer- und Flüchtlingsarbeit",
        max_length=2_000,
        required=False,
        help_text="Freie Angabe. Sie hindert keine Berufung.",
    )
    fachrichtung = forms.CharField(
        label="Fachrichtung", max_length=200, required=False, help_text="Freie Angabe."
    )
    geschlecht = forms.ChoiceField(
        label="Geschlecht", choices=GESCHLECHTER, required=False, help_text="Freie Angabe."
    )

    def waehlbar(self, posten: Posten) -> bool:
        """Seats for which somebody proposes, or to which the ministry appoints."""
        return posten.mit_vorschlag


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Keep the proposal."""
    posten: Posten = daten["posten"]
    vorschlag = neue_berufung(vorgang.gremium, posten, daten["name"], daten["email"])
    organisationen = posten.zeile.schlaegt_vor if isinstance(posten.zeile, Sitz) else []
    vorschlag.vorgeschlagen_von = daten["vorgeschlagen_von"] or " und ".join(organisationen)
    vorschlag.vorgeschlagen_am = daten["am"]
    angaben = {k: daten[k] for k in ("erfahrung", "fachrichtung", "geschlecht") if daten[k]}
    vorschlag.angaben = angaben or None
    vorschlag.save(force_insert=True)
    vorgang.objekt = vorschlag.pk


SCHRITT = Schritt(
    "person_vorschlagen",
    "Vorschlag festhalten",
    Vorschlag,
    wirkung,
    objekt="gremium",
    hinweis="Ein Vorschlag beruft niemanden. Wer beruft, sagt die Ordnung.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT}),
    danach="besetzung",
)
