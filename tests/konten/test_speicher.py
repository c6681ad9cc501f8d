"""Sessions of the browser in the database: a thief opens none and reads none."""

from typing import Any

from django.contrib.sessions.models import Session

from haertefall.konten.speicher import SessionStore, ablage_von


def test_it_keeps_what_a_session_holds(db: None) -> None:
    sitzung = SessionStore()
    sitzung["amt"] = "Geschäftsstelle"
    sitzung.create()
    assert SessionStore(sitzung.session_key)["amt"] == "Geschäftsstelle"
    sitzung["amt"] = "Rat"
    sitzung.save()
    sitzung.cycle_key()
    assert SessionStore(sitzung.session_key)["amt"] == "Rat"
    assert Session.objects.count() == 1
    sitzung.flush()
    assert Session.objects.count() == 0


def test_it_lies_under_a_hash_and_sealed(db: None) -> None:
    sitzung = SessionStore()
    sitzung["merk"] = "Zqxjkwvyx"
    sitzung.create()
    zeile = Session.objects.get()
    assert zeile.session_key == ablage_von(sitzung.session_key or "")
    assert zeile.session_key != sitzung.session_key
    assert "Zqxjkwvyx" not in zeile.session_data
    # Django's own way to read the table opens nothing.
    assert zeile.get_decoded() == {}


def test_it_takes_no_content_from_another_row_or_secret(db: None, settings: Any) -> None:
    eine, andere = SessionStore(), SessionStore()
    eine["amt"], andere["amt"] = "eins", "zwei"
    eine.create()
    andere.create()
    inhalt = Session.objects.get(session_key=eine.ablage).session_data
    Session.objects.filter(session_key=andere.ablage).update(session_data=inhalt)
    assert SessionStore(andere.session_key).load() == {}
    for kaputt in ("", "AAAA", "kein base64!", inhalt[:-8]):
        Session.objects.filter(session_key=eine.ablage).update(session_data=kaputt)
        assert SessionStore(eine.session_key).load() == {}
    Session.objects.filter(session_key=eine.ablage).update(session_data=inhalt)
    assert SessionStore(eine.session_key).load() == {"amt": "eins"}
    settings.SECRET_KEY = "ein anderes Geheimnis"
    assert SessionStore(eine.session_key).load() == {}
