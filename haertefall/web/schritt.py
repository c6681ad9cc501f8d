"""One page for every act: it shows the form of the act and hands what was typed to the door."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import formular_geoeffnet
from haertefall.faelle.sicht import sichtbar_fuer, tiefe
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import GRUNDLAGE_WORTE, Grundlage
from haertefall.recht.vollzug.daten import Punkt
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import Erledigung, ausfuehren, vorbereiten
from haertefall.schritte.register import SCHRITTE
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vollzug.punkte_pruefen import Punktbogen
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzung, Sitzungsstand
from haertefall.sitzungen.sicht import MIT_SITZUNGEN, sichtbare_sitzungen
from haertefall.web.abweisungsspur import festhalten
from haertefall.web.akte import sichtbarer_fall
from haertefall.web.akte_ansicht import stand_fuer
from haertefall.web.angebot import darf_formular_sehen
from haertefall.web.fehlerseiten import fehlerseite
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import MIT_FAELLEN, nur_fuer

# Acts that take over data as a whole have no page: they are commands.
OHNE_SEITE = frozenset({"altbestand_uebernehmen"})
# Acts on the page where a case is prepared; one goes back there.
ZUR_VORBEREITUNG = frozenset(
    {"notiz_schreiben", "notiz_loeschen", "frage_stellen", "frage_beantworten"}
)
# Acts in the body that make a session: one goes there.
NEUE_SITZUNG = frozenset({"sitzung_anberaumen", "umlauf_einleiten"})
# Pages of a room to which an act on the body belongs; one came from there.
OBERSEITEN = {
    "besetzung": "Besetzung",
    "konten": "Konten",
    "laenderpapiere": "Länderpapiere",
    "sitzungen": "Sitzungen",
    "spur_auffaellig": "Auffälliges Lesen",
    "zugang": "Zugang",
}
EINMAL, VERSION = "einmal", "version"
LIVE, NIEDERSCHRIFT = "sitzung_live", "niederschrift"


@nur_fuer(MIT_FAELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def am_fall(request: Anfrage, fall_id: UUID, name: str) -> HttpResponse:
    """An act on a case."""
    schritt = _schritt(name)
    if schritt.objekt != "fall":
        raise Http404
    _, stufe = sichtbarer_fall(request.akteur, fall_id)
    if not darf_formular_sehen(name, stufe):
        raise Http404
    return _seite(request, schritt, {"fall_id": fall_id})


@nur_fuer()
@require_http_methods(["GET", "HEAD", "POST"])
def im_gremium(request: Anfrage, name: str) -> HttpResponse:
    """An act that opens a case or concerns the body."""
    return _seite(request, _schritt(name), {"gremium_id": request.raum.id})


@nur_fuer(MIT_SITZUNGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def in_sitzung(request: Anfrage, sitzung_id: UUID, name: str) -> HttpResponse:
    """An act on a session."""
    return _seite(request, _schritt(name), {"sitzung_id": sitzung_id})


@nur_fuer(frozenset({Funktion.AUSLAENDERBEHOERDE}))
@require_http_methods(["GET", "HEAD", "POST"])
def in_behoerde(request: Anfrage, name: str) -> HttpResponse:
    """An act in the room of an authority."""
    return _seite(request, _schritt(name), {"behoerde_id": request.raum.id})


@nur_fuer(frozenset({Funktion.AUSLAENDERBEHOERDE}))
@require_http_methods(["GET", "HEAD", "POST"])
def an_pruefung(request: Anfrage, vollzug_id: UUID, name: str) -> HttpResponse:
    """An act on a check before a deportation."""
    return _seite(request, _schritt(name), {"vollzug_id": vollzug_id})


def _schritt(name: str) -> Schritt:
    if name not in SCHRITTE or name in OHNE_SEITE:
        raise Http404
    return SCHRITTE[name]


def _seite(request: Anfrage, schritt: Schritt, ort: dict[str, UUID]) -> HttpResponse:
    try:
        if request.method == "POST":
            return _annehmen(request, schritt, ort)
        vorgang = vorbereiten(schritt, request.akteur, **ort)
        formular = schritt.eingabe(vorgang=vorgang, initial=_vorgaben(request, schritt))
        return _zeigen(request, schritt, vorgang, formular)
    except fehler.NichtVorhanden:
        raise Http404 from None
    except fehler.NichtErlaubt as grund:
        return _nicht_erlaubt(request, schritt, ort, str(grund))


def _annehmen(request: Anfrage, schritt: Schritt, ort: dict[str, UUID]) -> HttpResponse:
    """Hand over to the door; whatever it refuses, the typed input stays on the page."""
    einmal, version = einmalschluessel(request), gesehene_version(request)
    titel = _titel(schritt, ort)  # As it was pressed: an Umlauf that is moved is none afterwards.
    try:
        erledigt = ausfuehren(
            schritt.name,
            akteur=request.akteur,
            eingabe=_eingabe(request, schritt),
            einmal=einmal,
            version=version,
            **ort,
        )
    except fehler.EingabeUnvollstaendig:
        return _noch_einmal(request, schritt, ort, Wiedervorgelegt(422, einmal, version))
    except fehler.Zwischenzeitlich as grund:
        return _noch_einmal(request, schritt, ort, Wiedervorgelegt(409, einmal, None, str(grund)))
    except fehler.AndereEingabe as grund:
        return _noch_einmal(request, schritt, ort, Wiedervorgelegt(409, uuid4(), None, str(grund)))
    except fehler.KeinPlatz as grund:
        wieder = Wiedervorgelegt(507, einmal, version, str(grund))
        return _noch_einmal(request, schritt, ort, wieder)
    messages.success(request, f"Erledigt: {titel}.")
    return redirect(danach(request, schritt, erledigt))


def _titel(schritt: Schritt, ort: dict[str, UUID]) -> str:
    """What the button says: in an Umlauf some acts are called otherwise."""
    if not schritt.titel_im_umlauf or "sitzung_id" not in ort:
        return schritt.titel
    return schritt.titel_in(Sitzung.objects.filter(pk=ort["sitzung_id"]).first())


@dataclass(frozen=True)
class Wiedervorgelegt:
    """Why a form comes back. `version` None: what it is about was seen with this page as it is."""

    status: int
    einmal: UUID
    version: int | None
    grund: str = ""


def _noch_einmal(
    request: Anfrage, schritt: Schritt, ort: dict[str, UUID], wieder: Wiedervorgelegt
) -> HttpResponse:
    """The form again with everything typed, and with the case as it is now."""
    vorgang = vorbereiten(schritt, request.akteur, **ort)
    formular = schritt.eingabe(_eingabe(request, schritt), vorgang=vorgang)
    formular.is_valid()
    return _zeigen(request, schritt, vorgang, formular, wieder)


def _zeigen(
    request: Anfrage,
    schritt: Schritt,
    vorgang: Vorgang,
    formular: Eingabe,
    wieder: Wiedervorgelegt | None = None,
) -> HttpResponse:
    _spur(request.akteur, schritt, vorgang, formular)
    fall, sitzung, zeile = vorgang.fall, vorgang.sitzung, vorgang.zeile
    version = wieder.version if wieder and wieder.version is not None else vorgang.version
    inhalt = {
        "schritt": schritt,
        "titel": schritt.titel_in(sitzung),
        "hinweis": schritt.hinweis_in(sitzung),
        "formular": formular,
        "fehlerliste": fehlerliste(formular) if formular.is_bound else [],
        "fall": fall,
        "sitzung": sitzung,
        "stand": stand_fuer(request.akteur, fall, tiefe(request.akteur, fall)) if fall else "",
        "zeile": zeile,
        "grundlage": GRUNDLAGE_WORTE[zeile.art] if zeile else "",
        "ist_text": zeile is not None and zeile.art is Grundlage.TEXT,
        "einmal": wieder.einmal if wieder else uuid4(),
        "version": version,
        "grund": wieder.grund if wieder else "",
        "zurueck": _zurueck(
            request,
            fall.pk if fall else None,
            sitzung.pk if sitzung else None,
            vorgang.pruefung.pk if vorgang.pruefung else None,
            seite=_seite_der_sitzung(schritt, sitzung),
        ),
        "pruefung": vorgang.pruefung,
    }
    if sitzung is not None and schritt.danach == NIEDERSCHRIFT:
        inhalt["oberseite"] = "Niederschrift"
    if fall is None and sitzung is None and vorgang.pruefung is None:
        ueber = "sitzungen" if schritt.name in NEUE_SITZUNG else schritt.danach
        inhalt["oberseite"] = OBERSEITEN.get(ueber, "Meine Arbeit")
        inhalt["zurueck"] = request.raum.adresse(ueber if ueber in OBERSEITEN else "arbeit")
    vorlage = "web/schritt.html"
    if isinstance(formular, Punktbogen):
        vorlage = "web/vollzug/punkte.html"
        inhalt["punktfelder"] = _punktfelder(formular)
    return render(request, vorlage, inhalt, status=wieder.status if wieder else 200)


def _spur(akteur: Akteur, schritt: Schritt, vorgang: Vorgang, formular: Eingabe) -> None:
    """Whose people the form names; also when it comes back, for it need not have been asked for."""
    if vorgang.fall is not None:
        fall = vorgang.fall
        formular_geoeffnet(akteur, schritt.name, "fall", fall.pk, fall.gremium_id)
    elif vorgang.pruefung is not None:
        formular_geoeffnet(akteur, schritt.name, "vollzug", vorgang.pruefung.pk)
    elif formular.zeigt_vorlage is not None:
        formular_geoeffnet(akteur, schritt.name, "vorlage", formular.zeigt_vorlage)


def _nicht_erlaubt(
    request: Anfrage, schritt: Schritt, ort: dict[str, UUID], grund: str
) -> HttpResponse:
    """403 with the reason; what was typed is still there to copy."""
    festhalten(request, 403)
    felder = schritt.eingabe.base_fields
    eingaben = [
        (felder[name].label or name, ", ".join(request.POST.getlist(name)))
        for name in felder
        if request.POST.get(name)
    ] + [
        (name, wert)
        for name, wert in request.POST.items()
        if wert and name.startswith(schritt.eingabe.vorsilben)
    ]
    return fehlerseite(
        request,
        403,
        titel=f"„{_titel(schritt, ort)}“ ist jetzt nicht möglich",
        grund=grund,
        eingaben=eingaben,
        weiter=(
            _zurueck(request, ort.get("fall_id"), ort.get("sitzung_id"), ort.get("vollzug_id")),
            "Zurück",
        ),
    )


def _punktfelder(formular: Punktbogen) -> list[tuple[Punkt, BoundField, list[BoundField]]]:
    """Each point with the question itself and the fields that go with it."""
    return [
        (
            punkt,
            formular[f"{punkt.kennung}_ergebnis"],
            [formular[f"{punkt.kennung}_{teil}"] for teil in ("grund", "nachweis", "bemerkung")],
        )
        for punkt in formular.punkte
    ]


def _seite_der_sitzung(schritt: Schritt, sitzung: Sitzung | None) -> str:
    """Where one came from: to its minutes, to the screen of a running session, to the session."""
    if schritt.danach == NIEDERSCHRIFT:
        return NIEDERSCHRIFT
    laeuft = sitzung is not None and sitzung.stand == Sitzungsstand.LAEUFT
    return LIVE if laeuft else "sitzung"


def _zurueck(
    request: Anfrage,
    fall_id: UUID | None,
    sitzung_id: UUID | None,
    vollzug_id: UUID | None = None,
    *,
    seite: str = "sitzung",
) -> str:
    if vollzug_id is not None:
        return request.raum.adresse("pruefung", vollzug_id=vollzug_id)
    if fall_id is not None:
        return request.raum.adresse("fall", fall_id=fall_id)
    if sitzung_id is not None:
        return request.raum.adresse(seite, sitzung_id=sitzung_id)
    return request.raum.adresse("arbeit")


def danach(request: Anfrage, schritt: Schritt, erledigt: Erledigung) -> str:
    """Where one goes after an act: to the case, to the session, or to one's work."""
    von = _sitzung_des_verweises(request) if schritt.tagesordnung else None
    if von is not None:
        return request.raum.adresse("sitzung", sitzung_id=von)
    if erledigt.fall_id is not None:
        # An act may end one's own access.
        if sichtbar_fuer(request.akteur).filter(pk=erledigt.fall_id).exists():
            return request.raum.adresse("fall", fall_id=erledigt.fall_id)
    elif schritt.name in ZUR_VORBEREITUNG and erledigt.objekt_id is not None:
        return request.raum.adresse("vorbereitung", fall_id=erledigt.objekt_id)
    elif (schritt.objekt == "sitzung" or schritt.name in NEUE_SITZUNG) and (
        erledigt.objekt_id is not None
    ):
        seite = schritt.danach or _bildschirm_oder_seite(erledigt.objekt_id)
        return request.raum.adresse(seite, sitzung_id=erledigt.objekt_id)
    elif schritt.objekt in ("vollzug", "behoerde") and erledigt.objekt_id is not None:
        return request.raum.adresse("pruefung", vollzug_id=erledigt.objekt_id)
    return request.raum.adresse(schritt.danach or "arbeit")


