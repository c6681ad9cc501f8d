"""The report as text, CSV or JSON (pure)."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from io import StringIO
from typing import Any

from haertefall.briefe.formen import tausender
from haertefall.statistik.anfrage import SPALTEN, Anfrage, gruende_in_worten, ruht_in_worten
from haertefall.statistik.bericht import Taetigkeitsbericht
from haertefall.statistik.tabellenarten import Tabelle

__all__ = ["als_csv", "als_json", "als_text", "anfrage_als_text", "laenderbloecke", "tausender"]

_JAHRE_JE_BLOCK = 4
Textzeilen = list[list[str]]


def als_csv(tabelle: Tabelle) -> str:
    """The columns of the published files: no notes, no row for the sum."""
    ziel = StringIO()
    schreiber = csv.writer(ziel, lineterminator="\n")
    schreiber.writerow(tabelle.art.spalten)
    schreiber.writerows(tabelle.zeilen)
    return ziel.getvalue()


def als_json(bericht: Taetigkeitsbericht) -> str:
    """Everything the report says, for other programs."""
    inhalt: dict[str, Any] = {
        "gremium": bericht.gremium,
        "name": bericht.name,
        "von": bericht.von,
        "bis": bericht.bis,
        "stichtag": bericht.stichtag.isoformat(),
        "kenntnisstand": bericht.kenntnisstand.isoformat(),
        "fassung": bericht.fassung,
        "tabellen": [_tabelle_json(tabelle) for tabelle in bericht.tabellen],
        "nicht_ausgewertet": list(bericht.nicht_ausgewertet),
        "zuordnung": [asdict(zeile) for zeile in bericht.zuordnung],
        "festlegungen": [asdict(zeile) for zeile in bericht.festlegungen],
        "befunde": [asdict(befund) for befund in bericht.befunde],
        "hinweise": list(bericht.hinweise),
        "vergleich": None,
    }
    if bericht.vergleich is not None:
        inhalt["vergleich"] = {
            "titel": bericht.vergleich.mit.titel,
            "fundstelle": bericht.vergleich.mit.fundstelle,
            "abweichungen": [asdict(a) for a in bericht.vergleich.abweichungen],
        }
    return json.dumps(inhalt, ensure_ascii=False, indent=2) + "\n"


def _tabelle_json(tabelle: Tabelle) -> dict[str, Any]:
    return {
        "kennung": tabelle.art.kennung,
        "datei": f"{tabelle.art.datei}.csv",
        "nummer": tabelle.art.nummer,
        "titel": tabelle.art.titel,
        "spalten": list(tabelle.art.spalten),
        "zeilen": [list(zeile) for zeile in tabelle.zeilen],
        "anmerkungen": {str(jahr): text for jahr, text in tabelle.anmerkungen.items()},
    }


def als_text(bericht: Taetigkeitsbericht) -> str:
    """The report to read in a terminal, in the official shape."""
    teile = [_kopf(bericht), *(_tabelle_text(tabelle) for tabelle in bericht.tabellen)]
    if bericht.nicht_ausgewertet:
        jahre = " und ".join(str(jahr) for jahr in bericht.nicht_ausgewertet)
        teile.append(f"Nicht ausgewertet sind die Jahre {jahre}.")
    teile += [f"Hinweis: {hinweis}" for hinweis in bericht.hinweise]
    teile.append(_pruefung_text(bericht))
    if bericht.vergleich is not None:
        teile.append(
            _absatz(
                f"Vergleich mit dem Druck ({bericht.vergleich.mit.fundstelle})",
                [str(abweichung) for abweichung in bericht.vergleich.abweichungen]
                or ["Keine Abweichung."],
            )
        )
    if bericht.festlegungen:
        texte = [
            f"{f.gegenstand}: {f.text}\n  Zweifel: {f.zweifel}\n  Quelle: {f.beleg}"
            for f in bericht.festlegungen
        ]
        teile.append(_absatz("Festlegungen dieser Zählung, bitte prüfen", texte))
    return "\n\n".join(teile) + "\n"


def _kopf(bericht: Taetigkeitsbericht) -> str:
    return "\n".join(
        [
            f"{bericht.name}: Tabellen des Tätigkeitsberichts",
            f"Stichtag {bericht.stichtag:%d.%m.%Y}, "
            f"Kenntnisstand {bericht.kenntnisstand:%d.%m.%Y}, Ordnung {bericht.fassung}",
            "Die Zahlen beziehen sich auf das Jahr in derselben Zeile.",
        ]
    )


def _pruefung_text(bericht: Taetigkeitsbericht) -> str:
    if not bericht.befunde:
        return "Geprüft: Alle Summen gehen auf, kein Jahr fehlt."
    return _absatz("Die Tabellen widersprechen sich", [str(befund) for befund in bericht.befunde])


def _absatz(titel: str, punkte: Iterable[str]) -> str:
    return "\n".join([titel, *(f"- {punkt}" for punkt in punkte)])


def _tabelle_text(tabelle: Tabelle) -> str:
    titel = f"{tabelle.art.nummer} {tabelle.art.titel}"
    if "land" in tabelle.art.spalten:
        return "\n\n".join([titel, *_laender_text(tabelle)])
    kopf = list(tabelle.art.koepfe)
    zeilen = [[str(zeile[0]), *(tausender(z) for z in zeile[1:])] for zeile in tabelle.zeilen]
    if tabelle.anmerkungen:
        kopf.append("Anmerkung")
        for zeile, werte in zip(zeilen, tabelle.zeilen, strict=True):
            zeile.append(tabelle.anmerkungen.get(int(werte[0]), ""))
    rechts = {*range(1, len(tabelle.art.koepfe))}
    return "\n".join([titel, "", *_ausgerichtet([kopf, *zeilen], rechts)])


def laenderbloecke(tabelle: Tabelle) -> dict[int, list[tuple[str, int]]]:
    """Per year the countries, the others and the sum, as printed."""
    jahre: dict[int, list[tuple[str, int]]] = {}
    for jahr, land, anzahl in tabelle.zeilen:
        jahre.setdefault(int(jahr), []).append((str(land), int(anzahl)))
    return {
        jahr: [*zeilen, ("Gesamt", sum(anzahl for _, anzahl in zeilen))]
        for jahr, zeilen in jahre.items()
    }


def _laender_text(tabelle: Tabelle) -> list[str]:
    """Four years side by side."""
    jahre = list(laenderbloecke(tabelle).items())
    bloecke = []
    for anfang in range(0, len(jahre), _JAHRE_JE_BLOCK):
        gruppe = jahre[anfang : anfang + _JAHRE_JE_BLOCK]
        hoehe = max(len(zeilen) for _, zeilen in gruppe)
        zeilen: Textzeilen = [
            [zelle for jahr, _ in gruppe for zelle in (str(jahr), "")],
            [zelle for _ in gruppe for zelle in ("Land", "Anträge")],
        ]
        for nummer in range(hoehe):
            zeilen.append([zelle for _, laender in gruppe for zelle in _land(laender, nummer)])
        bloecke.append("\n".join(_ausgerichtet(zeilen, set(range(1, 2 * len(gruppe), 2)))))
    return bloecke


def _land(laender: Sequence[tuple[str, int]], nummer: int) -> tuple[str, str]:
    """The line `nummer`; the sum stands last in every year."""
    if nummer >= len(laender):
        return "", ""
    name, anzahl = laender[nummer]
    return name, tausender(anzahl)


def anfrage_als_text(anfrage: Anfrage) -> str:
    """The answer to read in a terminal."""
    nach = "Jahr" if anfrage.nach == "jahr" else "Behörde"
    wer = f"Behörde {anfrage.behoerde}" if anfrage.behoerde else "alle Behörden"
    kopf = [nach, *SPALTEN.values()]
    zeilen = [
        [zeile.name, *(tausender(zeile.zahlen[s]) for s in SPALTEN)]
        for zeile in [*anfrage.zeilen, anfrage.gesamt]
    ]
    teile = [
        f"Anfrage: {wer}, Eingänge {anfrage.von} bis {anfrage.bis}\n"
        f"Stichtag {anfrage.stichtag:%d.%m.%Y}, Kenntnisstand {anfrage.kenntnisstand:%d.%m.%Y}",
        "\n".join(_ausgerichtet([kopf, *zeilen], {*range(1, len(kopf))})),
        "„trotz Ersuchens entfernt“ ist in den anderen Spalten enthalten.",
        _absatz("Nicht gefolgt, nach Grund", _punkte(gruende_in_worten(anfrage.gesamt))),
        _absatz("Offen, nach Grund des Ruhens", _punkte(ruht_in_worten(anfrage.gesamt))),
    ]
    return "\n\n".join(teile) + "\n"


def _punkte(paare: Iterable[tuple[str, int]]) -> list[str]:
    return [f"{wort}: {tausender(anzahl)}" for wort, anzahl in paare] or ["keine"]


def _ausgerichtet(zeilen: Textzeilen, rechts: set[int]) -> list[str]:
    breiten = [max(len(zeile[i]) for zeile in zeilen) for i in range(len(zeilen[0]))]
    return [
        "  ".join(
            zelle.rjust(breite) if spalte in rechts else zelle.ljust(breite)
            for spalte, (zelle, breite) in enumerate(zip(zeile, breiten, strict=True))
        ).rstrip()
        for zeile in zeilen
    ]
