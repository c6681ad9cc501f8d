"""How members prepare: private notes, questions to the office, country papers."""

import uuid

from django.db import models
from django.db.models import F, Q

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Gremium, Konto
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel


class Notiz(models.Model):
    """What a member writes down on a case for themselves; no page shows it to anybody else.

    Bound to account and Funktion, not to the Amt: a second term does not lose it. It goes with the
    key of the case.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="notizen")
    konto = models.ForeignKey(Konto, on_delete=models.PROTECT, related_name="notizen")
    funktion = models.CharField(max_length=30)
    um = models.DateTimeField()
    text = VerschluesselterText("sitzungen.notiz.text")

    class Meta:
        ordering = ["um", "id"]
        indexes = [models.Index(fields=["konto", "fall"], name="notiz_eigene")]

    def __str__(self) -> str:
        return f"Notiz {self.id}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel


class Mitgliederfrage(models.Model):
    """A question of a member to the office about a case; the answer is for all members.

    `konto` is who asked: kept for the trace, shown to nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="mitgliederfragen")
    konto = models.UUIDField()
    gestellt_um = models.DateTimeField()
    beantwortet_um = models.DateTimeField(null=True)
    frage = VerschluesselterText("sitzungen.mitgliederfrage.frage")
    antwort = VerschluesselterText("sitzungen.mitgliederfrage.antwort", null=True)

    class Meta:
        ordering = ["gestellt_um", "id"]
        constraints = [
            models.CheckConstraint(
                name="mitgliederfrage_antwort_mit_tag",
                condition=Q(antwort__isnull=True, beantwortet_um__isnull=True)
                | Q(antwort__isnull=False, beantwortet_um__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Frage {self.id}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel


class Guete(models.TextChoices):
    """How far the office has checked a country paper. It says nothing about what is true there."""

    GEPRUEFT = "geprueft", "an der Quelle geprüft"
    UNGEPRUEFT = "ungeprueft", "nicht geprüft"
    WIDERSPROCHEN = "widersprochen", "andere Quellen widersprechen"


class Laenderpapier(models.Model):
    """A paper of the office about a country: for members and office, never for applicants.

    `stand_am` is the day of the source. An outdated paper stays, marked as such.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="laenderpapiere")
    land = models.CharField(max_length=10)
    stand_am = models.DateField()
    guete = models.CharField(max_length=15, choices=Guete.choices)
    eingestellt_um = models.DateTimeField()
    ueberholt_am = models.DateField(null=True)
    titel = VerschluesselterText("sitzungen.laenderpapier.titel")
    quelle = VerschluesselterText("sitzungen.laenderpapier.quelle")
    text = VerschluesselterText("sitzungen.laenderpapier.text")
    ueberholt_weil = VerschluesselterText("sitzungen.laenderpapier.ueberholt_weil", null=True)

    class Meta:
        ordering = [F("ueberholt_am").asc(nulls_first=True), "-stand_am", "id"]
        constraints = [
            models.CheckConstraint(
                name="laenderpapier_ueberholt_mit_grund",
                condition=Q(ueberholt_am__isnull=True, ueberholt_weil__isnull=True)
                | Q(ueberholt_am__isnull=False, ueberholt_weil__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["gremium", "land"], name="laenderpapier_land")]

    def __str__(self) -> str:
        return f"{self.land} {self.stand_am}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the body."""
        return self.gremium.schluessel
