"""Break-glass: ask to read a case that is not before one, for some hours, with a reason.

No norm has it; the security of processing asks for it to be rare, short and recorded (Art. 32
DSGVO).
"""

import re
from typing import Any

from django import forms

from haertefall.audit.record import record
from haertefall.faelle.models import Fall, Notzugang
from haertefall.faelle.sicht import IM_GREMIUM
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import jetzt

STUNDEN = [(1, "1 Stunde"), (4, "4 Stunden"), (8, "8 Stunden"), (24, "24 Stunden")]
_NUMMER = re.compile(r"[\w-]{1,40}-\d{4}-\d{1,9}")


class Notfall(Eingabe):
    """Which case, why, how long."""

    aktenzeichen = forms.CharField(label="Aktenzeichen", max_length=60)
    grund = LangerText(
        label="Warum jetzt, und warum Sie?",
        max_length=2_000,
        help_text="Ohne Namen. Die zweite Person, die Geschäftsstelle und die "
        "Datenschutzbeauftragte lesen es.",
    )
    stunden = forms.TypedChoiceField(
        label="Wie lange?", choices=STUNDEN, coerce=int, widget=forms.RadioSelect, initial=1
    )

    def clean_aktenzeichen(self) -> str:
        """A number as the bodies write them. Whether there is such a case is not said."""
        nummer: str = self.cleaned_data["aktenzeichen"].strip()
        if not _NUMMER.fullmatch(nummer):
            raise forms.ValidationError(
                "Bitte schreiben Sie das ganze Aktenzeichen, zum Beispiel NRW-2026-17."
            )
        return nummer


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A request that opens nothing yet; the office is told at once."""
    nummer = daten["aktenzeichen"]
    fall = (
        Fall.objects.select_related("schluessel__eltern")
        .filter(gremium=vorgang.gremium, aktenzeichen__iexact=nummer)
        .first()
    )
    zeile = Notzugang(
        gremium=vorgang.gremium,
        fall=fall,
        aktenzeichen=fall.aktenzeichen if fall else nummer,
        stunden=daten["stunden"],
        beantragt_von=vorgang.konto_id,
        beantragt_um=jetzt(),
    )
    zeile.amt_id = vorgang.akteur.amt_id  # type: ignore[assignment]
    zeile.grund = daten["grund"]
    zeile.save(force_insert=True)
    if fall is not None:
        record(vorgang.akteur, "notzugang_beantragt", "fall", fall.pk)
    vorgang.objekt = zeile.pk
    vorgang.auftrag("schritte.notzugang_melden", gremium=vorgang.gremium.pk)


SCHRITT = Schritt(
    "notzugang_beantragen",
    "Notzugang beantragen",
    Notfall,
    wirkung,
    objekt="gremium",
    hinweis="Nur wenn Gefahr droht und niemand sonst helfen kann. Eine zweite Person muss "
    "zustimmen, die Geschäftsstelle erfährt es, alles wird aufgezeichnet. Der Notzugang öffnet "
    "einen Fall zum Lesen und endet von selbst. (Keine Norm; Einrichtung des Programms nach "
    "Art. 32 DSGVO.)",
    wer=IM_GREMIUM,
    danach="zugang",
)
