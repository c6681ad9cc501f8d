"""The case file by aggregate."""

from haertefall.faelle.models.akte import Darstellung, Person
from haertefall.faelle.models.dokument import DOKUMENTARTEN, Dokument
from haertefall.faelle.models.fall import Fall, Nummernkreis, Zugang, Zugangsart, Zugangssperre
from haertefall.faelle.models.gefahr import Gefahr, Gefahrart
from haertefall.faelle.models.nachricht import Nachricht
from haertefall.faelle.models.notzugang import Notzugang
from haertefall.faelle.models.pruefhilfe import Pruefhilfevermerk, Rechtsangabe
from haertefall.faelle.models.pruefung import Angabe, Pruefung, Seite
from haertefall.faelle.models.suchblock import Suchblock, Suchplatz
from haertefall.faelle.models.verfahren import (
    Ergebnis,
    Folge,
    Ruhen,
    Stellungnahme,
    Vorbefassung,
    Weiterleitung,
    Wiedervorlage,
)
from haertefall.faelle.models.verlauf import Berichtigung, Verlaufseintrag
from haertefall.faelle.models.zugangsende import Zugangsende

__all__ = [
    "DOKUMENTARTEN",
    "Angabe",
    "Berichtigung",
    "Darstellung",
    "Dokument",
    "Ergebnis",
    "Fall",
    "Folge",
    "Gefahr",
    "Gefahrart",
    "Nachricht",
    "Notzugang",
    "Nummernkreis",
    "Person",
    "Pruefhilfevermerk",
    "Pruefung",
    "Rechtsangabe",
    "Ruhen",
    "Seite",
    "Stellungnahme",
    "Suchblock",
    "Suchplatz",
    "Verlaufseintrag",
    "Vorbefassung",
    "Weiterleitung",
    "Wiedervorlage",
    "Zugang",
    "Zugangsart",
    "Zugangsende",
    "Zugangssperre",
]
