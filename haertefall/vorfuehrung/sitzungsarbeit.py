"""The work around a session in the guided tour: preparation before, minutes after it."""

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel


def vorbereitung_spielen(spiel: Spiel, sitzung: Sitzung) -> None:
    """A private note, a question that is answered, one that is not, two country papers."""
    faelle = list(
        Fall.objects.filter(
            tagesordnungspunkte__sitzung=sitzung, tagesordnungspunkte__abgesetzt=False
        ).order_by("tagesordnungspunkte__nummer")
    )
    erster, letzter = faelle[0], faelle[-1]
    for titel in ("Passbeschaffung bei der Botschaft (erfunden)", "Zugang zu Schulen (erfunden)"):
        spiel.tue("laenderpapier_einstellen", land=erster.land, titel=titel)
    ueberholt = spiel.gremium.laenderpapiere.earliest("eingestellt_um")
    spiel.tue("laenderpapier_ueberholen", papier=str(ueberholt.pk))
    spiel.tue("notiz_schreiben", als=Funktion.MITGLIED, fall=erster)
    spiel.tue("frage_stellen", als=Funktion.MITGLIED, fall=erster)
    spiel.tue("frage_beantworten", frage=str(erster.mitgliederfragen.get().pk))
    spiel.tue("frage_stellen", als=Funktion.MITGLIED, fall=letzter)
