"""Close a secret vote: the totals stay, cells and key are gone."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.abstimmung import durch_regel
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlwerk import eintragen, rechnen
from haertefall.sitzungen import urne as urnen
from haertefall.sitzungen.antraege import nur_fuer
from haertefall.sitzungen.models import Urne
from haertefall.sitzungen.sicht import sichtbare_punkte


def offene_urnen(vorgang: Vorgang) -> Any:
    """Open urns of the session, about what the Akteur may see."""
    zu_sehen = sichtbare_punkte(vorgang.akteur, "punkt__")
    offene = Urne.objects.filter(zu_sehen, punkt__sitzung=vorgang.tagung, inhalt__isnull=False)
    return offene.select_related("punkt__fall__schluessel__eltern", "antrag")


def urne_in_worten(urne: Urne) -> str:
    """Which one: item and motion."""
    punkt = f"TOP {urne.punkt.nummer}{f', {urne.punkt.fall}' if urne.punkt.fall else ''}"
    return f"{punkt}: {antrag_der_urne(urne)}"


def antrag_der_urne(urne: Urne) -> str:
    """What is voted on, and for whom: two motions of one item may ask the same for others."""
    antrag = urne.antrag
    if antrag is None:
        return str(urne)
    antrag.punkt = urne.punkt
    fuer = ", ".join(nur_fuer(antrag))
    return f"{urne}{f', nur für {fuer}' if fuer else ''} (Antrag {antrag.nummer})"


class Schluss(Eingabe):
    """Which urn; what is to be known before."""

    urne = GesperrteWahl(Urne.objects.none(), label="Abstimmung")
    unvollstaendig = forms.BooleanField(
        required=False, label="Es haben noch nicht alle abgestimmt. Wir zählen trotzdem aus."
    )
    klein = forms.BooleanField(
        required=False,
        label="Es sind wenige Stimmen. Wir wissen, dass die Summen dann viel verraten.",
        help_text=f"Nur nötig bei weniger als {urnen.KLEIN} Stimmen",
    )

    def vorbereiten(self) -> None:
        """Open urns."""
        offene = offene_urnen(self.vorgang)
        self.feld("urne").queryset = offene
        if not self.is_bound:
            self.feld("urne").initial = offene.order_by("pk").first()
        self.feld("urne").label_from_instance = urne_in_worten
        self.feld("urne").error_messages |= {"invalid_choice": "Diese Abstimmung ist geschlossen."}

    def clean(self) -> dict[str, Any]:
        """Counting cannot be undone, and few votes tell on people."""
        daten = super().clean()
        urne: Urne | None = daten.get("urne")
        if urne is None:
            return daten
        if not urnen.schluessel_da(urne):
            self.add_error(
                "urne", "Der Schlüssel ist vergangen; die Abstimmung ist zu wiederholen."
            )
            return daten
        abgegeben = urne.stimmrechte.filter(abgegeben=True).count()
        if abgegeben < urne.stimmberechtigte and not daten["unvollstaendig"]:
            self.add_error(
                "unvollstaendig",
                f"Abgestimmt: bisher {abgegeben} von {urne.stimmberechtigte}. Bitte warten oder "
                "bestätigen Sie.",
            )
        if 0 < abgegeben < urnen.KLEIN and not daten["klein"]:
            self.add_error("klein", f"Unter {urnen.KLEIN} Stimmen bitte bestätigen.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Totals in, cells out, rights out: one transaction; then the key.

    In a running session the totals are the count of the motion, and the rules say what it means;
    where they give no result a person establishes it, without typing a number.
    """
    urne: Urne = daten["urne"]
    stimmen = urnen.auszaehlen(urne)
    urne.save(update_fields=["inhalt", "ja", "nein", "enthaltung"])
    urne.stimmrechte.all().delete()
    antrag = urne.antrag
    if antrag is None:
        return
    punkt = antrag.punkt = urne.punkt
    punkt.sitzung = vorgang.tagung
    zaehlung = rechnen(vorgang, antrag, punkt, stimmen, waehlende=urne.stimmberechtigte)
    if durch_regel(zaehlung.gerechnet) is not None:
        eintragen(antrag, punkt, zaehlung)


SCHRITT = Schritt(
    "geheim_schliessen",
    "Geheime Abstimmung auszählen",
    Schluss,
    wirkung,
    objekt="sitzung",
    danach="geheim",
    hinweis="Danach gibt es nur noch die Summen. Die einzelnen Stimmen und der Schlüssel werden "
    "vernichtet.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
)
