"""Meetings of a body, their agenda and votes."""

import uuid

from django.db import models
from django.db.models import Q

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Gremium
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel


class Sitzungsstand(models.TextChoices):
    """State of a meeting."""

    ANBERAUMT = "anberaumt", "Anberaumt"
    EINGELADEN = "eingeladen", "Eingeladen"
    LAEUFT = "laeuft", "Läuft"
    BEENDET = "beendet", "Beendet"
    ABGESAGT = "abgesagt", "Abgesagt"


class Sitzung(models.Model):
    """A meeting of a body, with a key of its own for everything written about it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="sitzungen")
    beginn = models.DateTimeField()
    form = models.CharField(
        max_length=10,
        choices=[("raum", "Vor Ort"), ("video", "Videokonferenz"), ("beides", "Vor Ort und Video")],
    )
    ort = models.CharField(max_length=200, blank=True)
    stand = models.CharField(max_length=12, choices=Sitzungsstand.choices)
    version = models.PositiveIntegerField(default=1)
    anwesende = models.PositiveSmallIntegerField(null=True)
    mitglieder = models.PositiveSmallIntegerField(null=True)
    schluessel = models.OneToOneField(Schluessel, on_delete=models.PROTECT, related_name="sitzung")

    class Meta:
        ordering = ["-beginn", "id"]

    def __str__(self) -> str:
        return f"Sitzung am {self.beginn:%d.%m.%Y}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the meeting."""
        return self.schluessel


class Tagesordnungspunkt(models.Model):
    """An item of the agenda: a case by its file number, or a general question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="punkte")
    fall = models.ForeignKey(
        Fall, on_delete=models.CASCADE, null=True, related_name="tagesordnungspunkte"
    )
    nummer = models.PositiveSmallIntegerField()
    abgesetzt = models.BooleanField(default=False)
    ohne_stellungnahme = models.BooleanField(default=False)

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "nummer"], name="top_nummer_einmal"),
            models.UniqueConstraint(
                fields=["sitzung", "fall"],
                condition=Q(abgesetzt=False, fall__isnull=False),
                name="top_fall_einmal",
            ),
        ]

    def __str__(self) -> str:
        return f"TOP {self.nummer}"


class Abstimmung(models.Model):
    """Totals of a hand count on one motion. Nothing per member is stored.

    `feststellung` is the sentence with base, needed number, effect of abstentions and the norm.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    punkt = models.ForeignKey(
        Tagesordnungspunkt, on_delete=models.CASCADE, related_name="abstimmungen"
    )
    gegenstand = models.CharField(max_length=30)
    ja = models.PositiveSmallIntegerField()
    nein = models.PositiveSmallIntegerField()
    enthaltung = models.PositiveSmallIntegerField()
    anwesende = models.PositiveSmallIntegerField()
    mitglieder = models.PositiveSmallIntegerField()
    angenommen = models.BooleanField()
    durch = models.CharField(max_length=10, choices=[("regel", "Regel"), ("person", "Person")])
    feststellung = VerschluesselterText("sitzungen.abstimmung.feststellung")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="abstimmung_nicht_mehr_als_anwesende",
                condition=Q(
                    anwesende__gte=models.F("ja") + models.F("nein") + models.F("enthaltung")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.gegenstand

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the meeting."""
        return self.punkt.sitzung.schluessel
