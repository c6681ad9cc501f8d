"""Correct an entry of a check with its trace: the reason stays, and what stood there before.

What came later and may rest on it is listed, not undone. Another outcome takes a second person.
"""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vollzugseintraege import (
    ARTEN,
    Eintrag,
    anwenden,
    beruht_darauf,
    braucht_zweite_person,
    eintraege,
    schlicht,
    wartende,
)
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Vollzugsberichtigung
from haertefall.zeit import jetzt

# Which person a period belongs to is not exchanged: it is taken back and entered anew.
_FEST = ("aufenthalt_person",)
_EIGENE = ("eintrag", "angesehen", "zuruecknehmen", "grund")


class Berichtigungsbogen(Eingabe):
    """Which entry; its form again; or: it does not belong here at all."""

    eintrag = forms.ChoiceField(label="Welcher Eintrag ist falsch?")
    angesehen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    zuruecknehmen = forms.BooleanField(
        label="Der Eintrag gehört gar nicht hierher: ganz zurücknehmen", required=False
    )
    grund = LangerText(
        label="Grund der Berichtigung", max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def vorbereiten(self) -> None:
        """All entries; once one is chosen, the form that wrote it with what stands there."""
        self.wahl = eintraege(self.vorgang.vollzugspruefung)
        self.feld("eintrag").choices = [(k, e.worte) for k, e in self.wahl.items()]
        gewaehlt = (self.data if self.is_bound else self.initial).get("eintrag")
        self.ziel: Eintrag | None = self.wahl.get(str(gewaehlt))
        for name in list(self.fields):
            if name not in _EIGENE:
                del self.fields[name]
        if self.ziel is None:
            # First the choice; then the entry itself. A reason typed for an entry that somebody
            # has taken back meanwhile stays.
            del self.fields["zuruecknehmen"]
            if not (self.is_bound and self.data.get("grund")):
                del self.fields["grund"]
        else:
            self._fuer(self.ziel)

    def _fuer(self, ziel: Eintrag) -> None:
        art, werte = ziel.art, ziel.art.werte(ziel.zeile)
        self.neu_geoeffnet = self.is_bound and self.data.get("angesehen") != ziel.kennung
        vorher = {f"{art.kennung}_{name}": wert for name, wert in werte.items()}
        if art.bogen is not None:
            original = art.bogen(vorgang=self.vorgang)
            for name, feld in original.fields.items():
                self.fields[f"{art.kennung}_{name}"] = feld
            for name in _FEST:
                if name in self.fields:
                    self.fields[name].widget = forms.HiddenInput()
        feste = {"angesehen": ziel.kennung, "eintrag": ziel.kennung}
        self.initial = {**self.initial, **vorher, **feste}
        if self.neu_geoeffnet:
            # Chosen from the list and sent: what stands there has not been on the page yet.
            self.data = {**self.data, **vorher, "angesehen": ziel.kennung}
        anders = [name for name in self.fields if name not in _EIGENE]
        self.order_fields(["eintrag", "angesehen", *anders, "zuruecknehmen", "grund"])

    def clean(self) -> dict[str, Any]:
        """The form of the entry decides what is right; and something must change."""
        daten = super().clean() or {}
        if self.ziel is None:
            return daten
        if any(z.eintrag == self.ziel.kennung for z in self._wartende()):
            raise forms.ValidationError(
                "Für diesen Eintrag wartet schon eine Berichtigung auf die zweite Person."
            )
        daten["ziel"] = self.ziel
        daten["neu"], daten["aenderungen"] = None, [("Eintrag", self.ziel.worte, "zurückgenommen")]
        if daten.get("zuruecknehmen"):
            for name in [n for n in self.errors if n not in _EIGENE]:
                del self.errors[name]
        elif self.ziel.art.bogen is None:
            self.add_error(
                "zuruecknehmen",
                "Ein Befund wird nicht umgeschrieben: Nehmen Sie ihn zurück, und halten Sie den "
                "richtigen neu fest.",
            )
        else:
            self._pruefe_werte(self.ziel, self.ziel.art.bogen, daten)
        return daten

    def _wartende(self) -> list[Vollzugsberichtigung]:
        return list(wartende(self.vorgang.vollzugspruefung).values())

    def _pruefe_werte(self, ziel: Eintrag, bogen: type[Eingabe], daten: dict[str, Any]) -> None:
        vorsatz, alt = f"{ziel.art.kennung}_", ziel.art.werte(ziel.zeile)
        gesagt = {n.removeprefix(vorsatz): w for n, w in self.data.items() if n.startswith(vorsatz)}
        original = bogen(gesagt, vorgang=self.vorgang)
        if not original.is_valid():
            for name, maengel in original.errors.items():
                feld = vorsatz + name if vorsatz + name in self.fields else None
                if feld is None or feld not in self.errors:
                    self.add_error(feld, list(maengel))
            return
        neu = {name: schlicht(wert) for name, wert in original.cleaned_data.items()}
        if all(neu[name] == wert for name, wert in alt.items()):
            satz = "Es ändert sich nichts."
            if self.neu_geoeffnet:
                satz = "Bitte ändern Sie jetzt, was an dem Eintrag falsch ist."
                self.errors.pop("grund", None)
            self.add_error(None, satz)
        daten["neu"] = neu
        daten["aenderungen"] = [
            (str(original.fields[name].label), *self._worte(original, name, alt[name], neu[name]))
            for name in alt
            if alt[name] != neu[name]
        ]

    @staticmethod
    def _worte(bogen: Eingabe, name: str, *werte: Any) -> list[str]:
        """The values as a person reads them."""
        wahl = {str(k): str(wort) for k, wort in getattr(bogen.fields[name], "choices", ())}
        reihen = [wert if isinstance(wert, list) else [wert] for wert in werte]
        ja_nein = {"True": "ja", "False": "nein"}
        return [
            ", ".join(wahl.get(str(w), ja_nein.get(str(w), str(w))) for w in reihe) or "nichts"
            for reihe in reihen
        ]


for _art in ARTEN.values():
    if _art.bogen is not None:
        Berichtigungsbogen.base_fields.update(
            {f"{_art.kennung}_{n}": feld for n, feld in _art.bogen.base_fields.items()}
        )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Apply at once, or wait for the second person; either way what stood there is kept."""
    pruefung = vorgang.vollzugspruefung
    eintrag: Eintrag = daten.pop("ziel")  # read under the lock by the form
    neu = daten["neu"]
    zeile = Vollzugsberichtigung(
        pruefung=pruefung,
        eintrag=eintrag.kennung,
        beantragt_von=vorgang.konto_id,
        beantragt_um=jetzt(),
    )
    zeile.grund = daten["grund"]
    vorher = eintrag.art.werte(eintrag.zeile)
    zeile.inhalt = {
        "eintrag": eintrag.worte,
        "vorher": vorher,
        "nachher": None if neu is None else {name: neu[name] for name in vorher},
        "aenderungen": [list(a) for a in daten["aenderungen"]],
        "darauf": beruht_darauf(pruefung, eintrag),
    }
    if not braucht_zweite_person(eintrag, neu):
        anwenden(pruefung, eintrag, neu)
        zeile.bestaetigt_um = zeile.beantragt_um
        if eintrag.art.oeffnet:
            vorgang.pruefung_wieder_offen()
    zeile.save(force_insert=True)


SCHRITT = Schritt(
    "vollzug_berichtigen",
    "Eintrag berichtigen",
    Berichtigungsbogen,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis="Was vorher dastand, bleibt mit Ihrem Grund in der Prüfung. Ändert sich der Ausgang, "
    "bestätigt eine zweite Person. Was schon einem Gremium übergeben ist, ändert sich dort nicht.",
)
