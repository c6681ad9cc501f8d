"""Cancel a planned session; its cases go back by an act of their own."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzung, Sitzungsstand


class Absage(Eingabe):
    """Which session, why."""

    sitzung = GesperrteWahl(Sitzung.objects.none(), label="Sitzung")
    grund = LangerText(label="Grund", max_length=2_000)

    def vorbereiten(self) -> None:
        """Planned sessions."""
        self.feld("sitzung").queryset = Sitzung.objects.filter(
            gremium=self.vorgang.gremium,
            stand__in=[Sitzungsstand.ANBERAUMT, Sitzungsstand.EINGELADEN],
        )

    def clean_sitzung(self) -> Sitzung:
        """No case may be left on the agenda of a session that does not happen."""
        sitzung: Sitzung = self.cleaned_data["sitzung"]
        if sitzung.punkte.filter(abgesetzt=False).exists():
            raise forms.ValidationError(
                "Auf der Tagesordnung stehen noch Fälle. Bitte nehmen Sie sie zuerst herunter "
                "oder setzen Sie sie auf eine andere Sitzung."
            )
        return sitzung


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Mark as cancelled."""
    sitzung: Sitzung = daten["sitzung"]
    sitzung.stand = Sitzungsstand.ABGESAGT
    sitzung.version += 1
    sitzung.save()
    vorgang.objekt = sitzung.pk


SCHRITT = Schritt(
    "sitzung_absagen",
    "Sitzung absagen",
    Absage,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
