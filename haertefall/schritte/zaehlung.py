"""From the history of a case to its counted facts."""

from dataclasses import replace
from datetime import date

from django.db.models import UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.statistik import tatsachen
from haertefall.statistik.codes import MIT_FOLGE
from haertefall.statistik.zeitleiste import Wert, Zaehlereignis

_VON_ANFANG_AN = {"land", "personen"}
_gezaehlte: FesteLesung[tuple[date, int, dict[str, Wert]]] = FesteLesung(
    lambda: (
        Verlaufseintrag.objects.filter(fall=Stelle("fall", UUIDField()), ersetzt_durch__isnull=True)
        .exclude(zaehlt={})
        .order_by("stelle")
        .values_list("am", "stelle", "zaehlt")
    )
)


def ereignisse(fall: Fall) -> list[Zaehlereignis]:
    """What counts, from the history: corrected entries no longer speak, their correction does."""
    zeilen = [
        Zaehlereignis(am=am, folge_nr=stelle, aenderung=zaehlt)
        for am, stelle, zaehlt in _gezaehlte(fall=fall.pk)
    ]
    return _mit_letztem_wort(_nach_dem_ergebnis(_ab_eingang(zeilen)))


def _ab_eingang(zeilen: list[Zaehlereignis]) -> list[Zaehlereignis]:
    """Country and number of people hold from the receipt on, also after its day was corrected."""
    eingang = zeilen[0].am
    return [
        replace(zeile, am=eingang) if zeile.aenderung.keys() <= _VON_ANFANG_AN else zeile
        for zeile in zeilen
    ]


def _nach_dem_ergebnis(zeilen: list[Zaehlereignis]) -> list[Zaehlereignis]:
    """What follows a result counts from the day of the result on, if it happened before.

    Else a departure before the session, or an answer with a wrong day, would be forgotten on the
    day of the Ersuchen, and a closed case would count as open for ever.
    """
    ergebnis_am: date | None = None
    geordnet = []
    for zeile in zeilen:
        if "ergebnis" in zeile.aenderung:
            ergebnis_am = zeile.am
        elif "folge" in zeile.aenderung and ergebnis_am is not None:
            zeile = replace(zeile, am=max(zeile.am, ergebnis_am))
        geordnet.append(zeile)
    return geordnet


def _mit_letztem_wort(zeilen: list[Zaehlereignis]) -> list[Zaehlereignis]:
    """What is said later holds from its day on, whatever was said before about later days.

    Else a removal that becomes known late would be undone by what was recorded in ignorance of it.
    """
    fruehester_tag: dict[str, date] = {}
    bereinigt = []
    for zeile in reversed(zeilen):
        gilt = {
            name: wert
            for name, wert in zeile.aenderung.items()
            if zeile.am <= fruehester_tag.get(name, zeile.am)
        }
        bereinigt.append(replace(zeile, aenderung=gilt))
        fruehester_tag |= dict.fromkeys(gilt, zeile.am)
    return bereinigt[::-1]


def folge_moeglich(fall: Fall) -> bool:
    """Whether a result stands that somebody may follow; a withdrawn Ersuchen does not."""
    return (
        fall.zaehlt_als in MIT_FOLGE
        and fall.ergebnisse.filter(
            gegenstand=fall.zaehlt_als, zurueckgenommen_am__isnull=True
        ).exists()
    )


def fortschreiben(eintrag: Verlaufseintrag, heute: date) -> None:
    """Bring the counted facts of the case up to date with its newest entry."""
    fall = eintrag.fall
    if eintrag.nummer == 1:
        gezaehlt = [Zaehlereignis(eintrag.am, eintrag.stelle, eintrag.zaehlt)]
    else:
        gezaehlt = ereignisse(fall)
    tatsachen.fortschreiben(
        vorgang=fall.zaehl_vorgang,
        gremium=fall.gremium.kennung,
        fassung=fall.fassung_id,
        ereignisse=gezaehlt,
        heute=heute,
        erstmals=eintrag.nummer == 1,
    )
