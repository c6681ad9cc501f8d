"""Rows of the case file in words. Shapes only: which rows and which parts somebody may read
decides `akte_ansicht`, the only caller."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from haertefall.faelle.models import (
    Angabe,
    Dokument,
    Ergebnis,
    Fall,
    Folge,
    Gefahr,
    Gefahrart,
    Person,
    Seite,
    Stellungnahme,
    Verlaufseintrag,
)
from haertefall.gremien.fassungen import merkmale
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.statistik.codes import ERGEBNIS_WORTE, GRUND_WORTE, RUHEGRUND_WORTE
from haertefall.statistik.codes import Ergebnis as Zaehlergebnis
from haertefall.statistik.laender import laender
from haertefall.web.gruende import Aussage, aussagen_je_frage
from haertefall.web.worte import BEDINGUNG_WORTE, FOLGE_TITEL, anlass_wort, faellig_in_worten

ABSICHT = "absicht_"
ZULEITUNG = "ersuchen_zuleiten"


@dataclass(frozen=True)
class Personenzeile:
    """One person of the case."""

    nummer: int
    name: str
    geburtsdatum: str
    geburtsort: str
    staatsangehoerigkeit: str
    anschrift: str


@dataclass(frozen=True)
class Antragstext:
    """What is put forward."""

    votum: str
    gruende: str
    verfahren: str


@dataclass(frozen=True)
class Stellungnahmezeile:
    """One request to an authority and what it answered."""

    behoerde: str
    angefordert_am: date
    erbeten_bis: date | None
    eingegangen_am: date | None
    fragen: str
    sachverhalt: str
    votum: str


@dataclass(frozen=True)
class Dokumentzeile:
    """One paper. `marken`: for whom else it is, or that it is secret."""

    pk: UUID
    nummer: int
    titel: str
    art: str
    von: str
    am: date
    groesse: str
    endung: str
    beschreibung: str
    marken: tuple[str, ...]


@dataclass(frozen=True)
class Ergebniszeile:
    """A result for one or more persons. `rechnung`: the computation as a sentence."""

    was: str
    am: date
    fuer: str
    festgestellt: str
    rechnung: str
    gruende: str
    erwartungen: tuple[str, ...]
    zurueckgenommen_am: date | None


@dataclass(frozen=True)
class Folgezeile:
    """What the recipient did with a result."""

    was: str
    am: date
    fuer: str
    kategorie: str
    bedingung: str
    gruende: str
    gruende_fehlten: bool


@dataclass(frozen=True)
class Terminzeile:
    """A Wiedervorlage that is open."""

    was: str
    am: date
    in_worten: str
    ueberfaellig: bool
    text: str
    beleg: str


@dataclass(frozen=True)
class Gefahrzeile:
    """A reported danger. `geheim`: an authority's day of a removal (§ 97a AufenthG)."""

    am: date
    was: str
    text: str
    wer: str
    gemeldet_am: date
    geheim: bool
    erledigt_am: date | None


@dataclass(frozen=True)
class Ruhezeile:
    """The case rests."""

    ab: date
    bis: date | None
    grund: str
    worauf: str
    mit_wem: str
    naechster_blick: date


def landname(fall: Fall) -> str:
    """Country by which the case is counted."""
    return laender()[fall.land].name if fall.land in laender() else "noch nicht geklärt"


def ergebniswort(code: str) -> str:
    """What the case counts as."""
    return ERGEBNIS_WORTE[Zaehlergebnis(code)] if code else ""


def personenzeilen(personen: Iterable[Person], *, mit_anschrift: bool) -> tuple[Personenzeile, ...]:
    """Identity of the people."""
    return tuple(
        Personenzeile(
            nummer=p.nummer,
            name=p.name,
            geburtsdatum=p.geburtsdatum or "",
            geburtsort=p.geburtsort or "",
            staatsangehoerigkeit=p.staatsangehoerigkeit or "",
            anschrift=(p.anschrift or "") if mit_anschrift else "",
        )
        for p in personen
    )


def antragstext(fall: Fall) -> Antragstext:
    """What is put forward."""
    text = fall.darstellung
    return Antragstext(text.votum, text.gruende, text.verfahren or "")


