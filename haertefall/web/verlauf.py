"""The history of a case in words. Shapes only; who may read it decides `akte_ansicht`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from haertefall.faelle.models import Verlaufseintrag
from haertefall.gremien.fassungen import merkmale
from haertefall.gremien.models import Konto
from haertefall.recht.begriffe import FUNKTION_WORTE, GEGENSTAND_WORTE, STAND_WORTE, Funktion, Stand
from haertefall.recht.ordnung import GRUNDLAGE_WORTE, Grundlage
from haertefall.schritte.register import SCHRITTE
from haertefall.statistik.laender import laender
from haertefall.zeit import BERLIN

_FALTEN_AB = 3

_AUSGANG_WORTE: dict[str, str] = {
    **{g.value: wort for g, wort in GEGENSTAND_WORTE.items()},
    "zulaessig": "zulässig",
    "abzuwaegen": "abzuwägen",
    "ausgeschlossen": "ausgeschlossen",
    "keine_befassung": "Keine Befassung",
    "kommission": "den Mitgliedern",
    "vorpruefungsausschuss": "dem Vorprüfungsausschuss",
    "abschluss": "damit abgeschlossen",
    "rueckmeldung_abwarten": "Rückmeldung wird abgewartet",
}


@dataclass(frozen=True)
class Verlaufszeile:
    """One act: day, what, who, on which norm, to which state.

    `erfasst_am` only where it is another day. `ersetzt_durch` and `ersetzt` are numbers of lines.
    """

    nummer: int
    am: date
    erfasst_am: date | None
    titel: str
    ausgang: str
    wer: str
    beleg: str
    nach: str
    ersetzt_durch: int | None
    ersetzt: int | None
    angaben: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Verlaufsabschnitt:
    """One line, or many like it in a row (twenty answers on one day), which the page folds."""

    zeilen: tuple[Verlaufszeile, ...]

    @property
    def gefaltet(self) -> bool:
        """Whether this stands for several acts."""
        return len(self.zeilen) > 1

    @property
    def erste(self) -> Verlaufszeile:
        """What day, title and person are taken from."""
        return self.zeilen[0]


def verlaufsabschnitte(
    eintraege: Iterable[Verlaufseintrag], *, mit_angaben: bool
) -> tuple[Verlaufsabschnitt, ...]:
    """The newest act first; what was entered only where `mit_angaben`."""
    abschnitte: list[Verlaufsabschnitt] = []
    for _, gruppe in groupby(_zeilen(eintraege, mit_angaben=mit_angaben), key=_gleich):
        zeilen = tuple(gruppe)
        if len(zeilen) < _FALTEN_AB:
            abschnitte += [Verlaufsabschnitt((zeile,)) for zeile in zeilen]
        else:
            abschnitte.append(Verlaufsabschnitt(zeilen))
    return tuple(abschnitte)


def _gleich(zeile: Verlaufszeile) -> tuple[object, ...]:
    """Acts in a row are folded if they moved nothing and were not corrected."""
    einzeln = zeile.nach or zeile.ersetzt or zeile.ersetzt_durch
    return (zeile.nummer if einzeln else 0, zeile.titel, zeile.am, zeile.wer)


def _zeilen(eintraege: Iterable[Verlaufseintrag], *, mit_angaben: bool) -> list[Verlaufszeile]:
    liste = list(eintraege)
    nummer = {e.pk: e.nummer for e in liste}
    ersetzt_durch = {e.ersetzt_id: e.nummer for e in liste if e.ersetzt_id}
    namen = _namen(liste)
    return [
        _zeile(
            e,
            wer=_wer(e, namen),
            ersetzt_durch=ersetzt_durch.get(e.pk),
            ersetzt=nummer.get(e.ersetzt_id) if e.ersetzt_id else None,
            mit_angaben=mit_angaben,
        )
        for e in reversed(liste)
    ]


def _zeile(
    eintrag: Verlaufseintrag,
    *,
    wer: str,
    ersetzt_durch: int | None,
    ersetzt: int | None,
    mit_angaben: bool,
) -> Verlaufszeile:
    erfasst = eintrag.erfasst_um.astimezone(BERLIN).date()
    return Verlaufszeile(
        nummer=eintrag.nummer,
        am=eintrag.am,
        erfasst_am=erfasst if erfasst != eintrag.am else None,
        titel=schritt_titel(eintrag.schritt),
        ausgang=_AUSGANG_WORTE.get(eintrag.ausgang, eintrag.ausgang),
        wer=wer,
        beleg=_beleg(eintrag),
        nach=STAND_WORTE[Stand(eintrag.nach)] if eintrag.von != eintrag.nach else "",
        ersetzt_durch=ersetzt_durch,
        ersetzt=ersetzt,
        angaben=_angaben(eintrag) if mit_angaben else (),
    )


def schritt_titel(name: str) -> str:
    """Title of an act; old histories may hold acts that no longer exist."""
    return SCHRITTE[name].titel if name in SCHRITTE else name.replace("_", " ").capitalize()


def _beleg(eintrag: Verlaufseintrag) -> str:
    annahme = GRUNDLAGE_WORTE[Grundlage.ANNAHME]
    return eintrag.beleg or (annahme if eintrag.grundlage == Grundlage.ANNAHME else "")


def _namen(eintraege: Iterable[Verlaufseintrag]) -> Mapping[UUID, str]:
    konten = {e.konto for e in eintraege if e.konto}
    return dict(Konto.objects.filter(pk__in=konten).values_list("pk", "name"))


def _wer(eintrag: Verlaufseintrag, namen: Mapping[UUID, str]) -> str:
    funktion = FUNKTION_WORTE[Funktion(eintrag.funktion)]
    name = namen.get(eintrag.konto, "") if eintrag.konto else ""
    return f"{name} ({funktion})" if name else funktion


def _angaben(eintrag: Verlaufseintrag) -> tuple[tuple[str, str], ...]:
    felder = SCHRITTE[eintrag.schritt].eingabe.base_fields if eintrag.schritt in SCHRITTE else {}
    zeilen = []
    for name, wert in (eintrag.angaben or {}).items():
        if wert in ("", [], {}, False, None):
            continue
        feld = felder.get(name)
        etikett = str(feld.label) if feld and feld.label else name.replace("_", " ").capitalize()
        zeilen.append((etikett, _wert(name, wert, feld)))
    return tuple(zeilen)


def _wert(name: str, wert: Any, feld: Any) -> str:
    if isinstance(wert, list):
        return ", ".join(_wert(name, teil, feld) for teil in wert)
    if isinstance(wert, dict):
        return ", ".join(f"{k}: {v}" for k, v in wert.items() if v)
    if wert is True:
        return "Ja"
    wahl = {str(k): str(v) for k, v in getattr(feld, "choices", ()) if k}
    if str(wert) in wahl:
        return wahl[str(wert)]
    if name == "merkmal" and wert in merkmale():
        return merkmale()[wert].frage
    if name == "land" and wert in laender():
        return laender()[wert].name
    try:
        return f"{date.fromisoformat(str(wert)):%d.%m.%Y}"
    except ValueError:
        return str(wert)
