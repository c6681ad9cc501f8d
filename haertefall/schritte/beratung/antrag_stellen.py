"""Move something on the item that is on. Who moved it is not stored."""

from typing import Any

from django import forms
from django.db.models import Max

from haertefall.faelle.models import Person
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.schritte.abstimmung import OHNE_BESCHLUSS
from haertefall.schritte.erwartungsfelder import Ergebniswahl, MitErwartungen
from haertefall.schritte.leitung import LEITUNG, ZumPunkt, beschlussfassung
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Antrag, Erwartung, Punktart, Tagesordnungspunkt
from haertefall.statistik.codes import GRUNDART_WORTE
from haertefall.zeit import jetzt

WIE_LAUTET_SIE = "Wie lautet die Aussage?"
_IMMER = (Gegenstand.VERTAGUNG, Gegenstand.WEITERE_AUFKLAERUNG)
# What does not carry is „kein Ersuchen“; what is taken back was decided in an earlier session.
_NIE_BEANTRAGT = (Gegenstand.KEIN_ERSUCHEN, Gegenstand.RUECKNAHME_ERSUCHEN)


class Antragsbogen(ZumPunkt, MitErwartungen):
    """What is moved, in which words, with which reasons and expectations, for whom."""

    gegenstand = forms.ChoiceField(label="Antrag", widget=Ergebniswahl)
    text = LangerText(label="Wortlaut", required=False)
    begruendung = LangerText(
        label="Gründe",
        required=False,
        help_text="Können später ergänzt werden; bevor ein Ersuchen hinausgeht, sind sie Pflicht",
    )
    personen = forms.MultipleChoiceField(
        label="Nur für einzelne Personen", required=False, widget=forms.CheckboxSelectMultiple
    )
    grundarten = forms.MultipleChoiceField(
        label="Art der Gründe",
        required=False,
        choices=[(g.value, wort) for g, wort in GRUNDART_WORTE.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Freiwillig, nur für die Zahlen, nie ein Maßstab",
    )

    menschen: list[Person]
    nur_ohne: set[Gegenstand]

    def vorbereiten(self) -> None:
        """What this body can decide about such an item."""
        super().vorbereiten()
        punkt, self.menschen, self.nur_ohne = self.punkt, [], set()
        if punkt is None:
            return
        ordnung = beschlussfassung(self.vorgang, punkt).ordnung
        if punkt.fall is None:
            arten = [Gegenstand.ALLGEMEINE_AUSSAGE]
            self.feld("gegenstand").initial = Gegenstand.ALLGEMEINE_AUSSAGE.value
            self.feld("text").required = True
            self.feld("text").error_messages["required"] = WIE_LAUTET_SIE
            del self.fields["personen"], self.fields["grundarten"]
        elif punkt.art == Punktart.RUECKNAHME:
            # The Ersuchen of the case stands: it is taken back for all, or not, or not yet.
            arten = [Gegenstand.RUECKNAHME_ERSUCHEN, Gegenstand.VERTAGUNG]
            del self.fields["personen"], self.fields["grundarten"]
        else:
            eigene = [e.gegenstand for e in ordnung.ergebnis]
            arten = [g for g in Gegenstand if g in (*eigene, *_IMMER) and g not in _NIE_BEANTRAGT]
            arten = [g for g in arten if g is not Gegenstand.ALLGEMEINE_AUSSAGE]
            self.menschen = list(punkt.fall.personen.all())
            for person in self.menschen:
                person.fall = punkt.fall
            self.feld("personen").choices = [(str(p.pk), p.name) for p in self.menschen]
            self.erwartungen_anbieten(self.menschen, ordnung, wahl="gegenstand", nach="personen")
            if len(self.menschen) == 1:
                del self.fields["personen"]
        self.feld("gegenstand").choices = [(g.value, GEGENSTAND_WORTE[g]) for g in arten]
        if Gegenstand.ERSUCHEN not in arten:
            self.feld("begruendung").help_text = ""
        self.nur_ohne = {e.gegenstand for e in ordnung.ergebnis if e.nur_ohne_ersuchen}

    def clean(self) -> dict[str, Any]:
        """A recommendation only for whom no Ersuchen is made (§ 6 Abs. 3 Satz 4 HFKVO)."""
        daten = super().clean()
        gegenstand = daten.get("gegenstand")
        if self.punkt is None or not gegenstand:
            return daten
        nur = set(daten.get("personen") or [])
        if gegenstand in self.nur_ohne and _ersucht(self.punkt, nur):
            self.add_error(
                "gegenstand",
                "Nur, wo kein Ersuchen ergeht; eines ist beschlossen. Ist es nur für einzelne "
                "Personen, nennen Sie bitte die anderen.",
            )
        if nur and gegenstand in OHNE_BESCHLUSS:
            self.add_error("personen", "Vertagt oder weiter aufgeklärt wird der ganze Fall.")
        andere = {str(p.pk) for p in self.menschen} - nur if nur else set()
        daten["je_person"] = self.erwartungen_pruefen(daten, gegenstand, andere)
        return daten


def _ersucht(punkt: Tagesordnungspunkt, nur: set[str]) -> bool:
    """Whether an Ersuchen was carried for one of these people; empty: for anybody."""
    beschlossen = punkt.antraege.filter(gegenstand=Gegenstand.ERSUCHEN, angenommen=True)
    return any(not nur or not a.personen or nur & set(a.personen) for a in beschlossen)


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The motion with its expectations, under the key of the case."""
    punkt = daten["punkt"]
    antrag = Antrag(
        punkt=punkt,
        nummer=(punkt.antraege.aggregate(n=Max("nummer"))["n"] or 0) + 1,
        gegenstand=daten["gegenstand"],
        gestellt_um=jetzt(),
    )
    antrag.text, antrag.begruendung = daten["text"] or None, daten["begruendung"] or None
    antrag.personen = daten.get("personen") or None
    antrag.grundarten = daten.get("grundarten") or None
    antrag.save(force_insert=True)
    for person, paare in daten["je_person"].items():
        for was, zumutbar in paare:
            zeile = Erwartung(antrag=antrag, person_id=person)
            zeile.was, zeile.zumutbar = was, zumutbar
            zeile.save(force_insert=True)


SCHRITT = Schritt(
    "antrag_stellen",
    "Antrag aufnehmen",
    Antragsbogen,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
)
