"""Counted facts: what the report counts, kept apart from the case and surviving its deletion."""

import uuid

from django.db import models
from django.db.models import F, Q

from haertefall.statistik.codes import Ergebnis
from haertefall.statistik.zeitleiste import OFFEN


class Tatsache(models.Model):
    """What one case counts as, from day to day, as recorded from day to day.

    `gilt_ab`/`gilt_bis`: days of the events. `bekannt_ab`/`bekannt_bis`: days on which they were
    recorded. Both intervals are half-open; an open end is `OFFEN`. At any pair of days at most
    one row of a `vorgang` holds. `vorgang` is known only to the case: no key leads back to it.
    Days only, no names, no text. `grundarten`: codes of `Grundart`, sorted, with a space between.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vorgang = models.UUIDField()
    gremium = models.CharField(max_length=60)
    fassung = models.CharField(max_length=64, blank=True)
    gilt_ab = models.DateField()
    gilt_bis = models.DateField(default=OFFEN)
    bekannt_ab = models.DateField()
    bekannt_bis = models.DateField(default=OFFEN)
    jahr = models.SmallIntegerField()
    land = models.CharField(max_length=3)
    behoerde = models.CharField(max_length=60, blank=True)
    personen = models.SmallIntegerField()
    zaehlt = models.BooleanField(default=True)
    befragt = models.BooleanField(default=False)
    ergebnis = models.CharField(max_length=30, default=Ergebnis.OFFEN.value)
    ergebnis_am = models.DateField(null=True, blank=True)
    folge = models.CharField(max_length=30, blank=True)
    folge_am = models.DateField(null=True, blank=True)
    grund = models.CharField(max_length=30, blank=True)
    rechtsgrund = models.CharField(max_length=60, blank=True)
    ruht = models.CharField(max_length=30, blank=True)
    grundarten = models.CharField(max_length=60, blank=True)
    entfernt_trotz = models.BooleanField(default=False)
    altbestand = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tatsache_gilt_nicht_rueckwaerts", condition=Q(gilt_ab__lt=F("gilt_bis"))
            ),
            models.CheckConstraint(
                name="tatsache_bekannt_nicht_rueckwaerts",
                condition=Q(bekannt_ab__lt=F("bekannt_bis")),
            ),
            models.CheckConstraint(
                name="tatsache_ersuchen_hat_folge",
                condition=~Q(ergebnis=Ergebnis.ERSUCHEN.value, folge=""),
            ),
            models.CheckConstraint(
                name="tatsache_fassung_oder_altbestand",
                condition=Q(altbestand=False) | Q(fassung=""),
            ),
            models.UniqueConstraint(
                name="tatsache_ein_stand",
                fields=["vorgang", "gilt_ab"],
                condition=Q(bekannt_bis=OFFEN),
            ),
        ]
        indexes = [
            models.Index(
                name="tatsache_bericht",
                fields=[
                    "gremium",
                    "bekannt_bis",
                    "gilt_bis",
                    "jahr",
                    "land",
                    "ergebnis",
                    "folge",
                    "gilt_ab",
                    "bekannt_ab",
                    "zaehlt",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gremium} {self.jahr} {self.ergebnis} ab {self.gilt_ab}"
