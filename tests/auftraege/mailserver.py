"""A mail server on this machine that can fail at a chosen moment."""

import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Mailserver:
    """What the server does, and what it received.

    Attributes:
        verhalten: "gut"; "ablehnen" (550), "spaeter" (451) after RCPT or "nach_text_spaeter" after
            the text; "bricht_vor_text", "bricht_nach_text", "bricht_beim_abschied": hangs up
            without an answer.
        angenommen: texts the server holds, also those it did not confirm.
    """

    verhalten: str = "gut"
    angenommen: list[str] = field(default_factory=list)
    port: int = 0


class _Gespraech(socketserver.StreamRequestHandler):
    server: "_Lauscher"

    def handle(self) -> None:
        self._sage("220 probe")
        while zeile := self.rfile.readline().decode().strip():
            befehl = zeile.split()[0].upper()
            if not getattr(self, f"_{befehl.lower()}", self._ja)():
                return

    def _sage(self, text: str) -> bool:
        self.wfile.write(f"{text}\r\n".encode())
        return True

    def _ja(self) -> bool:
        return self._sage("250 ja")

    def _quit(self) -> bool:
        if self.server.stand.verhalten != "bricht_beim_abschied":
            self._sage("221 bis bald")
        return False

    def _rcpt(self) -> bool:
        antworten = {"ablehnen": "550 kenne ich nicht", "spaeter": "451 komm wieder"}
        if self.server.stand.verhalten == "bricht_vor_text":
            return False
        return self._sage(antworten.get(self.server.stand.verhalten, "250 ja"))

    def _data(self) -> bool:
        self._sage("354 los")
        zeilen: list[str] = []
        while (zeile := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            zeilen.append(zeile)
        if self.server.stand.verhalten == "nach_text_spaeter":
            return self._sage("452 voll")
        self.server.stand.angenommen.append("\n".join(zeilen))
        if self.server.stand.verhalten == "bricht_nach_text":
            return False
        return self._sage("250 angenommen")


class _Lauscher(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, stand: Mailserver) -> None:
        super().__init__(("127.0.0.1", stand.port), _Gespraech)
        self.stand = stand
        stand.port = self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Killed clients hang up in the middle; anything else is a mistake of this file."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def laeuft(stand: Mailserver) -> Iterator[Mailserver]:
    """The server while the block runs; afterwards the port is closed and stays known."""
    with _Lauscher(stand) as lauscher:
        faden = threading.Thread(target=lauscher.serve_forever, args=(0.02,))
        faden.start()
        try:
            yield stand
        finally:
            lauscher.shutdown()
            faden.join()
