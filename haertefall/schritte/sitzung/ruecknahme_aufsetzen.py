"""Put on the agenda whether the body takes an Ersuchen back (report, ch. 5)."""

from typing import Any

from django import forms
from django.db.models import Max, QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien.fassungen import Fassung
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ladung import mitteilen
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import vertretende, vorlegen
from haertefall.sitzungen.aufgaben import Anlass
from haertefall.sitzungen.models import Punktart, Tagesordnungspunkt
from haertefall.zeit import jetzt

RUECKNAHME = "ersuchen_zuruecknehmen"


def ruecknehmbare(akteur: Akteur, fassung: Fassung) -> QuerySet[Fall]:
    """Cases with an Ersuchen that stands, in a state in which the rules know its withdrawal."""
    staende = {stand for z in fassung.ablauf if z.schritt == RUECKNAHME for stand in z.von}
    return sichtbar_fuer(akteur, handeln=True).filter(
        stand__in=staende,
        ergebnisse__gegenstand="ersuchen",
        ergebnisse__zurueckgenommen_am=None,
    )


class Ruecknahmepunkt(Eingabe):
    """Which case, and what gives occasion to it."""

    fall = forms.ModelChoiceField(Fall.objects.none(), label="Fall mit Ersuchen")
    anlass = LangerText(
        label="Anlass",
        max_length=4_000,
        help_text="Was sich nach dem Ersuchen gezeigt hat; die Gründe beschließt das Gremium",
    )

    def vorbereiten(self) -> None:
        """Cases whose Ersuchen stands and which are not on this agenda."""
        auf_dieser = self.vorgang.tagung.punkte.filter(abgesetzt=False).exclude(fall=None)
        self.feld("fall").queryset = (
            ruecknehmbare(self.vorgang.akteur, self.vorgang.fassung)
            .exclude(pk__in=auf_dieser.values("fall"))
            .select_related("schluessel__eltern")
            .order_by("aktenzeichen")
            .distinct()
        )
        zeile = next((z for z in self.vorgang.fassung.ablauf if z.schritt == RUECKNAHME), None)
        self.feld("fall").help_text = (
            zeile.beleg if zeile else "Zur Rücknahme eines Ersuchens ist keine Regel hinterlegt."
        )

    def clean(self) -> dict[str, Any]:
        """The session must not be over; what the body decided its small body takes not back."""
        daten = super().clean()
        if self.vorgang.tagung.kleines_gremium:
            raise forms.ValidationError(
                "Ein Ersuchen nimmt nur das Gremium zurück, das es beschlossen hat. Bitte wählen "
                "Sie eine seiner Sitzungen."
            )
        if self.vorgang.tagung.ist_vorbei:
            raise forms.ValidationError("Diese Sitzung ist vorbei.")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """An item of its own at the end; the case moves only with what the body decides."""
    sitzung, fall = vorgang.tagung, daten["fall"]
    schon_da = sitzung.eingeladen_um is not None or sitzung.eroeffnet_um is not None
    punkt = Tagesordnungspunkt(
        sitzung=sitzung,
        art=Punktart.RUECKNAHME,
        fall=fall,
        nummer=(sitzung.punkte.aggregate(n=Max("nummer"))["n"] or 0) + 1,
        nachgereicht=schon_da,
        aufgesetzt_um=jetzt(),
    )
    punkt.frage = daten["anlass"]
    punkt.save(force_insert=True)
    if schon_da:
        vorlegen(sitzung, vorgang.heute)
        for amt in vertretende(sitzung):
            vorlegen(sitzung, vorgang.heute, amt)
        mitteilen(vorgang, Anlass.NACHTRAG)


SCHRITT = Schritt(
    "ruecknahme_aufsetzen",
    "Rücknahme eines Ersuchens aufsetzen",
    Ruecknahmepunkt,
    wirkung,
    objekt="sitzung",
    hinweis="Die Verordnung kennt keine Rücknahme; die Kommission beschließt sie in der Praxis. "
    "Bis dahin steht das Ersuchen.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
)
