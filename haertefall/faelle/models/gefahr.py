"""What threatens the people of a case, and when: reported by somebody, settled by somebody."""

from django.db import models
from django.db.models import Q

from haertefall.faelle.models.akte import Person
from haertefall.faelle.models.fall import Fall
from haertefall.faelle.models.pruefung import Seite
from haertefall.faelle.models.verfahren import Fallteil
from haertefall.gremien.models import Behoerde
from haertefall.tresor.felder import VerschluesselterText


class Gefahrart(models.TextChoices):
    """What kind of danger. A parallel procedure is one when it begins and when it ends."""

    ABSCHIEBUNG = "abschiebung", "Fester Termin einer Abschiebung"
    DULDUNG = "duldung", "Duldung läuft ab"
    HAFT = "haft", "Haft"
    VERFAHREN_LAEUFT = "verfahren_laeuft", "Anderes Verfahren läuft"
    VERFAHREN_ENDET = "verfahren_endet", "Anderes Verfahren ist zu Ende"


class Gefahr(Fallteil):
    """One danger with its day and who reported it. That it is a removal is sealed like its day.

    `geheim`: a day that an authority names for a removal (§ 59 Abs. 1 Satz 8, § 97a AufenthG); it
    never goes to applicants, counsellors or third parties. A day that a person reports is theirs.
    `behoerde`: the authority that reports it; another one does not read it.
    """

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="gefahren")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="gefahren")
    art = VerschluesselterText("faelle.gefahr.art")
    seite = models.CharField(max_length=20, choices=Seite.choices)
    behoerde = models.ForeignKey(Behoerde, on_delete=models.PROTECT, null=True)
    gemeldet_am = models.DateField()
    tag = VerschluesselterText("faelle.gefahr.tag")
    text = VerschluesselterText("faelle.gefahr.text", null=True)
    erledigt_am = models.DateField(null=True)
    erledigt_grund = VerschluesselterText("faelle.gefahr.erledigt_grund", null=True)

    class Meta:
        ordering = ["gemeldet_am", "id"]
        constraints = [
            models.CheckConstraint(
                name="gefahr_behoerde_nur_bei_ihrem_wort",
                condition=Q(behoerde__isnull=True) | Q(seite=Seite.BEHOERDE),
            ),
        ]
        indexes = [
            models.Index(
                fields=["fall"], condition=Q(erledigt_am__isnull=True), name="gefahr_offen"
            ),
        ]

    def __str__(self) -> str:
        return f"Gefahr, gemeldet {self.gemeldet_am}"

    @property
    def geheim(self) -> bool:
        """Whether it is the authority's day of a removal."""
        return (self.art, self.seite) == (Gefahrart.ABSCHIEBUNG, Seite.BEHOERDE)
