"""The office at work, as a process of its own, while keys change around it.

python -m tests.tresor.amt arbeiten ANZAHL     make so many bodies with a case each, then more,
                                               and read, until something comes on stdin
python -m tests.tresor.amt halten ANZAHL       make them in one transaction that stays open until
                                               something comes on stdin
python -m tests.tresor.amt lesen               open everything once
Ends with "N gelesen"; any key that does not open is a crash.
"""

import select
import sys

import django


def main(was: str, anzahl: str = "0") -> None:
    from django.db import transaction  # noqa: PLC0415

    from haertefall.tresor.models import (  # noqa: PLC0415
        Schluessel,
        neuer_schluessel,
        rahmen_oeffnen,
    )

    def lies() -> int:
        zeilen = list(Schluessel.objects.select_related("eltern"))
        for zeile in zeilen:
            if zeile.eltern is None:
                rahmen_oeffnen(zeile)
            zeile.klartext()
        return len(zeilen)

    with transaction.atomic():
        for _ in range(int(anzahl)):
            neuer_schluessel("fall", neuer_schluessel("gremium"))
        if was == "halten":
            print("haelt", flush=True)
            sys.stdin.readline()
    gelesen = lies()
    if was == "arbeiten":
        print("arbeitet", flush=True)
        while not select.select([sys.stdin], [], [], 0.05)[0]:
            neuer_schluessel("fall", neuer_schluessel("gremium"))
            gelesen += lies()
    print(f"{gelesen} gelesen", flush=True)


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
