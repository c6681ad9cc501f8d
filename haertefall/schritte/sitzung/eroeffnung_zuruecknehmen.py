"""Take back that a session was opened by mistake, as long as nothing happened in it."""

from typing import Any

from django import forms
from django.db.models import F

from haertefall.faelle.models import Verlaufseintrag
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ladung import vermerken
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import wieder_verschliessen
from haertefall.sitzungen.models import Anwesenheit, Sitzung, Sitzungsstand

# Of a case whose item was dealt with on paper, without a call on the screen.
ERGEBNIS = "ergebnis_feststellen"


class Ruecknahme(Eingabe):
    """Why."""

    grund = LangerText(
        label="Grund", max_length=2_000, help_text="Zum Beispiel: die falsche Sitzung eröffnet"
    )

    def vorbereiten(self) -> None:
        """An example that fits."""
        super().vorbereiten()
        if self.vorgang.tagung.ist_umlauf:
            self.feld("grund").help_text = "Zum Beispiel: der falsche Umlauf"

    def clean(self) -> dict[str, Any]:
        """Only what runs, and only before anything happened."""
        daten = super().clean()
        sitzung = self.vorgang.tagung
        umlauf = sitzung.ist_umlauf
        if sitzung.stand != Sitzungsstand.LAEUFT:
            wird = "Dieser Umlauf wird nicht ausgezählt."
            raise forms.ValidationError(wird if umlauf else "Diese Sitzung läuft nicht.")
        if schon := was_geschah(sitzung):
            raise forms.ValidationError(
                f"{schon} Das bleibt festgehalten. Bitte schließen Sie "
                f"{'den Umlauf' if umlauf else 'die Sitzung'} ab, wenn nichts mehr zu tun ist."
            )
        return daten


def was_geschah(sitzung: Sitzung) -> str:
    """What would be lost with the opening; "" if nothing."""
    if sitzung.punkte.exclude(aufgerufen_um=None).exists():
        war = "ausgezählt" if sitzung.ist_umlauf else "aufgerufen"
        return f"Ein Punkt der Tagesordnung war schon {war}."
    strecken = Anwesenheit.objects.filter(teilnahme__sitzung=sitzung)
    if strecken.exclude(von=F("teilnahme__sitzung__eroeffnet_um"), bis=None).exists():
        if sitzung.ist_umlauf:
            return "Es ist schon festgehalten, wer geantwortet hat."
        return "Nach der Eröffnung ist schon festgehalten worden, wer da ist."
    beraten = Verlaufseintrag.objects.filter(fall__tagesordnungspunkte__sitzung=sitzung)
    if beraten.filter(schritt=ERGEBNIS, erfasst_um__gte=sitzung.eroeffnet_um).exists():
        return "Zu einem Fall ist schon ein Ergebnis festgehalten."
    return ""


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Planned again as it was; who had not been invited reads no case for it any more."""
    sitzung = vorgang.tagung
    Anwesenheit.objects.filter(teilnahme__sitzung=sitzung).delete()
    sitzung.eroeffnet_um = None
    sitzung.stand = Sitzungsstand.EINGELADEN
    if sitzung.eingeladen_um is None:
        sitzung.stand = Sitzungsstand.ANBERAUMT
        for punkt in sitzung.punkte.filter(abgesetzt=False):
            wieder_verschliessen(punkt, vorgang.heute)
    was = "Auszählung" if sitzung.ist_umlauf else "Eröffnung"
    vermerken(vorgang, f"{was} zurückgenommen: {daten['grund']}")


SCHRITT = Schritt(
    "eroeffnung_zuruecknehmen",
    "Eröffnung zurücknehmen",
    Ruecknahme,
    wirkung,
    objekt="sitzung",
    hinweis="Für eine Sitzung, die versehentlich eröffnet wurde und in der noch nichts geschehen "
    "ist. Danach ist sie wieder geplant wie zuvor und lässt sich verlegen oder absagen.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
    titel_im_umlauf="Auszählung zurücknehmen",
    hinweis_im_umlauf="Für einen Umlauf, dessen Auszählung versehentlich begonnen wurde und in dem "
    "noch keine Antwort festgehalten ist.",
)
