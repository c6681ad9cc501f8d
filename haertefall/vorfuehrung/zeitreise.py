"""Plays a case over weeks in the past, so that it stands today where the tour wants it."""

from datetime import timedelta

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.vorfuehrung.spiel import KeinWeg, Spiel, weg_nach
from haertefall.zeit import gestellt, jetzt

TAGE_JE_SCHRITT = 9


class Zeitreise:
    """Plays one case backwards-dated by setting the clock before each act."""

    def __init__(self, spiel: Spiel) -> None:
        self.spiel = spiel

    def fall_bis(self, ziel: Stand) -> Fall:
        """A new case that reaches `ziel` with its last act a few days ago."""
        fassung = fassung_des_gremiums(self.spiel.gremium, jetzt().date())
        for antragsweg in [w.kennung for w in fassung.ordnung.antragsweg] or ["unbekannt"]:
            try:
                zuege = weg_nach(
                    fassung.ablauf, ziel, weg=self.spiel.gremium.weg, antragsweg=antragsweg
                )
            except KeinWeg:
                continue
            break
        else:
            raise KeinWeg(f"{self.spiel.gremium.kennung}: kein Weg nach „{ziel}“.")
        return self._spielen(zuege, antragsweg)

    def _spielen(self, zuege: list[tuple[str, str | None]], antragsweg: str) -> Fall:
        beginn = jetzt() - timedelta(days=TAGE_JE_SCHRITT * len(zuege))
        with gestellt(beginn):
            fall = self.spiel.neuer_fall(
                antragsweg=antragsweg, eingebracht_von=self.spiel.einbringende()
            )
        for nummer, (schritt, ausgang) in enumerate(zuege[1:], start=1):
            with gestellt(beginn + timedelta(days=TAGE_JE_SCHRITT * nummer)):
                self.spiel.zug(fall, schritt, ausgang)
        return fall
