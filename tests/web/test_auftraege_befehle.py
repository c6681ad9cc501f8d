"""Every job and every command: for whom it is, and that it tells nothing of a case.

The lists are compared with the program: a new one fails until it stands here.
"""

import contextlib
import io

import pytest
from django.core import mail as briefkasten

from haertefall import befehle
from haertefall.auftraege import aufsicht, register
from haertefall.auftraege.arbeiter import Arbeiter
from haertefall.auftraege.models import Auftrag
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Stand
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.marken import MARKEN, fall_mit_marken

assert aufsicht  # registers its job

# What each job does for whom. A new one fails until it stands here.
AUFTRAEGE = {
    "audit.siegel_setzen": "siegelt die Spur; liest Schlüssel und Zahlen",
    "auftraege.aufraeumen": "entfernt erledigte Aufträge",
    "faelle.erinnern": "bestellt je Konto einer Geschäftsstelle eine Erinnerung",
    "faelle.erinnerung": "Mail an eine Geschäftsstelle: eine Zahl",
    "faelle.dateien_aufraeumen": "entfernt Dateien ohne Zeile",
    "faelle.suchbloecke_erneuern": "packt verschlüsselte Suchformen, gibt nichts aus",
    "faelle.suchformen_erneuern": "erneuert verschlüsselte Suchformen, gibt nichts aus",
    "gremien.amtszeiten_enden": "Mail an eine Geschäftsstelle: wessen Amtszeit endet",
    "gremien.amtszeiten_pruefen": "bestellt je Konto einer Geschäftsstelle einen Hinweis",
    "konten.aufraeumen": "entfernt abgelaufene Anmeldungen und Einladungen",
    "konten.geaendert": "Mail an ein Konto: was an seinem Zugang geändert wurde",
    "konten.einladung": "Mail an ein Konto: der Link, der einmal gilt",
    "schritte.behoerde_benachrichtigen": "bestellt je Konto einer Behörde eine Nachricht",
    "schritte.nachricht_an_behoerde": "Mail an eine Behörde: dass etwas wartet",
    "schritte.notzugang_melden": "bestellt je Konto einer Geschäftsstelle eine Nachricht",
    "sitzungen.mitteilen": "bestellt je Eingeladenen eine Mitteilung",
    "sitzungen.mitteilung": "Mail mit Kalenderdatei an Eingeladene: Tag und Ort der Sitzung",
    "schritte.nachricht_notzugang": "Mail an eine Geschäftsstelle: dass es einen Notzugang gibt",
}


def test_it_knows_for_whom_every_job_is() -> None:
    assert AUFTRAEGE.keys() == register._aufgaben.keys()


@pytest.mark.django_db(transaction=True)
def test_it_writes_nothing_of_a_case_into_any_mail(nrw: Spiel) -> None:
    """Every mail there is, to everybody it may go to."""
    fall = fall_mit_marken(nrw)
    nrw.tue("notzugang_beantragen", aktenzeichen=fall.aktenzeichen)
    nrw.bis(Stand.AUF_TAGESORDNUNG)
    for name in sorted(register._aufgaben):
        aufgabe = register.hole(name)
        if aufgabe.aussen and list(aufgabe.schema) == ["amt"]:
            for amt in Amt.objects.select_related("konto", "gremium", "behoerde"):
                with contextlib.suppress(AttributeError):
                    senden = aufgabe.rufe(Auftrag(art=name), amt=amt.pk)
                    if senden is not None:
                        senden()
    while Arbeiter().schritt():
        pass
    assert len(briefkasten.outbox) > 3
    assert any("text/calendar" in str(m.attachments) for m in briefkasten.outbox)
    for mail in briefkasten.outbox:
        alles = str(mail.message()) + mail.body + "".join(str(a) for a in mail.attachments)
        assert [wort for wort in (*MARKEN.values(), fall.aktenzeichen) if wort in alles] == []


# Commands belong to who may log in on the machine; none of them prints anything of a case. Those
# with an example are run here over a marked case.
BEFEHLE: dict[str, list[str] | str] = {
    "demo": "zeigt nur Erfundenes",
    "probelauf": "spielt nur Erfundenes in einer Wegwerf-Datenbank",
    "ordnung": ["nrw"],
    "recht": ["pruefen"],
    "schema": "schreibt eine Datei aus den Regeln",
    "bericht": ["nrw", "--format", "json"],
    "tabellen": "liest Dateien, keine Datenbank",
    "schluessel": ["pruefen"],
    "suche": ["neu"],
    "konto": "nennt Konten und Einladungen, liest keinen Fall",
    "audit": ["pruefen"],
    "arbeiten": "führt die Aufträge oben aus",
    "django": "ist Django; sein Umgang mit Daten braucht den Rechner",
}


def test_it_knows_what_every_command_prints() -> None:
    assert BEFEHLE.keys() == befehle.BEFEHLE.keys()


@pytest.mark.parametrize("name", [n for n, worte in BEFEHLE.items() if isinstance(worte, list)])
def test_it_prints_nothing_of_a_case(
    nrw: Spiel, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fall = fall_mit_marken(nrw)
    monkeypatch.setattr(befehle, "nur_demo_vorhanden", lambda: False)
    aus, fehlt = io.StringIO(), io.StringIO()
    with (
        contextlib.redirect_stdout(aus),
        contextlib.redirect_stderr(fehlt),
        contextlib.suppress(SystemExit),
    ):
        befehle.main([name, *BEFEHLE[name]])
    gedruckt = aus.getvalue() + fehlt.getvalue()
    assert gedruckt
    namen = [str(p.pk) for p in fall.personen.all()]
    worte = (*MARKEN.values(), *namen, fall.aktenzeichen, str(fall.pk))
    assert [wort for wort in worte if wort in gedruckt] == []
