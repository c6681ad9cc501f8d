"""What is recorded about a person for the ways to stay, and frozen results."""

import uuid

from django.db import models

from haertefall.faelle.models.akte import Person
from haertefall.faelle.models.fall import Fall
from haertefall.faelle.models.pruefung import Seite
from haertefall.tresor.felder import VerschluesselterText, VerschluesseltesJson
from haertefall.tresor.models import Schluessel


class Rechtsangabe(models.Model):
    """One answer to a question of the Prüfhilfe: a fact, a list, or a recorded judgement.

    Answers are never changed: a later one of the same side replaces the earlier in effect.
    `geheim`: what an authority says about day or course of a removal (§ 97a AufenthG).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="rechtsangaben")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rechtsangaben")
    kennung = models.CharField(max_length=80)
    seite = models.CharField(max_length=20, choices=Seite.choices)
    am = models.DateField()
    erfasst_um = models.DateTimeField()
    konto = models.UUIDField()
    geheim = models.BooleanField(default=False)
    dokument = models.ForeignKey(
        "faelle.Dokument", on_delete=models.SET_NULL, null=True, related_name="belegt_rechtsangaben"
    )
    inhalt = VerschluesseltesJson("faelle.rechtsangabe.inhalt")

    class Meta:
        ordering = ["erfasst_um", "id"]
        constraints = [
            models.CheckConstraint(
                name="rechtsangabe_hat_eine_frage", condition=~models.Q(kennung="")
            ),
            models.CheckConstraint(
                name="rechtsangabe_hat_eine_seite",
                condition=models.Q(seite__in=[s.value for s in Seite]),
            ),
        ]
        indexes = [models.Index(fields=["person", "erfasst_um"], name="rechtsangabe_person")]

    def __str__(self) -> str:
        return f"{self.kennung} ({self.seite})"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel


class Pruefhilfevermerk(models.Model):
    """All ways for a person on a day as they were shown, frozen with hash and state of the law.

    `recht`: hash of the stored law. `geheim`: rests on something that § 97a AufenthG keeps inside.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="pruefhilfevermerke")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pruefhilfevermerke")
    stichtag = models.DateField()
    erfasst_um = models.DateTimeField()
    konto = models.UUIDField()
    geheim = models.BooleanField(default=False)
    recht = models.CharField(max_length=64)
    inhalt = VerschluesseltesJson("faelle.pruefhilfevermerk.inhalt")
    hash = VerschluesselterText("faelle.pruefhilfevermerk.hash")

    class Meta:
        ordering = ["erfasst_um", "id"]

    def __str__(self) -> str:
        return f"Vermerk zum {self.stichtag}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel
