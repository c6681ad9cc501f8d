"""What the guide for jurists shows does load and come out."""

import re

import pytest

from haertefall.recht.beispiele import abweichungen, lesen_beispiel
from haertefall.recht.durchsicht import Schwere, durchsehen
from haertefall.recht.ordnung.laden import lesen
from tests.recht.bau import WURZEL, geruest, merkmale

ORDNUNG, *BEISPIELE = re.findall(
    r"```toml\n(.*?)```", (WURZEL / "LIESMICH.md").read_text("utf-8"), re.DOTALL
)


def test_it_shows_a_file_without_mistakes() -> None:
    regeln = lesen(ORDNUNG, "LIESMICH.md")
    gefunden = durchsehen(regeln, geruest=geruest(), merkmale=merkmale())
    assert [str(a) for a in gefunden if a.schwere is not Schwere.HINWEIS] == []


@pytest.mark.parametrize("nummer", range(3))
def test_it_shows_examples_that_come_out(nummer: int) -> None:
    beispiel = lesen_beispiel(BEISPIELE[nummer], "LIESMICH.md")
    assert abweichungen(beispiel, lesen(ORDNUNG, "LIESMICH.md"), geruest()) == ()
