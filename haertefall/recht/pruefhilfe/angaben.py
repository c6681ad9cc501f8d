"""The facts and judgements that the rules ask for. Their wording is in `gesetze/angaben.toml`."""

from datetime import date
from decimal import Decimal

from haertefall.recht.pruefhilfe.sachverhalt import (
    Ereignis,
    Merkmal,
    Sprachstufe,
    Wertungsfrage,
    Zeitraum,
)

# --- Person and family ---------------------------------------------------------------------------
GEBURTSTAG = Merkmal("geburtstag", date)
EINREISE = Merkmal("einreise_am", date)
HAT_PARTNER = Merkmal("hat_partner", bool)
PARTNER_EINREISE = Merkmal("partner_einreise_am", date)
ALLEINERZIEHEND = Merkmal("alleinerziehend", bool)
LEBT_MIT_LEDIGEM_KIND = Merkmal("lebt_mit_ledigem_kind", bool)
JUENGSTES_KIND_GEBURTSTAG = Merkmal("juengstes_kind_geburtstag", date)
SCHULPFLICHTIGE_KINDER = Merkmal("schulpflichtige_kinder", bool)
KINDER_BESUCHEN_SCHULE = Merkmal("kinder_besuchen_schule", bool)
KINDER_VERURTEILT = Merkmal("kinder_verurteilt", bool)
LEDIG = Merkmal("ledig", bool)

# --- Relatives of somebody who has or gets the title ---------------------------------------------
ELTERNTEIL_EINER_INHABERIN = Merkmal("elternteil_einer_inhaberin", bool)
INHABERIN_GEBURTSTAG = Merkmal("inhaberin_geburtstag", date)
KIND_BEGUENSTIGTER_ELTERN = Merkmal("kind_beguenstigter_eltern", bool)
PARTNER_BEGUENSTIGTER_PERSON = Merkmal("partner_beguenstigter_person", bool)
KIND_BEGUENSTIGTER_PERSON = Merkmal("kind_beguenstigter_person", bool)
FAMILIAERE_GEMEINSCHAFT = Merkmal("familiaere_gemeinschaft", bool)
KIND_IM_HAUSHALT_DER_ELTERN = Merkmal("kind_im_haushalt_der_eltern", bool)
ANGEHOERIG_NACHHALTIG_INTEGRIERT = Merkmal("angehoerig_nachhaltig_integriert", bool)
HAUSHALT_CHANCENAUFENTHALT = Merkmal("haushalt_chancenaufenthalt", bool)
KIND_IM_HAUSHALT_BESCHAEFTIGUNGSDULDUNG = Merkmal("kind_im_haushalt_beschaeftigungsduldung", bool)

# --- Applications --------------------------------------------------------------------------------
ANTRAG_JUGENDLICHE = Merkmal("antrag_25a", Ereignis)
ANTRAG_CHANCE = Merkmal("antrag_104c", Ereignis)
ANTRAG_CHANCE_ENTSCHIEDEN = Merkmal("antrag_104c_entschieden", bool)
ANTRAG_AUSBILDUNG = Merkmal("antrag_ausbildung", Ereignis)
ANTRAG_BESCHAEFTIGUNG = Merkmal("antrag_60d", Ereignis)
FOLGEANTRAG = Merkmal("folgeantrag_25a_25b", Ereignis)
CHANCE_GILT_BIS = Merkmal("chancenaufenthalt_bis", date)

