"""The lists of the public form: residence periods, convictions, measures. The rows are those of the
acts; what is left out stays not known."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from haertefall.recht.pruefhilfe.eintraege import MASSNAHMEN, STRAFEN, STRAFEN_PARTNER
from haertefall.recht.pruefhilfe.sachverhalt import Massnahmeart
from haertefall.recht.pruefhilfe.zeiten import ZEITEN
from haertefall.schritte.fall import (
    aufenthaltszeiten_festhalten,
    massnahmen_festhalten,
    strafen_festhalten,
)
from haertefall.schritte.rechtsangaben import Gelesen, Spalten, Zeile

# What a person knows of herself. A flight that an authority booked she need not know (§ 97a
# AufenthG), and whether a step is comparable is a judgement.
SELBST_BEKANNT = (
    Massnahmeart.REISEFAEHIGKEIT,
    Massnahmeart.RUECKKEHRFOERDERUNG,
    Massnahmeart.ZUSTAENDIGER_STAAT,
)
_REGISTER = (
    "So steht es in einer aktuellen Auskunft aus dem Bundeszentralregister. Ohne dieses Kreuz "
    "bleibt offen, ob es weitere gibt; ohne Zeile heißt es: keine."
)


@dataclass(frozen=True)
class Liste:
    """A list: the question it answers, its words and rows.

    `kreuz`: label and help of the tick that says there is nothing else. Where there is none,
    `ohne_kreuz` says whether the rows are all there is.
    """

    kennung: str
    kuerzel: str
    titel: str
    hinweis: str
    zeilen: int
    spalten: Spalten
    lesen: Callable[[Zeile], Gelesen]
    kreuz: tuple[str, str] | None
    ohne_kreuz: bool

    @property
    def kreuzfeld(self) -> str:
        """Name of the tick."""
        return f"{self.kuerzel}_vollstaendig"

    def felder(self) -> dict[str, forms.Field]:
        """All fields by name."""
        felder = {
            self._feld(nummer, spalte): feld()
            for nummer in range(self.zeilen)
            for spalte, feld in self.spalten.items()
        }
        if self.kreuz is not None:
            label, hilfe = self.kreuz
            felder[self.kreuzfeld] = forms.BooleanField(
                label=label, help_text=hilfe, required=False
            )
        return felder

    def namen(self) -> list[list[str]]:
        """Names of the fields, row by row."""
        return [[self._feld(nummer, s) for s in self.spalten] for nummer in range(self.zeilen)]

    def inhalt(self, daten: Mapping[str, Any], melden: Callable[[str, str], None]) -> Any:
        """The list as it is stored; None if nothing was said. `melden` hears what is wrong."""
        zeilen = list(self._gelesen(daten, melden))
        vollstaendig = self.ohne_kreuz if self.kreuz is None else bool(daten.get(self.kreuzfeld))
        if not zeilen and (self.kreuz is None or not vollstaendig):
            return None
        return {"zeilen": zeilen, "vollstaendig": vollstaendig}

    def _gelesen(
        self, daten: Mapping[str, Any], melden: Callable[[str, str], None]
    ) -> Iterator[Zeile]:
        for nummer in range(self.zeilen):
            zeile = {s: daten.get(self._feld(nummer, s)) for s in self.spalten}
            if all(wert in (None, "") for wert in zeile.values()):
                continue
            gelesen, maengel = self.lesen(zeile)
            for spalte, mangel in maengel.items():
                melden(self._feld(nummer, spalte), mangel)
            if not maengel:
                yield gelesen

    def _feld(self, nummer: int, spalte: str) -> str:
        return f"{self.kuerzel}{nummer}_{spalte}"


def _strafliste(kennung: str, kuerzel: str, titel: str, zeilen: int, kreuz: str) -> Liste:
    return Liste(
        kennung=kennung,
        kuerzel=kuerzel,
        titel=titel,
        hinweis=(
            "Jede Verurteilung ist eine Zeile. Was Sie nicht wissen, lassen Sie leer: Dann bleibt "
            "es „zu klären“. „Nur von Ausländern begehbar“ sind Straftaten nach dem Aufenthalts- "
            "oder Asylgesetz."
        ),
        zeilen=zeilen,
        spalten=strafen_festhalten.SPALTEN,
        lesen=strafen_festhalten.zeile_lesen,
        kreuz=(kreuz, _REGISTER),
        ohne_kreuz=False,
    )


ZEITLISTE = Liste(
    kennung=ZEITEN,
    kuerzel="z",
    titel="Aufenthalt in Deutschland",
    hinweis="Jede Bescheinigung ist eine Zeile, auch kurze Duldungen.",
    zeilen=8,
    spalten=aufenthaltszeiten_festhalten.SPALTEN,
    lesen=aufenthaltszeiten_festhalten.zeile_lesen,
    kreuz=None,
    ohne_kreuz=True,
)
WEITERE_LISTEN = (
    _strafliste(
        STRAFEN, "s", "Verurteilungen", 4, "Weitere Verurteilungen gegen mich gibt es nicht"
    ),
    _strafliste(
        STRAFEN_PARTNER,
        "p",
        "Verurteilungen der Partnerin oder des Partners (nur für § 60d)",
        2,
        "Weitere Verurteilungen der Partnerin oder des Partners gibt es nicht",
    ),
    Liste(
        kennung=MASSNAHMEN,
        kuerzel="m",
        titel="Was die Behörde schon begonnen hat",
        hinweis=(
            "Nur was Sie selbst wissen. Von anderen Schritten erfahren Sie vielleicht nichts; "
            "darum bleibt diese Liste immer offen."
        ),
        zeilen=3,
        spalten=massnahmen_festhalten.spalten(SELBST_BEKANNT),
        lesen=massnahmen_festhalten.zeile_lesen,
        kreuz=None,
        ohne_kreuz=False,
    ),
)
LISTEN = (ZEITLISTE, *WEITERE_LISTEN)
