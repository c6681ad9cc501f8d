"""Record a vote by name, only where an Ordnung provides for it. Nobody is named elsewhere."""

from collections import Counter
from typing import Any

from django import forms

from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.beschluss import Fehlzaehlung, Stimmen
from haertefall.recht.ordnung import Ordnung, Sitzungsregel
from haertefall.schritte.ladung import regel
from haertefall.schritte.leitung import LEITUNG, beschlussfassung
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlwerk import Zaehlbogen, eintragen
from haertefall.sitzungen.lage import Lage, lage
from haertefall.sitzungen.models import Abstimmung, Antrag, NamentlicheStimme, Teilnahme

STIMMEN = [("ja", "Ja"), ("nein", "Nein"), ("enthaltung", "Enthaltung")]
KEINE_REGEL = (
    "Eine namentliche Abstimmung gibt es nur, wo eine Ordnung sie vorsieht. Hier ist keine Regel "
    "hinterlegt; gespeichert wird nur die Auszählung."
)


def namentlich(ordnung: Ordnung) -> Sitzungsregel | None:
    """The row that provides for votes by name; None: there are none."""
    zeile = regel(ordnung, "namentliche_abstimmung")
    return zeile if zeile is not None and zeile.erlaubt else None


class Namensliste(Zaehlbogen):
    """One choice for each person who is there with a vote."""

    vorsilben = ("stimme_",)
    waehlende: dict[str, Teilnahme]
    da: Lage | None = None

    def vorbereiten(self) -> None:
        """Who votes on the item, in the order of the seats."""
        super().vorbereiten()
        self.waehlende = {}
        if self.punkt is None:
            return
        zeile = namentlich(beschlussfassung(self.vorgang, self.punkt).ordnung)
        if zeile is None:
            return
        self.feld("antrag").help_text = f"{zeile.inhalt} ({zeile.beleg})"
        antrag = self._gefragter()
        for teilnahme, bisher in self.stimmende(antrag).items() if antrag else ():
            teilnahme.sitzung = self.vorgang.tagung
            name = f"stimme_{teilnahme.pk.hex}"
            self.waehlende[name] = teilnahme
            self.fields[name] = forms.ChoiceField(
                label=teilnahme.name, choices=STIMMEN, widget=forms.RadioSelect, initial=bisher
            )
        self.order_fields(["antrag", *self.waehlende, "stimme_vorsitz", "festgestellt"])

    def _gefragter(self) -> Antrag | None:
        """The motion that was chosen, else the first: who votes depends on what it is about."""
        angebotene = self.feld("antrag").angebotene()
        gewaehlt = [a for a in angebotene if str(a.pk) == str(self.data.get("antrag"))]
        return next(iter([*gewaehlt, *angebotene]), None)

    def stimmende(self, antrag: Antrag) -> dict[Teilnahme, str]:
        """Who is there with a vote; nothing is chosen beforehand."""
        self.da = lage(self.vorgang.tagung, self.vorgang.fassung, self.punkt)
        gegenstand = Gegenstand(antrag.gegenstand)
        return {
            s.da.teilnahme: ""
            for s in self.da.anwesende
            if s.da is not None and s.platz(gegenstand).stimmt_mit
        }

    def wie_viele(self, antrag: Antrag) -> int | None:
        """Who was there at the vote; None: who is there now."""
        return None

    def clean(self) -> dict[str, Any]:
        """Only where there is a rule; the totals come from the names."""
        daten = super().clean()
        if self.punkt is None:
            return daten
        if namentlich(beschlussfassung(self.vorgang, self.punkt).ordnung) is None:
            raise forms.ValidationError(KEINE_REGEL)
        if self.errors:
            return daten
        daten["stimmen"] = {t: daten.pop(name) for name, t in self.waehlende.items()}
        zahl = Counter(daten["stimmen"].values())
        try:
            self.pruefen(
                daten,
                Stimmen(zahl["ja"], zahl["nein"], zahl["enthaltung"]),
                self.wie_viele(daten["antrag"]),
                self.da,
            )
        except Fehlzaehlung as fehler:
            raise forms.ValidationError(str(fehler)) from None
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The count of the motion, and how each person voted, under the key of the session."""
    punkt = daten["punkt"]
    zeile = eintragen(daten["antrag"], punkt, daten["zaehlung"], daten["festgestellt"])
    namen_eintragen(zeile, daten["stimmen"])


def namen_eintragen(abstimmung: Abstimmung, stimmen: dict[Teilnahme, str]) -> None:
    """How each person voted."""
    zeilen = []
    for teilnahme, wie in stimmen.items():
        eine = NamentlicheStimme(abstimmung=abstimmung, teilnahme=teilnahme)
        eine.stimme = wie
        zeilen.append(eine)
    NamentlicheStimme.objects.bulk_create(zeilen)


SCHRITT = Schritt(
    "namentlich_abstimmen",
    "Namentliche Abstimmung festhalten",
    Namensliste,
    wirkung,
    objekt="sitzung",
    hinweis="Wer wie gestimmt hat, steht danach in der Niederschrift und sonst nur bei denen, die "
    "die Ordnung nennt.",
    wer=LEITUNG,
    danach="sitzung_live",
)
