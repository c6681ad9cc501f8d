"""What costs time is bounded as docs/betrieb.md says, however much there is."""

import socket
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from haertefall.audit.record import record
from haertefall.faelle import suche
from haertefall.faelle.suchform import Anfrage, suchform
from haertefall.gremien.models import Installation
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web import blaettern, liste, spur
from tests.web.besuch import Besuch, amt_in, text


def test_it_counts_a_list_only_so_far_and_shows_a_page_of_it(
    nrw: Spiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(liste, "HOECHSTENS_GEZAEHLT", 2)
    monkeypatch.setattr(blaettern, "JE_SEITE", 2)
    faelle = [nrw.neuer_fall() for _ in range(4)]
    besuch = Besuch(amt_in(nrw, Funktion.GESCHAEFTSSTELLE))
    seite = text(besuch.hole("/nrw/faelle/"))
    assert "Mehr als 2 Fälle" in seite
    assert sum(fall.aktenzeichen in seite for fall in faelle) == 2


def test_it_looks_closely_at_a_few_and_shows_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suche, "ENGERE_WAHL", 7)
    monkeypatch.setattr(suche, "HOECHSTENS", 3)
    angesehen: list[str] = []
    echt = Anfrage.naehe

    def naehe(self: Anfrage, form: str, *rest: Any) -> float:
        angesehen.append(form)
        return echt(self, form, *rest)

    monkeypatch.setattr(Anfrage, "naehe", naehe)
    anfrage = Anfrage.aus("Arlinda Hoxha")
    form = suchform("Arlinda Hoxha", "")
    gefunden = suche.naechste(anfrage, ((anfrage.sieb(form), form, n) for n in range(500)))
    assert (len(angesehen), len(gefunden)) == (7, 3)


def test_it_gives_out_no_more_of_the_trace_than_it_says(
    nrw: Spiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spur, "HOECHSTENS_LADEN", 3)
    buero = nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    for nummer in range(6):
        record(buero, f"probe_{nummer}", "gremium", nrw.gremium.pk)
    besuch = Besuch(amt_in(nrw, Funktion.DATENSCHUTZ))
    zeilen = besuch.client.get("/nrw/spur/spur.csv").content.decode().splitlines()
    # The head, three rows, and that older ones are missing.
    assert len(zeilen) == 1 + 3 + 1
    assert "Ältere Zeilen fehlen hier" in zeilen[-1]


def test_it_waits_for_no_provider_that_is_silent(nrw: Spiel, settings: Settings) -> None:
    Installation.objects.update(demo=False)
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.2
    with socket.create_server(("127.0.0.1", 0)) as stumm:
        adresse = f"http://127.0.0.1:{stumm.getsockname()[1]}"
        app = {
            "provider_id": "haus",
            "name": "Stadt Musterort",
            "client_id": "haertefall",
            "secret": "x",
            "settings": {"server_url": adresse, "oauth_pkce_enabled": True},
        }
        settings.OIDC = adresse
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        client = Client()
        assert client.post("/anmelden/dienst/haus/").headers["Location"] == "/anmelden/"
        assert "antwortet gerade nicht" in text(client.get("/anmelden/").content.decode())
