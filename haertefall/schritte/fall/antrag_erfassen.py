"""Record an application or a single case brought to the office; opens the case file."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from haertefall.faelle.aktenzeichen import naechste_nummer
from haertefall.faelle.models import Darstellung, Fall, Person, Zugangsart
from haertefall.gremien import fassungen
from haertefall.gremien.models import Amt
from haertefall.recht.ablauf import folgestand
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.schritt import (
    Behoerdenwahl,
    Eingabe,
    GesperrteWahl,
    LangerText,
    Schritt,
    TagFeld,
)
from haertefall.schritte.vorgang import Vorgang
from haertefall.statistik.laender import laenderauswahl
from haertefall.tresor.models import neuer_schluessel
from haertefall.tresor.vernichtung import vernichten
from haertefall.vollzug.models import UEBERGEBENES, Vorlage
from haertefall.vollzug.sicht import sichtbare_vorlagen
from haertefall.zeit import jetzt

_EINBRINGENDE = (Funktion.MITGLIED, Funktion.STELLVERTRETUNG, Funktion.BERATUNG)


if TYPE_CHECKING:
    _Amtsfeld = forms.ModelChoiceField[Amt]
else:
    _Amtsfeld = forms.ModelChoiceField


class Einbringende(_Amtsfeld):
    """Members and counsellors by their names."""

    def label_from_instance(self, obj: Amt) -> str:
        return f"{obj.konto.name} ({FUNKTION_WORTE[obj.get_funktion()]})"


class Vorlagenwahl(GesperrteWahl):
    """What authorities have handed over, by authority and day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.behoerde.name}, vorgelegt am {obj.am:%d.%m.%Y}"


