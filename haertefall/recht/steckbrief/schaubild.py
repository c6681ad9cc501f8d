"""The flow as a diagram of boxes and arrows in text."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import shorten

from haertefall.recht.ablauf import Ablauf, Wegwahl
from haertefall.recht.ablaufgraph import NOTAUSGANG, Kante, Strecke, erreichbar, kanten, strecken
from haertefall.recht.begriffe import FUNKTION_WORTE, GEGENSTAND_WORTE, STAND_WORTE, Stand
from haertefall.recht.ordnung import Ablaufzeile, Ordnung
from haertefall.recht.steckbrief.satzspiegel import BREITE, absatz, punkt, ueberschrift, worte

_AUSGAENGE = {
    **{gegenstand.value: wort for gegenstand, wort in GEGENSTAND_WORTE.items()},
    "zulaessig": "Zulässig",
    "abzuwaegen": "Abzuwägen",
    "ausgeschlossen": "Ausgeschlossen",
    "keine_befassung": "Keine Befassung",
    "abschluss": "Abschluss",
    "rueckmeldung_abwarten": "Rückmeldung abwarten",
    "kommission": "Kommission",
    "vorpruefungsausschuss": "Vorprüfungsausschuss",
}
_INNEN = BREITE - 8


def schaubild(
    ordnung: Ordnung, ablauf: Ablauf, weg: Wegwahl | None, namen: Mapping[str, str]
) -> Iterator[str]:
    """Each reachable state as a box, under it the steps and where they lead."""
    yield from ueberschrift("Ablauf")
    for zeile in ordnung.weg:
        gezeigt = " (hier gezeigt)" if zeile.kennung == weg else ""
        yield from punkt(f"Weg „{zeile.kennung}“{gezeigt}: {zeile.bezeichnung}")
    auf = [strecke for strecke in strecken(ordnung) if strecke.weg == weg]
    alle = _alle(ablauf, auf)
    staende = {stand for strecke in auf for stand in erreichbar(kanten(ablauf, strecke))}
    yield ""
    yield "  (Eingang)"
    yield from _unter_kasten([k for k in alle if k.von is None], namen)
    for stand in [s for s in Stand if s in staende]:
        yield from _kasten(STAND_WORTE[stand])
        yield from _unter_kasten([k for k in alle if k.von is stand], namen)
    yield from _ausserdem(ablauf, namen)


def _alle(ablauf: Ablauf, auf: Iterable[Strecke]) -> tuple[Kante, ...]:
    gesammelt = [kante for strecke in auf for kante in kanten(ablauf, strecke)]
    return tuple(k for i, k in enumerate(gesammelt) if k not in gesammelt[:i] and not k.zeile.frei)


def _kasten(text: str) -> list[str]:
    return [
        f"  ┌{'─' * _INNEN}┐",
        f"  │ {shorten(text, _INNEN - 2):<{_INNEN - 2}} │",
        f"  └{'─' * _INNEN}┘",
    ]


def _unter_kasten(kanten_hier: list[Kante], namen: Mapping[str, str]) -> Iterator[str]:
    """The steps of a state; the line ends at the last arrow."""
    zeilen = list(_schritte(kanten_hier, namen))
    letzter = max((i for i, z in enumerate(zeilen) if z.startswith("    ├")), default=0)
    yield from zeilen[:letzter]
    yield from (z.replace("├", "└", 1).replace("│", " ", 1) for z in zeilen[letzter:])
    yield ""


def _schritte(kanten_hier: list[Kante], namen: Mapping[str, str]) -> Iterator[str]:
    zeilen = [k.zeile for k in kanten_hier]
    for i, zeile in enumerate(zeilen):
        if zeile in zeilen[:i]:
            continue
        yield "    │"
        for text in absatz(_schritt(zeile, namen), 6):
            yield f"    │ {text.strip()}"
        ziele: dict[Stand, list[str]] = {}
        for kante in kanten_hier:
            if kante.zeile == zeile:
                ziele.setdefault(kante.nach, []).append(kante.ausgang or "")
        for nach, ausgaenge in ziele.items():
            yield from _pfeil(nach, [a for a in ausgaenge if a])


def _pfeil(nach: Stand, ausgaenge: list[str]) -> Iterator[str]:
    namen = ", ".join(_AUSGAENGE.get(a, a.replace("_", " ")) for a in ausgaenge)
    erste, *weitere = absatz(f"{namen} ──▶ {STAND_WORTE[nach]}".strip(), 10)
    yield f"    ├─ {erste.strip()}" if namen else f"    ├{erste.strip()}"
    yield from (f"    │     {zeile.strip()}" for zeile in weitere)


def _schritt(zeile: Ablaufzeile, namen: Mapping[str, str]) -> str:
    wer = worte(FUNKTION_WORTE[f] for f in zeile.wer)
    nur = f"; nur auf Antragsweg {worte(zeile.antragsweg)}" if zeile.antragsweg else ""
    nach = f"; nur nach {worte(zeile.nur_nach)}" if zeile.nur_nach else ""
    return f"{_name(zeile, namen)} [{wer}{nur}{nach}] {zeile.beleg}".strip()


def _ausserdem(ablauf: Ablauf, namen: Mapping[str, str]) -> Iterator[str]:
    frei = dict.fromkeys(_name(z, namen) for z in ablauf if z.frei)
    yield from absatz(f"Nebenschritte, ohne den Stand zu ändern: {worte(frei) or 'keine'}.", 2)
    ausgaenge = [z for z in ablauf if z.schritt == NOTAUSGANG]
    if ausgaenge:
        yield from absatz(
            f"Aus fast jedem Stand: {_name(ausgaenge[0], namen)} ──▶ "
            f"{STAND_WORTE[Stand.ABGESCHLOSSEN]}.",
            2,
        )


def _name(zeile: Ablaufzeile, namen: Mapping[str, str]) -> str:
    return namen.get(zeile.schritt, zeile.schritt)
