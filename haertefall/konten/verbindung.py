"""Which account belongs to a person at the identity provider of the house."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from haertefall.audit.record import record
from haertefall.gremien.models import Konto
from haertefall.konten.nachricht import Aenderung, melden


def verbinden(anbieter: str, nummer: str, adressen: list[str]) -> Konto | None:
    """The first time: the account with an address that the provider has verified."""
    klein = [adresse.lower() for adresse in adressen]
    konto = Konto.objects.filter(email__in=klein, is_active=True).first()
    if konto is not None:
        with transaction.atomic():
            SocialAccount.objects.create(user=konto, provider=anbieter, uid=nummer)
            record(None, "anbieter_verbunden", "konto", konto.pk)
            melden(konto, Aenderung.ANBIETER)
    return konto
