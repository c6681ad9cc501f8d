"""A member asks the office about a case; the answer is for all."""

from typing import Any

from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorbereitung.zum_fall import ZumFall
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Mitgliederfrage
from haertefall.sitzungen.vorbereitung import MITGLIEDER
from haertefall.zeit import jetzt


class Frageblatt(ZumFall):
    """The question."""

    frage = LangerText(label="Frage an die Geschäftsstelle", max_length=4_000)
    zum_text = "frage"


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Keep the question under the key of the case."""
    frage = Mitgliederfrage(fall=daten["fall"], konto=vorgang.konto_id, gestellt_um=jetzt())
    frage.frage = daten["frage"]
    frage.save(force_insert=True)
    vorgang.objekt = daten["fall"].pk


SCHRITT = Schritt(
    "frage_stellen",
    "Frage stellen",
    Frageblatt,
    wirkung,
    objekt="gremium",
    hinweis="Frage und Antwort lesen alle Mitglieder, denen der Fall vorliegt, und die "
    "Geschäftsstelle; niemand von außen. Ihr Name steht nicht dabei.",
    wer=MITGLIEDER,
)
