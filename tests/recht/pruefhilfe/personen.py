"""Random invented people: near the Vorlagen, so that many conditions are met and few are not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from haertefall.recht.pruefhilfe import angaben as vokabular
from haertefall.recht.pruefhilfe.gesetze import Rolle
from haertefall.recht.pruefhilfe.sachverhalt import (
    Angabe,
    Aufenthaltsart,
    Aufenthaltszeit,
    Aufenthaltszeiten,
    Ereignis,
    Massnahme,
    Massnahmeart,
    Massnahmen,
    Merkmal,
    Sachverhalt,
    Sprachstufe,
    Strafart,
    Strafe,
    Strafen,
    Wert,
    Wertung,
    Wertungsfrage,
    Zeitraum,
)
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import wegtafeln
from tests.recht.pruefhilfe.beispieldateien import faelle, person

Eintrag = Angabe[Wert] | Wertung
_GRENZTAGE = [
    date(2015, 8, 1), date(2017, 1, 1), date(2018, 8, 1), date(2020, 1, 1), date(2020, 6, 30),
    date(2022, 12, 31), date(2024, 2, 27), date(2024, 12, 31), date(2025, 12, 31), date(2027, 7, 1),
]  # fmt: skip
TAGE = st.one_of(
    st.dates(date(2012, 1, 1), date(2029, 12, 31)),
    st.builds(
        lambda tag, tage: tag + timedelta(days=tage),
        st.sampled_from(_GRENZTAGE),
        st.integers(-2, 2),
    ),
)
STICHTAGE = st.one_of(
    st.dates(date(2014, 1, 1), date(2028, 12, 31)),
    st.builds(
        lambda tag, tage: tag + timedelta(days=tage),
        st.sampled_from(_GRENZTAGE),
        st.integers(-40, 2),
    ),
)
GEBURTSTAGE = st.one_of(st.dates(date(1955, 1, 1), date(2026, 12, 31)), st.just(date(2000, 2, 29)))


def _zeitraum(von: date, dauer: int | None) -> Zeitraum:
    return Zeitraum(von, None if dauer is None else von + timedelta(days=dauer))


SPANNEN = st.builds(_zeitraum, TAGE, st.one_of(st.none(), st.integers(0, 3000)))
EREIGNISSE = st.one_of(
    st.just(Ereignis(False)), st.just(Ereignis(True)), st.builds(Ereignis, st.just(True), TAGE)
)
WERTE: Mapping[type, st.SearchStrategy[Wert]] = {
    bool: st.booleans(),
    date: TAGE,
    Decimal: st.sampled_from([Decimal(n) for n in ("0", "19.5", "20", "36", "50.5", "90", "700")]),
    Sprachstufe: st.sampled_from(Sprachstufe),
    Zeitraum: SPANNEN,
    Ereignis: EREIGNISSE,
}
WERTUNGEN = st.builds(
    Wertung,
    ja=st.booleans(),
    wer=st.just("erfundene Person"),
    am=st.just(date(2026, 1, 1)),
    begruendung=st.just("Probe"),
)


def _eintraege() -> dict[str, st.SearchStrategy[Eintrag]]:
    eintraege: dict[str, st.SearchStrategy[Eintrag]] = {}
    for wert in vars(vokabular).values():
        if isinstance(wert, Merkmal):
            werte = GEBURTSTAGE if "geburtstag" in wert.kennung else WERTE[wert.art]
            eintraege[wert.kennung] = st.builds(Angabe, werte, st.sampled_from([True, True, False]))
        elif isinstance(wert, Wertungsfrage):
            eintraege[wert.kennung] = WERTUNGEN
    zeilen = ausgeliefert().zeilen
    for tafel in wegtafeln(ausgeliefert()):
        for kennung in tafel.zeilen if tafel.gefuehrt else ():
            if zeilen[kennung].rolle is Rolle.BERATUNG or zeilen[kennung].angabe:
                continue
            tatsache = zeilen[kennung].art == "tatsache"
            eintraege[kennung] = st.builds(Angabe, st.booleans()) if tatsache else WERTUNGEN
    return eintraege


EINTRAEGE = _eintraege()
ZEITEN = st.builds(
    Aufenthaltszeiten,
    st.lists(
        st.builds(Aufenthaltszeit, st.sampled_from(Aufenthaltsart), SPANNEN, st.booleans()),
        max_size=5,
    ).map(tuple),
)


def _kette(start: date, teile: list[tuple[Aufenthaltsart, int, int]]) -> Aufenthaltszeiten:
    """Periods one after the other, sometimes with a break; the last goes on."""
    zeiten, von = [], start
    for stelle, (art, tage, luecke) in enumerate(teile):
        bis = von + timedelta(days=tage) if stelle + 1 < len(teile) else None
        zeiten.append(Aufenthaltszeit(art, Zeitraum(von, bis)))
        von += timedelta(days=tage + 1 + luecke)
    return Aufenthaltszeiten(tuple(zeiten))


KETTEN = st.builds(
    _kette,
    TAGE,
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    Aufenthaltsart.GESTATTUNG,
                    Aufenthaltsart.DULDUNG,
                    Aufenthaltsart.DULDUNG,
                    Aufenthaltsart.DULDUNG_UNGEKLAERTE_IDENTITAET,
                    Aufenthaltsart.CHANCENAUFENTHALT,
                    Aufenthaltsart.BESCHAEFTIGUNGSDULDUNG,
                ]
            ),
            st.integers(20, 1500),
            st.sampled_from([0, 0, 0, 30, 120]),
        ),
        min_size=1,
        max_size=5,
    ),
)
_VIELLEICHT = st.sampled_from([True, False, None])
STRAFEN = st.builds(
    Strafen,
    st.lists(
        st.builds(
            Strafe,
            st.sampled_from(Strafart),
            st.sampled_from([None, 0, 5, 6, 12, 24, 30, 50, 51, 70, 90, 91]),
            _VIELLEICHT,
            _VIELLEICHT,
            _VIELLEICHT,
        ),
        max_size=3,
    ).map(tuple),
)
MASSNAHMEN = st.builds(
    Massnahmen,
    st.lists(
        st.builds(lambda art, von: Massnahme(art, von), st.sampled_from(Massnahmeart), TAGE),
        max_size=2,
    ).map(tuple),
)
_VORBILDER = [(person(datei, fall), fall.stichtag) for _, datei, fall in faelle()]


@st.composite
def lagen(draw: st.DrawFn) -> tuple[Sachverhalt, date]:
    """A person from the examples, with some things changed or added, and a day."""
    wer, tag = draw(st.sampled_from(_VORBILDER))
    namen = draw(st.lists(st.sampled_from(sorted(EINTRAEGE)), max_size=3, unique=True))
    angaben = {**wer.angaben, **{name: draw(EINTRAEGE[name]) for name in namen}}
    wer = replace(wer, angaben=angaben)
    art = draw(st.integers(0, 11))
    if art <= 3:
        wer = replace(wer, zeiten=draw(ZEITEN if art == 0 else KETTEN))
    if art in (3, 4):
        wer = replace(wer, strafen=draw(STRAFEN), massnahmen=draw(MASSNAHMEN))
    if art in (3, 5):
        zeilen = st.sampled_from(["25b.1.2.N1", "25b.1.2.N4", "25a.1.1.N2", "16g.live"])
        wer = replace(wer, ausgleich={draw(zeilen): draw(WERTUNGEN)})
    nahe = st.integers(-500, 500).map(lambda tage: tag + timedelta(days=tage))
    return wer, draw(st.one_of(st.just(tag), nahe, STICHTAGE))


@st.composite
def mit_weniger(draw: st.DrawFn, wer: Sachverhalt) -> Sachverhalt:
    """The same person, about whom less is known or proven."""
    angaben: dict[str, Eintrag] = {}
    fehlt = draw(st.sets(st.sampled_from(sorted(wer.angaben)), max_size=4)) if wer.angaben else ()
    vage = draw(st.sets(st.sampled_from(sorted(wer.angaben)), max_size=3)) if wer.angaben else ()
    for name, eintrag in wer.angaben.items():
        if name in fehlt:
            continue
        if name in vage and isinstance(eintrag, Angabe):
            eintrag = replace(eintrag, belegt=False)
        angaben[name] = eintrag
    return replace(
        wer,
        angaben=angaben,
        zeiten=draw(_weniger_zeiten(wer.zeiten)),
        strafen=draw(_weniger_strafen(wer.strafen)),
        massnahmen=draw(st.sampled_from([wer.massnahmen, None, _luecke(wer.massnahmen)])),
        ausgleich=draw(st.sampled_from([wer.ausgleich, {}])),
    )


def _weniger_zeiten(
    zeiten: Aufenthaltszeiten | None,
) -> st.SearchStrategy[Aufenthaltszeiten | None]:
    if zeiten is None or not zeiten.zeiten:
        return st.sampled_from([zeiten, None])
    teil = st.lists(st.sampled_from(zeiten.zeiten), unique=True).map(
        lambda liste: Aufenthaltszeiten(tuple(liste), vollstaendig=False)
    )
    vage = Aufenthaltszeiten(
        (replace(zeiten.zeiten[0], belegt=False), *zeiten.zeiten[1:]), zeiten.vollstaendig
    )
    return st.one_of(st.sampled_from([zeiten, None, vage]), teil)


def _weniger_strafen(strafen: Strafen | None) -> st.SearchStrategy[Strafen | None]:
    if strafen is None or not strafen.strafen:
        return st.sampled_from([strafen, None])
    erste = strafen.strafen[0]
    vage = replace(erste, vorsaetzlich=None, nur_auslaender=None, bewaehrung=None)
    return st.sampled_from(
        [
            strafen,
            None,
            replace(strafen, strafen=strafen.strafen[1:], vollstaendig=False),
            replace(strafen, strafen=(vage, *strafen.strafen[1:])),
            replace(strafen, strafen=(replace(erste, hoehe=None), *strafen.strafen[1:])),
        ]
    )


def _luecke(massnahmen: Massnahmen | None) -> Massnahmen | None:
    if massnahmen is None:
        return None
    return Massnahmen(massnahmen.massnahmen[1:], vollstaendig=False)
