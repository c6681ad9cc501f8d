"""The office enters a rate of allowance. None is shipped."""

from decimal import Decimal
from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import Entschaedigungssatz
from haertefall.zeit import heute, jetzt


class Satz(Eingabe):
    """For which body, how much for a session, from which day, on what it rests."""

    fuer = forms.ChoiceField(label="Für Sitzungen von", widget=forms.RadioSelect)
    betrag = forms.DecimalField(
        label="Betrag je Sitzung und Person in Euro",
        min_value=Decimal(0),
        max_value=Decimal(10_000),
        decimal_places=2,
        localize=True,
    )
    ab = forms.DateField(
        label="Gilt ab",
        initial=heute,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    grundlage = forms.CharField(
        label="Grundlage", max_length=200, help_text="Gesetz, Satzung oder Beschluss mit Fundstelle"
    )

    def vorbereiten(self) -> None:
        """By the names of the body and its small body, where it has one."""
        kleine = self.vorgang.fassung.ordnung.kleines_gremium
        wer = [("gremium", self.vorgang.gremium.name)]
        if kleine:
            wer.append(("klein", ", ".join(k.bezeichnung for k in kleine)))
        self.feld("fuer").choices = wer
        self.feld("fuer").initial = "gremium"


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A new row; earlier ones stay for earlier sessions."""
    satz = Entschaedigungssatz.objects.create(
        gremium=vorgang.gremium,
        kleines_gremium=daten["fuer"] == "klein",
        ab=daten["ab"],
        betrag_cent=int(daten["betrag"] * 100),
        grundlage=daten["grundlage"],
        erfasst_um=jetzt(),
        konto=vorgang.konto_id,
    )
    vorgang.objekt = satz.pk


SCHRITT = Schritt(
    "entschaedigungssatz_festlegen",
    "Entschädigungssatz festlegen",
    Satz,
    wirkung,
    objekt="gremium",
    danach="sitzungen",
    hinweis="Das Programm liefert keinen Satz mit.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
