"""Columns that lay in clear are sealed by migrations that take their rows along, and back again."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from haertefall.faelle.models import Angabe, Gefahr, Pruefhilfevermerk, Pruefung
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Stand
from haertefall.tresor.felder import Versiegelt
from haertefall.vollzug.models import (
    Erlassvermerk,
    Punktbefund,
    Verfahrensvermerk,
    Vollzugspruefung,
)
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from tests.web.marken import GEHEIM

pytestmark = pytest.mark.django_db(transaction=True)

VORHER = [
    ("sitzungen", "0007_ruecknahme_und_urne"),
    ("vollzug", "0002_berichtigung"),
    ("faelle", "0009_zugangssperre"),
]
ERLASS = "nw_2014_12_22"
UMGESTELLT: dict[type[Any], tuple[str, ...]] = {
    Angabe: ("antwort", "offen_weil"),
    Gefahr: ("art", "geheim"),
    Pruefung: ("hash",),
    Pruefhilfevermerk: ("hash",),
    Punktbefund: ("ergebnis", "grund"),
    Erlassvermerk: ("erlass",),
    Verfahrensvermerk: ("fall_id",),
    Vollzugspruefung: ("hash",),
}


@pytest.fixture
def wieder_heute() -> Iterator[None]:
    """Whatever happens, the next test finds the tables as they are now."""
    yield
    _umstellen()


def _umstellen(*ziele: tuple[str, str]) -> Any:
    lauf = MigrationExecutor(connection)
    ziele_heute = [k for k in lauf.loader.graph.leaf_nodes() if k[0] in dict(VORHER)]
    lauf.migrate(list(ziele) or ziele_heute)
    return MigrationExecutor(connection).loader.project_state(list(ziele) or ziele_heute).apps


def _gespielt(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(fall, "angabe_festhalten", merkmal=GEHEIM, antwort="ja", seite="behoerde")
    offen = {"merkmal": "im_bundesgebiet", "antwort": "ungeklaert", "offen_weil": "nachweis"}
    nrw.zug(fall, "angabe_festhalten", **offen)
    for seite in ("behoerde", "antrag"):
        nrw.zug(fall, "gefahr_melden", art="abschiebung", seite=seite)
    nrw.zug(fall, "pruefhilfe_vermerken")
    nrw.bis(Stand.STELLUNGNAHME, fall)
    fall.refresh_from_db()
    amt = Pruefspiel(Behoerde.objects.get(pk=str(fall.behoerde_id)))
    pruefung = amt.neue(gruppe="Roma", verletzlich=["krank"])
    amt.tue(
        "vollzug_punkte_pruefen",
        pruefung,
        gruppe="gesundheit",
        V7_ergebnis="hindernis",
        V7_nachweis="Attest",
    )
    amt.tue("vollzug_verfahren_vermerken", pruefung, fall=str(fall.pk), wo="")
    amt.tue("vollzug_erlass_bedenken", pruefung, erlass=ERLASS)


def _gelesen() -> dict[tuple[str, Any], tuple[Any, ...]]:
    return {
        (modell.__name__, zeile.pk): tuple(str(getattr(zeile, s) or "") for s in spalten)
        for modell, spalten in UMGESTELLT.items()
        for zeile in modell._default_manager.all()
    }


def _roh() -> bytes:
    """As it lies on the disk: SQLite as a whole, of PostgreSQL the table of decrees."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return bytes(connection.connection.serialize())
    with connection.cursor() as zeiger:
        zeiger.execute("CHECKPOINT")
        zeiger.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath('vollzug_erlassvermerk'::regclass))"
        )
        return bytes(zeiger.fetchone()[0])


def test_it_takes_the_rows_along_both_ways_and_leaves_nothing_in_clear(
    nrw: Spiel, wieder_heute: None
) -> None:
    _gespielt(nrw)
    vorher = _gelesen()
    assert {name for name, _ in vorher} == {modell.__name__ for modell in UMGESTELLT}
    assert ERLASS.encode() not in _roh()

    damals = _umstellen(*VORHER)
    alte = damals.get_model("faelle", "Angabe").objects
    assert set(alte.values_list("antwort", "offen_weil")) >= {
        ("ja", ""),
        ("ungeklaert", "nachweis"),
    }
    gefahren = damals.get_model("faelle", "Gefahr").objects
    assert set(gefahren.values_list("art", "seite", "geheim")) == {
        ("abschiebung", "behoerde", True),
        ("abschiebung", "antrag", False),
    }
    assert damals.get_model("vollzug", "Verfahrensvermerk").objects.get().fall_id is not None
    assert ERLASS.encode() in _roh()

    _umstellen()
    assert _gelesen() == vorher
    for antwort, weil in Angabe.objects.values_list("antwort", "offen_weil"):
        assert isinstance(antwort, Versiegelt)
        assert isinstance(weil, Versiegelt)
    assert ERLASS.encode() not in _roh()
