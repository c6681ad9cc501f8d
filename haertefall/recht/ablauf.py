"""Which step is permitted when and to whom, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from haertefall.recht.begriffe import FUNKTION_WORTE, STAND_WORTE, Funktion, Gegenstand, Stand
from haertefall.recht.ordnung import Ablaufzeile, Ordnung

Ablauf = tuple[Ablaufzeile, ...]
Wegwahl = Literal["text", "praxis"]

FESTSTELLUNG = "ergebnis_feststellen"
WEG_WORTE: dict[Wegwahl, str] = {"text": "Text", "praxis": "Praxis"}
_ERGEBNIS_DURCH: dict[tuple[str, str | None], str] = {
    ("befassung_entscheiden", "keine_befassung"): "nichtbefassung_vorpruefung",
    ("zulaessigkeit_feststellen", "ausgeschlossen"): "ausgeschlossen",
    ("fall_aufgreifen", None): "",
}
_IMMER = frozenset({Gegenstand.VERTAGUNG.value, Gegenstand.WEITERE_AUFKLAERUNG.value})


def wegwahl(name: str) -> Wegwahl | None:
    """The way of a body or case as it is stored ("" where text and practice do not differ)."""
    return next((weg for weg in WEG_WORTE if weg == name), None)


@dataclass(frozen=True)
class Erlaubnis:
    """Whether a step is permitted, by which row, or why not."""

    erlaubt: bool
    zeile: Ablaufzeile | None
    grund: str


class AusgangUnbekannt(ValueError):
    """An outcome for which the row names no state."""


def vollstaendiger_ablauf(ordnung: Ordnung, geruest: Iterable[Ablaufzeile]) -> Ablauf:
    """The body's rows, then those of the skeleton for steps the body does not name.

    A result is found only among those the body can reach; postponing and clearing up are always
    possible. Steps of the skeleton that presuppose another result fall away. A body whose results
    are not known keeps all of the skeleton.
    """
    eigene = {zeile.schritt for zeile in ordnung.ablauf}
    weitere = [z for z in geruest if z.schritt not in eigene]
    if not ordnung.ergebnis:
        return (*ordnung.ablauf, *weitere)
    arten = _IMMER | {zeile.gegenstand.value for zeile in ordnung.ergebnis}
    weitere = [z for z in weitere if not z.nur_nach or arten & set(z.nur_nach)]
    zeilen = (*ordnung.ablauf, *weitere)
    return tuple(_begrenzt(z, arten) if z.schritt == FESTSTELLUNG else z for z in zeilen)


def erlaubnis(
    ablauf: Ablauf,
    schritt: str,
    *,
    stand: Stand | None,
    funktion: Funktion,
    weg: Wegwahl | None,
    antragsweg: str | None,
    letztes_ergebnis: str | None = None,
) -> Erlaubnis:
    """May this Funktion take this step now?

    `stand=None`: there is no case yet. `letztes_ergebnis`: the last result found in the case, for
    rows that hold only after certain results.
    """
    zeilen = [z for z in ablauf if z.schritt == schritt]
    if not zeilen:
        return Erlaubnis(False, None, "Diesen Schritt gibt es bei diesem Gremium nicht.")
    auf_dem_weg = [z for z in zeilen if z.weg in (None, weg)]
    if not auf_dem_weg:
        return Erlaubnis(False, zeilen[0], _anderer_weg(zeilen))
    passend = [z for z in auf_dem_weg if not z.antragsweg or antragsweg in z.antragsweg]
    if not passend:
        return Erlaubnis(False, auf_dem_weg[0], _anderer_antragsweg(auf_dem_weg))
    jetzt = [z for z in passend if _passt(z, stand)]
    if not jetzt:
        return Erlaubnis(False, passend[0], _falscher_stand(passend, stand))
    danach = [z for z in jetzt if not z.nur_nach or letztes_ergebnis in z.nur_nach]
    if not danach:
        return Erlaubnis(False, jetzt[0], _falsches_ergebnis(jetzt))
    fuer = next((z for z in danach if funktion in z.wer), None)
    if fuer is None:
        return Erlaubnis(False, danach[0], _falsche_funktion(danach, funktion))
    return Erlaubnis(True, fuer, fuer.beleg)


def weigerung_ohne_stand(ablauf: Ablauf, schritt: str, funktion: Funktion) -> str:
    """Why not, for who must not know where the case stands: whose step it is, else nothing."""
    zeilen = [z for z in ablauf if z.schritt == schritt]
    if zeilen and not any(funktion in z.wer for z in zeilen):
        return _falsche_funktion(zeilen, funktion)
    return (
        f"Als {FUNKTION_WORTE[funktion]} ist dieser Schritt in diesem Fall jetzt nicht möglich. "
        "Warum, sagt das Programm hier nicht: Wo ein Fall beim Gremium steht, gehört zu dessen "
        "Beratung. Fragen Sie dessen Geschäftsstelle."
    )


def folgestand(zeile: Ablaufzeile, ausgang: str | None, stand: Stand | None) -> Stand:
    """The state after the step. A row with one target takes any outcome."""
    if isinstance(zeile.nach, dict):
        ziel = zeile.nach.get(ausgang) if ausgang else None
        if ziel is None:
            moegliche = ", ".join(f"„{name}“" for name in zeile.nach)
            raise AusgangUnbekannt(
                f"Für „{zeile.schritt}“ ist der Ausgang „{ausgang or ''}“ nicht vorgesehen, "
                f"nur: {moegliche} ({zeile.beleg})."
            )
        return ziel
    ziel = zeile.nach or stand
    if ziel is None:
        raise AusgangUnbekannt(f"„{zeile.schritt}“ setzt einen vorhandenen Fall voraus.")
    return ziel


def ergebnis_nach(schritt: str, ausgang: str | None, bisher: str = "") -> str:
    """The result that stands recorded after a step: what `nur_nach` looks at."""
    if schritt == FESTSTELLUNG:
        return bisher if ausgang in _IMMER else ausgang or bisher
    return _ERGEBNIS_DURCH.get((schritt, ausgang), bisher)


def moegliche_schritte(
    ablauf: Ablauf,
    *,
    stand: Stand | None,
    funktion: Funktion,
    weg: Wegwahl | None,
    antragsweg: str | None,
    letztes_ergebnis: str | None = None,
) -> Ablauf:
    """The row of every step that this Funktion may take now."""
    gefunden = (
        erlaubnis(
            ablauf,
            schritt,
            stand=stand,
            funktion=funktion,
            weg=weg,
            antragsweg=antragsweg,
            letztes_ergebnis=letztes_ergebnis,
        )
        for schritt in dict.fromkeys(z.schritt for z in ablauf)
    )
    return tuple(e.zeile for e in gefunden if e.erlaubt and e.zeile)


def _passt(zeile: Ablaufzeile, stand: Stand | None) -> bool:
    return not zeile.von if stand is None else stand in zeile.von


def _begrenzt(zeile: Ablaufzeile, arten: frozenset[str]) -> Ablaufzeile:
    if not isinstance(zeile.nach, dict):
        return zeile
    return zeile.model_copy(update={"nach": {k: s for k, s in zeile.nach.items() if k in arten}})


def _anderer_weg(zeilen: Iterable[Ablaufzeile]) -> str:
    wege = _oder(f"„{WEG_WORTE[z.weg]}“" for z in zeilen if z.weg)
    return f"Diesen Schritt gibt es nur auf dem Weg {wege}{_belege(zeilen)}."


def _anderer_antragsweg(zeilen: Iterable[Ablaufzeile]) -> str:
    wege = _oder(f"„{name}“" for z in zeilen for name in z.antragsweg)
    return f"Diesen Schritt gibt es nur für Fälle auf dem Antragsweg {wege}{_belege(zeilen)}."


def _falscher_stand(zeilen: Iterable[Ablaufzeile], stand: Stand | None) -> str:
    staende = list(dict.fromkeys(s for z in zeilen for s in z.von))
    if not staende:
        return "Dieser Schritt beginnt einen neuen Fall; dieser Fall besteht schon."
    moeglich = _oder(f"„{STAND_WORTE[s]}“" for s in staende)
    jetzt = f"im Stand „{STAND_WORTE[stand]}“" if stand else "vor dem Erfassen eines Falls"
    return f"Dieser Schritt ist {jetzt} nicht möglich, nur im Stand {moeglich}{_belege(zeilen)}."


def _falsches_ergebnis(zeilen: Iterable[Ablaufzeile]) -> str:
    ergebnisse = _oder(f"„{name}“" for z in zeilen for name in z.nur_nach)
    return f"Dieser Schritt ist nur nach dem Ergebnis {ergebnisse} möglich{_belege(zeilen)}."


def _falsche_funktion(zeilen: Iterable[Ablaufzeile], funktion: Funktion) -> str:
    duerfen = _oder(FUNKTION_WORTE[f] for z in zeilen for f in z.wer)
    return (
        f"Als {FUNKTION_WORTE[funktion]} ist dieser Schritt nicht möglich. "
        f"Zuständig: {duerfen}{_belege(zeilen)}."
    )


def _oder(worte: Iterable[str]) -> str:
    eindeutig = list(dict.fromkeys(worte))
    return " oder ".join(filter(None, [", ".join(eindeutig[:-1]), eindeutig[-1]]))


def _belege(zeilen: Iterable[Ablaufzeile]) -> str:
    belege = "; ".join(dict.fromkeys(z.beleg for z in zeilen if z.beleg))
    return f" ({belege})" if belege else ""
