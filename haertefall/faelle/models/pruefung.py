"""Answers to the questions on the grounds, and frozen results of a check."""

import uuid

from django.db import models

from haertefall.faelle.models.akte import Person
from haertefall.faelle.models.fall import Fall
from haertefall.gremien.models import Behoerde
from haertefall.tresor.felder import VerschluesselterText, VerschluesseltesJson
from haertefall.tresor.models import Schluessel


class Seite(models.TextChoices):
    """Who said so. What the sides say stands side by side."""

    GESCHAEFTSSTELLE = "geschaeftsstelle", "Geschäftsstelle (Feststellung)"
    ANTRAG = "antrag", "Antragsteller oder Beratung"
    BEHOERDE = "behoerde", "Ausländerbehörde"
    DRITTE = "dritte", "Andere Stelle"


class Angabe(models.Model):
    """One answer to one question: ja, nein, ungeklärt; who said so, when, on which evidence.

    Answers are never changed: a later answer of the same side replaces the earlier in effect.
    `geheim`: what an authority says about day or course of a removal (§ 97a AufenthG).
    `antwort` and `offen_weil` are sealed, so the form of the act alone sees to their codes.
    `offen_weil`: why it is ungeklärt: fact missing, proof missing, needs judgement, law unclear.
    `dokument`: the paper in the file that proves it. `behoerde`: the authority that says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="angaben")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="angaben")
    merkmal = models.CharField(max_length=60)
    antwort = VerschluesselterText("faelle.angabe.antwort")
    seite = models.CharField(max_length=20, choices=Seite.choices)
    behoerde = models.ForeignKey(Behoerde, on_delete=models.PROTECT, null=True)
    am = models.DateField()
    erfasst_um = models.DateTimeField()
    geheim = models.BooleanField(default=False)
    offen_weil = VerschluesselterText("faelle.angabe.offen_weil")
    dokument = models.ForeignKey(
        "faelle.Dokument", on_delete=models.SET_NULL, null=True, related_name="belegt_angaben"
    )
    beleg = VerschluesselterText("faelle.angabe.beleg", null=True)

    class Meta:
        ordering = ["am", "erfasst_um"]
        constraints = [
            models.CheckConstraint(
                name="angabe_behoerde_nur_bei_ihrem_wort",
                condition=models.Q(behoerde__isnull=True) | models.Q(seite=Seite.BEHOERDE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merkmal} ({self.seite})"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel


class Pruefung(models.Model):
    """A check of the grounds as it was confirmed: version, answers, findings, frozen with hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="pruefungen")
    am = models.DateField()
    ergebnis = models.CharField(max_length=20)
    fassung = models.CharField(max_length=64)
    inhalt = VerschluesseltesJson("faelle.pruefung.inhalt")
    hash = VerschluesselterText("faelle.pruefung.hash")

    class Meta:
        ordering = ["am", "id"]

    def __str__(self) -> str:
        return f"{self.am}: {self.ergebnis}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel
