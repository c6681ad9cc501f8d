"""`python -m bench [tuer|bericht|seiten …]` on the database that DATABASE_URL names."""

import importlib
import sys
import time

from bench import messen, umfeld

TEILE = ("tuer", "sitzung", "seiten", "wege", "bericht", "anmeldung")


def main(teile: list[str]) -> int:
    """Run the parts, print one table each."""
    umfeld.einrichten()
    from haertefall.vorfuehrung.einrichten import grundausstattung  # noqa: PLC0415

    grundausstattung(["nrw"])
    for teil in teile or TEILE:
        beginn = time.perf_counter()
        print(f"\n## {teil} · {umfeld.name_der_datenbank()}\n", flush=True)
        zeilen = importlib.import_module(f"bench.{teil}").messen()
        print(messen.KOPF)
        for zeile in zeilen:
            print(zeile)
        print(f"\nDauer {time.perf_counter() - beginn:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
