"""The catalogue of tables and the shape of a table (pure).

Tables 6.1 to 6.6 are those of the report of 15 November 2024 (Landtag NRW, Vorlage 18/3737).
Which of them a body publishes, its Ordnung says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

UEBRIGE = "Übrige"
Zelle = int | str


@dataclass(frozen=True)
class Tabellenart:
    """A table the program can make: name of its file, official number and headings."""

    kennung: str
    datei: str
    nummer: str
    titel: str
    spalten: tuple[str, ...]
    koepfe: tuple[str, ...]

    @cached_property
    def schluessel(self) -> tuple[str, ...]:
        """The columns that name a row."""
        return tuple(s for s in self.spalten if s in ("jahr", "land"))


ARTEN = {
    art.kennung: art
    for art in (
        Tabellenart(
            "tabelle_6_1",
            "tabelle_6_1_antraege",
            "6.1",
            "Anträge",
            ("jahr", "antraege"),
            ("Jahr", "Anträge"),
        ),
        Tabellenart(
            "tabelle_6_2",
            "tabelle_6_2_herkunftslaender",
            "6.2",
            "Herkunftsländer",
            ("jahr", "land", "antraege"),
            ("Jahr", "Land", "Anträge"),
        ),
        Tabellenart(
            "tabelle_6_3",
            "tabelle_6_3_ersuchen",
            "6.3",
            "Ersuchen",
            ("jahr", "antraege", "ersuchen", "offen"),
            ("Jahr", "Anträge", "Ersuchen", "offen"),
        ),
        Tabellenart(
            "tabelle_6_4",
            "tabelle_6_4_kein_ersuchen",
            "6.4",
            "Kein Ersuchen / Andere Erledigung",
            ("jahr", "antraege", "kein_ersuchen", "andere_erledigung", "offen"),
            ("Jahr", "Anträge", "Kein Ersuchen", "Andere Erledigung", "offen"),
        ),
        Tabellenart(
            "tabelle_6_5",
            "tabelle_6_5_ersuchen_gefolgt",
            "6.5",
            "Ersuchen und Aufenthaltserlaubnis",
            ("jahr", "ersuchen", "gefolgt", "offen"),
            ("Jahr", "Ersuchen", "Ersuchen gefolgt", "offen"),
        ),
        Tabellenart(
            "tabelle_6_6",
            "tabelle_6_6_ersuchen_nicht_gefolgt",
            "6.6",
            "Ersuchen und keine Aufenthaltserlaubnis aufgrund Härtefallentscheidung "
            "gem. § 23a AufenthG",
            ("jahr", "ersuchen", "nicht_gefolgt", "andere_erledigung", "offen"),
            ("Jahr", "Ersuchen", "nicht gefolgt", "andere Erledigung", "offen"),
        ),
    )
}


@dataclass(frozen=True)
class Tabelle:
    """A table with its rows; `anmerkungen` stand beside years."""

    art: Tabellenart
    zeilen: tuple[tuple[Zelle, ...], ...]
    anmerkungen: Mapping[int, str] = field(default_factory=dict)
