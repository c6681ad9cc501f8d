"""Every constellation of presence, deputies and abstention under every rule that is shipped or
sketched: the sentence and the result never contradict the numbers."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.beschluss import Ausgang, Faehigkeit, Stimmen, beschluss, beschlussfaehig
from haertefall.recht.ordnung import Ordnung
from haertefall.recht.ordnung.laden import lesen
from haertefall.recht.stimmrecht import Platz, besetzung_aus
from tests.recht.bau import PROBEN, ausgelieferte, ordnung

DATEIEN = [*ausgelieferte(), *sorted(PROBEN.glob("*.toml"))]
ORDNUNGEN = {f"{d.parent.name}/{d.stem}": d for d in DATEIEN}

plaetze = st.lists(
    st.builds(
        Platz,
        besetzt=st.booleans(),
        stimmt=st.sampled_from([True, None, False]),
        anwesend=st.booleans(),
        ausgeschlossen=st.booleans(),
        geladen=st.booleans(),
    ),
    max_size=14,
)


def gelesen(datei: Path) -> Ordnung:
    return lesen(datei.read_text("utf-8"), datei.name)


@given(plaetze, st.integers(0, 20))
def test_it_never_counts_more_than_there_are(sitze: list[Platz], mehr: int) -> None:
    zahlen = besetzung_aus(sitze, len(sitze) + mehr)
    assert zahlen.anwesende is not None
    assert zahlen.stimmberechtigte is not None
    assert zahlen.besetzt is not None
    assert zahlen.anwesende <= zahlen.stimmberechtigte <= zahlen.besetzt <= len(sitze)
    assert zahlen.anwesende_mitglieder is not None
    assert zahlen.anwesende <= zahlen.anwesende_mitglieder <= zahlen.besetzt


@pytest.mark.parametrize(
    ("von", "faehig"),
    [
        ("mitglieder", Faehigkeit.JA),
        ("besetzte_sitze", Faehigkeit.JA),
        ("stimmberechtigte", Faehigkeit.NEIN),
    ],
)
def test_it_counts_a_member_without_a_vote_where_members_make_the_quorum(
    von: str, faehig: Faehigkeit
) -> None:
    """Five members, one only moderates; it and two others are there: three of five, two of four."""
    zeile = f'mindestens = "3/5"\nvon = "{von}"\nnorm = "Formatprobe"'
    regeln = ordnung(f"[[beschlussfaehigkeit]]\n{zeile}")
    sitze = [Platz(besetzt=True, stimmt=False, anwesend=True)]
    sitze += [Platz(besetzt=True, stimmt=True, anwesend=n < 2) for n in range(4)]
    assert beschlussfaehig(regeln, besetzung_aus(sitze, 5)).ergebnis is faehig
    sitze[0] = Platz(besetzt=True, stimmt=False, anwesend=True, ausgeschlossen=True)
    assert beschlussfaehig(regeln, besetzung_aus(sitze, 5)).ergebnis is Faehigkeit.NEIN


@given(plaetze.filter(bool), st.integers(0, 13))
def test_it_changes_nothing_when_a_deputy_takes_the_seat_of_a_member(
    sitze: list[Platz], wer: int
) -> None:
    """A seat has one vote, whoever of the two sits there; an empty seat has none."""
    stelle = wer % len(sitze)
    alt = sitze[stelle]
    da, weg = (
        Platz(alt.besetzt, alt.stimmt, anwesend, alt.ausgeschlossen, alt.geladen)
        for anwesend in (True, False)
    )
    mit = besetzung_aus([*sitze[:stelle], da, *sitze[stelle + 1 :]], None)
    ohne = besetzung_aus([*sitze[:stelle], weg, *sitze[stelle + 1 :]], None)
    assert (mit.anwesende or 0) - (ohne.anwesende or 0) == int(da.kann_stimmen)
    assert (mit.besetzt, mit.stimmberechtigte) == (ohne.besetzt, ohne.stimmberechtigte)


@given(plaetze)
def test_it_gives_no_vote_to_who_may_not_vote(sitze: list[Platz]) -> None:
    ohne = [Platz(p.besetzt, False, p.anwesend, p.ausgeschlossen, p.geladen) for p in sitze]
    befangen = [Platz(p.besetzt, p.stimmt, p.anwesend, True, p.geladen) for p in sitze]
    for alle in (ohne, befangen):
        assert besetzung_aus(alle, None).anwesende == 0


@pytest.mark.parametrize("name", sorted(ORDNUNGEN))
def test_it_computes_every_constellation_under_every_rule(name: str) -> None:
    """More Yes never turns a carried motion down; no quorum, no decision; no rule, no result."""
    regelwerk = gelesen(ORDNUNGEN[name])

    @settings(max_examples=60)
    @given(plaetze, st.sampled_from(list(Gegenstand)), st.data())
    def lage(sitze: list[Platz], gegenstand: Gegenstand, daten: st.DataObject) -> None:
        zahlen = besetzung_aus(sitze, max(1, len(sitze)))
        da = zahlen.anwesende or 0
        ja = daten.draw(st.integers(0, da))
        nein = daten.draw(st.integers(0, da - ja))
        enthaltung = da - ja - nein
        ergebnis = beschluss(regelwerk, gegenstand, Stimmen(ja, nein, enthaltung), zahlen)
        assert ergebnis.satz
        if ergebnis.faehigkeit.ergebnis is Faehigkeit.NEIN:
            assert ergebnis.ausgang is Ausgang.NICHT_BESCHLUSSFAEHIG
            return
        regeln = [z for z in regelwerk.mehrheit if gegenstand in z.gegenstand]
        if not [z for z in regeln if z.kleines_gremium is None]:
            assert ergebnis.ausgang in (Ausgang.KEINE_REGEL, Ausgang.OHNE_ABSTIMMUNG)
            return
        if ja == 0:
            assert ergebnis.ausgang is not Ausgang.ANGENOMMEN
        if ergebnis.ausgang is Ausgang.ANGENOMMEN and nein:
            mehr = beschluss(regelwerk, gegenstand, Stimmen(ja + 1, nein - 1, enthaltung), zahlen)
            assert mehr.ausgang is Ausgang.ANGENOMMEN

    lage()
