"""Without the right key: one page and nothing else. With it: the operator sees how it stands."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.contrib.staticfiles.finders import find
from django.db import connection
from django.test import Client

from haertefall.audit.models import Zugriff
from haertefall.auftraege.lauf import lauf
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.faelle.models import Darstellung, Fall, Person
from haertefall.konten.speicher import SessionStore
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.tresor import schluesseldatei, wechsel
from haertefall.tresor.models import Schluessel, vergessen
from haertefall.vorfuehrung.spiel import Spiel
from tests.tresor.conftest import eigener_schluessel  # noqa: F401 - a fixture
from tests.tresor.test_klartext import MARKE, ein_leben
from tests.web.besuch import Besuch, amt_von, text
from tests.web.seiten import Seite, alle_seiten

Als = Callable[[Spiel, Funktion], Besuch]


def nimm_weg(datei: Path) -> None:
    datei.unlink()


def vertausche(datei: Path) -> None:
    datei.unlink()
    schluesseldatei.anlegen(datei)


def zerstoere(datei: Path) -> None:
    datei.write_bytes(b"kaputt")


@pytest.mark.usefixtures("eigener_schluessel")
class TestOhneSchluessel:
    """Every address, as everybody."""

    @pytest.mark.parametrize(
        ("tat", "satz"),
        [
            (nimm_weg, "Der Schlüssel dieser Installation fehlt"),
            (vertausche, "Der Schlüssel dieser Installation passt nicht"),
            (zerstoere, "Der Schlüssel dieser Installation passt nicht"),
        ],
    )
    def test_it_shows_one_page_and_nothing_else(
        self, nrw: Spiel, settings: Any, tat: Callable[[Path], None], satz: str
    ) -> None:
        seiten = [s for s in alle_seiten(nrw) if s.status != 503]
        namen = set(Person.objects.values_list("pk", flat=True))
        assert namen
        klar = {p.nachname for p in Person.objects.select_related("fall__schluessel")}
        tat(settings.SCHLUESSEL_DATEI)
        for seite in seiten:
            antwort = _besucher(seite).get(seite.adresse)
            assert antwort.status_code == 503, seite.adresse
            inhalt = antwort.content.decode()
            assert satz in text(inhalt)
            assert "Es ist nichts verloren" in text(inhalt)
            assert not any(name in inhalt for name in klar if len(name) > 4)
            assert Fall.objects.all()[0].aktenzeichen not in inhalt
            assert antwort.headers["Retry-After"] == "60"

    def test_it_takes_no_form_and_no_file(self, nrw: Spiel, als: Als, settings: Any) -> None:
        fall, buero = nrw.neuer_fall(), als(nrw, Funktion.GESCHAEFTSSTELLE)
        nimm_weg(settings.SCHLUESSEL_DATEI)
        vorher = Zugriff.objects.count()
        antwort = buero.client.post(buero.fall(fall, "schritt/ruhen_lassen/"), {"am": "2020-01-01"})
        assert antwort.status_code == 503
        assert Client().post("/anmelden/", {"email": "x", "passwort": "y"}).status_code == 503
        assert Zugriff.objects.count() == vorher

    def test_it_still_gives_out_style_sheets(self, settings: Any, db: None) -> None:
        """Else the page could not be read."""
        assert find("web/haertefall.css")
        weiche = settings.MIDDLEWARE
        assert weiche.index("whitenoise.middleware.WhiteNoiseMiddleware") < weiche.index(
            "haertefall.web.tresorwache.SchluesselNoetig"
        )
        assert weiche.index("haertefall.web.tresorwache.SchluesselNoetig") < weiche.index(
            "django.contrib.sessions.middleware.SessionMiddleware"
        )

    def test_it_comes_back_by_itself(self, nrw: Spiel, als: Als, settings: Any) -> None:
        buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
        inhalt = settings.SCHLUESSEL_DATEI.read_bytes()
        nimm_weg(settings.SCHLUESSEL_DATEI)
        buero.hole("/nrw/faelle/", 503)
        settings.SCHLUESSEL_DATEI.write_bytes(inhalt)
        buero.hole("/nrw/faelle/")

    @pytest.mark.django_db(transaction=True)
    def test_it_begins_no_job(
        self, spielplatz: Any, settings: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        nrw = spielplatz("nrw")[0]
        nrw.bis("stellungnahme")
        wartend = Auftrag.objects.filter(zustand=Zustand.WARTET).count()
        assert wartend
        inhalt = settings.SCHLUESSEL_DATEI.read_bytes()
        nimm_weg(settings.SCHLUESSEL_DATEI)
        with caplog.at_level(logging.ERROR):
            assert lauf(einmal=True, halt=threading.Event()) == 0
        assert "Der Schlüssel dieser Installation fehlt" in caplog.text
        assert Auftrag.objects.filter(zustand=Zustand.WARTET, versuche=0).count() == wartend
        settings.SCHLUESSEL_DATEI.write_bytes(inhalt)
        assert lauf(einmal=True, halt=threading.Event()) >= wartend


def _besucher(seite: Seite) -> Client:
    return Besuch(seite.amt).client if seite.amt else Client()


@pytest.mark.parametrize("art", ["geaendert", "vertauscht", "gekuerzt", "schluessel"])
def test_it_shows_an_error_and_leaves_a_trace_where_content_was_tampered_with(
    nrw: Spiel, als: Als, art: str
) -> None:
    fall, anderer, buero = nrw.neuer_fall(), nrw.neuer_fall(), als(nrw, Funktion.GESCHAEFTSSTELLE)
    eine, zweite = fall.personen.get(), anderer.personen.get()
    werte = dict(Person.objects.values_list("pk", "nachname"))
    roh = bytes(werte[eine.pk])
    neu = {
        "geaendert": roh[:-1] + bytes([roh[-1] ^ 1]),
        "vertauscht": bytes(werte[zweite.pk]),
        "gekuerzt": roh[:-3],
    }.get(art)
    with connection.cursor() as zeiger:
        kennung = eine.pk.hex if connection.vendor == "sqlite" else eine.pk
        if neu is None:
            huelle = bytes(anderer.schluessel.huelle)
            Schluessel.objects.filter(pk=fall.schluessel_id).update(huelle=huelle)
        else:
            befehl = "UPDATE faelle_person SET nachname = %s WHERE id = %s"
            zeiger.execute(befehl, [neu, kennung])
    antwort = buero.client.get(buero.fall(fall))
    assert antwort.status_code == 500
    seite = text(antwort.content.decode())
    assert "Dieser Inhalt ist beschädigt" in seite
    assert "Melden Sie die Nummer unten dem Betrieb" in seite
    spur = Zugriff.objects.latest("pk")
    assert (spur.was, spur.objektart, spur.objekt, spur.zusatz, spur.konto) == (
        "inhalt_verfaelscht",
        "fall",
        fall.pk,
        {"seite": "fall"},
        buero.akteur.konto_id,
    )
    buero.hole(buero.fall(anderer))


def test_it_tells_the_broken_key_of_one_body_from_a_wrong_installation_key(
    spielplatz: Callable[..., list[Spiel]], als: Als
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall, heil = nrw.neuer_fall(), dortmund.neuer_fall()
    fremd = bytes(dortmund.gremium.schluessel.huelle)
    Schluessel.objects.filter(pk=nrw.gremium.schluessel_id).update(huelle=fremd)
    vergessen()
    buero, anderes = als(nrw, Funktion.GESCHAEFTSSTELLE), als(dortmund, Funktion.GESCHAEFTSSTELLE)
    assert "Dieser Inhalt ist beschädigt" in buero.hole(buero.fall(fall), 500)
    spur = Zugriff.objects.latest("pk")
    assert (spur.was, spur.objekt) == ("inhalt_verfaelscht", fall.pk)
    anderes.hole(anderes.fall(heil))


def test_it_shows_the_rest_of_a_list_in_which_one_name_was_tampered_with(
    nrw: Spiel, als: Als
) -> None:
    fall, heil = nrw.neuer_fall(), nrw.neuer_fall(nachname="Heilgeblieben")
    eine, zweite = fall.personen.get(), heil.personen.get()
    fremder = bytes(dict(Person.objects.values_list("pk", "nachname"))[zweite.pk])
    kennung = eine.pk.hex if connection.vendor == "sqlite" else eine.pk
    with connection.cursor() as zeiger:
        zeiger.execute("UPDATE faelle_person SET nachname = %s WHERE id = %s", [fremder, kennung])
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    seite = text(buero.hole("/nrw/faelle/"))
    assert seite.count("Name nicht lesbar: Eintrag verändert, bitte dem Betrieb melden") == 1
    assert seite.count("Heilgeblieben") == 1
    assert fall.aktenzeichen in seite
    spur = Zugriff.objects.get(was="inhalt_verfaelscht")
    assert (spur.objektart, spur.objekt, spur.konto) == ("fall", fall.pk, buero.akteur.konto_id)
    assert spur.gremium == nrw.gremium.pk
    buero.hole(buero.fall(fall), 500)


def test_it_says_of_two_lines_that_they_were_tampered_with(nrw: Spiel, als: Als) -> None:
    fall, heil = nrw.bis(Stand.VORPRUEFUNG), nrw.bis(Stand.VORPRUEFUNG)
    for einer in (fall, heil):
        nrw.zug(einer, "befassung_entscheiden", "keine_befassung")
    darstellung = fall.darstellung
    roh = bytes(Darstellung.objects.values_list("kurz", flat=True).get(pk=darstellung.pk) or b"")
    kennung = darstellung.pk.hex if connection.vendor == "sqlite" else darstellung.pk
    with connection.cursor() as zeiger:
        zeiger.execute("UPDATE faelle_darstellung SET kurz = %s WHERE id = %s", [roh[:-2], kennung])
    seite = text(als(nrw, Funktion.MITGLIED).hole("/nrw/faelle/"))
    assert seite.count("Text nicht lesbar: Eintrag verändert") == 1
    assert fall.aktenzeichen in seite and heil.aktenzeichen in seite


def test_it_keeps_nothing_of_a_case_in_the_session(nrw: Spiel, als: Als) -> None:
    """Whoever reads it (the signing secret opens it): ids and the program's own sentences."""
    fall, buero = ein_leben(nrw), als(nrw, Funktion.GESCHAEFTSSTELLE)
    keks = buero.client.cookies["sessionid"].value
    assert len(keks) == 32
    inhalte = []
    buero.hole(buero.fall(fall))
    neuer = nrw.neuer_fall(nachname=MARKE)
    for status, schritt, eingabe in (
        (302, "wiedervorlage_setzen", {"faellig_am": "2999-01-01", "text": MARKE}),
        (422, "ruhen_lassen", {"worauf": MARKE}),
    ):
        buero.schritt(neuer, schritt, status, **eingabe)
        inhalte.append(SessionStore(keks).load())
    assert "Erledigt: Wiedervorlage setzen." in str(inhalte[0])
    for inhalt in inhalte:
        assert inhalt["amt"] == str(buero.amt.pk)
        assert MARKE not in str(inhalt)
        assert neuer.aktenzeichen not in str(inhalt)
    assert Session.objects.count() == 1


