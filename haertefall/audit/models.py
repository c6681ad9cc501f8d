"""Rows that are written once: the trace of who saw or did what."""

from typing import Any, Self

from django.db import models


class NurAnhaengen(models.QuerySet[Any]):
    """Refuses to change or remove rows."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("Diese Zeilen werden nur angehängt, nie geändert.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("Diese Zeilen werden nur angehängt, nie gelöscht.")


class Anhaengend(models.Model):
    """Abstract: rows that are inserted and never changed."""

    objects: models.Manager[Self] = NurAnhaengen.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a second save is an error."""
        if not self._state.adding:
            raise TypeError("Diese Zeile steht schon und wird nicht geändert.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise TypeError("Diese Zeile wird nicht gelöscht.")


class Zugriff(Anhaengend):
    """One trace row: who (account, Funktion) did or saw what, when. Keys only, no content.

    No foreign keys: the trace survives the case and the account.
    """

    um = models.DateTimeField()
    konto = models.UUIDField(null=True)
    funktion = models.CharField(max_length=30)
    gremium = models.UUIDField(null=True)
    behoerde = models.UUIDField(null=True)
    was = models.CharField(max_length=60)
    objektart = models.CharField(max_length=30, blank=True)
    objekt = models.UUIDField(null=True)
    anfrage = models.CharField(max_length=32, blank=True)
    zusatz = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["objekt", "um"], name="zugriff_objekt"),
            models.Index(fields=["konto", "um"], name="zugriff_konto"),
        ]

    def __str__(self) -> str:
        return f"{self.um:%Y-%m-%d %H:%M} {self.funktion} {self.was}"


class Mass(Anhaengend):
    """A house setting of a rule for unusual reading: who set it, when and why. The newest counts.

    `grund` names the agreement or the decision, no person's conduct.
    """

    regel = models.CharField(max_length=40)
    werte = models.JSONField()
    um = models.DateTimeField()
    konto = models.UUIDField()
    grund = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["regel", "um"], name="mass_neuestes")]

    def __str__(self) -> str:
        return f"{self.regel} seit {self.um:%Y-%m-%d}"


class Siegel(Anhaengend):
    """Seal of one trace row: numbered without gaps, each bound to the one before.

    No foreign key: a missing row must leave its seal behind.

    Attributes:
        abdruck: keyed MAC of what the row says.
        kette: keyed MAC of number, row, moment, `abdruck` and the `kette` before.
    """

    nummer = models.BigIntegerField(primary_key=True)
    zeile = models.BigIntegerField(unique=True)
    um = models.DateTimeField()
    abdruck = models.BinaryField()
    kette = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.nummer} für Zeile {self.zeile}"
