"""The clock."""

from datetime import UTC, date, datetime

import pytest

from haertefall.zeit import BERLIN, gestellt, heute, jetzt


def test_it_tells_time_in_utc() -> None:
    assert jetzt().tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "tag"),
    [
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        # The hour that comes twice, and the one that does not exist.
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), date(2026, 3, 29)),
    ],
)
def test_it_counts_days_as_people_in_berlin_do(moment: datetime, tag: date) -> None:
    with gestellt(moment):
        assert heute() == tag


def test_it_runs_again_after_it_was_set_even_in_an_error() -> None:
    damals = datetime(2014, 3, 1, 12, tzinfo=BERLIN)
    with pytest.raises(KeyError), gestellt(damals):
        assert jetzt() == damals
        with gestellt(datetime(2015, 3, 1, 12, tzinfo=BERLIN)):
            assert heute() == date(2015, 3, 1)
        assert heute() == date(2014, 3, 1)
        raise KeyError
    assert jetzt().year >= 2026


def test_it_refuses_a_moment_without_time_zone() -> None:
    with pytest.raises(ValueError, match="Zeitzone"), gestellt(datetime(2026, 1, 1)):
        pass
