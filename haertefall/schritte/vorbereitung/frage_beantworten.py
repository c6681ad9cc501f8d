"""The office answers a question of a member, for all."""

from typing import Any

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Mitgliederfrage
from haertefall.sitzungen.vorbereitung import fragen_zu
from haertefall.zeit import jetzt


class Antwortblatt(Eingabe):
    """Which open question; the answer."""

    frage = GesperrteWahl(Mitgliederfrage.objects.none(), label="Frage")
    antwort = LangerText(label="Antwort für alle", max_length=10_000)

    def vorbereiten(self) -> None:
        """Open questions of the body, each with its words."""
        feld = self.feld("frage")
        feld.queryset = fragen_zu(self.vorgang.akteur).filter(beantwortet_um=None)
        feld.label_from_instance = lambda f: f"{f.fall.aktenzeichen}: {f.frage[:200]}"
        feld.error_messages |= {
            "invalid_choice": "Diese Frage ist schon beantwortet, oder es gibt sie nicht."
        }


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Write the answer beside the question."""
    frage: Mitgliederfrage = daten["frage"]
    frage.antwort, frage.beantwortet_um = daten["antwort"], jetzt()
    frage.save(update_fields=["antwort", "beantwortet_um"])
    vorgang.objekt = frage.fall_id


SCHRITT = Schritt(
    "frage_beantworten",
    "Frage beantworten",
    Antwortblatt,
    wirkung,
    objekt="gremium",
    hinweis="Die Antwort lesen alle Mitglieder, denen der Fall vorliegt.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
