"""A check before a deportation, in the room of one authority; its own key under that of the room.

No body sees any of it. What the authority lays before a body is a `Vorlage`: a copy of what it
hands over, under a key of the body.
"""

import uuid
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Behoerde, Gremium
from haertefall.tresor.felder import VerschluesselterText, VerschluesseltesJson
from haertefall.tresor.models import Schluessel


class Pruefungsstand(models.TextChoices):
    """How far a check is. A new finding opens it again."""

    OFFEN = "offen", "Wird geprüft"
    GEPRUEFT = "geprueft", "Geprüft, die zweite Person fehlt"
    BESTAETIGT = "bestaetigt", "Geprüft und von einer zweiten Person bestätigt"


class Ausgang(models.TextChoices):
    """What became of the planned measure."""

    VOLLZOGEN = "vollzogen", "Die Abschiebung wurde durchgeführt"
    UNTERBLIEBEN = "unterblieben", "Die Abschiebung ist unterblieben"


class Vollzugspruefung(models.Model):
    """One check. Clear: process data of the authority; all about people is sealed.

    `massnahme` is day and course of the planned removal: secret (§ 59 Abs. 1 Satz 8, § 97a
    AufenthG). `festgehalten` is what the second person confirmed, with hash. `geprueft_von` and
    `bestaetigt_von` are persons (accounts), never two Funktionen of one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    behoerde = models.ForeignKey(Behoerde, on_delete=models.PROTECT, related_name="pruefungen")
    jahr = models.PositiveSmallIntegerField()
    nummer = models.PositiveIntegerField()
    bundesland = models.CharField(max_length=2)
    stand = models.CharField(
        max_length=12, choices=Pruefungsstand.choices, default=Pruefungsstand.OFFEN
    )
    version = models.PositiveIntegerField(default=1)
    begonnen_am = models.DateField()
    begonnen_von = models.UUIDField()
    geprueft_am = models.DateField(null=True)
    geprueft_von = models.UUIDField(null=True)
    bestaetigt_am = models.DateField(null=True)
    bestaetigt_von = models.UUIDField(null=True)
    zuerst_bestaetigt_am = models.DateField(null=True)
    ausgang = models.CharField(max_length=12, choices=Ausgang.choices, blank=True)
    ausgang_am = models.DateField(null=True)
    personenzahl = models.PositiveSmallIntegerField(default=0)
    zeichen = VerschluesselterText("vollzug.pruefung.zeichen", null=True)
    massnahme = VerschluesseltesJson("vollzug.pruefung.massnahme", null=True)
    festgehalten = VerschluesseltesJson("vollzug.pruefung.festgehalten", null=True)
    hash = VerschluesselterText("vollzug.pruefung.hash", null=True)
    schluessel = models.OneToOneField(
        Schluessel, on_delete=models.PROTECT, related_name="vollzugspruefung"
    )

    class Meta:
        ordering = ["-jahr", "-nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["behoerde", "jahr", "nummer"], name="vollzug_nummer_einmal"
            ),
            models.CheckConstraint(
                name="vollzug_zwei_personen",
                condition=Q(bestaetigt_von__isnull=True) | ~Q(bestaetigt_von=F("geprueft_von")),
            ),
            models.CheckConstraint(
                name="vollzug_stand_hat_seine_personen",
                condition=Q(stand="offen", geprueft_von__isnull=True, bestaetigt_von__isnull=True)
                | Q(stand="geprueft", geprueft_von__isnull=False, bestaetigt_von__isnull=True)
                | Q(stand="bestaetigt", geprueft_von__isnull=False, bestaetigt_von__isnull=False),
            ),
            models.CheckConstraint(
                name="vollzug_ausgang_hat_tag",
                condition=Q(ausgang="", ausgang_am__isnull=True)
                | (~Q(ausgang="") & Q(ausgang_am__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.kennung

    @property
    def kennung(self) -> str:
        """The number by which the room names it."""
        return f"VP {self.jahr}-{self.nummer:03}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of everything sealed in this check."""
        return self.schluessel


class Pruefteil(models.Model):
    """Abstract: a row of a check, under its key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    pruefung: Vollzugspruefung

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Key of the check."""
        return self.pruefung.schluessel


_Zeile = TypeVar("_Zeile", bound=models.Model)


class Geltende(models.Manager[_Zeile]):
    """Entries that no correction has taken back."""

    def get_queryset(self) -> models.QuerySet[_Zeile]:
        """Without those taken back."""
        return super().get_queryset().filter(zurueckgenommen=False)


