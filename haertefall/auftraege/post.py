"""Mail: at least once, always with the same Message-ID, written only when it is sent.

The job names a mail and its ids; the text is rendered at the moment of sending, so that nothing
personal lies in the table and what was deleted meanwhile is not sent any more.
"""

import smtplib
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from haertefall.auftraege import register
from haertefall.auftraege.models import Auftrag

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

# Only refusals and unanswered attempts count; while no server can be reached, mail waits for ever.
HOECHSTENS = 12


@dataclass(frozen=True)
class Anhang:
    """A small text file that goes with a mail, such as a date for the calendar."""

    name: str
    inhalt: str
    art: str


@dataclass(frozen=True)
class Mail:
    """One mail to one address. Says that something waits, never what."""

    an: str
    betreff: str
    text: str
    anhang: Anhang | None = None


class NichtGeschehen(Exception):
    """The effect outside certainly did not happen.

    Attributes:
        voruebergehend: the fault lies with the way, not with this mail: it costs no attempt.
    """

    def __init__(self, *, voruebergehend: bool) -> None:
        super().__init__()
        self.voruebergehend = voruebergehend


class MailserverNichtErreichbar(NichtGeschehen):
    """No connection, no sign-in, or the server asks to come back later."""


class MailAbgelehnt(NichtGeschehen):
    """The server refused this mail for good."""


Verfasser = Callable[..., Mail | None]


def versand(name: str) -> Callable[[Verfasser], Verfasser]:
    """Declare a mail: `@versand("faelle.eingang")` on `f(auftrag, *, fall: UUID) -> Mail | None`.

    The function reads like every job, through the filter; None means nothing is to be sent.
    """

    def merke(verfasser: Verfasser) -> Verfasser:
        @wraps(verfasser)  # the register reads the author's signature
        def bereite(auftrag: Auftrag, **werte: object) -> Callable[[], None] | None:
            mail = verfasser(auftrag, **werte)
            if mail is None:
                return None
            nachricht = _nachricht(auftrag, mail)
            return lambda: _uebergib(nachricht)

        register.eintragen(name, bereite, aussen=True, hoechstens=HOECHSTENS)
        return verfasser

    return merke


def message_id(auftrag: Auftrag) -> str:
    """The same for every attempt, so that mail programs can recognise a second copy."""
    bereich = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{auftrag.id}@{bereich or 'localhost'}>"


def _nachricht(auftrag: Auftrag, mail: Mail) -> EmailMessage:
    validate_email(mail.an)
    nachricht = EmailMessage(
        subject=mail.betreff,
        body=mail.text,
        to=[mail.an],
        headers={"Message-ID": message_id(auftrag), "Auto-Submitted": "auto-generated"},
    )
    if mail.anhang:
        nachricht.attach(mail.anhang.name, mail.anhang.inhalt, mail.anhang.art)
    # Whatever is wrong with the text shows now, while certainly nothing was sent yet.
    nachricht.message()
    return nachricht


def _uebergib(nachricht: EmailMessage) -> None:
    """Hand over to the mail server.

    Raises:
        NichtGeschehen: the server certainly does not have it.
        Exception: anything else leaves open whether the server has it.
    """
    verbindung = get_connection()
    try:
        verbindung.open()
    except OSError as fehler:
        raise MailserverNichtErreichbar(voruebergehend=True) from fehler
    text_unterwegs = _beobachte(verbindung)
    try:
        verbindung.send_messages([nachricht])
    except (
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPSenderRefused,
        smtplib.SMTPDataError,
    ) as fehler:
        if 400 <= _antwort(fehler) < 500:
            raise MailserverNichtErreichbar(voruebergehend=True) from fehler
        raise MailAbgelehnt(voruebergehend=False) from fehler
    except OSError as fehler:
        if text_unterwegs():
            raise
        raise MailserverNichtErreichbar(voruebergehend=True) from fehler
    finally:
        # The answer counts, not the farewell.
        with suppress(OSError):
            verbindung.close()


def _beobachte(verbindung: Any) -> Callable[[], bool]:
    """Tells later whether the text was already on its way when the connection broke.

    Only SMTP has such a moment; for other backends the answer is always yes.
    """
    smtp = getattr(verbindung, "connection", None)
    if not isinstance(smtp, smtplib.SMTP):
        return lambda: True
    begonnen = threading.Event()
    uebertrage = smtp.data

    def data(msg: "Buffer | str") -> tuple[int, bytes]:
        begonnen.set()
        return uebertrage(msg)

    smtp.data = data  # type: ignore[method-assign]
    return begonnen.is_set


def _antwort(
    fehler: smtplib.SMTPRecipientsRefused | smtplib.SMTPSenderRefused | smtplib.SMTPDataError,
) -> int:
    if isinstance(fehler, smtplib.SMTPRecipientsRefused):
        return next(iter(fehler.recipients.values()))[0]
    return fehler.smtp_code
