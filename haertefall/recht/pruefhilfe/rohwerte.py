"""Values as files and stored answers write them („ja“, „2026-11-20“, „A2“), and back.

A period is a mapping with `von` and `bis`; an event is „ja“, „nein“ or its day.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from haertefall.recht.pruefhilfe.sachverhalt import (
    Aufenthaltsart,
    Aufenthaltszeit,
    Aufenthaltszeiten,
    Ereignis,
    Massnahme,
    Massnahmeart,
    Massnahmen,
    Sprachstufe,
    Strafart,
    Strafe,
    Strafen,
    Wert,
    Zeitraum,
)

JA_NEIN = {"ja": True, "nein": False}


def lies_wert(art: str, roh: Any) -> Wert:
    """A value of this kind. Raises ValueError if it is none."""
    match art:
        case "zeitraum" if isinstance(roh, Mapping):
            return lies_zeitraum(roh)
        case "zahl" if not isinstance(roh, bool):
            return _zahl(roh)
        case "ereignis" if roh in JA_NEIN:
            return Ereignis(JA_NEIN[roh])
        case "ereignis" if isinstance(roh, str):
            return Ereignis(True, date.fromisoformat(roh))
        case "tag" if isinstance(roh, str):
            return date.fromisoformat(roh)
        case "sprachstufe" if isinstance(roh, str):
            return Sprachstufe(roh)
        case "ja_nein":
            return lies_ja(roh)
    raise ValueError(f"„{roh}“ passt nicht zu einer Angabe der Art {art}.")


def lies_ja(roh: Any) -> bool:
    """Raises ValueError."""
    if roh not in JA_NEIN:
        raise ValueError(f"Hier gehört „ja“ oder „nein“ hin, nicht „{roh}“.")
    return JA_NEIN[roh]


def lies_zeitraum(roh: Mapping[str, Any]) -> Zeitraum:
    """Raises ValueError."""
    return Zeitraum(_tag(roh["von"]), _tag_oder_offen(roh.get("bis")))


def lies_aufenthaltszeiten(roh: Mapping[str, Any]) -> Aufenthaltszeiten:
    """Residence periods. Raises ValueError."""
    zeiten = (
        Aufenthaltszeit(Aufenthaltsart(z["art"]), lies_zeitraum(z), bool(z.get("belegt", True)))
        for z in roh["zeilen"]
    )
    return Aufenthaltszeiten(tuple(zeiten), bool(roh.get("vollstaendig", True)))


def lies_strafen(roh: Mapping[str, Any]) -> Strafen:
    """Convictions; what is left out is not known. Raises ValueError."""
    strafen = (
        Strafe(
            Strafart(z["art"]),
            None if z.get("hoehe") in (None, "") else int(z["hoehe"]),
            _vielleicht(z.get("vorsaetzlich")),
            _vielleicht(z.get("nur_auslaender")),
            _vielleicht(z.get("bewaehrung")),
        )
        for z in roh["zeilen"]
    )
    return Strafen(tuple(strafen), bool(roh.get("vollstaendig", True)))


def lies_massnahmen(roh: Mapping[str, Any]) -> Massnahmen:
    """Measures of the authority. Raises ValueError."""
    massnahmen = (
        Massnahme(
            Massnahmeart(z["art"]), _tag_oder_offen(z.get("von")), _tag_oder_offen(z.get("bis"))
        )
        for z in roh["zeilen"]
    )
    return Massnahmen(tuple(massnahmen), bool(roh.get("vollstaendig", True)))


def _vielleicht(roh: Any) -> bool | None:
    return None if roh in (None, "") else lies_ja(roh)


def _tag(roh: Any) -> date:
    return roh if isinstance(roh, date) else date.fromisoformat(roh)


def _tag_oder_offen(roh: Any) -> date | None:
    return None if roh in (None, "") else _tag(roh)


def _zahl(roh: Any) -> Decimal:
    try:
        zahl = Decimal(str(roh))
    except InvalidOperation:
        raise ValueError(f"„{roh}“ ist keine Zahl.") from None
    if not zahl.is_finite():
        raise ValueError(f"„{roh}“ ist keine Zahl.")
    return zahl
