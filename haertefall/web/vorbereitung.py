"""How members prepare: the cases of a session, its dossier as a page, one case with notes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import fall_geoeffnet, nummern, record
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer
from haertefall.gremien import fassungen
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Auszug, Laenderpapier, Sitzung, Tagesordnungspunkt
from haertefall.sitzungen.sicht import MIT_SITZUNGEN, sichtbare_sitzungen
from haertefall.sitzungen.vorbereitung import (
    bereitet_vor,
    eigene_notizen,
    fragen_zu,
    laenderpapiere,
)
from haertefall.statistik.laender import laender
from haertefall.web.akte_ansicht import Akte, akte
from haertefall.web.huelle import Anfrage
from haertefall.web.liste import zeilen
from haertefall.web.raum import nur_fuer
from haertefall.zeit import BERLIN, heute

_FUER_DIE_MAPPE = (
    "personen", "verlauf", "angaben", "stellungnahmen__behoerde", "ergebnisse__person",
    "folgen__person", "wiedervorlagen", "ruhezeiten", "weiterleitungen", "berichtigungen",
    "darstellung", "gefahren", "nachrichten",
)  # fmt: skip


@dataclass(frozen=True)
class Papier:
    """A country paper in words."""

    papier_id: UUID
    land: str
    titel: str
    stand_am: date
    quelle: str
    guete: str
    text: str
    ueberholt_am: date | None
    ueberholt_weil: str


@dataclass(frozen=True)
class Frage:
    """A question and its answer; who asked is not shown."""

    frage_id: UUID
    am: date
    frage: str
    antwort: str
    beantwortet_am: date | None


@dataclass(frozen=True)
class Vorlage:
    """One case of the session as it waits for the reader."""

    nummer: int
    fall_id: UUID
    aktenzeichen: str
    namen: tuple[str, ...]
    land: str
    ohne_stellungnahme: bool
    eingebracht: bool
    fragen: int
    offen: int
    papiere: int
    notizen: int


@dataclass(frozen=True)
class Mappenteil:
    """One case in the dossier."""

    nummer: int
    ohne_stellungnahme: bool
    akte: Akte
    papiere: tuple[Papier, ...]
    fragen: tuple[Frage, ...]


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def sitzung(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """The cases of a session that the reader prepares, and what there is to read for each."""
    eine = _sitzung(request, sitzung_id)
    vorgelegt = _vorgelegte(request, eine)
    genannte = nummern(fall.pk for _, fall in vorgelegt)
    record(request.akteur, "vorbereitung_geoeffnet", "sitzung", eine.pk, genannte)
    inhalt = {
        "sitzung": eine,
        "vorlagen": _vorlagen(request, vorgelegt),
        "mit_notizen": _darf(request, "notiz_schreiben"),
    }
    return render(request, "web/vorbereitung_sitzung.html", inhalt)


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def mappe(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """The dossier: every case of the session on one page, made when it is asked for."""
    eine = _sitzung(request, sitzung_id)
    vorgelegt = _vorgelegte(request, eine)
    faelle = [fall for _, fall in vorgelegt]
    prefetch_related_objects(faelle, *_FUER_DIE_MAPPE)
    papiere, fragen = _papiere(request, faelle), _fragen(request, faelle)
    teile = []
    for punkt, fall in vorgelegt:
        _geoeffnet(request, fall)
        teile.append(
            Mappenteil(
                nummer=punkt.nummer,
                ohne_stellungnahme=punkt.ohne_stellungnahme,
                akte=_akte(request, fall),
                papiere=tuple(p for p in papiere.get(fall.land, ()) if p.ueberholt_am is None),
                fragen=fragen.get(fall.pk, ()),
            )
        )
    return render(request, "web/mappe.html", {"sitzung": eine, "teile": teile})


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def fall(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """One case to prepare: what is asked and said, country papers, questions, own notes."""
    einer = (
        sichtbar_fuer(request.akteur)
        .select_related("gremium", "behoerde", "schluessel__eltern", "eingebracht_von__konto")
        .filter(pk=fall_id)
        .first()
    )
    if einer is None or not bereitet_vor(request.akteur, einer):
        raise Http404
    _geoeffnet(request, einer)
    prefetch_related_objects([einer], *_FUER_DIE_MAPPE)
    papiere = _papiere(request, [einer]).get(einer.land, ())
    inhalt = {
        "teil": Mappenteil(
            0, False, _akte(request, einer), papiere, _fragen(request, [einer]).get(einer.pk, ())
        ),
        "auszuege": [(a.am, a.text) for a in _auszuege(einer)],
        "notizen": [(n.pk, n.um, n.text) for n in eigene_notizen(request.akteur, [einer])],
        "darf": {
            name: request.raum.adresse("schritt", name=name)
            for name in ("notiz_schreiben", "notiz_loeschen", "frage_stellen", "frage_beantworten")
            if _darf(request, name)
        },
        "hinweise": {name: SCHRITTE[name].hinweis for name in ("notiz_schreiben", "frage_stellen")},
        "einmal_notiz": uuid4(),
        "einmal_frage": uuid4(),
    }
    return render(request, "web/vorbereitung.html", inhalt)


def _auszuege(fall: Fall) -> list[Auszug]:
    """Extracts of frozen minutes, in the body's own file."""
    alle = list(Auszug.objects.filter(fall=fall))
    for auszug in alle:
        auszug.fall = fall
    return alle


