"""Record that a decree was considered: by whom, on which day, with what result."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.lage import Pruefungslage
from haertefall.vollzug.models import Erlassvermerk


class Erlassbogen(Eingabe):
    """Which decree; what follows from it."""

    erlass = forms.ChoiceField(label="Erlass")
    am = TagFeld(label="Bedacht am")
    text = LangerText(label="Was folgt daraus?", max_length=4_000)

    def vorbereiten(self) -> None:
        """Decrees of the Land that what is known does not rule out."""
        lage = Pruefungslage(self.vorgang.vollzugspruefung, self.vorgang.heute)
        self.feld("erlass").choices = [
            (e.erlass.kennung, f"{e.erlass.vom:%d.%m.%Y}: {e.erlass.titel}") for e in lage.erlasse
        ]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A row of its own; a later one replaces it in effect."""
    vermerk = Erlassvermerk(
        pruefung=vorgang.vollzugspruefung,
        am=daten["am"],
        von=vorgang.konto_id,
    )
    vermerk.erlass = daten["erlass"]
    vermerk.text = daten["text"]
    vermerk.save(force_insert=True)


SCHRITT = Schritt(
    "vollzug_erlass_bedenken",
    "Erlass bedenken",
    Erlassbogen,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
)
