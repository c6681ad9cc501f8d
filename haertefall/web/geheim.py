"""The secret vote of a session on one page: vote, see how many have, count, begin anew."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.audit.record import nummern, record
from haertefall.faelle.sicht import Tiefe, tiefen
from haertefall.schritte.geheim.abstimmen import SCHRITT as ABSTIMMEN
from haertefall.schritte.geheim.schliessen import antrag_der_urne
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen import fluechtig
from haertefall.sitzungen import urne as urnen
from haertefall.sitzungen.models import Geheimbeschluss, Sitzung, Sitzungsstand, Urne
from haertefall.sitzungen.sicht import MIT_SITZUNGEN, sichtbare_sitzungen
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer

# What begins anew; after the session nobody votes any more.
BEGINNEN = frozenset({"geheim_eroeffnen", "geheim_wiederholen"})
_STIMMEN = [("ja", "Ja"), ("nein", "Nein"), ("enthaltung", "Enthaltung")]


@dataclass(frozen=True)
class Urnenzeile:
    """One secret vote as the reader may see it."""

    urne_id: UUID
    punkt: str
    antrag: str
    offen: bool
    verloren: bool
    durchgang: int
    berechtigte: int
    abgegeben: int
    wenige: bool
    darf: bool
    hat: bool
    ergebnis: tuple[int, int, int] | None
    am_antrag: bool
    feststellung: str
    einmal: UUID


@nur_fuer(MIT_SITZUNGEN)
@require_safe
def seite(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """All secret votes of a session."""
    sitzung = sichtbare_sitzungen(request.akteur).filter(pk=sitzung_id).first()
    if sitzung is None:
        raise Http404
    beschluss = (
        Geheimbeschluss.objects.filter(gremium_id=request.raum.id)
        .select_related("gremium__schluessel")
        .first()
    )
    alle = (
        Urne.objects.filter(punkt__sitzung=sitzung)
        .select_related(
            "punkt__fall__schluessel__eltern", "punkt__sitzung__schluessel__eltern", "antrag"
        )
        .prefetch_related("stimmrechte")
        .order_by("punkt__nummer", "pk")
    )
    gezeigt = _lesbare(request, list(alle))
    _spur(request, sitzung, gezeigt)
    zeilen = [_zeile(request, urne) for urne in gezeigt]
    inhalt = {
        "sitzung": sitzung,
        "beschluss": beschluss,
        "urnen": zeilen,
        # In a running session one item is on, with one vote at a time.
        "laeuft_eine": sitzung.stand == Sitzungsstand.LAEUFT and any(z.offen for z in zeilen),
        "stimmen": _STIMMEN,
        "hinweis": ABSTIMMEN.hinweis,
        "schritte": {
            name: _adresse(request, sitzung, name)
            for name in SCHRITTE
            if name.startswith("geheim_")
            and request.akteur.funktion in SCHRITTE[name].wer
            and not (sitzung.ist_vorbei and name in BEGINNEN)
        },
        "ausgelagert": _ausgelagert(),
        "klein": urnen.KLEIN,
    }
    return render(request, "web/geheim.html", inhalt)


def _spur(request: Anfrage, sitzung: Sitzung, gezeigt: list[Urne]) -> None:
    """Trace of the page, with the cases of which it names people: motions only for some."""
    genannte = [u.punkt.fall_id for u in gezeigt if u.antrag and u.antrag.personen]
    zusatz = nummern(fall for fall in genannte if fall)
    record(request.akteur, "geheime_abstimmung_geoeffnet", "sitzung", sitzung.pk, zusatz)


def _lesbare(request: Anfrage, alle: list[Urne]) -> list[Urne]:
    """Votes about no case, and about cases of which the reader has the whole file."""
    faelle = {urne.punkt.fall for urne in alle if urne.punkt.fall}
    stufen = tiefen(request.akteur, faelle)
    return [
        urne
        for urne in alle
        if urne.punkt.fall is None or stufen[urne.punkt.fall.pk] >= Tiefe.NOTFALL
    ]


def _adresse(request: Anfrage, sitzung: Sitzung, name: str) -> str:
    if SCHRITTE[name].objekt == "sitzung":
        return request.raum.adresse("schritt_in_sitzung", sitzung_id=sitzung.pk, name=name)
    return request.raum.adresse("schritt", name=name)


def _zeile(request: Anfrage, urne: Urne) -> Urnenzeile:
    rechte = list(urne.stimmrechte.all())
    eigenes = next((r for r in rechte if r.konto_id == request.akteur.konto_id), None)
    abgegeben = sum(r.abgegeben for r in rechte) if urne.offen else urne.abgegeben
    verloren = urne.offen and not urnen.schluessel_da(urne)
    return Urnenzeile(
        urne_id=urne.pk,
        punkt=f"TOP {urne.punkt.nummer}{f', {urne.punkt.fall}' if urne.punkt.fall else ''}",
        antrag=antrag_der_urne(urne),
        offen=urne.offen,
        verloren=verloren,
        durchgang=urne.durchgang,
        berechtigte=urne.stimmberechtigte,
        abgegeben=abgegeben,
        wenige=(urne.stimmberechtigte if urne.offen else abgegeben) < urnen.KLEIN,
        darf=eigenes is not None and request.akteur.funktion in ABSTIMMEN.wer,
        hat=eigenes is not None and eigenes.abgegeben,
        ergebnis=None if urne.offen else (urne.ja or 0, urne.nein or 0, urne.enthaltung or 0),
        einmal=uuid4(),
        am_antrag=urne.antrag_id is not None,
        feststellung=_feststellung(urne),
    )


def _feststellung(urne: Urne) -> str:
    """What the totals mean for the motion, once that is established."""
    if urne.offen or urne.antrag is None:
        return ""
    zaehlung = urne.antrag.abstimmungen.first()
    if zaehlung is None:
        return ""
    zaehlung.punkt = urne.punkt
    return str(zaehlung.feststellung)


def _ausgelagert() -> bool:
    try:
        return fluechtig.wird_ausgelagert()
    except fluechtig.NichtFluechtig:
        return False
