"""Tasks for tests with real processes, slow in the right places. Imported only by `werkbank`."""

import logging
import time
from datetime import timedelta

from django.db import transaction

from haertefall.auftraege.lauf import lauf
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.post import Mail, versand
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.schlange import einreihen
from haertefall.zeit import jetzt


def hinterlasse_spur(nummer: int) -> None:
    """The effect: a row."""
    Auftrag.objects.create(
        art="probe.spur",
        argumente={"nummer": nummer},
        zustand=Zustand.ERLEDIGT,
        faellig_um=jetzt(),
        angelegt_um=jetzt(),
        erledigt_um=jetzt(),
        hoechstens=1,
    )


@aufgabe("probe.kurz")
def kurz(auftrag: Auftrag, *, nummer: int) -> None:
    """Just the effect."""
    hinterlasse_spur(nummer)


@aufgabe("probe.mittel", hoechstens=100)
def mittel(auftrag: Auftrag, *, nummer: int) -> None:
    """An effect with time to be killed before and after it."""
    time.sleep(0.01)
    hinterlasse_spur(nummer)
    time.sleep(0.02)


@aufgabe("probe.lang")
def lang(auftrag: Auftrag, *, nummer: int) -> None:
    """Longer than the lease of the tests; says when it is in the middle."""
    hinterlasse_spur(nummer)
    print("mitten drin", flush=True)
    time.sleep(2)


@versand("probe.brief")
def brief(auftrag: Auftrag, *, nummer: int) -> Mail:
    """A mail."""
    return Mail("anna@example.org", f"Nummer {nummer}", "Es wartet etwas.")


def main(befehl: str, *rest: str) -> None:
    """Do what the test asks for."""
    logging.disable()
    if befehl == "bestellen":
        with transaction.atomic():
            for nummer in range(int(rest[1])):
                einreihen(rest[0], {"nummer": nummer})
    else:
        print("bereit", flush=True)
        lauf(lease=timedelta(seconds=float(rest[0])))
