"""The codes of counted facts and their German words.

Facts store the code. Which code counts in which column of a report is data of the Ordnung. The
categories `Grund`, `Ruhegrund` and `Grundart` are made by the program ("Annahme des Programms");
the examples in the report of 15 November 2024 (Landtag NRW, Vorlage 18/3737, ch. 5 and 6.3 to
6.6) and § 23a Abs. 1 AufenthG gave the words.
"""

from enum import StrEnum


class Ergebnis(StrEnum):
    """What the case ended with before the body, or how else it was settled."""

    OFFEN = "offen"
    ERSUCHEN = "ersuchen"
    KEIN_ERSUCHEN = "kein_ersuchen"
    EMPFEHLUNG = "empfehlung"
    NICHTBEFASSUNG = "nichtbefassung"
    NICHTBEFASSUNG_VORPRUEFUNG = "nichtbefassung_vorpruefung"
    AUSGESCHLOSSEN = "ausgeschlossen"
    ANDERER_TITEL = "anderer_titel"
    DULDUNG_60C = "duldung_60c"
    DULDUNG_60D = "duldung_60d"
    AUSREISE = "ausreise"
    ABSCHIEBUNG = "abschiebung"
    ANTRAGSRUECKNAHME = "antragsruecknahme"
    TOD = "tod"
    VERZOGEN = "verzogen"
    SONSTIGE_ERLEDIGUNG = "sonstige_erledigung"
    UNTERSTUETZUNG = "unterstuetzung"
    EINSCHAETZUNG = "einschaetzung"
    ZUSAMMENGEFUEHRT = "zusammengefuehrt"


class Folge(StrEnum):
    """What followed an Ersuchen, a recommendation, a support or an assessment."""

    OFFEN = "offen"
    GEFOLGT = "gefolgt"
    TEILWEISE_GEFOLGT = "teilweise_gefolgt"
    NICHT_GEFOLGT = "nicht_gefolgt"
    ANDERER_TITEL = "anderer_titel"
    DULDUNG = "duldung"
    AUSREISE = "ausreise"
    ABSCHIEBUNG = "abschiebung"
    TOD = "tod"
    VERZOGEN = "verzogen"
    ZURUECKGENOMMEN = "zurueckgenommen"
    SONSTIGE_ERLEDIGUNG = "sonstige_erledigung"


class Grund(StrEnum):
    """Category of the reason for which an authority did not follow."""

    LEBENSUNTERHALT = "lebensunterhalt"
    VERPFLICHTUNGSERKLAERUNG = "verpflichtungserklaerung"
    IDENTITAET = "identitaet"
    STRAFTATEN = "straftaten"
    RUECKFUEHRUNG = "rueckfuehrung"
    ERWARTUNG_NICHT_ERFUELLT = "erwartung_nicht_erfuellt"
    ANDERE_BEWERTUNG = "andere_bewertung"
    SONSTIGER_GRUND = "sonstiger_grund"
    KEINE_ANGABE = "keine_angabe"


class Ruhegrund(StrEnum):
    """What is awaited while an open case rests by agreement."""

    KRANKHEIT = "krankheit"
    QUALIFIKATION = "qualifikation"
    ANDERER_TITEL_MOEGLICH = "anderer_titel_moeglich"
    PRUEFUNG_ANDERER_STELLE = "pruefung_anderer_stelle"
    UNTERLAGEN = "unterlagen"
    SONSTIGES = "sonstiges"


class Grundart(StrEnum):
    """Kind of reason a result rests on: recorded if the body wishes, for figures, no criterion."""

    VERLETZLICHKEIT = "verletzlichkeit"
    INTEGRATION = "integration"
    SCHICKSAL = "schicksal"
    GESUNDHEIT = "gesundheit"


MIT_FOLGE = frozenset(
    {Ergebnis.ERSUCHEN, Ergebnis.EMPFEHLUNG, Ergebnis.UNTERSTUETZUNG, Ergebnis.EINSCHAETZUNG}
)

