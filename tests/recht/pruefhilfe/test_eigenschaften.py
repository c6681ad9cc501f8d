"""What must hold for everybody, whatever is known about them."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from haertefall.recht.pruefhilfe import Sachverhalt, Uebersicht, pruefe
from haertefall.recht.pruefhilfe.befund import Befund, Ergebnis
from haertefall.recht.pruefhilfe.gesetze import Gesetze, Parameter, Rolle, Staerke, Wertfassung
from haertefall.recht.pruefhilfe.sachverhalt import Sprachstufe, fortgeschrieben
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from tests.recht.pruefhilfe.personen import EINTRAEGE, lagen, mit_weniger


def _ergebnisse(uebersicht: Uebersicht) -> dict[tuple[str, str], Befund]:
    """Every way and row, by the facts alone and as shown."""
    befunde = {}
    for weg in uebersicht.wege:
        befunde[weg.weg.kennung, "weg"] = weg.befund
        befunde[weg.weg.kennung, "voraussetzungen"] = weg.voraussetzungen
        for zeile in weg.zeilen:
            befunde[weg.weg.kennung, zeile.zeile.kennung] = zeile.befund
            befunde[weg.weg.kennung, f"{zeile.zeile.kennung} nach den Tatsachen"] = zeile.tatsachen
    return befunde


@settings(max_examples=150)
@given(st.data(), lagen())
def test_it_never_flips_a_definite_answer_when_more_is_known(
    data: st.DataObject, wer_und_wann: tuple[Sachverhalt, date]
) -> None:
    wer, stichtag = wer_und_wann
    weniger = data.draw(mit_weniger(wer))
    spaeter = _ergebnisse(pruefe(wer, stichtag))
    for stelle, befund in _ergebnisse(pruefe(weniger, stichtag)).items():
        if not befund.offen:
            assert spaeter[stelle].ergebnis is befund.ergebnis, stelle


@settings(max_examples=60)
@given(st.data(), lagen())
def test_it_does_not_depend_on_the_order_of_what_is_entered(
    data: st.DataObject, wer_und_wann: tuple[Sachverhalt, date]
) -> None:
    wer, stichtag = wer_und_wann
    anders = replace(
        wer,
        angaben=dict(data.draw(st.permutations(list(wer.angaben.items())))),
        zeiten=wer.zeiten
        and replace(wer.zeiten, zeiten=tuple(data.draw(st.permutations(wer.zeiten.zeiten)))),
        strafen=wer.strafen
        and replace(wer.strafen, strafen=tuple(data.draw(st.permutations(wer.strafen.strafen)))),
    )
    assert pruefe(anders, stichtag) == pruefe(wer, stichtag)


def _geaendert(parameter: Parameter, ab: date) -> Parameter:
    """The same with a further version from a day on that says something else."""
    fassung = parameter.am(ab)
    if fassung is None:
        return parameter
    neu: dict[str, int | date | Sprachstufe | None] = {
        "zahl": None if fassung.zahl is None else fassung.zahl * 2 + 1,
        "tag": fassung.tag and fassung.tag + timedelta(days=700),
        "stufe": fassung.stufe and Sprachstufe.C1,
    }
    spaeter = Wertfassung.model_validate(
        {**fassung.model_dump(), **neu, "gueltig_ab": ab, "gueltig_bis": None}
    )
    frueher = [
        f.model_copy(update={"gueltig_bis": ab - timedelta(days=1)}) if f is fassung else f
        for f in parameter.fassung
        if f.gueltig_ab is not None and f.gueltig_ab < ab
    ]
    return parameter.model_copy(update={"fassung": [*frueher, spaeter]})


def _mit_spaeterem_recht(gesetze: Gesetze, ab: date) -> Gesetze:
    parameter = {k: _geaendert(p, ab) for k, p in gesetze.parameter.items()}
    return replace(gesetze, parameter=parameter)


@settings(max_examples=60)
@given(lagen(), st.integers(1, 400))
def test_it_never_lets_later_law_change_an_earlier_day(
    wer_und_wann: tuple[Sachverhalt, date], tage: int
) -> None:
    wer, stichtag = wer_und_wann
    spaeter = _mit_spaeterem_recht(ausgeliefert(), stichtag + timedelta(days=tage))
    assert _nur_ergebnisse(pruefe(wer, stichtag, spaeter)) == _nur_ergebnisse(pruefe(wer, stichtag))


def _nur_ergebnisse(uebersicht: Uebersicht) -> dict[tuple[str, str], tuple[object, ...]]:
    return {
        stelle: (befund.ergebnis, befund.anlaesse, befund.fehlt)
        for stelle, befund in _ergebnisse(uebersicht).items()
    }


def test_it_does_let_later_law_change_a_later_day() -> None:
    """Else the test above would prove nothing."""
    ab = date(2026, 6, 1)
    spaeter = _mit_spaeterem_recht(ausgeliefert(), ab)
    fassung = spaeter.parameter["25b.aufenthalt_jahre_allein"].am(ab)
    assert fassung is not None and fassung.zahl == 13


@settings(max_examples=100)
@given(st.data(), lagen())
def test_it_names_every_fact_that_could_change_a_result(
    data: st.DataObject, wer_und_wann: tuple[Sachverhalt, date]
) -> None:
    wer, stichtag = wer_und_wann
    unbekannt = sorted(set(EINTRAEGE) - set(wer.angaben))
    name = data.draw(st.sampled_from(unbekannt))
    mehr = replace(wer, angaben={**wer.angaben, name: data.draw(EINTRAEGE[name])})
    vorher, nachher = pruefe(wer, stichtag), pruefe(mehr, stichtag)
    for weg, danach in zip(vorher.wege, nachher.wege, strict=True):
        if weg.befund.ergebnis is not danach.befund.ergebnis:
            genannt = {fehlend.kennung for fehlend in weg.fehlend}
            assert name in genannt, weg.weg.kennung


@settings(max_examples=100)
@given(lagen())
def test_it_never_says_no_because_a_regel_or_a_waivable_condition_fails(
    wer_und_wann: tuple[Sachverhalt, date],
) -> None:
    wer, stichtag = wer_und_wann
    nie_nein = {Rolle.REGEL, Rolle.VERZICHTBAR}
    for weg in pruefe(wer, stichtag).wege:
        for zeile in weg.zeilen:
            if zeile.zeile.rolle in nie_nein:
                assert zeile.befund.ergebnis is not Ergebnis.NICHT_ERFUELLT
            if zeile.zeile.rolle in {Rolle.SOLL_AUSSCHLUSS, Rolle.KANN_AUSSCHLUSS}:
                assert zeile.beitrag.ergebnis is not Ergebnis.NICHT_ERFUELLT


@settings(max_examples=100)
@given(lagen())
def test_it_never_computes_the_outcome_of_a_discretion(
    wer_und_wann: tuple[Sachverhalt, date],
) -> None:
    wer, stichtag = wer_und_wann
    for weg in pruefe(wer, stichtag).wege:
        if weg.staerke is Staerke.KANN:
            assert weg.befund.ergebnis is not Ergebnis.ERFUELLT
        for zeile in weg.zeilen:
            if zeile.zeile.rolle is Rolle.BERATUNG and not _ruht(zeile.befund):
                assert zeile.befund.offen


def _ruht(befund: Befund) -> bool:
    return befund.ergebnis is Ergebnis.NICHT_IN_KRAFT


@settings(max_examples=60)
@given(lagen())
def test_it_gives_every_open_result_a_reason(wer_und_wann: tuple[Sachverhalt, date]) -> None:
    wer, stichtag = wer_und_wann
    for befund in _ergebnisse(pruefe(wer, stichtag)).values():
        assert befund.offen == bool(befund.gruende)


@settings(max_examples=60)
@given(lagen())
def test_it_assumes_nothing_about_today_by_letting_things_go_on(
    wer_und_wann: tuple[Sachverhalt, date],
) -> None:
    wer, stichtag = wer_und_wann
    weiter = fortgeschrieben(wer, stichtag)
    assert _nur_ergebnisse(pruefe(weiter, stichtag)) == _nur_ergebnisse(pruefe(wer, stichtag))
