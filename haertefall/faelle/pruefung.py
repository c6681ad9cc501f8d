"""Apply the grounds of the Ordnung to the answers in a case file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from haertefall.faelle.models import Angabe, Fall, Person, Seite
from haertefall.recht.begriffe import Antwort, Wirkung
from haertefall.recht.ordnung import Merkmal, Ordnung
from haertefall.recht.pruefhilfe.befund import Grund
from haertefall.recht.zulaessigkeit import Lage, Pruefung, pruefen


@dataclass(frozen=True)
class Personenpruefung:
    """Result of the grounds for one person."""

    person: Person
    pruefung: Pruefung


def gefragte_merkmale(ordnung: Ordnung) -> list[str]:
    """Questions that the grounds and conditions of this version ask, in their order."""
    namen: dict[str, None] = {}
    for voraussetzung in ordnung.voraussetzung:
        namen.update(dict.fromkeys(voraussetzung.wenn))
    for grund in ordnung.ausschlussgrund:
        namen.update(dict.fromkeys([*grund.wenn, *grund.es_sei_denn]))
    return list(namen)


def geltende_angaben(angaben: Iterable[Angabe]) -> dict[tuple[str, str], Angabe]:
    """The last answer of each side to each question (of one person)."""
    letzte: dict[tuple[str, str], Angabe] = {}
    for angabe in angaben:
        letzte[angabe.merkmal, angabe.seite] = angabe
    return letzte


def antworten(angaben: Iterable[Angabe]) -> dict[str, Antwort]:
    """One answer per question: the finding of the Geschäftsstelle, else what all sides agree on.

    Where the sides contradict each other and the Geschäftsstelle has found nothing, the question
    stays open.
    """
    je_merkmal: dict[str, dict[str, Antwort]] = {}
    for (merkmal, seite), angabe in geltende_angaben(angaben).items():
        je_merkmal.setdefault(merkmal, {})[seite] = Antwort(angabe.antwort)
    ergebnis = {}
    for merkmal, seiten in je_merkmal.items():
        gesagt = set(seiten.values())
        if Seite.GESCHAEFTSSTELLE in seiten:
            ergebnis[merkmal] = seiten[Seite.GESCHAEFTSSTELLE]
        else:
            ergebnis[merkmal] = gesagt.pop() if len(gesagt) == 1 else Antwort.UNGEKLAERT
    return ergebnis


def je_person(fall: Fall, personen: Iterable[Person], ordnung: Ordnung) -> list[Personenpruefung]:
    """Check every person of the case (one query for the answers)."""
    nach_person: dict[object, list[Angabe]] = {}
    for angabe in fall.angaben.all():
        nach_person.setdefault(angabe.person_id, []).append(angabe)
    return [
        Personenpruefung(person, pruefen(ordnung, antworten(nach_person.get(person.pk, []))))
        for person in personen
    ]


def als_begruendung(
    p: Personenpruefung, angaben: Iterable[Angabe], merkmale: Mapping[str, Merkmal]
) -> dict[str, Any]:
    """The check of one person as plain data: wording, norm, facts and what is open, to freeze."""
    liste = list(angaben)
    gilt, gesagt = antworten(liste), angaben_je_frage(liste)
    return {
        "person": p.person.nummer,
        "antworten": gilt,
        "befunde": [
            {
                "grund": b.grund.kennung,
                "bezeichnung": b.grund.bezeichnung,
                "wirkung": b.grund.wirkung,
                "norm": b.grund.beleg,
                "wortlaut": b.grund.wortlaut or "",
                "lage": b.lage,
                "fragen": [
                    _frage(name, gilt, gesagt.get(name, []), merkmale, b.grund.wirkung)
                    for name in {**b.grund.wenn, **b.grund.es_sei_denn}
                ],
            }
            for b in p.pruefung.befunde
        ],
        "voraussetzungen": [
            {
                "bezeichnung": v.voraussetzung.bezeichnung,
                "norm": v.voraussetzung.norm or v.voraussetzung.quelle or "",
                "wortlaut": v.voraussetzung.wortlaut or "",
                "lage": v.lage,
                "fragen": [
                    _frage(name, gilt, gesagt.get(name, []), merkmale, None)
                    for name in v.voraussetzung.wenn
                ],
            }
            for v in p.pruefung.voraussetzungen
        ],
        "ergebnis": p.pruefung.ergebnis,
    }


def _frage(
    name: str,
    gilt: Mapping[str, Antwort],
    gesagt: list[Angabe],
    merkmale: Mapping[str, Merkmal],
    wirkung: Wirkung | None,
) -> dict[str, Any]:
    antwort = gilt.get(name, Antwort.UNGEKLAERT)
    merkmal = merkmale.get(name)
    offen = antwort is Antwort.UNGEKLAERT
    streitig = wirkung is Wirkung.STREITIG
    return {
        "merkmal": name,
        "frage": merkmal.frage if merkmal else name,
        "antwort": antwort,
        "offen_weil": offen_weil(merkmal, gesagt, streitig=streitig) if offen else "",
        "gesagt": [
            {
                "seite": a.seite,
                "antwort": a.antwort,
                "am": a.am.isoformat(),
                "beleg": a.beleg or "",
                "dokument": str(a.dokument_id or ""),
                "geheim": a.geheim,
            }
            for a in gesagt
        ],
    }


def angaben_je_frage(angaben: Iterable[Angabe]) -> dict[str, list[Angabe]]:
    """The last answer of each side, by question."""
    je: dict[str, list[Angabe]] = {}
    for angabe in geltende_angaben(angaben).values():
        je.setdefault(angabe.merkmal, []).append(angabe)
    return je


def offen_weil(
    merkmal: Merkmal | None, gesagt: Iterable[Angabe], *, streitig: bool = False
) -> Grund:
    """Why an open question is open; `gesagt` are the last answers of each side to it.

    What somebody recorded counts first, the finding of the Geschäftsstelle before all. Else: a
    disputed ground is a question of law, sides that contradict each other need a proof, a question
    of weight needs a judgement, and what nobody knows is a fact that is missing.
    """
    letzte = sorted(gesagt, key=lambda a: a.seite != Seite.GESCHAEFTSSTELLE)
    for angabe in letzte:
        if angabe.offen_weil:
            return Grund(angabe.offen_weil)
    if streitig:
        return Grund.RECHT
    if len({a.antwort for a in letzte}) > 1:
        return Grund.NACHWEIS
    if merkmal is not None and merkmal.braucht_urteil:
        return Grund.WERTUNG
    return Grund.TATSACHE


@dataclass(frozen=True)
class Unterschied:
    """A ground whose finding for one person is another than before; None: not in that version."""

    person: int
    bezeichnung: str
    vorher: Lage | None
    nachher: Lage | None


def unterschiede(
    vorher: Iterable[Mapping[str, Any]], nachher: Iterable[Personenpruefung]
) -> list[Unterschied]:
    """What a frozen check and one of today find differently, in the order of today's rules."""
    frueher = {
        (eine["person"], befund["grund"]): befund for eine in vorher for befund in eine["befunde"]
    }
    gefunden = []
    for eine in nachher:
        for befund in eine.pruefung.befunde:
            alt = frueher.pop((eine.person.nummer, befund.grund.kennung), None)
            lage = Lage(alt["lage"]) if alt else None
            if lage is not befund.lage:
                name = befund.grund.bezeichnung
                gefunden.append(Unterschied(eine.person.nummer, name, lage, befund.lage))
    # What the older version had and this one has not.
    for (person, kennung), alt in frueher.items():
        name = alt.get("bezeichnung", kennung)
        gefunden.append(Unterschied(person, name, Lage(alt["lage"]), None))
    return gefunden
