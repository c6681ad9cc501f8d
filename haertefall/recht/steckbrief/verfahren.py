"""Ways in, conditions, grounds with norm and example."""

from collections.abc import Iterator, Mapping, Sequence

from haertefall.recht.begriffe import FUNKTION_WORTE, WIRKUNG_WORTE, Funktion
from haertefall.recht.beispiele import Beispiel
from haertefall.recht.ordnung import Antragsweg, Ausschlussgrund, Merkmal, Ordnung
from haertefall.recht.steckbrief.satzspiegel import (
    absatz,
    mit_beleg,
    punkt,
    ueberschrift,
    vermerke,
    worte,
)
from haertefall.recht.zulaessigkeit import ZULAESSIGKEIT_WORTE, Pruefung, pruefen

_WER = {
    "mitglied": "Mitglied",
    "betroffene": "Betroffene",
    "vertretung": "Vertretung mit Vollmacht",
    "initiative": "Initiative",
    "beratung": "Beratung",
    "auslaenderbehoerde": "Ausländerbehörde",
    "petitionsausschuss": "Petitionsausschuss",
    "einwohner": "Einwohnerin oder Einwohner des Landes",
    "organisation": "Organisation mit Sitz im Land",
    "jede_person": "jede Person",
}
_LESARTFOLGE = {
    "schliesst_aus": "danach ausgeschlossen",
    "schliesst_nicht_aus": "danach nicht ausgeschlossen",
}
_ERNEUT = {
    "jederzeit": "jederzeit",
    "neue_tatsachen": "bei neuen Tatsachen",
    "guenstigere_tatsachen": "wenn sich etwas zugunsten der Person geändert hat",
    "nach_heilung": "wenn der Grund weggefallen ist",
    "nie": "nie",
}
_NICHTS = "Dazu ist nichts hinterlegt."


def antragswege(ordnung: Ordnung) -> Iterator[str]:
    """How a case comes in."""
    yield from ueberschrift("Antragswege")
    if not ordnung.antragsweg:
        yield from absatz(_NICHTS)
    for weg in ordnung.antragsweg:
        yield from punkt(mit_beleg(weg.bezeichnung, weg))
        for satz in _antragsweg(weg):
            yield from absatz(satz, 4)
    for regel in ordnung.wiederholung:
        text = regel.inhalt or _ERNEUT[regel.zulaessig]
        yield from punkt(mit_beleg(f"Erneute Befassung: {text}", regel))


def voraussetzungen(ordnung: Ordnung, merkmale: Mapping[str, Merkmal]) -> Iterator[str]:
    """What has to be there."""
    if not ordnung.voraussetzung:
        return
    yield from ueberschrift("Voraussetzungen")
    for zeile in ordnung.voraussetzung:
        nachholbar = ", nachholbar" if zeile.nachholbar else ""
        yield from punkt(mit_beleg(f"{zeile.bezeichnung}{nachholbar}", zeile))
        yield from _fragen(zeile.wenn, merkmale, "Nötig")
        yield from vermerke(zeile, 4)


def gruende(
    ordnung: Ordnung, merkmale: Mapping[str, Merkmal], beispiele: Sequence[Beispiel]
) -> Iterator[str]:
    """Every ground with its norm, its questions and an example."""
    yield from ueberschrift("Ausschlussgründe")
    if not ordnung.ausschlussgrund:
        yield from absatz(_NICHTS)
    pruefungen = [(b, pruefen(ordnung, b.angaben)) for b in beispiele if b.angaben is not None]
    for grund in ordnung.ausschlussgrund:
        kopf = f"[{WIRKUNG_WORTE[grund.wirkung]}] {grund.bezeichnung}"
        yield from punkt(mit_beleg(kopf, grund))
        yield from _fragen(grund.wenn, merkmale, "Wenn")
        yield from _fragen(grund.es_sei_denn, merkmale, "Es sei denn")
        yield from absatz(_wer_was(grund), 4)
        for lesart in grund.lesarten:
            text = f"Lesart ({_LESARTFOLGE[lesart.folge]}): {lesart.text}"
            yield from absatz(f"{text} Dagegen: {lesart.zweifel}", 4)
        yield from vermerke(grund, 4)
        yield from absatz(_beispiel(grund, pruefungen), 4)


def _antragsweg(weg: Antragsweg) -> Iterator[str]:
    yield f"Wer: {worte(_WER[wer] for wer in weg.wer)}"
    for name, teile in (
        ("Form", weg.form),
        ("Inhalt", weg.inhalt),
        ("Inhalt, wenn einschlägig", weg.inhalt_wenn_einschlaegig),
        ("Unterlagen", weg.unterlagen),
        ("Unterlagen, wenn einschlägig", weg.unterlagen_wenn_einschlaegig),
    ):
        if teile:
            yield f"{name}: {'; '.join(teile)}"
    if weg.ueber:
        yield f"Über: {weg.ueber}"
    if weg.vorlage_noetig:
        yield "Wird erst durch Aufgreifen eines Mitglieds zum Antrag."
    if weg.mitglieder_mindestens:
        yield f"Mindestens {weg.mitglieder_mindestens} Mitglieder gemeinsam."
    if weg.einverstaendnis:
        yield "Das Einverständnis der Betroffenen ist nötig."
    if weg.vollmacht:
        yield "Eine schriftliche Vollmacht ist nötig."


def _fragen(
    bedingungen: Mapping[str, bool], merkmale: Mapping[str, Merkmal], wort: str
) -> Iterator[str]:
    for kennung, soll in bedingungen.items():
        frage = merkmale[kennung].frage if kennung in merkmale else f"„{kennung}“ (unbekannt)"
        yield from absatz(f"{wort}: {frage} – {'ja' if soll else 'nein'}", 4)


def _wer_was(grund: Ausschlussgrund) -> str:
    saetze = [f"Feststellung: {_stellen(grund.stellt_fest)}."]
    if grund.hebt_auf:
        saetze.append(f"Darüber hinwegsetzen: {_stellen(grund.hebt_auf)}.")
    if grund.erneut_pruefen:
        saetze.append("Vor der Sitzung erneut zu prüfen.")
    if grund.heilbar:
        saetze.append("Heilbar.")
    if grund.erfasst_alle:
        saetze.append("Trifft er eine Person, trifft er alle.")
    if grund.verfaellt_nach_jahren:
        saetze.append(f"Gilt {grund.verfaellt_nach_jahren} Jahre.")
    if grund.frist_tage:
        saetze.append(f"Frist: {grund.frist_tage} Tage.")
    return " ".join(saetze)


def _stellen(funktionen: Sequence[Funktion]) -> str:
    namen = {**FUNKTION_WORTE, Funktion.MITGLIED: "das Gremium selbst"}
    return worte(namen[funktion] for funktion in funktionen)


def _beispiel(grund: Ausschlussgrund, pruefungen: Sequence[tuple[Beispiel, Pruefung]]) -> str:
    """The example that shows this ground most purely: with the fewest others beside it."""
    zeigen = [(b, p) for b, p in pruefungen if any(f.grund is grund for f in p.vorhanden)]
    if not zeigen:
        return "Beispiel: keines hinterlegt."
    beispiel, pruefung = min(zeigen, key=lambda paar: len(paar[1].vorhanden))
    return f"Beispiel: {beispiel.fall} → {ZULAESSIGKEIT_WORTE[pruefung.ergebnis].partition(':')[0]}"
