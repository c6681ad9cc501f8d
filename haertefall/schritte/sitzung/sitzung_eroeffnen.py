"""Open a session: who never was invited is in the room now, so the cases lie before them."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ladung import nur_geplant, plaetze_geben
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import vorlegen
from haertefall.sitzungen.mitwirkende import zusammensetzung
from haertefall.sitzungen.models import Anwesenheit, Sitzungsstand, Zusage
from haertefall.zeit import jetzt, rechtstag


class Eroeffnung(Eingabe):
    """Who said they would come may be taken as present; nobody else."""

    zugesagte_anwesend = forms.BooleanField(
        required=False, label="Wer zugesagt hat, ist da (einzeln änderbar)"
    )

    def vorbereiten(self) -> None:
        """Say whose day it is not: once open, a session can be moved no more."""
        super().vorbereiten()
        beginn = self.vorgang.tagung.beginn
        if self.vorgang.tagung.ist_umlauf:
            del self.fields["zugesagte_anwesend"]
        elif rechtstag(beginn) != self.vorgang.heute:
            self.feld("zugesagte_anwesend").help_text = (
                f"Anberaumt ist diese Sitzung für den {rechtstag(beginn):%d.%m.%Y}, nicht für "
                "heute. Ist sie eröffnet, lässt sie sich nicht mehr verlegen oder absagen; "
                "zurücknehmen lässt sich das nur, solange noch nichts geschehen ist."
            )

    def clean(self) -> dict[str, Any]:
        """Only what is planned."""
        daten = super().clean()
        nur_geplant(self.vorgang)
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """It runs from this moment; everybody who has a seat can be marked present."""
    sitzung, um = vorgang.tagung, jetzt()
    sitzung.stand, sitzung.eroeffnet_um = Sitzungsstand.LAEUFT, um
    if sitzung.eingeladen_um is None:
        vorlegen(sitzung, vorgang.heute)
    besetzung = zusammensetzung(sitzung, vorgang.fassung)
    plaetze_geben(sitzung, besetzung)
    if daten.get("zugesagte_anwesend"):
        Anwesenheit.objects.bulk_create(
            Anwesenheit(teilnahme=t, von=um, per_video=t.zusage == Zusage.PER_VIDEO)
            for t in sitzung.teilnahmen.filter(zusage__in=[Zusage.KOMMT, Zusage.PER_VIDEO])
            if any(s.mitglied and s.mitglied.pk == t.amt_id for s in besetzung.sitze)
        )


SCHRITT = Schritt(
    "sitzung_eroeffnen",
    "Sitzung eröffnen",
    Eroeffnung,
    wirkung,
    objekt="sitzung",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
    danach="sitzung_live",
    titel_im_umlauf="Auszählung beginnen",
    hinweis_im_umlauf="Danach wird festgehalten, wer geantwortet hat, und Punkt für Punkt die "
    "Auszählung; nie, wie jemand stimmte. Wer noch nicht geantwortet hat, kann es weiter tun.",
)
