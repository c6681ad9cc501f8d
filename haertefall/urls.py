"""Addresses. Fixed words first, then the rooms: `/abh/<behoerde>/…` and `/<gremium>/…`."""

from django.urls import URLPattern, include, path

from haertefall.web import (
    abschiebungen,
    akte,
    anbieter,
    anmeldung,
    arbeit,
    begruendung,
    bericht,
    bericht_behoerden,
    bericht_grundarten,
    besetzung,
    dokument,
    einladung,
    entschaedigung,
    fragen,
    geduldete,
    geheim,
    konten,
    konto,
    konto_faktoren,
    laenderpapiere,
    liste,
    live,
    niederschrift,
    oeffentlich,
    ordnung,
    radar,
    regeln,
    schritt,
    sitzung,
    spur,
    spur_auffaellig,
    suche,
    vollzug,
    vollzugsbogen,
    vorbereitung,
    vorlage,
    zugang,
    zweiter_faktor,
)
from haertefall.web.pruefhilfe import bitte, bogen, listen
from haertefall.web.pruefhilfe import seiten as pruefhilfe

handler400 = "haertefall.web.fehlerseiten.bad_request"
handler403 = "haertefall.web.fehlerseiten.permission_denied"
handler404 = "haertefall.web.fehlerseiten.page_not_found"
handler500 = "haertefall.web.fehlerseiten.server_error"

FALLSEITEN: list[URLPattern] = [
    path("", arbeit.seite, name="arbeit"),
    path("faelle/", liste.seite, name="faelle"),
    path("faelle/suche/", suche.seite, name="suche"),
    path("faelle/<uuid:fall_id>/", akte.seite, name="fall"),
    path("faelle/<uuid:fall_id>/fragen/", fragen.seite, name="fragen"),
    path(
        "faelle/<uuid:fall_id>/dokumente/<uuid:dokument_id>/",
        dokument.herunterladen,
        name="dokument",
    ),
    path("faelle/<uuid:fall_id>/schritt/<slug:name>/", schritt.am_fall, name="schritt_am_fall"),
]
GREMIUMSEITEN: list[URLPattern] = [
    *FALLSEITEN,
    path("faelle/<uuid:fall_id>/gruende/", begruendung.seite, name="gruende"),
    # Not in the room of an authority: what a person could still reach is not its file.
    path("faelle/<uuid:fall_id>/pruefhilfe/", pruefhilfe.seite, name="pruefhilfe"),
    path("faelle/<uuid:fall_id>/pruefhilfe/weg/", pruefhilfe.ein_weg, name="pruefhilfe_weg"),
    path("faelle/<uuid:fall_id>/pruefhilfe/fragen/", bogen.fragen, name="pruefhilfe_fragen"),
    path("faelle/<uuid:fall_id>/pruefhilfe/liste/", listen.liste, name="pruefhilfe_liste"),
    path(
        "faelle/<uuid:fall_id>/pruefhilfe/vermerk/", pruefhilfe.vermerk, name="pruefhilfe_vermerk"
    ),
    path("faelle/<uuid:fall_id>/pruefhilfe/bitte/", bitte.seite, name="pruefhilfe_bitte"),
    path("schritt/<slug:name>/", schritt.im_gremium, name="schritt"),
    path("gefahren/", radar.seite, name="radar"),
    path("pruefbogen/", vollzugsbogen.seite, name="pruefbogen"),
    path("vorlagen/<uuid:vorlage_id>/", vorlage.seite, name="vorlage"),
    path("sitzungen/", sitzung.liste, name="sitzungen"),
    path("sitzungen/<uuid:sitzung_id>/", sitzung.seite, name="sitzung"),
    path("sitzungen/<uuid:sitzung_id>/live/", live.seite, name="sitzung_live"),
    path("sitzungen/<uuid:sitzung_id>/live/puls/", live.puls, name="sitzung_puls"),
    path("sitzungen/<uuid:sitzung_id>/vorbereitung/", vorbereitung.sitzung, name="mappenliste"),
    path("sitzungen/<uuid:sitzung_id>/mappe/", vorbereitung.mappe, name="mappe"),
    path("sitzungen/<uuid:sitzung_id>/niederschrift/", niederschrift.seite, name="niederschrift"),
    path(
        "sitzungen/<uuid:sitzung_id>/niederschrift/<int:nummer>/",
        niederschrift.fassungen,
        name="niederschrift_fassungen",
    ),
    path(
        "sitzungen/<uuid:sitzung_id>/anwesenheit.xlsx", entschaedigung.blatt, name="entschaedigung"
    ),
    path("sitzungen/<uuid:sitzung_id>/geheim/", geheim.seite, name="geheim"),
    path("faelle/<uuid:fall_id>/vorbereitung/", vorbereitung.fall, name="vorbereitung"),
    path("laenderpapiere/", laenderpapiere.seite, name="laenderpapiere"),
    path(
        "sitzungen/<uuid:sitzung_id>/schritt/<slug:name>/",
        schritt.in_sitzung,
        name="schritt_in_sitzung",
    ),
    path("bericht/", bericht.seite, name="bericht"),
    path("bericht/behoerden/", bericht_behoerden.seite, name="bericht_behoerden"),
    path("bericht/behoerden.csv", bericht_behoerden.csv, name="bericht_behoerden_csv"),
    path("bericht/gruende/", bericht_grundarten.seite, name="bericht_grundarten"),
    path("bericht/gruende.csv", bericht_grundarten.csv, name="bericht_grundarten_csv"),
    path("bericht/<slug:tabelle>.csv", bericht.als_csv, name="bericht_csv"),
    path("bericht/tabellen.json", bericht.als_json, name="bericht_json"),
    path("ordnung/", ordnung.seite, name="ordnung"),
    path("besetzung/", besetzung.seite, name="besetzung"),
    path("besetzung/<uuid:berufung_id>/schreiben/", besetzung.schreiben, name="berufungsschreiben"),
    path("besetzung/texte/<uuid:text_id>/", besetzung.regelungstext, name="regelungstext"),
    path("regeln/", regeln.seite, name="regeln"),
    path("regeln/weg/", regeln.ein_weg, name="regeln_weg"),
    path("zugang/", zugang.seite, name="zugang"),
    path("spur/", spur.seite, name="spur"),
    path("spur/auffaellig/", spur_auffaellig.seite, name="spur_auffaellig"),
    path("spur/spur.csv", spur.als_csv, name="spur_csv"),
    path("konten/", konten.seite, name="konten"),
]
KONTOSEITEN: list[URLPattern] = [
    path("konto/", konto.seite, name="konto"),
    path("konto/passwort/", konto.passwort, name="konto_passwort"),
    path("konto/app/", konto_faktoren.app, name="konto_app"),
    path("konto/passkey/", konto_faktoren.passkey, name="konto_passkey"),
    path("konto/codes/", konto_faktoren.codes, name="konto_codes"),
    path("konto/faktor/<int:nummer>/", konto_faktoren.entfernen, name="faktor_entfernen"),
    path("konto/anmeldungen/", konto.andere_beenden, name="andere_beenden"),
    path("konto/anmeldungen/<uuid:anmeldung_id>/", konto.sitzung_beenden, name="sitzung_beenden"),
]

