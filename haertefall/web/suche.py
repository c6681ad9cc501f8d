"""Finding cases by their people. What is typed is never in an address or a log."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import liste_gelesen, record
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.faelle.suche import HOECHSTENS, Veraendert, suche
from haertefall.recht.begriffe import Funktion
from haertefall.web.huelle import Anfrage
from haertefall.web.liste import benannte, nach_aktenzeichen, zeilen
from haertefall.web.raum import MIT_FAELLEN, nur_fuer
from haertefall.web.tresorwache import verfaelscht_in_liste, verfaelschte_suchbloecke
from haertefall.zeit import heute

GESUCHT = "namen_gesucht"
# The ministry knows no names (§ 7 Abs. 3 HFKVO: the decision and its reasons).
SUCHENDE = MIT_FAELLEN - {Funktion.FACHAUFSICHT}


class Suchbogen(forms.Form):
    """One field for all."""

    wer = forms.CharField(
        label="Name, Geburtstag oder Aktenzeichen",
        max_length=200,
        help_text="Ein Teil genügt. Gefunden wird auch, was anders geschrieben ist.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@nur_fuer(SUCHENDE)
@require_http_methods(["GET", "HEAD", "POST"])
def seite(request: Anfrage) -> HttpResponse:
    """The field, and the cases of the people who fit best."""
    bogen = Suchbogen(request.POST if request.method == "POST" else None)
    inhalt: dict[str, object] = {
        "bogen": bogen,
        "suche": request.raum.adresse("suche"),
        "faelle": request.raum.adresse("faelle"),
    }
    if bogen.is_valid():
        veraendert = Veraendert()
        faelle = gefundene(request.akteur, bogen.cleaned_data["wer"], veraendert)
        record(request.akteur, GESUCHT, zusatz={"treffer": len(faelle)})
        gezeigt = zeilen(request.akteur, faelle, heute(), mit_fristen=False)
        liste_gelesen(request.akteur, "suche", benannte(gezeigt))
        inhalt |= {
            "gesucht": True,
            "zeilen": gezeigt,
            "hoechstens": HOECHSTENS if len(faelle) >= HOECHSTENS else None,
            "unauffindbar": _festgehalten(request.akteur, veraendert),
        }
    return render(request, "web/suche.html", inhalt)


def _festgehalten(akteur: Akteur, veraendert: Veraendert) -> list[tuple[UUID, str]]:
    """Trace of what was tampered with; the cases in which somebody cannot be found by name."""
    verfaelschte_suchbloecke(akteur, veraendert.bloecke)
    gemeint = sichtbar_fuer(akteur).filter(pk__in=veraendert.faelle).order_by("aktenzeichen")
    faelle = list(gemeint.values_list("pk", "gremium_id", "aktenzeichen"))
    verfaelscht_in_liste(akteur, [(pk, gremium) for pk, gremium, _ in faelle], "suche")
    return [(pk, nummer) for pk, _, nummer in faelle if pk in veraendert.unauffindbar]


def gefundene(akteur: Akteur, text: str, veraendert: Veraendert) -> list[Fall]:
    """Cases in the order of the hits; a file number comes first."""
    nummern: list[UUID] = []
    if any(z.isdigit() for z in text):
        genannt = sichtbar_fuer(akteur).filter(nach_aktenzeichen(text))
        nummern = list(genannt.values_list("pk", flat=True)[:HOECHSTENS])
    reihenfolge = dict.fromkeys([*nummern, *(t.fall_id for t in suche(akteur, text, veraendert))])
    geladen = sichtbar_fuer(akteur).select_related("behoerde", "schluessel__eltern")
    faelle = geladen.in_bulk(list(reihenfolge))
    return [faelle[pk] for pk in reihenfolge if pk in faelle][:HOECHSTENS]
