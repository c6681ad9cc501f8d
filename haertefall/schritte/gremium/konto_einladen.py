"""Send a new invitation, for the first time or after password or device were lost."""

from typing import Any

from django import forms

from haertefall.gremien.models import Konto
from haertefall.konten.einladungen import einladen, zuruecksetzen
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt
from haertefall.schritte.vorgang import Vorgang


class Kontowahl(GesperrteWahl):
    """An account by name and address: two people may have one name."""

    def label_from_instance(self, obj: Konto) -> str:
        return f"{obj.name} ({obj.email})"


class Einladungseingabe(Eingabe):
    """Whom, and whether the old access is void."""

    konto = Kontowahl(Konto.objects.none(), label="Wer?")
    verloren = forms.BooleanField(
        label="Passwort oder zweiter Faktor sind verloren: den bisherigen Zugang sperren",
        required=False,
        help_text="Passwort, App, Passkeys und Wiederherstellungscodes gelten dann nicht mehr; "
        "offene Anmeldungen enden sofort.",
    )
    geprueft = forms.BooleanField(
        label="Ich habe mich überzeugt, dass die Bitte von der Person selbst kommt",
        help_text="Rufen Sie unter einer Nummer zurück, die Sie schon hatten, oder sehen Sie sich.",
    )

    def vorbereiten(self) -> None:
        """Who holds a Funktion in this body today or later, but never oneself."""
        vorgang = self.vorgang
        aemter = vorgang.gremium.aemter.exclude(bis__lt=vorgang.heute)
        self.feld("konto").queryset = (
            Konto.objects.filter(pk__in=aemter.values("konto"), is_active=True)
            .exclude(aemter=vorgang.akteur.amt_id)
            .order_by("name", "email")
        )

    def clean(self) -> dict[str, Any]:
        """Who has a password gets in without an invitation, unless it is lost."""
        daten = super().clean() or {}
        konto: Konto | None = daten.get("konto")
        if konto and konto.has_usable_password() and not daten.get("verloren"):
            self.add_error("verloren", "Die Person hat schon einen Zugang. Ist er verloren?")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Everything old goes before the new link is made."""
    konto: Konto = daten["konto"]
    if daten["verloren"]:
        zuruecksetzen(konto, vorgang.akteur)
    einladung = einladen(konto, vorgang.akteur)
    vorgang.objekt = einladung.pk


SCHRITT = Schritt(
    "konto_einladen",
    "Einladung schicken",
    Einladungseingabe,
    wirkung,
    objekt="gremium",
    hinweis="Eine frühere Einladung gilt dann nicht mehr.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
    danach="konten",
)