def _darf(request: Anfrage, name: str) -> bool:
    return request.akteur.funktion in SCHRITTE[name].wer


def _akte(request: Anfrage, fall: Fall) -> Akte:
    fassung = fassungen.aus_hash(fall.fassung_id)
    return akte(fall, request.akteur, Tiefe.AKTE, fassung, heute())


def _sitzung(request: Anfrage, sitzung_id: UUID) -> Sitzung:
    eine = sichtbare_sitzungen(request.akteur).filter(pk=sitzung_id).first()
    if eine is None:
        raise Http404
    return eine


def _geoeffnet(request: Anfrage, fall: Fall) -> None:
    """To prepare is something to do."""
    fall_geoeffnet(
        request.akteur,
        fall.pk,
        gremium=fall.gremium_id,
        abgeschlossen_am=fall.abgeschlossen_am,
        aufgabe=True,
    )


def _vorgelegte(request: Anfrage, sitzung: Sitzung) -> list[tuple[Tagesordnungspunkt, Fall]]:
    """Items with their cases, as far as the reader prepares them."""
    punkte = list(
        Tagesordnungspunkt.objects.filter(sitzung=sitzung, abgesetzt=False, fall__isnull=False)
    )
    faelle = {
        f.pk: f
        for f in sichtbar_fuer(request.akteur)
        .filter(pk__in=[p.fall_id for p in punkte])
        .select_related("gremium", "behoerde", "schluessel__eltern", "eingebracht_von__konto")
        if bereitet_vor(request.akteur, f)
    }
    return [(p, faelle[p.fall_id]) for p in punkte if p.fall_id in faelle]


def _vorlagen(request: Anfrage, vorgelegt: list[tuple[Tagesordnungspunkt, Fall]]) -> list[Vorlage]:
    faelle = [fall for _, fall in vorgelegt]
    je_fall = {z.fall_id: z for z in zeilen(request.akteur, faelle, heute(), mit_fristen=False)}
    alle = fragen_zu(request.akteur, faelle).values_list("fall_id", "beantwortet_um")
    gestellt, offen = Counter(f for f, _ in alle), Counter(f for f, um in alle if um is None)
    notizen = Counter(eigene_notizen(request.akteur, faelle).values_list("fall_id", flat=True))
    papiere = Counter(
        laenderpapiere(request.akteur).filter(ueberholt_am=None).values_list("land", flat=True)
    )
    return [
        Vorlage(
            nummer=p.nummer,
            fall_id=fall.pk,
            aktenzeichen=fall.aktenzeichen,
            namen=je_fall[fall.pk].namen,
            land=je_fall[fall.pk].land,
            ohne_stellungnahme=p.ohne_stellungnahme,
            eingebracht=fall.eingebracht_von_id is not None
            and fall.eingebracht_von_id == request.akteur.amt_id,
            fragen=gestellt[fall.pk],
            offen=offen[fall.pk],
            papiere=papiere[fall.land],
            notizen=notizen[fall.pk],
        )
        for p, fall in vorgelegt
    ]


def _papiere(request: Anfrage, faelle: Iterable[Fall]) -> dict[str, tuple[Papier, ...]]:
    je_land: dict[str, tuple[Papier, ...]] = {}
    laender_der_faelle = {f.land for f in faelle if f.land}
    for papier in laenderpapiere(request.akteur).filter(land__in=laender_der_faelle):
        je_land[papier.land] = (*je_land.get(papier.land, ()), papier_in_worten(papier))
    return je_land


def papier_in_worten(papier: Laenderpapier) -> Papier:
    """A paper, opened."""
    return Papier(
        papier_id=papier.pk,
        land=laender()[papier.land].name,
        titel=papier.titel,
        stand_am=papier.stand_am,
        quelle=papier.quelle,
        guete=papier.get_guete_display(),
        text=papier.text,
        ueberholt_am=papier.ueberholt_am,
        ueberholt_weil=papier.ueberholt_weil or "",
    )


def _fragen(request: Anfrage, faelle: Iterable[Fall]) -> dict[UUID, tuple[Frage, ...]]:
    je_fall: dict[UUID, tuple[Frage, ...]] = {}
    for f in fragen_zu(request.akteur, faelle):
        eine = Frage(
            f.pk,
            f.gestellt_um.astimezone(BERLIN).date(),
            f.frage,
            f.antwort or "",
            f.beantwortet_um.astimezone(BERLIN).date() if f.beantwortet_um else None,
        )
        je_fall[f.fall_id] = (*je_fall.get(f.fall_id, ()), eine)
    return je_fall
