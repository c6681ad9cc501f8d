"""Bodies, authorities, accounts and the dated Funktionen that accounts hold."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from haertefall.recht.begriffe import Funktion
from haertefall.tresor.felder import VerschluesselterText, VerschluesseltesJson
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

    def sperren(self, konto: "Konto") -> None:
        """Until the transaction ends nobody else changes what guards this account."""
        self.select_for_update(of=("self",), no_key=True).get(pk=konto.pk)

    def get_by_natural_key(self, username: str | None) -> "Konto":
        return self.get(email=(username or "").strip().lower())


class Konto(AbstractBaseUser):
    """Account of one natural person. Name and address are clear: they belong to the office."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    # What one query has read together with the account of a request: the day, the Funktionen held.
    zur_hand: "tuple[date, list[Amt]] | None" = None

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


class Fraktion(models.Model):
    """A Fraktion or Gruppe of the council from day to day.

    Seats that follow the Fraktionen (Krefeld, Verfahrensgrundsätze Nr. 1 Buchst. e) exist while
    it does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="fraktionen")
    name = models.CharField(max_length=120)
    art = models.CharField(
        max_length=10, choices=[("fraktion", "Fraktion"), ("gruppe", "Gruppe")], default="fraktion"
    )
    von = models.DateField()
    bis = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["von", "name"]
        constraints = [
            models.CheckConstraint(
                name="fraktion_bis_nicht_vor_von",
                condition=Q(bis__isnull=True) | Q(bis__gte=models.F("von")),
            ),
            models.UniqueConstraint(
                fields=["gremium", "name"],
                condition=Q(bis__isnull=True),
                name="fraktion_offen_einmal",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Sitzrolle(models.TextChoices):
    """As what somebody is appointed to a seat."""

    MITGLIED = "mitglied", "Mitglied"
    VORSITZ = "vorsitz", "Vorsitz"
    STELLVERTRETUNG = "stellvertretung", "Stellvertretung"
    VORSITZVERTRETUNG = "vorsitzvertretung", "Stellvertretender Vorsitz"


class Berufung(models.Model):
    """One person for one seat: from the proposal over the appointment to its end (§ 2 HFKVO).

    The seat is a row of the Ordnung (`sitz`) with the number among equal ones (`nummer`) or with
    the Fraktion it follows; `kleines_gremium` names the small body, empty means the body itself.
    An empty `sitz` is a deputy for all, or a seat of which the Ordnung known here says nothing.
    The right to act is the `amt`; it exists exactly from the appointment on. Names are account
    data and clear; what somebody tells about themselves is sealed with the key of the body.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="berufungen")
    kleines_gremium = models.CharField(max_length=60, blank=True)
    sitz = models.CharField(max_length=60, blank=True)
    nummer = models.PositiveSmallIntegerField(default=1)
    fraktion = models.ForeignKey(
        Fraktion, on_delete=models.PROTECT, null=True, related_name="berufungen"
    )
    rolle = models.CharField(max_length=20, choices=Sitzrolle.choices)
    platz = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    vorgeschlagen_von = models.CharField(max_length=200, blank=True)
    vorgeschlagen_am = models.DateField(null=True)
    berufen_durch = models.CharField(max_length=200, blank=True)
    berufen_am = models.DateField(null=True)
    eingetragen_als = models.CharField(max_length=30, blank=True)
    von = models.DateField(null=True)
    bis = models.DateField(null=True)
    beendet_am = models.DateField(null=True)
    hinfaellig_am = models.DateField(null=True)
    verpflichtet_am = models.DateField(null=True)
    schreiben_am = models.DateField(null=True)
    gewarnt_am = models.DateField(null=True)
    folgt_auf = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="nachfolgen"
    )
    amt = models.ForeignKey(Amt, on_delete=models.PROTECT, null=True, related_name="berufungen")
    angaben = VerschluesseltesJson("gremien.berufung.angaben", null=True)
    ende_grund = VerschluesselterText("gremien.berufung.ende_grund", null=True)

    class Meta:
        ordering = ["kleines_gremium", "sitz", "nummer", "rolle", "platz", "von", "id"]
        constraints = [
            models.CheckConstraint(
                name="berufung_amt_erst_mit_berufung",
                condition=Q(amt__isnull=True) | Q(von__isnull=False, hinfaellig_am__isnull=True),
            ),
            models.CheckConstraint(
                name="berufung_gilt_nur_mit_amt",
                condition=Q(von__isnull=True)
                | Q(amt__isnull=False)
                | Q(hinfaellig_am__isnull=False),
            ),
            models.CheckConstraint(
                name="berufung_bis_nicht_vor_von",
                condition=Q(bis__isnull=True) | Q(bis__gte=models.F("von")),
            ),
            models.CheckConstraint(
                name="berufung_ende_nicht_vor_von",
                condition=Q(beendet_am__isnull=True) | Q(beendet_am__gte=models.F("von")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_rolle_display()})"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the body."""
        return self.gremium.schluessel

    @property
    def ende(self) -> date | None:
        """Last day, early end included; None: no day is known."""
        return self.beendet_am or self.bis


class Ruheregelung(models.Model):
    """What happens to open cases while nobody is appointed: who decided it, when, from when on.

    It speaks for the dormancy that had begun by then and for no later one.
    """

    OFFENE_FAELLE = (
        ("warten", "Offene Fälle warten, bis wieder Mitglieder berufen sind"),
        ("verweisen", "Wer wartet, wird an eine andere Stelle verwiesen"),
        ("beenden", "Offene Fälle werden einzeln beendet"),
        ("anders", "Anders, siehe Text"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="ruheregelungen")
    ab = models.DateField()
    offene_faelle = models.CharField(max_length=12, choices=OFFENE_FAELLE)
    entschieden_von = models.CharField(max_length=200)
    entschieden_am = models.DateField()
    text = VerschluesselterText("gremien.ruheregelung.text")

    class Meta:
        ordering = ["ab", "id"]

    def __str__(self) -> str:
        return f"{self.get_offene_faelle_display()} (ab {self.ab:%d.%m.%Y})"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the body."""
        return self.gremium.schluessel


class Regelungstext(models.Model):
    """A version of a text below the Ordnung (§ 8 HFKVO): what it says, who made it, who took part.

    `kennung` is the row `[[nachrangiges]]` of the Ordnung, or a name of its own where the Ordnung
    known here does not speak of such a text. Rows of rules can name it as their source.
    """

    BETEILIGUNG = (
        ("einvernehmen", "Einvernehmen"),
        ("benehmen", "Benehmen"),
        ("anhoerung", "Anhörung"),
        ("zustimmung", "Zustimmung"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="regelungstexte")
    kennung = models.CharField(max_length=60)
    bezeichnung = models.CharField(max_length=200)
    nummer = models.PositiveSmallIntegerField()
    gilt_ab = models.DateField(null=True)
    beschlossen_von = models.CharField(max_length=200)
    beschlossen_am = models.DateField(null=True)
    beteiligung = models.CharField(max_length=12, choices=BETEILIGUNG, blank=True)
    beteiligt = models.CharField(max_length=200, blank=True)
    beteiligung_am = models.DateField(null=True)
    festgehalten_am = models.DateField()
    text = VerschluesselterText("gremien.regelungstext.text")

    class Meta:
        ordering = ["kennung", "-nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["gremium", "kennung", "nummer"], name="regelungstext_fassung_einmal"
            ),
            models.CheckConstraint(
                name="regelungstext_tag_nur_mit_beteiligung",
                condition=Q(beteiligung_am__isnull=True) | ~Q(beteiligung=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bezeichnung}, Fassung {self.nummer}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the body."""
        return self.gremium.schluessel
