"""Papers that somebody brought are given back, also after their item."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.schritte.leitung import LEITUNG, InLaufenderSitzung, waehle_einziges
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Mitgebrachtes, Sitzung
from haertefall.zeit import jetzt


class Rueckgabe(InLaufenderSitzung):
    """Which papers."""

    papier = forms.ModelChoiceField(Mitgebrachtes.objects.none(), label="Unterlagen")

    def vorbereiten(self) -> None:
        """All papers of the session that are still there."""
        super().vorbereiten()
        feld = self.feld("papier")
        feld.queryset = noch_da(self.vorgang.akteur, self.vorgang.tagung)
        feld.label_from_instance = lambda p: f"TOP {p.punkt.nummer}: {p.was}"
        waehle_einziges(feld)


def noch_da(akteur: Akteur, sitzung: Sitzung) -> QuerySet[Mitgebrachtes]:
    """Papers nobody gave back yet, of items on which the Akteur may act."""
    faelle = sichtbar_fuer(akteur, handeln=True)
    return (
        Mitgebrachtes.objects.filter(Q(punkt__fall=None) | Q(punkt__fall__in=faelle))
        .filter(punkt__sitzung=sitzung, zurueck_um=None)
        .select_related("punkt__fall__schluessel__eltern", "punkt__sitzung__schluessel__eltern")
    )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """From this moment."""
    papier: Mitgebrachtes = daten["papier"]
    papier.zurueck_um = jetzt()
    papier.save(update_fields=["zurueck_um"])


SCHRITT = Schritt(
    "papier_zurueckgeben",
    "Unterlagen zurückgeben",
    Rueckgabe,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    auf_stand=False,
    danach="sitzung_live",
)
