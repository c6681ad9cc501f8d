"""Break-glass: somebody of the body must read a case that is not before them, and now."""

import uuid

from django.db import models
from django.db.models import F, Q

from haertefall.faelle.models.fall import Fall
from haertefall.gremien.models import Amt, Gremium
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel


class Notzugang(models.Model):
    """A request to read one case for some hours, and what a second person said to it.

    Also kept for a number that is none: the answer must not tell which numbers there are. What it
    opens is a `Zugang` that ends with the minute.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="notzugaenge")
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, null=True, related_name="notzugaenge")
    aktenzeichen = models.CharField(max_length=60)
    amt = models.ForeignKey(Amt, on_delete=models.PROTECT, related_name="notzugaenge")
    stunden = models.PositiveSmallIntegerField()
    grund = VerschluesselterText("faelle.notzugang.grund")
    beantragt_von = models.UUIDField()
    beantragt_um = models.DateTimeField()
    entschieden_von = models.UUIDField(null=True)
    entschieden_um = models.DateTimeField(null=True)
    gewaehrt = models.BooleanField(null=True)
    bis_um = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-beantragt_um", "-id"]
        constraints = [
            models.CheckConstraint(
                name="notzugang_zwei_personen",
                condition=Q(entschieden_von__isnull=True) | ~Q(entschieden_von=F("beantragt_von")),
            ),
            models.CheckConstraint(
                name="notzugang_nur_entschieden_und_befristet",
                condition=Q(entschieden_um__isnull=True, gewaehrt__isnull=True, bis_um__isnull=True)
                | Q(
                    entschieden_um__isnull=False,
                    entschieden_von__isnull=False,
                    gewaehrt=True,
                    bis_um__isnull=False,
                )
                | Q(
                    entschieden_um__isnull=False,
                    entschieden_von__isnull=False,
                    gewaehrt=False,
                    bis_um__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aktenzeichen} {self.beantragt_um:%Y-%m-%d}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case; of the body where the number is none."""
        return self.fall.schluessel if self.fall else self.gremium.schluessel
