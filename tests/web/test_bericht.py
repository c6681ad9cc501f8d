"""The report page: one finds one's way, and it says which years are only partly known."""

import re
from collections.abc import Callable

import pytest

from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.fixture
def seite(nrw: Spiel, als: Als) -> str:
    nrw.neuer_fall()
    return als(nrw, Funktion.RAT).hole("/nrw/bericht/")


def test_it_leads_to_every_section(seite: str) -> None:
    verzeichnis = seite[seite.index('aria-label="Abschnitte des Berichts"') :]
    verzeichnis = verzeichnis[: verzeichnis.index("</nav>")]
    ziele = re.findall(r'href="#([\w-]+)"', verzeichnis)
    assert len(ziele) >= 8 and len(set(ziele)) == len(ziele)
    for ziel in ziele:
        assert seite.count(f'id="{ziel}"') == 1, ziel
    ueberschriften = re.findall(r'<h2 class="kern-heading-medium" id="([\w-]+)"', seite)
    assert set(ueberschriften) <= set(ziele)


def test_it_folds_all_tables_but_the_first(seite: str) -> None:
    falten = re.findall(r'<details class="hf-falte"( open)?><summary>Tabelle</summary>', seite)
    assert falten[0] == " open" and set(falten[1:]) == {""} and len(falten) == 5


def test_it_marks_the_years_that_were_not_analysed_in_chart_and_words(seite: str) -> None:
    erste = seite[seite.index('id="tabelle_6_1"') : seite.index('id="tabelle_6_2"')]
    assert ">2005*</text>" in erste
    assert "Nicht ausgewertet: 2005, 2006." in erste[: erste.index("</svg>")]
    assert "* Nicht ausgewertet: 2005, 2006." in text(erste)
    rest = seite[seite.index('id="tabelle_6_2"') :]
    assert "* Nicht ausgewertet" not in rest and "*</text>" not in rest
