"""Record that a member or deputy was reminded of secrecy and pledged it (§ 6 Abs. 2 HFKVO)."""

from typing import Any

from haertefall.gremien.models import Berufung
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang


class Verpflichtung(Eingabe):
    """Who, when."""

    berufung = GesperrteWahl(Berufung.objects.none(), label="Wer")
    am = TagFeld(label="Verpflichtet am")

    def vorbereiten(self) -> None:
        """Everybody appointed who has not pledged yet."""
        self.feld("berufung").queryset = (
            Berufung.objects.filter(gremium=self.vorgang.gremium, verpflichtet_am=None)
            .exclude(amt=None)
            .exclude(bis__lt=self.vorgang.heute)
            .exclude(beendet_am__lt=self.vorgang.heute)
        )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """For all seats of this person in this body."""
    berufung: Berufung = daten["berufung"]
    Berufung.objects.filter(
        gremium=vorgang.gremium, email=berufung.email, verpflichtet_am=None
    ).exclude(amt=None).update(verpflichtet_am=daten["am"])
    vorgang.objekt = berufung.pk


SCHRITT = Schritt(
    "verschwiegenheit_verpflichten",
    "Verpflichtung zur Verschwiegenheit eintragen",
    Verpflichtung,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
    danach="besetzung",
)
