"""All acts, by name. The explicit list: what is not here cannot be done."""

from haertefall.schritte.bestand import altbestand_uebernehmen
from haertefall.schritte.fall import (
    ablehnung_eintragen,
    absicht_eintragen,
    anderweitig_erledigen,
    angabe_festhalten,
    anordnung_eintragen,
    antrag_erfassen,
    auf_tagesordnung_setzen,
    befassung_entscheiden,
    berichtigen,
    berichtigung_bestaetigen,
    dokument_freigeben,
    dokument_hinzufuegen,
    einzelfall_vorlegen,
    ergebnis_feststellen,
    ergebnis_mitteilen,
    erlaubnis_eintragen,
    ersuchen_zuleiten,
    ersuchen_zuruecknehmen,
    fall_aufgreifen,
    fall_trennen,
    fall_zusammenfuehren,
    herkunftsland_festlegen,
    person_hinzufuegen,
    personendaten_berichtigen,
    rueckmeldung_eintragen,
    ruhen_beenden,
    ruhen_lassen,
    stellungnahme_anfordern,
    stellungnahme_eintragen,
    unterlagen_nachfordern,
    unterstuetzung_einleiten,
    von_tagesordnung_nehmen,
    vorbefassung_loesen,
    vorbefassung_verknuepfen,
    wiedervorlage_setzen,
    zaehlung_feststellen,
    zulaessigkeit_feststellen,
    zur_beratung_vorsehen,
)
from haertefall.schritte.gremium import (
    lesemass_festlegen,
    notzugang_beantragen,
    notzugang_beenden,
    notzugang_entscheiden,
    weg_waehlen,
    zugangsende_festlegen,
)
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.sitzung import absagen, anberaumen, beenden
from haertefall.schritte.vorbereitung import (
    frage_beantworten,
    frage_stellen,
    laenderpapier_einstellen,
    laenderpapier_ueberholen,
    notiz_loeschen,
    notiz_schreiben,
)

SCHRITTE: dict[str, Schritt] = {
    modul.SCHRITT.name: modul.SCHRITT
    for modul in (
        antrag_erfassen,
        person_hinzufuegen,
        personendaten_berichtigen,
        angabe_festhalten,
        dokument_hinzufuegen,
        dokument_freigeben,
        zulaessigkeit_feststellen,
        einzelfall_vorlegen,
        fall_aufgreifen,
        befassung_entscheiden,
        stellungnahme_anfordern,
        stellungnahme_eintragen,
        unterlagen_nachfordern,
        zur_beratung_vorsehen,
        auf_tagesordnung_setzen,
        von_tagesordnung_nehmen,
        ergebnis_feststellen,
        ersuchen_zuleiten,
        absicht_eintragen,
        anordnung_eintragen,
        erlaubnis_eintragen,
        ablehnung_eintragen,
        ersuchen_zuruecknehmen,
        ergebnis_mitteilen,
        unterstuetzung_einleiten,
        rueckmeldung_eintragen,
        anderweitig_erledigen,
        ruhen_lassen,
        ruhen_beenden,
        wiedervorlage_setzen,
        herkunftsland_festlegen,
        zaehlung_feststellen,
        vorbefassung_verknuepfen,
        vorbefassung_loesen,
        fall_zusammenfuehren,
        fall_trennen,
        berichtigen,
        berichtigung_bestaetigen,
        anberaumen,
        absagen,
        beenden,
        notiz_schreiben,
        notiz_loeschen,
        frage_stellen,
        frage_beantworten,
        laenderpapier_einstellen,
        laenderpapier_ueberholen,
        weg_waehlen,
        zugangsende_festlegen,
        notzugang_beantragen,
        notzugang_entscheiden,
        notzugang_beenden,
        lesemass_festlegen,
        altbestand_uebernehmen,
    )
}


def hole(name: str) -> Schritt:
    """The act of this name.

    Raises:
        KeyError: no such act.
    """
    return SCHRITTE[name]
