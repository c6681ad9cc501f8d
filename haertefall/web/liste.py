"""The list of cases: filter, page through, and show of each only what one may read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import Min, Q, QuerySet, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import liste_gelesen
from haertefall.faelle.models import Darstellung, Fall, Person, Wiedervorlage
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefen
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import STAND_WORTE, Funktion, Stand
from haertefall.statistik.laender import laenderauswahl
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.web.akte_ansicht import namen_lesbar, stand_fuer
from haertefall.web.aktenzeilen import landname
from haertefall.web.blaettern import (
    NACH_NUMMER,
    Seite,
    blaettern,
    marke_lesen,
    spalten_fuer,
)
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import MIT_FAELLEN, nur_fuer
from haertefall.web.tresorwache import verfaelscht_in_liste
from haertefall.web.worte import faellig_in_worten
from haertefall.zeit import heute

# Counting further costs as much as the page itself and helps nobody.
HOECHSTENS_GEZAEHLT = 1_000
_AKTENZEICHEN = re.compile(r"^(?:[\w-]*?-)?(?P<jahr>\d{4})-(?P<nummer>\d{1,9})$")
_NAMENSFELDER = ("nachname", "vornamen")
UNLESBAR = "nicht lesbar: Eintrag verändert, bitte dem Betrieb melden"
_BLAETTERN = frozenset({"vor", "nach", "seite"})

# A filter over something one may not read would tell it: found or not found is an answer.
_FILTER: dict[Funktion, frozenset[str]] = {
    Funktion.GESCHAEFTSSTELLE: frozenset(
        {"aktenzeichen", "stand", "jahr", "behoerde", "land", "ruhend"}
    ),
    Funktion.AUSLAENDERBEHOERDE: frozenset({"aktenzeichen", "jahr", "land"}),
    Funktion.FACHAUFSICHT: frozenset({"aktenzeichen", "jahr", "land", "behoerde"}),
}
# Folded away until they are used.
_WEITERE = ("behoerde", "land", "ruhend")
_FILTER_SONST = frozenset({"aktenzeichen", "jahr", "land"})


def stand_filterbar(funktion: Funktion) -> bool:
    """Whether this Funktion may narrow the list by state."""
    return "stand" in _FILTER.get(funktion, _FILTER_SONST)


class Filter(forms.Form):
    """What to show."""

    aktenzeichen = forms.CharField(
        label="Aktenzeichen",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    stand = forms.ChoiceField(label="Stand", required=False)
    jahr = forms.IntegerField(
        label="Eingangsjahr",
        required=False,
        min_value=1900,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    behoerde = forms.ModelChoiceField(
        Behoerde.objects.none(), label="Ausländerbehörde", required=False, empty_label="alle"
    )
    land = forms.ChoiceField(label="Herkunftsland", required=False)
    ruhend = forms.ChoiceField(
        label="Ruhend",
        required=False,
        choices=[("", "alle"), ("ja", "nur ruhende"), ("nein", "ohne ruhende")],
    )

    def __init__(self, *args: Any, funktion: Funktion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staende = [(s.value, STAND_WORTE[s]) for s in Stand]
        offen = ("offen", "alle offenen")
        self.fields["stand"].choices = [("", "alle"), offen, *staende]  # type: ignore[attr-defined]
        self.fields["land"].choices = [("", "alle"), *laenderauswahl()]  # type: ignore[attr-defined]
        self.fields["behoerde"].queryset = Behoerde.objects.all()  # type: ignore[attr-defined]
        for name in set(self.fields) - _FILTER.get(funktion, _FILTER_SONST):
            del self.fields[name]

    def anwenden(self, faelle: QuerySet[Fall]) -> QuerySet[Fall]:
        """Narrow the visible cases; what is not valid narrows nothing."""
        daten = self.cleaned_data
        for feld in ("jahr", "behoerde", "land"):
            if daten.get(feld):
                faelle = faelle.filter(**{feld: daten[feld]})
        if daten.get("stand") == "offen":
            faelle = faelle.exclude(stand=Stand.ABGESCHLOSSEN)
        elif daten.get("stand"):
            faelle = faelle.filter(stand=daten["stand"])
        if daten.get("ruhend"):
            faelle = faelle.filter(ruht=daten["ruhend"] == "ja")
        if daten.get("aktenzeichen"):
            faelle = faelle.filter(nach_aktenzeichen(daten["aktenzeichen"]))
        return faelle


@dataclass(frozen=True)
class Zeile:
    """One case in the list."""

    fall_id: UUID
    gremium_id: UUID
    aktenzeichen: str
    eingegangen_am: date | None
    stand: str
    ruht: bool
    land: str
    behoerde: str
    namen: tuple[str, ...]
    kurz: str
    wiedervorlage: date | None
    in_worten: str
    ueberfaellig: bool


@nur_fuer(MIT_FAELLEN)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """Cases that exist for this Akteur, newest first, or by number (`blaettern`)."""
    akteur, tag = request.akteur, heute()
    bogen = Filter(request.GET or None, funktion=akteur.funktion)
    sichtbar = sichtbar_fuer(akteur)
    faelle = bogen.anwenden(sichtbar) if bogen.is_valid() or bogen.is_bound else sichtbar
    anzahl = faelle.order_by()[: HOECHSTENS_GEZAEHLT + 1].count()
    blatt = _blatt(request, faelle, sichtbar)
    mit_fristen = akteur.funktion is Funktion.GESCHAEFTSSTELLE
    gezeigt = zeilen(akteur, blatt.faelle, tag, mit_fristen=mit_fristen)
    liste_gelesen(akteur, "faelle", benannte(gezeigt))
    inhalt = {
        "felder": [feld for feld in bogen if feld.name not in _WEITERE],
        "weitere": [feld for feld in bogen if feld.name in _WEITERE],
        "weitere_benutzt": any(request.GET.get(name) for name in _WEITERE),
        "gefiltert": bogen.is_bound and any(bogen.cleaned_data.values()),
        "zeilen": gezeigt,
        "anzahl": anzahl if anzahl <= HOECHSTENS_GEZAEHLT else None,
        "hoechstens": HOECHSTENS_GEZAEHLT,
        "nach_nummer": spalten_fuer(akteur.funktion) == NACH_NUMMER,
        "mit_fristen": mit_fristen,
        "adressen": _adressen(request, blatt),
        "faelle": request.raum.adresse("faelle"),
        "suche": "" if akteur.funktion is Funktion.FACHAUFSICHT else request.raum.adresse("suche"),
    }
    return render(request, "web/liste.html", inhalt)


def _blatt(request: Anfrage, faelle: QuerySet[Fall], sichtbar: QuerySet[Fall]) -> Seite:
    geladen = faelle.select_related("behoerde", "schluessel__eltern")
    spalten = spalten_fuer(request.akteur.funktion)
    if request.GET.get("seite") == "letzte":
        return blaettern(geladen, "ende", None, spalten)
    if vor := marke_lesen(request.GET.get("vor", ""), sichtbar, spalten):
        return blaettern(geladen, "vor", vor, spalten)
    nach = marke_lesen(request.GET.get("nach", ""), sichtbar, spalten)
    return blaettern(geladen, "nach", nach, spalten)


def zeilen(akteur: Akteur, faelle: list[Fall], tag: date, *, mit_fristen: bool) -> list[Zeile]:
    """Names and short texts are loaded only for the cases in which they may be read."""
    stufen = tiefen(akteur, faelle, tag)
    if akteur.funktion is Funktion.FACHAUFSICHT:
        prefetch_related_objects(faelle, "ergebnisse")
    veraendert: set[UUID] = set()
    namen = _namen([f for f in faelle if namen_lesbar(akteur, stufen[f.pk])], veraendert)
    kurz = _kurztexte([f for f in faelle if stufen[f.pk] is Tiefe.OHNE_NAMEN], veraendert)
    if veraendert:
        verfaelscht_in_liste(akteur, [(f.pk, f.gremium_id) for f in faelle if f.pk in veraendert])
    fristen = _fristen(faelle) if mit_fristen else {}
    gezeigt = []
    for fall in faelle:
        stufe, frist = stufen[fall.pk], fristen.get(fall.pk)
        gezeigt.append(
            Zeile(
                fall_id=fall.pk,
                gremium_id=fall.gremium_id,
                aktenzeichen=fall.aktenzeichen,
                # Of an Ersuchen the ministry knows what was announced, not when the case began.
                eingegangen_am=fall.eingegangen_am if stufe >= Tiefe.VERFAHREN else None,
                stand=stand_fuer(akteur, fall, stufe),
                ruht=fall.ruht and stufe >= Tiefe.NOTFALL,
                land=landname(fall),
                behoerde=_kurzname(fall.behoerde.name)
                if fall.behoerde and stufe is not Tiefe.OHNE_NAMEN
                else "",
                namen=namen.get(fall.pk, ()),
                kurz=kurz.get(fall.pk, ""),
                wiedervorlage=frist,
                in_worten=faellig_in_worten(frist, tag) if frist else "",
                ueberfaellig=frist is not None and frist < tag,
            )
        )
    return gezeigt


def benannte(gezeigt: Iterable[Zeile]) -> list[tuple[UUID, UUID]]:
    """Cases whose people a list names, each with its body: for the trace."""
    return [(zeile.fall_id, zeile.gremium_id) for zeile in gezeigt if zeile.namen]


def _kurzname(behoerde: str) -> str:
    """The heading of the column says that it is an authority."""
    return behoerde.removeprefix("Ausländerbehörde ")


def _namen(faelle: list[Fall], veraendert: set[UUID]) -> dict[UUID, tuple[str, ...]]:
    """One name that was tampered with must not take the list from everybody: it says so itself."""
    nach_id = {f.pk: f for f in faelle}
    namen: dict[UUID, tuple[str, ...]] = {}
    personen = Person.objects.filter(fall__in=nach_id).only("fall_id", "nummer", *_NAMENSFELDER)
    for person in personen.order_by("nummer"):
        person.fall = nach_id[person.fall_id]
        try:
            name = person.name
        except Verfaelscht:
            veraendert.add(person.fall_id)
            name = f"Name {UNLESBAR}"
        namen[person.fall_id] = (*namen.get(person.fall_id, ()), name)
    return namen


def _kurztexte(faelle: list[Fall], veraendert: set[UUID]) -> dict[UUID, str]:
    nach_id = {f.pk: f for f in faelle}
    texte = {}
    for darstellung in Darstellung.objects.filter(fall__in=nach_id).only("fall_id", "kurz"):
        darstellung.fall = nach_id[darstellung.fall_id]
        try:
            texte[darstellung.fall_id] = darstellung.kurz or ""
        except Verfaelscht:
            veraendert.add(darstellung.fall_id)
            texte[darstellung.fall_id] = f"Text {UNLESBAR}"
    return texte


def _fristen(faelle: list[Fall]) -> dict[UUID, date]:
    offen = Wiedervorlage.objects.filter(fall__in=faelle, erledigt_am=None)
    return dict(offen.order_by().values_list("fall_id").annotate(Min("faellig_am")))


def _adressen(request: Anfrage, blatt: Seite) -> dict[str, str]:
    """First, previous, next and last page with the same filter."""
    filter_ = {k: w for k, w in request.GET.items() if w and k not in _BLAETTERN}
    hier = request.raum.adresse("faelle")

    def mit(**angaben: object) -> str:
        frage = urlencode({**filter_, **angaben})
        return f"{hier}?{frage}" if frage else hier

    adressen: dict[str, str] = {}
    if blatt.zurueck:
        adressen |= {"erste": mit(), "vorige": mit(vor=blatt.zurueck)}
    if blatt.weiter:
        adressen |= {"naechste": mit(nach=blatt.weiter), "letzte": mit(seite="letzte")}
    return adressen


def nach_aktenzeichen(text: str) -> Q:
    """A whole number is found by its index; a part of one by looking through."""
    if treffer := _AKTENZEICHEN.match(text.strip()):
        return Q(jahr=int(treffer["jahr"]), nummer=int(treffer["nummer"]))
    return Q(aktenzeichen__icontains=text.strip())
