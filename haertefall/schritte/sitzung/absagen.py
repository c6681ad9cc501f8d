"""Cancel a planned session; its cases go back by an act of their own."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ladung import mitteilen, nur_geplant, vermerken
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.sitzung.beenden import nichts_liegt_in_einer_urne
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.aufgaben import Anlass
from haertefall.sitzungen.models import Sitzungsstand

NOCH_FAELLE = (
    "Auf der Tagesordnung stehen noch Fälle. Bitte nehmen Sie sie zuerst herunter oder setzen Sie "
    "sie auf eine andere Sitzung."
)
# An Umlauf cannot be moved to another day; moving makes a meeting of it.
NUR_DER_TAG = "Soll nur der Tag ein anderer sein, verlegen Sie die Sitzung."
DOCH_SITZUNG = "Soll über sie in einer Sitzung beraten werden, machen Sie eine aus dem Umlauf."


class Absage(Eingabe):
    """Why."""

    grund = LangerText(label="Grund", max_length=2_000)

    def vorbereiten(self) -> None:
        """Say what is in the way before somebody writes down why."""
        super().vorbereiten()
        if self._noch_faelle():
            self.feld("grund").help_text = self._noch_faelle_in_worten()

    def clean(self) -> dict[str, Any]:
        """Only what is still planned; no case is left on its agenda, no vote in an urn."""
        daten = super().clean()
        nur_geplant(self.vorgang)
        if self._noch_faelle():
            raise forms.ValidationError(self._noch_faelle_in_worten())
        nichts_liegt_in_einer_urne(self.vorgang.tagung)
        return daten

    def _noch_faelle_in_worten(self) -> str:
        """What is in the way, and the way round it."""
        statt = DOCH_SITZUNG if self.vorgang.tagung.ist_umlauf else NUR_DER_TAG
        return f"{NOCH_FAELLE} {statt}"

    def _noch_faelle(self) -> bool:
        offene = self.vorgang.tagung.punkte.filter(abgesetzt=False, fall__isnull=False)
        return offene.exists()


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Mark as cancelled; who was invited is told."""
    vorgang.tagung.stand = Sitzungsstand.ABGESAGT
    vermerken(vorgang, daten["grund"])
    mitteilen(vorgang, Anlass.ABSAGE)


SCHRITT = Schritt(
    "sitzung_absagen",
    "Sitzung absagen",
    Absage,
    wirkung,
    objekt="sitzung",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
    titel_im_umlauf="Umlauf abbrechen",
)
