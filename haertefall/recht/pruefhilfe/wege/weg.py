"""A way to a title or a Duldung: its name and its table."""

from dataclasses import dataclass

from haertefall.recht.pruefhilfe.knoten import Knoten


@dataclass(frozen=True, slots=True)
class Weg:
    """The data of the same name are in `gesetze/tafeln/`."""

    kennung: str
    tabelle: Knoten
