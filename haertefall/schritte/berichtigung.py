"""How a correction takes effect: on history, file, state and count."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from haertefall.faelle.models import Berichtigung, Fall, Verlaufseintrag
from haertefall.gremien.akteure import name_von
from haertefall.recht.ablauf import FESTSTELLUNG, folgestand
from haertefall.recht.begriffe import Gegenstand, Stand
from haertefall.schritte.fall.anderweitig_erledigen import ERLEDIGUNGEN
from haertefall.schritte.vorgang import Vorgang
from haertefall.statistik.codes import (
    ERGEBNIS_WORTE,
    FOLGE_WORTE,
    Ergebnis,
    Folge,
    Grund,
)
from haertefall.zeit import jetzt

ERLEDIGT = frozenset(code for code, _ in ERLEDIGUNGEN)
FESTE_FOLGEN = frozenset(Folge) - {Folge.OFFEN, Folge.ZURUECKGENOMMEN}
# What was recorded in the file with the day of the act: (rows of the case, day, which of them).
_TAGE: dict[str, tuple[str, str, Q]] = {
    "stellungnahme_eintragen": ("stellungnahmen", "eingegangen_am", Q()),
    FESTSTELLUNG: ("ergebnisse", "am", Q()),
    "ersuchen_zuruecknehmen": ("ergebnisse", "zurueckgenommen_am", Q()),
    "absicht_eintragen": ("folgen", "am", Q(art__startswith="absicht_")),
    "anordnung_eintragen": ("folgen", "am", Q(art="anordnung")),
    "erlaubnis_eintragen": ("folgen", "am", Q(art="erlaubnis")),
    "ablehnung_eintragen": ("folgen", "am", Q(art="ablehnung")),
    "rueckmeldung_eintragen": ("folgen", "am", Q(art__in=FOLGE_WORTE)),
    "anderweitig_erledigen": ("folgen", "am", Q(art__in=FOLGE_WORTE)),
    "unterstuetzung_einleiten": ("weiterleitungen", "am", Q()),
}
# Acts without a day of their own, or whose day is that of the receipt.
_OHNE_TAG = frozenset({"person_hinzufuegen", "herkunftsland_festlegen"})
_FOLGE_ALS_ART = {
    Folge.GEFOLGT: "erlaubnis",
    Folge.TEILWEISE_GEFOLGT: "erlaubnis",
    Folge.NICHT_GEFOLGT: "ablehnung",
}
_BEI_DER_BEHOERDE = frozenset({Stand.ERSUCHEN_ZUGELEITET, Stand.ANGEKUENDIGT, Stand.ANGEORDNET})


class Akteneintraege:
    """The history of a case with its corrections resolved (one query)."""

    def __init__(self, fall: Fall) -> None:
        self.alle = list(Verlaufseintrag.objects.filter(fall=fall).order_by("nummer"))
        self._nach_id: dict[UUID, Verlaufseintrag] = {e.pk: e for e in self.alle}
        self._ersetzt = {e.ersetzt_id for e in self.alle}

    def ursprung(self, eintrag: Verlaufseintrag) -> Verlaufseintrag:
        """The act that a correction, or a correction of a correction, is about."""
        while eintrag.ersetzt_id is not None:
            eintrag = self._nach_id[eintrag.ersetzt_id]
        return eintrag

    def geltende(self) -> list[Verlaufseintrag]:
        """Those that no correction has replaced."""
        return [e for e in self.alle if e.pk not in self._ersetzt]

    def berichtigbare(self) -> list[Verlaufseintrag]:
        """Those whose day or outcome can be put right."""
        return [
            e
            for e in self.geltende()
            if (e.zaehlt or e.schritt in _TAGE) and self.ursprung(e).schritt not in _OHNE_TAG
        ]

    def spaetere(self, eintrag: Verlaufseintrag) -> list[Verlaufseintrag]:
        """Later acts that moved the case or count: a person looks whether they still stand."""
        ursprung = self.ursprung(eintrag)
        return [
            e
            for e in self.alle
            if e.nummer > ursprung.nummer
            and (e.von != e.nach or e.zaehlt)
            and self.ursprung(e) != ursprung
        ]


def alle_werte() -> list[tuple[str, str]]:
    """Every code that some correction may put in place of a recorded one."""
    return [
        (f"ergebnis:{code}", f"Ergebnis: {wort}")
        for code, wort in ERGEBNIS_WORTE.items()
        if code is not Ergebnis.OFFEN
    ] + [
        (f"folge:{code}", f"Folge: {wort}")
        for code, wort in FOLGE_WORTE.items()
        if code in FESTE_FOLGEN
    ]


def moegliche_codes(
    vorgang: Vorgang, eintrag: Verlaufseintrag, ursprung: Verlaufseintrag, art: str
) -> frozenset[str]:
    """What the act could have recorded instead; empty: its outcome cannot be exchanged."""
    bisher = eintrag.zaehlt.get(art)
    if art == "folge":
        return FESTE_FOLGEN if bisher in FESTE_FOLGEN else frozenset()
    if ursprung.schritt == FESTSTELLUNG:
        return frozenset(
            str(ausgang)
            for zeile in vorgang.fassung.ablauf
            if zeile.schritt == FESTSTELLUNG and ursprung.von in zeile.von
            for ausgang in zeile.ziele()
        ) & frozenset(Ergebnis)
    if ursprung.schritt == "zaehlung_feststellen":
        return frozenset(vorgang.akte.ergebnisse.values_list("gegenstand", flat=True))
    return ERLEDIGT if bisher in ERLEDIGT else frozenset()


def neu_gezaehlt(
    bisher: Mapping[str, Any], am: date, wert: str, grund: str, rechtsgrund: str
) -> dict[str, Any]:
    """What the corrected entry counts; what hung on the old outcome goes with it."""
    zaehlt = dict(bisher)
    art, _, code = wert.partition(":")
    if code and (code != zaehlt.get(art) or rechtsgrund):
        zaehlt[art] = code
        zaehlt["rechtsgrund"] = rechtsgrund if code == Folge.ANDERER_TITEL else ""
        if art == "folge":
            zaehlt["entfernt_trotz"] = code == Folge.ABSCHIEBUNG
            zaehlt["grund"] = ""
    if zaehlt.get("folge") == Folge.NICHT_GEFOLGT:
        zaehlt["grund"] = grund or bisher.get("grund") or Grund.KEINE_ANGABE.value
    if "jahr" in zaehlt:
        zaehlt["jahr"] = am.year
    return zaehlt


def braucht_zweite_person(eintrag: Verlaufseintrag, neu: Mapping[str, Any]) -> bool:
    """Whether an outcome changes (not only a day or a category)."""
    return any(eintrag.zaehlt.get(art) != neu.get(art) for art in ("ergebnis", "folge"))


def anwenden(vorgang: Vorgang, zeile: Berichtigung) -> None:
    """Put the correction into effect inside the act that confirms it."""
    eintrag, fall = zeile.eintrag, vorgang.akte
    eintraege = Akteneintraege(fall)
    ursprung = eintraege.ursprung(eintrag)
    zeile.bestaetigt_um = jetzt()
    vorgang.am, vorgang.zaehlt = zeile.am, dict(zeile.zaehlt)
    vorgang.ersetzt, vorgang.stelle = eintrag, eintrag.stelle
    if "jahr" in zeile.zaehlt:
        fall.eingegangen_am = zeile.am
    if ursprung.nach == Stand.ABGESCHLOSSEN != ursprung.von:
        fall.abgeschlossen_am = zeile.am
    _akte_folgt(fall, ursprung.schritt, eintrag, zeile)
    neu, alt = zeile.zaehlt.get("ergebnis"), eintrag.zaehlt.get("ergebnis")
    if neu == alt:
        return
    if not any(e.stelle > eintrag.stelle and "ergebnis" in e.zaehlt for e in eintraege.geltende()):
        fall.zaehlt_als = neu
    if ursprung.schritt == FESTSTELLUNG:
        bewegt = any(e.von != e.nach for e in eintraege.spaetere(eintrag))
        _stand_folgt(vorgang, ursprung, str(alt), str(neu), bewegt=bewegt)


def _akte_folgt(fall: Fall, schritt: str, eintrag: Verlaufseintrag, zeile: Berichtigung) -> None:
    """Rows of the file that the act wrote get the right day and outcome."""
    if schritt not in _TAGE or (schritt == FESTSTELLUNG and not eintrag.zaehlt):
        return
    reihe, tag, welche = _TAGE[schritt]
    alt, neu = eintrag.zaehlt, zeile.zaehlt
    aenderung: dict[str, Any] = {tag: zeile.am}
    if folge := alt.get("folge") if reihe == "folgen" else None:
        welche = Q(art__in={folge, _FOLGE_ALS_ART.get(folge, folge)})
        if neu["folge"] != folge:
            aenderung["art"] = _FOLGE_ALS_ART.get(neu["folge"], neu["folge"])
        aenderung["kategorie"] = neu.get("grund", "")
    zeilen = getattr(fall, reihe).filter(welche, **{tag: eintrag.am})
    if schritt == FESTSTELLUNG and neu["ergebnis"] != alt["ergebnis"]:
        zeilen.filter(gegenstand=alt["ergebnis"]).update(gegenstand=neu["ergebnis"], durch="person")
    zeilen.update(**aenderung)


def _stand_folgt(
    vorgang: Vorgang, ursprung: Verlaufseintrag, alt: str, neu: str, *, bewegt: bool
) -> None:
    """The state follows the corrected result.

    Where later acts moved the case it stays, for a person to look at them, except where the case
    would be stuck: an Ersuchen that nobody could forward, or an answer awaited to none.
    """
    fall = vorgang.akte
    haengt = neu == Gegenstand.ERSUCHEN or (
        alt == Gegenstand.ERSUCHEN and fall.stand in _BEI_DER_BEHOERDE
    )
    if bewegt and not haengt:
        return
    for zeile in vorgang.fassung.ablauf:
        if zeile.schritt == ursprung.schritt and ursprung.von in zeile.von and neu in zeile.ziele():
            fall.stand = folgestand(zeile, neu, Stand(ursprung.von))
            return


def in_worten(zeile: Berichtigung) -> str:
    """What a correction would change, why, and who asks for it: for the second person."""
    eintrag = zeile.eintrag
    worte: dict[str, str] = {str(k): w for k, w in [*ERGEBNIS_WORTE.items(), *FOLGE_WORTE.items()]}
    aenderungen = [
        f"{worte.get(str(eintrag.zaehlt.get(art)), '–')} → {worte.get(str(neu), '–')}"
        for art, neu in zeile.zaehlt.items()
        if art in ("ergebnis", "folge") and neu != eintrag.zaehlt.get(art)
    ]
    if zeile.am != eintrag.am:
        aenderungen.append(f"{eintrag.am:%d.%m.%Y} → {zeile.am:%d.%m.%Y}")
    return (
        f"Eintrag Nr. {eintrag.nummer} vom {eintrag.am:%d.%m.%Y}: {'; '.join(aenderungen)}. "
        f"Grund: {zeile.grund} (beantragt von {name_von(zeile.beantragt_von)})"
    )
