"""The trace, for the data-protection officer: who looked at what. Reading it leaves a trace too."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.abweisung import ABGEWIESEN
from haertefall.audit.lesen import Auswahl, auswaehlen, blatt, spur_von
from haertefall.audit.models import Zugriff
from haertefall.audit.record import Zusatz, record
from haertefall.faelle.sicht import nummern_der_spur
from haertefall.gremien.models import Amt, Konto
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.web.bericht import datei
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.spurworte import objektwort, seitenwort, was_wort
from haertefall.zeit import BERLIN

MIT_SPUR = frozenset({Funktion.DATENSCHUTZ})
HOECHSTENS_LADEN = 100_000

# So many numbers of a list stand on the page; the file has all.
GENANNT = 5
_WAHL = [
    ("", "alles"),
    ("fall_geoeffnet", "Akten geöffnet"),
    ("dokument_geoeffnet", "Dokumente geöffnet"),
    ("liste_gelesen", "Listen mit Namen gelesen"),
    ("schritt:", "Schritte getan"),
    ("notzugang_", "Notzugang"),
    ("spur_", "Spur gelesen"),
    ("anmeldung", "Anmeldungen"),
    (ABGEWIESEN, "Abgewiesene Versuche"),
]


class Spurtag(forms.DateField):
    """A day on which there can be a trace; at the ends of the calendar no day follows."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        """From 2000 to 2999."""
        tag: date | None = super().clean(value)
        if tag and not 2000 <= tag.year <= 2999:
            raise forms.ValidationError("Bitte geben Sie einen Tag ab dem Jahr 2000 an.")
        return tag


class Spurfilter(forms.Form):
    """By case, account, day and kind."""

    aktenzeichen = forms.CharField(label="Aktenzeichen", required=False, max_length=60)
    konto = forms.ModelChoiceField(
        Konto.objects.none(), label="Wer", required=False, empty_label="alle"
    )
    von = Spurtag(label="Von", required=False)
    bis = Spurtag(label="Bis", required=False)
    was = forms.ChoiceField(label="Was", required=False, choices=_WAHL)

    def __init__(self, *args: Any, request: Anfrage, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)
        hier = Amt.objects.filter(gremium_id=request.raum.id) | Amt.objects.filter(
            behoerde__isnull=False
        )
        konten = Konto.objects.filter(pk__in=hier.values("konto_id")).order_by("name")
        self.fields["konto"].queryset = konten  # type: ignore[attr-defined]

    def clean_aktenzeichen(self) -> UUID | None:
        """The case of this number."""
        text = self.cleaned_data["aktenzeichen"].strip()
        if not text:
            return None
        fall = nummern_der_spur(self.request.akteur).filter(aktenzeichen__iexact=text).first()
        if fall is None:
            raise forms.ValidationError("Zu diesem Aktenzeichen gibt es hier keinen Fall.")
        return fall.pk

    def auswahl(self) -> Auswahl:
        """What was asked for."""
        if not self.is_bound:
            return Auswahl()
        daten = self.cleaned_data
        konto: Konto | None = daten.get("konto")
        return Auswahl(
            fall=daten.get("aktenzeichen"),
            konto=konto.pk if konto else None,
            von=daten.get("von"),
            bis=daten.get("bis"),
            was=daten.get("was") or "",
        )


@dataclass(frozen=True)
class Spurzeile:
    """One row in words."""

    nummer: int
    um: datetime
    wer: str
    funktion: str
    was: str
    woran: tuple[str, ...]
    anfrage: str


@nur_fuer(MIT_SPUR)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """Newest first."""
    bogen = Spurfilter(request.GET or None, request=request)
    gueltig = not bogen.is_bound or bogen.is_valid()
    auswahl = bogen.auswahl() if gueltig else Auswahl()
    nach = request.GET.get("nach", "")
    seite_ = blatt(auswaehlen(spur(request), auswahl), int(nach) if _ist_nummer(nach) else None)
    record(request.akteur, "spur_gelesen", "gremium", request.raum.id, _zusatz(auswahl))
    frage = {k: w for k, w in request.GET.items() if w and k != "nach"}
    hier = request.raum.adresse("spur")
    inhalt = {
        "formular": bogen,
        "fehlerliste": fehlerliste(bogen) if bogen.is_bound else [],
        "zeilen": in_worten(request, seite_.zeilen) if gueltig else [],
        "spur": hier,
        "gefiltert": bool(frage),
        "auffaellig": request.raum.adresse("spur_auffaellig"),
        "csv": f"{request.raum.adresse('spur_csv')}?{urlencode(frage)}",
        "erste": f"{hier}?{urlencode(frage)}" if _ist_nummer(nach) else "",
        "weiter": f"{hier}?{urlencode({**frage, 'nach': seite_.weiter})}"
        if gueltig and seite_.weiter
        else "",
    }
    return render(request, "web/spur.html", inhalt, status=200 if gueltig else 422)


@nur_fuer(MIT_SPUR)
@require_safe
def als_csv(request: Anfrage) -> HttpResponse:
    """The same as a file, oldest of the chosen rows last.

    At most `HOECHSTENS_LADEN` rows; if older ones are left out, the last line says so.
    """
    bogen = Spurfilter(request.GET or None, request=request)
    if bogen.is_bound and not bogen.is_valid():
        raise Http404
    auswahl = bogen.auswahl()
    gewaehlt = list(auswaehlen(spur(request), auswahl).order_by("-pk")[: HOECHSTENS_LADEN + 1])
    puffer = io.StringIO()
    schreiber = csv.writer(puffer)
    schreiber.writerow(["nummer", "um", "wer", "funktion", "was", "woran", "anfrage"])
    for zeile in in_worten(request, gewaehlt[:HOECHSTENS_LADEN], None):
        schreiber.writerow(
            [
                zeile.nummer,
                zeile.um.astimezone(BERLIN).isoformat(timespec="seconds"),
                *map(_als_text, (zeile.wer, zeile.funktion, zeile.was, ", ".join(zeile.woran))),
                zeile.anfrage,
            ]
        )
    if len(gewaehlt) > HOECHSTENS_LADEN:
        schreiber.writerow(["", "", "", "", _es_fehlen_aeltere(), "", ""])
    record(request.akteur, "spur_geladen", "gremium", request.raum.id, _zusatz(auswahl))
    return datei(puffer.getvalue(), "text/csv", "spur.csv")


def _es_fehlen_aeltere() -> str:
    hoechstens = f"{HOECHSTENS_LADEN:,}".replace(",", ".")
    return (
        f"Ältere Zeilen fehlen hier: Eine Datei fasst {hoechstens}. "
        "Wählen Sie einen kürzeren Zeitraum."
    )


def spur(request: Anfrage) -> QuerySet[Zugriff]:
    """The trace of the body of this room."""
    return spur_von(request.raum.id, nummern_der_spur(request.akteur).values("pk"))


def in_worten(
    request: Anfrage, zeilen: list[Zugriff], hoechstens: int | None = GENANNT
) -> list[Spurzeile]:
    """Names of accounts and numbers of cases, one query each.

    `hoechstens`: so many cases of a list are named, all without a limit.
    """
    namen = kontonamen({z.konto for z in zeilen if z.konto})
    faelle = {_fall(z) for z in zeilen}
    faelle |= {fall for z in zeilen for fall in _genannte(z)[:hoechstens]}
    nummern = aktenzeichen(request, faelle)
    return [
        Spurzeile(
            nummer=z.pk,
            um=z.um,
            wer=namen.get(z.konto, "gelöschtes Konto") if z.konto else "",
            funktion=FUNKTION_WORTE[Funktion(z.funktion)] if z.funktion else "",
            was=_was(z),
            woran=_woran(z, nummern, hoechstens),
            anfrage=z.anfrage,
        )
        for z in zeilen
    ]


def kontonamen(konten: set[UUID]) -> dict[UUID, str]:
    """Names of accounts."""
    return dict(Konto.objects.filter(pk__in=konten).values_list("pk", "name"))


def aktenzeichen(request: Anfrage, faelle: set[UUID | None]) -> dict[UUID, str]:
    """Numbers of cases, of this body only."""
    gesucht = nummern_der_spur(request.akteur).filter(pk__in={f for f in faelle if f})
    return dict(gesucht.values_list("pk", "aktenzeichen"))


def _was(zeile: Zugriff) -> str:
    """A page that was refused is named as its address names it."""
    wort = was_wort(zeile.was)
    if zeile.was == ABGEWIESEN:
        return f"{wort}: Seite „{seitenwort(str(zeile.zusatz.get('seite', '')))}“"
    return wort


def _woran(zeile: Zugriff, nummern: dict[UUID, str], hoechstens: int | None) -> tuple[str, ...]:
    genannte = _genannte(zeile)
    if genannte:
        worte = [nummern.get(fall, "gelöschter Fall") for fall in genannte[:hoechstens]]
        weitere = len(genannte) - len(worte)
        return (*worte, f"{weitere} weitere") if weitere else tuple(worte)
    fall = _fall(zeile)
    if fall is None or zeile.objektart == "gremium":
        return (objektwort(zeile.objektart),) if zeile.objektart else ()
    fremd = zeile.was.startswith(ABGEWIESEN)
    nummer = nummern.get(fall, "kein Fall dieses Gremiums" if fremd else "gelöschter Fall")
    return (nummer,) if zeile.objektart == "fall" else (nummer, objektwort(zeile.objektart))


def _genannte(zeile: Zugriff) -> list[UUID]:
    """The cases whose people a list named."""
    genannte = zeile.zusatz.get("faelle", "")
    return [UUID(hex=kennung) for kennung in genannte.split()]


def _fall(zeile: Zugriff) -> UUID | None:
    """The case a row is about: itself, or the one that it names."""
    if zeile.objektart == "fall":
        return zeile.objekt
    genannt = zeile.zusatz.get("fall")
    return UUID(genannt) if isinstance(genannt, str) else None


def _zusatz(auswahl: Auswahl) -> Zusatz:
    """Whose trace was read."""
    teile = {"fall": auswahl.fall, "konto": auswahl.konto}
    return {name: str(wert) for name, wert in teile.items() if wert}


def _ist_nummer(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _als_text(wert: str) -> str:
    """A spreadsheet must not take a name for a formula."""
    return f"'{wert}" if wert[:1] in "=+-@\t\r" else wert
