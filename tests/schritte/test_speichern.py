"""An act saves what it changed in the row it locked, and nothing it only read."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.speichern import speichern
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute


def geaenderte_spalten(abfragen: CaptureQueriesContext, tabelle: str) -> list[set[str]]:
    """Columns of each UPDATE of the table."""
    return [
        set(re.findall(r'"(\w+)" = ', abfrage["sql"].split(" WHERE ")[0]))
        for abfrage in abfragen
        if abfrage["sql"].startswith(f'UPDATE "{tabelle}" SET')
    ]


def test_it_writes_only_the_changed_columns_of_a_case(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUFGENOMMEN)
    with CaptureQueriesContext(connection) as abfragen:
        ausfuehren(
            "stellungnahme_anfordern",
            akteur=nrw.akteur(Funktion.GESCHAEFTSSTELLE),
            eingabe={
                "behoerde": str(fall.behoerde_id),
                "erbeten_bis": (heute() + timedelta(days=9)).isoformat(),
            },
            einmal=uuid.uuid4(),
            fall_id=fall.pk,
            version=fall.version,
        )
    assert geaenderte_spalten(abfragen, "faelle_fall") == [{"stand", "version"}]
    neu = Fall.objects.get(pk=fall.pk)
    assert (neu.stand, neu.version) == (Stand.STELLUNGNAHME, fall.version + 1)


def test_it_keeps_what_was_changed_inside_a_sealed_value(nrw: Spiel) -> None:
    """A sealed value that was opened counts as changed: nothing done to it is lost."""
    sitzung = nrw.sitzung()
    sitzung.einwahl = "vorher"
    sitzung.save()
    gelesen = Sitzung.objects.select_related("gremium", "schluessel__eltern").get(pk=sitzung.pk)
    vorher = dict(vars(gelesen))
    gelesen.einwahl = f"{gelesen.einwahl}, nachher"
    with CaptureQueriesContext(connection) as abfragen:
        speichern(gelesen, vorher)
    assert geaenderte_spalten(abfragen, "sitzungen_sitzung") == [{"einwahl"}]
    assert Sitzung.objects.get(pk=sitzung.pk).einwahl == "vorher, nachher"


@pytest.mark.parametrize(
    ("feld", "wert"),
    [("weg", "xy"), ("ruht", True), ("behoerde_id", None), ("eingegangen_am", date(2026, 3, 2))],
)
def test_it_saves_a_single_changed_column(nrw: Spiel, feld: str, wert: object) -> None:
    fall = nrw.bis(Stand.EINGEGANGEN)
    gelesen = Fall.objects.get(pk=fall.pk)
    vorher = dict(vars(gelesen))
    setattr(gelesen, feld, wert)
    with CaptureQueriesContext(connection) as abfragen:
        speichern(gelesen, vorher)
    assert geaenderte_spalten(abfragen, "faelle_fall") == [{feld}]
    assert getattr(Fall.objects.get(pk=fall.pk), feld) == wert


def test_it_says_when_the_row_is_gone(nrw: Spiel) -> None:
    gelesen = Fall.objects.get(pk=nrw.bis(Stand.EINGEGANGEN).pk)
    vorher = dict(vars(gelesen))
    gelesen.weg, gelesen.pk = "xy", uuid.uuid4()
    vorher["id"] = gelesen.pk
    with pytest.raises(DatabaseError, match="gibt es nicht mehr"):
        speichern(gelesen, vorher)
