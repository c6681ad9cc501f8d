"""House setting: how long members see a case after the session that dealt with it."""

import uuid

from django.db import models

from haertefall.audit.models import Anhaengend
from haertefall.gremien.models import Gremium
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel


class Zugangsende(Anhaengend):
    """End of access where no Ordnung has one: days after the session, who decided, since when.

    The newest row counts. `tage` empty: until the case is closed, as before any decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="zugangsenden")
    tage = models.PositiveSmallIntegerField(null=True)
    entschieden_am = models.DateField()
    entschieden_von = VerschluesselterText("faelle.zugangsende.entschieden_von")
    um = models.DateTimeField()
    konto = models.UUIDField()

    class Meta:
        ordering = ["-um", "-id"]

    def __str__(self) -> str:
        return f"{self.gremium_id}: {self.tage}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the body."""
        return self.gremium.schluessel
