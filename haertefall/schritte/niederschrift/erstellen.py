"""Write the first version of the Niederschrift from what was recorded in the session."""

from typing import Any

from django import forms
from django.db.models import Q

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen import niederschrift as schreiber
from haertefall.sitzungen.models import (
    Abschnitt,
    Abschnittsfassung,
    Niederschrift,
    Sitzung,
    Sitzungsstand,
    Tagesordnungspunkt,
)
from haertefall.zeit import jetzt


class Erstellung(Eingabe):
    """Nothing to enter: everything is recorded already."""

    def clean(self) -> dict[str, Any]:
        """Once, and after the session."""
        daten = super().clean()
        sitzung = self.vorgang.tagung
        if sitzung.stand != Sitzungsstand.BEENDET:
            raise forms.ValidationError("Die Niederschrift entsteht, wenn die Sitzung beendet ist.")
        if Niederschrift.objects.filter(sitzung=sitzung).exists():
            raise forms.ValidationError("Zu dieser Sitzung gibt es schon eine Niederschrift.")
        return daten


def behandelte(sitzung: Sitzung) -> list[Tagesordnungspunkt]:
    """Items that were dealt with, postponed ones included."""
    behandelt = Q(abgesetzt=False) | Q(aufgerufen_um__isnull=False) | Q(abstimmungen__isnull=False)
    punkte = list(
        sitzung.punkte.filter(behandelt)
        .select_related("fall__schluessel__eltern")
        .distinct()
        .order_by("nummer")
    )
    for punkt in punkte:
        punkt.sitzung = sitzung
    return punkte


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A section for the session and one for each item, each under its own key."""
    sitzung = vorgang.tagung
    schrift = Niederschrift.objects.create(sitzung=sitzung, erstellt_um=jetzt())
    entwuerfe: list[tuple[Tagesordnungspunkt | None, schreiber.Entwurf]] = [
        (None, schreiber.zur_sitzung(sitzung))
    ]
    entwuerfe += [(punkt, schreiber.zum_punkt(punkt)) for punkt in behandelte(sitzung)]
    abschnitte, fassungen = [], []
    for nummer, (punkt, entwurf) in enumerate(entwuerfe):
        abschnitt = Abschnitt(niederschrift=schrift, punkt=punkt, nummer=nummer)
        fassung = Abschnittsfassung(
            abschnitt=abschnitt, nummer=1, um=jetzt(), konto=vorgang.konto_id
        )
        fassung.text, fassung.stimmen = entwurf.text, entwurf.stimmen or None
        abschnitte.append(abschnitt)
        fassungen.append(fassung)
    Abschnitt.objects.bulk_create(abschnitte)
    Abschnittsfassung.objects.bulk_create(fassungen)


SCHRITT = Schritt(
    "niederschrift_erstellen",
    "Niederschrift erstellen",
    Erstellung,
    wirkung,
    objekt="sitzung",
    danach="niederschrift",
    hinweis="Das Programm schreibt einen Entwurf aus dem, was festgehalten ist. Wie jemand "
    "gestimmt hat, steht nie darin.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
