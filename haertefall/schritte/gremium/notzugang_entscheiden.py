"""A second person lets somebody in for an emergency, or does not."""

from datetime import timedelta
from typing import Any

from django import forms

from haertefall.audit.record import record
from haertefall.faelle.models import Notzugang, Zugang, Zugangsart
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import BERLIN, jetzt

ZWEITE_PERSON = frozenset(
    {
        Funktion.GESCHAEFTSSTELLE,
        Funktion.VORSITZ,
        Funktion.MITGLIED,
        Funktion.VORPRUEFUNGSAUSSCHUSS,
    }
)


class Notzugangswahl(GesperrteWahl):
    """Requests by number and who asked."""

    def label_from_instance(self, obj: Notzugang) -> str:
        return f"{obj.aktenzeichen}, {obj.stunden} Std., {obj.amt.konto.name}"


class Entscheidung(Eingabe):
    """Which request; yes or no."""

    notzugang = Notzugangswahl(Notzugang.objects.none(), label="Antrag")
    entscheidung = forms.ChoiceField(
        label="Ihre Entscheidung",
        widget=forms.RadioSelect,
        choices=[("gewaehren", "Ich stimme zu"), ("ablehnen", "Ich stimme nicht zu")],
    )

    def vorbereiten(self) -> None:
        """Open requests of this body."""
        self.feld("notzugang").queryset = Notzugang.objects.filter(
            gremium=self.vorgang.gremium, entschieden_um=None
        ).select_related("amt__konto")

    def clean(self) -> dict[str, Any]:
        """Two persons, not two Funktionen of one; there must be such a case."""
        daten = super().clean() or {}
        zeile: Notzugang | None = daten.get("notzugang")
        if zeile and zeile.beantragt_von == self.vorgang.konto_id:
            self.add_error(
                "notzugang",
                "Sie haben diesen Notzugang selbst beantragt. Eine andere Person muss zustimmen.",
            )
        elif zeile and zeile.fall_id is None and daten.get("entscheidung") == "gewaehren":
            self.add_error(
                "entscheidung",
                "Zu diesem Aktenzeichen gibt es hier keinen Fall. Bitte stimmen Sie nicht zu; "
                "der Antrag kann mit dem richtigen Aktenzeichen neu gestellt werden.",
            )
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Open the case to read until the time is over, for this Amt only."""
    zeile: Notzugang = daten["notzugang"]
    um = jetzt()
    zeile.entschieden_von, zeile.entschieden_um = vorgang.konto_id, um
    zeile.gewaehrt = daten["entscheidung"] == "gewaehren"
    if zeile.gewaehrt and zeile.fall_id is not None:
        zeile.bis_um = um + timedelta(hours=zeile.stunden)
        Zugang.objects.create(
            fall_id=zeile.fall_id,
            art=Zugangsart.NOTZUGANG,
            amt_id=zeile.amt_id,
            ab=vorgang.heute,
            bis=zeile.bis_um.astimezone(BERLIN).date(),
            bis_um=zeile.bis_um,
        )
    zeile.save()
    if zeile.fall_id is not None:
        was = "notzugang_gewaehrt" if zeile.gewaehrt else "notzugang_abgelehnt"
        record(vorgang.akteur, was, "fall", zeile.fall_id)
    vorgang.objekt = zeile.pk
    vorgang.auftrag("schritte.notzugang_melden", gremium=vorgang.gremium.pk)


SCHRITT = Schritt(
    "notzugang_entscheiden",
    "Über einen Notzugang entscheiden",
    Entscheidung,
    wirkung,
    objekt="gremium",
    hinweis="Sie sind die zweite Person. Stimmen Sie nur zu, wenn der Grund trägt. (Keine Norm; "
    "Einrichtung des Programms nach Art. 32 DSGVO.)",
    wer=ZWEITE_PERSON,
    danach="zugang",
)
