"""One invented case per body, from the application to the final answer, as a printed trail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.recht.ablauf import ergebnis_nach
from haertefall.recht.begriffe import FUNKTION_WORTE, STAND_WORTE, Funktion, Stand
from haertefall.recht.ordnung import Ablaufzeile
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.register import hole
from haertefall.vorfuehrung.spiel import KeinWeg, Spiel, Zug, weg_nach
from haertefall.zeit import gestellt, heute, jetzt

# States the story passes, the fullest first: announcement, order and permit are three acts.
STATIONEN = (
    (Stand.ANGEKUENDIGT, Stand.ANGEORDNET, Stand.ABGESCHLOSSEN),
    (Stand.MITGETEILT, Stand.ABGESCHLOSSEN),
    (Stand.ENTSCHIEDEN, Stand.ABGESCHLOSSEN),
)
KURZER_WEG = frozenset({"anderweitig_erledigen"})
TAGE = 7


@dataclass(frozen=True)
class Spur:
    """One line of the trail."""

    tag: str
    schritt: str
    wer: str
    beleg: str
    stand: str


def ganzer_weg(spiel: Spiel) -> tuple[str, list[Zug]]:
    """Way in and acts of a case that goes all the way, not the short way out.

    Raises:
        KeinWeg: the rules lead to no end.
    """
    fassung = fassung_des_gremiums(spiel.gremium, heute())
    for antragsweg in [w.kennung for w in fassung.ordnung.antragsweg] or ["unbekannt"]:
        for stationen in STATIONEN:
            try:
                return antragsweg, _ueber(fassung.ablauf, spiel.gremium.weg, antragsweg, stationen)
            except KeinWeg:
                continue
    raise KeinWeg(f"{spiel.gremium.kennung}: kein Weg zum Abschluss.")


def _ueber(
    ablauf: Sequence[Ablaufzeile], weg: str, antragsweg: str, stationen: Sequence[Stand]
) -> list[Zug]:
    zuege: list[Zug] = []
    von, ergebnis = None, ""
    for station in stationen:
        teil = weg_nach(
            ablauf,
            station,
            weg=weg,
            antragsweg=antragsweg,
            von=von,
            ergebnis=ergebnis,
            meide=KURZER_WEG,
        )
        for schritt, ausgang in teil:
            ergebnis = ergebnis_nach(schritt, ausgang, ergebnis)
        zuege += teil
        von = station
    return zuege


def spielen(spiel: Spiel) -> Fall:
    """Play it, a week between the acts, so that it ends today."""
    antragsweg, zuege = ganzer_weg(spiel)
    beginn = jetzt() - timedelta(days=TAGE * (len(zuege) - 1))
    with gestellt(beginn):
        fall = spiel.neuer_fall(antragsweg=antragsweg)
    for nummer, (schritt, ausgang) in enumerate(zuege[1:], start=1):
        with gestellt(beginn + timedelta(days=TAGE * nummer)):
            spiel.zug(fall, schritt, ausgang)
    return fall


def spur(fall: Fall) -> Iterator[Spur]:
    """The history of a case in words; answers to single questions are left out."""
    for eintrag in Verlaufseintrag.objects.filter(fall=fall).exclude(schritt="angabe_festhalten"):
        yield Spur(
            f"{eintrag.am:%d.%m.%Y}",
            hole(eintrag.schritt).titel,
            FUNKTION_WORTE[Funktion(eintrag.funktion)],
            eintrag.beleg,
            STAND_WORTE[Stand(eintrag.nach)],
        )
