"""Unusual reading: what the four rules find, and who set their measures."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.audit.akteur import Akteur, programm
from haertefall.audit.auffaellig import (
    ANNAHME,
    REGELN,
    MassUngueltig,
    auffaelligkeiten,
    festlegen,
    festlegungen,
)
from haertefall.audit.leseregeln import (
    AusserDerZeit,
    GeschlossenerFall,
    OhneAufgabe,
    VieleFaelle,
)
from haertefall.audit.models import Mass, Zugriff
from haertefall.audit.record import fall_geoeffnet, formular_geoeffnet, record
from haertefall.recht.begriffe import Funktion
from haertefall.zeit import gestellt

ICH, DU = UUID(int=1), UUID(int=2)
# A Friday, eleven o'clock in Berlin.
FREITAG = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TAEGLICH = timedelta(days=1)


def oeffnung(
    nummer: int,
    minute: float = 0,
    *,
    fall: int | None = None,
    konto: UUID = ICH,
    funktion: str = Funktion.GESCHAEFTSSTELLE,
    **zusatz: Any,
) -> Zugriff:
    return Zugriff(
        pk=nummer,
        um=FREITAG + timedelta(minutes=minute),
        konto=konto,
        funktion=funktion,
        was="fall_geoeffnet",
        objektart="fall",
        objekt=UUID(int=1000 + (nummer if fall is None else fall)),
        zusatz=zusatz,
    )


def nummern(regel: Any, zeilen: Iterable[Zugriff]) -> list[tuple[int, ...]]:
    return [fund.zeilen for fund in regel.finde(zeilen)]


class TestVieleFaelle:
    regel = VieleFaelle(anzahl=3, minuten=10)

    def test_it_allows_as_many_as_set(self) -> None:
        assert self.regel.finde([oeffnung(n, n) for n in range(3)]) == []

    def test_it_finds_one_more(self) -> None:
        assert nummern(self.regel, [oeffnung(n, n) for n in range(4)]) == [(0, 1, 2, 3)]

    def test_it_counts_cases_and_not_openings(self) -> None:
        assert self.regel.finde([oeffnung(n, n, fall=n % 3) for n in range(30)]) == []

    def test_it_counts_within_the_time_only(self) -> None:
        assert self.regel.finde([oeffnung(n, 4 * n) for n in range(30)]) == []

    def test_it_counts_each_account_for_itself(self) -> None:
        assert self.regel.finde([oeffnung(n, n, konto=(ICH, DU)[n % 2]) for n in range(6)]) == []

    def test_it_makes_one_finding_of_one_stretch_and_two_of_two(self) -> None:
        frueh = [oeffnung(n, n) for n in range(8)]
        spaet = [oeffnung(100 + n, 200 + n) for n in range(4)]
        [eins, zwei] = self.regel.finde([*spaet, *frueh])
        assert eins.zeilen == tuple(range(8))
        assert (eins.von, eins.bis) == (FREITAG, FREITAG + timedelta(minutes=7))
        assert len(eins.faelle) == 8
        assert zwei.zeilen == (100, 101, 102, 103)

    @given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8)), max_size=40))
    def test_it_finds_exactly_the_rows_of_full_windows(
        self, lesungen: list[tuple[int, int]]
    ) -> None:
        zeilen = [oeffnung(n, minute, fall=fall) for n, (minute, fall) in enumerate(lesungen)]
        erwartet = set()
        for ende in zeilen:
            fenster = [
                z
                for z in zeilen
                if ende.um - timedelta(minutes=10) < z.um and (z.um, z.pk) <= (ende.um, ende.pk)
            ]
            if len({z.objekt for z in fenster}) > 3:
                erwartet |= {z.pk for z in fenster}
        gefunden = [nr for fund in self.regel.finde(zeilen) for nr in fund.zeilen]
        assert len(gefunden) == len(set(gefunden))
        assert set(gefunden) == erwartet


class TestGeschlossenerFall:
    def test_it_allows_a_look_back_and_then_asks(self) -> None:
        zeilen = [
            oeffnung(1, geschlossen_tage=28),
            oeffnung(2, geschlossen_tage=29),
            oeffnung(3, 5, fall=2, geschlossen_tage=29),
            oeffnung(4, aufgabe=True),
            oeffnung(5, 24 * 60, fall=2, geschlossen_tage=30),
        ]
        assert nummern(GeschlossenerFall(karenz_tage=28), zeilen) == [(2, 3), (5,)]


class TestOhneAufgabe:
    def test_it_asks_about_open_cases_without_a_task_only(self) -> None:
        zeilen = [
            oeffnung(1, aufgabe=True),
            oeffnung(2, aufgabe=False),
            oeffnung(3, aufgabe=False, geschlossen_tage=3),
            oeffnung(4, aufgabe=False, funktion=Funktion.MITGLIED),
            oeffnung(5),
        ]
        assert nummern(OhneAufgabe(), zeilen) == [(2,)]


class TestAusserDerZeit:
    @pytest.mark.parametrize(
        ("ort", "gefunden"),
        [
            ("2026-11-20 05:59", True),
            ("2026-11-20 06:00", False),
            ("2026-11-20 19:59", False),
            ("2026-11-20 20:00", True),
            ("2026-11-21 11:00", True),  # Saturday
            ("2026-07-20 06:30", False),  # summer time: 04:30 UTC
            ("2026-07-20 20:30", True),
        ],
    )
    def test_it_goes_by_the_clock_in_berlin(self, ort: str, gefunden: bool) -> None:
        zeile = oeffnung(1)
        zeile.um = datetime.fromisoformat(ort).replace(tzinfo=ZoneInfo("Europe/Berlin"))
        assert bool(AusserDerZeit().finde([zeile])) is gefunden

    def test_it_leaves_honorary_members_alone(self) -> None:
        zeile = oeffnung(1, 24 * 60, funktion=Funktion.MITGLIED)
        assert AusserDerZeit().finde([zeile]) == []


@pytest.mark.django_db
class TestFestlegung:
    wer = Akteur(Funktion.DATENSCHUTZ, konto_id=ICH)

    def test_it_says_that_nobody_has_set_anything_yet(self) -> None:
        assert [(f.regel.name, f.konto, f.grund) for f in festlegungen()] == [
            (name, None, ANNAHME) for name in REGELN
        ]

    def test_it_keeps_who_and_why_and_what_was_before(self) -> None:
        festlegen(self.wer, "geschlossener_fall", {"karenz_tage": 90}, "Dienstvereinbarung 7/26")
        festlegen(self.wer, "geschlossener_fall", {"karenz_tage": 60}, " Beschluss vom 3.12. ")
        [jetzige] = [f for f in festlegungen() if f.regel.name == "geschlossener_fall"]
        assert jetzige.regel == GeschlossenerFall(karenz_tage=60)
        assert (jetzige.konto, jetzige.grund) == (ICH, "Beschluss vom 3.12.")
        assert Mass.objects.count() == 2
        assert Zugriff.objects.filter(was="mass_festgelegt:geschlossener_fall").count() == 2

    @pytest.mark.parametrize("name", list(REGELN))
    def test_it_reads_every_rule_back_as_it_was_set(self, name: str) -> None:
        regel = REGELN[name]()
        festlegen(self.wer, name, dict(vars(regel)), "so wie bisher")
        [jetzige] = [f for f in festlegungen() if f.regel.name == name]
        assert jetzige.regel == regel

    @pytest.mark.parametrize(
        ("name", "werte", "grund"),
        [
            ("gibt_es_nicht", {}, "x"),
            ("geschlossener_fall", {}, "x"),
            ("geschlossener_fall", {"karenz_tage": 1, "mehr": 1}, "x"),
            ("geschlossener_fall", {"karenz_tage": -1}, "x"),
            ("geschlossener_fall", {"karenz_tage": True}, "x"),
            ("geschlossener_fall", {"karenz_tage": "28"}, "x"),
            ("geschlossener_fall", {"karenz_tage": 28}, "  "),
            ("viele_faelle", {"anzahl": 0, "minuten": 60}, "x"),
            ("ohne_aufgabe", {"funktionen": ["hausmeister"]}, "x"),
            (
                "ausser_der_zeit",
                {"von_stunde": 9, "bis_stunde": 9, "wochentage": [1], "funktionen": []},
                "x",
            ),
            (
                "ausser_der_zeit",
                {"von_stunde": 6, "bis_stunde": 20, "wochentage": [0, 1], "funktionen": []},
                "x",
            ),
        ],
    )
    def test_it_refuses_what_makes_no_sense(
        self, name: str, werte: dict[str, Any], grund: str
    ) -> None:
        with pytest.raises(MassUngueltig):
            festlegen(self.wer, name, werte, grund)
        assert not Mass.objects.exists()

    def test_it_refuses_a_setting_by_nobody(self) -> None:
        with pytest.raises(MassUngueltig):
            festlegen(programm("probe"), "geschlossener_fall", {"karenz_tage": 1}, "x")


@pytest.mark.django_db
def test_it_judges_openings_of_cases_in_the_stretch_of_time_by_the_measures_set() -> None:
    akteur = Akteur(Funktion.GESCHAEFTSSTELLE, konto_id=ICH)
    fall = uuid4()
    for tag in range(3):
        with gestellt(FREITAG + tag * TAEGLICH):
            fall_geoeffnet(
                akteur, fall, gremium=uuid4(), abgeschlossen_am=date(2026, 11, 1), aufgabe=False
            )
            fall_geoeffnet(akteur, uuid4(), gremium=uuid4(), abgeschlossen_am=None, aufgabe=tag > 0)
            record(akteur, "anmeldung", "konto", ICH)
            fall_geoeffnet(
                programm("probe"), fall, gremium=uuid4(), abgeschlossen_am=None, aufgabe=False
            )

    def regeln() -> list[str]:
        return [fund.regel for fund in auffaelligkeiten(FREITAG, FREITAG + 2 * TAEGLICH)]

    # On Friday a case without a task, on Saturday two cases; Sunday is outside.
    assert regeln() == ["ohne_aufgabe", "ausser_der_zeit", "ausser_der_zeit"]
    festlegen(akteur, "geschlossener_fall", {"karenz_tage": 19}, "Probe")
    assert regeln() == [
        "ohne_aufgabe",
        "ausser_der_zeit",
        "ausser_der_zeit",
        "geschlossener_fall",
    ]


@pytest.mark.django_db
def test_it_counts_whoever_reads_past_the_file() -> None:
    """Forms, reasons and the Prüfhilfe name the people as well; a check is no case."""
    akteur = Akteur(Funktion.GESCHAEFTSSTELLE, konto_id=ICH, gremium_id=uuid4())
    festlegen(akteur, "viele_faelle", {"anzahl": 4, "minuten": 60}, "Probe")

    def funde() -> list[str]:
        return [fund.regel for fund in auffaelligkeiten(FREITAG, FREITAG + TAEGLICH)]

    with gestellt(FREITAG + timedelta(minutes=1)):
        for was in ("begruendung_geoeffnet", "pruefhilfe_geoeffnet", "einzelfallbitte_gedruckt"):
            record(akteur, was, "fall", uuid4())
        formular_geoeffnet(akteur, "gefahr_melden", "fall", uuid4())
        for _ in range(3):
            formular_geoeffnet(akteur, "vollzug_berichtigen", "vollzug", uuid4())
        assert funde() == []
        formular_geoeffnet(akteur, "gefahr_melden", "fall", uuid4())
    assert funde() == ["viele_faelle"]
