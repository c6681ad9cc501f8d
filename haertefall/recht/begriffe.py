"""The shared words: states, Funktionen, answers. The same for every body.

A rules file may use these words and no others; what a body does not know it leaves out.
"""

from enum import StrEnum


class Stand(StrEnum):
    """State of a case. Shared by all bodies, because reports compare them."""

    EINGEGANGEN = "eingegangen"
    ANGEBOTEN = "angeboten"
    VORPRUEFUNG = "vorpruefung"
    AUFGENOMMEN = "aufgenommen"
    STELLUNGNAHME = "stellungnahme"
    BERATUNGSREIF = "beratungsreif"
    AUF_TAGESORDNUNG = "auf_tagesordnung"
    ENTSCHIEDEN = "entschieden"
    ERSUCHEN_BESCHLOSSEN = "ersuchen_beschlossen"
    ERSUCHEN_ZUGELEITET = "ersuchen_zugeleitet"
    ANGEKUENDIGT = "angekuendigt"
    ANGEORDNET = "angeordnet"
    MITGETEILT = "mitgeteilt"
    ABGESCHLOSSEN = "abgeschlossen"


STAND_WORTE: dict[Stand, str] = {
    Stand.EINGEGANGEN: "Eingegangen, wird geprüft",
    Stand.ANGEBOTEN: "Den Mitgliedern angeboten (Selbstbefassung)",
    Stand.VORPRUEFUNG: "Im Vorprüfungsausschuss",
    Stand.AUFGENOMMEN: "Aufgegriffen (Befassung)",
    Stand.STELLUNGNAHME: "Stellungnahme der Ausländerbehörde erbeten",
    Stand.BERATUNGSREIF: "Bereit für die Beratung",
    Stand.AUF_TAGESORDNUNG: "Auf der Tagesordnung einer Sitzung",
    Stand.ENTSCHIEDEN: "Entschieden, Ergebnis ist mitzuteilen",
    Stand.ERSUCHEN_BESCHLOSSEN: "Ersuchen beschlossen, ist zuzuleiten",
    Stand.ERSUCHEN_ZUGELEITET: "Ersuchen zugeleitet, Antwort der Behörde offen",
    Stand.ANGEKUENDIGT: "Behörde hat ihre beabsichtigte Entscheidung angekündigt",
    Stand.ANGEORDNET: "Behörde hat angeordnet, Erlaubnis noch nicht erteilt",
    Stand.MITGETEILT: "Ergebnis mitgeteilt, Antwort der Behörde offen",
    Stand.ABGESCHLOSSEN: "Abgeschlossen",
}


class Funktion(StrEnum):
    """What an account acts as. Each request acts in exactly one; rights never add up."""

    GESCHAEFTSSTELLE = "geschaeftsstelle"
    VORSITZ = "vorsitz"
    MITGLIED = "mitglied"
    STELLVERTRETUNG = "stellvertretung"
    VORPRUEFUNGSAUSSCHUSS = "vorpruefungsausschuss"
    AUSLAENDERBEHOERDE = "auslaenderbehoerde"
    FACHAUFSICHT = "fachaufsicht"
    BERATUNG = "beratung"
    BETROFFENE = "betroffene"
    DRITTE = "dritte"
    RAT = "rat"
    REVISION = "revision"
    DATENSCHUTZ = "datenschutz"
    BETRIEB = "betrieb"
    AUFTRAG = "auftrag"


FUNKTION_WORTE: dict[Funktion, str] = {
    Funktion.GESCHAEFTSSTELLE: "Geschäftsstelle",
    Funktion.VORSITZ: "Vorsitz",
    Funktion.MITGLIED: "Mitglied",
    Funktion.STELLVERTRETUNG: "Stellvertretung",
    Funktion.VORPRUEFUNGSAUSSCHUSS: "Vorprüfungsausschuss",
    Funktion.AUSLAENDERBEHOERDE: "Ausländerbehörde",
    Funktion.FACHAUFSICHT: "Fachaufsicht (Ministerium)",
    Funktion.BERATUNG: "Beratung oder Vertretung",
    Funktion.BETROFFENE: "Betroffene Person",
    Funktion.DRITTE: "Dritte Person ohne Vollmacht",
    Funktion.RAT: "Rat",
    Funktion.REVISION: "Revision",
    Funktion.DATENSCHUTZ: "Datenschutzbeauftragte",
    Funktion.BETRIEB: "Betrieb",
    Funktion.AUFTRAG: "Programm (selbsttätiger Lauf)",
}


