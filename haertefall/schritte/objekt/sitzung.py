"""Acts about one session. They may move cases, by acts of their own (`Vorgang.am_fall`)."""

from collections.abc import Mapping
from typing import Any

from haertefall.audit.akteur import Akteur
from haertefall.schritte import fehler
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.objekt.art import Objektart, Ort, nach_funktion
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.sicht import sichtbare_sitzungen
from haertefall.zeit import heute, rechtstag


def _laden(
    schritt: Schritt, akteur: Akteur, ort: Ort, eingabe: Mapping[str, Any], sperren: bool
) -> Vorgang:
    if ort.sitzung_id is None or ort.fall_id or ort.gremium_id:
        raise fehler.NichtVorhanden
    sitzungen = sichtbare_sitzungen(akteur).select_related(
        "gremium__schluessel", "schluessel__eltern"
    )
    if sperren:
        # no_key: rows that point to the session are written meanwhile.
        sitzungen = sitzungen.select_for_update(of=("self",), no_key=True)
    sitzung = sitzungen.filter(pk=ort.sitzung_id).order_by("pk").first()
    if sitzung is None:
        raise fehler.NichtVorhanden
    fassung = fassung_des_gremiums(sitzung.gremium, rechtstag(sitzung.beginn))
    return Vorgang(akteur, sitzung.gremium, fassung, heute(), sitzung=sitzung, objekt=sitzung.pk)


def _weiter(
    schritt: Schritt,
    vorgang: Vorgang,
    ausgang: str | None,
    eingabe: Mapping[str, Any],
    von: str,
) -> None:
    """One version further, so that nobody overwrites what they have not seen."""
    vorgang.tagung.version += 1
    vorgang.tagung.save(force_update=True)


ART = Objektart(_laden, nach_funktion, _weiter)
