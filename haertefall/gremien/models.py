"""Bodies, authorities, accounts and the dated Funktionen that accounts hold."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from haertefall.recht.begriffe import Funktion
from haertefall.tresor.models import Schluessel


class Installation(models.Model):
    """What this database is. The demo mark is set at creation and can never be added later."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    demo = models.BooleanField(default=False)
    angelegt_um = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="installation_nur_eine", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return "Demonstration" if self.demo else "Installation"


class Kontoverwaltung(BaseUserManager["Konto"]):
    """Creates accounts."""

    def anlegen(self, email: str, name: str, passwort: str | None = None, **felder: Any) -> "Konto":
        """Make an account; without a password it cannot sign in by password."""
        konto = self.model(email=self.normalize_email(email).lower(), name=name, **felder)
        konto.set_password(passwort)
        konto.save(using=self._db)
        return konto

    def get_by_natural_key(self, username: str | None) -> "Konto":
        return self.get(email=(username or "").strip().lower())


class Konto(AbstractBaseUser):
    """Account of one natural person. Name and address are clear: they belong to the office."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Kontoverwaltung] = Kontoverwaltung()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name


class Behoerde(models.Model):
    """An Ausländerbehörde: recipient of questions and Ersuchen, with a locked room of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kennung = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    schluessel = models.OneToOneField(Schluessel, on_delete=models.PROTECT, related_name="behoerde")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Gremium(models.Model):
    """A body in this installation. Its rules are data in `ordnungen/<kennung>/`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kennung = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    weg = models.CharField(max_length=10, blank=True)
    schluessel = models.OneToOneField(Schluessel, on_delete=models.PROTECT, related_name="gremium")
    angelegt_um = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Fassungsbestand(models.Model):
    """A version of rules that was used, kept as text so that old decisions stay readable."""

    hash = models.CharField(max_length=64, primary_key=True)
    gremium = models.CharField(max_length=60)
    datei = models.CharField(max_length=120)
    inhalt = models.TextField()
    zuerst_benutzt_um = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.gremium}/{self.datei}"


class AmtQuerySet(models.QuerySet["Amt"]):
    """Reading of Funktionen by day."""

    def am(self, tag: date) -> Self:
        """Those held on `tag`."""
        return self.filter(Q(bis__isnull=True) | Q(bis__gte=tag), von__lte=tag)


class Amt(models.Model):
    """A Funktion that an account holds from a day to a day, in a body or an authority.

    A right ends with the day; nobody has to remember it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    konto = models.ForeignKey(Konto, on_delete=models.PROTECT, related_name="aemter")
    funktion = models.CharField(max_length=30)
    gremium = models.ForeignKey(
        Gremium, on_delete=models.PROTECT, null=True, blank=True, related_name="aemter"
    )
    behoerde = models.ForeignKey(
        Behoerde, on_delete=models.PROTECT, null=True, blank=True, related_name="aemter"
    )
    sitz = models.CharField(max_length=60, blank=True)
    von = models.DateField()
    bis = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager["Amt"]] = AmtQuerySet.as_manager()

    class Meta:
        ordering = ["gremium__name", "behoerde__name", "funktion", "id"]
        constraints = [
            models.CheckConstraint(
                name="amt_bis_nicht_vor_von",
                condition=Q(bis__isnull=True) | Q(bis__gte=models.F("von")),
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                name="amt_behoerde_nur_auslaenderbehoerde",
                condition=Q(
                    behoerde__isnull=False, gremium__isnull=True, funktion="auslaenderbehoerde"
                )
                | Q(behoerde__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_funktion()} {self.ort}"

    def get_funktion(self) -> Funktion:
        """The Funktion as a word of the house."""
        return Funktion(self.funktion)

    @property
    def ort(self) -> str:
        """Where the Funktion is held."""
        return str(self.gremium or self.behoerde or "")
