"""The office marks a country paper as outdated. It stays: somebody may have relied on it."""

from typing import Any

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Laenderpapier
from haertefall.sitzungen.vorbereitung import laenderpapiere
from haertefall.statistik.laender import laender


class Ueberholung(Eingabe):
    """Which paper, and why."""

    papier = GesperrteWahl(Laenderpapier.objects.none(), label="Länderpapier")
    weil = LangerText(label="Warum es überholt ist", max_length=2_000)

    def vorbereiten(self) -> None:
        """Papers in force."""
        feld, namen = self.feld("papier"), laender()
        feld.queryset = laenderpapiere(self.vorgang.akteur).filter(ueberholt_am=None)
        feld.label_from_instance = lambda p: (
            f"{namen[p.land].name}: {p.titel} (Stand {p.stand_am:%d.%m.%Y})"
        )
        feld.error_messages |= {"invalid_choice": "Dieses Papier gilt schon als überholt."}


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Mark it from today on."""
    papier: Laenderpapier = daten["papier"]
    papier.ueberholt_am, papier.ueberholt_weil = vorgang.heute, daten["weil"]
    papier.save(update_fields=["ueberholt_am", "ueberholt_weil"])
    vorgang.objekt = papier.pk


SCHRITT = Schritt(
    "laenderpapier_ueberholen",
    "Als überholt kennzeichnen",
    Ueberholung,
    wirkung,
    objekt="gremium",
    danach="laenderpapiere",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
