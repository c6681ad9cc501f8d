"""Who sees the sessions of a body: members, chair and office. What is on them, `faelle` decides."""

from datetime import datetime, time

from django.db.models import Count, Q, QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.recht.begriffe import Funktion
from haertefall.sitzungen.models import Sitzung, Sitzungsstand
from haertefall.zeit import BERLIN, heute, jetzt

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


def stehen_an() -> Q:
    """What runs, what comes, and what was planned for today: who is late finds it all the same."""
    tagesanfang = datetime.combine(heute(), time.min, BERLIN)
    geplant = Q(stand__in=[Sitzungsstand.ANBERAUMT, Sitzungsstand.EINGELADEN])
    faellt_aus = Q(stand=Sitzungsstand.ABGESAGT, beginn__gte=jetzt())
    return Q(stand=Sitzungsstand.LAEUFT) | (geplant & Q(beginn__gte=tagesanfang)) | faellt_aus


def mit_anzahl(akteur: Akteur, sitzungen: QuerySet[Sitzung]) -> QuerySet[Sitzung]:
    """With `anzahl`: the items this Akteur may see; a number tells of no other case."""
    sichtbar = Q(punkte__fall=None) | Q(punkte__fall__in=sichtbar_fuer(akteur))
    return sitzungen.annotate(anzahl=Count("punkte", filter=Q(punkte__abgesetzt=False) & sichtbar))
