"""Sign-in, sign-out, choosing the Funktion one acts in, and the demonstration's guided tour."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from haertefall.audit.record import record
from haertefall.gremien import fassungen
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Konto
from haertefall.konten import grenzen
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.web import eintritt, geraetekeks
from haertefall.web.anbieter import anbieter, csp_der_anmeldung
from haertefall.web.fehlerseiten import ist_demo
from haertefall.web.formulare import fehlerliste
from haertefall.web.huelle import AMT_IN_DER_SITZUNG, Anfrage, ohne_funktion
from haertefall.web.raum import handelt_als, raum_von
from haertefall.zeit import heute

EIGENER_RECHNER = frozenset({"127.0.0.1", "localhost"})

# What one can try in each Funktion of the demonstration.
PROBIEREN: dict[Funktion, str] = {
    Funktion.GESCHAEFTSSTELLE: "Erfassen Sie einen Antrag und gehen Sie Schritt für Schritt bis "
    "zum Ergebnis.",
    Funktion.VORSITZ: "Sehen Sie, was zur Beratung ansteht, und halten Sie ein Ergebnis fest.",
    Funktion.MITGLIED: "Greifen Sie einen Fall auf, der ohne Namen angeboten wird.",
    Funktion.STELLVERTRETUNG: "Sehen Sie, was Ihnen für Ihre Vertretung vorliegt.",
    Funktion.VORPRUEFUNGSAUSSCHUSS: "Entscheiden Sie, ob sich die Kommission mit einem "
    "Fall befasst.",
    Funktion.AUSLAENDERBEHOERDE: "Beantworten Sie eine Anfrage der Kommission oder kündigen Sie "
    "eine Entscheidung an.",
    Funktion.FACHAUFSICHT: "Sehen Sie, was eine Behörde zu einem Ersuchen angekündigt hat.",
    Funktion.BERATUNG: "Sehen Sie, wie es um einen Fall steht, den Sie eingebracht haben.",
    Funktion.RAT: "Lesen Sie die Zahlen; Fälle sehen Sie hier keine.",
    Funktion.REVISION: "Lesen Sie die Zahlen; Fälle sehen Sie hier keine.",
    Funktion.DATENSCHUTZ: "Sehen Sie in der Spur, wer welche Akte öffnete und was dabei auffällt.",
    Funktion.BETRIEB: "Sehen Sie, ob Aufträge warten. Inhalte sehen Sie keine.",
}


ALS_ZWEITE = "Bestätigen Sie als zweite Person eine Berichtigung."


@dataclass(frozen=True)
class Rolle:
    """One entry of the guided tour."""

    amt_id: UUID
    ort: str
    im_gremium: bool
    funktion: Funktion
    wort: str
    name: str
    satz: str
    kennung: str = ""

    @classmethod
    def aus(cls, amt: Amt) -> "Rolle":
        """From an Amt with its places loaded."""
        funktion = amt.get_funktion()
        wort, satz = FUNKTION_WORTE[funktion], PROBIEREN.get(funktion, "")
        im_gremium = amt.gremium_id is not None
        kennung = amt.gremium.kennung if amt.gremium else ""
        return cls(amt.pk, amt.ort, im_gremium, funktion, wort, amt.konto.name, satz, kennung)

    @property
    def wort_und_name(self) -> str:
        """Where nothing else says which role it is."""
        return f"{self.wort}: {self.name}"

    def stelle(self) -> tuple[bool, str, int, str]:
        """Bodies first; inside, as the procedure meets the Funktionen."""
        return (not self.im_gremium, self.ort, list(Funktion).index(self.funktion), self.name)


class Anmeldebogen(forms.Form):
    """E-mail and password."""

    email = forms.CharField(
        label="E-Mail-Adresse",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    passwort = forms.CharField(
        label="Passwort",
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def beginn(request: Anfrage) -> HttpResponse:
    """Where one works."""
    return redirect(raum_von(request.amt).adresse("arbeit"))


@login_not_required
@sensitive_post_parameters("passwort")
@require_http_methods(["GET", "HEAD", "POST"])
def anmelden(request: HttpRequest) -> HttpResponse:
    """Sign in. A wrong password and an unknown account look and cost the same."""
    weiter = _ziel(request)
    if request.user.is_authenticated:
        return eintritt.zum_ziel(weiter)
    bogen, status = Anmeldebogen(request.POST or None), 200
    if bogen.is_bound:
        status = 422
    if bogen.is_valid():
        try:
            konto = _pruefe(request, bogen.cleaned_data)
        except grenzen.ZuVieleVersuche as grund:
            eintritt.gescheitert("zu viele Versuche")
            bogen.add_error(None, str(grund))
            status = 429
        else:
            if konto is not None:
                antwort = eintritt.nach_erstem_faktor(request, konto, weiter)
                geraetekeks.setzen(antwort, konto)
                return antwort
            bogen.add_error(
                None, "E-Mail-Adresse und Passwort passen nicht zusammen. Bitte prüfen Sie beides."
            )
    antwort = render(
        request,
        "web/anmelden.html",
        {
            "formular": bogen,
            "fehlerliste": fehlerliste(bogen) if bogen.is_bound else [],
            "weiter": weiter,
            "rundgang": _rundgang_moeglich(request),
            "anbieter": anbieter(),
        },
        status=status,
    )
    antwort.headers["Content-Security-Policy"] = csp_der_anmeldung()
    return antwort


def _pruefe(request: HttpRequest, angaben: dict[str, str]) -> Konto | None:
    """The account, if the password is right.

    Raises:
        ZuVieleVersuche: nothing was compared.
    """
    versuch = grenzen.versuchen(geraetekeks.grenzen_fuer(request, angaben["email"]))
    konto = authenticate(request, username=angaben["email"], password=angaben["passwort"])
    if not isinstance(konto, Konto):
        # Asked for every address alike: an unknown one must not be the faster.
        gemeint = Konto.objects.filter(email=angaben["email"].strip().lower())
        eintritt.gescheitert("Passwort", gemeint.values_list("pk", flat=True).first())
        return None
    versuch.gelungen()
    return konto


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def vorfuehrung(request: HttpRequest) -> HttpResponse:
    """The guided tour: one click per role. Only where all is invented and nobody else can come."""
    if not _rundgang_moeglich(request):
        raise Http404
    aemter = Amt.objects.filter(von__lte=heute()).exclude(bis__lt=heute())
    if request.method == "POST":
        amt = get_object_or_404(
            aemter.select_related("konto", "gremium", "behoerde"), pk=_gewaehlt(request)
        )
        eintritt.eintreten(request, amt.konto, amt, eintritt.DEMO)
        return redirect(raum_von(amt).adresse("arbeit"))
    rollen = [Rolle.aus(amt) for amt in aemter.select_related("konto", "gremium", "behoerde")]
    return render(request, "web/vorfuehrung.html", _rundgang(rollen))


@ohne_funktion
@require_http_methods(["GET", "HEAD", "POST"])
def funktion(request: Anfrage) -> HttpResponse:
    """Choose or switch the one Funktion one acts in."""
    if request.method == "POST":
        gewaehlt = request.POST.get("amt", "")
        amt = next((a for a in request.aemter if str(a.pk) == gewaehlt), None)
        if amt is None:
            raise Http404
        request.session[AMT_IN_DER_SITZUNG] = str(amt.pk)
        # A form still open in another tab was opened in the other Funktion: it is not taken now.
        rotate_token(request)
        record(akteur_aus(amt), "funktion_gewaehlt", "konto", amt.konto_id)
        messages.success(request, f"Sie handeln jetzt als: {handelt_als(amt)}.")
        return redirect(raum_von(amt).adresse("arbeit"))
    aemter = [
        {
            "id": amt.pk,
            "wort": FUNKTION_WORTE[amt.get_funktion()],
            "ort": amt.ort,
            "bis": amt.bis,
            "gewaehlt": request.amt == amt,
        }
        for amt in request.aemter
    ]
    return render(request, "web/funktion.html", {"aemter": aemter})


@login_not_required
@require_POST
def abmelden(request: Anfrage) -> HttpResponse:
    """Sign out."""
    if request.user.is_authenticated:
        record(request.akteur, "abmeldung", "konto", request.user.pk)
    eintritt.austreten(request)
    messages.success(request, "Sie sind abgemeldet.")
    if weiter := _ziel(request):
        antwort = redirect(f"{reverse('anmelden')}?{urlencode({'next': weiter}, safe='/')}")
    else:
        antwort = redirect("vorfuehrung" if _rundgang_moeglich(request) else "anmelden")
    # Not "cookies": the browser stays known to the account (`geraetekeks`).
    antwort.headers["Clear-Site-Data"] = '"cache", "storage"'
    return antwort


def _rundgang(rollen: list[Rolle]) -> dict[str, Any]:
    """The body with most roles and the authorities first; the other bodies are folded.

    Of those who try the same, one stands there; the others are folded beneath.
    """
    rollen.sort(key=Rolle.stelle)
    im_gremium = [r for r in rollen if r.im_gremium]
    andere = [replace(r, name=f"{r.name}, {r.ort}") for r in rollen if not r.im_gremium]
    gremien = [
        (ort, _zweite_person(list(gruppe))) for ort, gruppe in groupby(im_gremium, lambda r: r.ort)
    ]
    gremien.sort(key=lambda gremium: -len(gremium[1]))
    zuerst = [*gremien[:1], ("Ausländerbehörden", andere)]
    # The short name alone does not say in which town a body works.
    weitere = [
        (fassungen.entwurf_von(gruppe[0].kennung).ordnung.ordnung.gremium, gruppe)
        for _, gruppe in gremien[1:]
    ]
    return {"zuerst": [(ort, _je_aufgabe(r)) for ort, r in zuerst if r], "weitere": weitere}


def _je_aufgabe(rollen: list[Rolle]) -> list[tuple[Rolle, list[Rolle]]]:
    """Who can try something, and others of the same place who can try the same."""
    gruppen: dict[object, list[Rolle]] = {}
    for rolle in rollen:
        gleich = (rolle.funktion, rolle.satz) if rolle.im_gremium else rolle.amt_id
        gruppen.setdefault(gleich, []).append(rolle)
    return [(erste, andere) for erste, *andere in gruppen.values()]


def _zweite_person(rollen: list[Rolle]) -> list[Rolle]:
    """Who is the second in the same office has something else to try."""
    gesehen: set[Funktion] = set()
    ergebnis = []
    for rolle in rollen:
        zweite = rolle.funktion in gesehen and rolle.funktion is Funktion.GESCHAEFTSSTELLE
        ergebnis.append(replace(rolle, satz=ALS_ZWEITE) if zweite else rolle)
        gesehen.add(rolle.funktion)
    return ergebnis


def _ziel(request: HttpRequest) -> str:
    """Where one wanted to go, if it is an address of this house."""
    ziel = request.POST.get("weiter") or request.GET.get("next") or ""
    sicher = url_has_allowed_host_and_scheme(
        ziel, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return ziel if sicher and ziel != reverse("beginn") else ""


def _gewaehlt(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("amt", ""))
    except ValueError:
        raise Http404 from None


def _rundgang_moeglich(request: HttpRequest) -> bool:
    """All is invented, and the server listens on this machine only."""
    rechner = request.get_host().rsplit(":", 1)[0]
    return (
        rechner in EIGENER_RECHNER
        and request.META.get("SERVER_NAME") in EIGENER_RECHNER
        and ist_demo()
    )
