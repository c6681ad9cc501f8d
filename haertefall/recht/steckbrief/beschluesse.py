"""Meetings, periods, quorum, majorities, results."""

from collections.abc import Iterator

from haertefall.recht.auszaehlung import anteil_in_worten, schwelle_in_worten
from haertefall.recht.begriffe import FUNKTION_WORTE, GEGENSTAND_WORTE
from haertefall.recht.fristen import EINHEIT_WORTE
from haertefall.recht.ordnung import (
    BASIS_WORTE,
    REGELGEGENSTAND_WORTE,
    Beschlussfaehigkeit,
    Ergebnisart,
    Fristzeile,
    Mehrheit,
    Ordnung,
    Turnus,
)
from haertefall.recht.steckbrief.satzspiegel import (
    absatz,
    mit_beleg,
    punkt,
    ueberschrift,
    vermerke,
    worte,
)

_JE = {"monat": "je Monat", "quartal": "je Quartal", "halbjahr": "je Halbjahr", "jahr": "je Jahr"}
_VERBINDLICH = {"muss": None, "soll": "soll", "planung": "Plangröße"}
_NUR_WENN = {True: "wenn es das kleine Gremium gibt", False: "ohne kleines Gremium", None: None}


def sitzungen(ordnung: Ordnung) -> Iterator[str]:
    """How often, and single rules."""
    yield from ueberschrift("Sitzungen")
    if not (ordnung.turnus or ordnung.sitzungsregel):
        yield from absatz("Dazu ist nichts hinterlegt.")
    for turnus in ordnung.turnus:
        yield from punkt(mit_beleg(f"Turnus: {_turnus(turnus)}", turnus))
    for regel in ordnung.sitzungsregel:
        frist = (
            f" – {regel.tage} Tage{' vorher' if regel.rueckwaerts else ''}" if regel.tage else ""
        )
        folgen = f" – {'; '.join(regel.folgen)}" if regel.folgen else ""
        text = f"{REGELGEGENSTAND_WORTE[regel.gegenstand]}: {regel.inhalt}{frist}{folgen}"
        yield from punkt(mit_beleg(text, regel))
        yield from (zeile for satz in regel.einzelheiten for zeile in punkt(satz, 4, "–"))


def fristen(ordnung: Ordnung) -> Iterator[str]:
    """Periods with their norm; waiting with a removal; duties to inform."""
    yield from ueberschrift("Fristen")
    if not ordnung.frist:
        yield from absatz("Eine Frist mit Norm ist nicht hinterlegt.")
    for frist in ordnung.frist:
        yield from punkt(mit_beleg(f"{frist.bezeichnung}: {_frist(frist)}", frist))
    for pflicht in ordnung.informationspflicht:
        text = f"{pflicht.wer} informiert {pflicht.an}: {pflicht.inhalt}"
        yield from punkt(mit_beleg(text, pflicht))
    for aussetzung in ordnung.aussetzung:
        text = worte(
            [
                f"Zuwarten mit der Abschiebung: {aussetzung.art_der_wirkung}",
                aussetzung.beginn and f"ab: {aussetzung.beginn}",
                aussetzung.ende and f"bis: {aussetzung.ende}",
            ]
        )
        yield from punkt(mit_beleg(text, aussetzung))
    for uebergang in ordnung.uebergang:
        yield from punkt(mit_beleg(f"Laufende Fälle: {uebergang.inhalt}", uebergang))


