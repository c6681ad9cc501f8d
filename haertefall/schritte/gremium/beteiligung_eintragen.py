"""Record the day of Einvernehmen, Benehmen or Anhörung for a text that waits for it (§ 8 HFKVO)."""

from typing import Any

from haertefall.gremien.models import Regelungstext
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Beteiligung(Eingabe):
    """Which text, when."""

    text = GesperrteWahl(Regelungstext.objects.none(), label="Text")
    am = TagFeld(label="Beteiligt am")

    def vorbereiten(self) -> None:
        """Texts whose participation is still to come."""
        self.feld("text").queryset = Regelungstext.objects.filter(
            gremium=self.vorgang.gremium, beteiligung_am=None
        ).exclude(beteiligung="")


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Note the day."""
    text: Regelungstext = daten["text"]
    text.beteiligung_am = daten["am"]
    text.save(update_fields=["beteiligung_am"])
    vorgang.objekt = text.pk


SCHRITT = Schritt(
    "beteiligung_eintragen",
    "Einvernehmen, Benehmen oder Anhörung eintragen",
    Beteiligung,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT}),
    danach="besetzung",
)
