"""The public form: what the computed conditions ask, by topic. Nothing of it is stored."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from django import forms

from haertefall.recht.pruefhilfe.eintraege import Eintrag, sachverhalt, staende
from haertefall.recht.pruefhilfe.gesetze import Folge, Rolle
from haertefall.recht.pruefhilfe.katalog import Rechtsfrage, rechtsfragen
from haertefall.recht.pruefhilfe.sachverhalt import Sachverhalt
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln
from haertefall.schritte.antwortfelder import ANTWORT, BIS, TAG, antwortfelder, rohwert
from haertefall.schritte.schritt import Stichtagsfeld
from haertefall.web.wegelisten import LISTEN, ZEITLISTE, Liste
from haertefall.zeit import heute

# Topics by what the names of the facts begin with; what fits nowhere comes last.
THEMEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Person und Einreise", ("geburtstag", "einreise_am", "ledig", "hat_partner", "partner_",
                             "alleinerziehend")),
    ("Kinder und Familie", ("lebt_mit", "juengstes", "schulpflichtige", "kinder_", "elternteil",
                            "inhaberin", "kind_", "familiaere", "angehoerig", "haushalt")),
    ("Pass und Identität", ("passpflicht", "identitaet", "einreiseverbot", "ohne_visum",
                            "ablehnung", "ausweisung", "abschiebungsanordnung", "eigene_",
                            "mitwirkung")),
    ("Schule, Ausbildung, Sprache", ("schul", "abschluss", "krankheit", "in_schule", "deutsch",
                                     "grundkenntnisse", "integrationskurs", "ausbildung",
                                     "helfer")),
    ("Arbeit und Geld", ("einkommen", "anteil", "lebensunterhalt", "beschaeftigung", "sozial",
                         "wochenstunden", "bedarf", "mittel", "wohn", "arbeitsplatz", "zustimmung",
                         "letztes_jahr")),
)  # fmt: skip
WEITERES, HINDERNISSE = "Anträge und Weiteres", "Was einer Abschiebung entgegenstehen kann"


@cache
def fragen_nach_thema() -> Mapping[str, tuple[Rechtsfrage, ...]]:
    """Facts of the computed ways, then the facts that may stand against a deportation."""
    gesetze, alle = ausgeliefert(), rechtsfragen(ausgeliefert())
    themen: dict[str, list[Rechtsfrage]] = {titel: [] for titel, _ in THEMEN}
    themen |= {WEITERES: [], HINDERNISSE: []}
    for kennung in gesetze.angaben:
        frage = alle[kennung]
        if not frage.ist_wertung and frage.art != "liste" and not frage.geheim_97a:
            themen[_thema(kennung)].append(frage)
    for tafel in wegtafeln(gesetze):
        if not tafel.gefuehrt or tafel.daten.folge not in (Folge.DULDUNG, Folge.SCHUTZ):
            continue
        for kennung in tafel.zeilen:
            gefragt = alle.get(kennung)
            if gefragt is None or gefragt.ist_wertung or gefragt.geheim_97a:
                continue
            if gesetze.zeilen[kennung].rolle is Rolle.VORAUSSETZUNG:
                themen[HINDERNISSE].append(gefragt)
    return {titel: tuple(dict.fromkeys(fragen)) for titel, fragen in themen.items() if fragen}


def _thema(kennung: str) -> str:
    for titel, anfaenge in THEMEN:
        if kennung.startswith(anfaenge):
            return titel
    return WEITERES


class Listenfelder(NamedTuple):
    """A list as the page shows it."""

    liste: Liste
    zeilen: list[list[forms.BoundField]]
    kreuz: forms.BoundField | None
    offen: bool


class Wegeformular(forms.Form):
    """All optional. `stichtag` is today unless another day is asked for."""

    stichtag = Stichtagsfeld(
        label="Für welchen Tag?",
        required=False,
        initial=heute,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nummern: dict[str, int] = {}
        for frage in (f for fragen in fragen_nach_thema().values() for f in fragen):
            nummer = self.nummern.setdefault(frage.kennung, len(self.nummern))
            for name, feld in antwortfelder(frage).items():
                self.fields[f"f{nummer}_{name}"] = feld
        for liste in LISTEN:
            self.fields |= liste.felder()

    def themen(self) -> Iterator[tuple[str, list[forms.BoundField], bool]]:
        """The fields by topic, and whether something of it was answered."""
        for titel, fragen in fragen_nach_thema().items():
            felder = [
                self[f"f{self.nummern[frage.kennung]}_{teil}"]
                for frage in fragen
                for teil in antwortfelder(frage)
            ]
            yield titel, felder, any(feld.data or feld.errors for feld in felder)

    def listen(self) -> Iterator[Listenfelder]:
        """The lists with their rows; the residence periods stand open, they matter most."""
        for liste in LISTEN:
            zeilen = [[self[name] for name in zeile] for zeile in liste.namen()]
            kreuz = self[liste.kreuzfeld] if liste.kreuz else None
            alle = [feld for zeile in zeilen for feld in zeile] + ([kreuz] if kreuz else [])
            offen = liste is ZEITLISTE or any(feld.data or feld.errors for feld in alle)
            yield Listenfelder(liste, zeilen, kreuz, offen)

    def clean(self) -> dict[str, Any]:
        """Collect what was answered, as entries of one side."""
        daten = super().clean() or {}
        self.eintraege: list[Eintrag] = []
        tag = daten.get("stichtag") or heute()
        for kennung, nummer in self.nummern.items():
            frage = rechtsfragen(ausgeliefert())[kennung]
            teile = [daten.get(f"f{nummer}_{teil}") for teil in (ANTWORT, TAG, BIS)]
            try:
                wert = rohwert(frage, *teile)
            except forms.ValidationError as grund:
                self.add_error(f"f{nummer}_{ANTWORT}", grund)
                continue
            if wert is not None:
                self.eintraege.append(Eintrag(kennung, "", tag, {"wert": wert, "belegt": True}))
        for liste in LISTEN:
            inhalt = liste.inhalt(daten, self.add_error)
            if inhalt is not None:
                self.eintraege.append(Eintrag(liste.kennung, "", tag, inhalt))
        return daten

    def sachverhalt(self) -> Sachverhalt:
        """What the rules work with. Judgements are nobody's to make here: they stay open."""
        return sachverhalt(staende(self.eintraege, ausgeliefert(), ""))
