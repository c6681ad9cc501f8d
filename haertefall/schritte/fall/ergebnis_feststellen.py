"""Record the result of the body: computed where a rule is stored, else established by a person.

Only the totals of a hand count are stored (§ 6 Abs. 2 HFKVO: voting behaviour is secret).
"""

from typing import Any

from django import forms

from haertefall.faelle.models import Ergebnis, Zugangsart
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.recht.beschluss import Beschluss, Fehlzaehlung
from haertefall.schritte.abstimmung import (
    ANTRAG_ZUM_AUSGANG,
    OHNE_BESCHLUSS,
    Stichstimme,
    auszaehlen,
    durch_regel,
    ohne_stich,
    rueckfragen,
)
from haertefall.schritte.erwartungsfelder import Ergebniswahl, MitErwartungen, in_einem_satz
from haertefall.schritte.schritt import LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.abwaegung import abgewogen, abzuwaegen
from haertefall.sitzungen.antraege import Entscheid, gruende_aus
from haertefall.sitzungen.models import Abstimmung, Abwaegung, Punktart, Tagesordnungspunkt
from haertefall.statistik.codes import GRUNDART_WORTE
from haertefall.zeit import jetzt


class Kopfzahl(forms.IntegerField):
    """A number of people in a room."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, min_value=0, max_value=100, required=False)


class Ergebnisbogen(MitErwartungen):
    """Outcome, totals of the vote where there was one, reasons and expectations."""

    ausgang = forms.ChoiceField(label="Ergebnis", widget=Ergebniswahl)
    am = TagFeld(label="Tag der Sitzung")
    mitglieder = Kopfzahl("Mitglieder des Gremiums")
    besetzt = Kopfzahl("Davon besetzte Sitze (leer: alle)")
    anwesende = Kopfzahl("Davon anwesend")
    ja = Kopfzahl("Ja")
    nein = Kopfzahl("Nein")
    enthaltung = Kopfzahl("Enthaltung")
    festgestellt = forms.BooleanField(
        required=False,
        label="Der Vorsitz oder die Runde hat das Ergebnis so festgestellt",
        help_text="Nötig, wo keine Regel hinterlegt ist oder zwei Lesarten zu verschiedenen "
        "Ergebnissen führen",
    )
    stimme_vorsitz = Stichstimme()
    gruende = LangerText(label="Gründe", required=False)
    grundarten = forms.MultipleChoiceField(
        label="Art der Gründe",
        required=False,
        choices=[(g.value, wort) for g, wort in GRUNDART_WORTE.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Freiwillig, nur für die Zahlen, nie ein Maßstab",
    )
    abweichend = forms.MultipleChoiceField(
        label="Anders für einzelne Personen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    abweichendes_ergebnis = forms.ChoiceField(label="Ergebnis für diese Personen", required=False)

    vorsilben = (*MitErwartungen.vorsilben, "abwaegung_")
    # A running session has counted, established and weighed: that is not asked again.
    aus_der_sitzung = (
        "ausgang",
        "am",
        "gruende",
        "grundarten",
        "abweichend",
        "abweichendes_ergebnis",
    )
    gruende_offen: dict[str, str]

    def __init__(self, *args: Any, vorgang: Vorgang, **kwargs: Any) -> None:
        if vorgang.sitzung is not None:
            nur = {name: self.base_fields[name] for name in self.aus_der_sitzung}
            self.base_fields = nur  # type: ignore[misc]
        super().__init__(*args, vorgang=vorgang, **kwargs)

    def vorbereiten(self) -> None:
        """Outcomes that the row of the Ordnung leads to."""
        zeile = self.vorgang.zeile
        ziele = [str(z) for z in zeile.ziele()] if zeile else []
        wahl = [(z, GEGENSTAND_WORTE[Gegenstand(z)]) for z in ziele]
        self.feld("ausgang").choices = wahl
        ergebnisse = [(z, wort) for z, wort in wahl if z not in OHNE_BESCHLUSS]
        self.feld("abweichendes_ergebnis").choices = [("", "—"), *ergebnisse]
        menschen, in_der_sitzung = self.vorgang.personen, self.vorgang.sitzung is not None
        # In a running session nobody looks at this form: no name is opened for it.
        self.feld("abweichend").choices = [
            (str(p.pk), "" if in_der_sitzung else p.name) for p in menschen
        ]
        self.gruende_offen = {}
        if in_der_sitzung:
            return
        self.erwartungen_anbieten(
            menschen,
            self.vorgang.fassung.ordnung,
            wahl="ausgang",
            nach="abweichendes_ergebnis",
        )
        ohne_stich(self, self.vorgang.fassung.ordnung)
        if Gegenstand.ERSUCHEN in ziele:
            self._abwaegung_anbieten()

    def _abwaegung_anbieten(self) -> None:
        """A sentence for each „soll“ ground, as in a running session (§ 5 Abs. 2 HFKVO)."""
        for grund in abzuwaegen(self.vorgang.akte):
            name = f"abwaegung_{grund.kennung}"
            self.gruende_offen[name] = grund.kennung
            self.fields[name] = LangerText(
                label=f"Abwägung: {grund.bezeichnung} ({grund.beleg})",
                required=False,
                max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="Ein Satz des Gremiums; vor einem Ersuchen nötig",
            )

    def clean(self) -> dict[str, Any]:
        """Compute what the rules yield and hold it against what was entered."""
        daten = super().clean() or {}
        if daten.get("abweichend"):
            self._pruefe_abweichendes(daten.get("ausgang"), daten.get("abweichendes_ergebnis"))
        if len(daten.get("abweichend") or []) == len(self.vorgang.personen):
            self.add_error("abweichend", "Gilt es für alle, dann ist es das Ergebnis des Falls.")
        daten["je_person"] = self.erwartungen_pruefen(
            daten, daten.get("ausgang") or "", daten.get("abweichend") or ()
        )
        if not daten.get("ausgang") or self.errors:
            return daten
        if self.vorgang.sitzung is not None:
            # Counted and established in the running session already.
            daten["gerechnet"] = None
            return daten
        ordnung = self.vorgang.fassung.ordnung
        try:
            daten["gerechnet"] = auszaehlen(ordnung, daten)
        except Fehlzaehlung as fehler:
            self.add_error("ja", str(fehler))
            return daten
        self._pruefe_abwaegung(daten)
        for feld, text in rueckfragen(ordnung, daten, daten["gerechnet"]):
            self.add_error(feld, text)
        return daten

    def _pruefe_abwaegung(self, daten: dict[str, Any]) -> None:
        """Before an Ersuchen each „soll“ ground has its sentence."""
        saetze = {name: daten.pop(name) for name in self.gruende_offen}
        daten["abwaegungen"] = {self.gruende_offen[n]: satz for n, satz in saetze.items() if satz}
        if daten["ausgang"] == Gegenstand.ERSUCHEN:
            for name in [n for n, satz in saetze.items() if not satz]:
                self.add_error(name, "Vor einem Ersuchen gehört hierher ein Satz.")

    def _pruefe_abweichendes(self, ausgang: str | None, anders: str | None) -> None:
        """The case goes the way of its result: an Ersuchen for one person must be that result."""
        if ausgang in OHNE_BESCHLUSS:
            self.add_error("abweichend", "Vertagt oder weiter aufgeklärt wird der ganze Fall.")
        elif not anders:
            self.add_error("abweichendes_ergebnis", "Welches Ergebnis gilt für diese Personen?")
        elif anders == ausgang:
            self.add_error("abweichendes_ergebnis", "Das ist schon das Ergebnis des Falls.")
        elif anders == Gegenstand.ERSUCHEN:
            self.add_error(
                "abweichendes_ergebnis",
                "Bitte wählen Sie „Ersuchen“ als Ergebnis des Falls, sonst kann es nicht "
                "zugeleitet werden, und nennen Sie die Personen, für die es anders ist.",
            )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> str:
    """Results per person, the totals under the key of the session, the count."""
    vorgang.am = daten["am"]
    ausgang: str = daten["ausgang"]
    gerechnet: Beschluss | None = daten.pop("gerechnet")
    erwartungen = daten.pop("je_person")
    daten["erwartungen"] = [in_einem_satz(*p) for paare in erwartungen.values() for p in paare]
    punkt = vorgang.punkt or _punkt(vorgang)
    if punkt and vorgang.sitzung is None:
        vorgang.sitzung_geaendert(punkt.sitzung_id)
    if punkt and gerechnet:
        _abstimmung(punkt, daten, gerechnet)
    if punkt:
        _abwaegungen(punkt, daten.get("abwaegungen", {}))
    if ausgang in OHNE_BESCHLUSS:
        if punkt and vorgang.sitzung is None:
            punkt.abgesetzt = True
            punkt.save(update_fields=["abgesetzt"])
        vorgang.zugang_beenden(Zugangsart.VORGELEGT)
        return ausgang
    zeilen = []
    for person in vorgang.personen:
        anders = str(person.pk) in daten["abweichend"]
        betrifft = _ueber(str(person.pk), vorgang.entscheide)
        fuer_sie = _getragen(betrifft) if anders else None
        zeile = Ergebnis(
            fall=vorgang.akte,
            person=person,
            gegenstand=fuer_sie or (daten["abweichendes_ergebnis"] if anders else ausgang),
            am=daten["am"],
            durch="person" if anders or durch_regel(gerechnet) is None else "regel",
        )
        zeile.rechnung = gerechnet.satz if gerechnet and not anders else None
        zeile.gruende = daten["gruende"] or None
        zeile.erwartungen = [in_einem_satz(*paar) for paar in erwartungen.get(person.pk, ())]
        if vorgang.sitzung and punkt:
            punkt.fall = vorgang.akte
            _aus_der_sitzung(zeile, betrifft)
            zeile.gruende = _gruende(zeile, betrifft)
        zeilen.append(zeile)
    Ergebnis.objects.bulk_create(zeilen)
    vorgang.zaehlt = {"ergebnis": ausgang}
    if daten["grundarten"] or vorgang.akte.zaehlt_als:
        vorgang.zaehlt["grundarten"] = " ".join(sorted(daten["grundarten"]))
    vorgang.akte.zaehlt_als = ausgang
    daten["abweichend"] = len(daten["abweichend"])
    return ausgang


def _punkt(vorgang: Vorgang) -> Tagesordnungspunkt | None:
    """The item on which the case stands; an offered case that nobody took up has none."""
    punkte = [p for p in vorgang.punkte or () if p.art == Punktart.FALL]
    return max(punkte, key=lambda punkt: punkt.sitzung.beginn, default=None)


def _ueber(person: str, entscheide: list[Entscheid]) -> list[Entscheid]:
    """Motions about this person, alone or with all."""
    return [e for e in entscheide if person in (e.antrag.personen or [person])]


def _getragen(entscheide: list[Entscheid]) -> str | None:
    """What was carried for a person beside the result of the case: the last one, if any.

    A recommendation for one stands beside an Ersuchen for another (§ 6 Abs. 3 Satz 4 HFKVO).
    """
    getragen = [
        e.antrag.gegenstand
        for e in entscheide
        if e.antrag.angenommen and e.antrag.gegenstand not in OHNE_BESCHLUSS
    ]
    return next(reversed(getragen), None)


def _entscheidung(entscheide: list[Entscheid], zeile: Ergebnis) -> Entscheid | None:
    """The motion about this person on which their result rests: the last one; None: none was.

    An Ersuchen may be carried for one person and not for another.
    """
    gegenstand = ANTRAG_ZUM_AUSGANG.get(zeile.gegenstand, zeile.gegenstand)
    getragen = gegenstand == zeile.gegenstand
    entschieden = [
        e
        for e in entscheide
        if e.antrag.gegenstand == gegenstand and e.antrag.angenommen is getragen
    ]
    return next(reversed(entschieden), None)


def _aus_der_sitzung(zeile: Ergebnis, entscheide: list[Entscheid]) -> None:
    """What was counted and expected in the session, for this person."""
    entscheid = _entscheidung(entscheide, zeile)
    if entscheid is None:
        return
    zeile.durch = entscheid.antrag.durch or "person"
    ersetzt = {zaehlung.ersetzt_id for zaehlung in entscheid.abstimmungen}
    saetze = [z.feststellung for z in entscheid.abstimmungen if z.pk not in ersetzt]
    zeile.rechnung = " ".join(saetze) or None
    # What a motion expects goes with it: of whom nothing is asked for, nothing is expected.
    getragen = entscheid.erwartungen if entscheid.antrag.angenommen else []
    erwartungen = [e for e in getragen if e.person_id == zeile.person_id]
    zeile.erwartungen = [in_einem_satz(e.was, e.zumutbar) for e in erwartungen]


def _gruende(zeile: Ergebnis, entscheide: list[Entscheid]) -> str | None:
    """Of this result for this person (`entscheide`); of another result they say nothing.

    The authority reads those of an Ersuchen.
    """
    antraege = (e.antrag for e in entscheide)
    return gruende_aus(a for a in antraege if a.gegenstand == zeile.gegenstand) or None


def _abwaegungen(punkt: Tagesordnungspunkt, saetze: dict[str, str]) -> None:
    """One sentence for each ground; a new one takes the place of the old."""
    bisher = abgewogen(punkt) if saetze else {}
    for grund, satz in saetze.items():
        zeile = bisher.get(grund) or Abwaegung(punkt=punkt)
        zeile.um = jetzt()
        zeile.grund, zeile.satz = grund, satz
        zeile.save()


def _abstimmung(punkt: Tagesordnungspunkt, daten: dict[str, Any], gerechnet: Beschluss) -> None:
    getragen = durch_regel(gerechnet)
    zeile = Abstimmung(
        punkt=punkt,
        gegenstand=ANTRAG_ZUM_AUSGANG.get(daten["ausgang"], daten["ausgang"]),
        ja=daten["ja"],
        nein=daten["nein"],
        enthaltung=daten["enthaltung"],
        anwesende=daten["anwesende"],
        mitglieder=daten["mitglieder"],
        angenommen=daten["ausgang"] != "kein_ersuchen" if getragen is None else getragen,
        durch="person" if getragen is None else "regel",
    )
    zeile.feststellung = gerechnet.satz
    zeile.save(force_insert=True)


SCHRITT = Schritt(
    "ergebnis_feststellen", "Ergebnis festhalten", Ergebnisbogen, wirkung, tagesordnung=True
)
