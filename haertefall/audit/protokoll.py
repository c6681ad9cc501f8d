"""How log lines look: where, what kind, which request number. Never what somebody typed.

Messages of Django and other libraries carry addresses, input and rows of the database in their
texts and in those of exceptions. Of them only place, status and kind of error are written. Our own
messages (`haertefall.*`) say nothing about people and are written out; texts of exceptions never.
"""

import logging
from collections.abc import Iterator
from pathlib import Path

WURZEL = Path(__file__).parents[2]
EIGENE = "haertefall"


class OhneInhalt(logging.Formatter):
    """One line per event; of an exception the kind and the places in the code."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        # Logging is set up before the models are there.
        from haertefall.audit.record import anfrage_nummer  # noqa: PLC0415

        zeit = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        teile = [zeit, record.levelname, record.name, anfrage_nummer.get() or "-"]
        if record.name.split(".")[0] == EIGENE:
            teile.append(record.getMessage())
        else:
            teile.append(f"{Path(record.pathname).name}:{record.lineno}")
        if status := getattr(record, "status_code", None):
            teile.append(str(status))
        zeile = " ".join(teile)
        if record.exc_info and record.exc_info[1] is not None:
            zeile += "".join(f"\n    {ort}" for ort in _kette(record.exc_info[1]))
        return zeile


def _kette(fehler: BaseException) -> Iterator[str]:
    """Kind of error and places, the cause first."""
    ursache = fehler.__cause__ or (None if fehler.__suppress_context__ else fehler.__context__)
    if ursache is not None:
        yield from _kette(ursache)
    yield type(fehler).__qualname__
    schritt = fehler.__traceback__
    while schritt is not None:
        code = schritt.tb_frame.f_code
        datei = Path(code.co_filename)
        ort = datei.relative_to(WURZEL) if datei.is_relative_to(WURZEL) else Path(datei.name)
        yield f"  {ort}:{schritt.tb_lineno} {code.co_name}"
        schritt = schritt.tb_next
