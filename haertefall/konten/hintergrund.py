"""Who asks: the account of a session together with the Funktionen it holds today.

Read anew for every request, because a Funktion that has ended lets nobody in any more; read in one
query, because a tablet in a running session asks every five seconds.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from haertefall.gremien.akteure import konto_mit_aemtern
from haertefall.gremien.models import Konto
from haertefall.zeit import heute


class MitAemtern(ModelBackend):
    """Django's own, but for how the account of a session is read."""

    def get_user(self, user_id: Any) -> Konto | None:
        """The account, if it is active."""
        konto = konto_mit_aemtern(user_id, heute())
        return konto if konto is not None and self.user_can_authenticate(konto) else None
