"""While nobody is appointed: record what happens to open cases, and who decided it.

No Ordnung known here says it; somebody has to, and the page then says who it was.
"""

from typing import Any

from django import forms

from haertefall.gremien.models import Ruheregelung
from haertefall.gremien.ruhen import ruht
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Regelung(Eingabe):
    """What, by whom, when."""

    offene_faelle = forms.ChoiceField(
        label="Offene Fälle", choices=Ruheregelung.OFFENE_FAELLE, widget=forms.RadioSelect
    )
    text = LangerText(
        label="Was genau entschieden wurde, und was die Antragstellenden erfahren",
        max_length=4_000,
    )
    entschieden_von = forms.CharField(label="Entschieden von", max_length=200)
    am = TagFeld(label="Entschieden am")

    def clean(self) -> dict[str, Any]:
        """Only while the body has no members."""
        daten = super().clean() or {}
        if ruht(self.vorgang.gremium, self.vorgang.heute) is None:
            raise forms.ValidationError(
                "Das Gremium hat Mitglieder im Amt. Eine solche Regelung ist nur nötig, solange "
                "niemand berufen ist."
            )
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """In force from today on; an earlier one is replaced."""
    regelung = Ruheregelung(
        gremium=vorgang.gremium,
        ab=vorgang.heute,
        offene_faelle=daten["offene_faelle"],
        entschieden_von=daten["entschieden_von"],
        entschieden_am=daten["am"],
    )
    regelung.text = daten["text"]
    regelung.save(force_insert=True)
    vorgang.objekt = regelung.pk


SCHRITT = Schritt(
    "offene_faelle_regeln",
    "Regeln, was mit offenen Fällen geschieht",
    Regelung,
    wirkung,
    objekt="gremium",
    hinweis="Nur solange das Gremium ruht, weil niemand berufen ist. Die Regelung bewegt keinen "
    "Fall; jeder Fall geht seinen Weg durch eigene Schritte.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT}),
    danach="besetzung",
)
