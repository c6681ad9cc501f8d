"""Plan a session of the body."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ladung import Terminfelder, regel
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Punktart, Sitzung, Sitzungsstand, Spur, Tagesordnungspunkt
from haertefall.tresor.models import neuer_schluessel
from haertefall.zeit import jetzt


class Termin(Terminfelder):
    """Day, time, place or video; which track and whose session, where there is a choice."""

    spur = forms.ChoiceField(
        label="Wofür?", choices=Spur.choices, required=False, widget=forms.RadioSelect
    )
    kleines_gremium = forms.ChoiceField(label="Wessen Sitzung?", required=False)

    def vorbereiten(self) -> None:
        """General questions are a track where an Ordnung knows them; small bodies likewise."""
        super().vorbereiten()
        ordnung = self.vorgang.fassung.ordnung
        self.feld("spur").initial = Spur.EINZELFAELLE
        allgemein = regel(ordnung, "allgemeine_fragen")
        if allgemein:
            self.feld("spur").help_text = f"{allgemein.inhalt} ({allgemein.beleg})"
        elif not any(t.spur == "allgemeine_fragen" for t in ordnung.turnus):
            del self.fields["spur"]
        kleine = [(k.kennung, k.bezeichnung) for k in ordnung.kleines_gremium]
        self.feld("kleines_gremium").choices = [("", self.vorgang.gremium.name), *kleine]
        if not kleine:
            del self.fields["kleines_gremium"]


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Make the session with a key of its own, and the standing item where there is one."""
    sitzung = Sitzung(
        gremium=vorgang.gremium,
        beginn=daten["beginn"],
        form=daten["form"],
        ort=daten["ort"],
        spur=daten.get("spur") or Spur.EINZELFAELLE,
        kleines_gremium=daten.get("kleines_gremium") or "",
        stand=Sitzungsstand.ANBERAUMT,
        schluessel=neuer_schluessel("sitzung", vorgang.gremium.schluessel),
    )
    sitzung.einwahl = daten["einwahl"] or None
    sitzung.save(force_insert=True)
    staendig = regel(vorgang.fassung.ordnung, "staendiger_punkt")
    if staendig and sitzung.spur == Spur.EINZELFAELLE:
        punkt = Tagesordnungspunkt(
            sitzung=sitzung, art=Punktart.STAENDIG, nummer=1, aufgesetzt_um=jetzt()
        )
        punkt.titel = f"{staendig.inhalt} ({staendig.beleg})"
        punkt.save(force_insert=True)
    vorgang.objekt = sitzung.pk


SCHRITT = Schritt(
    "sitzung_anberaumen",
    "Sitzung anberaumen",
    Termin,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
