"""Somebody comes, leaves, joins by video, or stands in for an absent member of their seat."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q

from haertefall.gremien.besetzung import Zusammensetzung
from haertefall.gremien.models import Amt
from haertefall.schritte.ladung import regel
from haertefall.schritte.leitung import (
    LEITUNG,
    InLaufenderSitzung,
    aufgerufener_punkt,
    teilnahmen_zur_wahl,
)
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import vorlegen
from haertefall.sitzungen.mitwirkende import (
    plaetze_der_personen,
    sitz_von,
    vertretungen_fuer,
    zusammensetzung,
)
from haertefall.sitzungen.models import Anwesenheit, Teilnahme
from haertefall.zeit import jetzt

WIE = [("da", "Da"), ("video", "Per Video da"), ("weg", "Nicht da")]

IM_UMLAUF = [("da", "Hat geantwortet"), ("weg", "Hat nicht geantwortet")]


ANDERS_GEWORDEN = (
    "Wer auf diesem Platz sitzt, hat inzwischen jemand anderes festgehalten. Bitte sehen Sie sich "
    "den neuen Stand an und öffnen Sie dieses Blatt dann neu."
)


class Anwesenheitsbogen(InLaufenderSitzung):
    """Who, how; and for whom, if it is a deputy."""

    moeglich: dict[UUID, list[Amt]]
    besetzung: Zusammensetzung
    # Who sat there when the form was opened: an old form sends nobody away who came meanwhile.
    gesehen = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    teilnahme = forms.ModelChoiceField(Teilnahme.objects.none(), label="Wer?", required=False)
    gast = forms.CharField(label="Oder: Gast ohne Konto", max_length=200, required=False)
    wie = forms.ChoiceField(label="Wie?", choices=WIE, widget=forms.RadioSelect)
    vertretung = forms.ChoiceField(
        label="Stattdessen ist die Vertretung da",
        required=False,
        help_text="Für ein abwesendes Mitglied ihres Sitzes; für ein befangenes nur, wo eine "
        "Ordnung es so regelt",
    )

    def vorbereiten(self) -> None:
        """Everybody who belongs to the session; deputies of every seat."""
        super().vorbereiten()
        sitzung = self.vorgang.tagung
        teilnahmen_zur_wahl(self.feld("teilnahme"), sitzung)
        teilnahmen = self.feld("teilnahme").queryset
        self.besetzung = zusammensetzung(sitzung, self.vorgang.fassung)
        self.moeglich = {t.pk: vertretungen_fuer(self.besetzung, t) for t in teilnahmen if t.amt_id}
        gewaehlt = next((t for t in teilnahmen if str(t.pk) == self.initial.get("teilnahme")), None)
        self.feld("vertretung").choices = self._vertretungen(gewaehlt)
        if gewaehlt is not None and not self.is_bound:
            self.feld("gesehen").initial = _auf_dem_platz(gewaehlt)
        if sitzung.ist_umlauf:
            # Nobody is in a room: what counts is who has answered.
            self.feld("wie").choices = IM_UMLAUF
            del self.fields["vertretung"], self.fields["gast"]

    def _vertretungen(self, gewaehlt: Teilnahme | None) -> list[Any]:
        """Of the seat it is about first: nobody should have to know who deputises for whom."""
        alle = {a.pk: a for liste in self.moeglich.values() for a in liste}
        eigene = {a.pk for a in self.moeglich.get(gewaehlt.pk, [])} if gewaehlt else set()
        worte = [(a.pk in eigene, str(a.pk), str(a.konto)) for a in alle.values()]
        if gewaehlt is None or not eigene:
            return [("", "—"), *((wert, wort) for _, wert, wort in worte)]
        gruppen = [(f"Für {gewaehlt.name}", True), ("Für andere", False)]
        return [("", "—")] + [
            (titel, [(wert, wort) for eigen, wert, wort in worte if eigen is hier])
            for titel, hier in gruppen
        ]

    def clean(self) -> dict[str, Any]:
        """One person; a deputy only for a member of their seat who is not there."""
        daten = super().clean()
        teilnahme, vertretung = daten.get("teilnahme"), daten.get("vertretung")
        if (teilnahme is None) == (not daten.get("gast")):
            self.add_error("teilnahme", "Bitte nennen Sie genau eine Person.")
        gesehen = daten.pop("gesehen", "")
        if teilnahme is not None and _ist_anders_geworden(gesehen, teilnahme):
            self.add_error("wie", ANDERS_GEWORDEN)
        if vertretung and teilnahme is not None:
            self._pruefe_vertretung(teilnahme, daten.get("wie") or "")
            passend = {str(a.pk): a for a in self.moeglich.get(teilnahme.pk, [])}
            if vertretung not in passend:
                self.add_error("vertretung", "Diese Person ist keine Vertretung dieses Sitzes.")
            daten["amt"] = passend.get(str(vertretung))
        if teilnahme is not None:
            self._pruefe_platz(teilnahme, daten.get("amt"), daten.get("wie") or "")
        return daten

    def _pruefe_platz(self, teilnahme: Teilnahme, statt: Amt | None, wie: str) -> None:
        """Nobody sits on two seats; a deputy for all moves from one to another."""
        amt = statt or teilnahme.amt
        if amt is None or (wie == "weg" and statt is None):
            return
        if statt is None and sitz_von(self.besetzung, teilnahme) is None:
            return
        platz = plaetze_der_personen(self.vorgang.tagung, self.besetzung).get(amt.konto_id)
        if platz is not None and platz[0] != amt.pk and platz[1] != teilnahme.pk:
            feld = "teilnahme" if statt is None else "vertretung"
            self.add_error(feld, f"{amt.konto.name} sitzt schon auf einem anderen Platz.")

    def _pruefe_vertretung(self, teilnahme: Teilnahme, wie: str) -> None:
        """For who is absent; for who is not free, as the Ordnung has it, if it says something."""
        punkt = aufgerufener_punkt(self.vorgang.tagung)
        zeile = regel(self.vorgang.fassung.ordnung, "befangenheit")
        befangen = (
            punkt is not None
            and zeile is not None
            and zeile.vertretung is not None
            and punkt.befangenheiten.filter(teilnahme=teilnahme, zurueckgenommen_um=None).exists()
        )
        if befangen and zeile is not None and zeile.vertretung == "tritt_nicht_ein":
            self.add_error(
                "vertretung", f"Für wen befangen ist, tritt niemand ein ({zeile.beleg})."
            )
        elif wie != "weg" and not befangen:
            self.add_error("vertretung", "Wer da ist, wird nicht vertreten.")


def _ist_anders_geworden(gesehen: str, teilnahme: Teilnahme) -> bool:
    """Of another place nothing was seen."""
    return gesehen.startswith(str(teilnahme.pk)) and gesehen != _auf_dem_platz(teilnahme)


def _auf_dem_platz(teilnahme: Teilnahme) -> str:
    """Whose place, and which stretch of time runs there."""
    laufend = Anwesenheit.objects.filter(Q(teilnahme=teilnahme) | Q(fuer=teilnahme), bis=None)
    return platzmarke(teilnahme, laufend.order_by("pk").values_list("pk", flat=True).first() or "")


def platzmarke(teilnahme: Teilnahme, strecke: Any) -> str:
    """What a page says of a place that it has seen: `gesehen`. `strecke`: "" for an empty one."""
    return f"{teilnahme.pk}:{strecke}"


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The stretch that runs ends, another begins; a deputy goes when the member comes."""
    sitzung, um, video = vorgang.tagung, jetzt(), daten["wie"] == "video"
    teilnahme: Teilnahme | None = daten["teilnahme"]
    if teilnahme is None:
        teilnahme = Teilnahme(sitzung=sitzung)
        teilnahme.gast = daten["gast"]
        teilnahme.save(force_insert=True)
    laufend = Anwesenheit.objects.filter(bis=None)
    if sitzung.ist_umlauf:
        # Nobody goes there: an answer that was none is not to be counted among them.
        laufend.filter(teilnahme=teilnahme).delete()
    laufend.filter(teilnahme=teilnahme).update(bis=um)
    laufend.filter(fuer=teilnahme).update(bis=um)
    if daten["wie"] != "weg":
        Anwesenheit.objects.create(teilnahme=teilnahme, von=um, per_video=video)
    if daten.get("amt") is not None:
        statt, _ = Teilnahme.objects.get_or_create(
            sitzung=sitzung, amt=daten["amt"], defaults={"sitz": teilnahme.sitz}
        )
        laufend.filter(teilnahme=statt).update(bis=um)
        Anwesenheit.objects.create(teilnahme=statt, von=um, fuer=teilnahme)
        vorlegen(sitzung, vorgang.heute, daten["amt"])


SCHRITT = Schritt(
    "anwesenheit_festhalten",
    "Anwesenheit festhalten",
    Anwesenheitsbogen,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    auf_stand=False,
    danach="sitzung_live",
    titel_im_umlauf="Antwort festhalten",
)
