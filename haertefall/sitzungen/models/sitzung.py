"""The meeting of a body and its agenda."""

import uuid

from django.db import models
from django.db.models import F, Q

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Gremium
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel
from haertefall.zeit import rechtstag


class Sitzungsstand(models.TextChoices):
    """State of a meeting."""

    ANBERAUMT = "anberaumt", "Anberaumt"
    EINGELADEN = "eingeladen", "Eingeladen"
    LAEUFT = "laeuft", "Läuft"
    BEENDET = "beendet", "Beendet"
    ABGESAGT = "abgesagt", "Abgesagt"


class Sitzungsform(models.TextChoices):
    """How people meet. `UMLAUF` is no meeting: only where an Ordnung has it."""

    RAUM = "raum", "Vor Ort"
    VIDEO = "video", "Videokonferenz"
    BEIDES = "beides", "Vor Ort und Video"
    UMLAUF = "umlauf", "Umlauf ohne Sitzung"


class Spur(models.TextChoices):
    """What a meeting is for: single cases, or general questions (a track of its own)."""

    EINZELFAELLE = "einzelfaelle", "Einzelfälle"
    ALLGEMEINE_FRAGEN = "allgemeine_fragen", "Allgemeine Fragen"


VORBEI = (Sitzungsstand.BEENDET, Sitzungsstand.ABGESAGT)


class Sitzung(models.Model):
    """A meeting of a body, with a key of its own for everything written about it.

    `beginn` is what was planned, `eroeffnet_um` and `geschlossen_um` what happened. `anwesende` of
    `mitglieder` is the headcount at the end. `kleines_gremium`: of the small body, if it is its.
    `vermerk`: why it was cancelled, or held although the period of the invitation had run out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="sitzungen")
    beginn = models.DateTimeField()
    form = models.CharField(max_length=10, choices=Sitzungsform.choices)
    ort = models.CharField(max_length=200, blank=True)
    einwahl = VerschluesselterText("sitzungen.sitzung.einwahl", null=True)
    spur = models.CharField(max_length=20, choices=Spur.choices, default=Spur.EINZELFAELLE)
    kleines_gremium = models.CharField(max_length=60, blank=True)
    stand = models.CharField(max_length=12, choices=Sitzungsstand.choices)
    version = models.PositiveIntegerField(default=1)
    eingeladen_um = models.DateTimeField(null=True)
    eroeffnet_um = models.DateTimeField(null=True)
    geschlossen_um = models.DateTimeField(null=True)
    anwesende = models.PositiveSmallIntegerField(null=True)
    mitglieder = models.PositiveSmallIntegerField(null=True)
    vermerk = VerschluesselterText("sitzungen.sitzung.vermerk", null=True)
    schluessel = models.OneToOneField(Schluessel, on_delete=models.PROTECT, related_name="sitzung")

    class Meta:
        ordering = ["-beginn", "id"]
        constraints = [
            models.CheckConstraint(
                name="sitzung_laeuft_erst_nach_eroeffnung",
                condition=~Q(stand=Sitzungsstand.LAEUFT) | Q(eroeffnet_um__isnull=False),
            ),
            models.CheckConstraint(
                name="sitzung_schluss_nicht_vor_eroeffnung",
                condition=Q(geschlossen_um__isnull=True)
                | Q(eroeffnet_um__isnull=True)
                | Q(geschlossen_um__gte=F("eroeffnet_um")),
            ),
        ]
        indexes = [models.Index(fields=["gremium", "beginn"], name="sitzung_gremium_beginn")]

    def __str__(self) -> str:
        wort = "Umlauf bis" if self.ist_umlauf else "Sitzung am"
        return f"{wort} {rechtstag(self.beginn):%d.%m.%Y}"

    @property
    def ist_umlauf(self) -> bool:
        """No meeting: members answer in writing until `beginn`; "there" is who has answered."""
        return self.form == Sitzungsform.UMLAUF

    @property
    def ist_vorbei(self) -> bool:
        """It ended or was cancelled: nothing is dealt with any more."""
        return self.stand in VORBEI

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the meeting."""
        return self.schluessel


