"""All questions on the grounds on one page. Each answer is an act of its own through the door."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

from django import forms
from django.contrib import messages
from django.db import transaction
from django.forms.boundfield import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from haertefall.audit.record import formular_geoeffnet
from haertefall.faelle.models import Seite
from haertefall.faelle.pruefung import gefragte_merkmale
from haertefall.gremien.fassungen import merkmale
from haertefall.recht.begriffe import Antwort, Funktion
from haertefall.recht.pruefhilfe.befund import Grund
from haertefall.recht.pruefhilfe.worte import GRUND_WORTE
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import ausfuehren, vorbereiten
from haertefall.schritte.papiere import papierwahl
from haertefall.schritte.register import SCHRITTE
from haertefall.schritte.schritt import LangerText, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.wessen_wort import behoerdenfeld, nur_wenn_mehrere
from haertefall.web.akte import sichtbarer_fall
from haertefall.web.akte_ansicht import lesbare_angaben
from haertefall.web.angebot import darf_formular_sehen
from haertefall.web.fehlerseiten import fehlerseite
from haertefall.web.formulare import fehlerliste
from haertefall.web.gruende import aussagen_je_frage
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import MIT_FAELLEN, nur_fuer
from haertefall.web.schritt import einmalschluessel, gesehene_version

SCHRITT = SCHRITTE["angabe_festhalten"]
ALLE = "Alle Personen des Falls"
WAHL = [("ja", "Ja"), ("nein", "Nein"), ("ungeklaert", "Ungeklärt"), ("", "Jetzt nicht")]
# What stands beside the answer to one question; the name of the field is question and ending.
OFFEN_WEIL, NACHWEIS = "__offen_weil", "__dokument"


class Fragezeile(NamedTuple):
    """A question, what may stand beside its answer, and whether something of it does."""

    frage: BoundField
    dazu: list[BoundField]
    offen: bool


class Fragebogen(forms.Form):
    """Who answers for whom; per question a choice, why it is open, the paper that proves it."""

    person = forms.ChoiceField(label="Für wen?", required=False)
    seite = forms.ChoiceField(label="Wer sagt das?", choices=Seite.choices)
    behoerde = behoerdenfeld()
    am = TagFeld(label="Gesagt oder festgestellt am")
    beleg = LangerText(
        label="Worauf stützt es sich?",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    dokument = forms.ChoiceField(
        label="Nachweis in der Akte",
        required=False,
        help_text="Gilt für alle Antworten; bei einer Frage geht auch ein anderer.",
    )

    def __init__(self, *args: Any, vorgang: Vorgang, gesagt: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        personen = [(str(p.pk), p.name) for p in vorgang.personen]
        self.fields["person"].choices = [("", ALLE), *personen]  # type: ignore[attr-defined]
        if len(personen) == 1:
            self.fields["person"].widget = forms.HiddenInput()
        if vorgang.akteur.funktion is Funktion.AUSLAENDERBEHOERDE:
            eigene = [(Seite.BEHOERDE.value, Seite.BEHOERDE.label)]
            self.fields["seite"].choices = eigene  # type: ignore[attr-defined]
        nur_wenn_mehrere(self, vorgang)
        papiere = papierwahl(vorgang)
        self.mit_papieren = len(papiere) > 1
        self.fields["dokument"].choices = papiere  # type: ignore[attr-defined]
        bekannt = merkmale()
        self.fragen = [m for m in gefragte_merkmale(vorgang.fassung.ordnung) if m in bekannt]
        for name in self.fragen:
            self.fields[name] = forms.ChoiceField(
                label=bekannt[name].frage,
                help_text=_bisher(gesagt.get(name, ()), bekannt[name].hinweis or ""),
                choices=WAHL,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[name + OFFEN_WEIL] = forms.ChoiceField(
                label="Wenn ungeklärt: woran liegt es?",
                choices=[("", "–"), *((g.value, GRUND_WORTE[g]) for g in Grund)],
                required=False,
            )
            self.fields[name + NACHWEIS] = forms.ChoiceField(
                label="Nachweis in der Akte",
                choices=[("", "wie oben"), *papiere[1:]],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """At least one answer; what stands beside a question belongs to an answer."""
        daten = super().clean() or {}
        for name in self.fragen:
            antwort = daten.get(name)
            if daten.get(name + OFFEN_WEIL) and antwort != Antwort.UNGEKLAERT:
                self.add_error(name + OFFEN_WEIL, "Das gehört nur zu „Ungeklärt“.")
            if daten.get(name + NACHWEIS) and not antwort:
                self.add_error(name + NACHWEIS, "Bitte beantworten Sie dazu auch die Frage.")
        if not self.errors and not any(daten.get(name) for name in self.fragen):
            raise forms.ValidationError("Bitte beantworten Sie mindestens eine Frage.")
        return daten

    def rahmen(self) -> Iterator[BoundField]:
        """What holds for all answers."""
        for name in ("person", "seite", "behoerde", "am", "beleg"):
            if name in self.fields and not self[name].is_hidden:
                yield self[name]
        if self.mit_papieren:
            yield self["dokument"]

    def zeilen(self) -> Iterator[Fragezeile]:
        """The questions in their order."""
        for name in self.fragen:
            dazu = [self[name + OFFEN_WEIL]]
            if self.mit_papieren:
                dazu.append(self[name + NACHWEIS])
            yield Fragezeile(self[name], dazu, any(f.errors or f.value() for f in dazu))


@nur_fuer(MIT_FAELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def seite(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """Answer several questions at once."""
    fall, stufe = sichtbarer_fall(request.akteur, fall_id)
    if not darf_formular_sehen(SCHRITT.name, stufe):
        raise Http404
    zurueck = request.raum.adresse("fall", fall_id=fall.pk)
    try:
        vorgang = vorbereiten(SCHRITT, request.akteur, fall_id=fall_id)
    except fehler.NichtErlaubt as grund:
        return fehlerseite(request, 403, grund=str(grund), weiter=(zurueck, "Zurück zum Fall"))
    formular_geoeffnet(request.akteur, SCHRITT.name, "fall", fall.pk, fall.gremium_id)
    bogen = Fragebogen(
        request.POST or None,
        vorgang=vorgang,
        gesagt=aussagen_je_frage(lesbare_angaben(request.akteur, fall, stufe)),
        initial={"seite": request.GET.get("seite", ""), "person": request.GET.get("person", "")},
    )
    einmal, status, meldung = einmalschluessel(request), 200, ""
    if bogen.is_bound:
        status = 422
        if bogen.is_valid():
            try:
                anzahl = _festhalten(request, fall_id, bogen, einmal)
            except (fehler.Zwischenzeitlich, fehler.AndereEingabe) as grund:
                status, meldung, einmal = 409, str(grund), uuid4()
            except fehler.EingabeUnvollstaendig as maengel:
                _uebertragen(bogen, maengel)
            else:
                messages.success(request, f"Festgehalten: {anzahl} Antworten.")
                return redirect(zurueck + "#gruende")
    version = gesehene_version(request) if status == 422 else vorgang.akte.version
    inhalt = {
        "formular": bogen,
        "fehlerliste": fehlerliste(bogen) if bogen.is_bound else [],
        "rahmen": bogen.rahmen(),
        "zeilen": bogen.zeilen(),
        "fall": vorgang.akte,
        "einmal": einmal,
        "version": version,
        "grund": meldung,
        "zurueck": zurueck,
    }
    return render(request, "web/fragen.html", inhalt, status=status)


@transaction.atomic
def _festhalten(request: Anfrage, fall_id: UUID, bogen: Fragebogen, einmal: UUID) -> int:
    """One act per answer, all or none. Only the first looks at the version: each act raises it."""
    daten = bogen.cleaned_data
    gemeinsam = {n: daten.get(n, "") for n in ("person", "seite", "behoerde", "beleg")}
    version: int | None = gesehene_version(request)
    beantwortet = [name for name in bogen.fragen if daten[name]]
    for merkmal in beantwortet:
        ausfuehren(
            SCHRITT.name,
            akteur=request.akteur,
            eingabe={
                **gemeinsam,
                "am": daten["am"].isoformat(),
                "merkmal": merkmal,
                "antwort": daten[merkmal],
                "offen_weil": daten[merkmal + OFFEN_WEIL],
                "dokument": daten[merkmal + NACHWEIS] or daten["dokument"],
            },
            einmal=uuid5(einmal, merkmal),
            fall_id=fall_id,
            version=version,
        )
        version = None
    return len(beantwortet)


def _bisher(aussagen: Any, hinweis: str) -> str:
    bisher = " · ".join(f"{a.seite}: {a.antwort} ({a.am:%d.%m.%Y})" for a in aussagen)
    return " ".join(filter(None, [hinweis, f"Bisher: {bisher}" if bisher else ""]))


def _uebertragen(bogen: Fragebogen, maengel: fehler.EingabeUnvollstaendig) -> None:
    for feld, texte in maengel.errors.items():
        bogen.add_error(feld if feld in bogen.fields else None, list(texte))
