"""A declaration not to be free is taken back; it stays, marked."""

from typing import Any

from django import forms

from haertefall.faelle.models import Zugangssperre
from haertefall.schritte.leitung import LEITUNG, ZumPunkt
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Befangenheit
from haertefall.zeit import jetzt


class Ruecknahme(ZumPunkt):
    """Whose."""

    befangenheit = forms.ModelChoiceField(Befangenheit.objects.none(), label="Wessen?")

    def vorbereiten(self) -> None:
        """Declarations that stand for this item."""
        super().vorbereiten()
        if self.punkt is None:
            return
        sitzung, feld = self.vorgang.tagung, self.feld("befangenheit")
        feld.queryset = self.punkt.befangenheiten.filter(zurueckgenommen_um=None).select_related(
            "teilnahme__amt__konto"
        )

        def wer(eine: Befangenheit) -> str:
            eine.teilnahme.sitzung = sitzung
            return eine.teilnahme.name

        feld.label_from_instance = wer


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """From this moment; a case that was closed to the person opens again.

    Not as long as another declaration about the same case stands, from another item or session.
    """
    eine: Befangenheit = daten["befangenheit"]
    eine.zurueckgenommen_um = jetzt()
    eine.save(update_fields=["zurueckgenommen_um"])
    fall, amt = daten["punkt"].fall, eine.teilnahme.amt
    if not eine.ohne_einsicht or fall is None or amt is None:
        return
    andere = Befangenheit.objects.filter(
        punkt__fall=fall, teilnahme__amt__konto=amt.konto_id, ohne_einsicht=True
    )
    if not andere.filter(zurueckgenommen_um=None).exists():
        Zugangssperre.objects.filter(fall=fall, amt__konto=amt.konto_id, bis_um=None).update(
            bis_um=eine.zurueckgenommen_um
        )


SCHRITT = Schritt(
    "befangenheit_zuruecknehmen",
    "Befangenheit zurücknehmen",
    Ruecknahme,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    auf_stand=False,
    danach="sitzung_live",
)
