"""Apply the grounds of the Ordnung to the answers in a case file."""

from collections.abc import Iterable
from dataclasses import dataclass

from haertefall.faelle.models import Angabe, Fall, Person, Seite
from haertefall.recht.begriffe import Antwort
from haertefall.recht.ordnung import Ordnung
from haertefall.recht.zulaessigkeit import Pruefung, pruefen


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
