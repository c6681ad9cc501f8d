"""The open sessions of an account: begin, sign of life, list, end."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from haertefall.gremien.models import Konto
from haertefall.konten.models import Anmeldung
from haertefall.konten.speicher import ablage_von
from haertefall.zeit import jetzt

BROWSER = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
           ("Safari/", "Safari"))  # fmt: skip
SYSTEME = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip


def beginnen(request: HttpRequest, konto: Konto) -> None:
    """Write down that a session of this account has begun in this browser."""
    um = jetzt()
    Anmeldung.objects.update_or_create(
        ablage=_ablage(request),
        defaults={
            "konto": konto,
            "geraet": geraet(request.headers.get("User-Agent", "")),
            "begonnen_um": um,
            "zuletzt_um": um,
        },
    )


def lebenszeichen(request: HttpRequest) -> None:
    """Write down that the session is in use; the caller sees to it that this is rare."""
    Anmeldung.objects.filter(ablage=_ablage(request)).update(zuletzt_um=jetzt())


def vergessen(request: HttpRequest) -> None:
    """The session of the request ends: it is no longer listed."""
    Anmeldung.objects.filter(ablage=_ablage(request)).delete()


def offene(konto: Konto) -> list[Anmeldung]:
    """The sessions of the account that still let somebody in, the latest first."""
    seit = jetzt() - timedelta(seconds=settings.UNTAETIG_SEKUNDEN)
    da = Session.objects.filter(expire_date__gt=jetzt()).values("session_key")
    return list(konto.anmeldungen.filter(zuletzt_um__gt=seit, ablage__in=da))


def umziehen(request: HttpRequest, konto: Konto) -> None:
    """The session got a new key, as after a new password; all others of the account end."""
    andere_beenden(konto)
    beginnen(request, konto)


def ist_diese(request: HttpRequest, anmeldung: Anmeldung) -> bool:
    """Whether this is the session of the request."""
    return anmeldung.ablage == _ablage(request)


def beenden(konto: Konto, anmeldung_id: UUID) -> bool:
    """End one session of the account; False if it is not there."""
    return _beenden(konto, {"pk": anmeldung_id}) > 0


def andere_beenden(konto: Konto, request: HttpRequest | None = None) -> int:
    """End all sessions of the account but that of the request; returns how many."""
    eigene = _ablage(request) if request else ""
    return _beenden(konto, {}, eigene)


def _beenden(konto: Konto, frage: dict[str, object], ausser: str = "") -> int:
    zeilen = konto.anmeldungen.filter(**frage).exclude(ablage=ausser)
    ablagen = list(zeilen.values_list("ablage", flat=True))
    Session.objects.filter(session_key__in=ablagen).delete()
    Anmeldung.objects.filter(ablage__in=ablagen).delete()
    return len(ablagen)


def geraet(kennung: str) -> str:
    """Browser and system in words, from what the browser says of itself."""
    browser = next((wort for zeichen, wort in BROWSER if zeichen in kennung), "Browser")
    system = next((wort for zeichen, wort in SYSTEME if zeichen in kennung), "")
    return f"{browser} auf {system}" if system else browser


def _ablage(request: HttpRequest) -> str:
    return ablage_von(request.session.session_key or "")
