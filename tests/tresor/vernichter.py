"""Makes keys, destroys some and waits, as a process whose connection stays open.

python -m tests.tresor.vernichter ANZAHL
Prints a line of JSON: wrapped keys that are destroyed and that remain, in hex. Each line on stdin
makes it wipe; it answers "gewischt True" or "gewischt False".
"""

import json
import random
import sys

import django


def main(anzahl: str) -> None:
    from django.db import transaction  # noqa: PLC0415

    from haertefall.tresor.models import Schluessel, neuer_schluessel  # noqa: PLC0415
    from haertefall.tresor.vernichtung import nachwischen, vernichten  # noqa: PLC0415

    with transaction.atomic():
        gremium = neuer_schluessel("gremium")
        faelle = [neuer_schluessel("fall", gremium) for _ in range(int(anzahl))]
    zufall = random.Random(5)
    weg = zufall.sample(faelle, len(faelle) // 3)
    for anfang in range(0, len(weg), 50):
        with transaction.atomic():
            for schluessel in weg[anfang : anfang + 50]:
                vernichten(schluessel)
    # Later cases move into the freed places.
    with transaction.atomic():
        for _ in range(int(anzahl) // 10):
            neuer_schluessel("fall", gremium)
    bleibt = Schluessel.objects.values_list("huelle", flat=True)
    print(
        json.dumps(
            {
                "weg": [bytes(schluessel.huelle).hex() for schluessel in weg],
                "bleibt": [bytes(huelle).hex() for huelle in bleibt],
            }
        ),
        flush=True,
    )
    while sys.stdin.readline():
        print(f"gewischt {nachwischen()}", flush=True)


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
