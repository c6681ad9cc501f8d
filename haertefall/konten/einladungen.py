"""Invitations: one link, once, for seven days. The mail with it is written when it is sent."""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import record
from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.post import Mail, versand
from haertefall.auftraege.schlange import einreihen
from haertefall.gremien.models import Konto
from haertefall.konten import anmeldungen, faktoren, verbindung
from haertefall.konten.models import Einladung
from haertefall.konten.nachricht import Aenderung, melden
from haertefall.zeit import jetzt

GILT = timedelta(days=7)
POST = "konten.einladung"


def einladen(konto: Konto, von: Akteur | None, *, mit_post: bool = True) -> Einladung:
    """A new link for the account; an earlier one is void."""
    with transaction.atomic():
        Konto.objects.sperren(konto)
        um = jetzt()
        konto.einladungen.filter(eingeloest_um=None).delete()
        einladung = Einladung.objects.create(
            konto=konto,
            von=von.konto_id if von else None,
            angelegt_um=um,
            gueltig_bis=um + GILT,
        )
        if mit_post:
            einreihen(POST, {"einladung": einladung.pk})
        record(von, "einladung_ausgestellt", "konto", konto.pk)
    return einladung


def zuruecksetzen(konto: Konto, von: Akteur | None) -> None:
    """A device or password was lost: every way in goes, open sessions end."""
    with transaction.atomic():
        Konto.objects.sperren(konto)
        faktoren.entferne_alle(konto)
        verbindung.trennen(konto)
        konto.set_unusable_password()
        konto.save(update_fields=["password"])
        anmeldungen.andere_beenden(konto)
        record(von, "zugang_zurueckgesetzt", "konto", konto.pk)
        melden(konto, Aenderung.ZURUECKGESETZT)


def zeichen(einladung: Einladung) -> str:
    """What the link carries: which invitation, and the proof that we wrote the link."""
    return f"{einladung.pk.hex}-{_beweis(einladung.pk)}"


def adresse(einladung: Einladung) -> str:
    """The whole link."""
    return f"{settings.ADRESSE}/einladung/{zeichen(einladung)}/"


def offene(text: str) -> Einladung | None:
    """The invitation of a link, if it still works."""
    kennung, _, beweis = text.partition("-")
    try:
        nummer = UUID(hex=kennung)
    except ValueError:
        return None
    if not constant_time_compare(beweis, _beweis(nummer)):
        return None
    return gueltige(nummer)


def einloesen(nummer: UUID, passwort: str) -> Konto | None:
    """Set the password; of two at once one wins. None: the link no longer works."""
    with transaction.atomic():
        konten = Konto.objects.select_for_update().filter(einladungen=nummer)
        konto = konten.first()
        einladung = gueltige(nummer) if konto else None
        if konto is None or einladung is None:
            return None
        einladung.eingeloest_um = jetzt()
        einladung.save(update_fields=["eingeloest_um"])
        konto.set_password(passwort)
        konto.save(update_fields=["password"])
        anmeldungen.andere_beenden(konto)
        record(None, "einladung_eingeloest", "konto", konto.pk)
        melden(konto, Aenderung.PASSWORT)
    return konto


def gueltige(nummer: UUID) -> Einladung | None:
    """The invitation, if nobody has used it and its time is not over."""
    return (
        Einladung.objects.filter(
            pk=nummer, eingeloest_um=None, gueltig_bis__gt=jetzt(), konto__is_active=True
        )
        .select_related("konto")
        .first()
    )


def _beweis(nummer: UUID) -> str:
    schluessel = hashlib.sha256(b"konten.einladung" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(schluessel, nummer.bytes, hashlib.sha256).hexdigest()


@versand(POST)
def _schreibe(auftrag: Auftrag, *, einladung: UUID) -> Mail | None:
    """Nothing is sent for a link that no longer works."""
    offen = gueltige(einladung)
    if offen is None:
        return None
    return Mail(
        an=offen.konto.email,
        betreff="Ihr Zugang zu Härtefall",
        text=(
            "Guten Tag,\n\n"
            "für Sie ist ein Zugang zum Programm Härtefall eingerichtet. Bitte öffnen Sie diese "
            "Adresse und vergeben Sie ein Passwort:\n\n"
            f"{adresse(offen)}\n\n"
            "Die Adresse gilt sieben Tage und nur einmal. Geben Sie sie nicht weiter. Haben Sie "
            "keinen Zugang erwartet, müssen Sie nichts tun.\n"
        ),
    )
