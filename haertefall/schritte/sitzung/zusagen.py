"""Say whether one comes, in the room or by video, and who stands in otherwise."""

from typing import Any

from django import forms

from haertefall.gremien.besetzung import Zusammensetzung
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import nicht_mehr_vorlegen, vorlegen
from haertefall.sitzungen.aufgaben import Anlass
from haertefall.sitzungen.mitwirkende import (
    eingeladene,
    ohne_vertretung,
    sitz_von,
    vertretungen_fuer,
    zusammensetzung,
)
from haertefall.sitzungen.models import Sitzungsstand, Teilnahme, Zusage
from haertefall.zeit import jetzt

EIGENE_ANTWORTEN = [
    (Zusage.KOMMT.value, "Ja"),
    (Zusage.PER_VIDEO.value, "Ja, per Video"),
    (Zusage.KOMMT_NICHT.value, "Nein"),
]
ANTWORTEN = [(z.value, z.label) for z in Zusage if z is not Zusage.OFFEN]


class Antwort(Eingabe):
    """Who answers (the office also for others), what, and the deputy that is announced."""

    besetzung: Zusammensetzung
    teilnahme = forms.ModelChoiceField(Teilnahme.objects.none(), label="Wer?")
    zusage = forms.ChoiceField(label="Kommt?", choices=ANTWORTEN, widget=forms.RadioSelect)
    vertretung = forms.ModelChoiceField(
        Amt.objects.none(),
        label="Vertretung",
        required=False,
        help_text="Die Vertretung sieht die Fälle dieser Sitzung, sobald sie hier angekündigt ist",
    )

    def vorbereiten(self) -> None:
        """A member answers for themselves; deputies of the seat or of all are offered."""
        sitzung, akteur = self.vorgang.tagung, self.vorgang.akteur
        eigene = (
            eingeladene(sitzung).select_related("amt__konto").order_by("amt__konto__name", "pk")
        )
        if akteur.funktion is not Funktion.GESCHAEFTSSTELLE:
            eigene = eigene.filter(amt=akteur.amt_id)
        feld = self.feld("teilnahme")
        feld.queryset = eigene
        feld.label_from_instance = lambda t: str(t.amt.konto)
        if akteur.funktion is not Funktion.GESCHAEFTSSTELLE:
            feld.initial = eigene.first()
            self.feld("zusage").label = "Kommen Sie?"
            self.feld("zusage").choices = EIGENE_ANTWORTEN
            if feld.initial is not None:  # Who else should it be about?
                feld.widget = forms.HiddenInput()
        gemeint = self.initial.get("teilnahme") or getattr(feld.initial, "pk", "")
        bisher = next((t for t in eigene if str(t.pk) == str(gemeint)), None)
        if bisher is not None:
            self.feld("zusage").initial = bisher.zusage
        self.besetzung = zusammensetzung(sitzung, self.vorgang.fassung)
        wahl = {a.pk for t in eigene for a in vertretungen_fuer(self.besetzung, t)}
        self.feld("vertretung").queryset = Amt.objects.filter(pk__in=wahl).select_related("konto")
        self.feld("vertretung").label_from_instance = lambda a: str(a.konto)
        if bisher is not None and bisher.vertretung_id in wahl:  # Else no answer were possible.
            self.feld("vertretung").initial = bisher.vertretung_id
        keine = {ohne_vertretung(self.besetzung, t) for t in eigene} - {None}
        if not wahl:  # Also who only stands in: nobody stands in for them.
            self.feld("vertretung").widget = forms.HiddenInput()
        if keine and not wahl:
            self.feld("zusage").help_text = f"Eine Vertretung ist nicht vorgesehen ({keine.pop()})."

    def clean(self) -> dict[str, Any]:
        """Only for who does not come, and only a deputy of that seat."""
        daten = super().clean() or {}
        if self.vorgang.tagung.stand not in (Sitzungsstand.EINGELADEN, Sitzungsstand.LAEUFT):
            raise forms.ValidationError("Zu dieser Sitzung ist nicht eingeladen, oder sie ist aus.")
        if self.vorgang.tagung.ist_umlauf:
            raise forms.ValidationError(
                "Zu einem Umlauf kommt niemand. Wer geantwortet hat, wird bei der Auszählung "
                "festgehalten."
            )
        teilnahme, vertretung = daten.get("teilnahme"), daten.get("vertretung")
        if teilnahme is not None and daten.get("zusage") != Zusage.KOMMT_NICHT:
            self._pruefe_platz(teilnahme)
        if vertretung is None or teilnahme is None:
            return daten
        if daten.get("zusage") != Zusage.KOMMT_NICHT and vertretung.pk == teilnahme.vertretung_id:
            daten["vertretung"] = None  # It stood there from the last answer.
        elif daten.get("zusage") != Zusage.KOMMT_NICHT:
            self.add_error("vertretung", "Wer kommt, wird nicht vertreten.")
        elif vertretung not in vertretungen_fuer(self.besetzung, teilnahme):
            self.add_error("vertretung", "Diese Person ist keine Vertretung dieses Sitzes.")
        elif (
            self.vorgang.tagung.teilnahmen.filter(vertretung=vertretung)
            .exclude(pk=teilnahme.pk)
            .exists()
        ):
            self.add_error("vertretung", "Diese Person ist schon für jemand anderen angekündigt.")
        return daten

    def _pruefe_platz(self, teilnahme: Teilnahme) -> None:
        """Who said no as a deputy stands in for nobody any more: a yes would seat them nowhere."""
        vorsitz = self.besetzung.vorsitz
        fuehrt = vorsitz is not None and vorsitz.amt_id == teilnahme.amt_id
        vertritt = self.vorgang.tagung.teilnahmen.filter(vertretung=teilnahme.amt_id)
        if sitz_von(self.besetzung, teilnahme) is None and not fuehrt and not vertritt.exists():
            self.add_error(
                "zusage",
                "Diese Person hat am Tag der Sitzung keinen Platz und vertritt niemanden. Soll sie "
                "vertreten, kündigt das Mitglied oder die Geschäftsstelle sie wieder an.",
            )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The answer; a deputy announced is invited and sees the cases, one no longer needed not."""
    zeile: Teilnahme = daten["teilnahme"]
    neu: Amt | None = daten["vertretung"]
    zeile.sitzung = vorgang.tagung
    bisher: Amt | None = zeile.vertretung
    if bisher is not None and bisher != neu:
        _abkuendigen(vorgang, zeile, bisher)
    if neu is not None and bisher != neu:
        zeile.vertretung, zeile.angekuendigt_um = neu, jetzt()
        _ankuendigen(vorgang, zeile, neu)
    zeile.zusage, zeile.geantwortet_um = daten["zusage"], jetzt()
    zeile.save()
    if zeile.zusage == Zusage.KOMMT_NICHT:
        _sagt_als_vertretung_ab(vorgang, zeile)


def _abkuendigen(vorgang: Vorgang, fuer: Teilnahme, amt: Amt) -> None:
    """The deputy is not needed after all, and is told; their row stays, without an invitation."""
    nicht_mehr_vorlegen(vorgang.tagung, vorgang.heute, amt)
    fuer.vertretung, fuer.angekuendigt_um = None, None
    eigene = Teilnahme.objects.filter(sitzung=vorgang.tagung, amt=amt).first()
    if eigene is not None:
        eigene.eingeladen_um, eigene.zusage, eigene.geantwortet_um = None, Zusage.OFFEN, None
        eigene.save()
        anlass = Anlass.VERTRETUNG_ENTFAELLT
        vorgang.auftrag("sitzungen.mitteilung", teilnahme=eigene.pk, anlass=anlass)


def _sagt_als_vertretung_ab(vorgang: Vorgang, eigene: Teilnahme) -> None:
    """Nobody stands there as represented by somebody who does not come either."""
    fuer = Teilnahme.objects.filter(sitzung=vorgang.tagung, vertretung=eigene.amt)
    if eigene.amt is not None and fuer.update(vertretung=None, angekuendigt_um=None):
        nicht_mehr_vorlegen(vorgang.tagung, vorgang.heute, eigene.amt)


def _ankuendigen(vorgang: Vorgang, fuer: Teilnahme, amt: Amt) -> None:
    eigene, _ = Teilnahme.objects.update_or_create(
        sitzung=vorgang.tagung,
        amt=amt,
        defaults={
            "sitz": fuer.sitz,
            "eingeladen_um": jetzt(),
            "zusage": Zusage.OFFEN,
            "geantwortet_um": None,
        },
    )
    vorlegen(vorgang.tagung, vorgang.heute, amt)
    vorgang.auftrag("sitzungen.mitteilung", teilnahme=eigene.pk, anlass=Anlass.VERTRETUNG)


SCHRITT = Schritt(
    "sitzung_zusagen",
    "Teilnahme mitteilen",
    Antwort,
    wirkung,
    objekt="sitzung",
    wer=frozenset(
        {
            Funktion.GESCHAEFTSSTELLE,
            Funktion.VORSITZ,
            Funktion.MITGLIED,
            Funktion.STELLVERTRETUNG,
            Funktion.VORPRUEFUNGSAUSSCHUSS,
        }
    ),
    auf_stand=False,
)
