"""What a count in a running session means for its motion: by hand, by name, or from the urn."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from haertefall.recht.auszaehlung import VorsitzStimme, gezaehlt
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.recht.beschluss import Ausgang, Beschluss, Besetzung, Stimmen, beschluss
from haertefall.schritte.abstimmung import Stichstimme, durch_regel, fehlt_stich, ohne_stich
from haertefall.schritte.leitung import (
    ZumPunkt,
    antraege_zur_wahl,
    anwesenheit_am_punkt,
    beschlussfassung,
)
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.lage import Lage, lage
from haertefall.sitzungen.models import (
    Abstimmung,
    Antrag,
    Tagesordnungspunkt,
    Urne,
)
from haertefall.zeit import jetzt

FESTSTELLUNGEN = [("", "—"), ("angenommen", "Angenommen"), ("abgelehnt", "Nicht angenommen")]
# While an urn is open its totals are not there yet: nothing else decides the motion meanwhile.
ENTSCHIEDEN = (
    "Über diesen Antrag ist entschieden, er ist zurückgezogen, oder es wird gerade geheim über ihn "
    "abgestimmt."
)
OHNE_OFFENE_URNE = ~Q(urne__inhalt__isnull=False)


@dataclass(frozen=True)
class Zaehlung:
    """Totals, what the rules of the body make of them, and how it stood in the room.

    `frueher`: who was there to vote was kept before; it may be others by now.
    """

    stimmen: Stimmen
    gerechnet: Beschluss
    besetzung: Besetzung
    da: Lage
    frueher: bool = False


def rechnen(
    vorgang: Vorgang,
    antrag: Antrag,
    punkt: Tagesordnungspunkt,
    stimmen: Stimmen,
    *,
    stimme_vorsitz: VorsitzStimme | None = None,
    waehlende: int | None = None,
    da: Lage | None = None,
) -> Zaehlung:
    """Compute under the Fassung that governs the vote.

    Args:
        vorgang: the act under way.
        antrag: the motion.
        punkt: the item that is on.
        stimmen: the totals.
        stimme_vorsitz: how the chair voted, where that decides a tie.
        waehlende: who was there to vote, if that is not who is there now: when the urn was opened,
            or when the votes were counted that are counted anew.
        da: how it stands in the room, if the caller has looked already.

    Raises:
        Fehlzaehlung: more votes than people.
    """
    sitzung, gegenstand = vorgang.tagung, Gegenstand(antrag.gegenstand)
    da = da or lage(sitzung, vorgang.fassung, punkt)
    besetzung = da.besetzung(gegenstand)
    if waehlende is not None:
        ohne_stimme = (besetzung.anwesende_mitglieder or 0) - (besetzung.anwesende or 0)
        besetzung = replace(
            besetzung,
            anwesende=waehlende,
            anwesende_mitglieder=waehlende + ohne_stimme,
            stimmberechtigte=max(besetzung.stimmberechtigte or 0, waehlende),
        )
    gerechnet = beschluss(
        beschlussfassung(vorgang, punkt).ordnung,
        gegenstand,
        stimmen,
        besetzung,
        kleines_gremium=sitzung.kleines_gremium or None,
        stimme_vorsitz=stimme_vorsitz,
        umlauf=sitzung.ist_umlauf,
    )
    return Zaehlung(stimmen, gerechnet, besetzung, da, frueher=waehlende is not None)


def eintragen(
    antrag: Antrag,
    punkt: Tagesordnungspunkt,
    zaehlung: Zaehlung,
    festgestellt: str = "",
    zeile: Abstimmung | None = None,
) -> Abstimmung:
    """One count and what it makes of the motion; who was there for the item."""
    zeile = zeile or Abstimmung()
    gerechnet, stimmen, da = zaehlung.gerechnet, zaehlung.stimmen, zaehlung.besetzung
    getragen = durch_regel(gerechnet)
    angenommen = festgestellt == "angenommen" if getragen is None else getragen
    zeile.punkt, zeile.antrag, zeile.gegenstand = punkt, antrag, antrag.gegenstand
    zeile.ja, zeile.nein, zeile.enthaltung = stimmen.ja, stimmen.nein, stimmen.enthaltung
    zeile.anwesende, zeile.besetzt = da.anwesende or 0, da.besetzt
    zeile.mitglieder = da.mitglieder if da.mitglieder is not None else da.besetzt or 0
    zeile.angenommen, zeile.um = angenommen, jetzt()
    zeile.durch = "person" if getragen is None else "regel"
    # Where no rule says anything about the count, the count still stands there.
    rechnung = gerechnet.rechensaetze or (gezaehlt(stimmen),)
    saetze = (gerechnet.faehigkeit.satz, gerechnet.ergebnissatz, *rechnung)
    zeile.feststellung = "\n".join(saetze)
    zeile.save(force_insert=True)
    antrag.angenommen, antrag.durch = angenommen, zeile.durch
    antrag.save(update_fields=["angenommen", "durch"])
    if not zaehlung.frueher:
        anwesenheit_am_punkt(punkt, zaehlung.da, Gegenstand(antrag.gegenstand))
    return zeile


def urne_von(antrag: Antrag) -> Urne | None:
    """The counted urn whose totals are the count of this motion."""
    urne: Urne | None = getattr(antrag, "urne", None)
    return urne if urne is not None and not urne.offen else None


class Antragswahl(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among the motions of the item. They are few: read once, to offer and to choose."""

    gelesen: tuple[object, list[Antrag]] | None = None

    def angebotene(self) -> list[Antrag]:
        """The motions one can choose now."""
        if self.gelesen is None or self.gelesen[0] is not self.queryset:
            self.gelesen = (self.queryset, list(self.queryset or ()))
        return self.gelesen[1]

    def to_python(self, value: Any) -> Antrag | None:
        """The chosen one."""
        if value in self.empty_values:
            return None
        for antrag in self.angebotene():
            if str(antrag.pk) == str(value):
                return antrag
        raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class Zaehlbogen(ZumPunkt):
    """Base of forms that record a count: which motion, who establishes where no rule does."""

    antrag = Antragswahl(
        Antrag.objects.none(),
        label="Antrag",
        error_messages={"invalid_choice": ENTSCHIEDEN},
    )
    stimme_vorsitz = Stichstimme()
    festgestellt = forms.ChoiceField(
        label="Der Vorsitz oder die Runde stellt fest",
        choices=FESTSTELLUNGEN,
        required=False,
        help_text="Nur, wo keine Regel hinterlegt ist oder Lesarten auseinandergehen",
    )

    def antraege(self) -> QuerySet[Antrag]:
        """Motions one can vote on now."""
        return Antrag.objects.filter(
            OHNE_OFFENE_URNE, punkt=self.punkt, angenommen=None, zurueckgezogen_um=None
        )

    def vorbereiten(self) -> None:
        """Open motions of the item that is on; the chair's vote only where it decides a tie."""
        super().vorbereiten()
        if self.punkt is None:
            ohne_stich(self, self.vorgang.fassung.ordnung)
            return
        ohne_stich(self, beschlussfassung(self.vorgang, self.punkt).ordnung)
        feld = self.feld("antrag")
        antraege_zur_wahl(feld, self.punkt)
        feld.queryset = feld.queryset.filter(pk__in=self.antraege())
        if not self.is_bound:
            feld.initial = next(iter(feld.angebotene()), None)
            self._vorab_sagen(feld.initial)

    def _vorab_sagen(self, antrag: Antrag | None) -> None:
        """Where no rule is stored somebody must establish it anyway: better said before."""
        if antrag is None or self.punkt is None:
            return
        gegenstand = Gegenstand(antrag.gegenstand)
        regeln = beschlussfassung(self.vorgang, self.punkt).ordnung.mehrheit
        if not any(gegenstand in zeile.gegenstand for zeile in regeln):
            self.feld("festgestellt").required = True
            self.feld("festgestellt").help_text = (
                f"{GEGENSTAND_WORTE[gegenstand]}: Dazu ist keine Regel hinterlegt. Bitte wählen "
                "Sie, was festgestellt ist."
            )

    def _feststellen_lassen(self, gerechnet: Beschluss) -> None:
        """Ask for it where it belongs, each reading on a line of its own beside the question."""
        self.add_error(
            "festgestellt", f"{gerechnet.ergebnissatz} Bitte wählen Sie, was festgestellt ist."
        )
        # The page says no longer that it may be left open.
        self.feld("festgestellt").required = True
        if gerechnet.rechensaetze:
            # A form that comes back has made its fields by now.
            self["festgestellt"].help_text = "\n".join(gerechnet.rechensaetze)

    def pruefen(
        self,
        daten: dict[str, Any],
        stimmen: Stimmen,
        waehlende: int | None = None,
        da: Lage | None = None,
    ) -> None:
        """Compute; where the rule gives no result, somebody has to establish it.

        Raises:
            Fehlzaehlung: more votes than people.
        """
        if self.punkt is None:
            return
        zaehlung = rechnen(
            self.vorgang,
            daten["antrag"],
            self.punkt,
            stimmen,
            stimme_vorsitz=daten.get("stimme_vorsitz") or None,
            waehlende=waehlende,
            da=da,
        )
        gerechnet = zaehlung.gerechnet
        if gerechnet.ausgang is Ausgang.NICHT_BESCHLUSSFAEHIG:
            raise forms.ValidationError(gerechnet.faehigkeit.satz)
        if fehlt_stich(gerechnet) and not daten.get("stimme_vorsitz"):
            self.add_error("stimme_vorsitz", "Es steht gleich. Wie hat der Vorsitz gestimmt?")
        elif durch_regel(gerechnet) is None and not daten.get("festgestellt"):
            self._feststellen_lassen(gerechnet)
        daten["zaehlung"] = zaehlung
