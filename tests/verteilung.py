"""Which tests follow each other in one worker; all others go wherever there is room."""

from xdist.scheduler import LoadScopeScheduling

ZUSAMMEN = (
    "tests/browser/",  # one browser at a time
    "tests/befehle/test_probelauf.py",  # these make what they look at once for all
    "tests/tresor/test_gestohlen.py",
)


class Verteilung(LoadScopeScheduling):  # type: ignore[misc]
    """Test by test, the largest group first. (--dist=loadgroup knows no groups under pytest 9.)"""

    def _split_scope(self, nodeid: str) -> str:
        """The group of a test."""
        return next((gruppe for gruppe in ZUSAMMEN if nodeid.startswith(gruppe)), nodeid)
