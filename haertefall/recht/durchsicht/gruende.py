"""Grounds and conditions: known questions, examples, contradictions in themselves."""

from collections.abc import Iterator, Mapping, Sequence

from haertefall.recht.beispiele import Beispiel
from haertefall.recht.durchsicht.auffaelligkeit import Auffaelligkeit, fehler, hinweis, warnung
from haertefall.recht.ordnung import Ausschlussgrund, Merkmal, Ordnung, Voraussetzung
from haertefall.recht.ordnung.meldungen import naechstes
from haertefall.recht.zulaessigkeit import Lage, pruefen


def gruende(
    ordnung: Ordnung, merkmale: Mapping[str, Merkmal], beispiele: Sequence[Beispiel]
) -> Iterator[Auffaelligkeit]:
    """Everything about [[ausschlussgrund]] and [[voraussetzung]]."""
    for voraussetzung in ordnung.voraussetzung:
        stelle = f"[[voraussetzung]] „{voraussetzung.kennung}“"
        yield from _fragen(stelle, voraussetzung, [*voraussetzung.wenn], merkmale)
    for grund in ordnung.ausschlussgrund:
        stelle = f"[[ausschlussgrund]] „{grund.kennung}“"
        yield from _fragen(stelle, grund, [*grund.wenn, *grund.es_sei_denn], merkmale)
        yield from _in_sich(stelle, grund)
    yield from _beispiele(ordnung, beispiele)


def _fragen(
    stelle: str,
    zeile: Ausschlussgrund | Voraussetzung,
    fragen: Sequence[str],
    merkmale: Mapping[str, Merkmal],
) -> Iterator[Auffaelligkeit]:
    for frage in fragen:
        if frage not in merkmale:
            nah = naechstes(frage, merkmale)
            tun = f"Meinten Sie „{nah}“?" if nah else "Legen Sie sie in merkmale.toml an."
            yield fehler(stelle, f"Die Frage „{frage}“ gibt es nicht.", tun)
        elif zeile.je == "fall" and merkmale[frage].je == "person":
            yield warnung(
                stelle,
                f"Der Grund gilt für den Fall, die Frage „{frage}“ wird aber je Person gestellt.",
                "Setzen Sie beide auf „person“ oder beide auf „fall“.",
            )


def _in_sich(stelle: str, grund: Ausschlussgrund) -> Iterator[Auffaelligkeit]:
    for frage in grund.wenn.keys() & grund.es_sei_denn.keys():
        if grund.wenn[frage] == grund.es_sei_denn[frage]:
            was = f"„{frage}“ steht in „wenn“ und gleichlautend in „es_sei_denn“."
            yield fehler(stelle, was, "So kann der Grund nie vorliegen.")
        else:
            was = f"„{frage}“ steht in „wenn“ und umgekehrt in „es_sei_denn“."
            yield warnung(stelle, was, "Die Ausnahme kann nie eintreten; löschen Sie sie.")


def _beispiele(ordnung: Ordnung, beispiele: Sequence[Beispiel]) -> Iterator[Auffaelligkeit]:
    pruefungen = [pruefen(ordnung, b.angaben) for b in beispiele if b.angaben is not None]
    gezeigt = {b.grund.kennung for p in pruefungen for b in p.vorhanden}
    verfehlt = {
        v.voraussetzung.kennung
        for p in pruefungen
        for v in p.voraussetzungen
        if v.lage is not Lage.LIEGT_VOR
    }
    for grund in ordnung.ausschlussgrund:
        if grund.kennung not in gezeigt:
            stelle = f"[[ausschlussgrund]] „{grund.kennung}“"
            yield hinweis(stelle, "Kein Fallbeispiel zeigt diesen Grund.", _ANLEGEN)
    for voraussetzung in ordnung.voraussetzung:
        if voraussetzung.kennung not in verfehlt:
            stelle = f"[[voraussetzung]] „{voraussetzung.kennung}“"
            yield hinweis(stelle, "Kein Fallbeispiel zeigt, was ohne sie geschieht.", _ANLEGEN)


_ANLEGEN = "Legen Sie eines unter fallbeispiele/ an."
