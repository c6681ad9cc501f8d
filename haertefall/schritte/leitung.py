"""What acts in a running session share: that it runs, the item that is on, who leads."""

from typing import Any

from django import forms
from django.db.models import UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.audit.akteur import Akteur
from haertefall.faelle.sicht import sichtbar_fuer, sieht_ganzes_gremium
from haertefall.gremien import fassungen
from haertefall.gremien.fassungen import Fassung
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Funktion, Gegenstand
from haertefall.schritte.schritt import Eingabe
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.antraege import nur_fuer
from haertefall.sitzungen.lage import Lage
from haertefall.sitzungen.models import (
    Antrag,
    Mitgebrachtes,
    Punktanwesenheit,
    Sitzung,
    Sitzungsstand,
    Tagesordnungspunkt,
)

LEITUNG = frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ})
KEIN_PUNKT = "Es ist kein Punkt aufgerufen."
VERDECKT = (
    "Beraten wird ein Punkt, der Ihnen nicht vorliegt. Bitte lassen Sie ihn von jemand anderem "
    "leiten und festhalten."
)


class InLaufenderSitzung(Eingabe):
    """Base of forms for a session that runs."""

    def clean(self) -> dict[str, Any]:
        """The session runs."""
        daten = super().clean()
        if self.vorgang.tagung.stand != Sitzungsstand.LAEUFT:
            raise forms.ValidationError("Diese Sitzung läuft nicht.")
        return daten


class ZumPunkt(InLaufenderSitzung):
    """Base of forms about the item that is on."""

    # Which item was on when the form was opened. What was typed about it goes to no other case.
    zu_punkt = forms.UUIDField(required=False, widget=forms.HiddenInput)
    punkt: Tagesordnungspunkt | None = None
    verdeckt = False

    def vorbereiten(self) -> None:
        """The item that was called and is not closed, if its case exists for who leads.

        A chair who is not free and by the Ordnung must not see the case does not lead it either.
        """
        super().vorbereiten()
        self.punkt = self.aufgerufener()
        if self.punkt is not None and not sieht(self.vorgang.akteur, self.punkt):
            self.punkt, self.verdeckt = None, True
        self.feld("zu_punkt").initial = self.punkt.pk if self.punkt else None

    def aufgerufener(self) -> Tagesordnungspunkt | None:
        """The item that is on."""
        return aufgerufener_punkt(self.vorgang.tagung)

    def clean(self) -> dict[str, Any]:
        """There is such an item, and it is the one that was on when the form was opened."""
        daten = super().clean()
        if self.verdeckt:
            raise forms.ValidationError(VERDECKT)
        galt = daten.pop("zu_punkt", None)
        if galt is not None and (self.punkt is None or self.punkt.pk != galt):
            frueher = self.vorgang.tagung.punkte.filter(pk=galt).first()
            jetzt = f"wird TOP {self.punkt.nummer}" if self.punkt else "wird kein Punkt"
            raise forms.ValidationError(
                f"Diese Eingabe galt {frueher or 'einem anderen Punkt'}; inzwischen {jetzt} "
                "beraten. Festgehalten ist nichts. Gehört sie zum jetzigen Punkt, öffnen Sie das "
                "Formular bitte neu; was Sie geschrieben haben, steht unten zum Mitnehmen."
            )
        if self.punkt is None:
            raise forms.ValidationError(KEIN_PUNKT)
        daten["punkt"] = self.punkt
        return daten


def sieht(akteur: Akteur, punkt: Tagesordnungspunkt) -> bool:
    """Whether the case of an item exists for who acts."""
    # The office sees every case of its body: no question for every act of a session.
    if punkt.fall_id is None or sieht_ganzes_gremium(akteur):
        return True
    return sichtbar_fuer(akteur, handeln=True).filter(pk=punkt.fall_id).exists()


_aufgerufene = FesteLesung(
    lambda: (
        Tagesordnungspunkt.objects.filter(
            sitzung=Stelle("sitzung", UUIDField()), abgesetzt=False, geschlossen_um=None
        )
        .exclude(aufgerufen_um=None)
        .select_related("fall__schluessel")
        .order_by("pk")[:1]
    )
)


def aufgerufener_punkt(sitzung: Sitzung) -> Tagesordnungspunkt | None:
    """The item that is on now."""
    punkt = _aufgerufene.erste(sitzung=sitzung.pk)
    if punkt is not None:
        punkt.sitzung = sitzung
    return punkt


def beschlussfassung(vorgang: Vorgang, punkt: Tagesordnungspunkt) -> Fassung:
    """Which version governs the vote: that of the session's day, or that of the case."""
    nach_eingang = vorgang.fassung.ordnung.ordnung.massgeblich_beschluss == "eingang"
    if punkt.fall is not None and nach_eingang:
        return fassungen.aus_hash(punkt.fall.fassung_id)
    return vorgang.fassung


def anwesenheit_am_punkt(
    punkt: Tagesordnungspunkt, da: Lage, gegenstand: Gegenstand | None = None
) -> None:
    """Keep who is there for this item, as it stands now: at a vote, or at its end without one."""
    Punktanwesenheit.objects.filter(punkt=punkt).delete()
    Punktanwesenheit.objects.bulk_create(
        [
            Punktanwesenheit(
                punkt=punkt,
                teilnahme_id=s.da.teilnahme_id,
                fuer_id=s.da.fuer_id,
                per_video=s.da.per_video,
                stimmt=s.platz(gegenstand).stimmt_mit,
            )
            for s in da.sitze
            if s.da is not None
        ]
        + [
            Punktanwesenheit(
                punkt=punkt, teilnahme_id=a.teilnahme_id, per_video=a.per_video, stimmt=False
            )
            for a in da.ohne_sitz
        ]
    )


def teilnahmen_zur_wahl(feld: Any, sitzung: Sitzung, **nur: Any) -> None:
    """Offer the people of a session by name."""
    feld.queryset = (
        sitzung.teilnahmen.filter(**nur)
        .select_related("amt__konto", "sitzung__schluessel__eltern")
        .order_by("amt__konto__name", "pk")
        .distinct()
    )
    feld.label_from_instance = lambda t: t.name


def antraege_zur_wahl(feld: Any, punkt: Tagesordnungspunkt, **nur: Any) -> None:
    """Offer motions of an item by number and kind, and for whom, if not for all of the case."""

    def worte(antrag: Antrag) -> str:
        fuer = ", ".join(nur_fuer(antrag))
        wort = f"{antrag.nummer}. {GEGENSTAND_WORTE[Gegenstand(antrag.gegenstand)]}"
        return f"{wort}, nur für {fuer}" if fuer else wort

    feld.queryset = punkt.antraege.filter(**nur).select_related(
        "punkt__fall__schluessel__eltern", "punkt__sitzung__schluessel__eltern", "urne"
    )
    feld.label_from_instance = worte


def papiere_zur_wahl(feld: Any, punkt: Tagesordnungspunkt) -> None:
    """Offer papers brought for an item that were not given back yet."""

    def was(papier: Mitgebrachtes) -> str:
        papier.punkt = punkt
        return str(papier.was)

    feld.queryset = punkt.mitgebrachtes.filter(zurueck_um=None)
    feld.label_from_instance = was
    waehle_einziges(feld)


def waehle_einziges(feld: Any) -> None:
    """Where there is only one, nobody has to choose it while others talk."""
    erste = list(feld.queryset[:2])
    feld.initial = erste[0] if len(erste) == 1 else None
