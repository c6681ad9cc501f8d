"""Unusual reading, for the data-protection officer: the rules, their measures, what they find.

The measures are settings of the house with who and why; until somebody sets them they are
assumptions of the program, and the page says so.
"""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from haertefall.audit.akteur import Akteur
from haertefall.audit.leseregeln import (
    Auffaelligkeit,
    AusserDerZeit,
    GeschlossenerFall,
    OhneAufgabe,
    VieleFaelle,
)
from haertefall.audit.models import Mass, Zugriff
from haertefall.audit.record import (
    FALL_GEOEFFNET,
    FALLSEITE_GEOEFFNET,
    FORMULAR_GEOEFFNET,
    record,
)
from haertefall.recht.begriffe import Funktion
from haertefall.zeit import jetzt

ANNAHME = "Annahme des Programms; noch nicht festgelegt"
Regel = VieleFaelle | GeschlossenerFall | OhneAufgabe | AusserDerZeit
REGELN: dict[str, type[Regel]] = {
    regel.name: regel for regel in (VieleFaelle, GeschlossenerFall, OhneAufgabe, AusserDerZeit)
}
_GRENZEN = {
    "anzahl": (1, 10_000),
    "minuten": (1, 7 * 24 * 60),
    "karenz_tage": (0, 3650),
    "von_stunde": (0, 23),
    "bis_stunde": (1, 24),
}


class MassUngueltig(ValueError):
    """A measure that no rule could use."""


@dataclass(frozen=True)
class Festlegung:
    """A rule with its measures, and who set them, when and why."""

    regel: Regel
    konto: UUID | None
    um: datetime | None
    grund: str


def festlegungen() -> list[Festlegung]:
    """The four rules as they hold now."""
    ergebnis = []
    for name, regel in REGELN.items():
        mass = Mass.objects.filter(regel=name).order_by("um", "pk").last()
        if mass is None:
            ergebnis.append(Festlegung(regel(), None, None, ANNAHME))
        else:
            ergebnis.append(
                Festlegung(regel_mit(name, mass.werte), mass.konto, mass.um, mass.grund)
            )
    return ergebnis


def festlegen(akteur: Akteur, name: str, werte: dict[str, Any], grund: str) -> None:
    """Set the measures of a rule; what was set before stays on record.

    Raises:
        MassUngueltig: unknown rule or measure, a value without sense, nobody or no reason named.
    """
    regel = regel_mit(name, werte)
    if akteur.konto_id is None or not grund.strip():
        raise MassUngueltig("Eine Festlegung nennt, wer sie trifft und warum.")
    Mass.objects.create(
        regel=name, werte=asdict(regel), um=jetzt(), konto=akteur.konto_id, grund=grund.strip()
    )
    record(akteur, f"mass_festgelegt:{name}")


def auffaelligkeiten(
    von: datetime, bis: datetime, unter: QuerySet[Zugriff] | None = None
) -> list[Auffaelligkeit]:
    """What the rules find among the openings of cases from `von` to before `bis`, by time.

    A form or another page on which a case is read counts like its file: else one could read many
    that way. Whether there was a task, and since when the case is closed, only the file says.

    `unter`: the rows to look at (all, if not given).
    """
    alle = Zugriff.objects.all() if unter is None else unter
    gelesen = Q(was__in=[FALL_GEOEFFNET, *FALLSEITE_GEOEFFNET])
    gelesen |= Q(was__startswith=f"{FORMULAR_GEOEFFNET}:")
    zeilen = list(
        alle.filter(
            gelesen,
            objektart="fall",
            konto__isnull=False,
            objekt__isnull=False,
            um__gte=von,
            um__lt=bis,
        ).order_by("um", "pk")
    )
    funde = [fund for eine in festlegungen() for fund in eine.regel.finde(zeilen)]
    return sorted(funde, key=lambda fund: (fund.von, fund.regel, fund.konto))


def masse(name: str) -> frozenset[str]:
    """Names of the measures of a rule."""
    return frozenset(feld.name for feld in fields(REGELN[name]))


def regel_mit(name: str, werte: dict[str, Any]) -> Regel:
    """The rule with these measures.

    Raises:
        MassUngueltig: unknown rule or measure, or a value without sense.
    """
    if name not in REGELN:
        raise MassUngueltig(f"Es gibt keine Regel {name}.")
    bekannt = masse(name)
    if werte.keys() != bekannt:
        raise MassUngueltig(f"{name} braucht genau: {', '.join(sorted(bekannt))}.")
    regel = REGELN[name](**{mass: _wert(mass, wert) for mass, wert in werte.items()})
    if isinstance(regel, AusserDerZeit) and regel.von_stunde >= regel.bis_stunde:
        raise MassUngueltig("Die Dienstzeit endet nach ihrem Beginn.")
    return regel


def _wert(mass: str, wert: Any) -> Any:
    if mass == "funktionen" and isinstance(wert, (list, tuple)) and set(wert) <= set(Funktion):
        return tuple(wert)
    if mass == "wochentage" and isinstance(wert, (list, tuple)) and set(wert) <= set(range(1, 8)):
        return tuple(wert)
    if mass in _GRENZEN and type(wert) is int:
        kleinster, groesster = _GRENZEN[mass]
        if kleinster <= wert <= groesster:
            return wert
    raise MassUngueltig(f"{mass}: dieser Wert geht nicht.")
