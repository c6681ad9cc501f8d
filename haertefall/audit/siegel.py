"""The sealer: numbers new trace rows and chains them with a keyed MAC.

The key lies in the key table under the installation key, apart from all others: who writes into
the database without it cannot make a seal.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from haertefall.audit.models import Siegel, Zugriff
from haertefall.tresor.models import Schluessel, neuer_schluessel
from haertefall.tresor.schluesseldatei import SchluesselFehlt
from haertefall.zeit import jetzt

# What a row says. A new field of the row comes with a new label.
ETIKETT_ZEILE, ETIKETT_KETTE = b"haertefall.audit.zeile.1", b"haertefall.audit.kette.1"
FELDER = (
    "um",
    "konto",
    "funktion",
    "gremium",
    "behoerde",
    "was",
    "objektart",
    "objekt",
    "anfrage",
    "zusatz",
)
ANFANG = bytes(32)
# Rows of a transaction that ended late have a smaller number than rows sealed before them. Looking
# back this far finds them and spares a look at the whole table.
FENSTER = 20_000
_SPERRE = 0x48460001


def auditschluessel(*, anlegen: bool = False) -> bytes:
    """The key of the trace; made with the first seal and never after it.

    Raises:
        Tresorfehler: missing, or not to be opened.
    """
    zeile = Schluessel.objects.filter(art="audit").first()
    if zeile is None and anlegen and not Siegel.objects.exists():
        zeile = neuer_schluessel("audit")
    if zeile is None:
        raise SchluesselFehlt("Der Schlüssel der Spur fehlt.")
    return zeile.klartext()


def abdruck(schluessel: bytes, zeile: Zugriff) -> bytes:
    """MAC of what a trace row says, without its number."""
    inhalt = {name: _schreibweise(getattr(zeile, name)) for name in FELDER}
    return _mac(schluessel, ETIKETT_ZEILE, json.dumps(inhalt, sort_keys=True))


def kette(schluessel: bytes, siegel: Siegel, vorige: bytes) -> bytes:
    """MAC that binds a seal to its place and to the one before."""
    inhalt = [
        siegel.nummer,
        siegel.zeile,
        _schreibweise(siegel.um),
        bytes(siegel.abdruck).hex(),
        vorige.hex(),
    ]
    return _mac(schluessel, ETIKETT_KETTE, json.dumps(inhalt))


def ungesiegelt() -> QuerySet[Zugriff]:
    """Trace rows that have no seal, in order."""
    return Zugriff.objects.filter(~Exists(Siegel.objects.filter(zeile=OuterRef("pk")))).order_by(
        "pk"
    )


def fensteranfang() -> int:
    """The number up to which the sealer does not look any more."""
    hoechste: int = Siegel.objects.aggregate(hoechste=Max("zeile"))["hoechste"] or 0
    return max(hoechste - FENSTER, 0)


@transaction.atomic
def siegel_setzen() -> int:
    """Seal what is new; returns how many rows.

    Raises:
        Tresorfehler: the key of the trace cannot be had.
    """
    _allein()
    neue = ungesiegelt().filter(pk__gt=fensteranfang())
    if not neue.exists():
        return 0
    schluessel, um = auditschluessel(anlegen=True), jetzt()
    letztes = Siegel.objects.order_by("nummer").last()
    nummer, vorige = (letztes.nummer, bytes(letztes.kette)) if letztes else (0, ANFANG)
    reihe = []
    for zeile in neue:
        nummer += 1
        siegel = Siegel(nummer=nummer, zeile=zeile.pk, um=um, abdruck=abdruck(schluessel, zeile))
        siegel.kette = vorige = kette(schluessel, siegel, vorige)
        reihe.append(siegel)
    Siegel.objects.bulk_create(reihe, batch_size=500)
    return len(reihe)


def _mac(schluessel: bytes, etikett: bytes, inhalt: str) -> bytes:
    return hmac.digest(schluessel, etikett + b"\x00" + inhalt.encode(), hashlib.sha256)


def _schreibweise(wert: object) -> object:
    if isinstance(wert, datetime):
        return wert.astimezone(UTC).isoformat(timespec="microseconds")
    return wert if wert is None or isinstance(wert, dict) else str(wert)


def _allein() -> None:
    """One sealer at a time; on SQLite the transaction is alone anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as zeiger:
            zeiger.execute("SELECT pg_advisory_xact_lock(%s)", [_SPERRE])
