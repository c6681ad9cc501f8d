"""The Niederschrift: sections in versions, approval, extracts for the files; rates of allowance."""

import uuid

from django.db import models
from django.db.models import Q

from haertefall.audit.models import Anhaengend
from haertefall.faelle.models import Fall
from haertefall.gremien.models import Gremium
from haertefall.sitzungen.models.sitzung import Sitzung, Tagesordnungspunkt
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel


class Niederschriftstand(models.TextChoices):
    """How far it is: a draft, approved by the body, frozen."""

    ENTWURF = "entwurf", "Entwurf"
    GENEHMIGT = "genehmigt", "Genehmigt"
    FESTGESTELLT = "festgestellt", "Festgestellt"


class Niederschrift(models.Model):
    """The minutes of one session (§ 6 Abs. 3 Satz 3 HFKVO: „Sitzungsprotokoll“).

    Who approves them, and how, no source regulates; `genehmigt_wie` says what happened.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitzung = models.OneToOneField(Sitzung, on_delete=models.CASCADE, related_name="niederschrift")
    stand = models.CharField(
        max_length=12, choices=Niederschriftstand.choices, default=Niederschriftstand.ENTWURF
    )
    erstellt_um = models.DateTimeField()
    genehmigt_am = models.DateField(null=True)
    genehmigt_wie = VerschluesselterText("sitzungen.niederschrift.genehmigt_wie", null=True)
    festgestellt_um = models.DateTimeField(null=True)
    festgestellt_von = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="niederschrift_stand_passt",
                condition=Q(stand="entwurf", genehmigt_am=None, festgestellt_um=None)
                | Q(stand="genehmigt", genehmigt_am__isnull=False, festgestellt_um=None)
                | Q(
                    stand="festgestellt", genehmigt_am__isnull=False, festgestellt_um__isnull=False
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Niederschrift {self.sitzung_id}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the meeting."""
        return self.sitzung.schluessel


class Abschnitt(models.Model):
    """One section: the meeting as a whole (no item), or one item of its agenda.

    What is about a case goes with the case and lies under its key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    niederschrift = models.ForeignKey(
        Niederschrift, on_delete=models.CASCADE, related_name="abschnitte"
    )
    punkt = models.ForeignKey(
        Tagesordnungspunkt, on_delete=models.CASCADE, null=True, related_name="abschnitte"
    )
    nummer = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["niederschrift", "nummer"], name="abschnitt_nummer_einmal"
            ),
        ]

    def __str__(self) -> str:
        if self.punkt is None:
            return "Zum Umlauf" if self.niederschrift.sitzung.ist_umlauf else "Zur Sitzung"
        return f"TOP {self.punkt.nummer}{f': {self.punkt.fall}' if self.punkt.fall else ''}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case; of the meeting for what is no case."""
        if self.punkt is not None and self.punkt.fall is not None:
            return self.punkt.fall.schluessel
        return self.niederschrift.sitzung.schluessel


class Abschnittsfassung(Anhaengend):
    """One version of a section; an edit makes the next. Number 1 is what the program wrote.

    `stimmen`: the counts of votes, apart from the text, because they never leave the Niederschrift.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    abschnitt = models.ForeignKey(Abschnitt, on_delete=models.CASCADE, related_name="fassungen")
    nummer = models.PositiveSmallIntegerField()
    um = models.DateTimeField()
    konto = models.UUIDField()
    text = VerschluesselterText("sitzungen.abschnittsfassung.text")
    stimmen = VerschluesselterText("sitzungen.abschnittsfassung.stimmen", null=True)

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["abschnitt", "nummer"], name="fassung_nummer_einmal"),
        ]

    def __str__(self) -> str:
        return f"Fassung {self.nummer}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the section."""
        return self.abschnitt.tresor_schluessel


class Auszug(Anhaengend):
    """Extract of a frozen Niederschrift for the body's own file of a case; without counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="auszuege")
    punkt = models.ForeignKey(Tagesordnungspunkt, on_delete=models.CASCADE, related_name="auszuege")
    am = models.DateField()
    text = VerschluesselterText("sitzungen.auszug.text")

    class Meta:
        ordering = ["am", "id"]
        constraints = [
            models.UniqueConstraint(fields=["punkt"], name="auszug_einmal"),
        ]

    def __str__(self) -> str:
        return f"Auszug vom {self.am}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel


class Entschaedigungssatz(models.Model):
    """A rate per session that the office enters; none is shipped. The newest from a day on counts.

    `kleines_gremium`: of the small body, not of the body itself (§ 2 Abs. 3 Satz 2 HFKVO: both).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(
        Gremium, on_delete=models.PROTECT, related_name="entschaedigungssaetze"
    )
    kleines_gremium = models.BooleanField(default=False)
    ab = models.DateField()
    betrag_cent = models.PositiveIntegerField()
    grundlage = models.CharField(max_length=200)
    erfasst_um = models.DateTimeField()
    konto = models.UUIDField()

    class Meta:
        ordering = ["-ab", "-erfasst_um"]

    def __str__(self) -> str:
        return f"{self.betrag_cent / 100:.2f} EUR ab {self.ab}"

    @property
    def euro(self) -> str:
        """The amount as people write it."""
        return f"{self.betrag_cent // 100},{self.betrag_cent % 100:02d}"
