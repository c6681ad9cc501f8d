"""What is known of this body, and what was found when looking through its file."""

from collections.abc import Iterator, Sequence

from haertefall.recht.durchsicht import SCHWERE_WORTE, Auffaelligkeit
from haertefall.recht.ordnung import THEMA_WORTE, Ordnung
from haertefall.recht.regelungsstand import (
    REGELUNG_WORTE,
    Regelung,
    Themenstand,
    regelungsstand,
)
from haertefall.recht.steckbrief.satzspiegel import absatz, punkt, ueberschrift


def stand(ordnung: Ordnung) -> Iterator[str]:
    """Topic by topic, and the share that is unknown."""
    yield from ueberschrift("Was geregelt ist und was nicht")
    gesamt = regelungsstand(ordnung)
    unbekannt = sum(t.regelung is Regelung.UNBEKANNT for t in gesamt.themen)
    urteil = " Die Ordnung ist unvollständig." if gesamt.unvollstaendig else ""
    yield from absatz(f"{unbekannt} von {len(gesamt.themen)} Themen sind unbekannt.{urteil}")
    for thema in gesamt.themen:
        yield from punkt(_thema(thema))
        for luecke in thema.luecken:
            if luecke.inhalt:
                yield from absatz(f"Offen: {luecke.inhalt}", 4)


def auffaelligkeiten(gefunden: Sequence[Auffaelligkeit]) -> Iterator[str]:
    """Errors first."""
    yield from ueberschrift("Auffälligkeiten")
    if not gefunden:
        yield from absatz("Keine.")
    for eine in gefunden:
        yield from punkt(f"{SCHWERE_WORTE[eine.schwere]}: {eine}")


def _thema(thema: Themenstand) -> str:
    wort = f"{THEMA_WORTE[thema.thema]}: {REGELUNG_WORTE[thema.regelung]}"
    belege = thema.belege
    mehr = f"; und {len(belege) - 2} weitere" if len(belege) > 2 else ""
    return f"{wort} ({'; '.join(belege[:2])}{mehr})" if belege else wort
