"""A pending case of a body, as a fact with its day; the authority's assurance, if it gives one."""

from typing import Any

from django import forms

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.vollzug.worte import KEINE_AUFSCHIEBENDE_WIRKUNG
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Verfahrensvermerk


def bekannte_faelle(akteur: Akteur) -> dict[str, Fall]:
    """Pending cases that this authority may know of, by its own Zugang."""
    faelle = sichtbar_fuer(akteur).exclude(stand=Stand.ABGESCHLOSSEN).select_related("gremium")
    return {str(fall.pk): fall for fall in faelle}


class Verfahrensbogen(Eingabe):
    """Which case, since when, and what the authority has assured."""

    fall = forms.ChoiceField(label="Fall in diesem Haus", required=False)
    wo = forms.CharField(
        label="Oder: bei welchem Gremium oder Ausschuss?", max_length=200, required=False
    )
    seit = TagFeld(label="Anhängig seit", required=False, initial=None)
    zugesichert_am = TagFeld(
        label="Zugesichert am",
        required=False,
        initial=None,
        help_text="Nur, wenn Ihre Behörde zugesagt hat abzuwarten",
    )
    zugesichert_bis = forms.DateField(
        label="Zusicherung gilt bis",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    zusicherung = LangerText(label="Was ist zugesichert?", required=False, max_length=2_000)

    def vorbereiten(self) -> None:
        """Cases that the authority sees."""
        self.faelle = bekannte_faelle(self.vorgang.akteur)
        self.feld("fall").choices = [
            ("", "–"),
            *((pk, f"{f.gremium.name}, {f.aktenzeichen}") for pk, f in self.faelle.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """One of the two; an assurance has its day and its words."""
        daten = super().clean() or {}
        fall = self.faelle.get(daten.get("fall") or "")
        if (fall is None) == (not daten.get("wo")):
            self.add_error("wo", "Bitte wählen Sie einen Fall, oder schreiben Sie die Stelle.")
        if fall is None and not daten.get("seit"):
            self.add_error("seit", "Seit wann ist es anhängig?")
        if bool(daten.get("zusicherung")) != bool(daten.get("zugesichert_am")):
            self.add_error("zugesichert_am", "Zu einer Zusicherung gehören Tag und Worte.")
        daten["der_fall"] = fall
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A fact; nothing in the check changes by it."""
    fall: Fall | None = daten["der_fall"]
    zeile = Verfahrensvermerk(
        pruefung=vorgang.vollzugspruefung,
        seit=fall.eingegangen_am if fall else daten["seit"],
        von=vorgang.konto_id,
        zugesichert_am=daten["zugesichert_am"],
        zugesichert_bis=daten["zugesichert_bis"],
    )
    zeile.fall = str(fall.pk) if fall else None
    zeile.wo = f"{fall.gremium.name}, {fall.aktenzeichen}" if fall else daten["wo"]
    zeile.zusicherung = daten["zusicherung"] or None
    zeile.save(force_insert=True)


SCHRITT = Schritt(
    "vollzug_verfahren_vermerken",
    "Anhängiges Verfahren vermerken",
    Verfahrensbogen,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis=KEINE_AUFSCHIEBENDE_WIRKUNG,
)
