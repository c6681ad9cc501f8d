"""Passwords: long enough, not easily guessed, nothing else is asked of them."""

import gzip
from pathlib import Path

import pytest
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from haertefall.gremien.models import Konto

LEICHT = [
    "passwort1234", "Passwort2026!", "Sommer2026!!!", "haertefall2026", "HärtefallNRW1",
    "qwertzuiopasdf", "qwertyuiopasdf", "123456789012", "aaaaaaaaaaaaaaa", "abcabcabcabc",
    "P@ssw0rd1234", "iloveyou12345", "geschaeftsstelle1", "Dortmund1909!", "willkommen123",
    "passwordpassword", "maria.kirchner1", "kirchnermaria12",
]  # fmt: skip
GUT = [
    "Nebel Kiosk Hummel Traktor",
    "vier ganz andere wörter bitte",
    "xK9#vQ2$mL7pW",
    "ö" * 3 + "Zaunkönig singt um vier",
]


@pytest.fixture
def konto() -> Konto:
    return Konto(email="maria.kirchner@beispiel.example", name="Maria Kirchner")


@pytest.mark.parametrize("passwort", LEICHT)
def test_it_refuses_what_is_guessed_soon(konto: Konto, passwort: str) -> None:
    with pytest.raises(ValidationError):
        password_validation.validate_password(passwort, konto)


@pytest.mark.parametrize("passwort", GUT)
def test_it_takes_what_is_long_and_unlikely(konto: Konto, passwort: str) -> None:
    password_validation.validate_password(passwort, konto)


def test_it_refuses_what_is_too_short(konto: Konto) -> None:
    with pytest.raises(ValidationError, match="12 Zeichen"):
        password_validation.validate_password("xK9#vQ2$mL7", konto)


def test_it_takes_very_long_ones(konto: Konto) -> None:
    password_validation.validate_password("Nebel Kiosk Hummel " * 40, konto)


def test_it_refuses_the_common_ones_repeated_until_they_are_long_enough(konto: Konto) -> None:
    """Every thirteenth of Django's list; what gets through is no word but noise that was stolen."""
    liste = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
    with gzip.open(liste, "rt") as datei:
        haeufig = [zeile.strip() for zeile in datei][:19_000:13]
    durch = []
    for wort in haeufig:
        gestreckt = wort * (12 // len(wort) + 1)
        try:
            password_validation.validate_password(gestreckt, konto)
        except ValidationError:
            continue
        durch.append(gestreckt)
    assert len(haeufig) > 1_400
    assert len(durch) <= len(haeufig) // 100, durch
