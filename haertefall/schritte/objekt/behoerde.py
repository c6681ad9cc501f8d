"""Acts in an authority's own room, without a body: they open a check before a deportation."""

from collections.abc import Mapping
from typing import Any

from haertefall.audit.akteur import Akteur
from haertefall.gremien.models import Behoerde
from haertefall.schritte import fehler
from haertefall.schritte.objekt.art import Objektart, Ort, nach_funktion
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import heute


def _laden(
    schritt: Schritt, akteur: Akteur, ort: Ort, eingabe: Mapping[str, Any], sperren: bool
) -> Vorgang:
    if ort != Ort(behoerde_id=akteur.behoerde_id) or akteur.behoerde_id is None:
        raise fehler.NichtVorhanden
    behoerden = Behoerde.objects.select_related("schluessel").filter(pk=akteur.behoerde_id)
    if sperren:
        # no_key: rows that point to the authority are written meanwhile.
        behoerden = behoerden.select_for_update(of=("self",), no_key=True)
    behoerde = behoerden.first()
    if behoerde is None:
        raise fehler.NichtVorhanden
    return Vorgang(akteur, None, None, heute(), behoerde=behoerde)


def _weiter(
    schritt: Schritt,
    vorgang: Vorgang,
    ausgang: str | None,
    eingabe: Mapping[str, Any],
    von: str,
) -> None:
    """Nothing: the act wrote what it had to."""


ART = Objektart(_laden, nach_funktion, _weiter)
