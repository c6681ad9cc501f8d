"""Ask applicants or the authority for further papers or information (report, ch. 3)."""

from datetime import timedelta
from typing import Any

from django import forms

from haertefall.schritte.schritt import Eingabe, KuenftigerTag, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Nachforderung(Eingabe):
    """From whom, what, until when to look again."""

    von_wem = forms.ChoiceField(
        label="Von wem?",
        choices=[
            ("antrag", "Antragsteller oder Beratung"),
            ("behoerde", "Ausländerbehörde"),
            ("dritte", "Andere Stelle"),
        ],
    )
    was = LangerText(label="Was wird gebraucht?")
    wiedervorlage_am = KuenftigerTag(label="Wiedervorlage am")

    def vorbereiten(self) -> None:
        """Four weeks are proposed: an office setting."""
        self.feld("wiedervorlage_am").initial = self.vorgang.heute + timedelta(weeks=4)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A Wiedervorlage watches for the answer."""
    vorgang.wiedervorlage(
        daten["wiedervorlage_am"],
        "unterlagen",
        "Einstellung der Geschäftsstelle",
        daten["was"],
    )


SCHRITT = Schritt("unterlagen_nachfordern", "Unterlagen nachfordern", Nachforderung, wirkung)
