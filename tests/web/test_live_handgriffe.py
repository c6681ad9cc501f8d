"""What one click on the screen of a running session records, and what it leads to a form for."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.audit.models import Zugriff
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen import fluechtig
from haertefall.sitzungen.mitwirkende import vertretungen_fuer, zusammensetzung
from haertefall.sitzungen.models import Anwesenheit, Sitzung, Teilnahme, Urne
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.beratung.laufend import beantrage, da, im_gange
from tests.schritte.pruefstand import fehlerfelder, versucht_nichts
from tests.web.besuch import Besuch, amt_in

FORM = re.compile(r'<form[^>]*action="([^"#]*)(?:#\w+)?"[^>]*>(.*?)</form>', re.DOTALL)
VERBORGEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture
def nrw(volles_nrw: Spiel) -> Spiel:
    """Every seat is held."""
    return volles_nrw


@pytest.fixture
def sitzung(nrw: Spiel) -> Sitzung:
    """Six members are there, a case is on with a motion."""
    nrw.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = im_gange(nrw, 6)
    beantrage(nrw, sitzung, "ersuchen", begruendung="Darum.")
    return sitzung


def formular(seite: str, wort: str) -> tuple[str, dict[str, str]]:
    """Where the form with this button goes, and what it carries."""
    adresse, inhalt = next(f for f in FORM.findall(seite) if wort in f[1])
    felder = dict(VERBORGEN.findall(inhalt))
    return adresse, {name: wert for name, wert in felder.items() if "csrf" not in name}


def live(sitzung: Sitzung) -> str:
    return f"/nrw/sitzungen/{sitzung.pk}/live/"


def test_it_records_who_goes_and_comes_with_one_click(sitzung: Sitzung, buero: Besuch) -> None:
    """The second click on the same button finds what the first has done."""
    wer = Anwesenheit.objects.filter(bis=None)[0].teilnahme
    geht, felder = formular(buero.hole(live(sitzung)), f"Geht: {wer.name}")
    for _ in range(2):
        assert buero.sende(geht, felder)["Location"] == live(sitzung)
    assert [a.bis is not None for a in wer.anwesenheiten.all()] == [True]
    seite = buero.hole(live(sitzung))
    assert f'id="da-{wer.pk}"' in seite
    assert f'id="weg-{wer.pk}"' not in seite
    buero.sende(*formular(seite, f"Kommt: {wer.name}"))
    assert [a.bis is not None for a in wer.anwesenheiten.all()] == [True, False]


def test_it_sends_nobody_away_from_an_old_screen(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    wer = Anwesenheit.objects.filter(bis=None)[0].teilnahme
    alt = formular(buero.hole(live(sitzung)), f"Geht: {wer.name}")
    for wie in ("weg", "da"):
        bogen: dict[str, Any] = {"teilnahme": str(wer.pk), "wie": wie}
        nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **bogen)
    seite = buero.sende(*alt, 422).content.decode()
    assert "hat inzwischen jemand anderes festgehalten" in seite
    assert wer.anwesenheiten.filter(bis=None).exists()


def test_it_counts_hands_beside_the_motion(sitzung: Sitzung, buero: Besuch) -> None:
    seite = buero.hole(live(sitzung))
    assert "6 Stimmberechtigte sind da." in seite
    adresse, felder = formular(seite, "Abstimmung festhalten")
    antrag = sitzung.punkte.get().antraege.get()
    # What a screen keeps while it loads anew goes by these names: to no other motion.
    assert f'id="enthaltung-{antrag.pk}"' in seite
    halb = buero.sende(adresse, felder | {"ja": "5", "nein": "1", "enthaltung": ""}, 422)
    assert "Bitte tragen Sie die Zahl ein, auch eine Null." in halb.content.decode()
    assert 'value="5"' in halb.content.decode()
    voll = felder | {"ja": "5", "nein": "1", "enthaltung": "0"}
    for _ in range(2):
        buero.sende(adresse, voll)
    assert antrag.abstimmungen.count() == 1
    antrag.refresh_from_db()
    assert antrag.angenommen is True
    assert 'name="enthaltung"' not in buero.hole(live(sitzung))


def test_it_counts_on_the_page_of_the_act_where_more_is_asked(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    """No rule is stored for a postponement; and without a quorum there is nothing to count."""
    link = f'href="/nrw/sitzungen/{sitzung.pk}/schritt/abstimmung_festhalten/"'
    assert link not in buero.hole(live(sitzung))
    for strecke in Anwesenheit.objects.filter(bis=None)[:2]:
        weg: dict[str, Any] = {"teilnahme": str(strecke.teilnahme_id), "wie": "weg"}
        nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **weg)
    assert link in buero.hole(live(sitzung))
    da(nrw, sitzung, 6)
    antrag = sitzung.punkte.get().antraege.get()
    nrw.tue("antrag_zurueckziehen", sitzung=sitzung.pk, antrag=str(antrag.pk))
    beantrage(nrw, sitzung, "vertagung")
    seite = buero.hole(live(sitzung))
    assert link in seite
    assert 'name="enthaltung"' not in seite


def test_it_offers_the_deputies_of_the_seat_first(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    besetzung = zusammensetzung(sitzung, fassung_des_gremiums(nrw.gremium, heute()))
    leute = sitzung.teilnahmen.exclude(amt=None)
    fehlt, eigene = next((t, v) for t in leute if (v := vertretungen_fuer(besetzung, t)))
    adresse = f"/nrw/sitzungen/{sitzung.pk}/schritt/anwesenheit_festhalten/"
    seite = buero.hole(f"{adresse}?teilnahme={fehlt.pk}&wie=weg")
    gruppe = seite.split(f'<optgroup label="Für {fehlt.name}">')[1].split("</optgroup>")[0]
    assert re.findall(r'value="([^"]+)"', gruppe) == [str(amt.pk) for amt in eigene]
    assert '<optgroup label="Für andere">' in seite
    assert "<optgroup" not in buero.hole(adresse)


def test_it_shows_the_reasons_of_a_motion_to_those_who_vote_on_it(
    nrw: Spiel, sitzung: Sitzung
) -> None:
    seite = Besuch(amt_in(nrw, Funktion.MITGLIED)).hole(live(sitzung))
    assert "Gründe:</span> Darum." in seite


def test_it_shows_guests_and_lets_them_go(nrw: Spiel, sitzung: Sitzung, buero: Besuch) -> None:
    gast: dict[str, Any] = {"gast": "Gerda Gast", "wie": "da"}
    nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **gast)
    seite = buero.hole(live(sitzung))
    assert "<bdi>Gerda Gast</bdi>" in seite
    wer = Teilnahme.objects.get(amt=None)
    assert f"?teilnahme={wer.pk}&wie=weg" in seite
    mitglied = Besuch(amt_in(nrw, Funktion.MITGLIED)).hole(live(sitzung))
    assert "<bdi>Gerda Gast</bdi>" in mitglied
    assert str(wer.pk) not in mitglied


def test_it_follows_how_many_have_voted_in_secret(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    """Each vote moves the version that the screens ask for; the question stays as small."""
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Geheim, wenn jemand es wünscht.")
    antrag = str(sitzung.punkte.get().antraege.get().pk)
    nrw.tue("geheim_eroeffnen", sitzung=sitzung.pk, antrag=antrag)
    urne = Urne.objects.get()
    amt = Anwesenheit.objects.filter(bis=None)[0].teilnahme.amt
    assert amt is not None
    mitglied = Besuch(amt)
    vorher = buero.hole(f"{live(sitzung)}puls/")
    seiten = buero.hole(live(sitzung)), mitglied.hole(live(sitzung))
    assert all("0 von 6 haben abgestimmt." in seite for seite in seiten)
    assert ["Jetzt geheim abstimmen" in seite for seite in seiten] == [False, True]
    im_buero = Amt.objects.create(
        konto=amt.konto, gremium=amt.gremium, funktion=Funktion.GESCHAEFTSSTELLE, von=heute()
    )  # The same person in the office: there nobody votes.
    assert "Jetzt geheim abstimmen" not in Besuch(im_buero).hole(live(sitzung))
    zettel = formular(mitglied.hole(f"/nrw/sitzungen/{sitzung.pk}/geheim/"), "Stimme abgeben")
    mitglied.sende(zettel[0], zettel[1] | {"stimme": "ja"})
    with versucht_nichts(), CaptureQueriesContext(connection) as mitschrift:
        assert buero.hole(f"{live(sitzung)}puls/") != vorher
    assert len(mitschrift) <= 3
    seiten = buero.hole(live(sitzung)), mitglied.hole(live(sitzung))
    assert all("1 von 6 hat abgestimmt." in seite for seite in seiten)
    assert "Jetzt geheim abstimmen" not in seiten[1]
    fluechtig.vernichten({urne.pk})
    seite = buero.hole(live(sitzung))
    assert "Die geheime Abstimmung muss wiederholt werden." in seite
    assert "/schritt/geheim_schliessen/" not in seite


def test_it_shows_the_way_out_where_nothing_can_be_decided_any_more(
    nrw: Spiel, sitzung: Sitzung, buero: Besuch
) -> None:
    """Six of ten are there; then three. The session can still be closed."""
    satz = "den Fall von der Tagesordnung nehmen"
    assert satz not in buero.hole(live(sitzung))
    for strecke in Anwesenheit.objects.filter(bis=None)[:3]:
        weg: dict[str, Any] = {"teilnahme": str(strecke.teilnahme_id), "wie": "weg"}
        nrw.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **weg)
    seite = buero.hole(live(sitzung))
    assert satz not in Besuch(amt_in(nrw, Funktion.MITGLIED)).hole(live(sitzung))
    fall = sitzung.punkte.get().fall
    assert fall is not None
    ziel = f"/nrw/faelle/{fall.pk}/schritt/von_tagesordnung_nehmen/?sitzung={sitzung.pk}"
    assert ziel in seite
    grund = {"grund": "Nicht mehr beschlussfähig.", "version": str(fall.version)}
    antwort = buero.sende(ziel, grund | {"einmal": str(fall.pk)})
    assert antwort["Location"] == f"/nrw/sitzungen/{sitzung.pk}/"
    assert "Kein Punkt aufgerufen" in buero.hole(live(sitzung))
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk)


def test_it_says_for_whom_people_vote_in_secret_and_ends_no_session_over_their_votes(
    nrw: Spiel, buero: Besuch
) -> None:
    """Two motions for the same, one only for the child: each must know which it is."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    nrw.zug(fall, "person_hinzufuegen", vornamen="Omid")
    nrw.zug(fall, "auf_tagesordnung_setzen")
    sitzung = im_gange(nrw, 6)
    beantrage(nrw, sitzung, "ersuchen", begruendung="Darum.")
    kind = fall.personen.get(nummer=2)
    beantrage(nrw, sitzung, "ersuchen", begruendung="Für das Kind.", personen=[str(kind.pk)])
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Geheim, wenn jemand es wünscht.")
    antrag = str(sitzung.punkte.get().antraege.get(nummer=2).pk)
    nrw.tue("geheim_eroeffnen", sitzung=sitzung.pk, antrag=antrag)
    amt = Anwesenheit.objects.filter(bis=None)[0].teilnahme.amt
    assert amt is not None
    worte = "Ersuchen, nur für Omid Beispiel (Antrag 2)"
    adresse = f"/nrw/sitzungen/{sitzung.pk}/"
    assert worte in Besuch(amt).hole(f"{adresse}geheim/")
    assert Zugriff.objects.latest("id").zusatz["faelle"] == fall.pk.hex
    assert worte in buero.hole(f"{adresse}schritt/geheim_schliessen/")
    zurueckziehen = f"{adresse}schritt/antrag_zurueckziehen/"
    assert zurueckziehen in buero.hole(live(sitzung))
    erster = str(sitzung.punkte.get().antraege.get(nummer=1).pk)
    nrw.tue("antrag_zurueckziehen", sitzung=sitzung.pk, antrag=erster)
    assert zurueckziehen not in buero.hole(live(sitzung))
    fall.refresh_from_db()
    nrw.zug(fall, "von_tagesordnung_nehmen")
    fehler = fehlerfelder(nrw, "sitzung_beenden", sitzung=sitzung.pk)
    assert "Zu TOP 1 wird noch geheim abgestimmt." in fehler["__all__"][0]
    fluechtig.vernichten({Urne.objects.get().pk})
    nrw.tue("sitzung_beenden", sitzung=sitzung.pk)
