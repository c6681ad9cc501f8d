"""What happened to a case: insert-only, numbered without gaps."""

import uuid

from django.db import models

from haertefall.audit.models import Anhaengend
from haertefall.faelle.models.fall import Fall
from haertefall.tresor.felder import VerschluesselterText, VerschluesseltesJson
from haertefall.tresor.models import Schluessel


class Verlaufseintrag(Anhaengend):
    """One act: which, when it happened, when it was recorded, who, from and to which state, norm.

    `stelle` is the place in the order of events: a correction takes the place of what it corrects.
    `zaehlt` holds what the act changes in the counted facts (codes only). `angaben` is what was
    entered, encrypted. A correction is an entry of its own that points to the one it replaces.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="verlauf")
    nummer = models.PositiveIntegerField()
    stelle = models.PositiveIntegerField()
    schritt = models.CharField(max_length=60)
    ausgang = models.CharField(max_length=40, blank=True)
    von = models.CharField(max_length=30, blank=True)
    nach = models.CharField(max_length=30)
    am = models.DateField()
    erfasst_um = models.DateTimeField()
    konto = models.UUIDField(null=True)
    funktion = models.CharField(max_length=30)
    beleg = models.CharField(max_length=300, blank=True)
    grundlage = models.CharField(max_length=12)
    zaehlt = models.JSONField(default=dict)
    angaben = VerschluesseltesJson("faelle.verlauf.angaben")
    ersetzt = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="ersetzt_durch"
    )

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["fall", "nummer"], name="verlauf_nummer_einmal"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.schritt}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel


class Berichtigung(models.Model):
    """A proposed or confirmed correction. For outcomes a second person confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="berichtigungen")
    eintrag = models.ForeignKey(
        Verlaufseintrag, on_delete=models.PROTECT, related_name="berichtigungen"
    )
    am = models.DateField()
    zaehlt = models.JSONField(default=dict)
    grund = VerschluesselterText("faelle.berichtigung.grund")
    beantragt_von = models.UUIDField()
    beantragt_um = models.DateTimeField()
    bestaetigt_von = models.UUIDField(null=True)
    bestaetigt_um = models.DateTimeField(null=True)

    class Meta:
        ordering = ["beantragt_um"]
        constraints = [
            models.CheckConstraint(
                name="berichtigung_zwei_personen",
                condition=models.Q(bestaetigt_von__isnull=True)
                | ~models.Q(bestaetigt_von=models.F("beantragt_von")),
            ),
        ]

    def __str__(self) -> str:
        return f"Berichtigung von {self.eintrag_id}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel
