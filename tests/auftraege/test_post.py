"""Mail: never lost, the same Message-ID each time, possible duplicates are counted."""

import email
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail as briefkasten

from haertefall.auftraege import post
from haertefall.auftraege.arbeiter import Arbeiter
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.post import Mail, message_id, versand
from haertefall.auftraege.uebersicht import uebersicht
from haertefall.zeit import gestellt, jetzt
from tests.auftraege.conftest import bestelle, stand
from tests.auftraege.mailserver import Mailserver, laeuft

pytestmark = pytest.mark.django_db(transaction=True)
BRIEF = Mail("anna@example.org", "Es wartet etwas", "Bitte melden Sie sich an.")


@pytest.fixture
def brief(eigenes_register: None) -> list[Mail | None]:
    """A mail task; what lies in the list is what it renders."""
    inhalt: list[Mail | None] = [BRIEF]

    @versand("probe.brief")
    def schreibe(auftrag: Auftrag, *, nummer: int) -> Mail | None:
        return inhalt[0]

    return inhalt


@pytest.fixture
def server(brief: list[Mail | None], settings: LazySettings) -> Mailserver:
    """A port of its own where nobody listens yet."""
    stand = Mailserver()
    with laeuft(stand):
        pass
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", stand.port, 5
    return stand


def versuche_lange(auftrag: Auftrag, stunden: int, alle: int = 1) -> Auftrag:
    """A worker that looks every hour, or every few; the row afterwards."""
    anfang = jetzt()
    for stunde in range(0, stunden, alle):
        with gestellt(anfang + timedelta(hours=stunde)):
            Arbeiter().schritt()
    return stand(auftrag)


def ids(server: Mailserver) -> list[str]:
    return [email.message_from_string(text)["Message-ID"] for text in server.angenommen]


def test_it_sends_what_is_rendered_at_that_moment(brief: list[Mail | None]) -> None:
    auftrag = bestelle("probe.brief", nummer=1)
    brief[0] = Mail("neu@example.org", "Neu", "Später geschrieben.")
    Arbeiter().schritt()
    (gesendet,) = briefkasten.outbox
    assert (gesendet.to, gesendet.subject) == (["neu@example.org"], "Neu")
    kopf = gesendet.message()
    assert kopf["Message-ID"] == message_id(auftrag)
    assert kopf["Auto-Submitted"] == "auto-generated"
    assert (stand(auftrag).zustand, stand(auftrag).ungewiss) == (Zustand.ERLEDIGT, 0)


def test_it_stores_nothing_of_the_mail(brief: list[Mail | None]) -> None:
    auftrag = bestelle("probe.brief", nummer=1)
    Arbeiter().schritt()
    zeile = str(vars(stand(auftrag)))
    assert not any(teil in zeile for teil in (BRIEF.an, BRIEF.betreff, BRIEF.text))


def test_it_is_done_when_there_is_nothing_to_send_any_more(brief: list[Mail | None]) -> None:
    brief[0] = None
    auftrag = bestelle("probe.brief", nummer=1)
    Arbeiter().schritt()
    assert briefkasten.outbox == []
    assert stand(auftrag).zustand == Zustand.ERLEDIGT


def test_it_arrives_once_over_smtp(server: Mailserver) -> None:
    auftrag = bestelle("probe.brief", nummer=1)
    with laeuft(server):
        Arbeiter().schritt()
    assert ids(server) == [message_id(auftrag)]
    assert (stand(auftrag).zustand, stand(auftrag).ungewiss) == (Zustand.ERLEDIGT, 0)


@pytest.mark.parametrize("verhalten", ["tot", "spaeter", "nach_text_spaeter", "bricht_vor_text"])
def test_it_waits_for_ever_for_a_server_that_takes_nothing(
    server: Mailserver, verhalten: str
) -> None:
    auftrag = bestelle("probe.brief", nummer=1)
    tage = 30 if verhalten == "tot" else 2
    if verhalten == "tot":
        wartet = versuche_lange(auftrag, tage * 24, alle=8)
    else:
        server.verhalten = verhalten
        with laeuft(server):
            wartet = versuche_lange(auftrag, tage * 24)
    assert (wartet.zustand, wartet.fehlerart) == (Zustand.WARTET, "MailserverNichtErreichbar")
    assert wartet.versuche > 3 * post.HOECHSTENS
    assert (wartet.ungewiss, server.angenommen) == (0, [])
    (zeile,) = uebersicht().zeilen
    assert (zeile.fehlerart, zeile.versuche) == ("MailserverNichtErreichbar", wartet.versuche)
    server.verhalten = "gut"
    with laeuft(server), gestellt(jetzt() + timedelta(days=tage + 1)):
        Arbeiter().schritt()
    assert ids(server) == [message_id(auftrag)]
    assert (stand(auftrag).zustand, stand(auftrag).ungewiss) == (Zustand.ERLEDIGT, 0)


