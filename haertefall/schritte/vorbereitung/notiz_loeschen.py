"""A member removes a note of their own."""

from typing import Any

from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Notiz
from haertefall.sitzungen.vorbereitung import MITGLIEDER, eigene_notizen


class Loeschung(Eingabe):
    """Which note; the choice names case and day, never the text."""

    notiz = GesperrteWahl(Notiz.objects.none(), label="Notiz")

    def vorbereiten(self) -> None:
        """Own notes."""
        self.feld("notiz").queryset = eigene_notizen(self.vorgang.akteur)
        self.feld("notiz").label_from_instance = lambda n: (
            f"{n.fall.aktenzeichen}, Notiz vom {n.um:%d.%m.%Y}"
        )
        self.feld("notiz").error_messages |= {
            "invalid_choice": "Diese Notiz gibt es nicht mehr.",
        }


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Remove the row; backups keep it until they expire."""
    notiz: Notiz = daten["notiz"]
    vorgang.objekt = notiz.fall_id
    notiz.delete()


SCHRITT = Schritt(
    "notiz_loeschen",
    "Notiz löschen",
    Loeschung,
    wirkung,
    objekt="gremium",
    hinweis="In Sicherungskopien steht die Notiz noch, bis diese ablaufen.",
    wer=MITGLIEDER,
)
