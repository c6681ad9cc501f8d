"""The flow: unreachable rows, dead ends, ambiguity, ways that do not fit."""

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from haertefall.recht.ablauf import FESTSTELLUNG, Ablauf
from haertefall.recht.ablaufgraph import (
    Strecke,
    erreichbar,
    gilt_auf,
    kanten,
    sackgassen,
    strecken,
)
from haertefall.recht.begriffe import GEGENSTAND_WORTE, STAND_WORTE, Gegenstand, Stand
from haertefall.recht.durchsicht.auffaelligkeit import Auffaelligkeit, fehler, hinweis, warnung
from haertefall.recht.ordnung import Ablaufzeile, Ordnung
from haertefall.recht.ordnung.meldungen import naechstes

# Results that are no outcome of a step in a single case, or of another step than the finding.
_OHNE_FALL = frozenset({Gegenstand.ALLGEMEINE_AUSSAGE, Gegenstand.WAHL_VORSITZ})
_EIGENER_SCHRITT = {Gegenstand.RUECKNAHME_ERSUCHEN: "ersuchen_zuruecknehmen"}
_IMMER = frozenset({Gegenstand.VERTAGUNG.value, Gegenstand.WEITERE_AUFKLAERUNG.value})


def verlauf(ordnung: Ordnung, ablauf: Ablauf) -> Iterator[Auffaelligkeit]:
    """Everything about [[ablauf]] and [[weg]]."""
    yield from _wege(ordnung)
    if all(zeile.von for zeile in ablauf):
        yield fehler("[[ablauf]]", "Kein Schritt eröffnet einen Fall.", "Schreiben Sie von = [].")
    alle = {s: erreichbar(kanten(ablauf, s)) for s in strecken(ordnung)}
    for strecke in alle:
        yield from _sackgassen(ablauf, strecke)
    yield from _unerreichbar(ordnung.ablauf, alle)
    yield from _mehrdeutig(ordnung.ablauf)
    yield from _ergebnisse(ordnung, ablauf, alle)


def unbekannte_schritte(
    ablauf: Iterable[Ablaufzeile], bekannt: Collection[str]
) -> Iterator[Auffaelligkeit]:
    """Steps that the program does not have."""
    for schritt in dict.fromkeys(z.schritt for z in ablauf if z.schritt not in bekannt):
        nah = naechstes(schritt, bekannt)
        tun = f"Meinten Sie „{nah}“?" if nah else "Neue Schritte brauchen Programm, keine Daten."
        yield fehler(f"[[ablauf]] „{schritt}“", "Diesen Schritt gibt es nicht.", tun)


def _wege(ordnung: Ordnung) -> Iterator[Auffaelligkeit]:
    if not ordnung.weg:
        return
    standard = [w for w in ordnung.weg if w.standard]
    if len(standard) != 1:
        yield fehler(
            "[[weg]]",
            f"{len(standard)} Wege sind als Standard bezeichnet, es muss genau einer sein.",
            "Setzen Sie bei einem standard = true.",
        )
    for weg in ordnung.weg:
        if not any(zeile.weg == weg.kennung for zeile in ordnung.ablauf):
            was = "Keine Zeile des Ablaufs gehört zu diesem Weg."
            yield warnung(f"[[weg]] „{weg.kennung}“", was, "Dann unterscheidet er nichts.")


def _sackgassen(ablauf: Ablauf, strecke: Strecke) -> Iterator[Auffaelligkeit]:
    ohne_ausweg = sackgassen(kanten(ablauf, strecke, ohne=()))
    for stand in sorted(sackgassen(kanten(ablauf, strecke))):
        stelle = f"Stand „{STAND_WORTE[stand]}“ ({strecke})"
        if stand in ohne_ausweg:
            yield fehler(stelle, "Von hier führt kein Schritt zum Ende.")
        else:
            was = "Von hier führt nur „anderweitig erledigen“ zum Ende."
            yield warnung(stelle, was, "Es fehlt ein Schritt mit „nach“.")


def _unerreichbar(
    zeilen: Iterable[Ablaufzeile], alle: dict[Strecke, frozenset[Stand]]
) -> Iterator[Auffaelligkeit]:
    for zeile in zeilen:
        if not _gehbar(zeile, alle):
            von = ", ".join(f"„{stand}“" for stand in zeile.von)
            was = f"Kein Fall kommt je in einen Stand, in dem er möglich ist ({von})."
            yield warnung(f"[[ablauf]] „{zeile.schritt}“", was, "Der Schritt ist unerreichbar.")


def _mehrdeutig(zeilen: Iterable[Ablaufzeile]) -> Iterator[Auffaelligkeit]:
    for eine, andere in combinations(zeilen, 2):
        gemeinsam = [s for s in eine.von if s in andere.von]
        gleich = eine.schritt == andere.schritt and eine.nach != andere.nach
        if gleich and _zugleich(eine, andere) and (gemeinsam or eine.von == andere.von):
            yield fehler(
                f"[[ablauf]] „{eine.schritt}“",
                "Zwei Zeilen gelten zugleich und führen Verschiedenes herbei.",
                "Trennen Sie sie durch „von“, „weg“, „antragsweg“, „nur_nach“ oder „wer“.",
            )


def _zugleich(eine: Ablaufzeile, andere: Ablaufzeile) -> bool:
    weg = eine.weg is None or andere.weg is None or eine.weg == andere.weg
    return (
        weg
        and _ueberschneidet(eine.antragsweg, andere.antragsweg)
        and _ueberschneidet(eine.nur_nach, andere.nur_nach)
        and bool(set(eine.wer) & set(andere.wer))
    )


def _ueberschneidet(eine: list[str], andere: list[str]) -> bool:
    return not eine or not andere or bool(set(eine) & set(andere))


def _ergebnisse(
    ordnung: Ordnung, ablauf: Ablauf, alle: dict[Strecke, frozenset[Stand]]
) -> Iterator[Auffaelligkeit]:
    arten = {z.gegenstand.value for z in ordnung.ergebnis}
    for zeile in ordnung.ablauf:
        if zeile.schritt == FESTSTELLUNG and arten and isinstance(zeile.nach, dict):
            for ausgang in zeile.nach.keys() - arten - _IMMER:
                was = f"Der Ausgang „{ausgang}“ steht nicht unter [[ergebnis]]; er entfällt."
                yield fehler(f"[[ablauf]] „{FESTSTELLUNG}“", was, "Ergänzen oder löschen.")
    gehbar = [z for z in ablauf if _gehbar(z, alle)]
    ausgaenge = {str(ausgang) for z in gehbar for ausgang in z.ziele()}
    schritte = {z.schritt for z in gehbar}
    for art in ordnung.ergebnis:
        eigener = _EIGENER_SCHRITT.get(art.gegenstand)
        erreicht = eigener in schritte if eigener else art.gegenstand.value in ausgaenge
        if art.gegenstand not in _OHNE_FALL and not erreicht:
            stelle = f"[[ergebnis]] „{GEGENSTAND_WORTE[art.gegenstand]}“"
            yield warnung(stelle, "Kein Schritt führt zu diesem Ergebnis.")
    if not ordnung.ergebnis:
        was = "Kein Ergebnis ist genannt; angeboten werden alle des gemeinsamen Gerüsts."
        yield hinweis("[[ergebnis]]", was)


def _gehbar(zeile: Ablaufzeile, alle: dict[Strecke, frozenset[Stand]]) -> bool:
    staende = [alle[s] for s in alle if gilt_auf(zeile, s)]
    return not zeile.von or any(stand in s for s in staende for stand in zeile.von)
