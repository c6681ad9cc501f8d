"""For whom a motion is, where it is not for everybody of the case."""

from haertefall.sitzungen.models import Antrag


def nur_fuer(antrag: Antrag) -> tuple[str, ...]:
    """Names of the people; empty: for all. The case lies before whoever asks, with its key."""
    fall = antrag.punkt.fall
    if not antrag.personen or fall is None:
        return ()
    namen = []
    for person in fall.personen.filter(pk__in=antrag.personen).order_by("nummer"):
        person.fall = fall
        namen.append(person.name)
    return tuple(namen)