def dokumentzeilen(
    fall: Fall, dokumente: Iterable[Dokument], *, mit_marken: bool
) -> tuple[Dokumentzeile, ...]:
    """Papers in the order in which they came into the file.

    Numbered as far as they may be read: a gap would tell that there are others.
    """
    zeilen = []
    for nummer, dokument in enumerate(dokumente, start=1):
        dokument.fall = fall
        marken = (
            ("§ 97a AufenthG: geheim", dokument.geheim),
            # At a paper of the authorities' side the mark opens it to nobody.
            (
                "für die Ausländerbehörde",
                dokument.fuer_behoerde and dokument.seite != Seite.BEHOERDE,
            ),
        )
        zeilen.append(
            Dokumentzeile(
                pk=dokument.pk,
                nummer=nummer,
                titel=dokument.titel,
                art=dokument.art_wort,
                von=Seite(dokument.seite).label,
                am=dokument.am,
                groesse=_groesse(dokument.groesse),
                endung=dokument.endung.upper(),
                beschreibung=dokument.beschreibung or "",
                marken=tuple(wort for wort, da in marken if da and mit_marken),
            )
        )
    return tuple(zeilen)


def _groesse(byte: int) -> str:
    """As people read sizes."""
    if byte >= 1_000_000:
        return f"{byte / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(byte / 1000))} KB"


def stellungnahmezeilen(zeilen: Iterable[Stellungnahme]) -> tuple[Stellungnahmezeile, ...]:
    """Requests and answers."""
    return tuple(
        Stellungnahmezeile(
            behoerde=s.behoerde.name,
            angefordert_am=s.angefordert_am,
            erbeten_bis=s.erbeten_bis,
            eingegangen_am=s.eingegangen_am,
            fragen=s.fragen or "",
            sachverhalt=s.sachverhalt or "",
            votum=s.votum or "",
        )
        for s in zeilen
    )


def ergebniszeilen(
    zeilen: Iterable[Ergebnis], anzahl: int, *, mit_rechnung: bool, mit_gruenden: bool = True
) -> tuple[Ergebniszeile, ...]:
    """Results; persons with the same result and reasons share a row."""
    gruppen: dict[tuple[object, ...], list[Ergebnis]] = {}
    for e in zeilen:
        gleich = (e.gegenstand, e.am, e.durch, e.rechnung, e.gruende, e.zurueckgenommen_am)
        gruppen.setdefault(gleich, []).append(e)
    return tuple(
        Ergebniszeile(
            was=GEGENSTAND_WORTE[Gegenstand(gruppe[0].gegenstand)],
            am=gruppe[0].am,
            fuer=_fuer([e.person for e in gruppe], anzahl),
            festgestellt=_DURCH[gruppe[0].durch] if mit_rechnung else "",
            rechnung=(gruppe[0].rechnung or "") if mit_rechnung else "",
            gruende=(gruppe[0].gruende or "") if mit_gruenden else "",
            erwartungen=tuple(gruppe[0].erwartungen or ()) if mit_gruenden else (),
            zurueckgenommen_am=gruppe[0].zurueckgenommen_am,
        )
        for gruppe in gruppen.values()
    )


def ersuchen_steht(ergebnisse: Iterable[Ergebnis]) -> bool:
    """Whether an Ersuchen is still there: neither taken back nor corrected to something else."""
    return any(
        e.gegenstand == Gegenstand.ERSUCHEN and e.zurueckgenommen_am is None for e in ergebnisse
    )


def folgezeilen(
    zeilen: Iterable[Folge], anzahl: int, *, mit_gruenden: bool = True
) -> tuple[Folgezeile, ...]:
    """What the recipient did; the same act for several persons is one row. `anzahl` 0: no names."""
    gruppen: dict[tuple[object, ...], list[Folge]] = {}
    for f in zeilen:
        gruppen.setdefault((f.art, f.am, f.kategorie, f.bedingung, f.gruende), []).append(f)
    return tuple(
        Folgezeile(
            was=FOLGE_TITEL.get(gruppe[0].art, gruppe[0].art),
            am=gruppe[0].am,
            fuer=_fuer([f.person for f in gruppe if f.person], anzahl) if anzahl else "",
            kategorie=_GRUENDE.get(gruppe[0].kategorie, "") if mit_gruenden else "",
            bedingung=BEDINGUNG_WORTE.get(gruppe[0].bedingung or "", ""),
            gruende=(gruppe[0].gruende or "") if mit_gruenden else "",
            gruende_fehlten=gruppe[0].gruende_vorher is False,
        )
        for gruppe in gruppen.values()
    )


