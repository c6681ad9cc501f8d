"""Who sees the sessions of a body: members, chair and office. What is on them, `faelle` decides."""

from django.db.models import QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.recht.begriffe import Funktion
from haertefall.sitzungen.models import Sitzung

MIT_SITZUNGEN = frozenset(
    {
        Funktion.GESCHAEFTSSTELLE,
        Funktion.VORSITZ,
        Funktion.MITGLIED,
        Funktion.STELLVERTRETUNG,
        Funktion.VORPRUEFUNGSAUSSCHUSS,
    }
)


def sichtbare_sitzungen(akteur: Akteur) -> QuerySet[Sitzung]:
    """The sessions that exist for this Akteur."""
    if akteur.funktion not in MIT_SITZUNGEN or akteur.gremium_id is None:
        return Sitzung.objects.none()
    return Sitzung.objects.filter(gremium_id=akteur.gremium_id)
