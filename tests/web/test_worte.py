"""Every code has its German word: a new one must not end in an error page."""

from haertefall.recht.begriffe import Stand, Wirkung
from haertefall.recht.zulaessigkeit import Lage, Zulaessigkeit
from haertefall.schritte.fall.absicht_eintragen import ABSICHTEN
from haertefall.schritte.fall.anordnung_eintragen import Anordnung
from haertefall.schritte.fall.rueckmeldung_eintragen import FOLGEN
from haertefall.web.weganzeige import STATIONEN
from haertefall.web.worte import (
    BEDINGUNG_WORTE,
    FOLGE_TITEL,
    TON_DER_LAGE,
    TON_DES_ERGEBNISSES,
    WIRKUNG_SAETZE,
)


def test_it_has_a_word_for_every_strength_and_finding() -> None:
    assert set(WIRKUNG_SAETZE) == set(Wirkung)
    assert {lage for lage, _ in TON_DER_LAGE} == set(Lage)
    assert set(TON_DES_ERGEBNISSES) == set(Zulaessigkeit)


def test_it_has_a_stage_for_every_state() -> None:
    staende = [stand for _, gruppe in STATIONEN for stand in gruppe]
    assert sorted(staende) == sorted(Stand)


def test_it_has_a_title_for_everything_an_authority_can_do() -> None:
    assert {code for code, _ in [*ABSICHTEN, *FOLGEN]} <= set(FOLGE_TITEL)
    bedingungen = Anordnung.base_fields["bedingung"].choices  # type: ignore[attr-defined]
    assert {code for code, _ in bedingungen if code} == set(BEDINGUNG_WORTE)
