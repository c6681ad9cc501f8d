"""Record a hand count on a motion: the rules of the body say what it means, or a person does.

After a secret vote nothing is typed: the totals of the urn are the count of the motion.
"""

from typing import Any

from django import forms

from haertefall.recht.beschluss import Fehlzaehlung, Stimmen
from haertefall.schritte.leitung import LEITUNG
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlwerk import Zaehlbogen, eintragen, urne_von
from haertefall.sitzungen.models import Antrag

ZAHLEN = ("ja", "nein", "enthaltung")


class Zahl(forms.IntegerField):
    """Votes."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, min_value=0, max_value=100)


class Auszaehlung(Zaehlbogen):
    """Totals only. Who is there comes from the attendance, not from this form."""

    ja = Zahl("Ja")
    nein = Zahl("Nein")
    enthaltung = Zahl("Enthaltung")
    field_order = ("antrag", *ZAHLEN, "stimme_vorsitz", "festgestellt")

    def vorbereiten(self) -> None:
        """Where the urn has spoken there is nothing to type."""
        super().vorbereiten()
        for name in ZAHLEN:
            # Until it is known whether an urn has spoken; the page always shows them as needed.
            self.fields[name].required = not self.is_bound
        antrag = self.feld("antrag").initial
        if antrag is not None and urne_von(antrag) is not None:
            self._aus_der_urne()

    def _aus_der_urne(self) -> None:
        for name in ZAHLEN:
            del self.fields[name]
        hinweis = "Die Stimmen kommen aus der geheimen Abstimmung; einzutragen ist keine Zahl."
        self["antrag"].help_text = hinweis

    def waehlende(self, antrag: Antrag) -> int | None:
        """Who was there when the urn was opened; None: who is there now."""
        urne = urne_von(antrag)
        return urne.stimmberechtigte if urne else None

    def clean(self) -> dict[str, Any]:
        """Numbers from the urn, or typed: all three."""
        for name in ZAHLEN:
            self.fields[name].required = True
        daten = super().clean()
        antrag: Antrag | None = daten.get("antrag")
        if self.errors or self.punkt is None or antrag is None:
            return daten
        urne = urne_von(antrag)
        if urne is not None:
            daten |= {"ja": urne.ja, "nein": urne.nein, "enthaltung": urne.enthaltung}
            self._aus_der_urne()
        for name in ZAHLEN:
            if daten.get(name) is None:
                self.add_error(name, "Bitte tragen Sie die Zahl ein, auch eine Null.")
        if self.errors:
            return daten
        stimmen = Stimmen(daten["ja"], daten["nein"], daten["enthaltung"])
        try:
            self.pruefen(daten, stimmen, self.waehlende(antrag))
        except Fehlzaehlung as fehler:
            self.add_error("ja", str(fehler))
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Totals, the sentence, the result of the motion; who was there for the item."""
    eintragen(daten["antrag"], daten["punkt"], daten["zaehlung"], daten["festgestellt"])


SCHRITT = Schritt(
    "abstimmung_festhalten",
    "Abstimmung festhalten",
    Auszaehlung,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
)
