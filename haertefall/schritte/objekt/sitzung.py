"""Acts about one session. They may move cases, by acts of their own (`Vorgang.am_fall`)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.audit.akteur import Akteur
from haertefall.schritte import fehler
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.objekt.art import Objektart, Ort, nach_funktion
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.speichern import speichern
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzung
from haertefall.sitzungen.sicht import sieht_sitzungen, sitzungen_des_gremiums
from haertefall.zeit import heute, rechtstag


def _sitzung() -> QuerySet[Sitzung]:
    sitzungen = sitzungen_des_gremiums(Stelle("gremium", UUIDField()))
    return sitzungen.filter(pk=Stelle("pk", UUIDField())).select_related(
        "gremium__schluessel", "schluessel"
    )


_offen = FesteLesung(_sitzung)
# no_key: rows that point to the session are written meanwhile.
_gesperrt = FesteLesung(lambda: _sitzung().select_for_update(of=("self",), no_key=True))


def _laden(
    schritt: Schritt, akteur: Akteur, ort: Ort, eingabe: Mapping[str, Any], sperren: bool
) -> Vorgang:
    if ort.sitzung_id is None or ort.fall_id or ort.gremium_id:
        raise fehler.NichtVorhanden
    if not sieht_sitzungen(akteur):
        raise fehler.NichtVorhanden
    lesung = _gesperrt if sperren else _offen
    sitzung = lesung.erste(pk=ort.sitzung_id, gremium=akteur.gremium_id)
    if sitzung is None:
        raise fehler.NichtVorhanden
    fassung = fassung_des_gremiums(sitzung.gremium, rechtstag(sitzung.beginn))
    return Vorgang(
        akteur,
        sitzung.gremium,
        fassung,
        heute(),
        sitzung=sitzung,
        objekt=sitzung.pk,
        gelesen=dict(vars(sitzung)),
    )


def _weiter(
    schritt: Schritt,
    vorgang: Vorgang,
    ausgang: str | None,
    eingabe: Mapping[str, Any],
    von: str,
) -> None:
    """One version further, so that nobody overwrites what they have not seen."""
    vorgang.tagung.version += 1
    speichern(vorgang.tagung, vorgang.gelesen)


ART = Objektart(_laden, nach_funktion, _weiter)