class Sitzungsteil(models.Model):
    """Abstract: a row under the key of its meeting."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    sitzung: Sitzung

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the meeting."""
        return self.sitzung.schluessel


class Verlegung(Sitzungsteil):
    """The meeting was moved: from when to when, who was told why."""

    sitzung = models.ForeignKey(Sitzung, on_delete=models.CASCADE, related_name="verlegungen")
    von = models.DateTimeField()
    auf = models.DateTimeField()
    um = models.DateTimeField()
    grund = VerschluesselterText("sitzungen.verlegung.grund")

    class Meta:
        ordering = ["um", "id"]

    def __str__(self) -> str:
        return f"von {self.von:%d.%m.%Y} auf {self.auf:%d.%m.%Y}"


class Punktart(models.TextChoices):
    """What an item of the agenda is about."""

    FALL = "fall", "Einzelfall"
    RUECKNAHME = "ruecknahme", "Rücknahme eines Ersuchens"
    FRAGE = "frage", "Allgemeine Frage"
    STAENDIG = "staendig", "Was wurde aus früheren Fällen"
    SONSTIGES = "sonstiges", "Sonstiges"


MIT_FALL = (Punktart.FALL, Punktart.RUECKNAHME)


class Tagesordnungspunkt(models.Model):
    """An item of the agenda: a case by its file number, a general question, a standing item.

    `RUECKNAHME` is about a case whose Ersuchen stands: whether the body takes it back.
    `nachgereicht`: put on after the invitation. An item is called, discussed and closed;
    `vermerk` is what the Niederschrift says about the course. `titel`, `frage` and `antwort`
    belong to items that are no case.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitzung = models.ForeignKey(Sitzung, on_delete=models.PROTECT, related_name="punkte")
    art = models.CharField(max_length=12, choices=Punktart.choices, default=Punktart.FALL)
    fall = models.ForeignKey(
        Fall, on_delete=models.CASCADE, null=True, related_name="tagesordnungspunkte"
    )
    nummer = models.PositiveSmallIntegerField()
    abgesetzt = models.BooleanField(default=False)
    ohne_stellungnahme = models.BooleanField(default=False)
    nachgereicht = models.BooleanField(default=False)
    aufgesetzt_um = models.DateTimeField(null=True)
    aufgerufen_um = models.DateTimeField(null=True)
    geschlossen_um = models.DateTimeField(null=True)
    titel = VerschluesselterText("sitzungen.punkt.titel", null=True)
    frage = VerschluesselterText("sitzungen.punkt.frage", null=True)
    antwort = VerschluesselterText("sitzungen.punkt.antwort", null=True)
    vermerk = VerschluesselterText("sitzungen.punkt.vermerk", null=True)

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "nummer"], name="top_nummer_einmal"),
            models.UniqueConstraint(
                fields=["sitzung", "fall"],
                condition=Q(abgesetzt=False, fall__isnull=False),
                name="top_fall_einmal",
            ),
            models.CheckConstraint(
                name="top_fall_nur_und_immer_bei_einzelfall",
                condition=Q(art__in=MIT_FALL, fall__isnull=False)
                | (~Q(art__in=MIT_FALL) & Q(fall__isnull=True)),
            ),
            models.CheckConstraint(
                name="top_geschlossen_nur_nach_aufruf",
                condition=Q(geschlossen_um__isnull=True) | Q(aufgerufen_um__isnull=False),
            ),
            # One item at a time: what is said belongs to it.
            models.UniqueConstraint(
                fields=["sitzung"],
                condition=Q(
                    aufgerufen_um__isnull=False, geschlossen_um__isnull=True, abgesetzt=False
                ),
                name="top_einer_zur_zeit",
            ),
        ]

    def __str__(self) -> str:
        return f"TOP {self.nummer}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case; of the meeting for what is no case."""
        return self.fall.schluessel if self.fall else self.sitzung.schluessel


class Punktteil(models.Model):
    """Abstract: a row about an item; what concerns a case lies under the key of the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    punkt: Tagesordnungspunkt

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case; of the meeting for what is no case."""
        return self.punkt.tresor_schluessel