def beschluesse(ordnung: Ordnung) -> Iterator[str]:
    """Quorum, majorities, what needs no vote, results and answers."""
    yield from ueberschrift("Beschluss")
    if not ordnung.beschlussfaehigkeit:
        yield from punkt("Beschlussfähigkeit: keine Regel hinterlegt.")
    for zeile in ordnung.beschlussfaehigkeit:
        yield from punkt(mit_beleg(f"Beschlussfähig: {_faehig(zeile)}", zeile))
        yield from vermerke(zeile, 4)
    if not ordnung.mehrheit:
        yield from punkt("Mehrheit: keine Regel hinterlegt; eine Person stellt Ergebnisse fest.")
    for mehrheit in ordnung.mehrheit:
        yield from punkt(mit_beleg(_mehrheit(mehrheit), mehrheit))
        yield from vermerke(mehrheit, 4)
    for ohne in ordnung.ohne_abstimmung:
        text = f"Ohne Abstimmung: {worte(GEGENSTAND_WORTE[g] for g in ohne.gegenstand)}"
        yield from punkt(mit_beleg(text, ohne))
    for vorbehalt in ordnung.vorbehalt:
        was = worte(GEGENSTAND_WORTE[g] for g in vorbehalt.gegenstand)
        yield from punkt(
            mit_beleg(f"{was}: {vorbehalt.form.title()} von {vorbehalt.wer}", vorbehalt)
        )
    for art in ordnung.ergebnis:
        yield from punkt(mit_beleg(f"Ergebnis: {_ergebnis(art)}", art))
    for meldung in ordnung.rueckmeldung:
        an = f" → {' und '.join(meldung.an)}" if meldung.an else ""
        text = f"Rückmeldung: {meldung.bezeichnung}; {meldung.wer}{an}"
        yield from punkt(mit_beleg(text, meldung))


def _turnus(zeile: Turnus) -> str:
    je = _JE[zeile.je] if zeile.je else None
    return worte(
        [
            f"mindestens {zeile.mindestens} {je}" if zeile.mindestens else None,
            f"höchstens {zeile.hoechstens} {je}" if zeile.hoechstens else None,
            "nach Bedarf" if zeile.anlassbezogen else None,
            _VERBINDLICH[zeile.verbindlich],
            _NUR_WENN[zeile.wenn_kleines_gremium],
            "für allgemeine Fragen" if zeile.spur == "allgemeine_fragen" else None,
        ]
    )


def _frist(zeile: Fristzeile) -> str:
    if zeile.anzahl is None or zeile.einheit is None:
        wer = FUNKTION_WORTE[zeile.gesetzt_von] if zeile.gesetzt_von else ""
        return f"setzt im Einzelfall {wer}, ab: {zeile.beginn}"
    dauer = f"{zeile.anzahl} {EINHEIT_WORTE[zeile.einheit][zeile.anzahl != 1]}"
    richtung = "vor" if zeile.rueckwaerts else "ab"
    endet = f", endet sie an einem freien Tag: {zeile.verschiebung}" if zeile.verschiebung else ""
    return f"{dauer} {richtung}: {zeile.beginn}{endet}"


def _faehig(zeile: Beschlussfaehigkeit) -> str:
    wie = f"{zeile.anzahl} Anwesende"
    if zeile.mindestens and zeile.von:
        anteil = anteil_in_worten(zeile.mindestens)
        wie = f"mindestens {anteil} anwesend; Grundlage: {BASIS_WORTE[zeile.von]}"
    return worte(
        [
            wie,
            "alle geladen" if zeile.alle_geladen else None,
            "im Umlauf" if zeile.umlauf else None,
            zeile.kleines_gremium,
        ]
    )


def _mehrheit(zeile: Mehrheit) -> str:
    was = worte(GEGENSTAND_WORTE[g] for g in zeile.gegenstand)
    return f"{was}: " + worte(
        [
            schwelle_in_worten(zeile),
            f"Grundlage: {BASIS_WORTE[zeile.von]}" if zeile.von else None,
            "bei Gleichheit entscheidet der Vorsitz" if zeile.stichentscheid else None,
            "im Umlauf" if zeile.umlauf else None,
            f"Lesart „{zeile.lesart}“" if zeile.lesart else None,
            zeile.kleines_gremium,
        ]
    )


def _ergebnis(art: Ergebnisart) -> str:
    return worte(
        [
            GEGENSTAND_WORTE[art.gegenstand],
            f"an {' und '.join(art.empfaenger)}" if art.empfaenger else None,
            "mit schriftlichen Gründen" if art.gruende_pflicht else None,
            "auch mit Erwartungen" if art.erwartungen else None,
            "auch unter Maßgaben" if art.massgabe else None,
            f"beizufügen: {'; '.join(art.beizufuegen)}" if art.beizufuegen else None,
            "nur ohne Ersuchen" if art.nur_ohne_ersuchen else None,
        ]
    )