class Pruefeintrag(Pruefteil):
    """Abstract: what was recorded. A correction may take it back; it stays stored."""

    zurueckgenommen = models.BooleanField(default=False)

    objects: ClassVar[Geltende[Self]] = Geltende()
    alle: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True


class Betroffene(Pruefeintrag):
    """One person of a check.

    `gruppe` only if the person named it. `zeiten`: residence periods as the authority entered
    them, for the other ways to stay (Prüfhilfe).
    """

    pruefung = models.ForeignKey(
        Vollzugspruefung, on_delete=models.CASCADE, related_name="betroffene"
    )
    nummer = models.PositiveSmallIntegerField()
    nachname = VerschluesselterText("vollzug.betroffene.nachname")
    vornamen = VerschluesselterText("vollzug.betroffene.vornamen")
    geburtsdatum = VerschluesselterText("vollzug.betroffene.geburtsdatum", null=True)
    land = VerschluesselterText("vollzug.betroffene.land", null=True)
    gruppe = VerschluesselterText("vollzug.betroffene.gruppe", null=True)
    verletzlich = VerschluesseltesJson("vollzug.betroffene.verletzlich")
    zeiten = VerschluesseltesJson("vollzug.betroffene.zeiten")

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["pruefung", "nummer"], name="betroffene_nummer_einmal"),
        ]

    def __str__(self) -> str:
        return f"Person {self.nummer}"

    @property
    def name(self) -> str:
        """Given names and surname, opened."""
        return f"{self.vornamen} {self.nachname}".strip()


class Punktbefund(Pruefeintrag):
    """What somebody found at a point, when, and what proves it. Later rows replace in effect.

    `ergebnis` and `grund` are sealed, so the forms of the acts alone see to their codes.
    `angaben`: answers to the questions of a point that is asked for itself.
    """

    pruefung = models.ForeignKey(Vollzugspruefung, on_delete=models.CASCADE, related_name="befunde")
    punkt = models.CharField(max_length=3)
    ergebnis = VerschluesselterText("vollzug.befund.ergebnis")
    grund = VerschluesselterText("vollzug.befund.grund")
    am = models.DateField()
    von = models.UUIDField()
    erfasst_um = models.DateTimeField()
    nachweis = VerschluesselterText("vollzug.befund.nachweis", null=True)
    bemerkung = VerschluesselterText("vollzug.befund.bemerkung", null=True)
    angaben = VerschluesseltesJson("vollzug.befund.angaben", null=True)

    class Meta:
        ordering = ["erfasst_um", "id"]

    def __str__(self) -> str:
        return f"{self.punkt} am {self.am}"


class Erlassvermerk(Pruefeintrag):
    """A decree was considered: by whom, on which day. Which one may tell a group: sealed."""

    pruefung = models.ForeignKey(
        Vollzugspruefung, on_delete=models.CASCADE, related_name="erlassvermerke"
    )
    erlass = VerschluesselterText("vollzug.erlass.erlass")
    am = models.DateField()
    von = models.UUIDField()
    text = VerschluesselterText("vollzug.erlass.text", null=True)

    class Meta:
        ordering = ["am", "id"]

    def __str__(self) -> str:
        return f"Erlass bedacht am {self.am}"


class Aufklaerungsart(models.TextChoices):
    """What was explained or handed out."""

    RUECKKEHR = "rueckkehr", "Freiwillige Ausreise erklärt"
    MERKBLATT = "merkblatt", "Merkblatt über das Gremium ausgehändigt"


class Aufklaerung(Pruefeintrag):
    """Voluntary return explained, or the leaflet on the hardship body handed out.

    `antwort` is kept because it was given. No result of a check reads it.
    """

    pruefung = models.ForeignKey(
        Vollzugspruefung, on_delete=models.CASCADE, related_name="aufklaerungen"
    )
    art = models.CharField(max_length=12, choices=Aufklaerungsart.choices)
    am = models.DateField()
    von = models.UUIDField()
    sprache = VerschluesselterText("vollzug.aufklaerung.sprache")
    antwort = VerschluesselterText("vollzug.aufklaerung.antwort", null=True)

    class Meta:
        ordering = ["am", "id"]

    def __str__(self) -> str:
        return f"{self.art} {self.am}"


