"""Acts about the body as a whole."""

from collections.abc import Mapping
from typing import Any

from haertefall.audit.akteur import Akteur
from haertefall.gremien.models import Gremium
from haertefall.schritte import fehler
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.objekt.art import Objektart, Ort, nach_funktion
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import heute


def im_gremium(akteur: Akteur, ort: Ort, *, sperren: bool) -> Vorgang:
    """An act in the Akteur's own body, under the version of the rules of today."""
    if ort.gremium_id is None or akteur.gremium_id != ort.gremium_id:
        raise fehler.NichtVorhanden
    gremien = Gremium.objects.select_related("schluessel").filter(pk=ort.gremium_id)
    if sperren:
        # no_key: cases of the body are opened meanwhile.
        gremien = gremien.select_for_update(of=("self",), no_key=True)
    gremium = gremien.first()
    if gremium is None:
        raise fehler.NichtVorhanden
    return Vorgang(akteur, gremium, fassung_des_gremiums(gremium, heute()), heute())


def _laden(
    schritt: Schritt, akteur: Akteur, ort: Ort, eingabe: Mapping[str, Any], sperren: bool
) -> Vorgang:
    if ort.fall_id or ort.sitzung_id:
        raise fehler.NichtVorhanden
    return im_gremium(akteur, ort, sperren=sperren)


def _weiter(
    schritt: Schritt,
    vorgang: Vorgang,
    ausgang: str | None,
    eingabe: Mapping[str, Any],
    von: str,
) -> None:
    """Nothing: the act wrote what it had to."""


ART = Objektart(_laden, nach_funktion, _weiter)
