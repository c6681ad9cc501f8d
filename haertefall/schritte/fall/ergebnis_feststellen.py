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
    auszaehlen,
    durch_regel,
    rueckfragen,
)
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Abstimmung, Antrag, Tagesordnungspunkt


class Kopfzahl(forms.IntegerField):
    """A number of people in a room."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, min_value=0, max_value=100, required=False)


class Ergebnisbogen(Eingabe):
    """Outcome, totals of the vote where there was one, reasons and expectations."""

    ausgang = forms.ChoiceField(label="Ergebnis", widget=forms.RadioSelect)
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
    gruende = LangerText(label="Gründe", required=False)
    erwartungen = LangerText(
        label="Erwartungen",
        required=False,
        max_length=4_000,
        help_text="Je Zeile eine Erwartung und warum sie zumutbar ist",
    )
    abweichend = forms.MultipleChoiceField(
        label="Anders für einzelne Personen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    abweichendes_ergebnis = forms.ChoiceField(label="Ergebnis für diese Personen", required=False)

    def vorbereiten(self) -> None:
        """Outcomes that the row of the Ordnung leads to."""
        zeile = self.vorgang.zeile
        ziele = [str(z) for z in zeile.ziele()] if zeile else []
        wahl = [(z, GEGENSTAND_WORTE[Gegenstand(z)]) for z in ziele]
        self.feld("ausgang").choices = wahl
        ergebnisse = [(z, wort) for z, wort in wahl if z not in OHNE_BESCHLUSS]
        self.feld("abweichendes_ergebnis").choices = [("", "—"), *ergebnisse]
        self.feld("abweichend").choices = [(str(p.pk), p.name) for p in self.vorgang.personen]

    def clean(self) -> dict[str, Any]:
        """Compute what the rules yield and hold it against what was entered."""
        daten = super().clean() or {}
        if daten.get("abweichend"):
            self._pruefe_abweichendes(daten.get("ausgang"), daten.get("abweichendes_ergebnis"))
        if len(daten.get("abweichend") or []) == len(self.vorgang.personen):
            self.add_error("abweichend", "Gilt es für alle, dann ist es das Ergebnis des Falls.")
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
        for feld, text in rueckfragen(ordnung, daten, daten["gerechnet"]):
            self.add_error(feld, text)
        return daten

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
    punkt = vorgang.punkt or _punkt(vorgang)
    if punkt and vorgang.sitzung is None:
        vorgang.sitzung_geaendert(punkt.sitzung_id)
    if punkt and gerechnet:
        _abstimmung(punkt, daten, gerechnet)
    if ausgang in OHNE_BESCHLUSS:
        if punkt and vorgang.sitzung is None:
            punkt.abgesetzt = True
            punkt.save(update_fields=["abgesetzt"])
        vorgang.zugang_beenden(Zugangsart.VORGELEGT)
        return ausgang
    zeilen = []
    for person in vorgang.personen:
        anders = str(person.pk) in daten["abweichend"]
        zeile = Ergebnis(
            fall=vorgang.akte,
            person=person,
            gegenstand=daten["abweichendes_ergebnis"] if anders else ausgang,
            am=daten["am"],
            durch="person" if anders or durch_regel(gerechnet) is None else "regel",
        )
        zeile.rechnung = gerechnet.satz if gerechnet and not anders else None
        zeile.gruende = daten["gruende"] or None
        zeile.erwartungen = [e for e in daten["erwartungen"].splitlines() if e.strip()]
        if vorgang.sitzung and punkt and not anders:
            _aus_der_sitzung(zeile, punkt)
        zeilen.append(zeile)
    Ergebnis.objects.bulk_create(zeilen)
    vorgang.akte.zaehlt_als = ausgang
    vorgang.zaehlt = {"ergebnis": ausgang}
    daten["abweichend"] = len(daten["abweichend"])
    return ausgang


def _punkt(vorgang: Vorgang) -> Tagesordnungspunkt | None:
    """The item on which the case stands; an offered case that nobody took up has none."""
    return (
        Tagesordnungspunkt.objects.filter(fall=vorgang.akte, abgesetzt=False)
        .select_related("sitzung__schluessel")
        .order_by("-sitzung__beginn")
        .first()
    )


def _entscheidung(punkt: Tagesordnungspunkt, zeile: Ergebnis) -> Antrag | None:
    """The motion of the running session on which the result of this person rests: the last one.

    An Ersuchen may be carried for one person and not for another.
    """
    gegenstand = ANTRAG_ZUM_AUSGANG.get(zeile.gegenstand, zeile.gegenstand)
    getragen, person = gegenstand == zeile.gegenstand, str(zeile.person_id)
    entschieden = [
        a for a in punkt.antraege.all() if a.gegenstand == gegenstand and a.angenommen is getragen
    ]
    fuer_sie = [a for a in entschieden if person in (a.personen or [person])]
    return next(reversed(fuer_sie or entschieden), None)


def _aus_der_sitzung(zeile: Ergebnis, punkt: Tagesordnungspunkt) -> None:
    """What was counted and expected in the session, for this person."""
    punkt.fall = zeile.fall
    antrag = _entscheidung(punkt, zeile)
    if antrag is None:
        return
    zeile.durch = antrag.durch or "person"
    zaehlungen = list(antrag.abstimmungen.all())
    ersetzt = {zaehlung.ersetzt_id for zaehlung in zaehlungen}
    saetze = []
    for zaehlung in zaehlungen:
        zaehlung.punkt = punkt
        if zaehlung.pk not in ersetzt:
            saetze.append(zaehlung.feststellung)
    zeile.rechnung = " ".join(saetze) or None
    erwartungen = [e for e in antrag.erwartungen.all() if e.person_id == zeile.person_id]
    zeile.erwartungen = [f"{e.was} – zumutbar: {e.zumutbar}" for e in erwartungen]


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