class Antwort(StrEnum):
    """Answer of a person to a question of fact. Three-valued: what is not known stays open."""

    JA = "ja"
    NEIN = "nein"
    UNGEKLAERT = "ungeklaert"


ANTWORT_WORTE: dict[Antwort, str] = {
    Antwort.JA: "Ja",
    Antwort.NEIN: "Nein",
    Antwort.UNGEKLAERT: "Ungeklärt",
}


class Wirkung(StrEnum):
    """Strength of a ground for exclusion, as the text has it."""

    ZWINGEND = "zwingend"
    SOLL = "soll"
    KANN = "kann"
    HINWEIS = "hinweis"
    STREITIG = "streitig"


WIRKUNG_WORTE: dict[Wirkung, str] = {
    Wirkung.ZWINGEND: "Zwingend",
    Wirkung.SOLL: "Soll",
    Wirkung.KANN: "Kann",
    Wirkung.HINWEIS: "Hinweis",
    Wirkung.STREITIG: "Streitig",
}


class Gegenstand(StrEnum):
    """What a body decides about, and what a result is called."""

    ERSUCHEN = "ersuchen"
    KEIN_ERSUCHEN = "kein_ersuchen"
    EMPFEHLUNG = "empfehlung"
    UNTERSTUETZUNG = "unterstuetzung"
    EINSCHAETZUNG = "einschaetzung"
    NICHTBEFASSUNG = "nichtbefassung"
    OFFENSICHTLICH_UNBEGRUENDET = "offensichtlich_unbegruendet"
    BEFASSUNG = "befassung"
    VERTAGUNG = "vertagung"
    WEITERE_AUFKLAERUNG = "weitere_aufklaerung"
    RUECKNAHME_ERSUCHEN = "ruecknahme_ersuchen"
    ALLGEMEINE_AUSSAGE = "allgemeine_aussage"
    WAHL_VORSITZ = "wahl_vorsitz"
    ENTSCHEIDUNGSGRUNDSAETZE = "entscheidungsgrundsaetze"
    VORPRUEFUNGSAUSSCHUSS_BILDEN = "vorpruefungsausschuss_bilden"


GEGENSTAND_WORTE: dict[Gegenstand, str] = {
    Gegenstand.ERSUCHEN: "Ersuchen",
    Gegenstand.KEIN_ERSUCHEN: "Kein Ersuchen",
    Gegenstand.EMPFEHLUNG: "Empfehlung",
    Gegenstand.UNTERSTUETZUNG: "Unterstützung eines Antrags an anderer Stelle",
    Gegenstand.EINSCHAETZUNG: "Gemeinsame Einschätzung",
    Gegenstand.NICHTBEFASSUNG: "Keine Befassung",
    Gegenstand.OFFENSICHTLICH_UNBEGRUENDET: "Offensichtlich unbegründet",
    Gegenstand.BEFASSUNG: "Befassung",
    Gegenstand.VERTAGUNG: "Vertagung",
    Gegenstand.WEITERE_AUFKLAERUNG: "Weitere Aufklärung",
    Gegenstand.RUECKNAHME_ERSUCHEN: "Rücknahme eines Ersuchens",
    Gegenstand.ALLGEMEINE_AUSSAGE: "Allgemeine Aussage",
    Gegenstand.WAHL_VORSITZ: "Wahl des Vorsitzes",
    Gegenstand.ENTSCHEIDUNGSGRUNDSAETZE: "Entscheidungsgrundsätze",
    Gegenstand.VORPRUEFUNGSAUSSCHUSS_BILDEN: "Bildung eines Vorprüfungsausschusses",
}
