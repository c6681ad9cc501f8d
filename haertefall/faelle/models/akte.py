"""What is told about people: identity and reasons in two tables, all encrypted."""

import uuid

from django.db import models

from haertefall.faelle.models.fall import Fall
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel


class Person(models.Model):
    """One person of a case. Persons belong to one case; earlier cases are links made by people.

    `geburtsdatum` is text: an unknown day is written as it is known ("1990", "März 1990").
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="personen")
    nummer = models.PositiveSmallIntegerField()
    nachname = VerschluesselterText("faelle.person.nachname")
    vornamen = VerschluesselterText("faelle.person.vornamen")
    geburtsdatum = VerschluesselterText("faelle.person.geburtsdatum", null=True)
    geburtsort = VerschluesselterText("faelle.person.geburtsort", null=True)
    staatsangehoerigkeit = VerschluesselterText("faelle.person.staatsangehoerigkeit", null=True)
    anschrift = VerschluesselterText("faelle.person.anschrift", null=True)

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["fall", "nummer"], name="person_nummer_einmal"),
        ]

    def __str__(self) -> str:
        return f"Person {self.nummer}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel

    @property
    def name(self) -> str:
        """Given names and surname, opened."""
        return f"{self.vornamen} {self.nachname}".strip()


class Darstellung(models.Model):
    """What is put forward: what is asked for (Votum), reasons, the procedure so far.

    `kurz` are the two lines without identity by which a case is offered for Selbstbefassung.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.OneToOneField(Fall, on_delete=models.CASCADE, related_name="darstellung")
    votum = VerschluesselterText("faelle.darstellung.votum")
    gruende = VerschluesselterText("faelle.darstellung.gruende")
    verfahren = VerschluesselterText("faelle.darstellung.verfahren", null=True)
    kurz = VerschluesselterText("faelle.darstellung.kurz", null=True)

    def __str__(self) -> str:
        return f"Darstellung {self.fall_id}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel
