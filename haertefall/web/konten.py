"""Who has access to this body: for the office, which gives and ends it."""

from dataclasses import dataclass, field
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.gremien.models import Amt, Konto
from haertefall.konten.models import Einladung
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.zeit import heute, jetzt

SCHRITTE = ("konto_anlegen", "konto_einladen", "amt_beenden")


@dataclass
class Zeile:
    """An account and what it does in this body."""

    konto: Konto
    funktionen: list[str] = field(default_factory=list)
    zweiter_faktor: bool = False
    eingeladen: bool = False


@nur_fuer(frozenset({Funktion.GESCHAEFTSSTELLE}))
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """Accounts with a Funktion here, today or later, by name."""
    aemter = (
        Amt.objects.filter(gremium_id=request.raum.id)
        .exclude(bis__lt=heute())
        .select_related("konto")
        .order_by("konto__name", "konto_id", "von", "pk")
    )
    zeilen: dict[UUID, Zeile] = {}
    for amt in aemter:
        zeile = zeilen.setdefault(amt.konto_id, Zeile(amt.konto))
        zeile.funktionen.append(_in_worten(amt))
    mit_faktor = set(
        Authenticator.objects.filter(user_id__in=zeilen)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .values_list("user_id", flat=True)
    )
    eingeladen = set(
        Einladung.objects.filter(
            konto_id__in=zeilen, eingeloest_um=None, gueltig_bis__gt=jetzt()
        ).values_list("konto_id", flat=True)
    )
    for kennung, zeile in zeilen.items():
        zeile.zweiter_faktor = kennung in mit_faktor
        zeile.eingeladen = kennung in eingeladen
    wege = {name: request.raum.adresse("schritt", name=name) for name in SCHRITTE}
    inhalt = {"zeilen": list(zeilen.values()), "wege": wege}
    return render(request, "web/konten.html", inhalt)


def _in_worten(amt: Amt) -> str:
    wort = FUNKTION_WORTE[amt.get_funktion()]
    if amt.von > heute():
        wort += f" ab {amt.von:%d.%m.%Y}"
    return f"{wort} bis {amt.bis:%d.%m.%Y}" if amt.bis else wort
