"""What somebody may read to prepare: own notes, questions of all, country papers.

Everything rests on the one filter of cases; a case that one reads without names has neither notes
nor questions.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefe
from haertefall.recht.begriffe import Funktion
from haertefall.sitzungen.models import Laenderpapier, Mitgliederfrage, Notiz

# Who sits in the body: they prepare, ask, and take notes.
MITGLIEDER = frozenset(
    {
        Funktion.MITGLIED,
        Funktion.STELLVERTRETUNG,
        Funktion.VORSITZ,
        Funktion.VORPRUEFUNGSAUSSCHUSS,
    }
)
# Whom a paper, a question and its answer are for: nobody outside.
INNEN = MITGLIEDER | {Funktion.GESCHAEFTSSTELLE}


def bereitet_vor(akteur: Akteur, fall: Fall) -> bool:
    """Whether this Akteur prepares this case: from within, and with the whole file."""
    return akteur.funktion in INNEN and tiefe(akteur, fall) is Tiefe.AKTE


def eigene_notizen(akteur: Akteur, faelle: Iterable[Fall] | None = None) -> QuerySet[Notiz]:
    """Notes of this person in this Funktion, on cases that are visible; of nobody else, ever."""
    if akteur.funktion not in MITGLIEDER or akteur.konto_id is None:
        return Notiz.objects.none()
    notizen = Notiz.objects.filter(
        konto_id=akteur.konto_id, funktion=akteur.funktion, fall__in=sichtbar_fuer(akteur)
    ).select_related("fall__schluessel__eltern")
    return notizen if faelle is None else notizen.filter(fall__in=list(faelle))


def fragen_zu(akteur: Akteur, faelle: Iterable[Fall] | None = None) -> QuerySet[Mitgliederfrage]:
    """Questions with their answers, for all within who see the case."""
    if akteur.funktion not in INNEN:
        return Mitgliederfrage.objects.none()
    fragen = Mitgliederfrage.objects.filter(fall__in=sichtbar_fuer(akteur)).select_related(
        "fall__schluessel__eltern"
    )
    return fragen if faelle is None else fragen.filter(fall__in=list(faelle))


def laenderpapiere(akteur: Akteur) -> QuerySet[Laenderpapier]:
    """Country papers of the body, for those within."""
    if akteur.funktion not in INNEN or akteur.gremium_id is None:
        return Laenderpapier.objects.none()
    return Laenderpapier.objects.filter(gremium_id=akteur.gremium_id).select_related(
        "gremium__schluessel"
    )
