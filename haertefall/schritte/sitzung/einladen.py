"""Invite the members: from now on the cases on the agenda lie before them (§ 3 Abs. 2 HFKVO)."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ladung import MitLadungsfrist, mitteilen, nur_geplant, vermerken
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import vorlegen
from haertefall.sitzungen.aufgaben import Anlass
from haertefall.sitzungen.mitwirkende import einzuladende, zusammensetzung
from haertefall.sitzungen.models import Sitzungsstand, Teilnahme
from haertefall.zeit import jetzt


class Einladung(MitLadungsfrist):
    """Nothing to fill in but a decision where the period has run out."""

    def clean(self) -> dict[str, Any]:
        """There must be somebody to invite who is not invited yet."""
        daten = super().clean() or {}
        nur_geplant(self.vorgang)
        if self.vorgang.tagung.beginn <= jetzt():
            raise forms.ValidationError(
                "Der Termin ist schon vorbei. Bitte verlegen Sie die Sitzung zuerst, oder eröffnen "
                "Sie sie, wenn sie jetzt stattfindet."
            )
        self.pruefe_frist(self.vorgang.tagung.beginn, daten)
        sitzung = self.vorgang.tagung
        besetzung = zusammensetzung(sitzung, self.vorgang.fassung)
        daten["aemter"] = einzuladende(sitzung, besetzung)
        if not daten["aemter"]:
            raise forms.ValidationError(
                "Alle Mitglieder sind schon eingeladen."
                if self.vorgang.tagung.eingeladen_um
                else "Es ist niemand als Mitglied eingetragen. Bitte tragen Sie zuerst ein, wer "
                "dem Gremium angehört."
            )
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """One row and one mail for each; the cases become visible."""
    sitzung, um, aemter = vorgang.tagung, jetzt(), daten.pop("aemter")
    # Who has a row from an opening that was taken back.
    sitzung.teilnahmen.filter(amt__in=aemter).update(eingeladen_um=um)
    Teilnahme.objects.bulk_create(
        [
            Teilnahme(sitzung=sitzung, amt=amt, sitz=sitz, eingeladen_um=um)
            for amt, sitz in aemter.items()
        ],
        ignore_conflicts=True,
    )
    sitzung.stand = Sitzungsstand.EINGELADEN
    sitzung.eingeladen_um = sitzung.eingeladen_um or um
    vermerken(vorgang, daten.get("grund_frist"))
    vorlegen(sitzung, vorgang.heute)
    mitteilen(vorgang, Anlass.UMLAUF if sitzung.ist_umlauf else Anlass.EINLADUNG)


SCHRITT = Schritt(
    "sitzung_einladen",
    "Einladen",
    Einladung,
    wirkung,
    objekt="sitzung",
    hinweis="Jedes Mitglied bekommt eine Mail ohne Fallinhalt, mit einer Kalenderdatei. Ab jetzt "
    "sehen die Mitglieder die Fälle auf der Tagesordnung.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
    titel_im_umlauf="Mitglieder fragen",
    hinweis_im_umlauf="Jedes Mitglied bekommt eine Mail ohne Fallinhalt mit dem Tag, bis zu dem zu "
    "antworten ist. Ab jetzt sehen die Mitglieder die Fälle dieses Umlaufs.",
)
