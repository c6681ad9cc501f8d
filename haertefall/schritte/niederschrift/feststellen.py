"""Freeze an approved Niederschrift; its extracts go to the body's own files, without counts."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.niederschrift.aendern import neueste_fassung
from haertefall.schritte.niederschrift.genehmigen import stand_der_niederschrift
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Abschnitt, Auszug, Niederschrift, Niederschriftstand
from haertefall.zeit import jetzt


class Feststellung(Eingabe):
    """Nothing to enter."""

    def clean(self) -> dict[str, Any]:
        """Approved, not yet frozen."""
        daten = super().clean()
        if stand_der_niederschrift(self.vorgang) != Niederschriftstand.GENEHMIGT:
            raise forms.ValidationError("Festgestellt wird eine genehmigte Niederschrift, einmal.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """No more versions from now on; one extract for each case."""
    schrift = Niederschrift.objects.get(sitzung=vorgang.tagung)
    schrift.sitzung = vorgang.tagung
    schrift.stand = Niederschriftstand.FESTGESTELLT
    schrift.festgestellt_um, schrift.festgestellt_von = jetzt(), vorgang.konto_id
    schrift.save(update_fields=["stand", "festgestellt_um", "festgestellt_von"])
    abschnitte = Abschnitt.objects.filter(
        niederschrift=schrift, punkt__fall__isnull=False
    ).select_related("punkt__fall__schluessel__eltern")
    auszuege = []
    for abschnitt in abschnitte:
        punkt = abschnitt.punkt
        if punkt is None or punkt.fall is None:
            continue
        auszug = Auszug(fall=punkt.fall, punkt=punkt, am=vorgang.heute)
        auszug.text = neueste_fassung(abschnitt).text
        auszuege.append(auszug)
    Auszug.objects.bulk_create(auszuege)


SCHRITT = Schritt(
    "niederschrift_feststellen",
    "Niederschrift feststellen",
    Feststellung,
    wirkung,
    objekt="sitzung",
    danach="niederschrift",
    hinweis="Danach wird nichts mehr geändert. Je Fall geht ein Auszug ohne Stimmenzahlen in die "
    "Akte des Gremiums.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
)
