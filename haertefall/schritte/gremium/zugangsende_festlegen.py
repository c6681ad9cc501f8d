"""House setting: until when members see a case after the session that dealt with it.

No Ordnung has an end of this access; what a house decides is recorded with who and since when.
"""

from typing import Any

from django import forms

from haertefall.faelle.models import Zugangsende
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import zugangsende_anwenden
from haertefall.zeit import jetzt


class Ende(Eingabe):
    """Days after the session; who decided that, and when."""

    tage = forms.IntegerField(
        label="Tage nach der Sitzung",
        required=False,
        min_value=0,
        max_value=3650,
        help_text="Leer: bis der Fall abgeschlossen ist. Gilt auch für schon beratene Fälle; "
        "heute endet frühestens ein Zugang.",
    )
    entschieden_von = forms.CharField(
        label="Wer hat das entschieden?",
        max_length=200,
        help_text="Zum Beispiel: Beschluss der Kommission in ihrer Sitzung",
    )
    entschieden_am = TagFeld(label="Entschieden am")


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Keep the decision; access that runs already ends by it."""
    zeile = Zugangsende(
        gremium=vorgang.gremium,
        tage=daten["tage"],
        entschieden_am=daten["entschieden_am"],
        um=jetzt(),
        konto=vorgang.konto_id,
    )
    zeile.entschieden_von = daten["entschieden_von"]
    zeile.save(force_insert=True)
    zugangsende_anwenden(vorgang.gremium, daten["tage"], vorgang.heute)
    vorgang.objekt = zeile.pk


SCHRITT = Schritt(
    "zugangsende_festlegen",
    "Ende des Zugangs festlegen",
    Ende,
    wirkung,
    objekt="gremium",
    hinweis="Keine Ordnung regelt, wie lange Mitglieder einen beratenen Fall sehen. Was das Haus "
    "entscheidet, steht hier mit Tag und wer es entschied.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
    danach="zugang",
)
