"""Forms of the Prüfhilfe: several questions at once, and the lists. Every answer is an act."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from haertefall.faelle.models import Seite
from haertefall.recht.begriffe import Funktion
from haertefall.recht.pruefhilfe.eintraege import LISTEN
from haertefall.recht.pruefhilfe.katalog import Rechtsfrage, rechtsfragen
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln
from haertefall.schritte import fehler
from haertefall.schritte.antwortfelder import ANTWORT, BIS, TAG, antwortfelder, rohwert
from haertefall.schritte.ausfuehren import ausfuehren, vorbereiten
from haertefall.schritte.papiere import papierwahl
from haertefall.schritte.register import SCHRITTE
from haertefall.schritte.schritt import LangerText, TagFeld
from haertefall.web.fehlerseiten import fehlerseite
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage
from haertefall.web.pruefhilfe.blick import Blick, blick
from haertefall.web.pruefhilfe.seiten import rahmen, weg_von, zur_person
from haertefall.web.raum import MIT_FAELLEN, nur_fuer
from haertefall.web.schritt import einmalschluessel, gesehene_version

SCHRITT = "rechtsangabe_festhalten"


class Fragebogen(forms.Form):
    """Who says so, and one field per question, all optional."""

    seite = forms.ChoiceField(label="Wer sagt das?", choices=Seite.choices)
    am = TagFeld(label="Gesagt oder festgestellt am")
    belegt = forms.BooleanField(
        required=False,
        label="Nachweise liegen vor",
        help_text="Ohne Nachweis bleibt das Ergebnis „zu klären“.",
    )
    beleg = LangerText(
        label="Worauf stützt es sich?",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    dokument = forms.ChoiceField(label="Nachweis in der Akte", required=False)
    begruendung = LangerText(
        label="Gründe der Bewertungen",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        fragen: Iterable[Rechtsfrage],
        papiere: list[tuple[str, str]],
        aussen: bool,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["dokument"].choices = papiere  # type: ignore[attr-defined]
        self.fragen = list(fragen)
        self.rahmen = ["seite", "am", "belegt", "dokument", "beleg"]
        if aussen:
            eigene = [(Seite.ANTRAG.value, Seite.ANTRAG.label)]
            self.fields["seite"].choices = eigene  # type: ignore[attr-defined]
        if any(frage.ist_wertung for frage in self.fragen):
            self.rahmen.append("begruendung")
        else:
            del self.fields["begruendung"]
        # Named after the question, not its place: what is missing may be another list by now.
        for frage in self.fragen:
            for name, feld in antwortfelder(frage).items():
                self.fields[f"{frage.kennung}_{name}"] = feld

    def felder(self) -> list[list[forms.BoundField]]:
        """The fields of each question, for the page."""
        return [
            [self[f"{frage.kennung}_{teil}"] for teil in antwortfelder(frage)]
            for frage in self.fragen
        ]

    def clean(self) -> dict[str, Any]:
        """At least one answer; a judgement has reasons."""
        daten = super().clean() or {}
        self.antworten: dict[str, dict[str, str]] = {}
        for frage in self.fragen:
            vorn = f"{frage.kennung}_"
            teile = [daten.get(vorn + teil) for teil in (ANTWORT, TAG, BIS)]
            try:
                if rohwert(frage, *teile) is None:
                    continue
            except forms.ValidationError as grund:
                self.add_error(vorn + ANTWORT, grund)
                continue
            self.antworten[frage.kennung] = {
                name: str(wert)
                for name, wert in zip((ANTWORT, TAG, BIS), teile, strict=True)
                if wert not in (None, "")
            }
            unbegruendet = frage.ist_wertung and not daten.get("begruendung")
            # One field for the reasons of all judgements: said once.
            if unbegruendet and not self.has_error("begruendung"):
                self.add_error("begruendung", "Bitte sagen Sie, warum Sie es so bewerten.")
        if not self.antworten and not self.errors:
            raise forms.ValidationError("Bitte beantworten Sie mindestens eine Frage.")
        return daten


@nur_fuer(MIT_FAELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def fragen(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """The open questions of a way, or one question, for one person."""
    wer = blick(request, fall_id)
    gesucht, einzeln = request.GET.get("weg", ""), request.GET.get("angabe", "")
    if not gesucht and not einzeln:
        return redirect(zur_person(request, wer))
    if SCHRITT not in wer.darf:
        return nicht_jetzt(request, wer)
    gestellt = [_frage(einzeln)] if einzeln else _fragen_des_wegs(wer, gesucht)
    gestellt += _mitgeschickte(request, gestellt)
    aussen = request.akteur.funktion is Funktion.BERATUNG
    if aussen:
        gestellt = [frage for frage in gestellt if frage and not frage.ist_wertung]
    vorgang = vorbereiten(SCHRITTE[SCHRITT], request.akteur, fall_id=fall_id)
    bogen = Fragebogen(
        request.POST or None,
        fragen=[f for f in gestellt if f],
        papiere=papierwahl(vorgang),
        aussen=aussen,
    )
    zurueck = _zurueck(request, wer, gesucht)
    einmal, status, meldung = einmalschluessel(request), 200, ""
    if bogen.is_bound:
        status = 422
        if bogen.is_valid():
            try:
                _festhalten(request, wer, bogen, einmal)
            except (fehler.Zwischenzeitlich, fehler.AndereEingabe) as grund:
                status, meldung, einmal = 409, str(grund), uuid4()
            except fehler.EingabeUnvollstaendig as maengel:
                for feld, texte in maengel.errors.items():
                    bogen.add_error(feld if feld in bogen.fields else None, list(texte))
            else:
                anzahl = len(bogen.antworten)
                messages.success(request, f"Festgehalten: {anzahl} Angaben.")
                return redirect(zurueck)
    inhalt = {
        **rahmen(request, wer),
        "formular": bogen,
        "fehlerliste": fehlerliste(bogen) if bogen.is_bound else [],
        "kopf": [bogen[name] for name in bogen.rahmen],
        "felder": bogen.felder(),
        "einmal": einmal,
        "version": gesehene_version(request) if status == 422 else wer.fall.version,
        "grund": meldung,
        "zurueck": zurueck,
        "titel": "Angaben für die Prüfhilfe",
    }
    return render(request, "web/pruefhilfe/fragen.html", inhalt, status=status)


@transaction.atomic
def _festhalten(request: Anfrage, wer: Blick, bogen: Fragebogen, einmal: UUID) -> None:
    """One act per answer, all or none. Only the first looks at the version: each act raises it."""
    daten, version = bogen.cleaned_data, gesehene_version(request)
    gemeinsam = {
        "person": str(wer.person.pk),
        "seite": daten["seite"],
        "am": daten["am"].isoformat(),
        "beleg": daten["beleg"],
        "dokument": daten["dokument"],
        "begruendung": daten.get("begruendung") or "",
        **({"belegt": "on"} if daten["belegt"] else {}),
    }
    nur_beim_ersten: int | None = version
    for kennung, antwort in bogen.antworten.items():
        ausfuehren(
            SCHRITT,
            akteur=request.akteur,
            eingabe={**gemeinsam, "angabe": kennung, **antwort},
            einmal=uuid5(einmal, kennung),
            fall_id=wer.fall.pk,
            version=nur_beim_ersten,
        )
        nur_beim_ersten = None


def _mitgeschickte(
    request: Anfrage, gestellt: list[Rechtsfrage | None]
) -> list[Rechtsfrage | None]:
    """Questions that were answered but are no longer missing: what was typed comes back."""
    schon = {frage.kennung for frage in gestellt if frage}
    teile = (ANTWORT, TAG, BIS)
    return [
        _frage(kennung)
        for kennung in rechtsfragen(ausgeliefert())
        if kennung not in schon and any(request.POST.get(f"{kennung}_{teil}") for teil in teile)
    ]


def _frage(kennung: str) -> Rechtsfrage | None:
    frage = rechtsfragen(ausgeliefert()).get(kennung)
    return frage if frage and kennung not in LISTEN else None


def _fragen_des_wegs(wer: Blick, kennung: str) -> list[Rechtsfrage | None]:
    """What is missing now, the deciding first; for guided questions all of them, to change too."""
    einer = weg_von(wer, kennung)
    namen = [fehlt.kennung for fehlt in einer.fehlend]
    if einer.gefuehrt:
        gesetze = ausgeliefert()
        tafel = next(t for t in wegtafeln(gesetze) if t.daten.kennung == kennung)
        namen += [gesetze.zeilen[z].angabe or z for z in tafel.zeilen]
    return [_frage(name) for name in dict.fromkeys(namen)]


def _zurueck(request: Anfrage, wer: Blick, weg: str) -> str:
    if not weg:
        return zur_person(request, wer)
    adresse = request.raum.adresse("pruefhilfe_weg", fall_id=wer.fall.pk)
    return adresse + wer.frage(weg=weg)


def nicht_jetzt(request: Anfrage, wer: Blick) -> HttpResponse:
    """403: the state of the case or the Funktion does not permit it."""
    return fehlerseite(
        request,
        403,
        grund="In diesem Stand des Falls, oder in Ihrer Funktion, wird hier nichts eingetragen.",
        weiter=(zur_person(request, wer), "Zurück zur Prüfhilfe"),
    )