@pytest.mark.usefixtures("eigener_schluessel")
def test_it_tells_the_operator_how_the_keys_stand(nrw: Spiel, settings: Any) -> None:
    nrw.neuer_fall()
    betrieb = Besuch(amt_von("Bert Betrieb", Funktion.BETRIEB))
    alle = Schluessel.objects.filter(eltern=None).count()
    seite = text(betrieb.hole("/haus/"))
    assert f"Alle {alle} Schlüssel von Gremien, Behörden und Spur liegen unter" in seite
    assert f"1 (neueste) vorhanden {alle} keine gedruckt" in seite
    assert "1 × Fall" in seite

    wechsel.beginnen()
    next(iter(wechsel.fortsetzen()))
    seite = text(betrieb.hole("/haus/"))
    assert f"Ein Wechsel ist nicht zu Ende: 1 von {alle} Schlüsseln liegen unter" in seite
    assert f"1 vorhanden {alle - 1} keine gedruckt" in seite
    list(wechsel.fortsetzen())
    assert "1 vorhanden, nicht mehr gebraucht: ausmustern 0" in text(betrieb.hole("/haus/"))

    Schluessel.objects.filter(eltern=None, art="gremium").update(generation=1)
    schluesseldatei.entfernen(settings.SCHLUESSEL_DATEI, 1)
    vergessen()
    betrieb.hole("/haus/", 503)


def test_it_shows_the_keys_to_the_operator_alone(nrw: Spiel, als: Als) -> None:
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.RAT, Funktion.DATENSCHUTZ):
        assert "Installationsschlüssels" not in als(nrw, funktion).hole("/nrw/")
