"""Acts about one check before a deportation, in the room of its authority."""

from collections.abc import Mapping
from typing import Any

from haertefall.audit.akteur import Akteur
from haertefall.schritte import fehler
from haertefall.schritte.objekt.art import Objektart, Ort, nach_funktion
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.speichern import speichern
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Pruefungsstand
from haertefall.vollzug.sicht import sichtbare_pruefungen
from haertefall.zeit import heute

# Acts that belong to one stage; all others are possible at any.
_NUR_IM_STAND = {
    "vollzug_abschliessen": Pruefungsstand.OFFEN,
    "vollzug_bestaetigen": Pruefungsstand.GEPRUEFT,
}


def _laden(
    schritt: Schritt, akteur: Akteur, ort: Ort, eingabe: Mapping[str, Any], sperren: bool
) -> Vorgang:
    if ort.vollzug_id is None or ort != Ort(vollzug_id=ort.vollzug_id):
        raise fehler.NichtVorhanden
    pruefungen = sichtbare_pruefungen(akteur).select_related(
        "behoerde__schluessel", "schluessel__eltern"
    )
    if sperren:
        # no_key: rows that point to the check are written meanwhile.
        pruefungen = pruefungen.select_for_update(of=("self",), no_key=True)
    pruefung = pruefungen.filter(pk=ort.vollzug_id).first()
    if pruefung is None:
        raise fehler.NichtVorhanden
    return Vorgang(
        akteur,
        None,
        None,
        heute(),
        behoerde=pruefung.behoerde,
        pruefung=pruefung,
        objekt=pruefung.pk,
        gelesen=dict(vars(pruefung)),
    )


def _erlauben(schritt: Schritt, vorgang: Vorgang) -> None:
    nach_funktion(schritt, vorgang)
    stand = Pruefungsstand(vorgang.vollzugspruefung.stand)
    noetig = _NUR_IM_STAND.get(schritt.name)
    if noetig is not None and stand is not noetig:
        raise fehler.NichtErlaubt(
            f"„{schritt.titel}“ ist im Stand „{stand.label}“ nicht möglich, nur im Stand "
            f"„{noetig.label}“."
        )
    if schritt.name == "vollzug_ausgang_eintragen" and vorgang.vollzugspruefung.ausgang:
        raise fehler.NichtErlaubt("Was aus der Maßnahme wurde, ist schon eingetragen.")


def _weiter(
    schritt: Schritt,
    vorgang: Vorgang,
    ausgang: str | None,
    eingabe: Mapping[str, Any],
    von: str,
) -> None:
    """One version further, so that nobody overwrites what they have not seen."""
    vorgang.vollzugspruefung.version += 1
    speichern(vorgang.vollzugspruefung, vorgang.gelesen)


ART = Objektart(_laden, _erlauben, _weiter)
