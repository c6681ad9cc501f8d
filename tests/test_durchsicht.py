"""docs/durchsicht.md: eight named pictures, each with what was seen, mended and left open."""

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
PUNKT = re.compile(r"^- \*\*(Befund|Behoben|Offen):\*\* (\S.+)$", re.MULTILINE)


def test_it_names_eight_pictures() -> None:
    """And says of each what was found, what was done at once, and what is left."""
    _, *teile = LISTE.read_text("utf-8").split("\n## ")
    namen = [teil.splitlines()[0] for teil in teile]
    assert namen == list(BILDER)
    for name, teil in zip(namen, teile, strict=True):
        assert [wort for wort, _ in PUNKT.findall(teil)] == ["Befund", "Behoben", "Offen"], name
