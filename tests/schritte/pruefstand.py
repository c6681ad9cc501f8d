"""What tests of acts share: refusals that write nothing, and what an act leaves behind."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any, cast

import pytest
from django.apps import apps
from django.core import mail as briefkasten
from django.db import connection, models

from haertefall.audit.akteur import Akteur
from haertefall.auftraege.arbeiter import Arbeiter
from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import Erledigung, ausfuehren
from haertefall.statistik.models import Tatsache
from haertefall.statistik.zeitleiste import OFFEN
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, heute

Abdruck = dict[str, list[str]]


def unsere_modelle() -> list[type[models.Model]]:
    """Every model of this program."""
    return [m for m in apps.get_models() if m.__module__.startswith("haertefall.")]


def abdruck() -> Abdruck:
    """All rows as they lie in the database, sealed values included."""
    return {
        modell._meta.label: sorted(
            repr([bytes(w) if isinstance(w, memoryview) else w for w in zeile])
            for zeile in modell._default_manager.values_list()
        )
        for modell in unsere_modelle()
    }


@contextmanager
def schreibt_nichts() -> Iterator[None]:
    """What happens inside leaves every row as it was."""
    vorher = abdruck()
    yield
    nachher = abdruck()
    assert {k: v for k, v in nachher.items() if v != vorher[k]} == {}


@contextmanager
def versucht_nichts(ausser: str = "") -> Iterator[None]:
    """What happens inside does not even try to write: cheaper than comparing every row.

    `ausser`: a table that takes new rows all the same, such as the trace of who was turned away.
    """

    def lesend(weiter: Any, sql: str, *rest: Any) -> Any:
        if not (ausser and sql.startswith(f'INSERT INTO "{ausser}" ')):
            assert not sql.startswith(("INSERT", "UPDATE", "DELETE")), sql
        return weiter(sql, *rest)

    with connection.execute_wrapper(lesend):
        yield


def tue_als(
    akteur: Akteur,
    schritt: str,
    eingabe: Mapping[str, Any],
    *,
    fall: Fall | None = None,
    gremium_id: uuid.UUID | None = None,
    einmal: uuid.UUID | None = None,
    version: int | None = None,
) -> Erledigung:
    """The door itself, for a given Akteur."""
    return ausfuehren(
        schritt,
        akteur=akteur,
        eingabe=eingabe,
        einmal=einmal or uuid.uuid4(),
        gremium_id=gremium_id,
        fall_id=fall.pk if fall else None,
        version=version,
    )


def fehlerfelder(spiel: Spiel, schritt: str, **aufruf: Any) -> dict[str, list[str]]:
    """Do the act with input that it must refuse; returns the German messages by field."""
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        spiel.tue(schritt, **aufruf)
    meldungen = {feld: [str(m) for m in liste] for feld, liste in grund.value.errors.items()}
    assert not any(
        englisch in meldung
        for liste in meldungen.values()
        for meldung in liste
        for englisch in ("This field", "Select a valid", "Enter a", "Ensure this")
    ), meldungen
    return meldungen


def verboten(spiel: Spiel, schritt: str, **aufruf: Any) -> str:
    """Try an act that the rules do not permit; returns the reason. Nothing is written."""
    with schreibt_nichts(), pytest.raises(fehler.NichtErlaubt) as grund:
        spiel.tue(schritt, **aufruf)
    return str(grund.value)


def unsichtbar(spiel: Spiel, schritt: str, **aufruf: Any) -> None:
    """Try an act on something that does not exist for the Akteur."""
    with schreibt_nichts(), pytest.raises(fehler.NichtVorhanden):
        spiel.tue(schritt, **aufruf)


def frisch(fall: Fall) -> Fall:
    """The case as it is now."""
    return Fall.objects.select_related("gremium", "schluessel", "behoerde").get(pk=fall.pk)


def letzter_eintrag(fall: Fall) -> Verlaufseintrag:
    """The newest entry of the history, key at hand."""
    eintraege = Verlaufseintrag.objects.select_related("fall__schluessel").filter(fall=fall)
    return cast(Verlaufseintrag, eintraege.latest("nummer"))


def bekannte_tatsachen(fall: Fall) -> list[Tatsache]:
    """What is counted about the case by today's knowledge, by day."""
    return list(
        Tatsache.objects.filter(vorgang=frisch(fall).zaehl_vorgang, bekannt_bis=OFFEN).order_by(
            "gilt_ab"
        )
    )


def gezaehlt(fall: Fall) -> Tatsache:
    """What the case counts as today."""
    return bekannte_tatsachen(fall)[-1]


def kollegen(spiel: Spiel, funktion: Funktion = Funktion.GESCHAEFTSSTELLE) -> list[Akteur]:
    """Everybody who holds the Funktion in this body; who acts in the game comes first."""
    erster = spiel.akteur(funktion)
    alle = [akteur_aus(amt) for amt in Amt.objects.filter(gremium=spiel.gremium, funktion=funktion)]
    return [erster, *(a for a in alle if a != erster)]


def post() -> list[Any]:
    """Every mail that waits, as it is sent."""
    briefkasten.outbox = []
    while Arbeiter().schritt():
        pass
    return list(briefkasten.outbox)


def vormittags(tage: int) -> datetime:
    """A moment `tage` days ago, ten o'clock in Berlin."""
    return datetime.combine(heute() - timedelta(days=tage), time(10, 0), BERLIN)
