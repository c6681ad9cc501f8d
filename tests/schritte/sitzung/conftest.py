"""Whoever plans a session has members and deputies to invite."""

import pytest

from haertefall.vorfuehrung.spiel import Spiel


@pytest.fixture
def nrw(volles_nrw: Spiel) -> Spiel:
    """Every seat and every deputy."""
    return volles_nrw
