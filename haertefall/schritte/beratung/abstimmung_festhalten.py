"""Record a hand count on a motion: the rules of the body say what it means, or a person does."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.recht.beschluss import Ausgang, Beschluss, Fehlzaehlung, Stimmen, beschluss
from haertefall.schritte.abstimmung import durch_regel
from haertefall.schritte.leitung import LEITUNG, ZumPunkt, anwesenheit_am_punkt, beschlussfassung
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.models import Abstimmung, Antrag
from haertefall.zeit import jetzt

FESTSTELLUNGEN = [("", "—"), ("angenommen", "Angenommen"), ("abgelehnt", "Nicht angenommen")]


class Zahl(forms.IntegerField):
    """Votes."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, min_value=0, max_value=100)


class Auszaehlung(ZumPunkt):
    """Totals only. Who is there comes from the attendance, not from this form."""

    antrag = forms.ModelChoiceField(Antrag.objects.none(), label="Antrag")
    ja = Zahl("Ja")
    nein = Zahl("Nein")
    enthaltung = Zahl("Enthaltung")
    festgestellt = forms.ChoiceField(
        label="Der Vorsitz oder die Runde stellt fest",
        choices=FESTSTELLUNGEN,
        required=False,
        help_text="Nur, wo keine Regel hinterlegt ist oder Lesarten auseinandergehen",
    )

    def antraege(self) -> QuerySet[Antrag]:
        """Motions one can vote on now."""
        return Antrag.objects.filter(punkt=self.punkt, angenommen=None, zurueckgezogen_um=None)

    def vorbereiten(self) -> None:
        """Open motions of the item that is on."""
        super().vorbereiten()
        if self.punkt is not None:
            feld = self.feld("antrag")
            feld.queryset = self.antraege().select_related("punkt__fall")
            feld.label_from_instance = lambda a: (
                f"{a.nummer}. {GEGENSTAND_WORTE[Gegenstand(a.gegenstand)]}"
            )
            if not self.is_bound:
                feld.initial = feld.queryset.first()

    def clean(self) -> dict[str, Any]:
        """Compute; where the rule gives no result, somebody has to establish it."""
        daten = super().clean()
        if self.errors or self.punkt is None:
            return daten
        antrag: Antrag = daten["antrag"]
        da = lage(self.vorgang.tagung, self.vorgang.fassung, self.punkt)
        try:
            gerechnet = beschluss(
                beschlussfassung(self.vorgang, self.punkt).ordnung,
                Gegenstand(antrag.gegenstand),
                Stimmen(daten["ja"], daten["nein"], daten["enthaltung"]),
                da.besetzung(Gegenstand(antrag.gegenstand)),
                kleines_gremium=self.vorgang.tagung.kleines_gremium or None,
            )
        except Fehlzaehlung as fehler:
            self.add_error("ja", str(fehler))
            return daten
        if gerechnet.ausgang is Ausgang.NICHT_BESCHLUSSFAEHIG:
            raise forms.ValidationError(gerechnet.faehigkeit.satz)
        if durch_regel(gerechnet) is None and not daten.get("festgestellt"):
            self.add_error("festgestellt", gerechnet.satz)
        daten["gerechnet"], daten["lage"] = gerechnet, da
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Totals, the sentence, the result of the motion; who was there for the item."""
    zaehlung_eintragen(daten["antrag"], daten, Abstimmung())
    antrag: Antrag = daten["antrag"]
    anwesenheit_am_punkt(antrag.punkt, daten["lage"], Gegenstand(antrag.gegenstand))


def zaehlung_eintragen(antrag: Antrag, daten: dict[str, Any], zeile: Abstimmung) -> None:
    """One count and what it makes of the motion."""
    gerechnet: Beschluss = daten["gerechnet"]
    da = daten["lage"].besetzung(Gegenstand(antrag.gegenstand))
    getragen = durch_regel(gerechnet)
    angenommen = daten["festgestellt"] == "angenommen" if getragen is None else getragen
    zeile.punkt, zeile.antrag, zeile.gegenstand = daten["punkt"], antrag, antrag.gegenstand
    zeile.ja, zeile.nein, zeile.enthaltung = daten["ja"], daten["nein"], daten["enthaltung"]
    zeile.anwesende, zeile.besetzt = da.anwesende or 0, da.besetzt
    zeile.mitglieder = da.mitglieder if da.mitglieder is not None else da.besetzt or 0
    zeile.angenommen, zeile.um = angenommen, jetzt()
    zeile.durch = "person" if getragen is None else "regel"
    zeile.feststellung = f"{gerechnet.faehigkeit.satz} {gerechnet.satz}"
    zeile.save(force_insert=True)
    antrag.angenommen, antrag.durch = angenommen, zeile.durch
    antrag.save(update_fields=["angenommen", "durch"])


SCHRITT = Schritt(
    "abstimmung_festhalten",
    "Abstimmung festhalten",
    Auszaehlung,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
)