def terminzeilen(fall: Fall, heute: date) -> tuple[Terminzeile, ...]:
    """Open Wiedervorlagen, the earliest first."""
    return tuple(
        Terminzeile(
            was=anlass_wort(w.anlass),
            am=w.faellig_am,
            in_worten=faellig_in_worten(w.faellig_am, heute),
            ueberfaellig=w.faellig_am < heute,
            text=w.text or "",
            beleg=w.beleg,
        )
        for w in fall.wiedervorlagen.all()
        if w.erledigt_am is None
    )


def gefahrzeilen(gefahren: Iterable[Gefahr]) -> tuple[Gefahrzeile, ...]:
    """Reported dangers, the earliest day first; settled ones after those that are open."""
    gefunden = [
        Gefahrzeile(
            am=date.fromisoformat(g.tag),
            was=Gefahrart(g.art).label,
            text=g.text or "",
            wer=Seite(g.seite).label,
            gemeldet_am=g.gemeldet_am,
            geheim=g.geheim,
            erledigt_am=g.erledigt_am,
        )
        for g in gefahren
    ]
    return tuple(sorted(gefunden, key=lambda z: (z.erledigt_am is not None, z.am)))


def ruhezeilen(fall: Fall) -> tuple[Ruhezeile, ...]:
    """When and why the case rested or rests."""
    return tuple(
        Ruhezeile(
            ab=r.ab,
            bis=r.bis,
            grund=_RUHEGRUENDE.get(r.kategorie, r.kategorie),
            worauf=r.worauf,
            mit_wem=r.mit_wem,
            naechster_blick=r.naechster_blick,
        )
        for r in fall.ruhezeiten.all()
    )


def aussagenzeilen(angaben: Iterable[Angabe]) -> tuple[tuple[str, tuple[Aussage, ...]], ...]:
    """Questions with what was said, without any finding."""
    bekannt = merkmale()
    return tuple(
        (bekannt[name].frage if name in bekannt else name, aussagen)
        for name, aussagen in aussagen_je_frage(angaben).items()
    )


def zuleitungstag(verlauf: Iterable[Verlaufseintrag]) -> date | None:
    """Day on which the Ersuchen was forwarded, as it stands after corrections."""
    return _letzter(verlauf, ZULEITUNG)[0]


def ablehnungsgruende(verlauf: Iterable[Verlaufseintrag]) -> str:
    """Why the Vorprüfungsausschuss declined: written without names, for all members."""
    _, eintrag = _letzter(verlauf, "befassung_entscheiden", "keine_befassung")
    return str((eintrag.angaben or {}).get("gruende", "")) if eintrag else ""


def mitgeteilt_an_behoerde(verlauf: Iterable[Verlaufseintrag]) -> bool:
    """Whether the result was told to the authority."""
    _, eintrag = _letzter(verlauf, "ergebnis_mitteilen")
    return eintrag is not None and "behoerde" in (eintrag.angaben or {}).get("an", ())


def _letzter(
    verlauf: Iterable[Verlaufseintrag], schritt: str, ausgang: str | None = None
) -> tuple[date | None, Verlaufseintrag | None]:
    eintraege = list(verlauf)
    ersetzt = {e.ersetzt_id: e for e in eintraege if e.ersetzt_id}
    passend = [
        e for e in eintraege if e.schritt == schritt and (ausgang is None or e.ausgang == ausgang)
    ]
    if not passend:
        return None, None
    eintrag = passend[-1]
    # A correction changes the day; what was entered stays in the entry it corrects.
    gilt = eintrag
    while gilt.pk in ersetzt:
        gilt = ersetzt[gilt.pk]
    return gilt.am, eintrag


def _fuer(personen: list[Person], anzahl: int) -> str:
    if anzahl <= 1 or len(personen) in (0, anzahl):
        return ""
    return ", ".join(p.name for p in personen)


_DURCH = {
    "regel": "Nach der hinterlegten Regel errechnet",
    "person": "Von einer Person festgestellt",
}
_GRUENDE = {code.value: wort for code, wort in GRUND_WORTE.items()}
_RUHEGRUENDE = {code.value: wort for code, wort in RUHEGRUND_WORTE.items()}