ERGEBNIS_WORTE: dict[Ergebnis, str] = {
    Ergebnis.OFFEN: "Offen",
    Ergebnis.ERSUCHEN: "Ersuchen",
    Ergebnis.KEIN_ERSUCHEN: "Kein Ersuchen",
    Ergebnis.EMPFEHLUNG: "Empfehlung, kein Ersuchen",
    Ergebnis.NICHTBEFASSUNG: "Keine Befassung",
    Ergebnis.NICHTBEFASSUNG_VORPRUEFUNG: "Keine Befassung (Vorprüfungsausschuss)",
    Ergebnis.AUSGESCHLOSSEN: "Zwingender Ausschlussgrund",
    Ergebnis.ANDERER_TITEL: "Aufenthaltserlaubnis auf anderer Rechtsgrundlage",
    Ergebnis.DULDUNG_60C: "Ausbildungsduldung (§ 60c AufenthG)",
    Ergebnis.DULDUNG_60D: "Beschäftigungsduldung (§ 60d AufenthG)",
    Ergebnis.AUSREISE: "Freiwillige Ausreise",
    Ergebnis.ABSCHIEBUNG: "Abschiebung",
    Ergebnis.ANTRAGSRUECKNAHME: "Antragsrücknahme",
    Ergebnis.TOD: "Tod",
    Ergebnis.VERZOGEN: "Verzogen",
    Ergebnis.SONSTIGE_ERLEDIGUNG: "Sonstige Erledigung",
    Ergebnis.UNTERSTUETZUNG: "Unterstützung eines Antrags an anderer Stelle",
    Ergebnis.EINSCHAETZUNG: "Gemeinsame Einschätzung",
    Ergebnis.ZUSAMMENGEFUEHRT: "Mit einem anderen Fall zusammengeführt",
}

FOLGE_WORTE: dict[Folge, str] = {
    Folge.OFFEN: "Offen",
    Folge.GEFOLGT: "Gefolgt",
    Folge.TEILWEISE_GEFOLGT: "Teilweise gefolgt",
    Folge.NICHT_GEFOLGT: "Nicht gefolgt",
    Folge.ANDERER_TITEL: "Aufenthaltserlaubnis auf anderer Rechtsgrundlage",
    Folge.DULDUNG: "Duldung",
    Folge.AUSREISE: "Freiwillige Ausreise",
    Folge.ABSCHIEBUNG: "Abschiebung",
    Folge.TOD: "Tod",
    Folge.VERZOGEN: "Verzogen",
    Folge.ZURUECKGENOMMEN: "Ersuchen zurückgenommen",
    Folge.SONSTIGE_ERLEDIGUNG: "Sonstige Erledigung",
}

GRUND_WORTE: dict[Grund, str] = {
    Grund.LEBENSUNTERHALT: "Lebensunterhalt nicht gesichert",
    Grund.VERPFLICHTUNGSERKLAERUNG: "Verpflichtungserklärung fehlt",
    Grund.IDENTITAET: "Identität ungeklärt oder falsch angegeben",
    Grund.STRAFTATEN: "Straftaten",
    Grund.RUECKFUEHRUNG: "Termin der Rückführung stand fest",
    Grund.ERWARTUNG_NICHT_ERFUELLT: "Erwartung der Kommission nicht erfüllt",
    Grund.ANDERE_BEWERTUNG: "Behörde bewertet den Fall anders",
    Grund.SONSTIGER_GRUND: "Sonstiger Grund",
    Grund.KEINE_ANGABE: "Keine Angabe",
}

RUHEGRUND_WORTE: dict[Ruhegrund, str] = {
    Ruhegrund.KRANKHEIT: "Krankheit",
    Ruhegrund.QUALIFIKATION: "Qualifikationsmaßnahme",
    Ruhegrund.ANDERER_TITEL_MOEGLICH: "Anderer Aufenthaltstitel wird geprüft",
    Ruhegrund.PRUEFUNG_ANDERER_STELLE: "Prüfung durch eine andere Stelle",
    Ruhegrund.UNTERLAGEN: "Unterlagen werden beschafft",
    Ruhegrund.SONSTIGES: "Sonstiges",
}

GRUNDART_WORTE: dict[Grundart, str] = {
    Grundart.VERLETZLICHKEIT: "Verletzlichkeit",
    Grundart.INTEGRATION: "Integration",
    Grundart.SCHICKSAL: "Schicksal",
    Grundart.GESUNDHEIT: "Gesundheit",
}
