"""From an Amt to an Akteur, and back to the person."""

from datetime import date
from uuid import UUID

from haertefall.audit.akteur import Akteur
from haertefall.gremien.models import Amt, Konto


def akteur_aus(amt: Amt) -> Akteur:
    """The Akteur who acts in this Amt."""
    return Akteur(
        funktion=amt.get_funktion(),
        konto_id=amt.konto_id,
        amt_id=amt.id,
        gremium_id=amt.gremium_id,
        behoerde_id=amt.behoerde_id,
    )


def aemter_von(konto: Konto, tag: date) -> list[Amt]:
    """Funktionen the account holds on `tag`, with their places loaded (one query)."""
    return list(
        konto.aemter.filter(von__lte=tag).exclude(bis__lt=tag).select_related("gremium", "behoerde")
    )


def name_von(konto_id: UUID | None) -> str:
    """Name of an account for display."""
    if konto_id is None:
        return ""
    konto = Konto.objects.filter(pk=konto_id).only("name").first()
    return konto.name if konto else ""
