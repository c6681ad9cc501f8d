"""A session as a calendar file (RFC 5545): day, time, place. Nothing about a case, no dial-in."""

from collections.abc import Iterator
from datetime import UTC, datetime

from haertefall.sitzungen.mitwirkende import wessen
from haertefall.sitzungen.models import Sitzung, Sitzungsstand

ZEILENLAENGE = 75


def kalenderdatei(sitzung: Sitzung, *, aenderungen: int, erzeugt: datetime) -> str:
    """The file; `aenderungen` counts how often day or place were changed, so programs update.

    There is no end: nobody knows it beforehand.
    """
    abgesagt = sitzung.stand == Sitzungsstand.ABGESAGT
    was = "Umlauf, Antwort an" if sitzung.ist_umlauf else "Sitzung"
    wer = ", ".join(filter(None, [sitzung.gremium.name, wessen(sitzung)]))
    ort = ", ".join(filter(None, [sitzung.get_form_display(), sitzung.ort]))
    zeilen = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Haertefall//Sitzung//DE",
        f"METHOD:{'CANCEL' if abgesagt else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{sitzung.pk}@haertefall",
        f"SEQUENCE:{aenderungen + (1 if abgesagt else 0)}",
        f"DTSTAMP:{_utc(erzeugt)}",
        f"DTSTART:{_utc(sitzung.beginn)}",
        f"SUMMARY:{_text(f'{was} {wer}')}",
        f"LOCATION:{_text(ort)}",
        f"STATUS:{'CANCELLED' if abgesagt else 'CONFIRMED'}",
        "CLASS:CONFIDENTIAL",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{teil}\r\n" for zeile in zeilen for teil in _gefaltet(zeile))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(wert: str) -> str:
    for zeichen, ersatz in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        wert = wert.replace(zeichen, ersatz)
    return wert.replace("\r", "")


def _gefaltet(zeile: str) -> Iterator[str]:
    """Lines of at most 75 octets; no letter is torn apart."""
    rest = ""
    for zeichen in zeile:
        if len((rest + zeichen).encode()) > ZEILENLAENGE:
            yield rest
            rest = " "
        rest += zeichen
    yield rest
