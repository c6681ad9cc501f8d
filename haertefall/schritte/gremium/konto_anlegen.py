"""Give somebody access: account, Funktion from a day on, invitation by mail.

For everybody who holds no seat; members, chair and their deputies come by appointment.
"""

from typing import Any

from django import forms

from haertefall.gremien.models import Amt, Konto
from haertefall.konten.einladungen import einladen
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.schritte.berufung import ein_mensch
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import heute

OHNE_SITZ = (
    Funktion.GESCHAEFTSSTELLE,
    Funktion.BERATUNG,
    Funktion.FACHAUFSICHT,
    Funktion.RAT,
    Funktion.REVISION,
    Funktion.DATENSCHUTZ,
)
TAG = {"type": "date"}


class NeuesKonto(Eingabe):
    """Who, as what, from when to when."""

    name = forms.CharField(label="Vor- und Nachname", max_length=200)
    email = forms.EmailField(
        label="Dienstliche E-Mail-Adresse",
        max_length=254,
        help_text="Dorthin geht die Einladung. Die Adresse ist zugleich der Anmeldename.",
    )
    funktion = forms.ChoiceField(
        label="Funktion",
        choices=[("", "---------"), *((f.value, FUNKTION_WORTE[f]) for f in OHNE_SITZ)],
        help_text="Wer einen Sitz hat, bekommt seinen Zugang mit der Berufung.",
    )
    von = forms.DateField(
        label="Gilt ab", initial=heute, widget=forms.DateInput(attrs=TAG, format="%Y-%m-%d")
    )
    bis = forms.DateField(
        label="Gilt bis",
        required=False,
        widget=forms.DateInput(attrs=TAG, format="%Y-%m-%d"),
        help_text="Danach ist der Zugang von selbst zu Ende.",
    )

    def clean(self) -> dict[str, Any]:
        """The end is not before the beginning; nobody holds a Funktion twice at a time, or gives
        themselves one: who keeps the files must not become who looks after that.
        """
        daten = super().clean() or {}
        von, bis, email = daten.get("von"), daten.get("bis"), daten.get("email")
        if von and bis and bis < von:
            self.add_error("bis", "Das Ende liegt vor dem Beginn.")
        ein_mensch(self)
        konto = Konto.objects.filter(email=email.lower()).first() if email else None
        if konto is not None and konto.pk == self.vorgang.akteur.konto_id:
            self.add_error(
                "email",
                "Sich selbst gibt niemand eine weitere Funktion. Bitte lassen Sie es eine andere "
                "Person der Geschäftsstelle oder den Betrieb tun.",
            )
        if von and email and not self.errors:
            gleiche = Amt.objects.filter(
                konto__email=email.lower(),
                funktion=daten["funktion"],
                gremium=self.vorgang.gremium,
            ).exclude(bis__lt=von)
            if bis:
                gleiche = gleiche.filter(von__lte=bis)
            if gleiche.exists():
                self.add_error("funktion", "Diese Funktion hat die Person in dieser Zeit schon.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """An account of this address that is there already gets the Funktion too: one person, one."""
    email = daten["email"].lower()
    konto = Konto.objects.filter(email=email).first()
    if konto is None:
        konto = Konto.objects.anlegen(email, daten["name"])
    amt = Amt.objects.create(
        konto=konto,
        funktion=daten["funktion"],
        gremium=vorgang.gremium,
        von=daten["von"],
        bis=daten["bis"],
    )
    if not konto.has_usable_password():
        einladen(konto, vorgang.akteur)
    vorgang.objekt = amt.pk


SCHRITT = Schritt(
    "konto_anlegen",
    "Konto einrichten",
    NeuesKonto,
    wirkung,
    objekt="gremium",
    hinweis="Die Person bekommt eine Mail mit einer Adresse, die sieben Tage und nur einmal gilt.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
    danach="konten",
)
