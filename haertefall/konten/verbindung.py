"""Which account belongs to a person at the identity provider of the house."""

from hashlib import sha256

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from haertefall.audit.record import record
from haertefall.gremien.models import Konto
from haertefall.konten.nachricht import Aenderung, melden


def kennung(aussteller: str, nummer: str) -> str:
    """How somebody is known here: the provider that speaks of them, and its number of them."""
    return f"{_abdruck(aussteller)}:{_abdruck(nummer)}"


def verbinden(anbieter: str, wer: str, adressen: list[str]) -> Konto | None:
    """The first time: the account with an address that the provider has verified.

    Once for each provider: an address that went on to a namesake leads into nobody's account.
    """
    klein = [adresse.lower() for adresse in adressen]
    with transaction.atomic():
        konten = Konto.objects.select_for_update(of=("self",), no_key=True)
        konto = konten.filter(email__in=klein, is_active=True).first()
        if konto is None or _verbunden(konto, anbieter, wer.partition(":")[0]):
            return None
        SocialAccount.objects.create(user=konto, provider=anbieter, uid=wer)
        record(None, "anbieter_verbunden", "konto", konto.pk)
        melden(konto, Aenderung.ANBIETER)
    return konto


def trennen(konto: Konto) -> None:
    """The next sign-in through the provider connects anew."""
    SocialAccount.objects.filter(user_id=konto.pk).delete()


def _verbunden(konto: Konto, anbieter: str, aussteller: str) -> bool:
    schon = SocialAccount.objects.filter(user_id=konto.pk, provider=anbieter)
    return bool(schon.filter(uid__startswith=f"{aussteller}:").exists())


def _abdruck(text: str) -> str:
    """Of whatever length a provider makes them."""
    return sha256(text.encode()).hexdigest()
