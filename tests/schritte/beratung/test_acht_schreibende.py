"""Eight people write on one running session at once: no error, nothing lost, nothing twice.

Each behaves as a person at a screen: reads how it stands, sends, and where somebody was faster
looks again and sends again. Every third form goes out twice, as after a lost answer.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest

from haertefall.audit.akteur import Akteur
from haertefall.audit.models import Zugriff
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.models import Einmalschluessel
from haertefall.sitzungen.models import (
    Abstimmung,
    Antrag,
    Anwesenheit,
    Befangenheit,
    Mitgebrachtes,
    Notiz,
    Sitzung,
    Teilnahme,
)
from haertefall.vorfuehrung.besetzen import laufende_amtszeit
from haertefall.vorfuehrung.einrichten import grundausstattung
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import da, ruf
from tests.schritte.conftest import Werkstatt
from tests.schritte.pruefstand import kollegen

RUNDEN = 9
GEDULD = 60
Eingabe = dict[str, Any]


def fest(eingabe: Eingabe) -> Callable[[], Eingabe]:
    """The same, however it stands."""
    return lambda: eingabe


@dataclass
class Platz:
    """One person at one screen."""

    akteur: Akteur
    sitzung_id: UUID
    getan: Counter[str] = field(default_factory=Counter)
    versuche: int = 0

    def tue(self, name: str, eingabe: Callable[[], Eingabe | None], **ort: UUID) -> bool:
        """Send until it is done; False where there was nothing (any more) to do."""
        einmal = uuid4()
        for _ in range(GEDULD):
            version = Sitzung.objects.values_list("version", flat=True).get(pk=self.sitzung_id)
            daten = eingabe()
            if daten is None:
                return False
            aufruf: dict[str, Any] = {
                "akteur": self.akteur,
                "eingabe": daten,
                "einmal": einmal,
                **(ort or {"sitzung_id": self.sitzung_id, "version": version}),
            }
            self.versuche += 1
            try:
                erledigt = ausfuehren(name, **aufruf)
            except fehler.Zwischenzeitlich:
                continue
            except fehler.EingabeUnvollstaendig:
                # What it was about has been settled by somebody else: look again.
                einmal = uuid4()
                continue
            assert not erledigt.wiederholt
            if self.versuche % 3 == 0:
                assert ausfuehren(name, **aufruf).wiederholt
            self.getan[name] += 1
            return True
        raise AssertionError(f"{name}: nach {GEDULD} Versuchen nicht gelungen")


@dataclass
class Saal:
    """The session, and what the eight of them do in it."""

    spiel: Spiel
    sitzung: Sitzung
    leitung: list[Akteur]
    mitglieder: list[Akteur]

    def anwesenheit(self, platz: Platz, stelle: int) -> None:
        """The same person comes and goes; each writer has one of their own."""
        wer = Teilnahme.objects.filter(sitzung=self.sitzung, amt__isnull=False)[stelle]
        for runde in range(RUNDEN):
            wie = ("weg", "da", "video")[runde % 3]
            platz.tue("anwesenheit_festhalten", fest({"teilnahme": str(wer.pk), "wie": wie}))

    def beantragen(self, platz: Platz) -> None:
        for runde in range(RUNDEN):
            platz.tue(
                "antrag_stellen",
                fest({"gegenstand": "vertagung", "text": f"Antrag {runde}"}),
            )

    def auszaehlen(self, platz: Platz) -> None:
        """Whatever motion is open is counted; two of them do this at once."""
        for _ in range(RUNDEN):
            platz.tue("abstimmung_festhalten", self._zaehlung)

    def _zaehlung(self) -> Eingabe | None:
        offen = Antrag.objects.filter(
            punkt__sitzung=self.sitzung, angenommen=None, zurueckgezogen_um=None
        ).first()
        zahlen = {"ja": 3, "nein": 1, "enthaltung": 0, "festgestellt": "angenommen"}
        return {"antrag": str(offen.pk), **zahlen} if offen else None

    def papiere(self, platz: Platz) -> None:
        von = str(Teilnahme.objects.filter(sitzung=self.sitzung)[0].pk)
        for runde in range(RUNDEN):
            platz.tue("papier_mitbringen", fest({"von": von, "was": f"Papier {runde}"}))

    def befangen(self, platz: Platz) -> None:
        for wer in Teilnahme.objects.filter(sitzung=self.sitzung)[:RUNDEN]:
            platz.tue("befangenheit_erklaeren", fest({"teilnahme": str(wer.pk), "grund": ""}))

    def notieren(self, platz: Platz) -> None:
        fall = self.sitzung.punkte.exclude(fall=None)[0].fall_id
        for runde in range(RUNDEN):
            platz.tue(
                "notiz_schreiben",
                fest({"fall": str(fall), "text": f"Notiz {runde}"}),
                gremium_id=self.spiel.gremium.pk,
            )


@pytest.fixture(scope="module")
def spiel(werkstatt: Werkstatt) -> Spiel:
    """The commission, every seat held."""
    return Spiel(werkstatt.allein(lambda: grundausstattung(["nrw"], laufende_amtszeit()))[0])


@pytest.fixture
def saal(werkstatt: Werkstatt, spiel: Spiel) -> Saal:
    """A session with ten members there and one case on."""

    def einrichten() -> Saal:
        spiel.bis(Stand.AUF_TAGESORDNUNG)
        sitzung = spiel.sitzung()
        spiel.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
        da(spiel, sitzung, 10)
        ruf(spiel, sitzung)
        leitung = [*kollegen(spiel), *kollegen(spiel, Funktion.VORSITZ)]
        mitglieder = [
            akteur_aus(a)
            for a in Amt.objects.filter(gremium=spiel.gremium, funktion=Funktion.MITGLIED)
        ]
        sitzung.refresh_from_db()
        return Saal(spiel, sitzung, leitung, mitglieder)

    eingerichtet: Saal = werkstatt.allein(einrichten)
    return eingerichtet


def test_it_takes_what_eight_people_write_at_once(werkstatt: Werkstatt, saal: Saal) -> None:
    a, b, c = saal.leitung[:3]
    plaetze = [Platz(wer, saal.sitzung.pk) for wer in (a, b, c, a, b, c, a, saal.mitglieder[0])]
    vorher = werkstatt.allein(
        lambda: (
            Einmalschluessel.objects.count(),
            Zugriff.objects.filter(was__startswith="schritt:").count(),
        )
    )
    taten: list[Callable[[Platz], None]] = [
        lambda p: saal.anwesenheit(p, 0),
        lambda p: saal.anwesenheit(p, 1),
        saal.beantragen,
        saal.auszaehlen,
        saal.auszaehlen,
        saal.papiere,
        saal.befangen,
        saal.notieren,
    ]
    ergebnisse = werkstatt.zugleich(
        *(
            lambda tat=tat, platz=platz: tat(platz)
            for tat, platz in zip(taten, plaetze, strict=True)
        )
    )
    assert ergebnisse == [None] * 8, ergebnisse
    getan: Counter[str] = sum((platz.getan for platz in plaetze), Counter())

    def pruefen() -> None:
        sitzung = Sitzung.objects.get(pk=saal.sitzung.pk)
        hier = {"punkt__sitzung": sitzung}
        notizen = getan.pop("notiz_schreiben")
        fall = sitzung.punkte.exclude(fall=None)[0].fall_id
        assert Notiz.objects.filter(fall=fall).count() == notizen == RUNDEN
        assert sitzung.version == saal.sitzung.version + getan.total()
        antraege = list(Antrag.objects.filter(**hier).order_by("nummer"))
        assert [x.nummer for x in antraege] == list(range(1, RUNDEN + 1))
        assert Mitgebrachtes.objects.filter(**hier).count() == getan["papier_mitbringen"] == RUNDEN
        assert Befangenheit.objects.filter(**hier).count() == RUNDEN
        gezaehlt = [x for x in antraege if x.angenommen is not None]
        assert Abstimmung.objects.filter(**hier).count() == getan["abstimmung_festhalten"]
        assert len(gezaehlt) == getan["abstimmung_festhalten"]
        strecken = Anwesenheit.objects.filter(teilnahme__sitzung=sitzung)
        # Every third turn is "weg": the others begin a stretch; before, ten had come.
        assert strecken.count() == 10 + 2 * (RUNDEN - RUNDEN // 3)
        assert strecken.filter(bis=None).count() == 10
        assert Einmalschluessel.objects.count() == vorher[0] + getan.total() + notizen
        spuren = Zugriff.objects.filter(was__startswith="schritt:").count()
        assert spuren == vorher[1] + getan.total() + notizen

    werkstatt.allein(pruefen)


def test_it_closes_an_item_once_for_all_who_close_it(werkstatt: Werkstatt, saal: Saal) -> None:
    """Eight hands at „Punkt schließen“: one result, one entry, one row of facts."""
    plaetze = [Platz(saal.leitung[n % 3], saal.sitzung.pk) for n in range(8)]
    werkstatt.allein(lambda: saal.beantragen(plaetze[0]))
    werkstatt.allein(lambda: saal.auszaehlen(plaetze[0]))
    fall = werkstatt.allein(lambda: saal.sitzung.punkte.exclude(fall=None)[0].fall)
    eintraege = werkstatt.allein(fall.verlauf.count)

    def schliessen(platz: Platz) -> bool:
        def offen() -> Eingabe | None:
            return {} if saal.sitzung.punkte.filter(geschlossen_um=None).exists() else None

        return platz.tue("punkt_schliessen", offen)

    ergebnisse = werkstatt.zugleich(*(lambda platz=p: schliessen(platz) for p in plaetze))
    assert sorted(ergebnisse) == [False] * 7 + [True], ergebnisse

    def pruefen() -> None:
        fall.refresh_from_db()
        assert fall.stand == Stand.BERATUNGSREIF
        assert fall.verlauf.count() == eintraege + 1

    werkstatt.allein(pruefen)
