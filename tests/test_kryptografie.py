"""Finds what in the program is cryptography; docs/sicherheit.md must list each of it."""

import ast
import re

from django.conf import settings

from haertefall.tresor import schluesseldatei, siegel
from tests.test_code_sicher import baeume
from tests.test_unterlagen_sicherheit import abschnitt

VERZEICHNIS = "Verzeichnis der Kryptografie"
# Modules that encrypt, derive, sign or draw chance, and calls of Django that do.
MODULE = {
    "hashlib", "hmac", "secrets", "ssl", "cryptography", "nacl", "Crypto", "argon2", "bcrypt",
    "shamir_mnemonic", "jwt", "OpenSSL", "django.core.signing", "django.contrib.auth.hashers",
    "django.utils.crypto", "allauth.core.internal.cryptokit", "haertefall.tresor.siegel",
    "haertefall.tresor.stroeme",
}  # fmt: skip
RUFE = {
    "set_password", "check_password", "make_password", "set_signed_cookie", "get_signed_cookie",
    "get_session_auth_hash", "salted_hmac", "urandom", "getrandom", "SystemRandom",
}  # fmt: skip


def gefunden() -> dict[str, set[str]]:
    """Each file of the program in which there is cryptography, and by what it was found."""
    alle: dict[str, set[str]] = {}
    for datei, baum in baeume():
        namen: set[str] = set()
        for knoten in ast.walk(baum):
            if isinstance(knoten, ast.Import):
                namen |= {n.name for n in knoten.names}
            elif isinstance(knoten, ast.ImportFrom) and knoten.module:
                namen |= {knoten.module, *(f"{knoten.module}.{n.name}" for n in knoten.names)}
            elif isinstance(knoten, ast.Attribute) and knoten.attr in RUFE:
                namen.add(knoten.attr)
        treffer = {
            n for n in namen if n in RUFE or any(f"{n}.".startswith(f"{m}.") for m in MODULE)
        }
        if treffer and "/migrations/" not in datei:
            alle[datei.removeprefix("haertefall/")] = treffer
    return alle


def _gehoert(name: str) -> bool:
    return any(name == modul or name.startswith(f"{modul}.") for modul in MODULE)


def test_it_lists_every_place_with_cryptography() -> None:
    tabelle = re.findall(r"^\| .+ \|$", abschnitt("sicherheit.md", VERZEICHNIS), re.MULTILINE)
    genannt = set(re.findall(r"`([\w/]+\.py)`", "".join(tabelle)))
    assert genannt - set(gefunden()) == set()
    assert set(gefunden()) - genannt == set()
    assert len(genannt) > 20


def test_it_names_the_methods_that_are_used() -> None:
    seite = abschnitt("sicherheit.md", VERZEICHNIS)
    assert f"AES-{schluesseldatei.LAENGE * 8}-GCM" in seite
    assert f"Nonce von {siegel.NONCE * 8} Bit" in seite
    assert [h.rpartition(".")[2] for h in settings.PASSWORD_HASHERS] == ["Argon2PasswordHasher"]
    assert "| Passwörter | Argon2id |" in seite
    for verfahren in ("HMAC-SHA-256", "HMAC-SHA-1", "SHA-256", "SLIP-39", "ECDSA, EdDSA, RSA"):
        assert verfahren in seite


def test_it_makes_guessing_at_a_stolen_hash_slow(starkes_argon2: dict[str, int]) -> None:
    """Not below what is recommended for Argon2id: 19 MiB, two passes."""
    assert starkes_argon2["memory_cost"] >= 19 * 1024
    assert starkes_argon2["time_cost"] >= 2


def test_it_says_of_every_kind_of_key_what_it_opens() -> None:
    seite = abschnitt("sicherheit.md", "Schlüssel: welcher was schützt")
    arten = {
        ruf.args[0].value
        for _, baum in baeume()
        for ruf in ast.walk(baum)
        if isinstance(ruf, ast.Call)
        and ast.unparse(ruf.func).endswith("neuer_schluessel")
        and isinstance(ruf.args[0], ast.Constant)
    }
    gremium = "Schlüssel eines Gremiums oder Raums"
    fall = "Schlüssel eines Falls, einer Sitzung, einer Vollzugsprüfung, einer Vorlage"
    worte = {
        "gremium": gremium,
        "behoerde": gremium,
        **dict.fromkeys(("fall", "sitzung", "vollzug", "vorlage"), fall),
        "suchblock": "Schlüssel eines Suchblocks",
        "audit": "Schlüssel der Spur",
    }
    assert arten == worte.keys()
    for wort in (*worte.values(), "Schlüssel der Konten", "Schlüssel einer Datei"):
        assert f"| {wort} |" in seite


def test_it_has_a_plan_for_methods_that_grow_old() -> None:
    seite = abschnitt("sicherheit.md", VERZEICHNIS)
    plan = seite[seite.index("**Neue Verfahren.**") :]
    for teil in ("jedes Jahr bis Ende März", "zwei Jahre vorher", "Versionsbyte", "Quantenrechner"):
        assert teil in plan
