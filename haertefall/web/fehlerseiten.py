"""Error pages in German: what happened, what was kept, what to do, and a number to quote."""

import sys
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from haertefall.audit.record import anfrage_nummer
from haertefall.gremien.models import Installation
from haertefall.tresor.schluesseldatei import SchluesselFalsch, SchluesselFehlt


@dataclass(frozen=True)
class Fehlertext:
    """What a person reads."""

    titel: str
    was: str
    gespeichert: str
    tun: str


_NICHTS = "Es wurde nichts gespeichert und nichts geändert."

FEHLER: dict[int, Fehlertext] = {
    400: Fehlertext(
        "Die Anfrage war nicht verständlich",
        "Der Browser hat etwas geschickt, das sich nicht lesen lässt.",
        _NICHTS,
        "Gehen Sie eine Seite zurück und versuchen Sie es noch einmal.",
    ),
    403: Fehlertext(
        "Das ist hier nicht möglich",
        "Diese Handlung ist jetzt oder in Ihrer Funktion nicht vorgesehen.",
        _NICHTS,
        "Sehen Sie nach, in welcher Funktion Sie gerade handeln.",
    ),
    404: Fehlertext(
        "Das gibt es hier nicht",
        "Die Seite gibt es nicht, oder Sie können sie in Ihrer Funktion nicht sehen.",
        _NICHTS,
        "Prüfen Sie die Adresse, oder beginnen Sie bei „Meine Arbeit“.",
    ),
    409: Fehlertext(
        "In der Zwischenzeit geändert",
        "Jemand anderes war schneller.",
        "Ihre Eingabe wurde nicht gespeichert; sie steht noch im Formular.",
        "Sehen Sie sich den neuen Stand an und senden Sie dann noch einmal.",
    ),
    413: Fehlertext(
        "Das ist zu groß",
        "Was Sie geschickt haben, überschreitet die zulässige Größe.",
        _NICHTS,
        "Gehen Sie eine Seite zurück; Ihr Text steht dort noch. Kürzen Sie ihn oder teilen Sie "
        "ihn auf.",
    ),
    422: Fehlertext(
        "Bitte prüfen Sie Ihre Eingabe",
        "Einige Angaben fehlen oder passen nicht.",
        "Ihre Eingabe steht noch im Formular.",
        "Berichtigen Sie die markierten Felder und senden Sie noch einmal.",
    ),
    429: Fehlertext(
        "Zu viele Versuche",
        "Von hier kamen in kurzer Zeit sehr viele Anfragen.",
        _NICHTS,
        "Warten Sie einige Minuten und versuchen Sie es dann noch einmal.",
    ),
    500: Fehlertext(
        "Da ist etwas schiefgegangen",
        "Das Programm hat einen Fehler gemacht. Sie haben nichts falsch gemacht.",
        "Was Sie zuletzt gesendet haben, wurde nicht gespeichert. Alles davor ist sicher.",
        "Gehen Sie eine Seite zurück; Ihr Text steht dort meist noch. Kommt der Fehler wieder, "
        "melden Sie die Nummer unten.",
    ),
    503: Fehlertext(
        "Gerade nicht erreichbar",
        "Die Datenbank oder der Schlüssel der Installation ist nicht erreichbar.",
        "Was Sie zuletzt gesendet haben, wurde nicht gespeichert. Alles davor ist sicher.",
        "Warten Sie einige Minuten. Dauert es an, melden Sie die Nummer unten dem Betrieb.",
    ),
}

AUSSER_BETRIEB = (OperationalError, InterfaceError, SchluesselFehlt, SchluesselFalsch)

_zuletzt_demo = False


def ist_demo() -> bool:
    """Whether everything here is invented. Answers from memory while the database is away."""
    global _zuletzt_demo
    try:
        _zuletzt_demo = Installation.objects.filter(demo=True).exists()
    except (DatabaseError, InterfaceError):
        return _zuletzt_demo
    return _zuletzt_demo


def fehlerseite(request: HttpRequest, status: int, **angaben: Any) -> HttpResponse:
    """An error page. From 500 on without the frame: nothing it needs may fail again."""
    inhalt = {"status": status, "fehler": FEHLER[status], **angaben}
    if status >= 500:
        inhalt |= {"demo": ist_demo(), "nummer": anfrage_nummer.get(), "schlicht": True}
        return HttpResponse(render_to_string("web/fehler.html", inhalt), status=status)
    return render(request, "web/fehler.html", inhalt, status=status)


def eingabe_aufheben(
    request: HttpRequest, grund: str, seite: str = "anmelden", knopf: str = "Neu anmelden"
) -> HttpResponse:
    """The sent form cannot be taken now: show what was typed, so that nothing is lost."""
    weiter = (reverse(seite), knopf)
    return fehlerseite(request, 403, grund=grund, eingaben=getippt(request), weiter=weiter)


def getippt(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody typed into the form that was sent, without secrets."""
    return [
        (name, wert)
        for name, werte in request.POST.lists()
        if name not in _TECHNISCH
        for wert in werte
        if wert
    ]


# Never shown again: what proves who one is, and what only the program needs.
_TECHNISCH = frozenset(
    {
        "csrfmiddlewaretoken",
        "einmal",
        "version",
        "passwort",
        "neues_passwort",
        "noch_einmal",
        "code",
        "nachweis",
    }
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for a body that is too big (Django knows no own handler for it)."""
    return fehlerseite(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return fehlerseite(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same page whether something is not there or not to be seen."""
    return fehlerseite(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where database or key are away: people can only wait for the operator."""
    ausser_betrieb = isinstance(sys.exc_info()[1], AUSSER_BETRIEB)
    return fehlerseite(request, 503 if ausser_betrieb else 500)


def csrf_abgelehnt(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere; what was typed is shown."""
    grund = (
        "Das Formular war zu lange offen, oder Sie haben sich inzwischen neu angemeldet oder die "
        "Funktion gewechselt."
    )
    if request.user.is_authenticated:
        return eingabe_aufheben(request, grund, "beginn", "Zu „Meine Arbeit“")
    return eingabe_aufheben(request, grund)
