"""Record what the body resolved about secret votes. No Ordnung has them; only this opens them."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Geheimbeschluss
from haertefall.zeit import jetzt


class Beschlussblatt(Eingabe):
    """Day, what was resolved, its wording."""

    am = TagFeld(label="Beschlossen am")
    erlaubt = forms.ChoiceField(
        label="Das Gremium",
        choices=[("ja", "will geheime Abstimmungen zulassen"), ("nein", "lässt sie nicht mehr zu")],
        widget=forms.RadioSelect,
    )
    wortlaut = LangerText(label="Wortlaut des Beschlusses", max_length=4_000)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The newest resolution counts; earlier ones stay."""
    beschluss = Geheimbeschluss(
        gremium=vorgang.gremium,
        am=daten["am"],
        erlaubt=daten["erlaubt"] == "ja",
        erfasst_um=jetzt(),
    )
    beschluss.wortlaut = daten["wortlaut"]
    beschluss.save(force_insert=True)
    vorgang.objekt = beschluss.pk


SCHRITT = Schritt(
    "geheim_beschliessen",
    "Beschluss über geheime Abstimmung festhalten",
    Beschlussblatt,
    wirkung,
    objekt="gremium",
    danach="sitzungen",
    hinweis="Keine hinterlegte Ordnung kennt eine geheime Abstimmung. Sie ist nur möglich, wenn "
    "das Gremium sie beschlossen hat.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
)
