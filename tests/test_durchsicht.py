"""docs/durchsicht.md: named pictures, each with what was seen, mended and left open."""

import re
from pathlib import Path

LISTE = Path(__file__).parents[1] / "docs" / "durchsicht.md"
BILDER = (
    "1 anmelden",
    "2 meine_arbeit",
    "3 liste",
    "4 fall",
    "5 fall_mitglied",
    "6 sitzung_live",
    "7 besetzung",
    "8 bericht",
)
SITZUNG = (
    "9 laufende_sitzung",
    "10 antrag",
    "11 abstimmung",
    "12 abwaegung",
    "13 unterlagen",
    "14 gemeinsamer_text",
    "15 niederschrift",
    "16 sitzungstag",
)
BREITEN = ("1280", "768", "360")
PUNKT = re.compile(r"^- \*\*(Befund|Behoben|Offen):\*\* (\S.+)$", re.MULTILINE)


def abschnitte() -> dict[str, str]:
    """What is said of each picture, by its name."""
    _, *teile = LISTE.read_text("utf-8").split("\n## ")
    return {teil.splitlines()[0]: teil for teil in teile}


def test_it_names_eight_pictures() -> None:
    """And says of each what was found, what was done at once, and what is left."""
    teile = abschnitte()
    assert list(teile) == [*BILDER, *SITZUNG]
    for name, teil in teile.items():
        assert [wort for wort, _ in PUNKT.findall(teil)] == ["Befund", "Behoben", "Offen"], name


def test_it_says_how_the_session_looks_on_laptop_tablet_and_phone() -> None:
    """Each page of a session was looked at in three widths."""
    teile = abschnitte()
    for name in SITZUNG:
        befund = dict(PUNKT.findall(teile[name]))["Befund"]
        assert [breite for breite in BREITEN if breite not in befund] == [], name
