"""The only writer of the trace."""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date
from typing import Literal
from uuid import UUID

from haertefall.audit.akteur import Akteur
from haertefall.audit.models import Zugriff
from haertefall.zeit import heute, jetzt

Objektart = Literal[
    "",
    "fall",
    "sitzung",
    "gremium",
    "konto",
    "behoerde",
    "bericht",
    "dokument",
    "vollzug",
    "vorlage",
]
Zusatz = dict[str, str | int | bool]

# Number of the current request, so that trace, log and error page name the same thing.
anfrage_nummer: ContextVar[str] = ContextVar("anfrage_nummer", default="")


FALL_GEOEFFNET = "fall_geoeffnet"
FORMULAR_GEOEFFNET = "formular_geoeffnet"
# Further pages on which a case can be read without its file.
FALLSEITE_GEOEFFNET = ("begruendung_geoeffnet", "pruefhilfe_geoeffnet", "einzelfallbitte_gedruckt")
LISTE_GELESEN = "liste_gelesen"


def record(
    akteur: Akteur | None,
    was: str,
    objektart: Objektart = "",
    objekt: UUID | None = None,
    zusatz: Zusatz | None = None,
    *,
    gremium: UUID | None = None,
    spuren: list[Zugriff] | None = None,
) -> None:
    """Write one trace row in the current transaction.

    Args:
        akteur: who did it; None: nobody who is signed in.
        was: the word for what was done.
        objektart: kind of what it was done to.
        objekt: its id.
        zusatz: keys and numbers only.
        gremium: the body whose case it is, where an authority acts in it.
        spuren: collects the row instead, for `aufzeichnen` before the transaction ends.
    """
    zeile = Zugriff(
        um=jetzt(),
        konto=akteur.konto_id if akteur else None,
        funktion=akteur.funktion if akteur else "",
        gremium=gremium or (akteur.gremium_id if akteur else None),
        behoerde=akteur.behoerde_id if akteur else None,
        was=was,
        objektart=objektart,
        objekt=objekt,
        anfrage=anfrage_nummer.get(),
        zusatz=zusatz or {},
    )
    if spuren is None:
        zeile.save(force_insert=True)
    else:
        spuren.append(zeile)


def aufzeichnen(spuren: list[Zugriff]) -> None:
    """Write these rows in their order, in one statement."""
    if len(spuren) == 1:
        spuren[0].save(force_insert=True)
    else:
        Zugriff.objects.bulk_create(spuren)


def fall_geoeffnet(
    akteur: Akteur,
    fall: UUID,
    *,
    gremium: UUID,
    abgeschlossen_am: date | None,
    aufgabe: bool,
    notzugang: bool = False,
) -> None:
    """Trace of opening a case, with what the rules for unusual reading ask (`auffaellig`).

    Args:
        akteur: who opened it.
        fall: the case.
        gremium: the body whose case it is.
        abgeschlossen_am: since when it is closed, if it is.
        aufgabe: the Akteur has something to do in it.
        notzugang: it is open to the Akteur for an emergency only.
    """
    zusatz: Zusatz = {"aufgabe": aufgabe}
    if notzugang:
        zusatz["notzugang"] = True
    if abgeschlossen_am is not None:
        zusatz["geschlossen_tage"] = (heute() - abgeschlossen_am).days
    record(akteur, FALL_GEOEFFNET, "fall", fall, zusatz, gremium=gremium)


def liste_gelesen(akteur: Akteur, liste: str, faelle: Iterable[tuple[UUID, UUID]]) -> None:
    """Trace of a list that named people: one row for the whole list, for each body whose cases.

    Args:
        akteur: who looked.
        liste: which list.
        faelle: the cases whose people it named, each with its body; without any there is no row.
    """
    je_gremium: dict[UUID, list[UUID]] = {}
    for fall, gremium in faelle:
        je_gremium.setdefault(gremium, []).append(fall)
    for gremium, genannte in je_gremium.items():
        was = f"{LISTE_GELESEN}:{liste}"
        record(akteur, was, "gremium", gremium, nummern(genannte), gremium=gremium)


def nummern(faelle: Iterable[UUID]) -> Zusatz:
    """What a row says of several cases: how many, and their ids."""
    genannte = dict.fromkeys(fall.hex for fall in faelle)
    return {"anzahl": len(genannte), "faelle": " ".join(genannte)}


def formular_geoeffnet(
    akteur: Akteur, schritt: str, objektart: Objektart, objekt: UUID, gremium: UUID | None = None
) -> None:
    """Trace of a form that names people or shows what was said of them."""
    record(akteur, f"{FORMULAR_GEOEFFNET}:{schritt}", objektart, objekt, gremium=gremium)
