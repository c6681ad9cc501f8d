"""Record that the letter of appointment has gone out."""

from typing import Any

from haertefall.gremien.models import Berufung
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Schreiben(Eingabe):
    """Which letter, when."""

    berufung = GesperrteWahl(Berufung.objects.none(), label="Schreiben an")
    am = TagFeld(label="Abgesandt am")

    def vorbereiten(self) -> None:
        """Appointments without a letter."""
        self.feld("berufung").queryset = Berufung.objects.filter(
            gremium=self.vorgang.gremium, schreiben_am=None
        ).exclude(amt=None)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Note the day."""
    berufung: Berufung = daten["berufung"]
    berufung.schreiben_am = daten["am"]
    berufung.save(update_fields=["schreiben_am"])
    vorgang.objekt = berufung.pk


SCHRITT = Schritt(
    "schreiben_vermerken",
    "Berufungsschreiben ist abgesandt",
    Schreiben,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT}),
    danach="besetzung",
)
