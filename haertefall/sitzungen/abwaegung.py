"""Which „soll“ grounds of a case the body has to weigh before an Ersuchen (§ 5 Abs. 2 HFKVO)."""

from functools import cache

from django.db.models import UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.faelle.models import Angabe, Fall
from haertefall.faelle.pruefung import antworten
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Wirkung
from haertefall.recht.ordnung import Ausschlussgrund
from haertefall.recht.zulaessigkeit import liegen_vor
from haertefall.sitzungen.models import Abwaegung, Tagesordnungspunkt


@cache
def _angaben_zu(fragen: frozenset[str]) -> FesteLesung[Angabe]:
    """Answers of a case to these questions: every Fassung has its own."""
    return FesteLesung(
        lambda: Angabe.objects.filter(
            fall=Stelle("fall", UUIDField()), merkmal__in=sorted(fragen), person__isnull=False
        )
    )


def abzuwaegen(fall: Fall) -> list[Ausschlussgrund]:
    """Grounds of the case's own Fassung that are found for somebody, each once, in file order.

    Only the answers on which such grounds rest are read: a ground without one is not found.
    """
    ordnung = fassungen.aus_hash(fall.fassung_id).ordnung
    soll = [g for g in ordnung.ausschlussgrund if g.wirkung is Wirkung.SOLL]
    fragen = frozenset(merkmal for g in soll for merkmal in (*g.wenn, *g.es_sei_denn))
    if not fragen:
        return []
    je_person: dict[object, list[Angabe]] = {}
    for angabe in _angaben_zu(fragen)(fall=fall.pk):
        angabe.fall = fall
        je_person.setdefault(angabe.person_id, []).append(angabe)
    gefunden = {
        grund.kennung
        for angaben in je_person.values()
        for grund in liegen_vor(soll, antworten(angaben))
    }
    return [g for g in soll if g.kennung in gefunden]


def noch_abzuwaegen(punkt: Tagesordnungspunkt) -> list[Ausschlussgrund]:
    """Those without a sentence yet."""
    if punkt.fall is None:
        return []
    gruende = abzuwaegen(punkt.fall)
    erledigt = abgewogen(punkt) if gruende else {}
    return [g for g in gruende if g.kennung not in erledigt]


def abgewogen(punkt: Tagesordnungspunkt) -> dict[str, Abwaegung]:
    """What was weighed, by ground; one query."""
    zeilen = list(punkt.abwaegungen.all())
    for zeile in zeilen:
        zeile.punkt = punkt
    return {zeile.grund: zeile for zeile in zeilen}
