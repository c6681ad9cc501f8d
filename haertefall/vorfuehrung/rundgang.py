"""The cases of the guided tour: for each body one case per state, spread over the last months."""

from haertefall.gremien.models import Gremium
from haertefall.recht.begriffe import Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.vorfuehrung.spiel import KeinWeg, Spiel, weg_nach
from haertefall.vorfuehrung.zeitreise import Zeitreise
from haertefall.zeit import heute


def erreichbare(gremium: Gremium) -> list[Stand]:
    """States a case of this body can get to, in the order of the procedure."""
    fassung = fassung_des_gremiums(gremium, heute())
    antragswege = [w.kennung for w in fassung.ordnung.antragsweg] or ["unbekannt"]
    gefunden = []
    for stand in Stand:
        for antragsweg in antragswege:
            try:
                weg_nach(fassung.ablauf, stand, weg=gremium.weg, antragsweg=antragsweg)
            except KeinWeg:
                continue
            gefunden.append(stand)
            break
    return gefunden


def faelle_spielen(gremium: Gremium) -> None:
    """One case per reachable state, the further on the longer ago it began."""
    spiel = Spiel(gremium, stelle=len(gremium.kennung))
    for stand in erreichbare(gremium):
        Zeitreise(spiel).fall_bis(stand)
