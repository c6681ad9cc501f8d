"""`python -m bench [tuer|bericht|seiten …]` on the database that DATABASE_URL names.

Without a name every part runs, and the result goes into docs/leistung.md.
"""

import importlib
import sys
import time

from bench import messen, umfeld
from bench.eintragen import eintragen, mitschreiben

TEILE = ("tuer", "sitzung", "seiten", "wege", "bericht", "anmeldung")


def main(teile: list[str]) -> int:
    """Run the parts, print one table each. 1: a figure was missed."""
    umfeld.einrichten()
    from haertefall.vorfuehrung.einrichten import grundausstattung  # noqa: PLC0415

    grundausstattung(["nrw"])
    gehalten = True
    with mitschreiben() as gedruckt:
        for teil in teile or TEILE:
            beginn = time.perf_counter()
            print(f"\n#### {teil} · {umfeld.name_der_datenbank()}\n", flush=True)
            zeilen = importlib.import_module(f"bench.{teil}").messen()
            print(f"\n{messen.KOPF}")
            for zeile in zeilen:
                print(zeile)
            print(f"\nDauer {time.perf_counter() - beginn:.0f} s", flush=True)
            gehalten = gehalten and all(zeile.eingehalten for zeile in zeilen)
    if not teile:
        eintragen(umfeld.name_der_datenbank(), gedruckt.getvalue())
    return 0 if gehalten else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
