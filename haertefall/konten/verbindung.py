"""Which account belongs to a person at the identity provider of the house."""

from allauth.socialaccount.models import SocialAccount

from haertefall.audit.record import record
from haertefall.gremien.models import Konto


def verbinden(anbieter: str, nummer: str, adressen: list[str]) -> Konto | None:
    """The first time: the account with an address that the provider has verified."""
    klein = [adresse.lower() for adresse in adressen]
    konto = Konto.objects.filter(email__in=klein, is_active=True).first()
    if konto is not None:
        SocialAccount.objects.create(user=konto, provider=anbieter, uid=nummer)
        record(None, "anbieter_verbunden", "konto", konto.pk)
    return konto
