"""The secret vote: what a body has resolved about it, the urn, who may vote."""

import uuid

from django.db import models
from django.db.models import F, Q

from haertefall.gremien.models import Gremium, Konto
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.sitzungen.models.beratung import Antrag
from haertefall.sitzungen.models.sitzung import Tagesordnungspunkt
from haertefall.tresor.felder import VerschluesselterText
from haertefall.tresor.models import Schluessel


class Geheimbeschluss(models.Model):
    """What a body resolved about secret votes: it wants them, or no longer. The newest counts.

    No known Ordnung has a secret vote; without such a resolution there is none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="geheimbeschluesse")
    am = models.DateField()
    erlaubt = models.BooleanField()
    erfasst_um = models.DateTimeField()
    wortlaut = VerschluesselterText("sitzungen.geheimbeschluss.wortlaut")

    class Meta:
        ordering = ["-am", "-erfasst_um"]

    def __str__(self) -> str:
        return f"Beschluss vom {self.am}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the body."""
        return self.gremium.schluessel


class Urne(models.Model):
    """One secret vote. While it is open all its cells lie in one sealed value of fixed length.

    `inhalt` is sealed under a key that lies in memory only (`sitzungen.fluechtig`) and is exchanged
    with every vote; `stufe` counts the keys. There are no rows per vote, no order and no times.
    `durchgang` counts how often it was begun: a restart of the machine loses the key. `antrag`:
    the motion of a running session whose count the totals become; empty for a session on paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    punkt = models.ForeignKey(Tagesordnungspunkt, on_delete=models.CASCADE, related_name="urnen")
    # One to one: what was counted is not counted again; whoever votes anew moves anew.
    antrag = models.OneToOneField(Antrag, on_delete=models.CASCADE, null=True, related_name="urne")
    gegenstand = models.CharField(max_length=30)
    stimmberechtigte = models.PositiveSmallIntegerField()
    durchgang = models.PositiveSmallIntegerField(default=1)
    stufe = models.PositiveIntegerField(default=0)
    inhalt = models.BinaryField(null=True)
    ja = models.PositiveSmallIntegerField(null=True)
    nein = models.PositiveSmallIntegerField(null=True)
    enthaltung = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urne_offen_oder_ausgezaehlt",
                condition=Q(
                    inhalt__isnull=False,
                    ja__isnull=True,
                    nein__isnull=True,
                    enthaltung__isnull=True,
                )
                | Q(
                    inhalt__isnull=True,
                    ja__isnull=False,
                    nein__isnull=False,
                    enthaltung__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="urne_nicht_mehr_stimmen_als_berechtigte",
                condition=Q(ja__isnull=True)
                | Q(stimmberechtigte__gte=F("ja") + F("nein") + F("enthaltung")),
            ),
            models.UniqueConstraint(
                fields=["punkt"], condition=Q(inhalt__isnull=False), name="urne_eine_offen"
            ),
        ]

    def __str__(self) -> str:
        return GEGENSTAND_WORTE[Gegenstand(self.gegenstand)]

    @property
    def offen(self) -> bool:
        """Whether votes are still taken."""
        return self.inhalt is not None

    @property
    def abgegeben(self) -> int:
        """How many have voted, once it is counted."""
        return (self.ja or 0) + (self.nein or 0) + (self.enthaltung or 0)


class Stimmrecht(models.Model):
    """Who may vote in an open urn, and whether they have. Gone with the count.

    It says nothing about the vote: the cell is chosen by lot and has no link to a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    urne = models.ForeignKey(Urne, on_delete=models.CASCADE, related_name="stimmrechte")
    konto = models.ForeignKey(Konto, on_delete=models.PROTECT, related_name="+")
    abgegeben = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["urne", "konto"], name="stimmrecht_einmal"),
        ]

    def __str__(self) -> str:
        return f"{self.urne_id} {'abgegeben' if self.abgegeben else 'offen'}"
