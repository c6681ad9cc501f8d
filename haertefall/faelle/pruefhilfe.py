"""All ways to stay for a person of a case, from what the file says about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from haertefall.faelle.models import Person, Rechtsangabe, Seite
from haertefall.recht.pruefhilfe import Uebersicht, pruefe
from haertefall.recht.pruefhilfe.eintraege import Eintrag, Stand, sachverhalt, staende
from haertefall.recht.pruefhilfe.katalog import rechtsfragen
from haertefall.recht.pruefhilfe.sachverhalt import Sachverhalt
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert


@dataclass(frozen=True)
class Personenwege:
    """What is known about a person, and all ways on a day. `geheim`: rests on secret answers."""

    person: Person
    staende: Mapping[str, Stand]
    sachverhalt: Sachverhalt
    uebersicht: Uebersicht
    geheim: bool


def wege_der_person(
    person: Person, angaben: Iterable[Rechtsangabe], stichtag: date, *, nach_aussen: bool
) -> Personenwege:
    """The check for one person; from outside it never rests on what § 97a AufenthG keeps inside."""
    zeilen = [a for a in angaben if not nach_aussen or nach_aussen_lesbar(a)]
    stand = staende((eintrag(zeile) for zeile in zeilen), ausgeliefert(), Seite.GESCHAEFTSSTELLE)
    bekannt = sachverhalt(stand)
    geheim = any(not nach_aussen_lesbar(zeile) for zeile in zeilen)
    return Personenwege(person, stand, bekannt, pruefe(bekannt, stichtag), geheim)


def eintrag(zeile: Rechtsangabe) -> Eintrag:
    """A row of the file as the rules read it."""
    inhalt = {**zeile.inhalt, "dokument": str(zeile.dokument_id or "")}
    return Eintrag(zeile.kennung, zeile.seite, zeile.am, inhalt)


def nach_aussen_lesbar(zeile: Rechtsangabe) -> bool:
    """On a question about day or course of a removal only the person's own word goes out."""
    frage = rechtsfragen(ausgeliefert()).get(zeile.kennung)
    if zeile.geheim or (frage is not None and frage.geheim_97a):
        return zeile.seite == Seite.ANTRAG and not zeile.geheim
    return True
