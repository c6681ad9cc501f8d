"""Quorum and majority: readings with names, gaps, contradictions, examples."""

from collections.abc import Iterator, Sequence

from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.recht.beispiele import Beispiel
from haertefall.recht.durchsicht.auffaelligkeit import Auffaelligkeit, fehler, hinweis, warnung
from haertefall.recht.ordnung import Mehrheit, Ordnung, Thema

# Nobody votes on these apart: a lost vote on an Ersuchen is „kein Ersuchen“.
_OHNE_EIGENE_ABSTIMMUNG = frozenset({Gegenstand.KEIN_ERSUCHEN})


def beschluesse(ordnung: Ordnung, beispiele: Sequence[Beispiel]) -> Iterator[Auffaelligkeit]:
    """Everything about [[mehrheit]], [[ohne_abstimmung]] and [[beschlussfaehigkeit]]."""
    gemeinsam = {g for z in ordnung.ohne_abstimmung for g in z.gegenstand}
    geregelt = {g for z in ordnung.mehrheit for g in z.gegenstand}
    for gegenstand in sorted(gemeinsam & geregelt):
        was = "Steht unter [[mehrheit]] und unter [[ohne_abstimmung]]."
        yield fehler(_stelle(gegenstand), was, "Löschen Sie eines von beiden.")
    for gegenstand in sorted(geregelt):
        yield from _lesarten(ordnung, gegenstand)
    for art in ordnung.ergebnis:
        offen = art.gegenstand not in gemeinsam | geregelt | _OHNE_EIGENE_ABSTIMMUNG
        if offen and not _luecke_genannt(ordnung):
            was = "Keine Mehrheit hinterlegt; das Ergebnis stellt eine Person fest."
            tun = "Ist das nicht geregelt oder nicht bekannt, sagen Sie es unter „mehrheit“."
            yield hinweis(_stelle(art.gegenstand), was, tun)
    gezeigt = {b.abstimmung.gegenstand for b in beispiele if b.abstimmung is not None}
    for gegenstand in sorted((gemeinsam | geregelt) - gezeigt):
        was = "Kein Fallbeispiel zeigt eine Abstimmung darüber."
        yield hinweis(_stelle(gegenstand), was, "Legen Sie eines unter fallbeispiele/ an.")


def _lesarten(ordnung: Ordnung, gegenstand: Gegenstand) -> Iterator[Auffaelligkeit]:
    je_gremium: dict[tuple[str | None, bool], list[Mehrheit]] = {}
    for zeile in ordnung.mehrheit:
        if gegenstand in zeile.gegenstand:
            je_gremium.setdefault((zeile.kleines_gremium, zeile.umlauf), []).append(zeile)
    for zeilen in je_gremium.values():
        namen = [zeile.lesart for zeile in zeilen]
        if len(zeilen) > 1 and (None in namen or len(set(namen)) < len(namen)):
            was = f"{len(zeilen)} Zeilen sind Lesarten desselben Satzes und brauchen Namen."
            tun = "Geben Sie jeder Zeile eine eigene „lesart“."
            yield warnung(_stelle(gegenstand), was, tun)


def _luecke_genannt(ordnung: Ordnung) -> bool:
    angaben = (*ordnung.nicht_geregelt, *ordnung.unbekannt)
    return any(angabe.thema is Thema.MEHRHEIT for angabe in angaben)


def _stelle(gegenstand: Gegenstand) -> str:
    return f"Beschluss „{GEGENSTAND_WORTE[gegenstand]}“"
