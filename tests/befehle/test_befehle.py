"""`haertefall <befehl>`: commands beside each other in one process."""

import pytest

from haertefall.befehle import main


def test_it_goes_on_after_the_command_that_is_called_like_django(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["django", "check"]) == 0
    assert main(["recht", "pruefen"]) == 0
    assert "Rechtsstand" in capsys.readouterr().out