BEHOERDESEITEN: list[URLPattern] = [
    *FALLSEITEN,
    path("schritt/<slug:name>/", schritt.in_behoerde, name="schritt"),
    path("pruefungen/", vollzug.liste, name="pruefungen"),
    path("pruefungen/<uuid:vollzug_id>/", vollzug.seite, name="pruefung"),
    path("pruefungen/<uuid:vollzug_id>/druck/", vollzug.druck, name="pruefung_druck"),
    path(
        "pruefungen/<uuid:vollzug_id>/schritt/<slug:name>/",
        schritt.an_pruefung,
        name="schritt_an_pruefung",
    ),
    path("abschiebungen/", abschiebungen.seite, name="abschiebungen"),
    path("abschiebungen.csv", abschiebungen.csv, name="abschiebungen_csv"),
    path("geduldete/", geduldete.seite, name="geduldete"),
    path("pruefbogen/", vollzugsbogen.seite, name="pruefbogen"),
]

urlpatterns = [
    path("", anmeldung.beginn, name="beginn"),
    path("anmelden/", anmeldung.anmelden, name="anmelden"),
    path("anmelden/zweiter-faktor/", zweiter_faktor.zweiter_faktor, name="zweiter_faktor"),
    path("anmelden/passkey/", zweiter_faktor.mit_passkey, name="mit_passkey"),
    # The names are those that allauth asks for.
    path("anmelden/dienst/<slug:provider_id>/", anbieter.zum_anbieter, name="openid_connect_login"),
    path(
        "anmelden/dienst/<slug:provider_id>/zurueck/",
        anbieter.vom_anbieter,
        name="openid_connect_callback",
    ),
    path("einladung/", einladung.seite, name="einladung"),
    path("einladung/<slug:zeichen>/", einladung.oeffnen, name="einladung_oeffnen"),
    *KONTOSEITEN,
    path("abmelden/", anmeldung.abmelden, name="abmelden"),
    path("vorfuehrung/", anmeldung.vorfuehrung, name="vorfuehrung"),
    path("funktion/", anmeldung.funktion, name="funktion"),
    path("wege/", oeffentlich.seite, name="wege"),
    path("haus/", include(([path("", arbeit.seite, name="arbeit")], "haus"))),
    path("abh/<slug:raum>/", include((BEHOERDESEITEN, "behoerde"))),
    path("<slug:raum>/", include((GREMIUMSEITEN, "gremium"))),
]