class Verfahrensvermerk(Pruefeintrag):
    """A pending case of a body, as a fact, and what the authority has assured, if anything.

    `fall` only if it is in this installation and the authority sees it; else `wo` and `seit`. It is
    sealed: that a removal of somebody in that case is planned is a secret (§ 97a AufenthG).
    """

    pruefung = models.ForeignKey(
        Vollzugspruefung, on_delete=models.CASCADE, related_name="verfahren"
    )
    fall = VerschluesselterText("vollzug.verfahren.fall", null=True)
    seit = models.DateField()
    von = models.UUIDField()
    wo = VerschluesselterText("vollzug.verfahren.wo")
    zugesichert_am = models.DateField(null=True)
    zugesichert_bis = models.DateField(null=True)
    zusicherung = VerschluesselterText("vollzug.verfahren.zusicherung", null=True)

    class Meta:
        ordering = ["seit", "id"]
        constraints = [
            models.CheckConstraint(
                name="verfahren_zusicherung_hat_tag",
                condition=Q(zusicherung__isnull=True, zugesichert_am__isnull=True)
                | Q(zusicherung__isnull=False, zugesichert_am__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"anhängig seit {self.seit}"

    @property
    def fall_id(self) -> uuid.UUID | None:
        """The case, if it is one of this house."""
        return uuid.UUID(self.fall) if self.fall else None


class Vollzugsberichtigung(Pruefteil):
    """A correction of an entry: what stood there, what stands there now, why, who.

    `eintrag` is kind and id of the entry. `bestaetigt_von` only where an outcome changes: a second
    person. Without `bestaetigt_um` it waits and nothing has changed yet.
    """

    pruefung = models.ForeignKey(
        Vollzugspruefung, on_delete=models.CASCADE, related_name="berichtigungen"
    )
    eintrag = models.CharField(max_length=80)
    beantragt_von = models.UUIDField()
    beantragt_um = models.DateTimeField()
    bestaetigt_von = models.UUIDField(null=True)
    bestaetigt_um = models.DateTimeField(null=True)
    abgelehnt = models.BooleanField(default=False)
    inhalt = VerschluesseltesJson("vollzug.berichtigung.inhalt")
    grund = VerschluesselterText("vollzug.berichtigung.grund")

    class Meta:
        ordering = ["beantragt_um", "id"]
        constraints = [
            models.CheckConstraint(
                name="vollzugsberichtigung_zwei_personen",
                condition=Q(bestaetigt_von__isnull=True) | ~Q(bestaetigt_von=F("beantragt_von")),
            ),
        ]

    def __str__(self) -> str:
        return f"Berichtigung von {self.eintrag}"


# What is sealed of a `Vorlage`.
UEBERGEBENES = ("personen", "votum", "gruende", "verfahren", "einwilligung")


class Vorlage(models.Model):
    """What an authority lays before a body, with consent: the only thing the body sees of a check.

    Its key lies under that of the body; under that of the case, once the office has recorded it as
    one (`fall`, `angenommen_am`): it must not outlive the case that it became.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pruefung = models.ForeignKey(
        Vollzugspruefung, on_delete=models.PROTECT, related_name="vorlagen"
    )
    behoerde = models.ForeignKey(Behoerde, on_delete=models.PROTECT, related_name="vorlagen")
    gremium = models.ForeignKey(Gremium, on_delete=models.PROTECT, related_name="vorlagen")
    antragsweg = models.CharField(max_length=60)
    am = models.DateField()
    von = models.UUIDField()
    angenommen_am = models.DateField(null=True)
    fall = models.OneToOneField(
        Fall, on_delete=models.SET_NULL, null=True, related_name="aus_vorlage"
    )
    personen = VerschluesseltesJson("vollzug.vorlage.personen")
    votum = VerschluesselterText("vollzug.vorlage.votum")
    gruende = VerschluesselterText("vollzug.vorlage.gruende")
    verfahren = VerschluesselterText("vollzug.vorlage.verfahren", null=True)
    einwilligung = VerschluesselterText("vollzug.vorlage.einwilligung")
    schluessel = models.OneToOneField(Schluessel, on_delete=models.PROTECT, related_name="vorlage")

    class Meta:
        ordering = ["am", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pruefung", "gremium"], name="vorlage_einmal"),
        ]

    def __str__(self) -> str:
        return f"Vorlage vom {self.am}"

    @property
    def tresor_schluessel(self) -> Schluessel:
        """Its own key."""
        return self.schluessel
