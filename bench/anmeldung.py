"""Does the sign-in betray by its time whether there is an account? 300 alternating tries."""

import logging
from collections.abc import Callable
from unittest import mock

from django.test import Client

from bench.messen import Verhaeltnis, paare
from haertefall.gremien.models import Konto
from haertefall.konten import grenzen

PASSWORT = "Nebel Kiosk Hummel Traktor"
VERSUCHE = 300


def messen() -> list[Verhaeltnis]:
    """Wrong password for an account, against an address that nobody has."""
    bekannt = Konto.objects.anlegen("bekannt@beispiel.example", "Bekannt", PASSWORT)
    ohne = Konto.objects.anlegen("ohne.passwort@beispiel.example", "Ohne Passwort")
    # Else a line for every refused attempt goes to the screen.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # What is measured is the way of an attempt that is let through.
    with mock.patch.multiple(grenzen, JE_KONTO=10**9, JE_RECHNER=10**9):
        return [
            paare(
                f"Anmeldung: {name} / unbekannt",
                _versuch(konto.email),
                _versuch("niemand@beispiel.example"),
                grenze=1.05,
                mindestens=0.95,
                runden=runden,
            )
            for name, konto, runden in (
                ("falsches Passwort", bekannt, VERSUCHE),
                ("Konto ohne Passwort", ohne, VERSUCHE // 3),
            )
        ]


def _versuch(email: str) -> Callable[[], object]:
    def versuchen() -> object:
        antwort = Client().post("/anmelden/", {"email": email, "passwort": "ganz falsches Wort"})
        if antwort.status_code != 422:
            raise RuntimeError(f"Die Anmeldung antwortet mit {antwort.status_code}.")
        return antwort

    return versuchen
