"""End a Funktion that came without a seat. With the day the access is gone, open sessions too."""

from typing import Any

from django import forms

from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.schritte.gremium.konto_anlegen import OHNE_SITZ, TAG
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import heute


class Amtwahl(GesperrteWahl):
    """A Funktion and who holds it."""

    def label_from_instance(self, obj: Amt) -> str:
        return f"{obj.konto.name}: {FUNKTION_WORTE[obj.get_funktion()]}"


class Ende(Eingabe):
    """Whose Funktion, and its last day."""

    amt = Amtwahl(Amt.objects.none(), label="Wer?")
    bis = forms.DateField(
        label="Letzter Tag",
        initial=heute,
        widget=forms.DateInput(attrs=TAG, format="%Y-%m-%d"),
        help_text="Gestern heißt: der Zugang ist sofort zu Ende.",
    )

    def vorbereiten(self) -> None:
        """Running ones without a seat; nobody ends their own by mistake."""
        vorgang = self.vorgang
        self.feld("amt").queryset = (
            Amt.objects.filter(gremium=vorgang.gremium, funktion__in=OHNE_SITZ)
            .exclude(bis__lt=vorgang.heute)
            .exclude(konto__aemter=vorgang.akteur.amt_id)
            .select_related("konto")
            .order_by("konto__name", "pk")
        )

    def clean(self) -> dict[str, Any]:
        """Not before it began."""
        daten = super().clean() or {}
        amt, bis = daten.get("amt"), daten.get("bis")
        if amt and bis and bis < amt.von:
            self.add_error("bis", f"Die Funktion begann erst am {amt.von:%d.%m.%Y}.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Write the last day."""
    amt: Amt = daten["amt"]
    amt.bis = daten["bis"]
    amt.save(update_fields=["bis"])
    vorgang.objekt = amt.pk


SCHRITT = Schritt(
    "amt_beenden",
    "Funktion beenden",
    Ende,
    wirkung,
    objekt="gremium",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
    danach="konten",
)
