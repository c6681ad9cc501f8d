"""A mail to whoever holds an account, each time something that guards it was changed.

Whoever did not do it learns of it, whatever the intruder does on the pages.
"""

from enum import StrEnum
from uuid import UUID

from django.conf import settings

from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.post import Mail, versand
from haertefall.auftraege.schlange import einreihen
from haertefall.gremien.models import Konto
from haertefall.zeit import BERLIN

POST = "konten.geaendert"


class Aenderung(StrEnum):
    """What was changed."""

    PASSWORT = "passwort"
    FAKTOR_NEU = "faktor_neu"
    FAKTOR_ENTFERNT = "faktor_entfernt"
    CODES_NEU = "codes_neu"
    ZURUECKGESETZT = "zurueckgesetzt"
    ANBIETER = "anbieter"


SATZ: dict[Aenderung, str] = {
    Aenderung.PASSWORT: "Das Passwort wurde neu gesetzt.",
    Aenderung.FAKTOR_NEU: "Ein zweiter Faktor (App oder Passkey) wurde eingerichtet.",
    Aenderung.FAKTOR_ENTFERNT: "Ein zweiter Faktor (App oder Passkey) wurde entfernt.",
    Aenderung.CODES_NEU: "Neue Wiederherstellungscodes wurden ausgegeben; die alten gelten nicht "
    "mehr.",
    Aenderung.ZURUECKGESETZT: "Der Zugang wurde zurückgesetzt: Passwort und zweiter Faktor gelten "
    "nicht mehr.",
    Aenderung.ANBIETER: "Der Zugang wurde mit dem Anmeldedienst des Hauses verbunden.",
}


def melden(konto: Konto, aenderung: Aenderung) -> None:
    """Order the mail in the transaction of the change."""
    einreihen(POST, {"konto": konto.pk, "aenderung": aenderung})


@versand(POST)
def _schreibe(auftrag: Auftrag, *, konto: UUID, aenderung: Aenderung) -> Mail | None:
    """To the address of the account, also if it is closed meanwhile."""
    wer = Konto.objects.filter(pk=konto).first()
    if wer is None:
        return None
    um = auftrag.angelegt_um.astimezone(BERLIN)
    return Mail(
        an=wer.email,
        betreff="An Ihrem Zugang zu Härtefall wurde etwas geändert",
        text=(
            "Guten Tag,\n\n"
            f"am {um:%d.%m.%Y} um {um:%H:%M} Uhr: {SATZ[aenderung]}\n\n"
            "Waren Sie das, müssen Sie nichts tun.\n\n"
            "Waren Sie das nicht, sagen Sie es bitte sofort Ihrer Geschäftsstelle; sie kann den "
            "Zugang zurücksetzen. Kommen Sie noch hinein, ändern Sie das Passwort und beenden Sie "
            f"alle anderen Anmeldungen: {settings.ADRESSE}/konto/\n"
        ),
    )
