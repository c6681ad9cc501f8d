"""What the acts about seats share: choosing a post, checking that it is free, taking it up."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import ProtectedError

from haertefall.gremien.models import Amt, Berufung, Fraktion, Gremium, Konto, Sitzrolle
from haertefall.gremien.posten import (
    Posten,
    belegt,
    neue_berufung,
    posten_des_gremiums,
    schliesst_an,
    vorgaenger,
)
from haertefall.recht.amtszeit import regelende
from haertefall.schritte.ladung import plaetze_geben
from haertefall.schritte.schritt import Eingabe
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.mitwirkende import zusammensetzung
from haertefall.sitzungen.models import Sitzung, Sitzungsstand

ANDERER_NAME = (
    "Unter dieser E-Mail-Adresse gibt es schon ein Konto mit einem anderen Namen. "
    "Bitte prüfen Sie Namen und Adresse."
)
ANDERER_SITZ = "Diese Person hat in dieser Zeit schon einen anderen Sitz in diesem Gremium."
SICH_SELBST = (
    "Diese Person ist in dieser Zeit schon für diesen Sitz eingetragen, und niemand vertritt sich "
    "selbst. Bitte tragen Sie zuerst ein, wann das andere endet."
)
GESCHLECHTER = [("", "keine Angabe"), ("frau", "Frau"), ("mann", "Mann"), ("divers", "divers")]


class Tag(forms.DateField):
    """Any day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class Personeneingabe(Eingabe):
    """A post and the person for it. Free information about experience never blocks anything."""

    posten = forms.ChoiceField(label="Sitz")
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="Dienstliche E-Mail-Adresse")

    def alle_posten(self) -> list[Posten]:
        """Posts of the body today, those of the Fraktionen included."""
        vorgang = self.vorgang
        return posten_des_gremiums(vorgang.gremium, vorgang.fassung, vorgang.heute)

    def waehlbar(self, posten: Posten) -> bool:
        """Which posts this form is about. Overridden."""
        raise NotImplementedError

    def vorbereiten(self) -> None:
        """Posts of this form."""
        self.auswahl = {p.schluessel: p for p in self.alle_posten() if self.waehlbar(p)}
        self.feld("posten").choices = [(k, p.wort) for k, p in self.auswahl.items()]

    def clean_posten(self) -> Posten:
        """The post itself."""
        return self.auswahl[self.cleaned_data["posten"]]

    def clean_email(self) -> str:
        """Addresses are compared without regard to case."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """One address belongs to one person."""
        daten = super().clean() or {}
        ein_mensch(self)
        return daten


def ein_mensch(formular: Eingabe) -> None:
    """Whoever mistypes an address gives nothing to the person who has it: the name must fit too."""
    daten = formular.cleaned_data
    if daten.get("name") and gehoert_anderen(daten.get("email", ""), daten["name"]):
        formular.add_error("name", ANDERER_NAME)


def gehoert_anderen(email: str, name: str) -> bool:
    """Whether an account of another name has this address."""
    konto = Konto.objects.filter(email=email.lower()).first()
    return konto is not None and konto.name != name


def zeitraum(formular: Eingabe, feld: str, posten: Posten, email: str) -> None:
    """Complete the last day; nobody else holds the post in that time, nobody two seats.

    Leaves everybody who was appointed here before as `bisher` among the cleaned data.
    """
    daten, gremium = formular.cleaned_data, formular.vorgang.gremium
    von: date = daten["von"]
    bisher = daten["bisher"] = posten.berufungen(gremium)
    if daten.get("bis") is None and not posten.von_amts_wegen:
        frueher = vorgaenger(bisher, von)
        rest_bis = frueher.bis if frueher else None
        daten["bis"] = _hoechstens(
            regelende(formular.vorgang.fassung.ordnung, von, rest_bis).tag, posten.fraktion
        )
    elif daten.get("bis") is None:
        daten["bis"] = _hoechstens(None, posten.fraktion)
    bis: date | None = daten.get("bis")
    if posten.fraktion is not None and _ohne_fraktion(formular, posten.fraktion, von, bis):
        return
    if bis and bis < von:
        formular.add_error("bis", "Das Ende liegt vor dem Beginn.")
        return
    anderer = belegt(bisher, von, bis)
    if anderer is not None:
        formular.add_error(
            feld, f"{besetzt_durch(anderer)} Bitte tragen Sie zuerst ein, wann das endet."
        )
        return
    ihre = berufungen_von(gremium, posten.klein, email)
    if posten.rolle is Sitzrolle.MITGLIED and belegt(als_mitglied(ihre), von, bis):
        formular.add_error(feld, ANDERER_SITZ)
    elif belegt(an_diesem_sitz(neue_berufung(gremium, posten, "", email), ihre), von, bis):
        formular.add_error(feld, SICH_SELBST)


def _hoechstens(bis: date | None, fraktion: Fraktion | None) -> date | None:
    """No longer than the Fraktion the seat follows, if its last day is known."""
    enden = [tag for tag in (bis, fraktion and fraktion.bis) if tag]
    return min(enden, default=None)


def _ohne_fraktion(formular: Eingabe, fraktion: Fraktion, von: date, bis: date | None) -> bool:
    """Say it if the seat does not exist all that time."""
    if von < fraktion.von:
        formular.add_error("von", f"„{fraktion.name}“ besteht erst seit {fraktion.von:%d.%m.%Y}.")
        return True
    if fraktion.bis and (bis is None or bis > fraktion.bis or von > fraktion.bis):
        feld = "von" if von > fraktion.bis else "bis"
        formular.add_error(feld, f"„{fraktion.name}“ besteht nur bis {fraktion.bis:%d.%m.%Y}.")
        return True
    return False


def besetzt_durch(anderer: Berufung) -> str:
    """Who holds the seat, from when to when."""
    ende = f"bis {anderer.ende:%d.%m.%Y}" if anderer.ende else "ohne Enddatum"
    return (
        f"Der Sitz ist in dieser Zeit besetzt: {anderer.name}, seit {anderer.von:%d.%m.%Y}, {ende}."
    )


def berufungen_von(gremium: Gremium, klein: str, email: str) -> list[Berufung]:
    """All this person was, is or will be in the body or its small body."""
    ihre = Berufung.objects.filter(
        gremium=gremium, kleines_gremium=klein, amt__konto__email=email.lower()
    )
    return list(ihre)


def als_mitglied(ihre: list[Berufung]) -> list[Berufung]:
    """Of those the seats of a member."""
    return [b for b in ihre if b.rolle == Sitzrolle.MITGLIED]


def an_diesem_sitz(berufung: Berufung, ihre: list[Berufung]) -> list[Berufung]:
    """Of those what else is on the same seat, or among the deputies for all."""
    fuer_alle = not berufung.sitz
    if fuer_alle and berufung.rolle != Sitzrolle.STELLVERTRETUNG:
        return []
    return [
        b
        for b in ihre
        if (b.sitz, b.nummer, b.fraktion_id)
        == (berufung.sitz, berufung.nummer, berufung.fraktion_id)
        and (b.rolle, b.platz) != (berufung.rolle, berufung.platz)
        and not (fuer_alle and b.rolle != Sitzrolle.STELLVERTRETUNG)
    ]


def eintreten(
    vorgang: Vorgang, berufung: Berufung, posten: Posten, daten: Mapping[str, Any]
) -> None:
    """From `von` on the person holds the post: the dated Amt gives the right to act.

    Whoever is appointed again without a gap keeps the Amt: their notes and papers hang on it.
    """
    konto = Konto.objects.filter(email=berufung.email).first()
    if konto is None:
        konto = Konto.objects.anlegen(berufung.email, berufung.name)
    von, bis = daten["von"], daten["bis"]
    frueher = vorgaenger(daten["bisher"], von)
    berufung.folgt_auf = frueher
    berufung.von, berufung.bis = von, bis
    berufung.eingetragen_als = vorgang.akteur.funktion
    amt = frueher.amt if frueher and schliesst_an(frueher, von) else None
    if amt is not None and amt.konto_id == konto.pk:
        amt.bis = bis
        amt.save(update_fields=["bis"])
    else:
        amt = Amt.objects.create(
            konto=konto,
            funktion=posten.funktion,
            gremium=vorgang.gremium,
            sitz=posten.sitz,
            von=von,
            bis=bis,
        )
    berufung.amt = amt
    berufung.save()
    laufende = Sitzung.objects.filter(gremium=vorgang.gremium, stand=Sitzungsstand.LAEUFT)
    for sitzung in laufende:
        # Whoever counts among the members in office has a place there as well.
        plaetze_geben(sitzung, zusammensetzung(sitzung, vorgang.fassung))
    vorgang.objekt = berufung.pk


def zuruecknehmen(vorgang: Vorgang, berufung: Berufung, grund: str) -> None:
    """Take a right back that has not begun; one that is kept on goes back to its earlier end.

    Whoever has been invited meanwhile stays on the invitation, with an Amt that is over: no right
    begins.
    """
    berufung.gremium = vorgang.gremium
    amt, berufung.amt = berufung.amt, None
    berufung.hinfaellig_am = vorgang.heute
    berufung.ende_grund = grund or None
    berufung.save()
    if amt is None:
        return
    frueher = amt.berufungen.order_by("-von").first()
    if frueher is not None:
        amt.bis = frueher.ende
        amt.save(update_fields=["bis"])
        return
    try:
        amt.delete()
    except ProtectedError:
        amt.von = amt.bis = vorgang.heute - timedelta(days=1)
        amt.save(update_fields=["von", "bis"])
