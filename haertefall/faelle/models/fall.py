"""The case, its number and who has access to it from when to when."""

import uuid

from django.db import models
from django.db.models import F, Q

from haertefall.gremien.models import Amt, Behoerde, Fassungsbestand, Gremium
from haertefall.recht.begriffe import STAND_WORTE, Stand
from haertefall.tresor.models import Schluessel


class Nummernkreis(models.Model):
    """Last running number per body and year; numbers may have gaps and are never reused."""

    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT)
    jahr = models.PositiveSmallIntegerField()
    zuletzt = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gremium", "jahr"], name="nummernkreis_einmal"),
        ]

    def __str__(self) -> str:
        return f"{self.gremium_id} {self.jahr}: {self.zuletzt}"


class Fall(models.Model):
    """Case file: clear process data only; everything about people is encrypted elsewhere.

    `zaehl_vorgang` joins the counted facts, from this side only. `fassung` binds the case to the
    version of the rules that governs it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="faelle")
    aktenzeichen = models.CharField(max_length=60, unique=True)
    jahr = models.PositiveSmallIntegerField()
    nummer = models.PositiveIntegerField()
    stand = models.CharField(max_length=30)
    version = models.PositiveIntegerField(default=1)
    eingegangen_am = models.DateField()
    erfasst_um = models.DateTimeField()
    abgeschlossen_am = models.DateField(null=True)
    fassung = models.ForeignKey(Fassungsbestand, on_delete=models.PROTECT)
    weg = models.CharField(max_length=10, blank=True)
    antragsweg = models.CharField(max_length=60)
    behoerde = models.ForeignKey(
        Behoerde, on_delete=models.PROTECT, null=True, related_name="faelle"
    )
    land = models.CharField(max_length=10, blank=True)
    personenzahl = models.PositiveSmallIntegerField(default=0)
    ruht = models.BooleanField(default=False)
    zaehlt_als = models.CharField(max_length=40, blank=True)
    eingebracht_von = models.ForeignKey(
        Amt, on_delete=models.PROTECT, null=True, related_name="eingebrachte_faelle"
    )
    geht_auf_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="aufgenommene"
    )
    zaehl_vorgang = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    schluessel = models.OneToOneField(Schluessel, on_delete=models.PROTECT, related_name="fall")

    class Meta:
        ordering = ["-eingegangen_am", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gremium", "jahr", "nummer"], name="fall_nummer_einmal"
            ),
            models.CheckConstraint(
                name="fall_abschluss_passt_zum_stand",
                condition=Q(stand=Stand.ABGESCHLOSSEN, abgeschlossen_am__isnull=False)
                | (~Q(stand=Stand.ABGESCHLOSSEN) & Q(abgeschlossen_am__isnull=True)),
            ),
            models.CheckConstraint(
                name="fall_geht_nicht_in_sich_auf",
                condition=Q(geht_auf_in__isnull=True) | ~Q(geht_auf_in=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["gremium", "-eingegangen_am", "-id"], name="fall_liste"),
            models.Index(
                fields=["gremium", "stand", "-eingegangen_am", "-id"], name="fall_liste_stand"
            ),
        ]

    def __str__(self) -> str:
        return self.aktenzeichen

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of everything encrypted about this case."""
        return self.schluessel

    @property
    def stand_wort(self) -> str:
        """The state in words."""
        return STAND_WORTE[Stand(self.stand)]


class Zugangsart(models.TextChoices):
    """Why somebody may see a case."""

    EINGEBRACHT = "eingebracht", "selbst eingebracht"
    AUFGEGRIFFEN = "aufgegriffen", "aufgegriffen (Selbstbefassung)"
    ANGEBOTEN = "angeboten", "zum Aufgreifen angeboten, ohne Namen"
    VORGELEGT = "vorgelegt", "zur Beratung vorgelegt"
    VORPRUEFUNG = "vorpruefung", "dem Vorprüfungsausschuss vorgelegt"
    BEHOERDE = "behoerde", "zur Stellungnahme oder Entscheidung"
    FACHAUFSICHT = "fachaufsicht", "Mitteilung nach § 7 Abs. 3"
    MANDANT = "mandant", "eigener Fall der Beratung"
    NOTZUGANG = "notzugang", "Notzugang, befristet und nur zum Lesen"


class Zugangssperre(models.Model):
    """One Amt no longer sees the case: a rule on Befangenheit takes sight away. Only an Ordnung.

    Written by acts; it goes before every `Zugang`. `beleg` is the norm. Ended when the declaration
    is taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="zugangssperren")
    # The database itself refuses to let such an Amt go; Django need not look beforehand.
    amt = models.ForeignKey(Amt, on_delete=models.DO_NOTHING, related_name="fallsperren")
    von_um = models.DateTimeField()
    bis_um = models.DateTimeField(null=True)
    beleg = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fall", "amt"],
                condition=Q(bis_um__isnull=True),
                name="zugangssperre_einmal_offen",
            ),
            models.CheckConstraint(name="zugangssperre_nennt_norm", condition=~Q(beleg="")),
        ]

    def __str__(self) -> str:
        return f"{self.amt_id} sieht {self.fall_id} nicht"


class Zugang(models.Model):
    """Dated access to a case: for one Amt, or for all who hold a Funktion in the body.

    Written by acts only. The filter reads nothing above this room. `beraten_am`: day of the session
    that dealt with the case, from which the house counts the end (`Zugangsende`). `bis_um`: a
    Notzugang ends with the minute.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="zugaenge")
    art = models.CharField(max_length=20, choices=Zugangsart.choices)
    amt = models.ForeignKey(Amt, on_delete=models.PROTECT, null=True, related_name="fallzugaenge")
    behoerde = models.ForeignKey(
        Behoerde, on_delete=models.PROTECT, null=True, related_name="fallzugaenge"
    )
    funktion = models.CharField(max_length=30, blank=True)
    ab = models.DateField()
    bis = models.DateField(null=True)
    beraten_am = models.DateField(null=True)
    bis_um = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="zugang_notzugang_endet",
                condition=Q(art=Zugangsart.NOTZUGANG, bis__isnull=False, bis_um__isnull=False)
                | (~Q(art=Zugangsart.NOTZUGANG) & Q(bis_um__isnull=True)),
            ),
            models.CheckConstraint(
                name="zugang_hat_genau_einen_empfaenger",
                condition=Q(amt__isnull=False, behoerde__isnull=True, funktion="")
                | Q(amt__isnull=True, behoerde__isnull=False, funktion="")
                | (Q(amt__isnull=True, behoerde__isnull=True) & ~Q(funktion="")),
            ),
            # One open row per receiver; three, because in an index no NULL equals another.
            *(
                models.UniqueConstraint(
                    fields=["fall", "art", empfaenger],
                    condition=Q(bis__isnull=True) & ~ohne,
                    name=f"zugang_{empfaenger}_einmal_offen",
                )
                for empfaenger, ohne in (
                    ("amt", Q(amt__isnull=True)),
                    ("behoerde", Q(behoerde__isnull=True)),
                    ("funktion", Q(funktion="")),
                )
            ),
        ]
        indexes = [
            models.Index(fields=["amt", "art", "ab"], name="zugang_amt"),
            models.Index(fields=["funktion", "art", "ab"], name="zugang_funktion"),
        ]

    def __str__(self) -> str:
        return f"{self.fall_id} {self.art} ab {self.ab}"
