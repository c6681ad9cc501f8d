"""Which „soll“ grounds of a case the body has to weigh before an Ersuchen (§ 5 Abs. 2 HFKVO)."""

from haertefall.faelle.models import Fall
from haertefall.faelle.pruefung import je_person
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Wirkung
from haertefall.recht.ordnung import Ausschlussgrund
from haertefall.sitzungen.models import Tagesordnungspunkt


def abzuwaegen(fall: Fall) -> list[Ausschlussgrund]:
    """Grounds of the case's own Fassung that are found for somebody, each once, in file order."""
    ordnung = fassungen.aus_hash(fall.fassung_id).ordnung
    if not any(g.wirkung is Wirkung.SOLL for g in ordnung.ausschlussgrund):
        return []
    gefunden = {
        b.grund.kennung
        for p in je_person(fall, fall.personen.only("id"), ordnung)
        for b in p.pruefung.vorhanden
        if b.grund.wirkung is Wirkung.SOLL
    }
    return [g for g in ordnung.ausschlussgrund if g.kennung in gefunden]


def noch_abzuwaegen(punkt: Tagesordnungspunkt) -> list[Ausschlussgrund]:
    """Those without a sentence yet."""
    if punkt.fall is None:
        return []
    gruende = abzuwaegen(punkt.fall)
    erledigt = set(punkt.abwaegungen.values_list("grund", flat=True)) if gruende else set()
    return [g for g in gruende if g.kennung not in erledigt]
