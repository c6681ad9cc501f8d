"""How a correction takes effect: on history, result, state and count."""

from collections.abc import Mapping
from typing import Any

from haertefall.faelle.models import Berichtigung, Verlaufseintrag
from haertefall.recht.ablauf import folgestand
from haertefall.recht.begriffe import Stand
from haertefall.schritte.vorgang import Vorgang
from haertefall.statistik.codes import ERGEBNIS_WORTE, FOLGE_WORTE
from haertefall.zeit import jetzt

_AUSGANG = {"ergebnis": "ergebnis_feststellen"}


def waehlbare_werte() -> list[tuple[str, str]]:
    """Codes that a correction may put in place of a recorded one."""
    return [(f"ergebnis:{code}", f"Ergebnis: {wort}") for code, wort in ERGEBNIS_WORTE.items()] + [
        (f"folge:{code}", f"Folge: {wort}") for code, wort in FOLGE_WORTE.items()
    ]


def braucht_zweite_person(eintrag: Verlaufseintrag, neu: Mapping[str, Any]) -> bool:
    """Whether an outcome changes (not only a day)."""
    return any(eintrag.zaehlt.get(art) != neu.get(art) for art in ("ergebnis", "folge"))


def spaetere(eintrag: Verlaufseintrag) -> list[Verlaufseintrag]:
    """Later acts that moved the case or count: a person looks whether they still stand."""
    return [
        e
        for e in Verlaufseintrag.objects.filter(fall=eintrag.fall, nummer__gt=eintrag.nummer)
        if e.von != e.nach or e.zaehlt
    ]


def anwenden(vorgang: Vorgang, zeile: Berichtigung) -> None:
    """Put the correction into effect inside the act that confirms it."""
    eintrag = zeile.eintrag
    zeile.bestaetigt_um = jetzt()
    vorgang.am, vorgang.zaehlt = zeile.am, dict(zeile.zaehlt)
    vorgang.ersetzt, vorgang.stelle = eintrag, eintrag.stelle
    fall = vorgang.akte
    if "jahr" in zeile.zaehlt:
        fall.eingegangen_am = zeile.am
    neu = zeile.zaehlt.get("ergebnis")
    if neu and neu != eintrag.zaehlt.get("ergebnis"):
        fall.zaehlt_als = neu
        fall.ergebnisse.filter(gegenstand=eintrag.zaehlt["ergebnis"]).update(gegenstand=neu)
    if eintrag.schritt == _AUSGANG["ergebnis"] and fall.stand == eintrag.nach:
        _stand_folgt(vorgang, eintrag, str(neu))


def _stand_folgt(vorgang: Vorgang, eintrag: Verlaufseintrag, ausgang: str) -> None:
    """No later act moved the case: the state follows the corrected result."""
    for zeile in vorgang.fassung.ablauf:
        if zeile.schritt == eintrag.schritt and ausgang in zeile.ziele():
            vorgang.akte.stand = folgestand(zeile, ausgang, Stand(eintrag.von))
            return