# --- Identity, passport, general conditions ------------------------------------------------------
PASS = Merkmal("passpflicht_erfuellt", bool)
IDENTITAET = Merkmal("identitaet_geklaert", Ereignis)
IDENTITAET_FRIST_GEWAHRT = Wertungsfrage("identitaet_frist_gewahrt")
IDENTITAET_ALLE_SCHRITTE = Wertungsfrage("identitaet_alle_schritte")
PARTNER_IDENTITAET = Merkmal("partner_identitaet_geklaert", Ereignis)
PARTNER_FRIST_GEWAHRT = Wertungsfrage("partner_identitaet_frist_gewahrt")
AUSWEISUNGSINTERESSE = Merkmal("ausweisungsinteresse", bool)
AUSWEISUNGSINTERESSE_BESONDERS_SCHWER = Wertungsfrage("ausweisungsinteresse_54_1_sonst")
AUSWEISUNGSVERFUEGUNG = Merkmal("ausweisungsverfuegung", bool)
ABSCHIEBUNGSANORDNUNG = Merkmal("abschiebungsanordnung_58a", bool)
ABLEHNUNG_MIT_SPERRE = Merkmal("ablehnung_10_3_2", bool)
EINREISEVERBOT = Merkmal("einreiseverbot", bool)
OHNE_VISUM_ODER_NACH_ASYL = Merkmal("ohne_visum_oder_nach_asyl", bool)
LEBENSUNTERHALT = Merkmal("lebensunterhalt_gesichert", bool)
WOHNRAUM = Merkmal("wohnraum_ausreichend", bool)

# --- Conduct -------------------------------------------------------------------------------------
EIGENE_FALSCHANGABEN = Merkmal("eigene_falschangaben", bool)
AUSSETZUNG_WEGEN_TAEUSCHUNG = Wertungsfrage("aussetzung_wegen_taeuschung")
MITWIRKUNG_VERWEIGERT = Merkmal("mitwirkung_verweigert", bool)
AUSREISE_SELBST_VERHINDERT = Wertungsfrage("ausreise_selbst_verhindert")
WIEDERHOLTE_FALSCHANGABEN = Wertungsfrage("wiederholte_falschangaben")
BEHOERDE_GETAEUSCHT = Wertungsfrage("behoerde_getaeuscht")
MASSNAHMEN_BEHINDERT = Wertungsfrage("massnahmen_behindert")
EXTREMISMUS = Wertungsfrage("extremismusbezug")
PARTNER_EXTREMISMUS = Wertungsfrage("partner_extremismusbezug")
BEKENNTNIS = Wertungsfrage("bekenntnis_grundordnung")
KEINE_ANHALTSPUNKTE = Wertungsfrage("keine_anhaltspunkte_gegen_grundordnung")

# --- School, language, integration ---------------------------------------------------------------
SCHULBESUCH = Merkmal("schulbesuch", Zeitraum)
SCHULBESUCH_ERFOLGREICH = Wertungsfrage("schulbesuch_erfolgreich")
ABSCHLUSS_ANERKANNT = Merkmal("abschluss_anerkannt", bool)
KRANKHEIT_HINDERT_SCHULE = Merkmal("krankheit_hindert_schule", bool)
INTEGRATION_GEWAEHRLEISTET = Wertungsfrage("integration_gewaehrleistet")
IN_AUSBILDUNG = Merkmal("in_schule_ausbildung_studium", bool)
DEUTSCH_MUENDLICH = Merkmal("deutsch_muendlich", Sprachstufe)
DEUTSCH_SCHRIFTLICH = Merkmal("deutsch_schriftlich", Sprachstufe)
DEUTSCH = Merkmal("deutsch", Sprachstufe)
GRUNDKENNTNISSE = Merkmal("grundkenntnisse", bool)
KRANKHEIT_ODER_ALTER_HINDERT = Merkmal("krankheit_oder_alter_hindert", bool)
INTEGRATIONSKURS_MOEGLICH = Merkmal("integrationskurs_moeglich", bool)
INTEGRATIONSKURS_VERPFLICHTET = Merkmal("integrationskurs_verpflichtet", bool)
INTEGRATIONSKURS_ABGESCHLOSSEN = Merkmal("integrationskurs_abgeschlossen", bool)
KURSABBRUCH_NICHT_ZU_VERTRETEN = Wertungsfrage("kursabbruch_nicht_zu_vertreten")

