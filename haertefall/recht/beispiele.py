"""Worked examples beside the rules: an invented case, the sentence of the source, the result.

They are written from the wording by someone who has not seen the rules file, and run as tests.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.ablauf import AusgangUnbekannt, erlaubnis, folgestand, vollstaendiger_ablauf
from haertefall.recht.begriffe import Antwort, Funktion, Gegenstand, Stand
from haertefall.recht.beschluss import (
    Ausgang,
    Beschluss,
    Besetzung,
    Faehigkeit,
    Stimmen,
    beschluss,
)
from haertefall.recht.ordnung import Ablaufzeile, Kennung, Modell, Ordnung, Satz
from haertefall.recht.ordnung.laden import einlesen
from haertefall.recht.zulaessigkeit import Lage, Pruefung, Zulaessigkeit, pruefen


class Abstimmungsbeispiel(Modell):
    """A count of votes."""

    gegenstand: Gegenstand = Field(description="Worüber abgestimmt wird")
    kleines_gremium: Kennung | None = Field(default=None, description="Im kleinen Gremium")
    umlauf: bool = Field(default=False, description="true: im Umlauf statt in einer Sitzung")
    mitglieder: int | None = Field(default=None, ge=0, description="Zahl der Mitglieder")
    besetzt: int | None = Field(default=None, ge=0, description="Besetzte Sitze")
    stimmberechtigte: int | None = Field(default=None, ge=0, description="Mit Stimmrecht")
    anwesend: int | None = Field(default=None, ge=0, description="Anwesende mit Stimmrecht")
    alle_geladen: bool | None = Field(default=None, description="Ob alle geladen wurden")
    ja: int = Field(ge=0, description="Ja-Stimmen")
    nein: int = Field(ge=0, description="Nein-Stimmen")
    enthaltung: int = Field(default=0, ge=0, description="Enthaltungen")
    ungueltig: int = Field(default=0, ge=0, description="Ungültige Stimmen")
    stimme_vorsitz: Literal["ja", "nein"] | None = Field(
        default=None, description="Stimme des Vorsitzes, wenn sie bei Gleichheit entscheidet"
    )


class Ablaufbeispiel(Modell):
    """An attempt to take a step."""

    stand: Stand | None = Field(default=None, description="Stand des Falls; fehlt: neuer Fall")
    schritt: Kennung = Field(description="Der Schritt")
    funktion: Funktion = Field(description="Wer ihn geht")
    antragsweg: Kennung | None = Field(default=None, description="Wie der Fall hereinkam")
    weg: Literal["text", "praxis"] | None = Field(default=None, description="Text oder Praxis")
    ausgang: Kennung | None = Field(default=None, description="Ausgang des Schritts")
    letztes_ergebnis: Kennung | None = Field(default=None, description="Zuletzt festgestellt")


class Erwartet(Modell):
    """What the wording gives."""

    ergebnis: Zulaessigkeit | Ausgang | None = Field(default=None, description="Das Ergebnis")
    offen: list[Kennung] | None = Field(default=None, description="Offene Fragen")
    vorhanden: list[Kennung] | None = Field(
        default=None, description="Fragen, deren Antwort einen Grund auslöst"
    )
    beschlussfaehig: Faehigkeit | None = Field(default=None, description="Beschlussfähigkeit")
    erlaubt: bool | None = Field(default=None, description="Ob der Schritt erlaubt ist")
    nach: Stand | None = Field(default=None, description="Stand danach")


class Beispiel(Modell):
    """One worked example; exactly one of angaben, abstimmung, ablauf."""

    fall: Satz = Field(description="Der erfundene Fall in einem Satz")
    satz: Satz = Field(description="Der Satz der Quelle, auf dem das Ergebnis beruht")
    quelle: Satz | None = Field(default=None, description="Wo der Satz steht")
    stichtag: date = Field(description="Tag, auf den es ankommt")
    angaben: dict[Kennung, Antwort] | None = Field(default=None, description="Antworten")
    abstimmung: Abstimmungsbeispiel | None = Field(default=None, description="Eine Abstimmung")
    ablauf: Ablaufbeispiel | None = Field(default=None, description="Ein Schritt")
    erwartet: Erwartet = Field(description="Was herauskommt")

    @model_validator(mode="after")
    def _eine_art(self) -> Self:
        if sum(teil is not None for teil in (self.angaben, self.abstimmung, self.ablauf)) != 1:
            raise ValueError("Genau eines von [angaben], [abstimmung] und [ablauf].")
        return self


def lesen_beispiel(text: str, datei: str) -> Beispiel:
    """Read one worked example. Raises `Ordnungsfehler`."""
    return einlesen(Beispiel, text, datei)


def abweichungen(
    beispiel: Beispiel, ordnung: Ordnung, geruest: Iterable[Ablaufzeile]
) -> tuple[str, ...]:
    """Where the rules file gives something else than the wording; empty if they agree."""
    if beispiel.ablauf is not None:
        return tuple(_schritt(beispiel.erwartet, beispiel.ablauf, ordnung, geruest))
    if beispiel.abstimmung is not None:
        return tuple(_abstimmung(beispiel.erwartet, abstimmen(ordnung, beispiel.abstimmung)))
    return tuple(_gruende(beispiel.erwartet, pruefen(ordnung, beispiel.angaben or {})))


def abstimmen(ordnung: Ordnung, abstimmung: Abstimmungsbeispiel) -> Beschluss:
    """The count of an example; all filled seats have a vote unless it says otherwise."""
    besetzung = Besetzung(
        mitglieder=abstimmung.mitglieder,
        besetzt=abstimmung.besetzt,
        stimmberechtigte=abstimmung.stimmberechtigte or abstimmung.besetzt,
        anwesende=abstimmung.anwesend,
        alle_geladen=abstimmung.alle_geladen,
    )
    return beschluss(
        ordnung,
        abstimmung.gegenstand,
        Stimmen(abstimmung.ja, abstimmung.nein, abstimmung.enthaltung, abstimmung.ungueltig),
        besetzung,
        kleines_gremium=abstimmung.kleines_gremium,
        umlauf=abstimmung.umlauf,
        stimme_vorsitz=abstimmung.stimme_vorsitz,
    )


def ausloeser(pruefung: Pruefung) -> tuple[frozenset[str], ...]:
    """For each ground found or condition missed: the questions it rests on."""
    verfehlt = [v for v in pruefung.voraussetzungen if v.lage is Lage.LIEGT_NICHT_VOR]
    return (
        *(frozenset(b.grund.wenn) for b in pruefung.vorhanden),
        *(frozenset(v.voraussetzung.wenn) for v in verfehlt),
    )


def _gruende(erwartet: Erwartet, pruefung: Pruefung) -> Iterator[str]:
    yield from _vergleich("Ergebnis", erwartet.ergebnis, pruefung.ergebnis)
    if erwartet.offen is not None and set(erwartet.offen) != set(pruefung.offen):
        yield _anders("Offene Fragen", sorted(erwartet.offen), sorted(pruefung.offen))
    if erwartet.vorhanden is not None:
        gefunden = ausloeser(pruefung)
        genannt = frozenset(erwartet.vorhanden)
        alle = frozenset[str]().union(*gefunden)
        if not genannt <= alle or any(not (fragen & genannt) for fragen in gefunden):
            yield _anders("Auslösende Fragen", sorted(genannt), sorted(alle))


def _abstimmung(erwartet: Erwartet, ist: Beschluss) -> Iterator[str]:
    yield from _vergleich("Beschlussfähigkeit", erwartet.beschlussfaehig, ist.faehigkeit.ergebnis)
    yield from _vergleich("Ergebnis", erwartet.ergebnis, ist.ausgang)


def _schritt(
    erwartet: Erwartet,
    beispiel: Ablaufbeispiel,
    ordnung: Ordnung,
    geruest: Iterable[Ablaufzeile],
) -> Iterator[str]:
    antwort = erlaubnis(
        vollstaendiger_ablauf(ordnung, geruest),
        beispiel.schritt,
        stand=beispiel.stand,
        funktion=beispiel.funktion,
        weg=beispiel.weg or ordnung.standardweg,
        antragsweg=beispiel.antragsweg,
        letztes_ergebnis=beispiel.letztes_ergebnis,
    )
    if erwartet.erlaubt is not None and erwartet.erlaubt != antwort.erlaubt:
        yield _anders(
            "Erlaubt", _JA_NEIN[erwartet.erlaubt], f"{_JA_NEIN[antwort.erlaubt]} – {antwort.grund}"
        )
    if erwartet.nach is not None and antwort.zeile is not None:
        moeglich = _moegliche(antwort.zeile, beispiel)
        if erwartet.nach not in moeglich:
            yield _anders("Stand danach", erwartet.nach, sorted(moeglich))


_JA_NEIN = {True: "ja", False: "nein"}


def _moegliche(zeile: Ablaufzeile, beispiel: Ablaufbeispiel) -> set[Stand]:
    if beispiel.ausgang is None:
        ziele = {ziel or beispiel.stand for ziel in zeile.ziele().values()}
        return {ziel for ziel in ziele if ziel is not None}
    try:
        return {folgestand(zeile, beispiel.ausgang, beispiel.stand)}
    except AusgangUnbekannt:
        return set()


def _vergleich(was: str, soll: str | None, ist: str) -> Iterator[str]:
    if soll is not None and soll != ist:
        yield _anders(was, soll, ist)


def _anders(was: str, soll: object, ist: object) -> str:
    return f"{was}: nach dem Wortlaut {soll}, nach der Regeldatei {ist}."
