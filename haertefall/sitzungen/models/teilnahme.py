"""Who is invited, who comes, who is there by person and by item, who looked at which papers."""

from django.db import models
from django.db.models import F, Q

from haertefall.gremien.models import Amt
from haertefall.sitzungen.models.sitzung import (
    Punktteil,
    Sitzung,
    Sitzungsteil,
    Tagesordnungspunkt,
)
from haertefall.tresor.felder import VerschluesselterText


class Zusage(models.TextChoices):
    """What an invited person answered."""

    OFFEN = "offen", "Noch keine Antwort"
    KOMMT = "kommt", "Kommt"
    PER_VIDEO = "per_video", "Kommt per Video"
    KOMMT_NICHT = "kommt_nicht", "Kommt nicht"


class Teilnahme(Sitzungsteil):
    """One person and one meeting: a member, a deputy, the office, or a guest without account.

    `sitz` is the seat the person holds or deputises for (kennung in the Ordnung), "" for office
    and guests. `vertretung`: the deputy this member announced, from that moment with access.
    """

    sitzung = models.ForeignKey(Sitzung, on_delete=models.CASCADE, related_name="teilnahmen")
    amt = models.ForeignKey(Amt, on_delete=models.PROTECT, null=True, related_name="teilnahmen")
    sitz = models.CharField(max_length=60, blank=True)
    gast = VerschluesselterText("sitzungen.teilnahme.gast", null=True)
    eingeladen_um = models.DateTimeField(null=True)
    zusage = models.CharField(max_length=12, choices=Zusage.choices, default=Zusage.OFFEN)
    geantwortet_um = models.DateTimeField(null=True)
    vertretung = models.ForeignKey(
        Amt, on_delete=models.PROTECT, null=True, related_name="vertretungen_in_sitzungen"
    )
    angekuendigt_um = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sitz", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "amt"],
                condition=Q(amt__isnull=False),
                name="teilnahme_amt_einmal",
            ),
            models.CheckConstraint(
                name="teilnahme_amt_oder_gast",
                condition=Q(amt__isnull=False, gast__isnull=True)
                | Q(amt__isnull=True, gast__isnull=False),
            ),
            models.CheckConstraint(
                name="teilnahme_vertritt_sich_nicht_selbst",
                condition=Q(vertretung__isnull=True) | ~Q(vertretung=F("amt")),
            ),
            models.CheckConstraint(
                name="teilnahme_vertretung_mit_zeitpunkt",
                condition=Q(vertretung__isnull=True, angekuendigt_um__isnull=True)
                | Q(vertretung__isnull=False, angekuendigt_um__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amt_id or 'Gast'} {self.zusage}"

    @property
    def name(self) -> str:
        """Who it is, for display (account or guest, key of the session at hand)."""
        return self.amt.konto.name if self.amt else (self.gast or "Gast")


class Anwesenheit(models.Model):
    """A stretch of time in which a person was there. Who leaves and comes back has two.

    `fuer`: the absent member for whose seat a deputy stands in. `per_video`: not in the room.
    """

    teilnahme = models.ForeignKey(Teilnahme, on_delete=models.CASCADE, related_name="anwesenheiten")
    von = models.DateTimeField()
    bis = models.DateTimeField(null=True)
    per_video = models.BooleanField(default=False)
    fuer = models.ForeignKey(
        Teilnahme, on_delete=models.CASCADE, null=True, related_name="vertreten_durch"
    )

    class Meta:
        ordering = ["von", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["teilnahme"], condition=Q(bis__isnull=True), name="anwesend_einmal_zugleich"
            ),
            # Two never stand in for one.
            models.UniqueConstraint(
                fields=["fuer"],
                condition=Q(bis__isnull=True, fuer__isnull=False),
                name="anwesend_eine_vertretung",
            ),
            models.CheckConstraint(
                name="anwesend_bis_nicht_vor_von",
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
            ),
            models.CheckConstraint(
                name="anwesend_nicht_fuer_sich_selbst",
                condition=Q(fuer__isnull=True) | ~Q(fuer=F("teilnahme")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.teilnahme_id} ab {self.von:%H:%M}"


class Punktanwesenheit(models.Model):
    """Who was there for an item, as it stood at its last vote or at its end: for the Niederschrift.

    `stimmt`: could vote on it; that is a right, never how somebody voted.
    """

    punkt = models.ForeignKey(
        Tagesordnungspunkt, on_delete=models.CASCADE, related_name="anwesenheiten"
    )
    teilnahme = models.ForeignKey(Teilnahme, on_delete=models.CASCADE, related_name="punkte")
    fuer = models.ForeignKey(Teilnahme, on_delete=models.CASCADE, null=True, related_name="+")
    per_video = models.BooleanField(default=False)
    stimmt = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["punkt", "teilnahme"], name="punktanwesenheit_je_person_einmal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.teilnahme_id} bei {self.punkt_id}"


class Befangenheit(Punktteil):
    """A person declared for an item not to be free. What follows, only an Ordnung says.

    `ohne_stimme`, `ohne_einsicht`, `vertretung_moeglich`: the effects a stored rule gave it;
    all False where none is stored (HFKVO and Dortmund have none).
    """

    punkt = models.ForeignKey(
        Tagesordnungspunkt, on_delete=models.CASCADE, related_name="befangenheiten"
    )
    teilnahme = models.ForeignKey(
        Teilnahme, on_delete=models.CASCADE, related_name="befangenheiten"
    )
    um = models.DateTimeField()
    grund = VerschluesselterText("sitzungen.befangenheit.grund", null=True)
    ohne_stimme = models.BooleanField(default=False)
    ohne_einsicht = models.BooleanField(default=False)
    vertretung_moeglich = models.BooleanField(default=False)
    beleg = models.CharField(max_length=300, blank=True)
    zurueckgenommen_um = models.DateTimeField(null=True)

    class Meta:
        ordering = ["um", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["punkt", "teilnahme"],
                condition=Q(zurueckgenommen_um__isnull=True),
                name="befangenheit_einmal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.teilnahme_id} bei {self.punkt_id}"


class Mitgebrachtes(Punktteil):
    """Papers somebody brought into the meeting for inspection there: named, never copied.

    Dortmund: the head of the authority lays its internal papers before the body in the meeting.
    """

    punkt = models.ForeignKey(
        Tagesordnungspunkt, on_delete=models.CASCADE, related_name="mitgebrachtes"
    )
    von = models.ForeignKey(Teilnahme, on_delete=models.CASCADE, related_name="mitgebrachtes")
    was = VerschluesselterText("sitzungen.mitgebrachtes.was")
    um = models.DateTimeField()
    zurueck_um = models.DateTimeField(null=True)

    class Meta:
        ordering = ["um", "id"]
        constraints = [
            models.CheckConstraint(
                name="mitgebrachtes_zurueck_nicht_vorher",
                condition=Q(zurueck_um__isnull=True) | Q(zurueck_um__gte=F("um")),
            ),
        ]

    def __str__(self) -> str:
        return f"Unterlagen zu {self.punkt_id}"


class Einsichtnahme(models.Model):
    """Who looked at the papers, when."""

    mitgebrachtes = models.ForeignKey(
        Mitgebrachtes, on_delete=models.CASCADE, related_name="einsichtnahmen"
    )
    teilnahme = models.ForeignKey(
        Teilnahme, on_delete=models.CASCADE, related_name="einsichtnahmen"
    )
    um = models.DateTimeField()

    class Meta:
        ordering = ["um", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mitgebrachtes", "teilnahme"], name="einsichtnahme_einmal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.teilnahme_id} sah {self.mitgebrachtes_id}"
