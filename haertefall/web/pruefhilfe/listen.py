"""Lists that are entered as a whole: residence periods, convictions, measures of the authority."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from haertefall.recht.pruefhilfe.eintraege import MASSNAHMEN, STRAFEN, STRAFEN_PARTNER
from haertefall.recht.pruefhilfe.zeiten import ZEITEN
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import ausfuehren, vorbereiten
from haertefall.schritte.rechtsangaben import Zeilenbogen
from haertefall.schritte.register import SCHRITTE
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import Anfrage
from haertefall.web.pruefhilfe.blick import Blick, blick
from haertefall.web.pruefhilfe.bogen import nicht_jetzt
from haertefall.web.pruefhilfe.seiten import rahmen, zur_person
from haertefall.web.raum import MIT_FAELLEN, nur_fuer
from haertefall.web.schritt import EINMAL, VERSION, einmalschluessel, gesehene_version

LEERE_ZEILEN = 4


@dataclass(frozen=True)
class Liste:
    """A list: its act, and the question under which it is stored."""

    schritt: str
    kennung: str
    wessen: str = ""


LISTEN = {
    "aufenthalt": Liste("aufenthaltszeiten_festhalten", ZEITEN),
    "strafen": Liste("strafen_festhalten", STRAFEN),
    "strafen_partner": Liste("strafen_festhalten", STRAFEN_PARTNER, "von Partnerin oder Partner"),
    "massnahmen": Liste("massnahmen_festhalten", MASSNAHMEN),
}


@nur_fuer(MIT_FAELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def liste(request: Anfrage, fall_id: UUID) -> HttpResponse:
    """One list of one person, filled with what holds now."""
    wer = blick(request, fall_id)
    welche = LISTEN.get(request.GET.get("art", ""))
    if welche is None:
        return redirect(zur_person(request, wer))
    schritt = SCHRITTE[welche.schritt]
    if schritt.name not in wer.darf:
        return nicht_jetzt(request, wer)
    einmal, status, meldung = einmalschluessel(request), 200, ""
    vorgang = vorbereiten(schritt, request.akteur, fall_id=fall_id)
    if request.method == "POST":
        eingabe = {k: w[-1] for k, w in request.POST.lists() if k not in (EINMAL, VERSION)}
        eingabe |= _fest(wer, welche)
        try:
            ausfuehren(
                schritt.name,
                akteur=request.akteur,
                eingabe=eingabe,
                einmal=einmal,
                fall_id=fall_id,
                version=gesehene_version(request),
            )
        except fehler.EingabeUnvollstaendig:
            status = 422
        except (fehler.Zwischenzeitlich, fehler.AndereEingabe) as grund:
            status, meldung, einmal = 409, str(grund), uuid4()
        else:
            messages.success(request, f"Erledigt: {schritt.titel}.")
            return redirect(zur_person(request, wer))
        formular = schritt.eingabe(eingabe, vorgang=vorgang)
    else:
        formular = schritt.eingabe(vorgang=vorgang, initial=_bisher(wer, welche.kennung))
    bogen = cast("Zeilenbogen", formular)
    inhalt = {
        **rahmen(request, wer),
        "schritt": schritt,
        "wessen": welche.wessen,
        "formular": formular,
        "fehlerliste": fehlerliste(formular) if formular.is_bound else [],
        "kopf": [bogen[n] for n in _kopf(bogen)],
        "fuss": [bogen[n] for n in ("vollstaendig", "belegt", "dokument", "beleg")],
        "koepfe": [bogen[f"{spalte}_0"].label for spalte in bogen.SPALTEN],
        "zeilen": bogen.zeilen(_belegte(bogen) + LEERE_ZEILEN),
        "einmal": einmal,
        "version": gesehene_version(request) if status == 422 else vorgang.akte.version,
        "grund": meldung,
        "zurueck": zur_person(request, wer),
    }
    return render(request, "web/pruefhilfe/liste.html", inhalt, status=status)


def _kopf(formular: Zeilenbogen) -> list[str]:
    return [n for n in ("seite", "am") if n in formular.fields]


def _fest(wer: Blick, welche: Liste) -> dict[str, str]:
    """What the page fixes: whose list it is. Another person's rows are never filled in."""
    fest = {"person": str(wer.person.pk)}
    return fest | {"wessen": welche.kennung} if welche.schritt == "strafen_festhalten" else fest


def _belegte(formular: Zeilenbogen) -> int:
    """How many rows are used, also where something is wrong with them."""
    quelle: Mapping[str, Any] = formular.data if formular.is_bound else formular.initial
    nummern = [
        n
        for n in range(formular.ZEILEN)
        for spalte in formular.SPALTEN
        if quelle.get(f"{spalte}_{n}") not in (None, "", False)
    ]
    return max(nummern, default=-1) + 1


def _bisher(wer: Blick, kennung: str) -> dict[str, Any]:
    """What holds now as the first content of the form."""
    stand = wer.wege.staende.get(kennung)
    if stand is None or stand.gilt is None:
        return {}
    inhalt = stand.gilt.inhalt
    vorgabe: dict[str, Any] = {
        "vollstaendig": inhalt.get("vollstaendig", False),
        "belegt": inhalt.get("belegt", False),
        "beleg": inhalt.get("beleg", ""),
    }
    for nummer, zeile in enumerate(inhalt["zeilen"]):
        vorgabe |= {f"{spalte}_{nummer}": wert for spalte, wert in zeile.items()}
        vorgabe[f"unbelegt_{nummer}"] = zeile.get("belegt") is False
    return vorgabe
