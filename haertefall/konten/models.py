"""Invitations, sessions of the browser, attempts to guess. Account data is clear."""

import uuid

from django.db import models
from django.db.models import Q

from haertefall.gremien.models import Konto


class Einladung(models.Model):
    """A link that works once and sets the password of an account.

    The secret of the link is computed, never stored: whoever reads the table can redeem nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    konto = models.ForeignKey(Konto, on_delete=models.CASCADE, related_name="einladungen")
    von = models.UUIDField(null=True)
    angelegt_um = models.DateTimeField()
    gueltig_bis = models.DateTimeField()
    eingeloest_um = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["konto"],
                condition=Q(eingeloest_um__isnull=True),
                name="einladung_eine_offene",
            ),
            models.CheckConstraint(
                name="einladung_gilt_begrenzt",
                condition=Q(gueltig_bis__gt=models.F("angelegt_um")),
            ),
        ]

    def __str__(self) -> str:
        return f"Einladung bis {self.gueltig_bis:%Y-%m-%d}"


class Anmeldung(models.Model):
    """A session of the browser that is open, so that its owner can see and end it.

    Attributes:
        ablage: where the session lies (the hash of its key; with it nobody gets in).
        geraet: kind of browser and system, nothing more exact.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    konto = models.ForeignKey(Konto, on_delete=models.CASCADE, related_name="anmeldungen")
    ablage = models.CharField(max_length=40, unique=True)
    geraet = models.CharField(max_length=60)
    begonnen_um = models.DateTimeField()
    zuletzt_um = models.DateTimeField()

    class Meta:
        ordering = ["-zuletzt_um", "id"]

    def __str__(self) -> str:
        return f"{self.geraet} seit {self.begonnen_um:%Y-%m-%d %H:%M}"


class Fehlversuch(models.Model):
    """An attempt that was let through and not (yet) successful. `wer`: a keyed hash."""

    wer = models.CharField(max_length=43)
    um = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["wer", "um"], name="fehlversuch_wer")]

    def __str__(self) -> str:
        return f"{self.um:%Y-%m-%d %H:%M}"
