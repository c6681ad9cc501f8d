"""Several come at once: members who are not there yet, and deputies announced for absent ones."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from haertefall.gremien.besetzung import Zusammensetzung
from haertefall.schritte.leitung import LEITUNG, InLaufenderSitzung
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.mitwirkende import (
    plaetze_der_personen,
    sitz_von,
    vertretungen_fuer,
    zusammensetzung,
)
from haertefall.sitzungen.models import Anwesenheit, Sitzungsform, Teilnahme, Zusage
from haertefall.zeit import jetzt

WIE = [("da", "Im Raum"), ("video", "Per Video")]
# A deputy is chosen by the member for whom they come.
STATT = "statt_"


class Ankunftsbogen(InLaufenderSitzung):
    """Who came, and how. Everybody else stays as they are."""

    # When the form was opened: an old form brings nobody back who left meanwhile.
    gesehen = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    wer = forms.MultipleChoiceField(
        label="Wer ist gekommen?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Bitte kreuzen Sie an, wer gekommen ist.",
            "invalid_choice": "Eine der angekreuzten Personen gehört nicht zu dieser Sitzung.",
        },
        help_text="Hier stehen die Mitglieder, die noch nicht da sind, und angekündigte "
        "Vertretungen. Gäste, andere Vertretungen und wer geht: einzeln unter „Anwesenheit "
        "festhalten“",
    )
    wie = forms.ChoiceField(label="Wie?", choices=WIE, widget=forms.RadioSelect)

    kommende: Mapping[str, tuple[Teilnahme, Teilnahme | None]]
    gegangen: dict[UUID, Any]
    selbst: dict[UUID, Anwesenheit]
    statt: dict[UUID, Anwesenheit]
    plaetze: dict[UUID, tuple[UUID, UUID]]
    besetzung: Zusammensetzung

    def vorbereiten(self) -> None:
        """Whose seat is empty now."""
        super().vorbereiten()
        sitzung = self.vorgang.tagung
        self._anwesende()
        self.kommende = self._moegliche()
        feld = self.feld("wer")
        feld.choices = [(wert, self._worte(*wer)) for wert, wer in self.kommende.items()]
        # Who came meanwhile may still be ticked on an old form, but is not offered any more.
        feld.widget.choices = [
            (wert, wort)
            for wert, wort in feld.choices
            if self.kommende[wert][0].pk not in self.selbst.keys() | self.statt.keys()
        ]
        self.feld("gesehen").initial = jetzt()
        self.feld("wie").initial = "video" if sitzung.form == Sitzungsform.VIDEO else "da"
        if sitzung.ist_umlauf:
            # Nobody is in a room: what counts is who has answered.
            feld.label, feld.help_text = "Wer hat geantwortet?", ""
            del self.fields["wie"]

    def _anwesende(self) -> None:
        self.gegangen, self.selbst, self.statt = {}, {}, {}
        strecken = Anwesenheit.objects.filter(teilnahme__sitzung=self.vorgang.tagung)
        for strecke in strecken.order_by("von", "pk"):
            if strecke.bis is not None:
                self.gegangen[strecke.teilnahme_id] = strecke.bis
            elif strecke.fuer_id is None:
                self.selbst[strecke.teilnahme_id] = strecke
            else:
                self.statt[strecke.fuer_id] = strecke

    def _moegliche(self) -> dict[str, tuple[Teilnahme, Teilnahme | None]]:
        """Members and chair; for who does not come the deputy they announced."""
        sitzung = self.vorgang.tagung
        besetzung = self.besetzung = zusammensetzung(sitzung, self.vorgang.fassung)
        self.plaetze = plaetze_der_personen(sitzung, besetzung)
        aemter = [s.mitglied for s in besetzung.sitze]
        if besetzung.vorsitz is not None:
            aemter.append(besetzung.vorsitz.amt)
        leute = {
            t.amt_id: t for t in sitzung.teilnahmen.exclude(amt=None).select_related("amt__konto")
        }
        moegliche: dict[str, tuple[Teilnahme, Teilnahme | None]] = {}
        for amt in aemter:
            mitglied = leute.get(amt.pk) if amt else None
            if mitglied is None:
                continue
            moegliche[str(mitglied.pk)] = (mitglied, None)
            vertretung = leute.get(mitglied.vertretung_id) if mitglied.vertretung_id else None
            if vertretung is not None and not sitzung.ist_umlauf:
                darf = {a.pk for a in vertretungen_fuer(besetzung, mitglied)}
                if vertretung.amt_id in darf:
                    moegliche[f"{STATT}{mitglied.pk}"] = (mitglied, vertretung)
        return moegliche

    @staticmethod
    def _worte(mitglied: Teilnahme, vertretung: Teilnahme | None) -> str:
        if vertretung is not None:
            return f"{vertretung.name} (Vertretung für {mitglied.name})"
        if mitglied.zusage in (Zusage.PER_VIDEO, Zusage.KOMMT_NICHT):
            return f"{mitglied.name} (Antwort: {Zusage(mitglied.zusage).label})"
        return mitglied.name

    def clean(self) -> dict[str, Any]:
        """Who is there already stays; nobody is sent away, and nobody sits for who is there."""
        daten = super().clean()
        gewaehlt = [(wert, *self.kommende[wert]) for wert in daten.get("wer") or ()]
        selbst = {mitglied.pk for _, mitglied, vertretung in gewaehlt if vertretung is None}
        daten["neu"] = []
        for _, mitglied, vertretung in gewaehlt:
            if self._ist_schon_da(mitglied, vertretung):
                continue
            grund = self._warum_nicht(mitglied, vertretung, selbst, daten.get("gesehen"))
            if grund:
                self.add_error("wer", grund)
            daten["neu"].append((mitglied, vertretung))
        konten = [konto for paar in daten["neu"] if (konto := self._konto_am_platz(*paar))]
        if len(konten) != len(set(konten)):
            self.add_error("wer", "Eine Person sitzt nur auf einem Platz.")
        return daten

    def _ist_schon_da(self, mitglied: Teilnahme, vertretung: Teilnahme | None) -> bool:
        if vertretung is None:
            return mitglied.pk in self.selbst
        strecke = self.statt.get(mitglied.pk)
        return strecke is not None and strecke.teilnahme_id == vertretung.pk

    def _warum_nicht(
        self, mitglied: Teilnahme, vertretung: Teilnahme | None, selbst: set[UUID], gesehen: Any
    ) -> str:
        """Why it must be recorded singly, if at all."""
        wer = vertretung or mitglied
        gegangen = self.gegangen.get(wer.pk)
        if gesehen is not None and gegangen is not None and gegangen > gesehen:
            return f"{wer.name} war inzwischen da und ist gegangen. Bitte öffnen Sie das Blatt neu."
        if mitglied.pk in self.statt:
            return f"Für {mitglied.name} ist eine Vertretung da. Bitte halten Sie das einzeln fest."
        if vertretung is not None and (mitglied.pk in selbst or mitglied.pk in self.selbst):
            return f"{mitglied.name}: Wer da ist, wird nicht vertreten."
        sitzt = self._konto_am_platz(mitglied, vertretung) in self.plaetze
        return f"{wer.name} sitzt schon auf einem anderen Platz." if sitzt else ""

    def _konto_am_platz(self, mitglied: Teilnahme, vertretung: Teilnahme | None) -> UUID | None:
        """Whose account it is that would sit there; a chair without a seat sits nowhere."""
        if sitz_von(self.besetzung, mitglied) is None:
            return None
        amt = (vertretung or mitglied).amt
        return amt.konto_id if amt else None


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """From now on they are there, each with their own stretch of time."""
    um, video = jetzt(), daten.get("wie") == "video"
    Anwesenheit.objects.bulk_create(
        Anwesenheit(
            teilnahme=vertretung or mitglied,
            fuer=mitglied if vertretung else None,
            von=um,
            per_video=video,
        )
        for mitglied, vertretung in daten["neu"]
    )


SCHRITT = Schritt(
    "anwesende_festhalten",
    "Mehrere Anwesende festhalten",
    Ankunftsbogen,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    auf_stand=False,
    danach="sitzung_live",
    titel_im_umlauf="Mehrere Antworten festhalten",
)
