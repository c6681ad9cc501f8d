"""Record that a session took place: how many members were present, counted where recorded."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.leitung import anwesenheit_am_punkt, aufgerufener_punkt
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import ruecknahme_beraten, wieder_verschliessen
from haertefall.sitzungen.lage import lage, waren_da
from haertefall.sitzungen.models import (
    Anwesenheit,
    Punktart,
    Sitzung,
    Sitzungsstand,
    Tagesordnungspunkt,
    Urne,
)
from haertefall.sitzungen.urne import schluessel_da
from haertefall.zeit import jetzt, rechtstag


class Ende(Eingabe):
    """Numbers of members and of those present: asked only where nobody recorded who was there."""

    mitglieder = forms.IntegerField(label="Mitglieder", min_value=1, max_value=100)
    anwesende = forms.IntegerField(label="Davon anwesend", min_value=0, max_value=100)

    gezaehlt: tuple[int, int] | None

    def vorbereiten(self) -> None:
        """What the recorded attendance yields is not asked again."""
        if self.vorgang.tagung.ist_umlauf:
            self.feld("anwesende").label = "Davon haben geantwortet"
        self.gezaehlt = waren_da(self.vorgang.tagung, self.vorgang.fassung)
        if self.gezaehlt is not None:
            del self.fields["mitglieder"], self.fields["anwesende"]

    def clean(self) -> dict[str, Any]:
        """No more present than there are; every case has its result."""
        daten = super().clean()
        sitzung = self.vorgang.tagung
        if sitzung.ist_vorbei:
            raise forms.ValidationError(f"Diese Sitzung ist schon „{sitzung.get_stand_display()}“.")
        if sitzung.beginn > jetzt() and sitzung.stand != Sitzungsstand.LAEUFT:
            raise forms.ValidationError("Diese Sitzung hat noch nicht begonnen.")
        if self.gezaehlt is not None:
            daten["mitglieder"], daten["anwesende"] = self.gezaehlt
        elif daten.get("anwesende", 0) > daten.get("mitglieder", 0):
            self.add_error("anwesende", "Es können nicht mehr sein, als es Mitglieder gibt.")
        if sitzung.punkte.filter(
            abgesetzt=False, geschlossen_um=None, fall__stand=Stand.AUF_TAGESORDNUNG
        ).exists():
            raise forms.ValidationError("Es fehlen noch Ergebnisse zu Fällen auf der Tagesordnung.")
        nichts_liegt_in_einer_urne(sitzung)
        daten["offen"] = aufgerufener_punkt(sitzung)
        if daten["offen"] is not None:
            _muss_erst_geschlossen_werden(daten["offen"])
        return daten


def nichts_liegt_in_einer_urne(sitzung: Sitzung) -> None:
    """Votes that were cast are counted; what nobody can open any more holds nothing up."""
    offene = Urne.objects.filter(punkt__sitzung=sitzung, inhalt__isnull=False)
    for urne in offene.select_related("punkt"):
        if schluessel_da(urne):
            raise forms.ValidationError(
                f"Zu TOP {urne.punkt.nummer} wird noch geheim abgestimmt. Bitte zählen Sie diese "
                "Abstimmung zuerst aus."
            )


def _muss_erst_geschlossen_werden(punkt: Tagesordnungspunkt) -> None:
    """What was said and moved about it has its place there, not after the end.

    Where nothing was decided about a withdrawal, for too few stayed, the Ersuchen simply stands.
    """
    steht = punkt.antraege.filter(zurueckgezogen_um=None).exists()
    if punkt.art != Punktart.FALL and (punkt.art != Punktart.RUECKNAHME or steht):
        raise forms.ValidationError(
            f"TOP {punkt.nummer} wird noch beraten. Bitte schließen Sie diesen Punkt zuerst."
        )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Close the session."""
    sitzung = vorgang.tagung
    offen: Tagesordnungspunkt | None = daten["offen"]
    if offen is not None:
        anwesenheit_am_punkt(offen, lage(sitzung, vorgang.fassung, offen))
        offen.geschlossen_um = jetzt()
        offen.save(update_fields=["geschlossen_um"])
    _zugang_zur_ruecknahme_endet(vorgang, offen)
    sitzung.stand = Sitzungsstand.BEENDET
    Anwesenheit.objects.filter(teilnahme__sitzung=sitzung, bis=None).update(bis=jetzt())
    sitzung.geschlossen_um = sitzung.geschlossen_um or jetzt()
    sitzung.mitglieder, sitzung.anwesende = daten["mitglieder"], daten["anwesende"]


def _zugang_zur_ruecknahme_endet(vorgang: Vorgang, offen: Tagesordnungspunkt | None) -> None:
    """No case stays open for an item of which nobody speaks any more.

    A session on paper knows no call: its items were dealt with on its day.
    """
    sitzung = vorgang.tagung
    unerledigt = sitzung.punkte.filter(art=Punktart.RUECKNAHME, abgesetzt=False)
    for punkt in unerledigt.filter(geschlossen_um=None):
        punkt.sitzung = sitzung
        if sitzung.eroeffnet_um is None:
            ruecknahme_beraten(punkt, rechtstag(sitzung.beginn), vorgang.heute)
        else:
            wieder_verschliessen(punkt, vorgang.heute)
    if offen is not None:
        ruecknahme_beraten(offen, vorgang.heute, vorgang.heute)


SCHRITT = Schritt(
    "sitzung_beenden",
    "Sitzung abschließen",
    Ende,
    wirkung,
    objekt="sitzung",
    hinweis="Wo festgehalten ist, wer da war, zählt das Programm selbst: jeder Sitz, auf dem zu "
    "irgendeiner Zeit ein Mitglied oder seine Vertretung saß.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
    titel_im_umlauf="Umlauf abschließen",
    hinweis_im_umlauf="Wo festgehalten ist, wer geantwortet hat, zählt das Programm selbst.",
)
