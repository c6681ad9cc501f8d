"""A case with several people on the screen of a running session: what is for whom."""

from collections.abc import Callable
from typing import Any

import pytest

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.beratung.laufend import beantrage, da, im_gange, ruf, stimmt
from tests.web.besuch import Besuch, amt_in, text


@pytest.fixture
def nrw(volles_nrw: Spiel) -> Spiel:
    """The commission with ten members in office."""
    return volles_nrw


def test_it_tells_motions_for_different_people_apart(nrw: Spiel) -> None:
    """Also wherever one of them is chosen: „Ersuchen“ alone would be said of both."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.zug(fall, "person_hinzufuegen", vornamen="Luan")
    nrw.zug(fall, "auf_tagesordnung_setzen")
    sitzung = im_gange(nrw, 8)
    mutter, sohn = fall.personen.order_by("nummer")
    for person in (mutter, sohn):
        person.fall = fall
        beantrage(nrw, sitzung, "ersuchen", personen=[str(person.pk)], grundarten=["schicksal"])
    adresse = f"/nrw/sitzungen/{sitzung.pk}/"
    live = text(Besuch(amt_in(nrw, Funktion.MITGLIED)).hole(f"{adresse}live/"))
    for nummer, person in enumerate((mutter, sohn), 1):
        assert f"Antrag {nummer}: Ersuchen nur für {person.name}" in live
    assert "Art der Gründe, nur für die Zahlen: Schicksal" in live
    buero = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    wahl = text(buero.hole(f"{adresse}schritt/abstimmung_festhalten/"))
    assert f"1. Ersuchen, nur für {mutter.name}" in wahl
    assert f"2. Ersuchen, nur für {sohn.name}" in wahl


def test_it_says_on_the_session_what_came_of_each_vote(nrw: Spiel) -> None:
    """Also where no rule is stored: then the totals still stand there, and who established it."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.zug(fall, "person_hinzufuegen", vornamen="Luan")
    nrw.zug(fall, "auf_tagesordnung_setzen")
    sitzung = im_gange(nrw, 8)
    mutter = fall.personen.order_by("nummer")[0]
    mutter.fall = fall
    beantrage(nrw, sitzung, "ersuchen", personen=[str(mutter.pk)])
    stimmt(nrw, sitzung, 2, 6, 0)
    beantrage(nrw, sitzung, "vertagung")
    stimmt(nrw, sitzung, 7, 1, 0, festgestellt="angenommen")
    adresse = f"/nrw/sitzungen/{sitzung.pk}/"
    besuch = Besuch(amt_in(nrw, Funktion.MITGLIED))
    assert "Der Vorsitz oder die Runde hat es so festgestellt." in besuch.hole(f"{adresse}live/")
    nrw.tue("punkt_schliessen", sitzung=sitzung.pk)
    seite = text(besuch.hole(adresse))
    assert f"Ersuchen nur für {mutter.name}: nicht angenommen." in seite
    assert "Vertagung: angenommen." in seite
    assert "eine Person stellt das Ergebnis fest. Gezählt: 7 Ja, 1 Nein, 0 Enthaltungen." in seite


def test_it_offers_the_joint_text_first_where_the_body_finds_one(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    """Dortmund works out a joint assessment; nobody there moves and votes."""
    (dortmund,) = spielplatz("dortmund", voll=True)
    dortmund.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = dortmund.sitzung()
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    dortmund.tue("sitzung_eroeffnen", **hier)
    da(dortmund, sitzung, 4)
    ruf(dortmund, sitzung)
    buero = Besuch(amt_in(dortmund, Funktion.GESCHAEFTSSTELLE))
    adresse = f"/dortmund/sitzungen/{sitzung.pk}/live/"
    erstes, *andere = buero.hole(adresse).split("/schritt/gemeinsam_festhalten/")
    assert "kern-btn--primary" in erstes.rsplit("<a ", 1)[1]
    assert len(andere) == 1
    text_dazu: dict[str, Any] = {"gegenstand": "einschaetzung", "text": "Bleiben."}
    dortmund.tue("gemeinsam_festhalten", **hier, **text_dazu)
    knopf = buero.hole(adresse).split("kern-btn--primary")[1]
    assert "/schritt/punkt_schliessen/" in knopf.split(">", 1)[0]
