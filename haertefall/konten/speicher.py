"""Where sessions of the browser lie: under the hash of their key, their content sealed.

A stolen database opens no session and shows nothing of what a session holds. The key comes from
the signing secret: without it every session is void anyway, and no request has to ask for a key.
"""

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as Datenbankspeicher
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.tresor import siegel
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.zeit import jetzt

ETIKETT = "konten.sitzung"

_offene = FesteLesung(
    lambda: Session.objects.filter(
        session_key=Stelle("schluessel", CharField()),
        expire_date__gt=Stelle("um", DateTimeField()),
    )
)


def ablage_von(schluessel: str) -> str:
    """Where the session of this key lies."""
    return hashlib.sha256(schluessel.encode("utf-8", "replace")).hexdigest()[:40]


class SessionStore(Datenbankspeicher):
    """Django's own store, with another address and another wrapping."""

    @property
    def ablage(self) -> str:
        """Address of this session in the table."""
        return ablage_von(self.session_key or "")

    def _get_session_from_db(self) -> Session | None:
        sitzung = _offene.erste(schluessel=self.ablage, um=jetzt())
        if sitzung is None:
            self._session_key = None
        return sitzung

    def exists(self, session_key: str) -> bool:
        """Whether there is a session of this key."""
        return super().exists(ablage_von(session_key))

    def delete(self, session_key: str | None = None) -> None:
        """Remove a session, this one by default."""
        if schluessel := session_key or self.session_key:
            Session.objects.filter(session_key=ablage_von(schluessel)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of this session."""
        self._get_or_create_session_key()  # type: ignore[attr-defined]
        return Session(
            session_key=self.ablage,
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(modification=jetzt()),
        )

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Seal the content, bound to its address."""
        klar = zlib.compress(json.dumps(session_dict).encode())
        return b64encode(
            siegel.versiegeln(_schluessel(), klar, ETIKETT, self.ablage.encode())
        ).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Open the content; what does not open is an empty session: one signs in anew."""
        try:
            klar = siegel.oeffnen(
                _schluessel(), b64decode(session_data), ETIKETT, self.ablage.encode()
            )
        except (Verfaelscht, ValueError):
            return {}
        inhalt: dict[str, Any] = json.loads(zlib.decompress(klar))
        return inhalt


def _schluessel() -> bytes:
    return hashlib.sha256(b"konten.sitzung" + settings.SECRET_KEY.encode()).digest()
