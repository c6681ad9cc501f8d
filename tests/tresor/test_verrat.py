"""What a stolen database tells by what is not said: lengths, codes beside, checksums.

The same act is done twice with another answer. Whoever has all tables and no key must see the same.
"""

import re
from collections import Counter
from collections.abc import Callable
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from haertefall.faelle.models import Fall, Seite
from haertefall.gremien.fassungen import merkmale
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Stand
from haertefall.recht.pruefhilfe.befund import Grund
from haertefall.sitzungen.models import Abwaegung
from haertefall.tresor.felder import VerschluesseltesJson
from haertefall.vollzug.models import Vollzugspruefung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.zeit import gestellt, jetzt
from tests.web.marken import GEHEIM

KENNUNG = re.compile(r"[0-9a-f]{32}|[0-9a-f-]{36}")


def _wie_der_dieb_es_sieht(spalte: str, wert: Any) -> Any:
    if spalte == "id" and isinstance(wert, int):
        return "laufend"  # PostgreSQL takes no number back.
    if isinstance(wert, bytes | memoryview):
        return len(bytes(wert))
    zufall = isinstance(wert, UUID) or (isinstance(wert, str) and KENNUNG.fullmatch(wert))
    return "zufällig" if zufall else str(wert)


def beute() -> Counter[Any]:
    """All rows of all tables: what is clear as it is, of what is sealed the length."""
    zeilen: Counter[Any] = Counter()
    with connection.cursor() as zeiger:
        for tabelle in connection.introspection.table_names(zeiger):
            zeiger.execute(f'SELECT * FROM "{tabelle}"')  # noqa: S608
            spalten = [s[0] for s in zeiger.description]
            for zeile in zeiger.fetchall():
                gesehen = map(_wie_der_dieb_es_sieht, spalten, zeile)
                zeilen[tabelle, *zip(spalten, gesehen, strict=True)] += 1
    return zeilen


def gestohlen_nach(tat: Any) -> Counter[Any]:
    """What lies there after an act that is taken back."""
    with transaction.atomic():
        tat()
        gefunden = beute()
        transaction.set_rollback(True)
    return gefunden


def zug(nrw: Spiel, fall: Fall, name: str, **eingabe: str) -> Callable[[], None]:
    def tat() -> None:
        fall.refresh_from_db()
        nrw.zug(fall, name, **eingabe)

    return tat


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.STELLUNGNAHME)


def test_it_sees_what_lies_in_clear(nrw: Spiel, fall: Fall) -> None:
    """Else the tests below prove nothing."""
    frage = {"antwort": "ja", "seite": "behoerde"}
    with gestellt(jetzt()):
        eine, andere = (
            gestohlen_nach(zug(nrw, fall, "angabe_festhalten", merkmal=m, **frage))
            for m in (GEHEIM, "im_bundesgebiet")
        )
    assert {zeile[0] for zeile in eine - andere} >= {"faelle_angabe"}


@pytest.mark.parametrize("seite", ["behoerde", "antrag", "geschaeftsstelle"])
@pytest.mark.parametrize("merkmal", [GEHEIM, "im_bundesgebiet"])
def test_it_tells_no_answer(nrw: Spiel, fall: Fall, merkmal: str, seite: str) -> None:
    frage = {"merkmal": merkmal, "seite": seite}
    antworten: list[dict[str, str]] = [
        {"antwort": "ja"},
        {"antwort": "nein"},
        {"antwort": "ungeklaert", "offen_weil": "nachweis"},
    ]
    with gestellt(jetzt()):
        ja, nein, offen = (
            gestohlen_nach(zug(nrw, fall, "angabe_festhalten", **frage, **a)) for a in antworten
        )
    assert ja == nein == offen


def test_it_tells_no_answer_by_the_length_of_its_entry(nrw: Spiel, fall: Fall) -> None:
    """The same for every question and side: no entry lies across the edge of a piece."""
    nrw.zug(fall, "angabe_festhalten", merkmal=GEHEIM, antwort="ja", seite="antrag")
    angaben = fall.verlauf.filter(schritt="angabe_festhalten").latest("nummer").angaben
    assert {"merkmal", "antwort", "seite", "offen_weil"} <= angaben.keys()
    stueck, in_bytes = VerschluesseltesJson.stueck, VerschluesseltesJson.in_bytes
    for merkmal, seite in product(merkmale(), Seite):
        frage = {**angaben, "merkmal": merkmal, "seite": seite.value}
        antworten = [{"antwort": a, "offen_weil": ""} for a in ("ja", "nein", "ungeklaert")]
        antworten += [{"antwort": "ungeklaert", "offen_weil": g.value} for g in Grund]
        laengen = {len(in_bytes({**frage, **antwort})) // stueck for antwort in antworten}
        assert len(laengen) == 1, (merkmal, seite)


def test_it_does_not_tell_that_an_authority_reported_a_removal(nrw: Spiel, fall: Fall) -> None:
    with gestellt(jetzt()):
        abschiebung, duldung = (
            gestohlen_nach(zug(nrw, fall, "gefahr_melden", art=a, seite="behoerde"))
            for a in ("abschiebung", "duldung")
        )
    assert abschiebung == duldung


def test_it_tells_no_finding_of_a_check(nrw: Spiel, fall: Fall) -> None:
    amt = Pruefspiel(Behoerde.objects.get(pk=str(fall.behoerde_id)))
    pruefung = amt.neue()

    def tat(ergebnis: str) -> Any:
        befund: dict[str, Any] = {
            "gruppe": "gesundheit",
            "V7_ergebnis": ergebnis,
            "V7_nachweis": "Attest",
        }
        hier = Vollzugspruefung.objects.select_related("schluessel__eltern", "behoerde")
        return lambda: amt.tue("vollzug_punkte_pruefen", hier.get(pk=pruefung.pk), **befund)

    with gestellt(jetzt()):
        eines, anderes = map(gestohlen_nach, map(tat, ("hindernis", "kein_hindernis")))
    assert eines == anderes


def test_it_does_not_join_a_check_with_a_case(nrw: Spiel, fall: Fall) -> None:
    """Neither table names the other's row."""
    amt = Pruefspiel(Behoerde.objects.get(pk=str(fall.behoerde_id)))
    pruefung = amt.neue()
    amt.tue("vollzug_verfahren_vermerken", pruefung, fall=str(fall.pk), wo="")
    vermerk = pruefung.verfahren.get()
    assert vermerk.fall_id == fall.pk
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT * FROM vollzug_verfahrensvermerk")
        (zeile,) = zeiger.fetchall()
    for gestalt in (fall.pk.bytes, fall.pk.hex.encode(), str(fall.pk).encode()):
        assert not any(gestalt in _roh(wert) for wert in zeile)


def test_it_does_not_tell_which_ground_was_weighed(nrw: Spiel) -> None:
    punkt = nrw.bis(Stand.AUF_TAGESORDNUNG).tagesordnungspunkte.get()

    def tat(grund: str) -> Any:
        um = {"um": jetzt(), "satz": "abgewogen"}
        return lambda: Abwaegung.objects.create(punkt=punkt, grund=grund, **um)

    with gestellt(jetzt()):
        eines, anderes = map(gestohlen_nach, map(tat, ("straftaten", "verwurzelung")))
    assert eines == anderes


def _roh(wert: Any) -> bytes:
    if isinstance(wert, UUID):
        return wert.bytes
    return bytes(wert) if isinstance(wert, bytes | memoryview) else str(wert).encode()
