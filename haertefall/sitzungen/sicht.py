"""Who sees the sessions of a body: members, chair and office. What is on them, `faelle` decides."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, UUIDField

from haertefall.anweisung import FesteLesung, Stelle
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
    if not sieht_sitzungen(akteur):
        return Sitzung.objects.none()
    return sitzungen_des_gremiums(akteur.gremium_id)


def sieht_sitzungen(akteur: Akteur) -> bool:
    """Whether this Akteur sees the sessions of the body: all, on every day."""
    return akteur.funktion in MIT_SITZUNGEN and akteur.gremium_id is not None


def sitzungen_des_gremiums(gremium: Any) -> QuerySet[Sitzung]:
    """All sessions of a body (id or `Stelle`): for who `sieht_sitzungen`."""
    return Sitzung.objects.filter(gremium_id=gremium)


_version = FesteLesung(
    lambda: (
        sitzungen_des_gremiums(Stelle("gremium", UUIDField()))
        .filter(pk=Stelle("pk", UUIDField()))
        .values_list("version")
    )
)


def version_fuer(akteur: Akteur, sitzung_id: UUID) -> int | None:
    """Which version a session has, for this Akteur: all that a screen asks every few seconds."""
    if not sieht_sitzungen(akteur):
        return None
    gelesen = _version.erste(pk=sitzung_id, gremium=akteur.gremium_id)
    return gelesen[0] if gelesen else None


def stehen_an() -> Q:
    """What runs, what comes, and what was planned for today: who is late finds it all the same."""
    tagesanfang = datetime.combine(heute(), time.min, BERLIN)
    geplant = Q(stand__in=[Sitzungsstand.ANBERAUMT, Sitzungsstand.EINGELADEN])
    faellt_aus = Q(stand=Sitzungsstand.ABGESAGT, beginn__gte=jetzt())
    return Q(stand=Sitzungsstand.LAEUFT) | (geplant & Q(beginn__gte=tagesanfang)) | faellt_aus


def sichtbare_punkte(akteur: Akteur, weg: str = "") -> Q:
    """Items of an agenda that this Akteur may know of; `weg` leads from a row to its item."""
    return Q((f"{weg}fall", None)) | Q((f"{weg}fall__in", sichtbar_fuer(akteur)))


def mit_anzahl(akteur: Akteur, sitzungen: QuerySet[Sitzung]) -> QuerySet[Sitzung]:
    """With `anzahl`: the items this Akteur may see; a number tells of no other case."""
    sichtbar = Q(punkte__abgesetzt=False) & sichtbare_punkte(akteur, "punkte__")
    return sitzungen.annotate(anzahl=Count("punkte", filter=sichtbar))
