"""Plan a session of the body."""

from datetime import datetime
from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzung, Sitzungsstand
from haertefall.tresor.models import neuer_schluessel
from haertefall.zeit import BERLIN, jetzt


class Termin(Eingabe):
    """Day, time, place or video."""

    tag = forms.DateField(
        label="Tag", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    uhrzeit = forms.TimeField(
        label="Uhrzeit", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    form = forms.ChoiceField(
        label="Form",
        choices=[("raum", "Vor Ort"), ("video", "Videokonferenz"), ("beides", "Vor Ort und Video")],
        widget=forms.RadioSelect,
    )
    ort = forms.CharField(label="Ort", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A session is planned for the future."""
        daten = super().clean() or {}
        if daten.get("tag") and daten.get("uhrzeit"):
            daten["beginn"] = datetime.combine(daten["tag"], daten["uhrzeit"], BERLIN)
            if daten["beginn"] <= jetzt():
                self.add_error("tag", "Der Termin liegt in der Vergangenheit.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Make the session with a key of its own."""
    sitzung = Sitzung.objects.create(
        gremium=vorgang.gremium,
        beginn=daten["beginn"],
        form=daten["form"],
        ort=daten["ort"],
        stand=Sitzungsstand.ANBERAUMT,
        schluessel=neuer_schluessel("sitzung", vorgang.gremium.schluessel),
    )
    vorgang.objekt = sitzung.pk


SCHRITT = Schritt(
    "sitzung_anberaumen",
    "Sitzung anberaumen",
    Termin,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
