"""Who sees a check: the authority in whose room it lies, and nobody else."""

from django.db.models import QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.recht.begriffe import Funktion
from haertefall.vollzug.models import Vollzugspruefung, Vorlage


def sichtbare_pruefungen(akteur: Akteur) -> QuerySet[Vollzugspruefung]:
    """The checks that exist for this Akteur."""
    if akteur.funktion is not Funktion.AUSLAENDERBEHOERDE or akteur.behoerde_id is None:
        return Vollzugspruefung.objects.none()
    return Vollzugspruefung.objects.filter(behoerde_id=akteur.behoerde_id)


def sichtbare_vorlagen(akteur: Akteur) -> QuerySet[Vorlage]:
    """What was handed over: the office of the body that got it sees it, and who handed it over."""
    if akteur.funktion is Funktion.GESCHAEFTSSTELLE and akteur.gremium_id:
        return Vorlage.objects.filter(gremium_id=akteur.gremium_id)
    if akteur.funktion is Funktion.AUSLAENDERBEHOERDE and akteur.behoerde_id:
        return Vorlage.objects.filter(behoerde_id=akteur.behoerde_id)
    return Vorlage.objects.none()
