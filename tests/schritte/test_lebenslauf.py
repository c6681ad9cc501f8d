"""Random lives of cases of every body, through the door, with what must hold after each act."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien import fassungen
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt
from haertefall.recht.ablauf import moegliche_schritte, wegwahl
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.ordnung import Ablaufzeile
from haertefall.schritte import fehler
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute, jetzt
from tests.schritte.eingaben import eingabe_fuer
from tests.schritte.invarianten import pruefe_alles
from tests.schritte.pruefstand import versucht_nichts

BEGINN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEIME = st.integers(0, 2**32 - 1)
FALLSCHRITTE = sorted(name for name, schritt in SCHRITTE.items() if schritt.objekt == "fall")
# Most municipal bodies share the skeleton; more lives for those with rows of their own.
BEISPIELE = {"nrw": 8, "dortmund": 4, "leverkusen-beratungsgremium": 3}
NICHTS_GETAN = (fehler.EingabeUnvollstaendig, fehler.NichtErlaubt, fehler.NichtVorhanden)


class Leben(RuleBasedStateMachine):
    """Two cases of one body, its office, members, authorities and sessions."""

    def __init__(self, spiel: Spiel, getan: Counter[str]) -> None:
        super().__init__()
        self.spiel, self.getan = spiel, getan
        self.zurueck = transaction.atomic()
        self.zurueck.__enter__()
        self.uhr = gestellt(BEGINN)
        self.uhr.__enter__()
        self.faelle: list[Fall] = []
        self.beruehrt: set[Fall] = set()
        self.leute = [akteur_aus(a) for a in Amt.objects.select_related("konto").order_by("id")]

    @initialize(keim=KEIME)
    def faelle_kommen(self, keim: int) -> None:
        """A case on each of two ways, brought in today or before."""
        self.zufall = Random(keim)
        for nummer in range(2):
            self.fall_kommt(nummer)

    def fall_kommt(self, nummer: int) -> None:
        ordnung = fassungen.entwurf_von(self.spiel.gremium.kennung).ordnung
        if ordnung.weg:
            weg = self.zufall.choice([w.kennung for w in ordnung.weg])
            self.spiel.tue("weg_waehlen", weg=weg)
            self.spiel.gremium.refresh_from_db()
        antragsweg = [w.kennung for w in ordnung.antragsweg] or ["unbekannt"]
        tag = heute() - timedelta(days=self.zufall.randint(0, 30))
        fall = self.spiel.neuer_fall(
            antragsweg=self.zufall.choice(antragsweg),
            eingegangen_am=tag.isoformat(),
        )
        self.faelle[nummer : nummer + 1] = [fall]
        self.beruehrt.add(fall)

    def erlaubte(self, fall: Fall, funktion: Funktion) -> tuple[Ablaufzeile, ...]:
        return moegliche_schritte(
            fassungen.aus_hash(fall.fassung_id).ablauf,
            stand=Stand(fall.stand),
            funktion=funktion,
            weg=wegwahl(fall.weg),
            antragsweg=fall.antragsweg,
            letztes_ergebnis=fall.zaehlt_als,
        )

    def sieht(self, funktion: Funktion, fall: Fall) -> bool:
        return sichtbar_fuer(self.spiel.akteur(funktion)).filter(pk=fall.pk).exists()

    @rule(keim=KEIME)
    def etwas_geschieht(self, keim: int) -> None:
        """One rule with dice of its own: Hypothesis likes first choices and repetitions."""
        self.zufall = Random(f"{keim} {sum(fall.version for fall in self.faelle)} {jetzt()}")
        was = self.zufall.randint(0, 10)
        if was < 9:
            (self.handeln if was < 7 else self.falsch_handeln)(self.zufall.randint(0, 1))
        else:
            (self.tage_vergehen if was == 9 else self.sitzung_handeln)()

    def handeln(self, nummer: int) -> None:
        """Somebody does what the rules permit; the form may still refuse."""
        fall = self.faelle[nummer]
        if fall.stand == Stand.ABGESCHLOSSEN and self.zufall.choice([True, False]):
            self.fall_kommt(nummer)
            return
        moeglich = [
            (funktion, zeile)
            for funktion in sorted({a.funktion for a in self.leute})
            for zeile in self.erlaubte(fall, funktion)
        ]
        # Acts that move the case come as often as all side acts together.
        bewegend = [m for m in moeglich if not m[1].frei]
        if self.zufall.random() < 0.9:
            # Else most cases would end before anything happened.
            bewegend = [m for m in bewegend if not _beendet_nur(m[1], fall)]
        auswahl = bewegend if bewegend and self.zufall.random() < 0.5 else moeglich
        funktion, zeile = self.zufall.choice(auswahl)
        note(f"{fall.stand}: {zeile.schritt} als {funktion}")
        if not self.sieht(funktion, fall):
            with versucht_nichts(), pytest.raises(fehler.NichtVorhanden):
                self.spiel.tue(zeile.schritt, fall=fall, als=funktion)
            return
        spiel = self.als_andere(funktion) if zeile.schritt == "berichtigung_bestaetigen" else None
        eingabe = eingabe_fuer(self.spiel, fall, self.faelle[1 - nummer], zeile, self.zufall)
        try:
            (spiel or self.spiel).tue(zeile.schritt, fall=fall, als=funktion, **eingabe)
        except fehler.EingabeUnvollstaendig:
            self.getan[f"abgewiesen:{zeile.schritt}"] += 1
        else:
            self.getan[zeile.schritt] += 1
        fall.refresh_from_db()
        self.beruehrt.add(fall)

    def als_andere(self, funktion: Funktion) -> Spiel:
        """A colleague: who asked for a correction cannot confirm it."""
        ich = self.spiel.akteur(funktion)
        amt = Amt.objects.filter(gremium=self.spiel.gremium, funktion=funktion)
        andere = amt.exclude(konto_id=ich.konto_id or "").first()
        return Spiel(self.spiel.gremium, aemter={funktion: andere} if andere else {})

    def falsch_handeln(self, nummer: int) -> None:
        """Somebody tries what the rules do not permit: refused with a reason, nothing written."""
        fall = self.faelle[nummer]
        funktion = self.zufall.choice(sorted({a.funktion for a in self.leute}))
        erlaubt = {z.schritt for z in self.erlaubte(fall, funktion)}
        schritt = self.zufall.choice([s for s in FALLSCHRITTE if s not in erlaubt])
        note(f"{fall.stand}: {schritt} als {funktion} ist verboten")
        sichtbar = self.sieht(funktion, fall)
        self.spiel.sitzung()  # The example input of one act plans it.
        with versucht_nichts(), pytest.raises(NICHTS_GETAN) as grund:
            self.spiel.tue(schritt, fall=fall, als=funktion)
        assert isinstance(grund.value, fehler.NichtErlaubt if sichtbar else fehler.NichtVorhanden)
        assert str(grund.value).endswith(".")
        self.getan["verboten"] += 1

    def tage_vergehen(self) -> None:
        morgen = jetzt() + timedelta(days=self.zufall.choice([1, 3, 30]))
        self.uhr.__exit__(None, None, None)
        self.uhr = gestellt(morgen)
        self.uhr.__enter__()

    def sitzung_handeln(self) -> None:
        schritt = self.zufall.choice(["sitzung_absagen", "sitzung_beenden"])
        sitzungen = list(Sitzung.objects.filter(gremium=self.spiel.gremium).order_by("beginn"))
        if not sitzungen:
            return
        eingabe: dict[str, Any] = {"sitzung": str(self.zufall.choice(sitzungen).pk)}
        if schritt == "sitzung_beenden":
            eingabe |= {"mitglieder": 10, "anwesende": 8}
        try:
            self.spiel.tue(schritt, **eingabe)
        except fehler.EingabeUnvollstaendig:
            self.getan[f"abgewiesen:{schritt}"] += 1
        else:
            self.getan[schritt] += 1

    @invariant()
    def alles_stimmt(self) -> None:
        while self.beruehrt:
            # A few people each time, in turn; all of them at the end.
            self.leute = [*self.leute[3:], *self.leute[:3]]
            pruefe_alles(self.beruehrt.pop(), self.leute[:3])

    def teardown(self) -> None:
        """Wherever a case stands, there is a way to its end, and it can be walked."""
        try:
            for fall in self.faelle:
                self.spiel.bis(Stand.ABGESCHLOSSEN, fall)
                pruefe_alles(fall, self.leute)
        finally:
            self.uhr.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.zurueck.__exit__(None, None, None)


def _beendet_nur(zeile: Ablaufzeile, fall: Fall) -> bool:
    return zeile.schritt == "anderweitig_erledigen" or (
        zeile.schritt == "zulaessigkeit_feststellen" and fall.stand in zeile.ziele().values()
    )


@pytest.mark.parametrize("kennung", fassungen.kennungen())
def test_it_keeps_every_life_of_a_case_in_order(
    spielplatz: Callable[..., list[Spiel]], kennung: str
) -> None:
    getan: Counter[str] = Counter()
    (spiel,) = spielplatz(kennung)

    def leben() -> Leben:
        return Leben(Spiel(spiel.gremium, aemter=spiel.aemter), getan)

    viele = settings.get_profile("frei").max_examples == settings().max_examples
    run_state_machine_as_test(
        leben,  # type: ignore[arg-type]
        settings=settings(
            max_examples=200 if viele else BEISPIELE.get(kennung, 3),
            stateful_step_count=40 if viele else 30,
            suppress_health_check=list(HealthCheck),
            # Making a failing life shorter takes minutes.
            phases=list(Phase) if viele else [Phase.generate],
            report_multiple_bugs=viele,
        ),
    )
    assert getan["verboten"]
    assert len([name for name in getan if ":" not in name]) > 7
