"""docs/betrieb.md and docs/sicherheit.md say the same figures, names and lists as the program."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from haertefall.audit import anker, auffaellig, lesen
from haertefall.auftraege import takt
from haertefall.faelle import suche
from haertefall.faelle.dateiarten import ENDUNGEN
from haertefall.konten import einladungen, faktoren, grenzen, passwort
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.tresor import stroeme
from haertefall.web import blaettern, eintritt, empfang, geraetekeks, konto, liste, spur
from tests.test_code_sicher import VERBINDET
from tests.test_unterlagen_sicherheit import abschnitt, text

WURZEL = Path(__file__).parents[1]


def betrieb(titel: str) -> str:
    return abschnitt("betrieb.md", titel)


def fehlt(wo: str, *was: str) -> list[str]:
    """What a text does not say."""
    return [teil for teil in was if teil not in wo]


def minuten(wert: timedelta | int) -> int:
    return int(wert.total_seconds() if isinstance(wert, timedelta) else wert) // 60


def test_it_names_every_setting_and_no_other() -> None:
    quelle = (WURZEL / "haertefall" / "settings.py").read_text("utf-8")
    gelesen = set(re.findall(r'environ\.get\(\s*"(\w+)"', quelle))
    genannt = set(re.findall(r"^\| (`.+?`) \|", betrieb("Einstellungen"), re.MULTILINE))
    assert {name for zelle in genannt for name in re.findall(r"`(\w+)`", zelle)} == gelesen


def test_it_names_every_connection() -> None:
    """The list of who may open one is held against the program by tests/test_code_sicher.py."""
    hinaus = {datei for datei, wie in VERBINDET.items() if wie != {"socket"}}
    assert hinaus == {"haertefall/auftraege/post.py", "haertefall/web/anbieter.py"}
    zeilen = [z for z in betrieb("Verbindungen").splitlines() if z.startswith("| ")][1:]
    assert len(zeilen) == 4  # browser, database, and one for each of those two
    namen = ("`DATABASE_URL`", "`HAERTEFALL_MAIL_HOST`", "`HAERTEFALL_OIDC`", "`HAERTEFALL_HOSTS`")
    assert fehlt("".join(zeilen), *namen) == []


def test_it_says_which_files_are_taken_and_how_large() -> None:
    seite = betrieb("Dateien")
    zellen = re.findall(r"^\| (`[^|]+`) \|", seite, re.MULTILINE)
    assert [e for zelle in zellen for e in re.findall(r"`(\w+)`", zelle)] == list(ENDUNGEN)
    assert empfang.HOECHSTENS_GELESEN == 8
    megabyte = settings.DOKUMENT_HOECHSTENS // 1024**2
    assert fehlt(seite, f"höchstens {megabyte} MB", "über das Achtfache") == []
    assert "Schadprogramme** erkennt das Programm nicht" in seite


def test_it_says_how_guessing_is_limited_on_every_way_in() -> None:
    seite = betrieb("Anmelden")
    wege = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \| [^|]+ \|$", seite, re.MULTILINE)[1:]
    assert wege == [
        "E-Mail-Adresse und Passwort",
        "Passkey",
        "Anmeldedienst des Hauses",
        "Einladung, Zurücksetzen",
        "zweiter Faktor",
        "Rundgang der Vorführung",
    ]
    regeln: Any = settings.AUTH_PASSWORD_VALIDATORS
    laenge = regeln[0]["OPTIONS"]["min_length"]
    assert passwort.VERSUCHE == 10**10
    ohne = frozenset(Funktion) - faktoren.PFLICHT
    assert {FUNKTION_WORTE[f] for f in ohne} == {"Rat", "Revision"}
    assert timedelta(days=365).total_seconds() == geraetekeks.EIN_JAHR
    assert (
        fehlt(
            seite,
            f"mindestens {laenge} Zeichen",
            "weniger als 10^10 Versuchen",
            f"{grenzen.JE_KONTO} Versuche je Konto, {grenzen.JE_RECHNER} je Rechner",
            f"{grenzen.JE_RECHNER} Versuche je Rechner",
            f"{grenzen.JE_ZWEITEM_FAKTOR} Versuche je Konto",
            f"über {minuten(grenzen.FENSTER)} Minuten",
            f"{einladungen.GILT.days} Tage lang",
            f"mit {settings.MFA_RECOVERY_CODE_DIGITS} Ziffern",
            "ein Jahr lang eigens gezählt",
        )
        == []
    )


def test_it_lists_the_words_that_guard_no_password() -> None:
    (woerter,) = re.findall(r"diese Wörter der Häuser: \*(.+)\*\.", betrieb("Anmelden"))
    assert woerter.split(", ") == passwort.WOERTER


def test_it_says_when_sessions_end() -> None:
    seite = betrieb("Sitzungen im Browser")
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    assert (
        fehlt(
            seite,
            f"nach {minuten(settings.UNTAETIG_SEKUNDEN)} Minuten ohne Benutzung",
            f"spätestens nach {minuten(settings.SESSION_COOKIE_AGE) // 60} Stunden",
            "mit dem Schließen des Browsers",
            f"hat {minuten(eintritt.OFFEN_SEKUNDEN)} Minuten",
            f"darf {minuten(settings.MITLESEN_SEKUNDEN)} Minuten still sein",
            f"in den ersten {minuten(konto.FRISCH_SEKUNDEN)} Minuten nach einer Anmeldung",
            "beliebig viele Sitzungen je Konto",
            "Es gibt keine Obergrenze",
            "Mit Anmeldedienst** führt Härtefall die Sitzung selbst",
            "NIST SP 800-63B",
        )
        == []
    )


def test_it_says_what_costs_time_and_where_it_ends() -> None:
    seite = betrieb("Was Zeit und Platz kostet")
    assert settings.EMAIL_TIMEOUT == 10
    assert (
        fehlt(
            seite,
            f"höchstens {suche.ENGERE_WAHL} Fälle werden genau verglichen",
            f"{suche.HOECHSTENS} gezeigt",
            f"{blaettern.JE_SEITE} je Seite, gezählt bis {_tausend(liste.HOECHSTENS_GEZAEHLT)}",
            f"{lesen.JE_SEITE} Zeilen je Seite, {_tausend(spur.HOECHSTENS_LADEN)} in einer Datei",
            f"Stücken von {stroeme.STUECK // 1024} KB",
            f"{settings.SOCIALACCOUNT_REQUESTS_TIMEOUT} Sekunden je Antwort",
            f"{settings.EMAIL_TIMEOUT} Sekunden je Verbindung",
        )
        == []
    )


def test_it_lists_where_something_is_logged() -> None:
    seite = betrieb("Protokolle")
    tabellen = {modell._meta.db_table for modell in apps.get_models()}
    genannt = set(re.findall(r"`([a-z]+_[a-z]+)`", seite))
    assert genannt <= tabellen
    assert genannt >= {"audit_zugriff", "audit_siegel", "konten_fehlversuch", "konten_anmeldung"}
    assert timedelta(hours=1) == anker.ABSTAND
    assert fehlt(seite, "stündlich", f"{minuten(grenzen.FENSTER)} Minuten, dann nächtlich") == []
    for zeile in re.findall(r"^\| .+ \|$", seite, re.MULTILINE):
        assert zeile.count(" | ") == 5, zeile
    protokoll: Any = settings.LOGGING
    assert list(protokoll["handlers"]) == ["konsole"]
    assert protokoll["root"]["level"] == "WARNING"
    assert (
        fehlt(seite, f"erledigt: {takt.NACHHOLEN_TAGE + 1} Tage", "jede gescheiterte Anmeldung")
        == []
    )


def test_it_says_what_circumstances_decide() -> None:
    seite = abschnitt("sicherheit.md", "Was die Umstände entscheiden")
    assert len(auffaellig.REGELN) == 4
    teile = (
        f"{grenzen.JE_RECHNER} Versuche in {minuten(grenzen.FENSTER)} Minuten",
        f"| {minuten(konto.FRISCH_SEKUNDEN)} Minuten | was das Konto schützt",
        f"{minuten(settings.UNTAETIG_SEKUNDEN)} Minuten, "
        f"{minuten(settings.SESSION_COOKIE_AGE) // 60} Stunden",
        "vier Regeln",
        "Nie entscheiden Ort, Netz, Art und Zustand des Geräts oder die Uhrzeit",
    )
    assert fehlt(seite, *teile) == []


def test_it_is_found_from_the_list_of_requirements() -> None:
    assert "tests/test_betrieb_beschrieben.py" in text("asvs.md")


def _tausend(zahl: int) -> str:
    return f"{zahl:,}".replace(",", ".")
