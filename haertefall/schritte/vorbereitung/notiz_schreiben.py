"""A member writes a note on a case for themselves."""

from typing import Any

from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorbereitung.zum_fall import ZumFall
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Notiz
from haertefall.sitzungen.vorbereitung import MITGLIEDER
from haertefall.zeit import jetzt


class Notizblatt(ZumFall):
    """The note."""

    text = LangerText(label="Notiz", max_length=10_000)
    zum_text = "text"


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Kept under the key of the case; no entry in its history, which others read."""
    notiz = Notiz(
        fall=daten["fall"],
        konto_id=vorgang.konto_id,
        funktion=vorgang.akteur.funktion,
        um=jetzt(),
    )
    notiz.text = daten["text"]
    notiz.save(force_insert=True)
    vorgang.objekt = daten["fall"].pk


SCHRITT = Schritt(
    "notiz_schreiben",
    "Notiz schreiben",
    Notizblatt,
    wirkung,
    objekt="gremium",
    hinweis="Keine Seite zeigt Ihre Notiz jemand anderem. Sie liegt verschlüsselt beim Fall und "
    "wird mit ihm gelöscht. Wer den Server und seinen Schlüssel hat, könnte sie technisch lesen.",
    wer=MITGLIEDER,
)
