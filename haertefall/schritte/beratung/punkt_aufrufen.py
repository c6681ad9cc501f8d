"""Call an item of the agenda: what is said from now on belongs to it."""

from typing import Any

from django import forms

from haertefall.faelle.sicht import sieht_ganzes_gremium
from haertefall.schritte.leitung import LEITUNG, InLaufenderSitzung, aufgerufener_punkt
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzungsstand, Tagesordnungspunkt
from haertefall.sitzungen.sicht import sichtbare_punkte
from haertefall.zeit import jetzt


class Aufruf(InLaufenderSitzung):
    """Which item."""

    punkt = forms.ModelChoiceField(Tagesordnungspunkt.objects.none(), label="Punkt")

    def vorbereiten(self) -> None:
        """Items nobody has called yet, in their order.

        Who leads a running session calls also what they must not see, by its place alone.
        """
        super().vorbereiten()
        sitzung, akteur = self.vorgang.tagung, self.vorgang.akteur
        offen = sitzung.punkte.filter(abgesetzt=False, aufgerufen_um=None)
        sichtbar = offen.filter(sichtbare_punkte(akteur))
        # The office sees every case of its body: no question for every call.
        alle = sieht_ganzes_gremium(akteur)
        zu_sehen = set() if alle else set(sichtbar.values_list("pk", flat=True))
        if sitzung.stand != Sitzungsstand.LAEUFT:
            offen = sichtbar
        self.feld("punkt").queryset = offen.select_related("fall")
        self.feld("punkt").label_from_instance = lambda p: (
            f"TOP {p.nummer}: {p.fall}"
            if p.fall and (alle or p.pk in zu_sehen)
            else f"TOP {p.nummer}: {p.get_art_display()}"
        )
        if not self.is_bound:
            self.feld("punkt").initial = offen.first()

    def clean(self) -> dict[str, Any]:
        """One item at a time."""
        daten = super().clean()
        laeuft = aufgerufener_punkt(self.vorgang.tagung)
        if laeuft is not None:
            raise forms.ValidationError(f"Bitte schließen Sie zuerst TOP {laeuft.nummer}.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """From this moment."""
    punkt: Tagesordnungspunkt = daten["punkt"]
    punkt.aufgerufen_um = jetzt()
    punkt.save(update_fields=["aufgerufen_um"])


SCHRITT = Schritt(
    "punkt_aufrufen",
    "Punkt aufrufen",
    Aufruf,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
    titel_im_umlauf="Punkt auszählen",
)
