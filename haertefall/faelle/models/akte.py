"""What is told about people: identity and reasons in two tables, all encrypted."""

import uuid
from typing import Any

from django.db import models

from haertefall.faelle.models.fall import Fall
from haertefall.faelle.suchform import FASSUNG, suchform
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel


class Person(models.Model):
    """One person of a case. Persons belong to one case; earlier cases are links made by people.

    `geburtsdatum` is text: an unknown day is written as it is known ("1990", "März 1990").
    `suchform` is derived from name and day of birth whenever they are saved; `suchfassung` says by
    which rules (`faelle.suchform`), `im_block` whether a Suchblock has it as it is now.
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
    suchform = VerschluesselterText("faelle.person.suchform", null=True)
    suchfassung = models.PositiveSmallIntegerField(default=0)
    im_block = models.BooleanField(default=False)

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["fall", "nummer"], name="person_nummer_einmal"),
        ]
        indexes = [
            models.Index(
                fields=["fall"], condition=models.Q(im_block=False), name="person_ohne_block"
            ),
        ]

    def __str__(self) -> str:
        return f"Person {self.nummer}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With what one finds the person by."""
        self.suchform = suchform(self.name, self.geburtsdatum or "")
        self.suchfassung, self.im_block = FASSUNG, False
        super().save(*args, **kwargs)

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
