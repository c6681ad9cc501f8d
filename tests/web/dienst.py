"""A small identity provider (OpenID Connect, code flow) in a process of its own.

It insists on PKCE as RFC 7636 says: a code without the right verifier buys no token. Whoever comes
is signed in at once, as the person of the command line.

    python -m tests.web.dienst <sub> <email> <bestaetigt: ja|nein> <what the token says otherwise>

Not said by the token: `_anschluss` is the port, so that it is the provider of before; `_umleiten`
sends whoever asks for that address on to another, `_ohne` leaves out a token, `_zeichen` is the
access token, `_sub` the person of the token alone, `_wie` how it is signed: with a key of somebody
else, not at all, or with what is known to more than the provider.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

KENNUNG, GEHEIMNIS = "haertefall", "geheimnis-des-dienstes-fuer-tests-lang-genug"
SUB, EMAIL, BESTAETIGT = sys.argv[1], sys.argv[2], sys.argv[3] == "ja"
# Of the id token alone; seconds from now for `exp`.
ANDERS: dict[str, Any] = json.loads(sys.argv[4])
EIGENER, FREMDER = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
CODES: dict[str, dict[str, str]] = {}
ZEICHEN: set[str] = set()


class Dienst(BaseHTTPRequestHandler):
    """Five addresses: description, key, sign-in, token, person."""

    def do_GET(self) -> None:
        weg, frage = self._frage()
        if self._umgeleitet(weg):
            return
        if weg == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": self.basis,
                    "authorization_endpoint": f"{self.basis}/anmelden",
                    "token_endpoint": f"{self.basis}/token",
                    "userinfo_endpoint": f"{self.basis}/person",
                    "jwks_uri": f"{self.basis}/schluessel",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )
        elif weg == "/schluessel":
            self._json({"keys": [{**_oeffentlich(), "kid": "eins", "alg": "ES256"}]})
        elif weg == "/anmelden":
            self._anmelden(frage)
        elif weg == "/person" and self.headers.get("Authorization", "")[7:] in ZEICHEN:
            self._json({"sub": SUB, "email": EMAIL, "email_verified": BESTAETIGT, "name": "Egal"})
        else:
            self._json({"error": "invalid_request"}, 400)

    def do_POST(self) -> None:
        laenge = int(self.headers.get("Content-Length", "0"))
        frage = _einzeln(self.rfile.read(laenge).decode())
        if self._umgeleitet(self.path):
            return
        bestellt = CODES.pop(frage.get("code", ""), None)
        abdruck = hashlib.sha256(frage.get("code_verifier", "").encode()).digest()
        passt = (
            bestellt is not None
            and base64.urlsafe_b64encode(abdruck).rstrip(b"=").decode() == bestellt["challenge"]
            and frage.get("redirect_uri") == bestellt["redirect_uri"]
            and (frage.get("client_id"), frage.get("client_secret")) == (KENNUNG, GEHEIMNIS)
        )
        if not passt:
            self._json({"error": "invalid_grant"}, 400)
            return
        zeichen = ANDERS.get("_zeichen") or secrets.token_urlsafe()
        ZEICHEN.add(zeichen)
        um = int(time.time())
        angaben = {"iss": self.basis, "aud": KENNUNG, "iat": um}
        angaben["sub"] = ANDERS.get("_sub", SUB)
        angaben |= {"nonce": bestellt["nonce"]} if bestellt and bestellt["nonce"] else {}
        angaben |= {name: wert for name, wert in ANDERS.items() if name[0] != "_"}
        angaben["exp"] = um + ANDERS.get("exp", 60)
        antwort = {
            "access_token": zeichen,
            "token_type": "Bearer",
            "expires_in": 60,
            "id_token": _unterschrieben(angaben),
        }
        antwort.pop(ANDERS.get("_ohne", ""), None)
        self._json(antwort)

    @property
    def basis(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]

    def _anmelden(self, frage: dict[str, str]) -> None:
        if frage.get("code_challenge_method") != "S256" or len(frage["code_challenge"]) != 43:
            self._json({"error": "invalid_request", "error_description": "PKCE"}, 400)
            return
        code = secrets.token_urlsafe()
        CODES[code] = {
            "challenge": frage["code_challenge"],
            "redirect_uri": frage["redirect_uri"],
            "nonce": frage.get("nonce", ""),
        }
        zurueck = urlencode({"code": code, "state": frage["state"]})
        self.send_response(302)
        self.send_header("Location", f"{frage['redirect_uri']}?{zurueck}")
        self.end_headers()

    def _umgeleitet(self, weg: str) -> bool:
        if weg not in ANDERS.get("_umleiten", {}):
            return False
        self.send_response(307)
        self.send_header("Location", ANDERS["_umleiten"][weg])
        self.send_header("Content-Length", "0")
        self.end_headers()
        return True

    def _frage(self) -> tuple[str, dict[str, str]]:
        teile = urlsplit(self.path)
        return teile.path, _einzeln(teile.query)

    def _json(self, inhalt: Any, status: int = 200) -> None:
        leib = json.dumps(inhalt).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(leib)))
        self.end_headers()
        self.wfile.write(leib)

    def log_message(self, *args: Any) -> None:
        """Silent."""


def _oeffentlich() -> dict[str, Any]:
    return ECAlgorithm(ECAlgorithm.SHA256).to_jwk(EIGENER.public_key(), as_dict=True)


def _unterschrieben(angaben: dict[str, Any]) -> str:
    kopf = {"kid": "eins"}
    match ANDERS.get("_wie"):
        case "fremd":
            return jwt.encode(angaben, FREMDER, "ES256", headers=kopf)
        case "gar nicht":
            return jwt.encode(angaben, "", "none", headers=kopf)
        case "Geheimnis":
            return jwt.encode(angaben, GEHEIMNIS, "HS256", headers=kopf)
        case "öffentlich":
            return jwt.encode(angaben, json.dumps(_oeffentlich()), "HS256", headers=kopf)
        case "ohne Nummer":
            return jwt.encode(angaben, EIGENER, "ES256")
        case "andere Nummer":
            return jwt.encode(angaben, EIGENER, "ES256", headers={"kid": "zwei"})
        case "verändert":
            teile = jwt.encode({**angaben, "sub": "x"}, EIGENER, "ES256", headers=kopf).split(".")
            neu = jwt.encode(angaben, EIGENER, "ES256", headers=kopf).split(".")
            return f"{neu[0]}.{neu[1]}.{teile[2]}"
    return jwt.encode(angaben, EIGENER, "ES256", headers=kopf)


def _einzeln(text: str) -> dict[str, str]:
    return {name: werte[0] for name, werte in parse_qs(text).items()}


if __name__ == "__main__":
    dienst = HTTPServer(("127.0.0.1", ANDERS.get("_anschluss", 0)), Dienst)
    print(dienst.server_port, flush=True)
    dienst.serve_forever()