class Antrag(Eingabe):
    """What is needed to open a case; everything else may follow."""

    vorlage = Vorlagenwahl(
        Vorlage.objects.none(), required=False, label="Vorlage einer Ausländerbehörde"
    )
    eingegangen_am = TagFeld(label="Eingegangen am", help_text="Tag, an dem die Sache einging")
    antragsweg = forms.ChoiceField(label="Wie kam der Fall?")
    eingebracht_von = Einbringende(
        Amt.objects.none(),
        required=False,
        label="Eingebracht von",
        help_text="Mitglied oder Beratung, wenn der Fall von dort kommt",
    )
    behoerde = Behoerdenwahl(required=False, label="Zuständige Ausländerbehörde")
    land = forms.ChoiceField(
        required=False,
        label="Herkunftsland für die Zählung",
        help_text="Ein Land je Fall; leer lassen, wenn es noch nicht geklärt ist",
    )
    nachname = forms.CharField(label="Nachname", max_length=200)
    vornamen = forms.CharField(label="Vornamen", max_length=200)
    geburtsdatum = forms.CharField(
        label="Geburtsdatum",
        max_length=60,
        required=False,
        help_text="Wie bekannt, zum Beispiel 17.04.1990 oder 1990",
    )
    staatsangehoerigkeit = forms.CharField(
        label="Staatsangehörigkeit", max_length=200, required=False
    )
    anschrift = LangerText(label="Anschrift", required=False, max_length=500)
    votum = LangerText(label="Was wird erbeten? (Votum)", max_length=4_000)
    gruende = LangerText(
        label="Dringende humanitäre oder persönliche Gründe",
        help_text="Warum soll die Person bleiben können?",
    )
    verfahren = LangerText(label="Bisheriges ausländerrechtliches Verfahren", required=False)
    kurz = LangerText(
        label="Zwei Zeilen ohne Namen",
        required=False,
        max_length=400,
        help_text="Damit Mitglieder den Fall aufgreifen können, ohne zu wissen, wer es ist",
    )
    vor_erster_fassung = forms.BooleanField(
        required=False,
        label="Für diesen Tag ist keine Fassung der Ordnung belegt; die älteste soll gelten",
    )

    def vorbereiten(self) -> None:
        """Choices of this body; what an authority has handed over fills in the form."""
        gremium = self.vorgang.gremium
        self._aus_vorlage()
        if not self._braucht_festlegung():
            self.feld("vor_erster_fassung").widget = forms.HiddenInput()
        wege = self.vorgang.fassung.ordnung.antragsweg
        self.feld("antragsweg").choices = [
            ("", "Bitte wählen"),
            *([(w.kennung, w.bezeichnung) for w in wege] or [("unbekannt", "Nicht geregelt")]),
        ]
        self.feld("land").choices = [("", "noch nicht geklärt"), *laenderauswahl()]
        self.feld("eingebracht_von").queryset = (
            Amt.objects.am(self.vorgang.heute)
            .filter(gremium=gremium, funktion__in=_EINBRINGENDE)
            .select_related("konto", "gremium")
        )

    def _braucht_festlegung(self) -> bool:
        """Whether the day that was typed lies before the first proven version."""
        try:
            tag = date.fromisoformat(self.data.get("eingegangen_am", ""))
        except (TypeError, ValueError):
            return False
        return fassungen.vor_erster_fassung(fassung_des_gremiums(self.vorgang.gremium, tag), tag)

    def _aus_vorlage(self) -> None:
        """Waiting ones can be chosen; without any the field is not there."""
        offen = sichtbare_vorlagen(self.vorgang.akteur).filter(angenommen_am=None)
        self.feld("vorlage").queryset = offen.select_related("behoerde", "schluessel__eltern")
        if self.is_bound:
            return
        if not offen.exists():
            del self.fields["vorlage"]
            return
        gewaehlt = str(self.initial.get("vorlage", ""))
        vorlage = next((v for v in self.feld("vorlage").queryset if str(v.pk) == gewaehlt), None)
        if vorlage is None:
            return
        self.zeigt_vorlage = vorlage.pk
        erste = vorlage.personen[0]
        self.initial = {
            **self.initial,
            "eingegangen_am": vorlage.am,
            "antragsweg": vorlage.antragsweg,
            "behoerde": vorlage.behoerde_id,
            "votum": vorlage.votum,
            "gruende": vorlage.gruende,
            "verfahren": vorlage.verfahren or "",
            **{name: erste[name] for name in ("nachname", "vornamen", "geburtsdatum", "land")},
        }

    def clean(self) -> dict[str, Any]:
        """Rules of the day of receipt; a day before the first proven version needs a decision."""
        daten = super().clean() or {}
        tag = daten.get("eingegangen_am")
        if tag is None:
            return daten
        fassung = fassung_des_gremiums(self.vorgang.gremium, tag)
        if fassungen.vor_erster_fassung(fassung, tag) and not daten.get("vor_erster_fassung"):
            self.add_error(
                "vor_erster_fassung",
                f"Die älteste belegte Fassung gilt ab {fassung.tag:%d.%m.%Y}. "
                "Bitte bestätigen Sie, dass sie auch für diesen Fall gelten soll.",
            )
        daten["fassung"] = fassung
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Make number, key, case, first person and what is put forward."""
    gremium, tag, fassung = vorgang.gremium, daten["eingegangen_am"], daten.pop("fassung")
    nummer, aktenzeichen = naechste_nummer(gremium, tag.year)
    eingebracht_von: Amt | None = daten["eingebracht_von"]
    vorlage: Vorlage | None = daten.pop("vorlage", None)
    weitere = vorlage.personen[1:] if vorlage else []
    fall = Fall(
        gremium=gremium,
        aktenzeichen=aktenzeichen,
        jahr=tag.year,
        nummer=nummer,
        stand=folgestand(vorgang.erlaubte_zeile, None, None),
        eingegangen_am=tag,
        erfasst_um=jetzt(),
        fassung=fassungen.benutzen(fassung),
        weg=gremium.weg,
        antragsweg=daten["antragsweg"],
        behoerde=vorlage.behoerde if vorlage else daten["behoerde"],
        land=daten["land"],
        personenzahl=1 + len(weitere),
        eingebracht_von=eingebracht_von,
        schluessel=neuer_schluessel("fall", gremium.schluessel),
    )
    fall.save(force_insert=True)
    vorgang.fall, vorgang.am, vorgang.fassung = fall, tag, fassung
    person = Person(fall=fall, nummer=1)
    for feld in ("nachname", "vornamen", "geburtsdatum", "staatsangehoerigkeit", "anschrift"):
        setattr(person, feld, daten.pop(feld) or None)
    person.save(force_insert=True)
    if vorlage is not None:
        _uebernehmen(vorgang, vorlage, weitere)
    darstellung = Darstellung(fall=fall)
    for feld in ("votum", "gruende", "verfahren", "kurz"):
        setattr(darstellung, feld, daten.pop(feld) or None)
    darstellung.save(force_insert=True)
    if eingebracht_von is not None:
        ist_beratung = eingebracht_von.funktion == Funktion.BERATUNG
        art = Zugangsart.MANDANT if ist_beratung else Zugangsart.EINGEBRACHT
        vorgang.zugang(art, amt=eingebracht_von)
    vorgang.zaehlt = {
        "jahr": tag.year,
        "land": fall.land,
        "behoerde": fall.behoerde.kennung if fall.behoerde else "",
        "personen": fall.personenzahl,
        "ergebnis": "offen",
    }


def _uebernehmen(vorgang: Vorgang, vorlage: Vorlage, weitere: list[dict[str, str]]) -> None:
    """The case comes from an authority: it brings the other people along and sees the case."""
    fall = vorgang.akte
    for nummer, mensch in enumerate(weitere, start=2):
        person = Person(fall=fall, nummer=nummer)
        for feld in ("nachname", "vornamen", "geburtsdatum"):
            setattr(person, feld, mensch[feld] or None)
        person.save(force_insert=True)
    vorlage.fall, vorlage.angenommen_am = fall, vorgang.heute
    # From now on it is of this case: under a key below the case's own, unreadable with it.
    frueherer, inhalt = vorlage.schluessel, {name: getattr(vorlage, name) for name in UEBERGEBENES}
    vorlage.schluessel = neuer_schluessel("vorlage", fall.schluessel)
    for name, wert in inhalt.items():
        setattr(vorlage, name, wert)
    vorlage.save(force_update=True)
    vernichten(frueherer)
    vorgang.zugang(Zugangsart.BEHOERDE, behoerde=vorlage.behoerde)


SCHRITT = Schritt(
    "antrag_erfassen",
    "Antrag erfassen",
    Antrag,
    wirkung,
    hinweis="Es genügt, was vorliegt. Fehlendes wird später ergänzt.",
)