def _bildschirm_oder_seite(sitzung_id: UUID) -> str:
    laufend = Sitzung.objects.filter(pk=sitzung_id, stand=Sitzungsstand.LAEUFT)
    return LIVE if laufend.exists() else "sitzung"


def _sitzung_des_verweises(request: Anfrage) -> UUID | None:
    """The session whose page led to this form: whoever fills an agenda goes on there."""
    try:
        gefragt = UUID(request.GET.get("sitzung", ""))
    except ValueError:
        return None
    return gefragt if sichtbare_sitzungen(request.akteur).filter(pk=gefragt).exists() else None


def einmalschluessel(request: HttpRequest) -> UUID:
    """Idempotency key of the sent form; a form without a usable one gets a new one."""
    try:
        return UUID(request.POST.get(EINMAL, ""))
    except ValueError:
        return uuid4()


def gesehene_version(request: HttpRequest) -> int:
    """Version of the case that was on the page. Without a readable one nothing is current."""
    wert = request.POST.get(VERSION, "")
    return int(wert) if wert.isascii() and wert.isdigit() and len(wert) < 10 else -1


def _eingabe(request: HttpRequest, schritt: Schritt) -> dict[str, Any]:
    """What was typed, without what the page added; choices of several as lists."""
    felder, vorsilben = schritt.eingabe.base_fields, schritt.eingabe.vorsilben
    mehrere = {
        name for name, f in felder.items() if getattr(f.widget, "allow_multiple_selected", False)
    }
    getippt = {
        name: werte if name in mehrere else werte[-1]
        for name, werte in request.POST.lists()
        if werte and (name in felder or name.startswith(vorsilben))
    }
    return getippt | {name: datei for name, datei in request.FILES.items() if name in felder}


def _vorgaben(request: HttpRequest, schritt: Schritt) -> dict[str, str]:
    """A link may fill in fields of the form; it never sends it."""
    felder = schritt.eingabe.base_fields
    return {name: str(wert) for name, wert in request.GET.items() if name in felder}
