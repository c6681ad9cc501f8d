"""From an Amt to an Akteur, and back to the person."""

from datetime import date
from uuid import UUID

from django.db.models import DateField, QuerySet, UUIDField

from haertefall.anweisung import FesteLesung, Stelle
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
    """Funktionen the account holds on `tag`, with their places loaded (at most one query)."""
    if konto.zur_hand is not None and konto.zur_hand[0] == tag:
        return konto.zur_hand[1]
    return list(_gehalten(tag).filter(konto=konto))


_mit_konto = FesteLesung(
    lambda: (
        _gehalten(Stelle("tag", DateField()))
        .filter(konto=Stelle("konto", UUIDField()))
        .select_related("konto")
    )
)


def konto_mit_aemtern(konto_id: UUID, tag: date) -> Konto | None:
    """The account with the Funktionen it holds on `tag` at hand: one query for every request.

    Only who holds none costs a second one.
    """
    aemter = _mit_konto(konto=konto_id, tag=tag)
    if not aemter:
        return Konto.objects.filter(pk=konto_id).first()
    konto = aemter[0].konto
    for amt in aemter:
        amt.konto = konto
    konto.zur_hand = (tag, aemter)
    return konto


def _gehalten(tag: date | Stelle) -> QuerySet[Amt]:
    return (
        Amt.objects.filter(von__lte=tag).exclude(bis__lt=tag).select_related("gremium", "behoerde")
    )


def name_von(konto_id: UUID | None) -> str:
    """Name of an account for display."""
    if konto_id is None:
        return ""
    konto = Konto.objects.filter(pk=konto_id).only("name").first()
    return konto.name if konto else ""
