"""The grounds of a case with the answers of all sides side by side. Shapes only; who may read it
decides `akte_ansicht`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from haertefall.faelle.models import Angabe, Fall, Person, Seite
from haertefall.faelle.pruefung import angaben_je_frage, antworten, je_person, offen_weil
from haertefall.gremien.fassungen import merkmale
from haertefall.recht.begriffe import ANTWORT_WORTE, FUNKTION_WORTE, Antwort, Wirkung
from haertefall.recht.ordnung import GRUNDLAGE_WORTE, Grundlage, Lesart, Ordnung, Zeile
from haertefall.recht.pruefhilfe.worte import GRUND_WORTE
from haertefall.recht.zulaessigkeit import (
    LAGE_WORTE,
    ZULAESSIGKEIT_WORTE,
    Befund,
    Lage,
    Voraussetzungsbefund,
    Zulaessigkeit,
)
from haertefall.web.worte import TON_DER_LAGE, TON_DES_ERGEBNISSES, WIRKUNG_SAETZE


@dataclass(frozen=True)
class Aussage:
    """What one side says: answer, day, evidence."""

    seite: str
    antwort: str
    am: date
    beleg: str
    geheim: bool
    dokument: UUID | None


@dataclass(frozen=True)
class Frage:
    """A question with what every side says and what holds for now."""

    merkmal: str
    frage: str
    hinweis: str
    aussagen: tuple[Aussage, ...]
    gilt: str
    offen: bool
    widerspruch: bool
    offen_weil: str
    veraenderlich: bool


@dataclass(frozen=True)
class Grund:
    """One ground or condition with its finding, its words and its questions."""

    bezeichnung: str
    wirkung: str
    lage: str
    offen: bool
    liegt_vor: bool
    ton: str
    zeichen: str
    grundlage: str
    beleg: str
    wortlaut: str
    auslegung: str
    zweifel: str
    lesarten: tuple[Lesart, ...]
    stellt_fest: str
    fragen: tuple[Frage, ...]

    @property
    def wichtig(self) -> bool:
        """Open or found: shown unfolded."""
        return self.offen or self.liegt_vor


@dataclass(frozen=True)
class Personengruende:
    """The check for one person."""

    person_id: UUID
    name: str
    ergebnis: str
    ton: str
    zeichen: str
    offen: int
    gruende: tuple[Grund, ...]

    @property
    def wichtige(self) -> list[Grund]:
        """Grounds that are open or found."""
        return [grund for grund in self.gruende if grund.wichtig]

    @property
    def uebrige(self) -> list[Grund]:
        """Grounds that do not stand in the way."""
        return [grund for grund in self.gruende if not grund.wichtig]


def personengruende(
    fall: Fall, personen: Iterable[Person], ordnung: Ordnung
) -> tuple[Personengruende, ...]:
    """All persons of the case; the answers are read from the prefetched case."""
    nach_person: dict[object, list[Angabe]] = {}
    for angabe in fall.angaben.all():
        nach_person.setdefault(angabe.person_id, []).append(angabe)
    return tuple(
        _person(p.person, p.pruefung.ergebnis, p.pruefung.offen,
                (*p.pruefung.voraussetzungen, *p.pruefung.befunde),
                nach_person.get(p.person.pk, []))
        for p in je_person(fall, personen, ordnung)
    )  # fmt: skip


def aussagen_je_frage(angaben: Iterable[Angabe]) -> dict[str, tuple[Aussage, ...]]:
    """The last answer of each side, by question, as a page shows it."""
    je = angaben_je_frage(angaben)
    return {merkmal: tuple(_aussage(angabe) for angabe in liste) for merkmal, liste in je.items()}


def _person(
    person: Person,
    ergebnis: Zulaessigkeit,
    offen: tuple[str, ...],
    befunde: Iterable[Befund | Voraussetzungsbefund],
    angaben: list[Angabe],
) -> Personengruende:
    gilt, gesagt = antworten(angaben), angaben_je_frage(angaben)
    ton, zeichen = TON_DES_ERGEBNISSES[ergebnis]
    gruende = tuple(_grund(befund, gilt, gesagt) for befund in befunde)
    return Personengruende(
        person.pk, person.name, ZULAESSIGKEIT_WORTE[ergebnis], ton, zeichen, len(offen), gruende
    )


def _grund(
    befund: Befund | Voraussetzungsbefund,
    gilt: Mapping[str, Antwort],
    gesagt: Mapping[str, list[Angabe]],
) -> Grund:
    zeile: Zeile
    if isinstance(befund, Befund):
        zeile = grund = befund.grund
        bezeichnung, wirkung = grund.bezeichnung, WIRKUNG_SAETZE[grund.wirkung]
        fragen, feststellende = {**grund.wenn, **grund.es_sei_denn}, grund.stellt_fest
        lesarten = tuple(grund.lesarten)
        ton, zeichen = TON_DER_LAGE[befund.lage, grund.wirkung is Wirkung.ZWINGEND]
        gefunden = befund.lage is Lage.LIEGT_VOR
    else:
        zeile = voraussetzung = befund.voraussetzung
        bezeichnung, wirkung = voraussetzung.bezeichnung, "Voraussetzung"
        fragen, feststellende = dict(voraussetzung.wenn), voraussetzung.stellt_fest
        lesarten = ()
        gefunden = befund.lage is Lage.LIEGT_NICHT_VOR
        umgekehrt = {Lage.LIEGT_VOR: Lage.LIEGT_NICHT_VOR, Lage.LIEGT_NICHT_VOR: Lage.LIEGT_VOR}
        ton, zeichen = TON_DER_LAGE[umgekehrt.get(befund.lage, befund.lage), True]
    return Grund(
        bezeichnung=bezeichnung,
        wirkung=wirkung,
        lage=LAGE_WORTE[befund.lage],
        offen=befund.lage is Lage.OFFEN,
        liegt_vor=gefunden,
        ton=ton,
        zeichen=zeichen,
        grundlage="" if zeile.art is Grundlage.TEXT else GRUNDLAGE_WORTE[zeile.art],
        beleg=zeile.norm or zeile.quelle or "",
        wortlaut=zeile.wortlaut or "",
        auslegung=zeile.auslegung or "",
        zweifel=zeile.zweifel or "",
        lesarten=lesarten,
        stellt_fest=", ".join(FUNKTION_WORTE[f] for f in feststellende),
        fragen=tuple(
            _frage(name, gilt, gesagt.get(name, []), streitig=bool(lesarten)) for name in fragen
        ),
    )


def _frage(
    name: str, gilt: Mapping[str, Antwort], gesagt: list[Angabe], *, streitig: bool
) -> Frage:
    bekannt = merkmale().get(name)
    antwort = gilt.get(name, Antwort.UNGEKLAERT)
    uneins = len({a.antwort for a in gesagt}) > 1
    return Frage(
        merkmal=name,
        frage=bekannt.frage if bekannt else name,
        hinweis=(bekannt.hinweis or "") if bekannt else "",
        aussagen=tuple(_aussage(angabe) for angabe in gesagt),
        gilt=ANTWORT_WORTE[antwort],
        offen=antwort is Antwort.UNGEKLAERT,
        widerspruch=uneins,
        offen_weil=GRUND_WORTE[offen_weil(bekannt, gesagt, streitig=streitig)]
        if antwort is Antwort.UNGEKLAERT
        else "",
        veraenderlich=bekannt is not None and bekannt.veraenderlich,
    )


def _aussage(angabe: Angabe) -> Aussage:
    return Aussage(
        seite=Seite(angabe.seite).label,
        antwort=ANTWORT_WORTE[Antwort(angabe.antwort)],
        am=angabe.am,
        beleg=angabe.beleg or "",
        geheim=angabe.geheim,
        dokument=angabe.dokument_id,
    )
