"""The job table."""

import uuid

from django.db import models
from django.db.models import Q


class Zustand(models.TextChoices):
    """Where a job stands."""

    WARTET = "wartet", "wartet"
    LAEUFT = "laeuft", "läuft"
    ERLEDIGT = "erledigt", "erledigt"
    GESCHEITERT = "gescheitert", "gescheitert"


class Auftrag(models.Model):
    """One job. It names things, it never contains them.

    Attributes:
        art: name of the registered task.
        argumente: ids, numbers, days and declared words only (see `argumente.schreiben`).
        schluessel: at most one job per key; a time slot or "once per thing".
        faellig_um: not before this moment; after a failure the next attempt.
        lease_bis: until then the job belongs to `arbeiter`; afterwards anyone may take it.
        versuche: how often it was started.
        hoechstens: how many starts it has; then it is given up, visibly.
        fehlerart: class name of the last error, never its text: texts carry content.
        ungewiss: how often something was handed to the outside (a mail) without an answer; each
            may have arrived, so each is a possible duplicate.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    art = models.CharField(max_length=60)
    argumente = models.JSONField(default=dict)
    schluessel = models.CharField(max_length=160, unique=True, null=True)  # noqa: DJ001 (unique)
    zustand = models.CharField(max_length=12, choices=Zustand, default=Zustand.WARTET)
    faellig_um = models.DateTimeField()
    lease_bis = models.DateTimeField(null=True)
    arbeiter = models.CharField(max_length=80, blank=True)
    versuche = models.PositiveIntegerField(default=0)
    hoechstens = models.PositiveIntegerField()
    fehlerart = models.CharField(max_length=80, blank=True)
    ungewiss = models.PositiveIntegerField(default=0)
    angelegt_um = models.DateTimeField()
    erledigt_um = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["zustand", "faellig_um"], name="auftrag_naechster")]
        constraints = [
            models.CheckConstraint(
                name="auftrag_laeuft_nur_mit_lease",
                condition=Q(zustand=Zustand.LAEUFT, lease_bis__isnull=False)
                | (~Q(zustand=Zustand.LAEUFT) & Q(lease_bis__isnull=True)),
            ),
            models.CheckConstraint(
                name="auftrag_erledigt_hat_zeitpunkt",
                condition=Q(zustand=Zustand.ERLEDIGT, erledigt_um__isnull=False)
                | (~Q(zustand=Zustand.ERLEDIGT) & Q(erledigt_um__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.art} {self.id}"
