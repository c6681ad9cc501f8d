"""Published tables from CSV files.

A file that cannot be read as a table stops everything (`Lesefehler`): nothing is guessed. A cell
or column that is wrong becomes a finding, and the rest is read on.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from haertefall.statistik.pruefung import Befund, Zahlen
from haertefall.statistik.tabellenarten import ARTEN, Tabelle, Tabellenart, Zelle

_ZAHL = re.compile(r"[0-9]{1,9}")
_JAHR = re.compile(r"(19|20|21)[0-9]{2}")


class Lesefehler(Exception):
    """Files that cannot be read; one German message each."""

    def __init__(self, meldungen: Sequence[str]) -> None:
        super().__init__("\n".join(meldungen))
        self.meldungen = list(meldungen)


def lies_zahlen(ordner: Path, kennungen: Iterable[str]) -> tuple[Zahlen, list[Befund]]:
    """Figures of the tables in `ordner`, and what is wrong with their columns and cells.

    Raises:
        Lesefehler: a file is missing, empty, no CSV of this form, or not whole.
    """
    zahlen, befunde = Zahlen(), list[Befund]()
    for art, zeilen in _dateien(ordner, kennungen):
        befunde += _uebernimm(art, zeilen, zahlen)
    return zahlen, befunde


def lies_tabellen(ordner: Path, kennungen: Iterable[str]) -> dict[str, Tabelle]:
    """Published tables as they are; only for files that are known to be right.

    Raises:
        Lesefehler: a file is missing or no table of this form.
    """
    tabellen = {}
    for art, (kopf, *zeilen) in _dateien(ordner, kennungen):
        if tuple(kopf) != art.spalten:
            raise Lesefehler([f"{art.datei}.csv: Die Spalten sind nicht {', '.join(art.spalten)}."])
        tabellen[art.kennung] = Tabelle(art, tuple(_werte(art, zeile) for zeile in zeilen))
    return tabellen


def _werte(art: Tabellenart, zeile: Sequence[str]) -> tuple[Zelle, ...]:
    return tuple(
        wert if spalte == "land" else int(wert)
        for spalte, wert in zip(art.spalten, zeile, strict=True)
    )


Zeilen = list[list[str]]


def _dateien(ordner: Path, kennungen: Iterable[str]) -> list[tuple[Tabellenart, Zeilen]]:
    gelesen, meldungen = [], []
    for kennung in kennungen:
        art = ARTEN[kennung]
        try:
            gelesen.append((art, _zeilen(ordner / f"{art.datei}.csv")))
        except Lesefehler as fehler:
            meldungen += [f"{art.datei}.csv: {meldung}" for meldung in fehler.meldungen]
    if meldungen:
        raise Lesefehler(meldungen)
    return gelesen


def _zeilen(datei: Path) -> Zeilen:
    text = _text(datei)
    erste = text.split("\n", 1)[0]
    for zeichen, name in ((";", "Semikolon"), ("\t", "Tabulator")):
        if zeichen in erste and "," not in erste:
            raise Lesefehler([f"Die Felder sind mit {name} getrennt. Erwartet wird ein Komma."])
    try:
        zeilen = [zeile for zeile in csv.reader(StringIO(text, newline=""), strict=True) if zeile]
    except csv.Error:
        raise Lesefehler(
            ["Ein Anführungszeichen ist nicht geschlossen. Ist die Datei vollständig?"]
        ) from None
    if len(zeilen) < 2:
        raise Lesefehler(["Die Datei hat keine Zeile mit Zahlen."])
    for nummer, zeile in enumerate(zeilen[1:], start=2):
        if len(zeile) != len(zeilen[0]):
            raise Lesefehler(
                [
                    f"Die {nummer}. Zeile hat {len(zeile)} statt {len(zeilen[0])} Felder. "
                    "Ist die Datei vollständig?"
                ]
            )
    return zeilen


def _text(datei: Path) -> str:
    try:
        inhalt = datei.read_bytes()
    except FileNotFoundError:
        raise Lesefehler(["Die Datei fehlt."]) from None
    except OSError as fehler:
        raise Lesefehler([f"Die Datei ist nicht lesbar ({fehler.strerror})."]) from None
    if inhalt.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Lesefehler(["Die Datei ist in UTF-16 gespeichert. Bitte als UTF-8 speichern."])
    try:
        text = inhalt.decode("utf-8-sig")
    except UnicodeDecodeError as fehler:
        zeile = inhalt.count(b"\n", 0, fehler.start) + 1
        raise Lesefehler(
            [
                f"Zeile {zeile} ist nicht in UTF-8 geschrieben, vermutlich in Windows-1252. "
                "Bitte als UTF-8 speichern."
            ]
        ) from None
    if not text.strip():
        raise Lesefehler(["Die Datei ist leer."])
    if "\0" in text:
        raise Lesefehler(["Die Datei enthält Nullzeichen und ist keine Tabelle."])
    return text


def _uebernimm(art: Tabellenart, zeilen: Zeilen, zahlen: Zahlen) -> list[Befund]:
    kopf, *inhalt = zeilen
    befunde = [
        *(_kopfbefund(art, s, "Die Spalte ist unbekannt.") for s in kopf if s not in art.spalten),
        *(_kopfbefund(art, s, "Die Spalte fehlt.") for s in art.spalten if s not in kopf),
        *(
            _kopfbefund(art, s, "Die Spalte steht mehrmals da.")
            for s in art.spalten
            if kopf.count(s) > 1
        ),
    ]
    if any(s not in kopf for s in art.schluessel):
        return befunde
    zahlen.jahre.setdefault(art.kennung, set())
    gesehen: set[tuple[str, ...]] = set()
    for zeile in inhalt:
        felder = dict(zip(kopf, zeile, strict=True))
        befunde += _uebernimm_zeile(art, felder, zahlen, gesehen)
    return befunde


def _uebernimm_zeile(
    art: Tabellenart, felder: dict[str, str], zahlen: Zahlen, gesehen: set[tuple[str, ...]]
) -> list[Befund]:
    if not _JAHR.fullmatch(felder["jahr"]):
        return [Befund(art.nummer, None, "jahr", f"„{felder['jahr']}“ ist keine Jahreszahl.")]
    jahr = int(felder["jahr"])
    schluessel = tuple(felder[s] for s in art.schluessel)
    if schluessel in gesehen:
        zelle = art.schluessel[-1]
        return [Befund(art.nummer, jahr, zelle, f"„{felder[zelle]}“ steht mehrmals da.")]
    gesehen.add(schluessel)
    zahlen.jahre[art.kennung].add(jahr)
    befunde = []
    for spalte in art.spalten:
        if spalte in art.schluessel or spalte not in felder:
            continue
        if _ZAHL.fullmatch(felder[spalte]):
            zahlen.setze(art.kennung, jahr, spalte, int(felder[spalte]))
        else:
            zelle = felder.get("land", spalte)
            befunde.append(Befund(art.nummer, jahr, zelle, _keine_anzahl(felder[spalte])))
            zahlen.unlesbar.add((art.kennung, jahr, spalte))
    return befunde


def _keine_anzahl(wert: str) -> str:
    if not wert.strip():
        return "Die Zelle ist leer."
    if re.fullmatch(r"-[0-9]+", wert):
        return f"„{wert}“ ist negativ."
    return f"„{wert}“ ist keine ganze Zahl. Erwartet werden nur Ziffern, ohne Punkt und Komma."


def _kopfbefund(art: Tabellenart, spalte: str, text: str) -> Befund:
    return Befund(art.nummer, None, spalte, text)
