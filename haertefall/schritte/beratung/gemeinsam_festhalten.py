"""Record a text found jointly, without a vote, where the Ordnung decides so (Dortmund Nr. 2)."""

from typing import Any

from django import forms
from django.db.models import Max

from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.recht.beschluss import Faehigkeit, beschlussfaehig
from haertefall.schritte.leitung import (
    LEITUNG,
    ZumPunkt,
    anwesenheit_am_punkt,
    beschlussfassung,
)
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.models import Antrag
from haertefall.zeit import jetzt


class GemeinsamerText(ZumPunkt):
    """What it is, and its words."""

    gegenstand = forms.ChoiceField(label="Was?", widget=forms.RadioSelect)
    text = LangerText(label="Gemeinsamer Text")

    def vorbereiten(self) -> None:
        """What this body works out jointly, with the norm."""
        super().vorbereiten()
        if self.punkt is None:
            return
        zeilen = beschlussfassung(self.vorgang, self.punkt).ordnung.ohne_abstimmung
        arten = [g for zeile in zeilen for g in zeile.gegenstand]
        feld = self.feld("gegenstand")
        feld.choices = [(g.value, GEGENSTAND_WORTE[g]) for g in arten]
        feld.initial = arten[0] if len(arten) == 1 else None
        feld.help_text = " ".join(zeile.beleg for zeile in zeilen)

    def clean(self) -> dict[str, Any]:
        """Only where the Ordnung has it, about a case, with enough people there."""
        daten = super().clean()
        if self.punkt is None:
            return daten
        ordnung = beschlussfassung(self.vorgang, self.punkt).ordnung
        if not ordnung.ohne_abstimmung or self.punkt.fall is None:
            raise forms.ValidationError(
                "Ein gemeinsamer Text ohne Abstimmung ist hier nicht vorgesehen."
            )
        if not daten.get("gegenstand"):
            return daten
        daten["lage"] = lage(self.vorgang.tagung, self.vorgang.fassung, self.punkt)
        faehig = beschlussfaehig(
            ordnung,
            daten["lage"].besetzung(Gegenstand(daten["gegenstand"])),
            umlauf=self.vorgang.tagung.ist_umlauf,
        )
        if faehig.ergebnis is Faehigkeit.NEIN:
            raise forms.ValidationError(faehig.satz)
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The text stands; who is there now is kept with the item."""
    punkt = daten["punkt"]
    antrag = Antrag(
        punkt=punkt,
        nummer=(punkt.antraege.aggregate(n=Max("nummer"))["n"] or 0) + 1,
        gegenstand=daten["gegenstand"],
        gestellt_um=jetzt(),
        ohne_abstimmung=True,
        angenommen=True,
        durch="person",
    )
    antrag.text = daten["text"]
    antrag.save(force_insert=True)
    anwesenheit_am_punkt(punkt, daten["lage"], Gegenstand(daten["gegenstand"]))


SCHRITT = Schritt(
    "gemeinsam_festhalten",
    "Gemeinsamen Text festhalten",
    GemeinsamerText,
    wirkung,
    objekt="sitzung",
    hinweis="Ohne Abstimmung. Wer da ist, wird mit dem Punkt festgehalten. Ob jemand "
    "abseits steht, können Sie danach eintragen, wenn die Person es wünscht.",
    wer=LEITUNG,
    danach="sitzung_live",
)
