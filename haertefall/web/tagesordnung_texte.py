"""What stands beside an item: how often the authority was asked, what became of earlier cases."""

from dataclasses import dataclass
from datetime import date

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Sitzung, Sitzungsstand
from haertefall.zeit import rechtstag

HOECHSTENS = 30


@dataclass(frozen=True)
class Frueheres:
    """What happened to a case of an earlier session since the last one."""

    aktenzeichen: str
    am: date
    was: str


def mahnungen(fall: Fall) -> tuple[str, ...]:
    """When the authority was asked for its statement and reminded, from the history."""
    saetze = []
    for zeile in fall.stellungnahmen.all():
        bis = f", erbeten bis {zeile.erbeten_bis:%d.%m.%Y}" if zeile.erbeten_bis else ""
        saetze.append(
            (zeile.angefordert_am, f"Angefordert am {zeile.angefordert_am:%d.%m.%Y}{bis}")
        )
    eintraege = fall.verlauf.filter(schritt="unterlagen_nachfordern", ersetzt_durch=None)
    for eintrag in eintraege.order_by("stelle"):
        eintrag.fall = fall
        if eintrag.angaben.get("von_wem") == "behoerde":
            saetze.append((eintrag.am, f"Erinnert am {eintrag.am:%d.%m.%Y}"))
    return tuple(satz for _, satz in sorted(saetze))


def frueheres(akteur: Akteur, sitzung: Sitzung) -> tuple[Frueheres, ...]:
    """Cases of earlier sessions that the reader sees, with what happened since the last one."""
    davor = (
        Sitzung.objects.filter(
            gremium=sitzung.gremium_id, stand=Sitzungsstand.BEENDET, beginn__lt=sitzung.beginn
        )
        .order_by("-beginn")
        .first()
    )
    if davor is None:
        return ()
    beraten = sichtbar_fuer(akteur).filter(
        tagesordnungspunkte__sitzung__beginn__lt=sitzung.beginn,
        tagesordnungspunkte__sitzung__stand=Sitzungsstand.BEENDET,
    )
    eintraege = (
        Verlaufseintrag.objects.filter(
            fall__in=beraten, am__gte=rechtstag(davor.beginn), ersetzt_durch=None
        )
        .exclude(schritt__in=["auf_tagesordnung_setzen", "ergebnis_feststellen"])
        .select_related("fall")
        .order_by("fall__aktenzeichen", "stelle")
    )
    return tuple(
        Frueheres(e.fall.aktenzeichen, e.am, SCHRITTE[e.schritt].titel)
        for e in eintraege[:HOECHSTENS]
    )
