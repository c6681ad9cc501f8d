"""German for every kind of mistake that pydantic can find in a rules file."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from haertefall.recht.ordnung.stellen import Pfad
from haertefall.recht.ordnung.zeile import (
    BRUCH_MUSTER,
    KENNUNG_MUSTER,
    LAND_MUSTER,
    PUNKT_MUSTER,
    STAAT_MUSTER,
)

Paar = tuple[str, str]

MUSTER: dict[str, Paar] = {
    KENNUNG_MUSTER: (
        "Das ist keine Kennung.",
        "Kleinbuchstaben ohne Umlaute, Ziffern und Unterstrich, am Anfang ein Buchstabe, "
        "zum Beispiel „nicht_ausreisepflichtig“.",
    ),
    BRUCH_MUSTER: (
        "Das ist kein Bruch.",
        'Schreiben Sie den Anteil als Bruch in Anführungszeichen: "1/2" oder "2/3".',
    ),
    LAND_MUSTER: (
        "Das ist kein Landeskürzel.",
        "Schreiben Sie zwei Großbuchstaben, zum Beispiel „NW“.",
    ),
    STAAT_MUSTER: (
        "Das ist kein Kürzel eines Staats.",
        "Schreiben Sie drei Großbuchstaben wie in Reisepässen, zum Beispiel „SRB“.",
    ),
    PUNKT_MUSTER: (
        "Das ist kein Prüfpunkt.",
        "Schreiben Sie ein V und die Nummer, zum Beispiel „V12“.",
    ),
}

FEST: dict[str, Paar] = {
    "string_type": (
        "Hier gehört ein Text hin.",
        'Setzen Sie den Wert in Anführungszeichen: "…"',
    ),
    "bool_type": (
        "Hier gehört ja oder nein hin.",
        "Schreiben Sie true oder false, ohne Anführungszeichen.",
    ),
    "int_type": (
        "Hier gehört eine ganze Zahl hin.",
        "Schreiben Sie die Zahl ohne Anführungszeichen und ohne Komma, zum Beispiel 3.",
    ),
    "float_type": (
        "Hier gehört eine Zahl hin.",
        "Schreiben Sie die Zahl ohne Anführungszeichen, mit Punkt statt Komma: 2.5",
    ),
    "finite_number": ("Die Zahl ist unbestimmt.", "Schreiben Sie eine Zahl, zum Beispiel 2.5"),
    "date_type": (
        "Hier gehört ein Tag hin.",
        "Schreiben Sie Jahr-Monat-Tag ohne Anführungszeichen: 2020-10-14",
    ),
    "date_parsing": (
        "Das ist kein Tag.",
        "Schreiben Sie Jahr-Monat-Tag ohne Anführungszeichen und ohne Uhrzeit: 2020-10-14",
    ),
    "dict_type": (
        "Hier gehören Paare in geschweiften Klammern hin.",
        "Zum Beispiel: { ausreisepflichtig = false }",
    ),
    "too_short": (
        "Die Liste ist leer.",
        "Tragen Sie mindestens einen Eintrag ein.",
    ),
}


def meldung(fehler: ErrorDetails, pfad: Pfad, modell: type[BaseModel] | None) -> Paar:
    """What is wrong and what to write instead."""
    art = fehler["type"]
    name = "".join(str(teil) for teil in pfad[-1:])
    werte = fehler.get("ctx") or {}
    erlaubt = sorted(modell.model_fields) if modell else []
    if art in FEST:
        return FEST[art]
    wechselnd: dict[str, Callable[[], Paar]] = {
        "missing": lambda: _fehlt(name, modell),
        "extra_forbidden": lambda: _unbekannt(name, erlaubt),
        "enum": lambda: _auswahl(fehler["input"], werte["expected"]),
        "literal_error": lambda: _auswahl(fehler["input"], werte["expected"]),
        "string_pattern_mismatch": lambda: MUSTER[werte["pattern"]],
        "string_too_short": lambda: (
            "Der Text ist leer oder zu kurz.",
            f"Schreiben Sie mindestens {werte['min_length']} Zeichen oder löschen Sie die Zeile: "
            "Was nicht bekannt ist, bleibt weg.",
        ),
        "string_too_long": lambda: (
            "Die Kennung ist zu lang.",
            f"Höchstens {werte['max_length']} Zeichen.",
        ),
        "greater_than": lambda: _grenze("größer als", werte["gt"]),
        "greater_than_equal": lambda: _grenze("mindestens", werte["ge"]),
        "less_than_equal": lambda: _grenze("höchstens", werte["le"]),
        "list_type": lambda: _liste(pfad, modell),
        "model_type": lambda: _abschnitt(pfad),
        "value_error": lambda: (str(werte["error"]), ""),
    }
    return wechselnd[art]() if art in wechselnd else (f"Der Wert passt nicht ({art}).", "")


def naechstes(name: str, erlaubt: Iterable[str]) -> str | None:
    """The closest known word, if one is close."""
    return next(iter(get_close_matches(name, list(erlaubt), n=1, cutoff=0.6)), None)


def aufzaehlung(worte: Iterable[str]) -> str:
    """„a“, „b“, „c“."""
    return ", ".join(f"„{wort}“" for wort in worte)


def _fehlt(name: str, modell: type[BaseModel] | None) -> Paar:
    feld = modell.model_fields.get(name) if modell else None
    was = f"Es fehlt „{name}“."
    return was, f"{feld.description}" if feld and feld.description else ""


def _unbekannt(name: str, erlaubt: list[str]) -> Paar:
    nah = naechstes(name, erlaubt)
    tun = f"Meinten Sie „{nah}“?" if nah else f"Erlaubt sind: {aufzaehlung(erlaubt)}."
    return f"Den Schlüssel „{name}“ gibt es hier nicht.", tun


def _auswahl(wert: object, erwartet: str) -> Paar:
    erlaubt = re.findall(r"'([^']*)'", erwartet)
    nah = naechstes(str(wert), erlaubt)
    meinten = f"Meinten Sie „{nah}“? " if nah else ""
    return f"„{wert}“ ist hier nicht möglich.", f"{meinten}Erlaubt sind: {aufzaehlung(erlaubt)}."


def _grenze(wort: str, zahl: object) -> Paar:
    return "Die Zahl ist außerhalb dessen, was sein kann.", f"Sie ist {wort} {zahl}."


def _liste(pfad: Pfad, modell: type[BaseModel] | None) -> Paar:
    name = str(pfad[-1])
    if modell is not None and "haertefall" in str(modell.model_fields[name].annotation):
        return f"„{name}“ ist eine Liste von Abschnitten.", f"Schreiben Sie [[{_punkte(pfad)}]]."
    return "Hier gehört eine Liste hin.", f'Schreiben Sie {name} = ["…", "…"]'


def _abschnitt(pfad: Pfad) -> Paar:
    klammern = f"[[{_punkte(pfad)}]]" if isinstance(pfad[-1], int) else f"[{_punkte(pfad)}]"
    return "Hier gehört ein Abschnitt hin.", f"Schreiben Sie {klammern} und darunter die Schlüssel."


def _punkte(pfad: Pfad) -> str:
    return ".".join(teil for teil in pfad if isinstance(teil, str))
