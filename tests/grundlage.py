"""The bodies that most tests begin with: laid by acts once, then written again row by row."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from haertefall import zeit
from haertefall.gremien.models import Gremium
from haertefall.tresor.models import vergessen
from haertefall.vorfuehrung.besetzen import laufende_amtszeit
from haertefall.vorfuehrung.einrichten import grundausstattung

# Which bodies, and whether every seat and every deputy is there or a few people to play with.
Wer = tuple[tuple[str, ...], bool]
HAEUFIG: tuple[Wer, ...] = (
    (("nrw",), False),
    (("dortmund",), False),
    (("nrw", "dortmund"), False),
    (("nrw",), True),
)


@dataclass
class Grundlage:
    """What was written for some bodies, as statements; for others it is done anew."""

    umstaende: tuple[Any, ...]
    geschrieben: dict[Wer, list[tuple[str, Any]]] = field(default_factory=dict)

    def legen(self, kennungen: tuple[str, ...], *, voll: bool) -> list[Gremium]:
        """These bodies, in an empty database."""
        wer = (kennungen, voll)
        if wer not in self.geschrieben or self.umstaende != _umstaende():
            return _anlegen(wer)
        # A test before may have left another key in memory than the one in the file.
        vergessen()
        with connection.cursor() as zeiger:
            for sql, werte in self.geschrieben[wer]:
                zeiger.execute(sql, werte)
        gremien = {g.kennung: g for g in Gremium.objects.select_related("schluessel")}
        return [gremien[kennung] for kennung in kennungen]


def mitschreiben() -> Grundlage:
    """Lay what is needed often, before any test has changed the circumstances; leave nothing."""
    grundlage = Grundlage(_umstaende())
    for wer in HAEUFIG:
        with zurueck(), _mitgeschrieben() as geschrieben:
            _anlegen(wer)
        grundlage.geschrieben[wer] = geschrieben
    return grundlage


def _anlegen(wer: Wer) -> list[Gremium]:
    kennungen, voll = wer
    return grundausstattung(list(kennungen), laufende_amtszeit() if voll else None)


@contextmanager
def zurueck() -> Iterator[None]:
    """What happens inside leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _mitgeschrieben() -> Iterator[list[tuple[str, Any]]]:
    saetze: list[tuple[str, Any]] = []

    def merken(tun: Any, sql: str, werte: Any, viele: bool, umfeld: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            assert not viele
            saetze.append((sql, werte))
        return tun(sql, werte, viele, umfeld)

    with connection.execute_wrapper(merken):
        yield saetze


def _umstaende() -> tuple[Any, ...]:
    """Under others the same acts would write something else."""
    datei = settings.SCHLUESSEL_DATEI
    schluessel = datei.read_bytes() if datei.exists() else b""
    return schluessel, tuple(settings.ORDNUNGEN_DIRS), zeit._gestellt.get(), zeit.heute()
