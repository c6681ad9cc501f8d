"""Decide without a meeting, in writing: only where an Ordnung has it (Umlauf)."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import Ordnung, Sitzungsregel
from haertefall.schritte.ladung import regel
from haertefall.schritte.schritt import Eingabe, KuenftigerTag, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Sitzung, Sitzungsform, Sitzungsstand
from haertefall.tresor.models import neuer_schluessel
from haertefall.zeit import BERLIN

KEINE_REGEL = (
    "Einen Beschluss ohne Sitzung (Umlauf) gibt es nur, wo eine Ordnung ihn vorsieht. Hier ist "
    "keine Regel hinterlegt."
)


def umlaufregel(ordnung: Ordnung) -> Sitzungsregel | None:
    """The row that allows it; None: there is no Umlauf."""
    zeile = regel(ordnung, "umlauf")
    return zeile if zeile is not None and zeile.erlaubt else None


class Umlauf(Eingabe):
    """By when to answer."""

    tag = KuenftigerTag(label="Antworten bis zum Ablauf von")

    zeile: Sitzungsregel | None

    def vorbereiten(self) -> None:
        """What the Ordnung says, and the first day it allows."""
        self.zeile = umlaufregel(self.vorgang.fassung.ordnung)
        self.feld("tag").help_text = (
            f"{self.zeile.inhalt} ({self.zeile.beleg})" if self.zeile else KEINE_REGEL
        )
        if self.zeile and self.zeile.tage:
            self.feld("tag").initial = self.vorgang.heute + timedelta(days=self.zeile.tage)

    def clean(self) -> dict[str, Any]:
        """Only with a rule, and no shorter than it says."""
        daten = super().clean()
        if self.zeile is None:
            raise forms.ValidationError(KEINE_REGEL)
        frist = self.vorgang.heute + timedelta(days=self.zeile.tage or 0)
        if daten.get("tag") and daten["tag"] < frist:
            self.add_error("tag", f"Frühestens der {frist:%d.%m.%Y} ({self.zeile.beleg}).")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Planned like a meeting, with a key of its own; `beginn` is the end of the last day."""
    sitzung = Sitzung(
        gremium=vorgang.gremium,
        beginn=datetime.combine(daten["tag"], time(23, 59), BERLIN),
        form=Sitzungsform.UMLAUF,
        stand=Sitzungsstand.ANBERAUMT,
        schluessel=neuer_schluessel("sitzung", vorgang.gremium.schluessel),
    )
    sitzung.save(force_insert=True)
    vorgang.objekt = sitzung.pk


SCHRITT = Schritt(
    "umlauf_einleiten",
    "Umlauf einleiten",
    Umlauf,
    wirkung,
    objekt="gremium",
    hinweis="Die Mitglieder werden eingeladen und antworten schriftlich. Festgehalten wird, wer "
    "geantwortet hat, und die Auszählung; nie, wie jemand stimmte.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
