"""German words for what the trace names by codes: what happened, on which page, about what."""

from haertefall.audit.abweisung import ABGEWIESEN
from haertefall.web.verlauf import schritt_titel

_WAS_WORTE = {
    "fall_geoeffnet": "Akte geöffnet",
    "dokument_geoeffnet": "Dokument geöffnet",
    "radar_geoeffnet": "Gefahrenradar geöffnet",
    "formular_geoeffnet": "Formular zu einem Fall geöffnet",
    "liste_gelesen": "Liste gelesen",
    "sitzung_geoeffnet": "Sitzung geöffnet",
    "vorbereitung_geoeffnet": "Vorbereitung einer Sitzung geöffnet",
    "niederschrift_geoeffnet": "Niederschrift geöffnet",
    "geheime_abstimmung_geoeffnet": "Seite der geheimen Abstimmung geöffnet",
    "entschaedigung_geladen": "Anwesenheitsliste mit Entschädigung geladen",
    "begruendung_geoeffnet": "Gründe geöffnet",
    "pruefhilfe_geoeffnet": "Prüfhilfe geöffnet",
    "einzelfallbitte_gedruckt": "Bitte im Einzelfall gedruckt",
    "besetzung_geoeffnet": "Besetzung geöffnet",
    "berufungsschreiben_geoeffnet": "Berufungsschreiben geöffnet",
    "vorlage_geoeffnet": "Vorlage einer Behörde geöffnet",
    "pruefung_geoeffnet": "Vollzugsprüfung geöffnet",
    "pruefung_gedruckt": "Vollzugsprüfung gedruckt",
    "pruefungen_geoeffnet": "Liste der Vollzugsprüfungen geöffnet",
    "geduldete_geoeffnet": "Geduldete durchgesehen",
    "abschiebungen_geladen": "Rückblick auf Abschiebungen geladen",
    "bericht_geladen": "Bericht geladen",
    "anmeldung": "Angemeldet",
    "abmeldung": "Abgemeldet",
    "anmeldung_beendet": "Offene Anmeldung beendet",
    "funktion_gewaehlt": "Funktion gewählt",
    "amt_gegeben": "Funktion gegeben",
    "konto_sperren": "Konto gesperrt",
    "konto_entsperren": "Konto entsperrt",
    "passwort_geaendert": "Passwort geändert",
    "zweiter_faktor_neu": "Zweiten Faktor eingerichtet",
    "zweiter_faktor_falsch": "Zweiter Faktor war falsch",
    "zweiter_faktor_entfernt": "Zweiten Faktor entfernt",
    "wiederherstellungscodes_neu": "Neue Wiederherstellungscodes",
    "zugang_zurueckgesetzt": "Zugang zurückgesetzt",
    "einladung_ausgestellt": "Einladung ausgestellt",
    "einladung_eingeloest": "Einladung eingelöst",
    "anbieter_verbunden": "Anmeldedienst verbunden",
    "anbieter_ohne_konto": "Anmeldedienst: kein Konto",
    "notzugang_beantragt": "Notzugang beantragt",
    "notzugang_gewaehrt": "Notzugang gewährt",
    "notzugang_abgelehnt": "Notzugang abgelehnt",
    "notzugang_beendet": "Notzugang beendet",
    "spur_gelesen": "Spur gelesen",
    "spur_geladen": "Spur geladen",
    "mass_festgelegt": "Leseregel festgelegt",
    "namen_gesucht": "Nach einem Namen gesucht",
    "suche_neu_gebaut": "Suche nach Namen neu gebaut",
    "inhalt_verfaelscht": "Veränderter Inhalt bemerkt",
    "schluessel_gewechselt": "Schlüssel gewechselt",
    "schluessel_ausgemustert": "Schlüssel ausgemustert",
    "schluessel_geborgen": "Schlüssel geborgen",
    "abgewiesen_weitere": "Abgewiesen: noch mehr Versuche in dieser Stunde",
}
_LISTE_WORTE = {
    "faelle": "Fälle",
    "arbeit": "Meine Arbeit",
    "suche": "Suche nach Namen",
}
# Pages whose address does not say in German what they are.
_SEITE_WORTE = {
    "arbeit": "Meine Arbeit",
    "bericht_behoerden": "Bericht nach Behörden",
    "bericht_behoerden_csv": "Bericht nach Behörden (CSV)",
    "einladung_oeffnen": "Einladung",
    "entschaedigung": "Entschädigung",
    "faelle": "Fälle",
    "geheim": "Geheime Abstimmung",
    "gruende": "Gründe",
    "konto_codes": "Wiederherstellungscodes",
    "laenderpapiere": "Länderpapiere",
    "mappenliste": "Vorbereitung einer Sitzung",
    "niederschrift_fassungen": "Fassungen der Niederschrift",
    "pruefbogen": "Prüfbogen",
    "pruefhilfe": "Prüfhilfe",
    "pruefhilfe_bitte": "Bitte im Einzelfall",
    "pruefhilfe_fragen": "Prüfhilfe: Fragen",
    "pruefhilfe_liste": "Prüfhilfe: Liste",
    "pruefhilfe_vermerk": "Prüfhilfe: Vermerk",
    "pruefhilfe_weg": "Prüfhilfe: ein Weg",
    "pruefung": "Vollzugsprüfung",
    "pruefung_druck": "Vollzugsprüfung, Druck",
    "pruefungen": "Vollzugsprüfungen",
    "radar": "Gefahren",
    "regeln_weg": "Regeln: ein Weg",
    "schritt": "Schritt",
    "schritt_am_fall": "Schritt an einem Fall",
    "schritt_an_pruefung": "Schritt an einer Vollzugsprüfung",
    "schritt_in_sitzung": "Schritt in einer Sitzung",
    "sitzung_live": "Laufende Sitzung",
    "spur_auffaellig": "Auffälliges Lesen",
    "spur_csv": "Spur (CSV)",
    "vorfuehrung": "Rundgang",
}
_OBJEKT_WORTE = {"behoerde": "Behörde", "schluessel": "Schlüssel", "vollzug": "Vollzugsprüfung"}


def was_wort(was: str) -> str:
    """What happened, in words."""
    art, _, name = was.partition(":")
    if art == "schritt":
        return f"Schritt: {schritt_titel(name)}"
    if art == ABGEWIESEN:
        return f"Abgewiesen: {schritt_titel(name)}" if name else "Abgewiesen"
    wort = _WAS_WORTE.get(art) or _lesbar(art)
    if art == "liste_gelesen":
        return f"{wort} ({_LISTE_WORTE.get(name, name)})"
    return f"{wort} ({schritt_titel(name)})" if name and art == "formular_geoeffnet" else wort


def seitenwort(seite: str) -> str:
    """A page, named as its address names it, in German."""
    return _SEITE_WORTE.get(seite) or _lesbar(seite)


def objektwort(objektart: str) -> str:
    """What kind of thing a row is about."""
    return _OBJEKT_WORTE.get(objektart) or _lesbar(objektart)


def _lesbar(code: str) -> str:
    return code.replace("_", " ").capitalize()
