"""A session that is over, with what was recorded about it."""

from datetime import timedelta
from typing import Any

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.sitzungen.models import Abschnitt, Sitzung, Sitzungsstand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, jetzt

GRUENDE = "Die Kinder besuchen seit sechs Jahren die Schule (erfunden)."
ERWARTUNG = {
    "erwartungen_1_was1": "Der Pass wird beschafft.",
    "erwartungen_1_zumutbar1": "Die Botschaft stellt Pässe aus (erfunden).",
}


def beendete_sitzung(spiel: Spiel, **antrag: Any) -> tuple[Sitzung, Fall]:
    """A session of last week: one case with a result."""
    with gestellt(jetzt() - timedelta(days=21)):
        fall = spiel.bis(Stand.AUF_TAGESORDNUNG, **antrag)
    sitzung = fall.tagesordnungspunkte.get().sitzung
    with gestellt(sitzung.beginn + timedelta(hours=3)):
        spiel.zug(fall, "ergebnis_feststellen", "ersuchen", gruende=GRUENDE, **ERWARTUNG)
        beende(spiel, sitzung)
    return sitzung, fall


def beende(spiel: Spiel, sitzung: Sitzung) -> None:
    spiel.tue("sitzung_beenden", sitzung=str(sitzung.pk), mitglieder=10, anwesende=8)
    sitzung.refresh_from_db()
    assert sitzung.stand == Sitzungsstand.BEENDET


def tue(spiel: Spiel, sitzung: Sitzung, schritt: str, **eingabe: Any) -> Any:
    """An act on the session, after it."""
    return spiel.tue(schritt, sitzung=str(sitzung.pk), **eingabe)


def abschnitt(sitzung: Sitzung, nummer: int) -> Abschnitt:
    gefunden = Abschnitt.objects.select_related(
        "niederschrift__sitzung__schluessel", "punkt__fall__schluessel"
    ).get(niederschrift__sitzung=sitzung, nummer=nummer)
    return gefunden


def aendere(spiel: Spiel, teil: Abschnitt, text: str, gesehen: int, stimmen: str = "") -> Any:
    return tue(
        spiel,
        teil.niederschrift.sitzung,
        "niederschrift_aendern",
        abschnitt=str(teil.pk),
        gesehen=gesehen,
        text=text,
        stimmen=stimmen,
    )


def stelle_fest(spiel: Spiel, sitzung: Sitzung) -> None:
    """From the end of the session to the frozen minutes."""
    tue(spiel, sitzung, "niederschrift_erstellen")
    tue(spiel, sitzung, "niederschrift_genehmigen", wie="Zu Beginn der Sitzung, ohne Einwände.")
    tue(spiel, sitzung, "niederschrift_feststellen")