# --- Income and work -----------------------------------------------------------------------------
EINKOMMEN_SCHWANKT = Merkmal("einkommen_schwankt", bool)
ANTEIL_ERWERB = Merkmal("anteil_erwerb_prozent", Decimal)
UEBERWIEGEND_GESICHERT = Wertungsfrage("ueberwiegend_gesichert")
PROGNOSE_LEBENSUNTERHALT = Wertungsfrage("prognose_lebensunterhalt")
LEISTUNGSBEZUG_UNSCHAEDLICH = Wertungsfrage("leistungsbezug_unschaedlich")
LEBENSUNTERHALT_EIGENSTAENDIG = Merkmal("lebensunterhalt_eigenstaendig", bool)
BESCHAEFTIGUNG = Merkmal("beschaeftigung", Zeitraum)
SOZIALVERSICHERUNGSPFLICHTIG = Merkmal("sozialversicherungspflichtig", bool)
WOCHENSTUNDEN = Merkmal("wochenstunden", Decimal)
LEBENSUNTERHALT_ZWOELF_MONATE = Merkmal("lebensunterhalt_zwoelf_monate", bool)
LEBENSUNTERHALT_DURCH_BESCHAEFTIGUNG = Merkmal("lebensunterhalt_durch_beschaeftigung", bool)
BEDARF_DER_FAMILIE_GEDECKT = Merkmal("bedarf_der_familie_gedeckt", bool)

# --- Training ------------------------------------------------------------------------------------
BEGONNEN_IM_ASYLVERFAHREN = Merkmal("ausbildung_im_asylverfahren_begonnen", bool)
AUSBILDUNG_ANERKANNT = Merkmal("ausbildung_anerkannt", bool)
AUSBILDUNG_MONATE = Merkmal("ausbildung_monate", Decimal)
HELFERAUSBILDUNG_MIT_ZUSAGE = Merkmal("helferausbildung_mit_zusage", bool)
AUSBILDUNG_BEGINN = Merkmal("ausbildung_beginn", date)
VERTRAG_EINGETRAGEN = Merkmal("ausbildungsvertrag_eingetragen", bool)
MISSBRAUCH = Wertungsfrage("offensichtlicher_missbrauch")
MASSNAHME_AUSSICHTSREICH = Wertungsfrage("massnahme_aussichtsreich")
MITTEL_MONATLICH = Merkmal("mittel_monatlich", Decimal)
WOHNT_BEI_ELTERN = Merkmal("wohnt_bei_eltern", bool)
AUSBILDUNG_MIT_ERLAUBNIS_BEENDET = Merkmal("ausbildung_16g_erfolgreich", bool)
AUSBILDUNG_MIT_DULDUNG_BEENDET = Merkmal("ausbildung_60c_erfolgreich", bool)

# --- Qualification -------------------------------------------------------------------------------
ARBEITSPLATZ_PASST = Merkmal("arbeitsplatz_passt", bool)
ZUSTIMMUNG_BUNDESAGENTUR = Merkmal("zustimmung_bundesagentur", bool)
ABSCHLUSS_IM_INLAND = Merkmal("abschluss_im_inland", bool)
ABSCHLUSS_PFLEGEHILFE = Merkmal("abschluss_pflegehilfe", bool)
ABSCHLUSS_AUSLAND_ANERKANNT = Merkmal("abschluss_ausland_anerkannt", bool)
BESCHAEFTIGUNG_PASSEND = Merkmal("beschaeftigung_passend", Zeitraum)
BESCHAEFTIGUNG_QUALIFIZIERT = Merkmal("beschaeftigung_qualifiziert", Zeitraum)
LETZTES_JAHR_OHNE_LEISTUNGEN = Merkmal("letztes_jahr_ohne_leistungen", bool)
ERLAUBNIS_NACH_ASYL = Merkmal("erlaubnis_abschnitt_5_nach_asyl", bool)
