"""Sealing of single values: AES-256-GCM, fresh nonce, version byte, bound to label and row.

Layout: 0x01 | nonce (12) | ciphertext with tag. The additional data are the label of the field (a
constant, so that migrations and renamed tables never need plain text) and the id of the row: a
ciphertext copied to another field or row does not open.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from haertefall.tresor.schluesseldatei import Verfaelscht

VERSION = b"\x01"
NONCE = 12
# How much longer than its content a sealed value is: version, nonce, tag.
AUFSCHLAG = 1 + NONCE + 16


def _bindung(etikett: str, zeile: bytes) -> bytes:
    return etikett.encode("ascii") + b"\x00" + zeile


def versiegeln(schluessel: bytes, klar: bytes, etikett: str, zeile: bytes) -> bytes:
    """Seal `klar` for one field of one row."""
    nonce = secrets.token_bytes(NONCE)
    geheim = AESGCM(schluessel).encrypt(nonce, klar, _bindung(etikett, zeile))
    return VERSION + nonce + geheim


def oeffnen(schluessel: bytes, siegel: bytes, etikett: str, zeile: bytes) -> bytes:
    """Open what `versiegeln` made.

    Raises:
        Verfaelscht: changed, exchanged, cut, or sealed with another key.
    """
    if siegel[:1] != VERSION or len(siegel) < AUFSCHLAG:
        raise Verfaelscht(f"Der Inhalt von {etikett} ist beschädigt.")
    try:
        return AESGCM(schluessel).decrypt(
            siegel[1 : 1 + NONCE], siegel[1 + NONCE :], _bindung(etikett, zeile)
        )
    except InvalidTag:
        raise Verfaelscht(f"Der Inhalt von {etikett} ist beschädigt oder vertauscht.") from None
