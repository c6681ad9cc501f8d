"""End a Notzugang before its time."""

from typing import Any

from haertefall.audit.record import record
from haertefall.faelle.models import Notzugang, Zugang, Zugangsart
from haertefall.schritte.gremium.notzugang_entscheiden import ZWEITE_PERSON, Notzugangswahl
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import jetzt


class Beendigung(Eingabe):
    """Which one."""

    notzugang = Notzugangswahl(Notzugang.objects.none(), label="Notzugang")

    def vorbereiten(self) -> None:
        """Those that run."""
        self.feld("notzugang").queryset = Notzugang.objects.filter(
            gremium=self.vorgang.gremium, bis_um__gt=jetzt()
        ).select_related("amt__konto", "fall")


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """From this moment the case is not there any more for who was let in."""
    zeile: Notzugang = daten["notzugang"]
    um = jetzt()
    Zugang.objects.filter(
        fall=zeile.fall, amt_id=zeile.amt_id, art=Zugangsart.NOTZUGANG, bis_um__gt=um
    ).update(bis_um=um)
    # Also those that let the same person into the same case beside this one.
    Notzugang.objects.filter(fall=zeile.fall, amt_id=zeile.amt_id, bis_um__gt=um).update(bis_um=um)
    record(vorgang.akteur, "notzugang_beendet", "fall", zeile.fall_id)
    vorgang.objekt = zeile.pk


SCHRITT = Schritt(
    "notzugang_beenden",
    "Notzugang beenden",
    Beendigung,
    wirkung,
    objekt="gremium",
    wer=ZWEITE_PERSON,
    danach="zugang",
)
