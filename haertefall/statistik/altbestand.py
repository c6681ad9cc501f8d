"""A historical stock of facts that reproduces published tables. Everything else is invented.

Published are numbers per year only. Countries below the twelfth place, days, authorities, reasons
and who belongs to which number are drawn with a fixed seed; the authorities say so in their key.
What was open at the Stichtag is taken over as received, or as Ersuchen, without an end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

from haertefall.statistik.codes import Ergebnis, Folge, Grund, Ruhegrund
from haertefall.statistik.druck import DATEN, veroeffentlichung
from haertefall.statistik.jahrgang import Jahrgang, jahrgaenge
from haertefall.statistik.laender import land_mit_namen
from haertefall.statistik.models import Tatsache
from haertefall.statistik.tatsachen import aus_abschnitten
from haertefall.statistik.zeitleiste import Wert, Zaehlereignis, zeitleiste

SEED = 20241115
BEHOERDEN = {
    f"erfunden-{buchstabe}": f"Behörde {buchstabe.upper()} (erfunden)"
    for buchstabe in "abcdefghijkl"
}
"""Keys and names of the invented authorities."""


@dataclass(frozen=True)
class Altsatz:
    """One case of the past: its events, nothing else."""

    ereignisse: tuple[Zaehlereignis, ...]


def uebernehmen(gremium: str, saetze: Iterable[Altsatz], heute: date) -> int:
    """Store the cases as facts without a Fassung; returns how many rows were written."""
    zeilen = [
        zeile
        for satz in saetze
        for zeile in aus_abschnitten(
            zeitleiste(satz.ereignisse),
            vorgang=uuid4(),
            gremium=gremium,
            heute=heute,
            altbestand=True,
        )
    ]
    Tatsache.objects.bulk_create(zeilen, batch_size=2_000)
    return len(zeilen)


def vorhanden(gremium: str) -> bool:
    """Whether a historical stock of this body was taken over."""
    return Tatsache.objects.filter(gremium=gremium, altbestand=True).exists()


def mitgeliefert(quelle: str) -> list[Altsatz]:
    """The stock made from published tables that come with the program."""
    return saetze_aus_tabellen(DATEN / quelle)


def saetze_aus_tabellen(verzeichnis: Path, seed: int = SEED) -> list[Altsatz]:
    """Cases that add up to the tables of the published report in `verzeichnis`."""
    zufall = Random(seed)  # noqa: S311 - repeatable, not secret
    stichtag = veroeffentlichung(verzeichnis).stichtag
    return [
        satz
        for jahrgang in jahrgaenge(verzeichnis, zufall)
        for satz in _Ziehung(jahrgang.jahr, stichtag, zufall).saetze(jahrgang)
    ]


@dataclass(frozen=True)
class _Ziehung:
    """Draws the cases of one year."""

    jahr: int
    stichtag: date
    zufall: Random

    def saetze(self, jahrgang: Jahrgang) -> list[Altsatz]:
        verlaeufe = [
            *(self._ersuchen(Folge.GEFOLGT) for _ in range(jahrgang.gefolgt)),
            *(self._nicht_gefolgt() for _ in range(jahrgang.nicht_gefolgt)),
            *(self._anders_nach_ersuchen() for _ in range(jahrgang.anders_nach_ersuchen)),
            *(self._ersuchen(None) for _ in range(jahrgang.ersuchen_offen)),
            *(self._kein_ersuchen() for _ in range(jahrgang.kein_ersuchen)),
            *(self._anders_erledigt() for _ in range(jahrgang.andere_erledigung)),
            *(self._offen() for _ in range(jahrgang.offen)),
        ]
        laender = [name for name, anzahl in jahrgang.laender for _ in range(anzahl)]
        self.zufall.shuffle(laender)
        return [
            self._satz(land_mit_namen(name).schluessel, verlauf)
            for name, verlauf in zip(laender, verlaeufe, strict=True)
        ]

    def _satz(self, land: str, verlauf: Sequence[dict[str, Wert]]) -> Altsatz:
        """Receipt in the year, the events of `verlauf` on later working days by the Stichtag."""
        beginn = date(self.jahr, 1, 1) + timedelta(days=self.zufall.randrange(365))
        tag = beginn
        angaben: dict[str, Wert] = {
            "land": land,
            "behoerde": self.zufall.choice(list(BEHOERDEN)),
            "personen": self.zufall.choice((1, 1, 1, 2, 2, 3, 4, 5)),
            "befragt": self.zufall.random() < 0.8,
        }
        ereignisse = [Zaehlereignis(beginn, 1, angaben)]
        for nummer, aenderung in enumerate(verlauf, start=2):
            # Leave room for what follows; at least one day for each event.
            spielraum = (self.stichtag - tag).days - 4 * (len(verlauf) + 2 - nummer)
            tag = _werktag(
                tag + timedelta(days=self.zufall.randint(1, max(1, min(400, spielraum))))
            )
            ereignisse.append(Zaehlereignis(tag, nummer, aenderung))
        return Altsatz(tuple(ereignisse))

    def _ersuchen(self, folge: Folge | None, **angaben: Wert) -> list[dict[str, Wert]]:
        beschluss: dict[str, Wert] = {"ergebnis": Ergebnis.ERSUCHEN.value, "befragt": True}
        if folge is None:
            return [beschluss, *self._ruht()]
        return [beschluss, {"folge": folge.value, **angaben}]

    def _nicht_gefolgt(self) -> list[dict[str, Wert]]:
        grund = self.zufall.choice(list(Grund))
        return self._ersuchen(
            Folge.NICHT_GEFOLGT, grund=grund.value, entfernt_trotz=self.zufall.random() < 0.1
        )

    def _anders_nach_ersuchen(self) -> list[dict[str, Wert]]:
        if self.zufall.random() < 0.3:
            return self._ersuchen(Folge.AUSREISE)
        return self._ersuchen(Folge.ANDERER_TITEL, rechtsgrund=self._rechtsgrund())

    def _kein_ersuchen(self) -> list[dict[str, Wert]]:
        if self.zufall.random() < 0.15:
            return [{"ergebnis": Ergebnis.AUSGESCHLOSSEN.value}]
        return [{"ergebnis": Ergebnis.KEIN_ERSUCHEN.value, "befragt": True}]

    def _anders_erledigt(self) -> list[dict[str, Wert]]:
        arten = [Ergebnis.ANDERER_TITEL] * 4
        arten += [Ergebnis.AUSREISE, Ergebnis.ABSCHIEBUNG, Ergebnis.ANTRAGSRUECKNAHME] * 2
        if self.jahr >= 2020:  # named in the report (ch. 5) as introduced in 2020
            arten += [Ergebnis.DULDUNG_60C, Ergebnis.DULDUNG_60D]
        art = self.zufall.choice(arten)
        if art is Ergebnis.ANDERER_TITEL:
            return [{"ergebnis": art.value, "rechtsgrund": self._rechtsgrund()}]
        return [{"ergebnis": art.value}]

    def _rechtsgrund(self) -> str:
        """The only norm the report names as an example (ch. 6.3), for the years it speaks of."""
        return "§ 25b AufenthG" if self.jahr >= 2020 and self.zufall.random() < 0.5 else ""

    def _offen(self) -> list[dict[str, Wert]]:
        return self._ruht() if self.jahr < self.stichtag.year - 1 else []

    def _ruht(self) -> list[dict[str, Wert]]:
        if self.zufall.random() < 0.3:
            return []
        return [{"ruht": self.zufall.choice(list(Ruhegrund)).value}]


def _werktag(tag: date) -> date:
    return tag + timedelta(days=max(0, 7 - tag.weekday()) if tag.weekday() > 4 else 0)
