"""Open a secret vote on an item: who may vote, on what."""

import random
from typing import Any

from django import forms

from haertefall.gremien.models import Amt, Gremium
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Funktion, Gegenstand
from haertefall.recht.beschluss import Faehigkeit, beschlussfaehig
from haertefall.schritte.leitung import (
    VERDECKT,
    antraege_zur_wahl,
    anwesenheit_am_punkt,
    aufgerufener_punkt,
    beschlussfassung,
    sieht,
)
from haertefall.schritte.schritt import Eingabe, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import vorlegen
from haertefall.sitzungen import fluechtig
from haertefall.sitzungen import urne as urnen
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.models import (
    Antrag,
    Anwesenheit,
    Geheimbeschluss,
    Sitzungsstand,
    Stimmrecht,
    Tagesordnungspunkt,
    Urne,
)
from haertefall.sitzungen.sicht import sichtbare_punkte

WAEHLENDE = frozenset({Funktion.MITGLIED, Funktion.STELLVERTRETUNG, Funktion.VORSITZ})


class Eroeffnung(Eingabe):
    """The motion; in a running session who may vote follows from who is there.

    Of a session on paper the program knows neither motions nor presence: then both are said here.
    """

    antrag = forms.ModelChoiceField(Antrag.objects.none(), label="Antrag, über den abgestimmt wird")
    punkt = forms.ModelChoiceField(
        Tagesordnungspunkt.objects.none(), label="Punkt der Tagesordnung"
    )
    gegenstand = forms.ChoiceField(label="Antrag, über den abgestimmt wird")
    stimmberechtigte = forms.ModelMultipleChoiceField(
        Amt.objects.none(),
        label="Anwesend und stimmberechtigt",
        widget=forms.CheckboxSelectMultiple,
    )
    klein = forms.BooleanField(
        required=False,
        label="Es sind wenige. Wir wissen, dass die Summen dann viel verraten.",
        help_text=f"Nur nötig bei weniger als {urnen.KLEIN} Stimmberechtigten",
    )

    def vorbereiten(self) -> None:
        """The open motion; or items of this session and who is or could be here."""
        self.hier = aufgerufener_punkt(self.vorgang.tagung)
        self.verdeckt = self.hier is not None and not sieht(self.vorgang.akteur, self.hier)
        if self.verdeckt:
            self.hier = None
        if self.vorgang.tagung.stand == Sitzungsstand.LAEUFT:
            self._am_antrag()
            return
        del self.fields["antrag"]
        punkt, waehlende = self.feld("punkt"), self.feld("stimmberechtigte")
        punkt.queryset = Tagesordnungspunkt.objects.filter(
            sichtbare_punkte(self.vorgang.akteur), sitzung=self.vorgang.tagung, abgesetzt=False
        ).select_related("fall")
        punkt.label_from_instance = lambda p: f"TOP {p.nummer}{f', {p.fall}' if p.fall else ''}"
        self.feld("gegenstand").choices = [(g.value, w) for g, w in GEGENSTAND_WORTE.items()]
        waehlende.queryset = (
            Amt.objects.filter(gremium=self.vorgang.gremium, funktion__in=WAEHLENDE)
            .filter(pk__in=Amt.objects.am(self.vorgang.heute).values("pk"))
            .select_related("konto")
            .order_by("konto__name", "pk")
        )
        anwesend = Anwesenheit.objects.filter(
            teilnahme__sitzung=self.vorgang.tagung, bis__isnull=True
        ).values("teilnahme__amt")
        if anwesend.exists():
            waehlende.queryset = waehlende.queryset.filter(pk__in=anwesend)
        waehlende.label_from_instance = lambda a: f"{a.konto.name} ({a.get_funktion()})"

    def _am_antrag(self) -> None:
        """Nothing but the motion is asked: who is there is recorded."""
        for name in ("punkt", "gegenstand", "stimmberechtigte"):
            del self.fields[name]
        if self.hier is not None:
            feld = self.feld("antrag")
            antraege_zur_wahl(feld, self.hier, angenommen=None, zurueckgezogen_um=None, urne=None)
            feld.initial = feld.queryset.first()
            feld.help_text = (
                "Es stimmen ab, die jetzt als anwesend festgehalten sind und eine Stimme haben. "
                "Die Summen werden die Auszählung dieses Antrags."
            )

    def clean_antrag(self) -> Antrag:
        """An item that is on, enough people there, each of them once."""
        antrag: Antrag = self.cleaned_data["antrag"]
        punkt, sitzung = antrag.punkt, self.vorgang.tagung
        gegenstand = Gegenstand(antrag.gegenstand)
        self.da = lage(sitzung, self.vorgang.fassung, punkt)
        faehig = beschlussfaehig(
            beschlussfassung(self.vorgang, punkt).ordnung,
            self.da.besetzung(gegenstand),
            kleines_gremium=sitzung.kleines_gremium or None,
        )
        if faehig.ergebnis is Faehigkeit.NEIN:
            raise forms.ValidationError(faehig.satz)
        aemter = [
            s.da.teilnahme.amt
            for s in self.da.anwesende
            if s.da and s.da.teilnahme.amt and s.platz(gegenstand).stimmt_mit
        ]
        self.cleaned_data["stimmberechtigte"] = aemter
        self.cleaned_data["stimmberechtigte"] = self.clean_stimmberechtigte()
        self.cleaned_data["punkt"] = punkt
        self.cleaned_data["gegenstand"] = antrag.gegenstand
        return antrag

    def clean_punkt(self) -> Tagesordnungspunkt:
        """One urn at a time."""
        punkt: Tagesordnungspunkt = self.cleaned_data["punkt"]
        if punkt.urnen.filter(inhalt__isnull=False).exists():
            raise forms.ValidationError("Zu diesem Punkt läuft schon eine geheime Abstimmung.")
        return punkt

    def clean_stimmberechtigte(self) -> list[Amt]:
        """Each person once."""
        aemter = list(self.cleaned_data["stimmberechtigte"])
        if len({a.konto_id for a in aemter}) < len(aemter):
            raise forms.ValidationError("Eine Person ist zweimal gewählt. Jede stimmt einmal ab.")
        if not 2 <= len(aemter) <= urnen.ZELLEN:
            raise forms.ValidationError(f"Es müssen zwei bis {urnen.ZELLEN} Personen sein.")
        return aemter

    def clean(self) -> dict[str, Any]:
        """Only where the body has resolved it, and no Ordnung is against it."""
        daten = super().clean()
        if grund := hindernis(self.vorgang):
            raise forms.ValidationError(grund)
        if self.verdeckt:
            raise forms.ValidationError(VERDECKT)
        if self.vorgang.tagung.stand == Sitzungsstand.LAEUFT:
            if self.hier is None or not self.feld("antrag").queryset.exists():
                raise forms.ValidationError(
                    "Geheim abgestimmt wird über einen Antrag. Bitte rufen Sie den Punkt auf und "
                    "nehmen Sie zuerst den Antrag auf."
                )
            daten["lage"] = getattr(self, "da", None)
        if 0 < len(daten.get("stimmberechtigte") or []) < urnen.KLEIN and not daten.get("klein"):
            self.add_error("klein", f"Unter {urnen.KLEIN} Stimmen bitte bestätigen.")
        return daten


