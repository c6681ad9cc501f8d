"""Record that a session took place: how many members were present."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzung, Sitzungsstand
from haertefall.zeit import jetzt


class Ende(Eingabe):
    """Which session; numbers of members and of those present."""

    sitzung = GesperrteWahl(Sitzung.objects.none(), label="Sitzung")
    mitglieder = forms.IntegerField(label="Mitglieder", min_value=1, max_value=100)
    anwesende = forms.IntegerField(label="Davon anwesend", min_value=0, max_value=100)

    def vorbereiten(self) -> None:
        """Sessions that have begun and are not closed."""
        self.feld("sitzung").queryset = Sitzung.objects.filter(
            gremium=self.vorgang.gremium, beginn__lte=jetzt()
        ).exclude(stand__in=[Sitzungsstand.BEENDET, Sitzungsstand.ABGESAGT])

    def clean(self) -> dict[str, Any]:
        """No more present than there are; every case has its result."""
        daten = super().clean() or {}
        if daten.get("anwesende", 0) > daten.get("mitglieder", 0):
            self.add_error(
                "anwesende", "Es können nicht mehr anwesend sein, als es Mitglieder gibt."
            )
        sitzung = daten.get("sitzung")
        if (
            sitzung
            and sitzung.punkte.filter(abgesetzt=False, fall__stand="auf_tagesordnung").exists()
        ):
            self.add_error("sitzung", "Es fehlen noch Ergebnisse zu Fällen auf der Tagesordnung.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Close the session."""
    sitzung: Sitzung = daten["sitzung"]
    sitzung.stand = Sitzungsstand.BEENDET
    sitzung.mitglieder, sitzung.anwesende = daten["mitglieder"], daten["anwesende"]
    sitzung.version += 1
    sitzung.save()
    vorgang.objekt = sitzung.pk


SCHRITT = Schritt(
    "sitzung_beenden",
    "Sitzung abschließen",
    Ende,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
)
