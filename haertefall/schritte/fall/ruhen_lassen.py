"""The case rests by agreement with the authority: with whom, what is awaited, next look (6.3)."""

from typing import Any

from django import forms

from haertefall.faelle.models import Ruhen
from haertefall.schritte.schritt import Eingabe, KuenftigerTag, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.statistik.codes import RUHEGRUND_WORTE


class Ruhe(Eingabe):
    """Agreement and next look."""

    kategorie = forms.ChoiceField(
        label="Was wird abgewartet?", choices=list(RUHEGRUND_WORTE.items())
    )
    worauf = LangerText(label="Genauer", max_length=2_000)
    mit_wem = forms.CharField(label="Mit wem abgesprochen?", max_length=200)
    naechster_blick = KuenftigerTag(label="Nächster Blick am")

    def clean(self) -> dict[str, Any]:
        """A case rests once at a time."""
        if self.vorgang.akte.ruht:
            raise forms.ValidationError("Der Fall ruht schon.")
        return super().clean() or {}


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Open a rest; the case keeps its state."""
    fall = vorgang.akte
    zeile = Ruhen(
        fall=fall,
        ab=vorgang.tag,
        kategorie=daten["kategorie"],
        naechster_blick=daten["naechster_blick"],
    )
    zeile.mit_wem = daten.pop("mit_wem")
    zeile.worauf = daten.pop("worauf")
    zeile.save(force_insert=True)
    fall.ruht = True
    vorgang.zaehlt = {"ruht": daten["kategorie"]}
    vorgang.wiedervorlage(daten["naechster_blick"], "ruhen", "Einstellung der Geschäftsstelle")


SCHRITT = Schritt("ruhen_lassen", "Ruhen lassen (Absprache)", Ruhe, wirkung)