def geheim_beschlossen(gremium: Gremium) -> bool:
    """Whether the body has resolved secret votes; its newest resolution counts."""
    beschluss = Geheimbeschluss.objects.filter(gremium=gremium).first()
    return beschluss is not None and beschluss.erlaubt


def hindernis(vorgang: Vorgang) -> str:
    """Why there can be no secret vote here; "" if there can."""
    if vorgang.tagung.ist_vorbei:
        return f"Diese Sitzung ist schon „{vorgang.tagung.get_stand_display()}“."
    if vorgang.tagung.ist_umlauf:
        return "Geheim wird nur in einer Sitzung abgestimmt: Im Umlauf ist niemand zugleich da."
    if not geheim_beschlossen(vorgang.gremium):
        return (
            "Das Gremium hat geheime Abstimmungen nicht beschlossen. Bitte halten Sie den "
            "Beschluss zuerst fest."
        )
    for regel in vorgang.fassung.ordnung.sitzungsregel:
        if regel.gegenstand == "geheime_abstimmung" and regel.erlaubt is False:
            return f"Die Ordnung lässt geheime Abstimmungen nicht zu ({regel.beleg})."
    try:
        fluechtig.ordner()
    except fluechtig.NichtFluechtig as grund:
        return f"{grund} Bitte wenden Sie sich an den Betrieb. Es wird nicht geheim abgestimmt."
    return ""


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Empty cells under a first key; rights to vote in random order, none used."""
    aemter: list[Amt] = daten["stimmberechtigte"]
    antrag: Antrag | None = daten.get("antrag")
    urne = Urne(
        punkt=daten["punkt"],
        antrag=antrag,
        gegenstand=daten["gegenstand"],
        stimmberechtigte=len(aemter),
    )
    urnen.oeffnen(urne)
    urne.save(force_insert=True)
    random.SystemRandom().shuffle(aemter)
    Stimmrecht.objects.bulk_create([Stimmrecht(urne=urne, konto_id=a.konto_id) for a in aemter])
    if antrag is None:
        # Whoever votes in a member's place reads the case, as a deputy who sits down here does.
        for amt in aemter:
            if amt.funktion == Funktion.STELLVERTRETUNG:
                vorlegen(vorgang.tagung, vorgang.heute, amt)
    else:
        anwesenheit_am_punkt(daten["punkt"], daten["lage"], Gegenstand(antrag.gegenstand))


SCHRITT = Schritt(
    "geheim_eroeffnen",
    "Geheime Abstimmung eröffnen",
    Eroeffnung,
    wirkung,
    objekt="sitzung",
    danach="geheim",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
)
