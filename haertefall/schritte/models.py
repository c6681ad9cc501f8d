"""Receipts of acts: the same form sent twice gives the same answer once."""

from django.db import models


class Einmalschluessel(models.Model):
    """Idempotency key of a form, with a keyed hash of the input and what the act produced."""

    schluessel = models.UUIDField(primary_key=True)
    konto = models.UUIDField(null=True)
    schritt = models.CharField(max_length=60)
    eingabe = models.BinaryField(max_length=32)
    fall = models.UUIDField(null=True)
    objekt = models.UUIDField(null=True)
    um = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.schritt} {self.schluessel}"
