"""Keep a version of a text below the Ordnung: Entscheidungsgrundsätze, Geschäftsordnung … (§ 8)."""

from itertools import chain, count
from typing import Any

from django import forms
from django.db.models import Max
from django.utils.text import slugify

from haertefall.gremien.models import Regelungstext
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import Nachrangiges
from haertefall.schritte.berufung import Tag
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang

ANDERER = "anderer"


class Textfassung(Eingabe):
    """Which text, its wording, who made it and when, who took part and when."""

    kennung = forms.ChoiceField(label="Text")
    bezeichnung = forms.CharField(
        label="Bezeichnung",
        max_length=200,
        required=False,
        help_text="Leer: wie in der Ordnung. Nötig bei „anderer Text“.",
    )
    text = LangerText(label="Wortlaut", max_length=200_000)
    gilt_ab = Tag(label="Gilt ab", required=False, help_text="Leer: nicht bekannt.")
    beschlossen_von = forms.CharField(
        label="Beschlossen von",
        max_length=200,
        required=False,
        help_text="Leer: wie in der Ordnung.",
    )
    am = TagFeld(label="Beschlossen am", required=False, initial=None)
    beteiligung = forms.ChoiceField(
        label="Beteiligung",
        choices=[("", "wie in der Ordnung, sonst keine"), *Regelungstext.BETEILIGUNG],
        required=False,
    )
    beteiligt = forms.CharField(label="Wer beteiligt wurde", max_length=200, required=False)
    beteiligung_am = TagFeld(
        label="Beteiligt am", required=False, initial=None, help_text="Leer: steht noch aus."
    )

    def vorbereiten(self) -> None:
        """The texts of which the Ordnung speaks, and others."""
        self.zeilen: dict[str, Nachrangiges] = {
            n.kennung: n for n in self.vorgang.fassung.ordnung.nachrangiges
        }
        bekannt = [(k, f"{n.bezeichnung} ({n.beleg})") for k, n in self.zeilen.items()]
        self.feld("kennung").choices = [*bekannt, (ANDERER, "anderer Text")]

    def clean(self) -> dict[str, Any]:
        """Complete from the row of the Ordnung what it says."""
        daten = super().clean() or {}
        zeile = self.zeilen.get(daten.get("kennung", ""))
        if zeile is not None:
            daten["bezeichnung"] = daten.get("bezeichnung") or zeile.bezeichnung[:200]
            daten["beschlossen_von"] = daten.get("beschlossen_von") or zeile.erlaesst
            daten["beteiligung"] = daten.get("beteiligung") or zeile.beteiligung or ""
            daten["beteiligt"] = daten.get("beteiligt") or zeile.mit or ""
        elif daten.get("bezeichnung"):
            daten["kennung"] = self._kennung(daten["bezeichnung"])
        for feld in ("bezeichnung", "beschlossen_von"):
            if not daten.get(feld):
                self.add_error(feld, "Dazu sagt die Ordnung nichts. Bitte tragen Sie es ein.")
        if daten.get("beteiligung_am") and not daten.get("beteiligung"):
            self.add_error("beteiligung", "Bitte wählen Sie, wie beteiligt wurde.")
        return daten

    def _kennung(self, bezeichnung: str) -> str:
        """Of the text that is called so, else a new one: a version of no other text."""
        texte = Regelungstext.objects.filter(gremium=self.vorgang.gremium)
        vorhanden = dict(texte.values_list("kennung", "bezeichnung"))
        for kennung, name in vorhanden.items():
            if kennung not in self.zeilen and _derselbe(name, bezeichnung):
                return kennung
        stamm = slugify(bezeichnung).replace("-", "_")[:50] or "text"
        namen = chain([stamm], (f"{stamm}_{n}" for n in count(2)))
        return next(k for k in namen if k not in vorhanden and k not in self.zeilen)


def _derselbe(einer: str, anderer: str) -> bool:
    """Capitals and signs make no other text; names without Latin letters are compared as such."""
    worte = slugify(einer)
    return einer == anderer or (bool(worte) and worte == slugify(anderer))


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A new version; earlier ones stay."""
    fassungen = Regelungstext.objects.filter(gremium=vorgang.gremium, kennung=daten["kennung"])
    fassung = Regelungstext(
        gremium=vorgang.gremium,
        nummer=(fassungen.aggregate(n=Max("nummer"))["n"] or 0) + 1,
        beschlossen_am=daten["am"],
        festgehalten_am=vorgang.heute,
        **{
            feld: daten[feld]
            for feld in (
                "kennung",
                "bezeichnung",
                "gilt_ab",
                "beschlossen_von",
                "beteiligung",
                "beteiligt",
                "beteiligung_am",
            )
        },
    )
    fassung.text = daten["text"]
    fassung.save(force_insert=True)
    vorgang.objekt = fassung.pk


SCHRITT = Schritt(
    "regelungstext_festhalten",
    "Text unter der Ordnung festhalten",
    Textfassung,
    wirkung,
    objekt="gremium",
    hinweis="Der Wortlaut, wie er beschlossen wurde. Was nicht vorliegt, bleibt weg.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT}),
    danach="besetzung",
)
