"""A result of the Prüfhilfe is frozen: words, days, answers, law and hash."""

from dataclasses import replace
from datetime import date

import pytest

from haertefall.faelle import pruefhilfe as akte
from haertefall.faelle.models import Fall, Pruefhilfevermerk
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.pruefhilfe import pruefung as regeln
from haertefall.recht.pruefhilfe.festhalten import siegelzahl
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert, fingerabdruck
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import fehlerfelder, verboten

SCHRITT = "pruefhilfe_vermerken"


def vermerk(fall: Fall) -> Pruefhilfevermerk:
    return Pruefhilfevermerk.objects.select_related("fall__schluessel").get(fall=fall)


def weg(zeile: Pruefhilfevermerk, kennung: str) -> dict[str, object]:
    return next(w for w in zeile.inhalt["wege"] if w["kennung"] == kennung)


def test_it_freezes_words_answers_law_and_hash(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "aufenthaltszeiten_festhalten")
    nrw.zug(fall, SCHRITT, stichtag="2026-11-20", vermerk="Vor der Sitzung")
    zeile = vermerk(fall)
    assert (zeile.stichtag, zeile.recht) == (date(2026, 11, 20), fingerabdruck())
    assert zeile.hash == siegelzahl(zeile.inhalt)
    assert zeile.inhalt["vermerk"] == "Vor der Sitzung"
    assert "keine Rechtsberatung" in " ".join(zeile.inhalt["banner"])
    aufenthalt = next(z for z in weg(zeile, "25b")["zeilen"] if z["kennung"] == "25b.1.2.N1")  # type: ignore[attr-defined]
    assert aufenthalt["norm"] == "§ 25b Abs. 1 Satz 2 Nr. 1 AufenthG"
    assert zeile.inhalt["angaben"][0]["seiten"][0]["zeilen"]


def test_it_speaks_of_the_law_of_the_day(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, SCHRITT, stichtag="2022-12-30")
    nrw.zug(fall, SCHRITT, stichtag="2022-12-31")
    vorher, danach = Pruefhilfevermerk.objects.filter(fall=fall).select_related("fall__schluessel")
    assert weg(vorher, "104c.A")["ergebnis"] == "nicht_in_kraft"
    assert weg(danach, "104c.A")["ergebnis"] == "zu_klaeren"


def test_it_is_not_changed_by_later_law_or_later_answers(
    nrw: Spiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "aufenthaltszeiten_festhalten")
    nrw.zug(fall, SCHRITT, stichtag="2026-11-20")
    vorher = vermerk(fall)
    eingefroren = (vorher.inhalt, vorher.hash, vorher.recht)
    gesetze = ausgeliefert()
    neu = gesetze.wege["104c.A"].model_copy(update={"titel": "Neues Recht"})
    anders = replace(gesetze, wege={**gesetze.wege, "104c.A": neu})
    for modul in (regeln, akte):
        monkeypatch.setattr(modul, "ausgeliefert", lambda: anders)
    nrw.zug(fall, "aufenthaltszeiten_festhalten", seite="geschaeftsstelle", von_5="2025-01-01")
    nrw.zug(fall, SCHRITT, stichtag="2026-11-20")
    alt, spaeter = Pruefhilfevermerk.objects.filter(fall=fall).select_related("fall__schluessel")
    assert (alt.inhalt, alt.hash, alt.recht) == eingefroren
    assert alt.hash == siegelzahl(alt.inhalt) != spaeter.hash
    assert weg(spaeter, "104c.A")["titel"] == "Neues Recht"


def test_it_is_marked_when_it_rests_on_what_must_stay_inside(nrw: Spiel) -> None:
    offen, geheim = nrw.neuer_fall(), nrw.neuer_fall()
    nrw.zug(geheim, "massnahmen_festhalten", seite="behoerde", art_0="transport")
    for fall in (offen, geheim):
        nrw.zug(fall, SCHRITT)
    assert (vermerk(offen).geheim, vermerk(geheim).geheim) == (False, True)


def test_it_is_the_work_of_the_office(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    assert "Zuständig" in verboten(nrw, SCHRITT, fall=fall, als=Funktion.MITGLIED)
    assert fehlerfelder(nrw, SCHRITT, fall=fall, stichtag="").keys() == {"stichtag"}
