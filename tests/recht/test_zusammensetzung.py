"""The people in a body held against its rules; expected findings from the wording."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haertefall.recht.ordnung import Grundlage, Ordnung, Sitz, Vertretung
from haertefall.recht.ordnung.laden import lesen
from haertefall.recht.zusammensetzung import (
    Befund,
    Gewicht,
    Inhaber,
    Lage,
    Sitzlage,
    befunde,
    befunde_klein,
)
from tests.recht.bau import WURZEL, ausgelieferte, ordnung, probe

VON, BIS = date(2026, 1, 1), date(2027, 12, 31)
NRW = lesen((WURZEL / "nrw" / "2020-10-14.toml").read_text("utf-8"), "nrw")
DORTMUND = lesen((WURZEL / "dortmund" / "stand-2022-11-28.toml").read_text("utf-8"), "do")
LEVERKUSEN = lesen(
    (WURZEL / "leverkusen-beratungsgremium" / "entwurf-2023-03-08.toml").read_text("utf-8"), "lev"
)


def wer(person: str, bis: date | None = BIS, **mehr: bool) -> Inhaber:
    return Inhaber(person, VON, bis, **mehr)


def voll(regeln: Ordnung, *, ohne: tuple[str, ...] = ()) -> Lage:
    """Every seat with its deputies held, except some."""
    sitze = []
    for zeile in regeln.sitz:
        for nummer in range(zeile.anzahl or 1):
            da = zeile.kennung not in ohne
            name = f"{zeile.kennung}{nummer}"
            zahl = {Vertretung.JE_EINE: 1, Vertretung.JE_ZWEI: 2}.get(zeile.vertretung, 0)  # type: ignore[arg-type]
            sitze.append(
                Sitzlage(
                    name,
                    zeile,
                    wer(name) if da else None,
                    tuple(wer(f"v-{name}{n}") for n in range(zahl)) if da else (),
                )
            )
    vorsitz = next((s.mitglied for s in sitze if s.zeile and s.zeile.funktion == "vorsitz"), None)
    return Lage(tuple(sitze), vorsitz=vorsitz)


def saetze(gefunden: tuple[Befund, ...], gewicht: Gewicht) -> list[str]:
    return [b.satz for b in gefunden if b.gewicht is gewicht]


def test_it_finds_nothing_wrong_in_a_full_commission() -> None:
    """§ 2 Abs. 1 Satz 1: „mindestens sieben und maximal zehn Mitglieder“."""
    gefunden = befunde(NRW, voll(NRW))
    assert saetze(gefunden, Gewicht.ABWEICHUNG) == saetze(gefunden, Gewicht.OFFEN) == []
    zahl = next(b for b in gefunden if "mindestens 7" in b.satz)
    assert zahl.satz == "10 Mitglieder, vorgesehen sind mindestens 7 und höchstens 10."
    assert zahl.beleg == "§ 2 Abs. 1 Satz 1 HFKVO NRW"


def test_it_calls_fewer_than_seven_a_deviation_with_the_norm() -> None:
    fehlen = ("evangelische_kirche", "katholische_kirche", "pro_asyl", "aerztlich")
    gefunden = befunde(NRW, voll(NRW, ohne=fehlen))
    (abweichung,) = [b for b in gefunden if b.gewicht is Gewicht.ABWEICHUNG]
    assert abweichung.satz.startswith("6 Mitglieder, vorgesehen sind mindestens 7")
    assert abweichung.beleg == "§ 2 Abs. 1 Satz 1 HFKVO NRW"
    assert gefunden[0] == abweichung


@pytest.mark.parametrize(
    "sitz",
    [
        "auslaenderbehoerde_kreisfreie_stadt",
        "auslaenderbehoerde_kreis",
        "aerztlich",
        "integrationsministerium",
    ],
)
def test_it_only_informs_about_a_seat_that_rests_on_the_report(sitz: str) -> None:
    """Four seats stand in the report alone: their lack is no deviation."""
    gefunden = befunde(NRW, voll(NRW, ohne=(sitz,)))
    assert not saetze(gefunden, Gewicht.ABWEICHUNG)
    assert not saetze(gefunden, Gewicht.OFFEN)
    frei = next(b for b in gefunden if b.satz.startswith(f"Frei: {sitz}0."))
    assert frei.gewicht is Gewicht.INFORMATION
    assert frei.beleg.startswith("Praxis: Bericht der Geschäftsstelle")


def test_it_says_who_may_propose_for_a_free_seat() -> None:
    """§ 2 Abs. 2: the five organisations *can* propose: free is open, not wrong."""
    gefunden = befunde(NRW, voll(NRW, ohne=("pro_asyl",)))
    offen = saetze(gefunden, Gewicht.OFFEN)
    assert offen[0] == "Frei: pro_asyl0. Vorschlag: Bundesarbeitsgemeinschaft Pro Asyl."
    assert not saetze(gefunden, Gewicht.ABWEICHUNG)


def test_it_wants_four_in_dortmund_and_no_deputy() -> None:
    """„vier Personen“; „eine Vertretung ist nicht vorgesehen“; no chair."""
    lage = voll(DORTMUND)
    assert not saetze(befunde(DORTMUND, lage), Gewicht.ABWEICHUNG)
    erster, *rest = lage.sitze
    mit = Lage(
        (Sitzlage(erster.worte, erster.zeile, erster.mitglied, (wer("x"),)), *rest[:2]),
    )
    abweichung = saetze(befunde(DORTMUND, mit), Gewicht.ABWEICHUNG)
    assert "3 Mitglieder, vorgesehen sind genau 4." in abweichung
    assert f"{erster.worte}: 1 Stellvertretung, vorgesehen ist keine." in abweichung


def test_it_calls_a_second_deputy_a_reading_where_the_text_only_counts_them() -> None:
    """Leverkusen: „fünf stellvertretende Mitglieder“, not whose; NRW: one for each by the text."""
    for regeln, gewicht in ((LEVERKUSEN, Gewicht.INFORMATION), (NRW, Gewicht.ABWEICHUNG)):
        sitz = voll(regeln).sitze[1]
        zwei = Lage((Sitzlage(sitz.worte, sitz.zeile, sitz.mitglied, (wer("x"), wer("y"))),))
        satz = f"{sitz.worte}: 2 eingetragen, vorgesehen je eine Stellvertretung."
        assert satz in saetze(befunde(regeln, zwei), gewicht)


def test_it_knows_that_the_end_of_a_council_term_has_no_day() -> None:
    lage = Lage(tuple(Sitzlage(s.worte, s.zeile, wer("a", None)) for s in voll(DORTMUND).sitze))
    gefunden = befunde(DORTMUND, lage)
    satz = "wohlfahrtsverbaende0: Wann die Amtszeit endet, ist nicht eingetragen."
    assert satz in saetze(gefunden, Gewicht.INFORMATION)
    assert not any("leitung_auslaenderbehoerde0: Wann" in b.satz for b in gefunden)


def test_it_calls_a_chair_where_none_is_provided_a_reading() -> None:
    """That Dortmund has no chair is a reading: information, with its doubt."""
    lage = Lage(voll(DORTMUND).sitze, vorsitz=wer("v"))
    befund = next(b for b in befunde(DORTMUND, lage) if "vorgesehen ist keiner" in b.satz)
    assert befund.gewicht is Gewicht.INFORMATION
    assert "Ausdrücklich ausgeschlossen ist ein Vorsitz nicht" in befund.zweifel


def test_it_says_that_seat_and_vote_of_the_deputy_chair_are_not_regulated() -> None:
    """§ 3 Abs. 1 Satz 3 HFKVO."""
    lage = voll(NRW)
    mit = Lage(lage.sitze, vorsitz=lage.vorsitz, vorsitzvertretung=(wer("d"),))
    befund = next(b for b in befunde(NRW, mit) if b.satz.startswith("Stellvertretender"))
    assert befund.gewicht is Gewicht.INFORMATION
    assert "Sitz und eine Stimme" in befund.zweifel


def test_it_takes_a_longer_term_as_it_is_where_two_years_are_the_rule_only() -> None:
    lang = Lage(
        tuple(Sitzlage(s.worte, s.zeile, wer("a", date(2030, 1, 1))) for s in voll(NRW).sitze[1:2])
    )
    befund = next(b for b in befunde(NRW, lang) if "nach der Regel" in b.satz)
    assert befund.gewicht is Gewicht.INFORMATION
    assert befund.satz.endswith("berufen bis 01.01.2030, nach der Regel 31.12.2027.")


def fest(mehr: str) -> Ordnung:
    return ordnung(
        f'[[sitz]]\nkennung = "a"\nbezeichnung = "Sitz A"\nanzahl = 1\nnorm = "§ 2"\n{mehr}\n'
    )


def test_it_knows_terms_that_are_fixed_or_may_not_be_repeated() -> None:
    regeln = fest('[[amtszeit]]\njahre = 2\nwiederholbar = false\nnorm = "§ 3"')
    lage = Lage((Sitzlage("A", regeln.sitz[0], wer("a", date(2029, 1, 1), wieder=True)),))
    assert saetze(befunde(regeln, lage), Gewicht.ABWEICHUNG) == [
        "A: erneut berufen, vorgesehen ist das nicht.",
        "A: berufen bis 01.01.2029, nach der Regel 31.12.2027.",
    ]
    ohne = Lage((Sitzlage("A", regeln.sitz[0], wer("a", None)),))
    assert "A: Wann die Amtszeit endet" in saetze(befunde(regeln, ohne), Gewicht.OFFEN)[0]


def test_it_works_from_a_share_of_the_seats_on_in_hamburg() -> None:
    zeile = probe("hh").sitz[0]

    def lage(besetzt: int) -> Lage:
        sitze = [Sitzlage(f"F{n}", zeile, wer(f"f{n}") if n < besetzt else None) for n in range(6)]
        return Lage(tuple(sitze))

    wenig = saetze(befunde(probe("hh"), lage(3)), Gewicht.ABWEICHUNG)
    assert wenig == ["3 von 6 Sitzen besetzt; gearbeitet wird ab 2/3 der Sitze."]
    assert not saetze(befunde(probe("hh"), lage(4)), Gewicht.ABWEICHUNG)
    offen = saetze(befunde(probe("hh"), lage(4)), Gewicht.OFFEN)
    assert "F0: 0 eingetragen, vorgesehen je zwei Stellvertretungen." in offen


def test_it_makes_up_no_rule() -> None:
    lage = Lage((Sitzlage("S", None, wer("a")),), vorsitz=wer("v"), vorsitzvertretung=(wer("d"),))
    gefunden = befunde(ordnung(), lage)
    assert {b.gewicht for b in gefunden} == {Gewicht.INFORMATION}
    assert {b.beleg for b in gefunden} == {""}
    assert any("keine Regel hinterlegt" in b.satz for b in gefunden)
    nur_vertreten = fest('[[vorsitz]]\nbezeichnung = "OB"\nnorm = "§ 3"')
    mit = Lage(
        (Sitzlage("A", nur_vertreten.sitz[0], wer("a"), (wer("b"),)),),
        vorsitzvertretung=(wer("d"),),
    )
    gefunden = befunde(nur_vertreten, mit)
    assert "A: Ob es eine Stellvertretung gibt, ist nicht geregelt." in [b.satz for b in gefunden]
    assert "Vorsitz ist nicht eingetragen: OB." in saetze(gefunden, Gewicht.OFFEN)
    assert any("er ist nicht geregelt" in b.satz for b in gefunden)


AUSSCHUSS = NRW.kleines_gremium[0]


def ausschuss(mitglieder: tuple[str, ...], vertretungen: tuple[str, ...] = ()) -> Lage:
    zeilen = [AUSSCHUSS.sitz[0], AUSSCHUSS.sitz[1], AUSSCHUSS.sitz[1]]
    vertritt = dict(enumerate(vertretungen))
    return Lage(
        tuple(
            Sitzlage(
                f"Ausschuss {n}",
                zeile,
                wer(mitglieder[n]) if n < len(mitglieder) else None,
                (wer(vertritt[n]),) if n in vertritt else (),
            )
            for n, zeile in enumerate(zeilen)
        )
    )


def test_it_takes_the_small_body_from_the_commission() -> None:
    """§ 3 Abs. 3 Satz 2: „eine Stellvertreterin oder ein Stellvertreter aus der Kommission“."""
    ganzes = voll(NRW)
    richtig = ausschuss(
        ("vorsitz0", "pro_asyl0", "aerztlich0"),
        ("evangelische_kirche0", "katholische_kirche0", "fluechtlingsrat0"),
    )
    assert befunde_klein(AUSSCHUSS, richtig, ganzes) == ()
    fremd = ausschuss(("vorsitz0", "pro_asyl0", "aerztlich0"), ("jemand", "v-pro_asyl00", "x"))
    gefunden = befunde_klein(AUSSCHUSS, fremd, ganzes)
    assert saetze(gefunden, Gewicht.ABWEICHUNG) == [
        "Ausschuss 0: Die Stellvertretung gehört dem ganzen Gremium nicht an.",
        "Ausschuss 2: Die Stellvertretung gehört dem ganzen Gremium nicht an.",
    ]
    assert gefunden[0].beleg == "§ 3 Abs. 3 HFKVO NRW"
    lesart = next(b for b in gefunden if b.satz.startswith("Ausschuss 1"))
    assert (lesart.gewicht, lesart.beleg) == (
        Gewicht.INFORMATION,
        "Lesart: § 3 Abs. 3 HFKVO NRW",
    )


def test_it_wants_the_chair_in_the_small_body_and_reads_the_others_as_members() -> None:
    gefunden = befunde_klein(AUSSCHUSS, ausschuss(("pro_asyl0", "fremd")), voll(NRW))
    assert saetze(gefunden, Gewicht.ABWEICHUNG) == [
        "Ausschuss 0: Den Vorsitz des ganzen Gremiums hat eine andere Person."
    ]
    lesart = next(b for b in gefunden if "kein Mitglied des ganzen" in b.satz)
    assert (lesart.gewicht, lesart.satz[:11]) == (Gewicht.INFORMATION, "Ausschuss 1")
    assert "nur für die Stellvertretungen" in lesart.zweifel
    assert "2 von 3 Mitgliedern." in saetze(gefunden, Gewicht.OFFEN)


def test_it_needs_no_small_body_where_the_rules_only_allow_it() -> None:
    (befund,) = befunde_klein(AUSSCHUSS, ausschuss(()), voll(NRW))
    assert befund.gewicht is Gewicht.INFORMATION
    assert befund.satz == "Vorprüfungsausschuss: kann gebildet werden, besteht zurzeit nicht."


@given(st.data())
def test_it_finds_a_deviation_on_a_text_row_only(data: st.DataObject) -> None:
    """Practice, reading and assumption inform; whatever happens, a row cited exists."""
    datei = data.draw(st.sampled_from(ausgelieferte()))
    regeln = lesen(datei.read_text("utf-8"), datei.name)
    ohne = tuple(data.draw(st.sets(st.sampled_from([s.kennung for s in regeln.sitz] or [""]))))
    belege = {z.beleg for z in _zeilen(regeln) if z.art is Grundlage.TEXT}
    for befund in befunde(regeln, voll(regeln, ohne=ohne)):
        if befund.gewicht is not Gewicht.INFORMATION:
            assert befund.beleg in belege, befund
        assert befund.satz.endswith(".")


def _zeilen(regeln: Ordnung) -> list[Sitz]:
    return [*regeln.mitgliederzahl, *regeln.sitz, *regeln.vorsitz, *regeln.amtszeit]  # type: ignore[list-item]
