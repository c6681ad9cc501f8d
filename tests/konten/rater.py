"""One worker process in which somebody guesses: prints how many attempts were let through."""

import sys

import django

django.setup()

from haertefall.konten import grenzen  # noqa: E402

print("bereit", flush=True)
sys.stdin.readline()
durch = 0
for _ in range(10):
    try:
        grenzen.versuchen({"konto": 10})
        durch += 1
    except grenzen.ZuVieleVersuche:
        pass
print(durch)
