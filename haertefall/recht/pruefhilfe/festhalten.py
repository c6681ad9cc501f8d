"""A result as plain data, frozen: words and days as they were, so that later law changes nothing.

What is kept is what was shown. Nothing is computed again when it is read.
"""

import hashlib
import json
from datetime import date
from typing import Any

from haertefall.recht.pruefhilfe.befund import Befund
from haertefall.recht.pruefhilfe.uebersicht import Uebersicht, Wegbefund, Zeilenbefund
from haertefall.recht.pruefhilfe.worte import (
    ANLASS_SAETZE,
    ERGEBNIS_WORTE,
    GRUND_WORTE,
    ROLLE_WORTE,
    STAERKE_WORTE,
    zeilenwort,
)


def als_daten(uebersicht: Uebersicht) -> dict[str, Any]:
    """Everything a reader saw, ways in the order of the law."""
    return {
        "stichtag": uebersicht.stichtag.isoformat(),
        "banner": list(uebersicht.banner),
        "wege": [_weg(weg) for weg in uebersicht.wege],
        "hinweise": [{"thema": h.thema, "warum": h.warum} for h in uebersicht.hinweise],
    }


def siegelzahl(daten: Any) -> str:
    """Hash of frozen data, to see that nobody changed them."""
    text = json.dumps(daten, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _weg(weg: Wegbefund) -> dict[str, Any]:
    return {
        "kennung": weg.weg.kennung,
        "titel": weg.weg.titel,
        "norm": weg.weg.norm,
        "gefuehrt": weg.gefuehrt,
        "ergebnis": weg.befund.ergebnis.value,
        "wort": ERGEBNIS_WORTE[weg.befund.ergebnis],
        "staerke": STAERKE_WORTE[weg.staerke] if weg.staerke else "",
        "ab": _tag(weg.erfuellt_ab),
        "bis": _tag(weg.erfuellt_bis),
        "fehlend": [f.kennung for f in weg.fehlend],
        "warum": _warum(weg.befund),
        "zeilen": [_zeile(zeile) for zeile in weg.zeilen],
    }


def _zeile(zeile: Zeilenbefund) -> dict[str, Any]:
    return {
        "kennung": zeile.zeile.kennung,
        "bedingung": zeile.zeile.bedingung,
        "norm": zeile.zeile.norm,
        "rolle": ROLLE_WORTE[zeile.zeile.rolle],
        "ergebnis": zeile.befund.ergebnis.value,
        "wort": zeilenwort(zeile.zeile.rolle, zeile.befund.ergebnis),
        "warum": _warum(zeile.beitrag if zeile.beitrag.offen else zeile.befund),
        "ab": _tag(zeile.erfuellt_ab),
        "bis": _tag(zeile.erfuellt_bis),
        "nachweise": list(zeile.nachweise),
    }


def _warum(befund: Befund) -> list[str]:
    gruende = [GRUND_WORTE[grund] for grund in befund.gruende]
    return [*gruende, *(ANLASS_SAETZE[a] for a in sorted(befund.anlaesse))]


def _tag(tag: date | None) -> str:
    return tag.isoformat() if tag else ""
