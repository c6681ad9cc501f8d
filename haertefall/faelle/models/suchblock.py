"""What the search looks through, packed: derived from the search forms, never the only place."""

import uuid

from django.db import models

from haertefall.faelle.models.akte import Person
from haertefall.gremien.models import Gremium
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel


class Suchblock(models.Model):
    """Search forms of some hundred people of one body under a key of their own.

    Made and dissolved by `faelle.suchbloecke`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="suchbloecke")
    suchfassung = models.PositiveSmallIntegerField()
    schluessel = models.OneToOneField(Schluessel, on_delete=models.PROTECT)
    inhalt = VerschluesselterText("faelle.suchblock.inhalt")

    def __str__(self) -> str:
        return f"Suchblock {self.id}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Its own key."""
        return self.schluessel


class Suchplatz(models.Model):
    """Who is in which block, even if changed since.

    The database refuses to delete somebody who is in a block: it goes first, with its key. Else a
    name would outlive the key of its case.
    """

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, primary_key=True, related_name="suchplatz"
    )
    block = models.ForeignKey(Suchblock, on_delete=models.CASCADE, related_name="plaetze")

    def __str__(self) -> str:
        return f"{self.person_id} in {self.block_id}"