def test_it_counts_every_copy_that_may_have_arrived(server: Mailserver) -> None:
    auftrag = bestelle("probe.brief", nummer=1)
    server.verhalten = "bricht_nach_text"
    with laeuft(server):
        for stunde in range(2):
            with gestellt(jetzt() + timedelta(hours=stunde)):
                Arbeiter().schritt()
        assert stand(auftrag).ungewiss == 2
        server.verhalten = "gut"
        with gestellt(jetzt() + timedelta(hours=5)):
            Arbeiter().schritt()
    assert ids(server) == [message_id(auftrag)] * 3
    assert (stand(auftrag).zustand, stand(auftrag).ungewiss) == (Zustand.ERLEDIGT, 2)
    assert uebersicht().moeglich_doppelt == 2


@pytest.mark.parametrize(
    ("verhalten", "fehlerart", "kopien"),
    [("ablehnen", "MailAbgelehnt", 0), ("bricht_nach_text", "SMTPServerDisconnected", 12)],
)
def test_it_gives_up_visibly_instead_of_sending_for_ever(
    server: Mailserver, verhalten: str, fehlerart: str, kopien: int
) -> None:
    auftrag = bestelle("probe.brief", nummer=1)
    server.verhalten = verhalten
    with laeuft(server):
        tot = versuche_lange(auftrag, 48)
    assert (tot.zustand, tot.fehlerart) == (Zustand.GESCHEITERT, fehlerart)
    assert (tot.versuche, tot.ungewiss) == (post.HOECHSTENS, kopien)
    assert len(server.angenommen) == kopien


def test_it_does_not_take_a_failed_farewell_for_a_failure(
    server: Mailserver,
) -> None:
    server.verhalten = "bricht_beim_abschied"
    auftrag = bestelle("probe.brief", nummer=1)
    with laeuft(server):
        Arbeiter().schritt()
    assert stand(auftrag).zustand == Zustand.ERLEDIGT


@pytest.mark.parametrize(
    "kaputt",
    [
        Mail("keine Adresse", "x", "y"),
        Mail("a@example.org, b@example.org", "x", "y"),
        Mail("anna@example.org", "x\nBcc: boese@example.org", "y"),
    ],
)
def test_it_sends_nothing_malformed_and_does_not_count_it_as_sent(
    brief: list[Mail | None], kaputt: Mail
) -> None:
    brief[0] = kaputt
    auftrag = bestelle("probe.brief", nummer=1)
    Arbeiter().schritt()
    wartet = stand(auftrag)
    assert (wartet.zustand, wartet.ungewiss, briefkasten.outbox) == (Zustand.WARTET, 0, [])


def test_it_counts_a_mail_whose_worker_was_killed_while_sending(
    brief: list[Mail | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    auftrag = bestelle("probe.brief", nummer=1)

    class Getoetet(BaseException):
        """As if the process ended here."""

    def stirb(nachricht: object) -> None:
        raise Getoetet

    echt: Callable[..., None] = post._uebergib
    monkeypatch.setattr(post, "_uebergib", stirb)
    with pytest.raises(Getoetet):
        Arbeiter().schritt()
    monkeypatch.setattr(post, "_uebergib", echt)
    assert (stand(auftrag).zustand, stand(auftrag).ungewiss) == (Zustand.LAEUFT, 1)
    with gestellt(jetzt() + timedelta(minutes=5)):
        Arbeiter().schritt()
    assert (stand(auftrag).zustand, stand(auftrag).ungewiss) == (Zustand.ERLEDIGT, 1)
    assert len(briefkasten.outbox) == 1


def test_it_takes_the_domain_of_the_sender(settings: LazySettings) -> None:
    auftrag = Auftrag()
    settings.DEFAULT_FROM_EMAIL = "Geschäftsstelle <hfk@land.example>"
    assert message_id(auftrag) == f"<{auftrag.id}@land.example>"
