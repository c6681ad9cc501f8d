"""What the steps of the procedure leave in the file."""

import uuid

from django.db import models
from django.db.models import F, Q

from haertefall.faelle.models.akte import Person
from haertefall.faelle.models.fall import Fall
from haertefall.gremien.models import Behoerde
from haertefall.tresor.felder import VerschluesselterText, VerschluesseltesJson
from haertefall.tresor.models import Schluessel


class Fallteil(models.Model):
    """Abstract: a row of the case file under the key of its case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    fall: Fall

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the case."""
        return self.fall.schluessel


class Stellungnahme(Fallteil):
    """Statement of the Ausländerbehörde on the described facts and on the Votum (§ 4 Abs. 2 HFKVO).

    Also the inspection of papers in the session where a body has that instead (`in_sitzung`).
    """

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="stellungnahmen")
    behoerde = models.ForeignKey(Behoerde, on_delete=models.PROTECT)
    angefordert_am = models.DateField()
    erbeten_bis = models.DateField(null=True)
    eingegangen_am = models.DateField(null=True)
    fragen = VerschluesselterText("faelle.stellungnahme.fragen", null=True)
    sachverhalt = VerschluesselterText("faelle.stellungnahme.sachverhalt", null=True)
    votum = VerschluesselterText("faelle.stellungnahme.votum", null=True)

    class Meta:
        ordering = ["angefordert_am", "id"]

    def __str__(self) -> str:
        return f"Stellungnahme {self.angefordert_am}"


class Ergebnis(Fallteil):
    """Result of the body for one person. `durch`: computed by a stored rule, or by a person."""

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="ergebnisse")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ergebnisse")
    gegenstand = models.CharField(max_length=30)
    am = models.DateField()
    durch = models.CharField(max_length=10, choices=[("regel", "Regel"), ("person", "Person")])
    rechnung = VerschluesselterText("faelle.ergebnis.rechnung", null=True)
    gruende = VerschluesselterText("faelle.ergebnis.gruende", null=True)
    erwartungen = VerschluesseltesJson("faelle.ergebnis.erwartungen", null=True)
    zurueckgenommen_am = models.DateField(null=True)

    class Meta:
        ordering = ["am", "id"]

    def __str__(self) -> str:
        return f"{self.gegenstand} {self.am}"


class Folge(Fallteil):
    """What the recipient did with a result: announced, ordered, permitted, refused, or otherwise.

    Announcement, order and permit are acts of their own with days of their own (§ 7 HFKVO).
    `gruende_vorher`: the reasons were given before the final refusal (§ 7 Abs. 3 Satz 2).
    `behoerde`: the authority of the case then; another one, later, does not read it.
    """

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="folgen")
    behoerde = models.ForeignKey(Behoerde, on_delete=models.PROTECT, null=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="folgen")
    art = models.CharField(max_length=30)
    am = models.DateField()
    kategorie = models.CharField(max_length=40, blank=True)
    gruende_vorher = models.BooleanField(null=True)
    gruende = VerschluesselterText("faelle.folge.gruende", null=True)
    bedingung = VerschluesselterText("faelle.folge.bedingung", null=True)

    class Meta:
        ordering = ["am", "id"]

    def __str__(self) -> str:
        return f"{self.art} {self.am}"


class Ruhen(Fallteil):
    """The case rests by agreement: with whom, what is awaited, when to look again."""

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="ruhezeiten")
    ab = models.DateField()
    bis = models.DateField(null=True)
    kategorie = models.CharField(max_length=40)
    naechster_blick = models.DateField()
    mit_wem = VerschluesselterText("faelle.ruhen.mit_wem")
    worauf = VerschluesselterText("faelle.ruhen.worauf")

    class Meta:
        ordering = ["ab", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fall"], condition=Q(bis__isnull=True), name="ruhen_nur_einmal_offen"
            ),
        ]

    def __str__(self) -> str:
        return f"ruht ab {self.ab}"


class Wiedervorlage(Fallteil):
    """An office setting: look again on a day. No legal deadline."""

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="wiedervorlagen")
    faellig_am = models.DateField()
    anlass = models.CharField(max_length=60)
    beleg = models.CharField(max_length=200)
    text = VerschluesselterText("faelle.wiedervorlage.text", null=True)
    erledigt_am = models.DateField(null=True)

    class Meta:
        ordering = ["faellig_am", "id"]
        indexes = [
            models.Index(
                fields=["faellig_am"], condition=Q(erledigt_am__isnull=True), name="wv_offen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.faellig_am} {self.anlass}"


class Vorbefassung(Fallteil):
    """A link to an earlier case of the same people, made by a person with a reason."""

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="vorbefassungen")
    frueher = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="spaetere")
    grund = VerschluesselterText("faelle.vorbefassung.grund")
    geaendert = VerschluesselterText("faelle.vorbefassung.geaendert", null=True)
    geloest_am = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="vorbefassung_nicht_mit_sich", condition=~Q(fall=F("frueher"))
            ),
            models.UniqueConstraint(
                fields=["fall", "frueher"],
                condition=Q(geloest_am__isnull=True),
                name="vorbefassung_einmal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fall_id} → {self.frueher_id}"


class Weiterleitung(Fallteil):
    """Support of an application elsewhere: at the Härtefallkommission or by petition.

    `ziel` is the new case where the other body works in this installation, linked both ways.
    """

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="weiterleitungen")
    wohin = models.CharField(
        max_length=30,
        choices=[
            ("haertefallkommission", "Härtefallkommission des Landes"),
            ("petitionsausschuss", "Petitionsausschuss des Landtags"),
        ],
    )
    am = models.DateField()
    ziel = models.ForeignKey(Fall, on_delete=models.SET_NULL, null=True, related_name="herkuenfte")

    class Meta:
        ordering = ["am", "id"]

    def __str__(self) -> str:
        return f"{self.wohin} {self.am}"
