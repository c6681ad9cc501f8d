"""Change of the installation key: a new generation, all top-level keys re-wrapped, the old one out.

Each key is re-wrapped in a transaction of its own, so the office works on. A kill leaves every key
under a generation that is in the file; the next run goes on with those that are left.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from haertefall.tresor import schluesseldatei
from haertefall.tresor.models import (
    Schluessel,
    rahmen_oeffnen,
    schluesselbund,
    sperren,
    umhuellen,
)


def genutzt() -> dict[int, int]:
    """How many top-level keys lie under which generation."""
    rahmen = Schluessel.objects.filter(eltern=None).order_by("generation")
    return dict(rahmen.values_list("generation").annotate(zahl=Count("pk")))


def beginnen() -> int | None:
    """Append a new generation, unless a change is still unfinished; then None."""
    if genutzt().keys() - {schluesselbund(neu=True).aktuell}:
        return None
    return schluesseldatei.erweitern(settings.SCHLUESSEL_DATEI)


def fortsetzen() -> Iterator[tuple[Schluessel, schluesseldatei.Tresorfehler | None]]:
    """Re-wrap what is not under the newest generation; yields each key, with what stood against it.

    What one process opens while another re-wraps opens too: both generations are in the file.
    """
    neueste = schluesselbund(neu=True).aktuell
    alte = Schluessel.objects.filter(eltern=None).exclude(generation=neueste)
    for kennung in list(alte.values_list("pk", flat=True)):
        with transaction.atomic():
            zeile = alte.select_for_update().filter(pk=kennung).first()
            if zeile is None:
                continue
            fehler = None
            try:
                umhuellen(zeile, rahmen_oeffnen(zeile))
                zeile.save(update_fields=["generation", "huelle"])
            except schluesseldatei.Tresorfehler as dagegen:
                fehler = dagegen
        yield zeile, fehler


def ausmustern(generation: int) -> int:
    """Take an old generation out of the file if no key needs it; else returns how many do.

    Raises:
        Tresorfehler: it is the newest, or not in the file.
    """
    with transaction.atomic():
        # Waits for everyone who is just storing a key, and lets nobody store one meanwhile.
        sperren("SHARE")
        zahl = genutzt().get(generation, 0)
        if not zahl:
            schluesselbund(neu=True).hole(generation)
            schluesseldatei.entfernen(settings.SCHLUESSEL_DATEI, generation)
    return zahl
