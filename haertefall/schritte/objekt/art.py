"""The contract of a kind of object."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from haertefall.audit.akteur import Akteur
from haertefall.schritte import fehler
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang


@dataclass(frozen=True)
class Ort:
    """Where an act is to happen, as the address of a page names it."""

    gremium_id: UUID | None = None
    sitzung_id: UUID | None = None
    fall_id: UUID | None = None
    behoerde_id: UUID | None = None
    vollzug_id: UUID | None = None


@dataclass(frozen=True)
class Objektart:
    """One kind of object.

    Attributes:
        laden: find it for this Akteur, locked if asked. Raises NichtVorhanden.
        erlauben: may this Funktion do it now? Raises NichtErlaubt.
        weiter: what the act leads to in the object itself: state, version, history, facts. Gets
            the outcome, the validated input and the state before ("" if it is new).
    """

    laden: Callable[[Schritt, Akteur, Ort, Mapping[str, Any], bool], Vorgang]
    erlauben: Callable[[Schritt, Vorgang], None]
    weiter: Callable[[Schritt, Vorgang, str | None, Mapping[str, Any], str], None]


def nach_funktion(schritt: Schritt, vorgang: Vorgang) -> None:
    """For acts that no Ordnung regulates: the act itself names the Funktionen."""
    if vorgang.akteur.funktion not in schritt.wer:
        raise fehler.NichtErlaubt(f"„{schritt.titel}“ ist nicht Aufgabe Ihrer Funktion.")
