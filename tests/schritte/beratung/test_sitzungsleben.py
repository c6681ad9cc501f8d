"""Random lives of a whole session with every kind of interruption, held against a count by hand.

Each act is sent smoothly, twice (double click), after a crash just before the commit, or after a
try with an old version (the second secretary); later some are sent once more, as after a lost
connection. Nothing of that may be lost or count twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from haertefall.faelle.models import Fall
from haertefall.gremien.akteure import akteur_aus
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.models import Abschnitt, Abstimmung, Antrag, Sitzung, Sitzungsstand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute, jetzt
from tests.schritte.beratung.pult import STOERUNGEN, Pult
from tests.schritte.beratung.sitzungsmodell import (
    OHNE_ERGEBNIS,
    SITZE,
    Antragszettel,
    Modell,
    Punktzettel,
    ergebnis,
    faehig,
)
from tests.schritte.beratung.sitzungspruefung import (
    pruefe_antraege,
    pruefe_anwesenheit,
    pruefe_ergebnis,
    pruefe_festgehaltenes,
)
from tests.schritte.pruefstand import frisch, kollegen

KEIME = st.integers(0, 2**32 - 1)
GEGENSTAENDE = ("ersuchen", "ersuchen", "ersuchen", "empfehlung", *OHNE_ERGEBNIS, "nichtbefassung")


class Sitzungsleben(Pult, RuleBasedStateMachine):
    """One session of the commission, three cases, two secretaries and the chair."""

    def __init__(self, spiel: Spiel, faelle: list[Fall], getan: Counter[str]) -> None:
        RuleBasedStateMachine.__init__(self)
        Pult.__init__(self, [*kollegen(spiel)[:2], spiel.akteur(Funktion.VORSITZ)], getan)
        self.spiel, self.faelle = spiel, faelle
        self.zurueck = transaction.atomic()
        self.zurueck.__enter__()
        self.uhr: Any = gestellt(jetzt())
        self.uhr.__enter__()
        self.modell = Modell()

    @initialize(
        zusagen=st.lists(st.sampled_from(["kommt", "per_video", "kommt_nicht"]), max_size=SITZE),
        alle_da=st.booleans(),
        versehen=st.booleans(),
        stoerung=st.sampled_from(STOERUNGEN),
    )
    def es_wird_eroeffnet(
        self, zusagen: list[str], alle_da: bool, versehen: bool, stoerung: str
    ) -> None:
        """Planned, filled, invited, answered, deputies announced, opened; perhaps too early."""
        sitzung = self.spiel.sitzung()
        for fall in self.faelle:
            fall.refresh_from_db()
            self.spiel.tue("auf_tagesordnung_setzen", fall=fall, sitzung=str(sitzung.pk))
            fall.refresh_from_db()
        self.spiel.einladen(sitzung)
        self.sitzung = Sitzung.objects.select_related("gremium", "schluessel").get(pk=sitzung.pk)
        self.version = self.sitzung.version
        self.fassung = fassung_des_gremiums(self.spiel.gremium, heute())
        raum = lage(self.sitzung, self.fassung)
        self.sitze = [(s.mitglied, s.sitz.stellvertretende) for s in raum.sitze]
        assert len(self.sitze) == SITZE
        kommen = []
        for (mitglied, stellvertretende), zusage in zip(self.sitze, zusagen, strict=False):
            assert mitglied is not None
            assert mitglied.amt is not None
            bogen: dict[str, Any] = {"teilnahme": str(mitglied.pk), "zusage": zusage}
            if zusage == "kommt_nicht" and stellvertretende:
                bogen["vertretung"] = str(stellvertretende[0].pk)
            self.tue("sitzung_zusagen", "", als=akteur_aus(mitglied.amt), **bogen)
            if zusage != "kommt_nicht":
                kommen.append((mitglied.pk, zusage == "per_video"))
        bogen = {"zugesagte_anwesend": "on"} if alle_da else {}
        if versehen:
            self.tue("sitzung_eroeffnen", "", **bogen)
            self.tue("eroeffnung_zuruecknehmen", stoerung, grund="Die falsche Sitzung.")
        self.tue("sitzung_eroeffnen", stoerung, **bogen)
        for pk, video in kommen if alle_da else ():
            self.modell.setzt_sich(pk, pk, video=video)
        punkte = self.sitzung.punkte.filter(abgesetzt=False).select_related("fall")
        self.modell.punkte = [
            Punktzettel(p.pk, p.fall, p.fall.personenzahl if p.fall else 0) for p in punkte
        ]

    @rule(keim=KEIME)
    def etwas_geschieht(self, keim: int) -> None:
        """One rule with dice of its own: what makes sense comes often, the rest now and then."""
        z = Random(f"{keim} {self.version} {len(self.gesendet)}")
        auf, m = self.modell.auf, self.modell
        offen, gezaehlt_ist = self.modell.zettel(offen=True), self.modell.zettel(offen=False)
        gewichte: dict[Callable[[Random], None], int] = {
            self.jemand_kommt: 3 if m.beschlussfaehig else 12,
            self.jemand_geht: 2,
            self.eine_vertretung_springt_ein: 2,
            self.ein_punkt_wird_aufgerufen: 1 if auf else 10,
            self.etwas_wird_beantragt: 8 if auf and not auf.antraege else 6 if auf else 1,
            self.es_wird_gezaehlt: 12 if offen else 0,
            self.es_wird_geheim_abgestimmt: 2 if offen else 0,
            self.es_wird_berichtigt: 4 if gezaehlt_ist else 0,
            self.ein_antrag_wird_zurueckgezogen: 1 if offen else 0,
            self.ein_punkt_wird_geschlossen: 4 if auf and auf.ausgang() else 1,
            self.ein_fall_erledigt_sich: 1,
            self.eine_verbindung_war_verloren: 2 if self.gesendet else 0,
            self.es_ist_pause: 1,
        }
        (tat,) = z.choices([*gewichte], [*gewichte.values()])
        tat(z)

    # Who is there.

    def mitglied(self, sitz: int) -> UUID:
        mitglied = self.sitze[sitz][0]
        assert mitglied is not None
        return mitglied.pk

    def jemand_kommt(self, z: Random) -> None:
        video = z.random() < 0.3
        self.kommen(z.sample(range(SITZE), z.randint(1, 5)), z.choice(STOERUNGEN), video=video)

    def kommen(self, sitze: Iterable[int], stoerung: str, *, video: bool = False) -> None:
        alle, wie = {self.mitglied(sitz) for sitz in sitze}, "video" if video else "da"
        if frei := alle - self.modell.da.keys():
            self.tue("anwesende_festhalten", stoerung, wer=sorted(map(str, frei)), wie=wie)
        for pk in alle - frei:
            self.tue("anwesenheit_festhalten", stoerung, teilnahme=str(pk), wie=wie)
        for pk in alle:
            self.modell.setzt_sich(pk, pk, video=video)

    def jemand_geht(self, z: Random) -> None:
        for sitz in z.sample(range(SITZE), z.randint(1, 3)):
            pk = self.mitglied(sitz)
            bogen: dict[str, Any] = {"teilnahme": str(pk), "wie": "weg"}
            self.tue("anwesenheit_festhalten", z.choice(STOERUNGEN), **bogen)
            self.modell.da.pop(pk, None)

    def eine_vertretung_springt_ein(self, z: Random) -> None:
        """Only for an absent member of the seat: then the member is noted as not there."""
        sitz, fremd = z.sample(range(SITZE), 2)
        pk, stellvertretende = self.mitglied(sitz), self.sitze[sitz][1]
        bogen: dict[str, Any] = {"teilnahme": str(pk), "wie": "weg"}
        fremde = self.sitze[fremd][1]
        if fremde and fremde[0] not in stellvertretende:
            self.abgewiesen("anwesenheit_festhalten", **bogen, vertretung=str(fremde[0].pk))
        if stellvertretende:
            bogen["vertretung"] = str(stellvertretende[0].pk)
            self.abgewiesen("anwesenheit_festhalten", **{**bogen, "wie": "da"})
            self.tue("anwesenheit_festhalten", z.choice(STOERUNGEN), **bogen)
            self.modell.setzt_sich(pk, stellvertretende[0].pk)

    # Items and motions.

    def ein_punkt_wird_aufgerufen(self, z: Random) -> None:
        """One at a time."""
        offen = [p for p in self.modell.punkte if p.stand == "offen"]
        if not offen:
            return
        punkt = z.choice(offen)
        if self.modell.auf is not None:
            self.abgewiesen("punkt_aufrufen", punkt=str(punkt.pk))
            return
        self.tue("punkt_aufrufen", z.choice(STOERUNGEN), punkt=str(punkt.pk))
        punkt.stand = "auf"

    def etwas_wird_beantragt(self, z: Random) -> None:
        einzeln = z.random() < 0.3
        self.beantragen(z.choice(GEGENSTAENDE), z.choice(STOERUNGEN), einzeln=einzeln)

    def beantragen(self, gegenstand: str, stoerung: str, *, einzeln: bool = False) -> None:
        auf = self.modell.auf
        if auf is None or auf.fall is None:
            self.abgewiesen("antrag_stellen", gegenstand=gegenstand)
            return
        einzeln = einzeln and auf.personen > 1
        erste = auf.fall.personen.order_by("nummer")[0] if einzeln else None
        bogen: dict[str, Any] = {"personen": [str(erste.pk)]} if erste else {}
        # Whoever it is about, the motions here are about the first person or about all.
        ersucht = any(a.gegenstand == "ersuchen" and a.angenommen for a in auf.antraege)
        if (gegenstand == "empfehlung" and ersucht) or (gegenstand in OHNE_ERGEBNIS and einzeln):
            self.abgewiesen("antrag_stellen", gegenstand=gegenstand, **bogen)
            return
        self.tue("antrag_stellen", stoerung, gegenstand=gegenstand, **bogen)
        neuer = Antrag.objects.filter(punkt=auf.pk).latest("nummer")
        assert neuer.nummer == len(auf.antraege) + 1
        auf.antraege.append(Antragszettel(neuer.pk, gegenstand, (1,) if einzeln else ()))

    def es_wird_gezaehlt(self, z: Random) -> None:
        """Mostly as many votes as people, now and then too many."""
        da = self.modell.anwesend + (z.random() < 0.1)
        ja = z.randint(da // 2 if z.random() < 0.6 else 0, da)
        nein = z.randint(0, da - ja)
        sagt = z.choice(["angenommen", "abgelehnt"])
        self.zaehlen((ja, nein, z.randint(0, da - ja - nein)), sagt, z.choice(STOERUNGEN))

    def es_wird_berichtigt(self, z: Random) -> None:
        """A miscount: the same rules hold for the new count."""
        ja, nein = z.randint(0, 5), z.randint(0, 5)
        sagt = z.choice(["angenommen", "abgelehnt"])
        self.zaehlen((ja, nein, 0), sagt, z.choice(STOERUNGEN), neu=True)

    def zaehlen(
        self, stimmen: tuple[int, int, int], sagt: str, stoerung: str, *, neu: bool = False
    ) -> None:
        """Never without a quorum, never more votes than people."""
        ja, nein, enthaltung = stimmen
        name = "zaehlung_berichtigen" if neu else "abstimmung_festhalten"
        antrag = self.modell.zettel(offen=not neu)
        if antrag is None:
            return
        # A miscount is corrected among those who were there when it was made.
        waehlende = antrag.waehlende if neu else self.modell.anwesend
        bogen: dict[str, Any] = {"antrag": str(antrag.pk), "ja": ja, "nein": nein}
        bogen |= {"enthaltung": enthaltung, "grund": "Verzählt"}
        if ja + nein + enthaltung > waehlende or not faehig(waehlende):
            self.abgewiesen(name, **bogen, festgestellt=sagt)
            return
        getragen = ergebnis(antrag.gegenstand, ja, nein, waehlende)
        if getragen is None:
            self.abgewiesen(name, **bogen)
            getragen = sagt == "angenommen"
        self.tue(name, stoerung, **bogen, festgestellt=sagt)
        antrag.angenommen, antrag.waehlende = getragen, waehlende
        antrag.zaehlungen += 1
        if not neu:
            pruefe_festgehaltenes(self.modell)

    def es_wird_geheim_abgestimmt(self, z: Random) -> None:
        """Everybody at their own device; the totals are the count of the motion."""
        antrag = self.modell.zettel(offen=True)
        if antrag is None:
            return
        zettel: dict[str, Any] = {"antrag": str(antrag.pk), "klein": "on"}
        if not self.modell.beschlussfaehig:
            self.abgewiesen("geheim_eroeffnen", **zettel)
            return
        stimmen = self.stimmt_geheim_ab(zettel, z)
        pruefe_festgehaltenes(self.modell)
        waehlende = stimmen.total()
        getragen = ergebnis(antrag.gegenstand, stimmen["ja"], stimmen["nein"], waehlende)
        if getragen is None:
            sagt = z.choice(["angenommen", "abgelehnt"])
            bogen: dict[str, Any] = {"antrag": str(antrag.pk), "festgestellt": sagt}
            self.tue("abstimmung_festhalten", z.choice(STOERUNGEN), **bogen)
            getragen = sagt == "angenommen"
        zaehlung = Abstimmung.objects.get(antrag=antrag.pk)
        assert (zaehlung.ja, zaehlung.nein) == (stimmen["ja"], stimmen["nein"])
        antrag.angenommen, antrag.geheim = getragen, True
        antrag.zaehlungen += 1

    def ein_antrag_wird_zurueckgezogen(self, z: Random) -> None:
        antrag = self.modell.zettel(offen=True)
        if antrag is not None:
            self.tue("antrag_zurueckziehen", z.choice(STOERUNGEN), antrag=str(antrag.pk))
            antrag.zurueck = True

    def ein_punkt_wird_geschlossen(self, z: Random) -> None:
        """Not before everything moved is decided and something is decided."""
        auf = self.modell.auf
        if auf is None or any(a.offen for a in auf.antraege) or not auf.kann_schliessen():
            self.abgewiesen("punkt_schliessen")
            return
        self.tue("punkt_schliessen", z.choice(STOERUNGEN))
        auf.stand = "zu"
        pruefe_ergebnis(auf)

    # What comes from outside.

    def ein_fall_erledigt_sich(self, z: Random) -> None:
        """The office hears that the family has another title, whatever is on just now."""
        punkt = z.choice(self.modell.punkte)
        if punkt.stand in ("zu", "weg") or punkt.fall is None or z.random() < 0.5:
            return
        fall = frisch(punkt.fall)
        self.spiel.tue("anderweitig_erledigen", fall=fall)
        punkt.stand = "weg"
        self.version += 1
        self.getan["anderweitig_erledigen"] += 1

    def eine_verbindung_war_verloren(self, z: Random) -> None:
        """The answer to something sent long ago never came; the browser sends it again."""
        name, aufruf = z.choice(self.gesendet)
        erledigt = ausfuehren(name, **aufruf)
        assert erledigt.wiederholt
        assert erledigt.objekt_id == self.sitzung.pk

    def es_ist_pause(self, z: Random) -> None:
        """Time passes, tablets sleep."""
        spaeter = jetzt() + timedelta(minutes=z.randint(1, 40))
        self.uhr.__exit__(None, None, None)
        self.uhr = gestellt(spaeter)
        self.uhr.__enter__()

    # What must hold.

    @invariant()
    def alles_stimmt(self) -> None:
        if not self.version:
            return
        assert Sitzung.objects.get(pk=self.sitzung.pk).version == self.version
        pruefe_anwesenheit(self.sitzung, self.fassung, self.modell)
        pruefe_antraege(self.sitzung, self.modell)

    # The end.

    def teardown(self) -> None:
        """Whatever happened, the session can be brought to its end and written down."""
        try:
            if self.version:
                self.zu_ende_bringen()
        finally:
            self.uhr.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.zurueck.__exit__(None, None, None)

    def zu_ende_bringen(self) -> None:
        if any(p.stand in ("offen", "auf") for p in self.modell.punkte):
            self.abgewiesen("sitzung_beenden")
        z = Random(self.version)
        self.kommen(range(6), "")
        while any(p.stand in ("offen", "auf") for p in self.modell.punkte):
            if self.modell.auf is None:
                self.ein_punkt_wird_aufgerufen(z)
            while self.modell.zettel(offen=True):
                self.ein_antrag_wird_zurueckgezogen(z)
            auf = self.modell.auf
            assert auf is not None
            if auf.ausgang() is None:
                self.beantragen("vertagung", "")
                self.zaehlen((3, 0, 0), "angenommen", "")
            self.ein_punkt_wird_geschlossen(z)
        self.alles_stimmt()
        self.tue("sitzung_beenden", "doppelt")
        self.modell.da.clear()
        self.alles_stimmt()
        for punkt in self.modell.punkte:
            pruefe_ergebnis(punkt)
        zu = Sitzung.objects.get(pk=self.sitzung.pk)
        assert zu.stand == Sitzungsstand.BEENDET
        assert (zu.mitglieder, zu.anwesende) == (SITZE, len(self.modell.gesessen))
        self.tue("niederschrift_erstellen", "abbruch", als=self.leitung[0])
        abschnitte = Abschnitt.objects.filter(niederschrift__sitzung=self.sitzung)
        behandelt = {p.pk for p in self.modell.punkte if p.stand == "zu" or p.antraege}
        assert behandelt <= {a.punkt_id for a in abschnitte}
        assert abschnitte.count() == len({a.punkt_id for a in abschnitte})


def test_it_keeps_every_life_of_a_session_in_order(nrw: Spiel) -> None:
    getan: Counter[str] = Counter()
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Es wird geheim abgestimmt (erfunden).")
    faelle = [nrw.bis(Stand.BERATUNGSREIF) for _ in range(3)]
    nrw.zug(faelle[0], "person_hinzufuegen")

    def leben() -> Sitzungsleben:
        return Sitzungsleben(Spiel(nrw.gremium, aemter=nrw.aemter), faelle, getan)

    viele = settings.get_profile("frei").max_examples == settings().max_examples
    run_state_machine_as_test(
        leben,  # type: ignore[arg-type]
        settings=settings(
            max_examples=200 if viele else 6,
            stateful_step_count=60 if viele else 30,
            suppress_health_check=list(HealthCheck),
            # Making a failing life shorter takes minutes.
            phases=list(Phase) if viele else [Phase.generate],
            report_multiple_bugs=viele,
        ),
    )
    stoerungen = {f"störung:{wort}" for wort in STOERUNGEN}
    schritte = {"punkt_schliessen", "zaehlung_berichtigen", "geheim_schliessen"}
    assert schritte | stoerungen | {"abgewiesen:abstimmung_festhalten"} <= getan.keys()
