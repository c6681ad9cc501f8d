"""Who sits where on a day: the seats of the rules with the people in them."""

import uuid
from datetime import date

from haertefall.gremien.besetzung import Zusammensetzung, zusammensetzen
from haertefall.gremien.models import Amt, Berufung, Fraktion, Gremium
from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.ordnung import Ordnung, Vertretung
from tests.recht.bau import ordnung, probe

TAG = date(2026, 3, 1)


def berufen(sitz: str, rolle: str = "mitglied", **felder: object) -> Berufung:
    amt = Amt(id=uuid.uuid4(), sitz=sitz)
    return Berufung(sitz=sitz, rolle=rolle, von=TAG, amt=amt, **felder)


def am_tag(
    regeln: Ordnung, *berufungen: Berufung, fraktionen: tuple[Fraktion, ...] = ()
) -> Zusammensetzung:
    return zusammensetzen(regeln.sitz, list(berufungen), list(fraktionen), TAG)


def test_it_names_every_seat_with_its_row_and_who_holds_it() -> None:
    regeln = ordnung(
        """
        [[sitz]]
        kennung      = "kirche"
        bezeichnung  = "Mitglied der Kirchen"
        anzahl       = 2
        schlaegt_vor = ["Kirche A", "Kirche B"]
        beruft       = "Ministerium"
        stimmrecht   = "ja"
        vertretung   = "je_eine"
        norm         = "§ 2"
        """
    )
    erste, vertritt = berufen("kirche"), berufen("kirche", "stellvertretung")
    lage = am_tag(regeln, erste, vertritt)
    besetzt, frei = lage.sitze
    assert (besetzt.kennung, besetzt.worte) == ("kirche", "Mitglied der Kirchen (1)")
    assert besetzt.zeile is regeln.sitz[0]
    assert besetzt.mitglied == erste.amt
    assert besetzt.stellvertretende == (vertritt.amt,)
    assert (frei.nummer, frei.mitglied, frei.stellvertretende) == (2, None, ())
    assert (lage.zahl_sitze, lage.zahl_besetzt, lage.stimmberechtigte()) == (2, 1, 1)
    assert vertritt.amt is not None
    assert lage.sitz_von(vertritt.amt) == besetzt


def test_it_knows_deputies_one_each_two_each_for_all_and_forbidden() -> None:
    def regeln(art: str) -> Ordnung:
        return ordnung(
            f"""
            [[sitz]]
            kennung     = "a"
            bezeichnung = "Sitz A"
            anzahl      = 1
            vertretung  = "{art}"
            norm        = "§ 2"
            """
        )

    zwei = am_tag(
        regeln("je_zwei"),
        berufen("a"),
        berufen("a", "stellvertretung", platz=2),
        berufen("a", "stellvertretung", platz=1),
    )
    assert [b.platz for b in zwei.sitze[0].vertretungen] == [1, 2]
    pool = am_tag(regeln("pool"), berufen("a"), berufen("", "stellvertretung"))
    assert pool.sitze[0].vertretungen == ()
    assert len(pool.pool) == 1
    for art in ("je_eine", "keine"):
        assert am_tag(regeln(art)).sitze[0].vertretung is Vertretung(art)
    assert am_tag(probe("by")).sitze[0].vertretung is None


def test_it_gives_every_fraktion_of_the_day_a_seat() -> None:
    gruene, rote = (Fraktion(id=uuid.uuid4(), name=n, art="fraktion") for n in ("Grün", "Rot"))
    gruppe = Fraktion(id=uuid.uuid4(), name="Gruppe", art="gruppe")
    lage = am_tag(
        probe("hh"), berufen("fraktion", fraktion=rote), fraktionen=(gruene, rote, gruppe)
    )
    assert [s.worte for s in lage.sitze] == [
        "Mitglied der Bürgerschaft: Grün",
        "Mitglied der Bürgerschaft: Rot",
    ]
    assert [s.berufung is not None for s in lage.sitze] == [False, True]
    assert lage.zahl_sitze == 2


def test_it_gives_groups_a_seat_where_the_rules_say_so() -> None:
    regeln = ordnung(
        """
        [[sitz]]
        kennung     = "rat"
        bezeichnung = "Rat"
        formel      = "je_fraktion_oder_gruppe"
        norm        = "Nr. 1 e"
        """
    )
    gruppe = Fraktion(id=uuid.uuid4(), name="Gruppe", art="gruppe")
    assert [s.worte for s in am_tag(regeln, fraktionen=(gruppe,)).sitze] == ["Rat: Gruppe"]


def test_it_says_when_voting_is_regulated_in_part_or_not_at_all() -> None:
    lage = am_tag(probe("by"), berufen("kirche"), berufen("kommunale_verbaende"))
    nur = next(s for s in lage.sitze if s.kennung == "kommunale_verbaende")
    assert nur.stimmt(Gegenstand.ERSUCHEN) is True
    assert nur.stimmt(Gegenstand.VERTAGUNG) is False
    assert nur.stimmt() is None
    assert lage.stimmberechtigte(Gegenstand.ERSUCHEN) == 2
    assert lage.stimmberechtigte(Gegenstand.VERTAGUNG) == 1
    assert lage.stimmberechtigte() is None


def test_it_does_not_count_those_who_only_advise() -> None:
    regeln = ordnung(
        """
        [[sitz]]
        kennung     = "gast"
        bezeichnung = "Beratender Gast"
        anzahl      = 1
        beratend    = true
        stimmrecht  = "nein"
        norm        = "§ 2"
        """
    )
    lage = am_tag(regeln, berufen("gast"))
    assert lage.sitze[0].berufung is not None
    assert (lage.zahl_besetzt, lage.mitgliedersitze) == (0, ())


def test_it_makes_up_no_number_of_seats() -> None:
    regeln = ordnung(
        """
        [[sitz]]
        kennung     = "verbaende"
        bezeichnung = "Verbände"
        norm        = "Nr. 1"
        """
    )
    assert am_tag(regeln).sitze == ()
    lage = am_tag(regeln, berufen("verbaende"), berufen("verbaende", nummer=2))
    assert [s.worte for s in lage.sitze] == ["Verbände", "Verbände (2)"]
    assert (lage.zahl_sitze, lage.zahl_besetzt) == (None, 2)


def test_it_keeps_members_whose_seat_the_rules_do_not_name() -> None:
    lage = am_tag(ordnung(), berufen(""), berufen("abgeschafft"))
    assert {s.worte for s in lage.sitze} == {"Sitz, den die hinterlegte Ordnung nicht nennt"}
    assert (lage.zahl_sitze, lage.zahl_besetzt, lage.stimmberechtigte()) == (None, 2, None)


def test_it_names_the_chair_on_a_seat_or_beside_the_seats() -> None:
    regeln = ordnung(
        """
        [[sitz]]
        kennung     = "leitung"
        bezeichnung = "Leitung"
        anzahl      = 1
        funktion    = "vorsitz"
        norm        = "§ 3"
        """
    )
    chefin = berufen("leitung")
    assert am_tag(regeln, chefin).vorsitz is chefin
    daneben, vertritt = berufen("", "vorsitz"), berufen("", "vorsitzvertretung")
    lage = am_tag(ordnung(), daneben, vertritt)
    assert (lage.vorsitz, lage.vorsitzvertretung) == (daneben, (vertritt,))
    assert lage.zahl_besetzt == 0


def test_it_is_a_seat_of_the_body_itself() -> None:
    assert str(Berufung(name="A B", rolle="mitglied", gremium=Gremium())) == "A B (Mitglied)"
