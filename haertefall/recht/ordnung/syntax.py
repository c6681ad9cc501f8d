"""Texts that are no TOML, explained to a jurist."""

import re
import tomllib

from haertefall.recht.ordnung.maengel import Mangel

# What people mistake most, by the beginning of what tomllib says.
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (
        "Expected '=' after a key",
        "Nach dem Schlüssel fehlt das Gleichheitszeichen.",
        'Schreiben Sie: schluessel = "Wert"',
    ),
    (
        "Invalid value",
        "Der Wert ist nicht lesbar.",
        'Texte stehen in Anführungszeichen ("…"), ja und nein sind true und false, '
        'ein Tag ist 2020-10-14, eine Liste ["a", "b"].',
    ),
    (
        "Invalid statement",
        "Die Zeile ist nicht lesbar.",
        "Eine Zeile beginnt mit einem Schlüssel, mit [abschnitt] oder mit #. "
        "Schlüssel haben keine Umlaute und keine Leerzeichen.",
    ),
    (
        "Invalid initial character for a key part",
        "Der Schlüssel ist nicht lesbar.",
        "Schlüssel bestehen aus Kleinbuchstaben ohne Umlaute, Ziffern und Unterstrich.",
    ),
    (
        "Unclosed array",
        "Eine Liste wird nicht geschlossen.",
        "Setzen Sie die fehlende Klammer ] oder das fehlende Komma.",
    ),
    (
        "Unclosed inline table",
        "Eine geschweifte Klammer wird nicht geschlossen.",
        "Setzen Sie die fehlende Klammer } oder das fehlende Komma, alles in einer Zeile.",
    ),
    (
        "Unterminated string",
        "Ein Text wird nicht geschlossen.",
        'Setzen Sie das fehlende Anführungszeichen (").',
    ),
    (
        "Illegal character",
        "In einem Text steht ein Zeichen, das dort nicht stehen darf, meist ein Zeilenumbruch.",
        'Schließen Sie den Text in derselben Zeile mit " oder benutzen Sie """ am Anfang '
        "und am Ende.",
    ),
    (
        "Unescaped '\\' in a string",
        "Ein umgekehrter Schrägstrich (\\) steht in einem Text.",
        "Schreiben Sie ihn doppelt (\\\\) oder lassen Sie ihn weg.",
    ),
    (
        "Expected newline or end of document",
        "Nach dem Wert steht noch etwas.",
        'Lassen Sie den Rest der Zeile weg. Im Text schreiben Sie „ und “ statt ".',
    ),
    (
        "Expected ']",
        "Die Überschrift eines Abschnitts ist nicht geschlossen.",
        "Schreiben Sie [abschnitt] oder [[abschnitt]].",
    ),
    (
        "Cannot overwrite a value",
        "Derselbe Schlüssel steht zweimal.",
        "Löschen Sie einen der beiden. Eine weitere Zeile beginnt mit [[abschnitt]].",
    ),
    (
        "Cannot declare",
        "Derselbe Abschnitt steht zweimal.",
        "Schreiben Sie [[abschnitt]], wenn es mehrere gibt, sonst fassen Sie beide zusammen.",
    ),
    (
        "Duplicate inline table key",
        "In einer geschweiften Klammer steht derselbe Schlüssel zweimal.",
        "Löschen Sie einen der beiden.",
    ),
    (
        "Invalid date or datetime",
        "Diesen Tag gibt es nicht.",
        "Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2020-10-14.",
    ),
)


def syntaxmangel(fehler: tomllib.TOMLDecodeError, text: str, datei: str) -> Mangel:
    """A text that is no TOML."""
    meldung = str(fehler)
    ort = re.search(r"at line (\d+)", meldung)
    zeile = int(ort[1]) if ort else len(text.splitlines())
    was, tun = next(
        ((was, tun) for anfang, was, tun in _SYNTAX if meldung.startswith(anfang)),
        ("Die Datei ist hier nicht lesbar.", "Vergleichen Sie mit einer benachbarten Zeile."),
    )
    return Mangel(datei, zeile, "" if ort else "am Ende der Datei", was, tun)
