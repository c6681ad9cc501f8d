"""Put a case on the agenda of a planned session; from the invitation on the members see it."""

from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery

from haertefall.faelle.models import Zugangsart
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ladung import mitteilen
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import vertretende
from haertefall.sitzungen.aufgaben import Anlass
from haertefall.sitzungen.models import (
    VORBEI,
    Sitzung,
    Sitzungsstand,
    Spur,
    Tagesordnungspunkt,
)
from haertefall.zeit import BERLIN, jetzt

# Read with the session, which is locked by then: no statement of its own.
LETZTE_NUMMER = (
    Tagesordnungspunkt.objects.filter(sitzung=OuterRef("pk"))
    .order_by("-nummer")
    .values("nummer")[:1]
)

NUR_ANDERE = (
    "Zur Wahl stehen geplante und laufende Sitzungen, auf deren Tagesordnung dieser Fall noch "
    "nicht steht. Wurde er in einer Sitzung vertagt, kommt er in eine andere."
)


class Tagesordnung(Eingabe):
    """Which session. Without the authority's reasoned statement it takes a recorded decision."""

    sitzung = GesperrteWahl(Sitzung.objects.none(), label="Sitzung")
    ohne_stellungnahme = forms.BooleanField(
        required=False,
        label="Ohne begründete Stellungnahme der Ausländerbehörde",
    )
    grund = LangerText(label="Grund dafür", required=False, max_length=2_000)

    def vorbereiten(self) -> None:
        """Planned sessions of this body that are not done with the case.

        Its small body decides no case that has come so far.
        """
        schon = self.vorgang.akte.tagesordnungspunkte.filter(abgesetzt=False)
        self.feld("sitzung").queryset = (
            Sitzung.objects.filter(
                gremium=self.vorgang.gremium,
                kleines_gremium="",
                stand__in=[Sitzungsstand.ANBERAUMT, Sitzungsstand.EINGELADEN, Sitzungsstand.LAEUFT],
            )
            .exclude(pk__in=schon.values("sitzung"))
            .annotate(letzte=Subquery(LETZTE_NUMMER))
            .order_by("beginn", "pk")
        )
        self.feld("sitzung").label_from_instance = _welche
        self.feld("sitzung").error_messages |= {"invalid_choice": NUR_ANDERE}
        if not self.is_bound and schon.exclude(sitzung__stand__in=VORBEI).exists():
            self.feld("sitzung").help_text = NUR_ANDERE
        self.fehlt_stellungnahme = _fehlt_stellungnahme(self.vorgang)
        if not self.fehlt_stellungnahme:
            for name in ("ohne_stellungnahme", "grund"):
                self.feld(name).widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Where the Ordnung asks for the statement, its lack is a recorded decision."""
        daten = super().clean() or {}
        if self.fehlt_stellungnahme:
            if not daten.get("ohne_stellungnahme"):
                self.add_error(
                    "ohne_stellungnahme",
                    "Eine begründete Stellungnahme der Ausländerbehörde liegt nicht vor. "
                    "Bitte warten Sie sie ab oder entscheiden Sie, dass es ohne sie weitergeht.",
                )
            elif not daten.get("grund"):
                self.add_error("grund", "Bitte nennen Sie den Grund.")
        return daten


def _welche(sitzung: Sitzung) -> str:
    """With the time, for two may be on one day; and what else tells one from the other."""
    wort = str(sitzung)
    if not sitzung.ist_umlauf:
        wort += f", {sitzung.beginn.astimezone(BERLIN):%H:%M} Uhr"
    if sitzung.spur == Spur.ALLGEMEINE_FRAGEN:
        wort += f", {Spur.ALLGEMEINE_FRAGEN.label}"
    return wort if sitzung.stand != Sitzungsstand.LAEUFT else f"{wort}, läuft"


def _fehlt_stellungnahme(vorgang: Vorgang) -> bool:
    """Whether the Ordnung asks for the authority's statement and none has come."""
    if not any(z.schritt == "stellungnahme_anfordern" for z in vorgang.fassung.ablauf):
        return False
    return not vorgang.akte.stellungnahmen.filter(eingegangen_am__isnull=False).exists()


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A new item at the end. Before the invitation members see nothing of it; after it, at once."""
    sitzung: Sitzung = daten["sitzung"]
    letzte: int = getattr(sitzung, "letzte", None) or 0
    nachgereicht = sitzung.eingeladen_um is not None or sitzung.eroeffnet_um is not None
    Tagesordnungspunkt.objects.create(
        sitzung=sitzung,
        fall=vorgang.akte,
        nummer=letzte + 1,
        ohne_stellungnahme=daten["ohne_stellungnahme"],
        nachgereicht=nachgereicht,
        aufgesetzt_um=jetzt(),
    )
    vorgang.sitzung_geaendert(sitzung.pk)
    if nachgereicht:
        _nachreichen(vorgang, sitzung)


def _nachreichen(vorgang: Vorgang, sitzung: Sitzung) -> None:
    vorgang.zugang(Zugangsart.VORGELEGT, funktion=Funktion.MITGLIED)
    for amt in vertretende(sitzung):
        vorgang.zugang(Zugangsart.VORGELEGT, amt=amt)
    mitteilen(vorgang, Anlass.NACHTRAG, sitzung)


SCHRITT = Schritt(
    "auf_tagesordnung_setzen",
    "Auf die Tagesordnung setzen",
    Tagesordnung,
    wirkung,
    tagesordnung=True,
)
