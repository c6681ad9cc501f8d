"""Fields for the answer to a question of the Prüfhilfe, by the kind of its value."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from haertefall.recht.pruefhilfe.katalog import Rechtsfrage
from haertefall.recht.pruefhilfe.sachverhalt import Sprachstufe
from haertefall.schritte.rechtsangaben import tagfeld

JA_NEIN = [("ja", "Ja"), ("nein", "Nein")]
ANTWORT, TAG, BIS = "antwort", "antwort_tag", "antwort_bis"


def antwortfelder(frage: Rechtsfrage) -> dict[str, forms.Field]:
    """The fields by name; none of them required, so that a page may ask many questions at once."""
    text: dict[str, Any] = {"label": frage.frage, "help_text": hinweis(frage), "required": False}
    match frage.art:
        case "tag":
            return {ANTWORT: _tag(frage)}
        case "zahl":
            zahl = forms.DecimalField(**text, min_value=Decimal(0), max_digits=9, decimal_places=2)
            return {ANTWORT: zahl}
        case "sprachstufe":
            stufen = [("", "–"), *((s.value, s.value) for s in Sprachstufe)]
            return {ANTWORT: forms.ChoiceField(**text, choices=stufen)}
        case "zeitraum":
            return {ANTWORT: _tag(frage), BIS: tagfeld("Letzter Tag (leer: läuft noch)")}
        case "ereignis":
            return {ANTWORT: _ja_nein(frage), TAG: tagfeld("Wenn ja: an welchem Tag?")}
    return {ANTWORT: _ja_nein(frage)}


def hinweis(frage: Rechtsfrage) -> str:
    """Help and norm in one line."""
    urteil = "Das bewertet ein Mensch; die Gründe gehören dazu." if frage.ist_wertung else ""
    return " ".join(teil for teil in (frage.hinweis, urteil, frage.norm) if teil)


def rohwert(frage: Rechtsfrage, antwort: Any, tag: date | None, bis: date | None) -> Any:
    """What was typed as it is stored; None if nothing was. Raises ValidationError."""
    if antwort in (None, ""):
        return None
    if frage.art == "zeitraum":
        if bis is not None and bis < antwort:
            raise forms.ValidationError("Der letzte Tag liegt vor dem ersten.")
        return {"von": antwort.isoformat(), "bis": bis.isoformat() if bis else None}
    if frage.art == "ereignis":
        if antwort == "nein" and tag is not None:
            raise forms.ValidationError("Ein Tag gehört nur zu „Ja“.")
        return tag.isoformat() if tag is not None else antwort
    return antwort.isoformat() if isinstance(antwort, date) else str(antwort)


def _tag(frage: Rechtsfrage) -> forms.DateField:
    feld = tagfeld(frage.frage)
    feld.help_text = hinweis(frage)
    return feld


def _ja_nein(frage: Rechtsfrage) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=frage.frage,
        help_text=hinweis(frage),
        required=False,
        choices=JA_NEIN,
        widget=forms.RadioSelect,
    )
