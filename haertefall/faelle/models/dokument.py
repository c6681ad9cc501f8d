"""Papers of a case. What a person wrote about them is encrypted; the file lies in `ablage`."""

import uuid

from django.db import models
from django.db.models import Q

from haertefall.faelle.models.fall import Fall
from haertefall.faelle.models.pruefung import Seite
from haertefall.faelle.models.verfahren import Fallteil
from haertefall.gremien.models import Behoerde
from haertefall.tresor.felder import VerschluesselterText

# Helps to find a paper again; no rule rests on it. It is stored encrypted.
DOKUMENTARTEN: dict[str, str] = {
    "identitaet": "Pass oder anderes Papier zur Identität",
    "bescheid": "Bescheid einer Behörde",
    "gericht": "Entscheidung eines Gerichts",
    "stellungnahme": "Stellungnahme oder Bericht",
    "gesundheit": "Ärztliches Attest oder Gutachten",
    "schule": "Schule, Ausbildung, Studium",
    "arbeit": "Arbeit und Einkommen",
    "sprache": "Sprachnachweis",
    "familie": "Familie und Personenstand",
    "vollmacht": "Vollmacht oder Einwilligung",
    "schreiben": "Schreiben, Unterstützung",
    "sonstiges": "Anderes",
}


class Dokument(Fallteil):
    """One paper, as it came in. It is never changed; a better copy is another Dokument.

    `datei` names the stored file, `dateischluessel` is the key of this one file. `behoerde`: the
    authority whose paper it is. `fuer_behoerde`: the office shows it to the authority of the case.
    `geheim`: says something about day or course of a planned removal (§ 97a AufenthG).
    """

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="dokumente")
    nummer = models.PositiveIntegerField()
    seite = models.CharField(max_length=20, choices=Seite.choices)
    behoerde = models.ForeignKey(Behoerde, on_delete=models.PROTECT, null=True)
    am = models.DateField()
    erfasst_um = models.DateTimeField()
    fuer_behoerde = models.BooleanField(default=False)
    geheim = models.BooleanField(default=False)
    groesse = models.PositiveBigIntegerField()
    datei = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    dateischluessel = VerschluesselterText("faelle.dokument.dateischluessel")
    pruefsumme = VerschluesselterText("faelle.dokument.pruefsumme")
    dateiname = VerschluesselterText("faelle.dokument.dateiname")
    titel = VerschluesselterText("faelle.dokument.titel")
    art = VerschluesselterText("faelle.dokument.art")
    beschreibung = VerschluesselterText("faelle.dokument.beschreibung", null=True)

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["fall", "nummer"], name="dokument_nummer_einmal"),
            models.CheckConstraint(name="dokument_nicht_leer", condition=Q(groesse__gt=0)),
            # The day that the person reports is theirs; only the authority's word is secret.
            models.CheckConstraint(
                name="dokument_geheim_nur_von_behoerde",
                condition=Q(geheim=False) | Q(seite=Seite.BEHOERDE),
            ),
            models.CheckConstraint(
                name="dokument_behoerde_nur_bei_ihrem_papier",
                condition=Q(behoerde__isnull=True) | Q(seite=Seite.BEHOERDE),
            ),
        ]

    def __str__(self) -> str:
        return f"Dokument {self.nummer}"

    @property
    def art_wort(self) -> str:
        """The kind of paper in words."""
        return DOKUMENTARTEN[self.art]

    @property
    def endung(self) -> str:
        """The ending of the file name, as it was checked when the paper came in."""
        return str(self.dateiname).rpartition(".")[2].lower()
