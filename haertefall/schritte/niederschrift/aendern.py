"""Edit one section of the Niederschrift; every edit is a version of its own."""

import difflib
import re
from typing import Any

from django import forms

from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import (
    Abschnitt,
    Abschnittsfassung,
    Niederschrift,
    Niederschriftstand,
)
from haertefall.zeit import jetzt

# „5 Ja“, „drei Enthaltungen“ are seldom meant otherwise; the form asks, it does not guess.
_STIMMENZAHL = re.compile(
    r"\b(\d+|keine?|eine?r?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)"
    r"[ -]+(ja|nein|enthaltung(en)?|stimmen?|ja-stimmen?|nein-stimmen?|gegenstimmen?)\b",
    re.IGNORECASE,
)
NICHT_MEHR = "Die Niederschrift ist festgestellt und wird nicht mehr geändert."


class Aenderung(Eingabe):
    """Section, the version that was seen, the new text; counts of votes apart from it."""

    abschnitt = forms.ModelChoiceField(
        Abschnitt.objects.none(), label="Abschnitt", widget=forms.HiddenInput
    )
    gesehen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)
    text = LangerText(
        label="Text",
        max_length=100_000,
        help_text="Geht nach der Feststellung als Auszug in die Akte des Falls",
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    stimmen = LangerText(
        label="Auszählung",
        required=False,
        help_text="Stimmenzahlen verlassen die Niederschrift nicht",
    )

    def vorbereiten(self) -> None:
        """Sections of this session that the person may read; filled with the newest version."""
        feld = self.feld("abschnitt")
        feld.queryset = lesbare(self.vorgang)
        feld.error_messages |= {"required": "Bitte beginnen Sie auf der Seite der Niederschrift."}
        gemeint = (self.data if self.is_bound else self.initial).get("abschnitt")
        try:
            abschnitt = feld.clean(gemeint)
        except forms.ValidationError:
            return
        if not self.is_bound:
            neueste = neueste_fassung(abschnitt)
            vorgabe = {
                "gesehen": neueste.nummer,
                "text": neueste.text,
                "stimmen": neueste.stimmen or "",
            }
            self.initial.update(vorgabe)
        self.feld("text").label = f"Text, {abschnitt}"
        if abschnitt.punkt_id is None or abschnitt.punkt.fall_id is None:
            self.feld("text").help_text = "Gehört zu keinem Fall und geht in keine Akte"

    def clean(self) -> dict[str, Any]:
        """Nothing frozen, nothing overwritten unseen, no counts in what leaves."""
        daten = super().clean()
        abschnitt: Abschnitt | None = daten.get("abschnitt")
        if abschnitt is None:
            return daten
        if abschnitt.niederschrift.stand == Niederschriftstand.FESTGESTELLT:
            raise forms.ValidationError(NICHT_MEHR)
        neueste = neueste_fassung(abschnitt)
        if daten.get("gesehen") != neueste.nummer:
            self._neue_daneben(neueste, daten.get("gesehen"))
        gefunden = _STIMMENZAHL.search(daten.get("text") or "")
        if abschnitt.punkt_id and gefunden:
            self.add_error(
                "text",
                f"„{gefunden[0]}“ sieht nach einer Stimmenzahl aus. Sie gehört in das Feld "
                "„Auszählung“, weil der Text als Auszug in die Akte geht.",
            )
        return daten

    def _neue_daneben(self, neueste: Abschnittsfassung, nummer: int | None) -> None:
        """Nobody edits a text they have not seen: it stands there now, and the next send knows it.

        Raises:
            ValidationError: always; it says what to do.
        """
        gesehen = neueste.abschnitt.fassungen.filter(nummer=nummer or 0).first()
        if gesehen is not None:
            gesehen.abschnitt = neueste.abschnitt
        self.data = {**self.data, "gesehen": str(neueste.nummer)}
        for feld in ("text", "stimmen"):
            alt = getattr(gesehen, feld, None) or ""
            if anders := _was_anders_ist(alt, getattr(neueste, feld) or ""):
                self[feld].help_text = f"Fassung {neueste.nummer} hat geändert:\n{anders}"
        raise forms.ValidationError(
            f"Inzwischen gibt es Fassung {neueste.nummer}; Ihr Text ist noch nicht gespeichert. "
            "Was sie geändert hat, steht über Ihrem Text. Bitte übernehmen Sie daraus, was "
            "bleiben soll, und senden Sie dann noch einmal."
        )


def _was_anders_ist(alt: str, neu: str) -> str:
    """Line by line what was taken out and what was put in; "" where nothing was."""
    vorher, nachher = alt.splitlines(), neu.splitlines()
    abgleich = difflib.SequenceMatcher(None, vorher, nachher, autojunk=False)
    zeilen = []
    for art, a, b, c, d in abgleich.get_opcodes():
        if art != "equal":
            zeilen += [f"Nicht mehr: {zeile}" for zeile in vorher[a:b] if zeile.strip()]
            zeilen += [f"Neu: {zeile}" for zeile in nachher[c:d] if zeile.strip()]
    return "\n".join(zeilen)


def lesbare(vorgang: Vorgang) -> Any:
    """Sections of the session, as far as their cases are visible."""
    sichtbar = sichtbar_fuer(vorgang.akteur)
    return (
        Abschnitt.objects.filter(niederschrift__sitzung=vorgang.tagung)
        .exclude(punkt__fall__in=Fall.objects.exclude(pk__in=sichtbar))
        .select_related("niederschrift__sitzung__schluessel", "punkt__fall__schluessel")
    )


def neueste_fassung(abschnitt: Abschnitt) -> Abschnittsfassung:
    """The version that holds."""
    neueste = abschnitt.fassungen.latest("nummer")
    neueste.abschnitt = abschnitt
    return neueste


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The next version; what was approved must be approved again."""
    abschnitt: Abschnitt = daten["abschnitt"]
    fassung = Abschnittsfassung(
        abschnitt=abschnitt, nummer=daten["gesehen"] + 1, um=jetzt(), konto=vorgang.konto_id
    )
    fassung.text, fassung.stimmen = daten["text"], daten["stimmen"] or None
    fassung.save(force_insert=True)
    Niederschrift.objects.filter(sitzung=vorgang.tagung).update(
        stand=Niederschriftstand.ENTWURF, genehmigt_am=None, genehmigt_wie=None
    )


SCHRITT = Schritt(
    "niederschrift_aendern",
    "Abschnitt ändern",
    Aenderung,
    wirkung,
    objekt="sitzung",
    danach="niederschrift",
    hinweis="Die bisherige Fassung bleibt erhalten. War die Niederschrift genehmigt, ist sie es "
    "danach nicht mehr.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
    auf_stand=False,
)
