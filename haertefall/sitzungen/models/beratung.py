"""What an item of the agenda leads to: weighing, motions, votes, joint texts."""

import uuid

from django.db import models
from django.db.models import F, Q

from haertefall.faelle.models import Person
from haertefall.sitzungen.models.sitzung import Punktteil, Tagesordnungspunkt
from haertefall.sitzungen.models.teilnahme import Teilnahme
from haertefall.tresor.felder import VerschluesselterText, VerschluesseltesJson
from haertefall.tresor.models import Schluessel


class Abwaegung(Punktteil):
    """One sentence on a „soll“ ground that was weighed (§ 5 Abs. 2 HFKVO: „soll … wenn nicht“).

    `grund` is the kennung of the ground in the Ordnung of the case; sealed, for it tells what was
    found. The act sees to it that there is one row per ground.
    """

    punkt = models.ForeignKey(
        Tagesordnungspunkt, on_delete=models.CASCADE, related_name="abwaegungen"
    )
    grund = VerschluesselterText("sitzungen.abwaegung.grund")
    satz = VerschluesselterText("sitzungen.abwaegung.satz")
    um = models.DateTimeField()

    class Meta:
        ordering = ["um", "id"]

    def __str__(self) -> str:
        return f"Abwägung {self.um}"


class Antrag(Punktteil):
    """A motion on an item. Who made it is not stored; nor how anybody voted.

    `personen`: for whom, if not for all of the case (ids). `grundarten`: kinds of reason, free,
    for the figures only, never a criterion. `ohne_abstimmung`: a text found jointly.
    """

    punkt = models.ForeignKey(Tagesordnungspunkt, on_delete=models.CASCADE, related_name="antraege")
    nummer = models.PositiveSmallIntegerField()
    gegenstand = models.CharField(max_length=30)
    text = VerschluesselterText("sitzungen.antrag.text", null=True)
    begruendung = VerschluesselterText("sitzungen.antrag.begruendung", null=True)
    personen = VerschluesseltesJson("sitzungen.antrag.personen", null=True)
    grundarten = VerschluesseltesJson("sitzungen.antrag.grundarten", null=True)
    gestellt_um = models.DateTimeField()
    ohne_abstimmung = models.BooleanField(default=False)
    angenommen = models.BooleanField(null=True)
    durch = models.CharField(
        max_length=10, blank=True, choices=[("regel", "Regel"), ("person", "Person")]
    )
    zurueckgezogen_um = models.DateTimeField(null=True)

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["punkt", "nummer"], name="antrag_nummer_einmal"),
            models.CheckConstraint(
                name="antrag_ergebnis_sagt_wodurch",
                condition=Q(angenommen__isnull=True, durch="")
                | (Q(angenommen__isnull=False) & ~Q(durch="")),
            ),
            models.CheckConstraint(
                name="antrag_zurueckgezogen_ohne_ergebnis",
                condition=Q(zurueckgezogen_um__isnull=True) | Q(angenommen__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Antrag {self.nummer}: {self.gegenstand}"


class Antragsteil(models.Model):
    """Abstract: a row about a motion, under the same key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    antrag: Antrag

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case; of the meeting for what is no case."""
        return self.antrag.tresor_schluessel


class Erwartung(Antragsteil):
    """What a motion for an Ersuchen expects of one person, and why it can be expected (zumutbar).

    Only the report of the NRW office knows expectations (ch. 5).
    """

    antrag = models.ForeignKey(Antrag, on_delete=models.CASCADE, related_name="erwartungen")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="erwartungen")
    was = VerschluesselterText("sitzungen.erwartung.was")
    zumutbar = VerschluesselterText("sitzungen.erwartung.zumutbar")

    class Meta:
        ordering = ["person__nummer", "id"]

    def __str__(self) -> str:
        return f"Erwartung an Person {self.person_id}"


class Abseits(Antragsteil):
    """Somebody stands apart from a jointly found text and wants that recorded."""

    antrag = models.ForeignKey(Antrag, on_delete=models.CASCADE, related_name="abseits")
    teilnahme = models.ForeignKey(Teilnahme, on_delete=models.CASCADE, related_name="+")
    wort = VerschluesselterText("sitzungen.abseits.wort", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["antrag", "teilnahme"], name="abseits_einmal"),
        ]

    def __str__(self) -> str:
        return f"{self.teilnahme_id} steht abseits"


class Abstimmung(models.Model):
    """Totals of a count on one motion. Nothing per member is stored (but see NamentlicheStimme).

    `feststellung` is the sentence with base, needed number, effect of abstentions and the norm.
    A miscount is corrected by a row that points to the one it replaces; both stay. `antrag` is
    empty where only the result of a meeting on paper was recorded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    punkt = models.ForeignKey(
        Tagesordnungspunkt, on_delete=models.CASCADE, related_name="abstimmungen"
    )
    antrag = models.ForeignKey(
        Antrag, on_delete=models.CASCADE, null=True, related_name="abstimmungen"
    )
    gegenstand = models.CharField(max_length=30)
    ja = models.PositiveSmallIntegerField()
    nein = models.PositiveSmallIntegerField()
    enthaltung = models.PositiveSmallIntegerField()
    anwesende = models.PositiveSmallIntegerField()
    mitglieder = models.PositiveSmallIntegerField()
    besetzt = models.PositiveSmallIntegerField(null=True)
    angenommen = models.BooleanField()
    durch = models.CharField(max_length=10, choices=[("regel", "Regel"), ("person", "Person")])
    feststellung = VerschluesselterText("sitzungen.abstimmung.feststellung")
    um = models.DateTimeField(null=True)
    ersetzt = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, related_name="ersetzt_durch"
    )
    grund = VerschluesselterText("sitzungen.abstimmung.grund", null=True)

    class Meta:
        ordering = ["um", "id"]
        constraints = [
            models.CheckConstraint(
                name="abstimmung_nicht_mehr_als_anwesende",
                condition=Q(anwesende__gte=F("ja") + F("nein") + F("enthaltung")),
            ),
            models.CheckConstraint(
                name="abstimmung_ersetzt_sich_nicht_selbst",
                condition=Q(ersetzt__isnull=True) | ~Q(ersetzt=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.gegenstand

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the meeting."""
        return self.punkt.sitzung.schluessel


class NamentlicheStimme(models.Model):
    """How one person voted: only where an Ordnung provides for a vote by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    abstimmung = models.ForeignKey(
        Abstimmung, on_delete=models.CASCADE, related_name="namentliche_stimmen"
    )
    teilnahme = models.ForeignKey(Teilnahme, on_delete=models.CASCADE, related_name="+")
    stimme = VerschluesselterText("sitzungen.namentliche_stimme.stimme")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["abstimmung", "teilnahme"], name="namentliche_stimme_einmal"
            ),
        ]

    def __str__(self) -> str:
        return f"Stimme von {self.teilnahme_id}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the meeting."""
        return self.abstimmung.tresor_schluessel
