"""Every page that there is, in a world that lives: for axe, HTML, zoom and the like."""

from dataclasses import dataclass
from typing import Any

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Amt, Behoerde
from haertefall.konten import faktoren
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Niederschrift, Tagesordnungspunkt
from haertefall.vorfuehrung.einrichten import altbestand
from haertefall.vorfuehrung.sitzungsarbeit import sitzung_mit_niederschrift
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.web.raum import raum_von
from haertefall.zeit import heute
from tests.konten.geraete import app_fuer
from tests.schritte.geheim.wahl import wahl
from tests.web.besuch import amt_in, amt_von


@dataclass(frozen=True)
class Seite:
    """One page: as whom (None: not signed in), where, with which status."""

    name: str
    amt: Amt | None
    adresse: str
    status: int = 200


def alle_seiten(nrw: Spiel) -> list[Seite]:
    """All kinds of pages, each case in the state that shows most of it."""
    altbestand(nrw.gremium)
    beratung = amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)
    neu = nrw.neuer_fall(eingebracht_von=str(beratung.pk))
    nrw.zug(neu, "person_hinzufuegen")
    for geheim in ("", "on"):
        nrw.zug(
            neu, "dokument_hinzufuegen", seite="behoerde", geheim=geheim, beschreibung="Im Original"
        )
    nrw.zug(neu, "dokument_hinzufuegen", fuer_behoerde="on")
    nrw.zug(neu, "aufenthaltszeiten_festhalten")
    nrw.zug(neu, "rechtsangabe_festhalten")
    nrw.zug(neu, "rechtsangabe_festhalten", angabe="60a.2.2.zeuge", antwort="ja")
    nrw.zug(neu, "pruefhilfe_vermerken")
    ruht = nrw.neuer_fall()
    nrw.zug(ruht, "ruhen_lassen")
    angeboten = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(angeboten, "befassung_entscheiden", "keine_befassung")
    spaet = nrw.bis(Stand.ANGEKUENDIGT)
    nrw.zug(
        spaet, "gefahr_melden", als=Funktion.AUSLAENDERBEHOERDE, art="abschiebung", seite="behoerde"
    )
    nrw.zug(neu, "gefahr_melden")
    nrw.zug(neu, "nachricht_dritter_eintragen")
    vorgelegt = nrw.bis(Stand.AUF_TAGESORDNUNG)
    vorbereitet = vorbereitung(nrw, vorgelegt)
    probe = wahl(nrw, 4, vorgelegt)
    probe.schliesse(probe.eroeffne())
    probe.eroeffne()
    protokoll = f"/nrw/sitzungen/{protokollierte_sitzung(nrw)}/"
    buero, mitglied = amt_in(nrw, Funktion.GESCHAEFTSSTELLE), amt_in(nrw, Funktion.MITGLIED)
    behoerde = amt_in(nrw, Funktion.AUSLAENDERBEHOERDE)
    aufsicht, rat = amt_in(nrw, Funktion.FACHAUFSICHT), amt_in(nrw, Funktion.RAT)
    betrieb = amt_von("Bert Betrieb", Funktion.BETRIEB)
    datenschutz = amt_in(nrw, Funktion.DATENSCHUTZ)
    nrw.tue("zugangsende_festlegen")
    nrw.tue("notzugang_beantragen", als=Funktion.MITGLIED, aktenzeichen=neu.aktenzeichen)
    amt = Pruefspiel(Behoerde.objects.get(pk=str(behoerde.behoerde_id)))
    pruefung = amt.neue(verletzlich=["krank", "kind_unter_14"], geburtsdatum="04.05.2001")
    amt.alles_ansehen(pruefung, ["familie", "zielstaat"])
    amt.tue("vollzug_massnahme_planen", pruefung)
    amt.tue("vollzug_rueckkehr_erklaeren", pruefung, antwort="Möchte bleiben.")
    amt.tue("vollzug_verfahren_vermerken", pruefung)
    amt.tue("vollzug_aufenthalt_eintragen", pruefung, vollstaendig="on")
    amt.tue("vollzug_vorlegen", pruefung)
    gespraech = f"rueckkehr:{pruefung.aufklaerungen.get().pk}"
    berichtigt = {
        "eintrag": gespraech,
        "angesehen": gespraech,
        "zuruecknehmen": "on",
        "grund": "Das Gespräch führte eine andere Stelle.",
    }
    amt.tue("vollzug_berichtigen", pruefung, 0, **berichtigt)
    person = f"eintrag=person:{pruefung.betroffene.get().pk}"
    vorbei = amt.neue()
    amt.tue("vollzug_ausgang_eintragen", vorbei)
    raum, vorlage = raum_von(behoerde), pruefung.vorlagen.get()
    eine = raum.adresse("pruefung", vollzug_id=pruefung.pk)
    return [
        Seite("pruefungen", behoerde, raum.adresse("pruefungen")),
        Seite("pruefung", behoerde, eine),
        Seite("pruefung_druck", behoerde, eine + "druck/"),
        Seite("pruefpunkte", behoerde, eine + "schritt/vollzug_punkte_pruefen/?gruppe=gesundheit"),
        Seite("pruefung_berichtigen", behoerde, f"{eine}schritt/vollzug_berichtigen/?{person}"),
        Seite("pruefung_beginnen", behoerde, raum.adresse("schritt", name="vollzug_beginnen")),
        Seite("abschiebungen", behoerde, raum.adresse("abschiebungen")),
        Seite("geduldete", behoerde, raum.adresse("geduldete")),
        Seite("pruefbogen", buero, "/nrw/pruefbogen/"),
        Seite("vorlage", buero, f"/nrw/vorlagen/{vorlage.pk}/"),
        Seite("anmelden", None, "/anmelden/"),
        Seite("rundgang", None, "/vorfuehrung/"),
        Seite("funktion", buero, "/funktion/"),
        Seite("arbeit", buero, "/nrw/"),
        Seite("arbeit_mitglied", mitglied, "/nrw/"),
        Seite("arbeit_rat", rat, "/nrw/"),
        Seite("arbeit_betrieb", betrieb, "/haus/"),
        Seite("arbeit_behoerde", behoerde, _in(behoerde, "arbeit")),
        Seite("radar", buero, "/nrw/gefahren/"),
        Seite("liste", buero, "/nrw/faelle/?stand=offen&ruhend=nein"),
        Seite("suche", buero, "/nrw/faelle/suche/"),
        Seite("liste_mitglied", mitglied, "/nrw/faelle/"),
        Seite("liste_leer", buero, "/nrw/faelle/?jahr=1999"),
        Seite("fall_neu", buero, _fall(buero, neu)),
        Seite("fall_ruht", buero, _fall(buero, ruht)),
        Seite("fall_spaet", buero, _fall(buero, spaet)),
        Seite("fall_angeboten", mitglied, _fall(mitglied, angeboten)),
        Seite("fall_vorgelegt", mitglied, _fall(mitglied, vorgelegt)),
        Seite("fall_behoerde", behoerde, _fall(behoerde, spaet)),
        Seite("fall_aufsicht", aufsicht, _fall(aufsicht, spaet)),
        Seite("fall_beratung", beratung, _fall(beratung, neu)),
        Seite("fragen", buero, _fall(buero, neu) + "fragen/"),
        Seite("dokument", buero, _fall(buero, neu) + "schritt/dokument_hinzufuegen/"),
        Seite("freigabe", buero, _fall(buero, neu) + "schritt/dokument_freigeben/"),
        *(
            Seite(f"pruefhilfe_{name}", buero, _fall(buero, neu) + f"pruefhilfe/{rest}")
            for name, rest in (
                ("person", ""),
                ("weg", "weg/?weg=25b"),
                ("fragen", "fragen/?weg=25a"),
                ("gefuehrt", "fragen/?weg=60a.2c"),
                ("aufenthalt", "liste/?art=aufenthalt"),
                ("strafen", "liste/?art=strafen"),
                ("vermerk", f"vermerk/?vermerk={neu.pruefhilfevermerke.get().pk}"),
                ("bitte", "bitte/"),
            )
        ),
        Seite("gruende", buero, _fall(buero, spaet) + "gruende/"),
        Seite(
            "gruende_fest",
            buero,
            _fall(buero, spaet) + f"gruende/?pruefung={spaet.pruefungen.get().pk}",
        ),
        Seite("regeln", rat, "/nrw/regeln/"),
        Seite("regeln_weg", rat, "/nrw/regeln/weg/?weg=25b"),
        Seite("wege", None, "/wege/"),
        Seite("pruefhilfe_beratung", beratung, _fall(beratung, neu) + "pruefhilfe/"),
        Seite("antrag", buero, "/nrw/schritt/antrag_erfassen/"),
        Seite("schritt", buero, _fall(buero, vorgelegt) + "schritt/ergebnis_feststellen/"),
        Seite("schritt_abgelehnt", buero, _fall(buero, neu) + "schritt/ersuchen_zuleiten/", 403),
        Seite("sitzungen", buero, "/nrw/sitzungen/"),
        Seite("sitzung", buero, f"/nrw/sitzungen/{nrw.sitzung().pk}/"),
        Seite("live", buero, laufende_sitzung(nrw)),
        Seite("live_zaehlen", buero, sitzung_vor_der_abstimmung(nrw)),
        Seite("vorbereitung", mitglied, f"/nrw/faelle/{vorgelegt.pk}/vorbereitung/"),
        Seite("vorbereitung_buero", buero, f"/nrw/faelle/{vorgelegt.pk}/vorbereitung/"),
        Seite("vorbereitung_sitzung", mitglied, f"{vorbereitet}vorbereitung/"),
        Seite("mappe", mitglied, f"{vorbereitet}mappe/"),
        Seite("laenderpapiere", buero, "/nrw/laenderpapiere/"),
        Seite("geheim", probe.waehlende[0], f"{vorbereitet}geheim/"),
        Seite("geheim_buero", buero, f"{vorbereitet}geheim/"),
        Seite("geheim_eroeffnen", buero, f"{vorbereitet}schritt/geheim_eroeffnen/"),
        Seite("niederschrift", buero, f"{protokoll}niederschrift/"),
        Seite("niederschrift_fassungen", buero, f"{protokoll}niederschrift/0/"),
        Seite("niederschrift_fehlt", mitglied, f"{vorbereitet}niederschrift/"),
        Seite("notiz", mitglied, f"/nrw/schritt/notiz_schreiben/?fall={vorgelegt.pk}"),
        Seite("bericht", rat, "/nrw/bericht/?von=2007&bis=2023&stichtag=2024-11-15"),
        Seite("bericht_fehler", rat, "/nrw/bericht/?von=2030&bis=2001", 422),
        Seite("behoerden", rat, "/nrw/bericht/behoerden/?von=2007&bis=2023&stichtag=2024-11-15"),
        Seite("grundarten", rat, "/nrw/bericht/gruende/"),
        Seite("grundarten_fehler", rat, "/nrw/bericht/gruende/?von=2030&bis=2001", 422),
        Seite("ordnung", rat, "/nrw/ordnung/"),
        *_besetzung(nrw, buero, mitglied, aufsicht),
        Seite("zugang", buero, "/nrw/zugang/"),
        Seite("zugang_mitglied", mitglied, "/nrw/zugang/"),
        Seite("notzugang", mitglied, "/nrw/schritt/notzugang_beantragen/"),
        Seite("spur", datenschutz, "/nrw/spur/"),
        Seite("spur_fehler", datenschutz, "/nrw/spur/?aktenzeichen=x", 422),
        Seite("spur_auffaellig", datenschutz, "/nrw/spur/auffaellig/"),
        Seite("lesemass", datenschutz, "/nrw/schritt/lesemass_festlegen/?regel=ausser_der_zeit"),
        *kontoseiten(buero, mitglied),
        Seite("fehlt", buero, "/nrw/gibt-es-nicht/", 404),
    ]


def laufende_sitzung(nrw: Spiel) -> str:
    """The screen of a session that runs, with everything that belongs to an item."""
    erledigt = nrw.tue("sitzung_anberaumen")
    hier: dict[str, Any] = {"sitzung": erledigt.objekt_id}
    nrw.tue("sitzung_eroeffnen", **hier)
    nrw.tue("punkt_aufsetzen", **hier)
    punkt = Tagesordnungspunkt.objects.get(sitzung__pk=str(erledigt.objekt_id), art="frage")
    nrw.tue("punkt_aufrufen", **hier, punkt=str(punkt.pk))
    wer = str(punkt.sitzung.teilnahmen.all()[0].pk)
    nrw.tue("befangenheit_erklaeren", **hier, teilnahme=wer)
    nrw.tue("papier_mitbringen", **hier, von=wer, was="Ein Vermerk")
    nrw.tue("antrag_stellen", **hier, gegenstand="allgemeine_aussage", text="Kürzer warten.")
    return f"/nrw/sitzungen/{erledigt.objekt_id}/live/"


def sitzung_vor_der_abstimmung(nrw: Spiel) -> str:
    """The screen of a session in which hands are counted for a motion."""
    fall = nrw.bis(Stand.BERATUNGSREIF)
    hier: dict[str, Any] = {"sitzung": nrw.tue("sitzung_anberaumen").objekt_id}
    nrw.zug(fall, "auf_tagesordnung_setzen", **hier)
    nrw.tue("sitzung_eroeffnen", **hier)
    punkt = fall.tagesordnungspunkte.get()
    for wer in punkt.sitzung.teilnahmen.exclude(sitz=""):
        da: dict[str, Any] = {"teilnahme": str(wer.pk), "wie": "da"}
        nrw.tue("anwesenheit_festhalten", **hier, **da)
    nrw.tue("punkt_aufrufen", **hier, punkt=str(punkt.pk))
    nrw.tue("antrag_stellen", **hier, gegenstand="ersuchen")
    return f"/nrw/sitzungen/{hier['sitzung']}/live/"


def kontoseiten(buero: Amt, mitglied: Amt) -> list[Seite]:
    """Accounts: as the office sees them, and one's own with everything that it can have."""
    konto = mitglied.konto
    konto.set_password("Nebel Kiosk Hummel Traktor")
    konto.save()
    app_fuer(konto)
    faktoren.neue_wiederherstellungscodes(konto)
    return [
        Seite("zugaenge", buero, "/nrw/konten/"),
        Seite("konto_anlegen", buero, "/nrw/schritt/konto_anlegen/"),
        Seite("konto_einladen", buero, "/nrw/schritt/konto_einladen/"),
        Seite("amt_beenden", buero, "/nrw/schritt/amt_beenden/"),
        Seite("konto", buero, "/konto/"),
        Seite("konto_mit_faktor", mitglied, "/konto/"),
        Seite("konto_app", buero, "/konto/app/"),
        Seite("konto_passkey", buero, "/konto/passkey/"),
        Seite("konto_codes", mitglied, "/konto/codes/"),
        Seite("konto_passwort", mitglied, "/konto/passwort/"),
        Seite("einladung_ungueltig", None, "/einladung/", 404),
    ]


def vorbereitung(nrw: Spiel, fall: Fall) -> str:
    """A case that members prepare, with everything there is; the address of its session."""
    for titel in ("Zugang zu Schulen", "Medizinische Versorgung"):
        nrw.tue("laenderpapier_einstellen", land=fall.land, titel=titel)
    altes = nrw.gremium.laenderpapiere.first()
    nrw.tue("laenderpapier_ueberholen", papier=str(altes and altes.pk))
    for schritt in ("notiz_schreiben", "frage_stellen", "frage_stellen"):
        nrw.tue(schritt, als=Funktion.MITGLIED, fall=fall)
    frage = fall.mitgliederfragen.earliest("gestellt_um")
    nrw.tue("frage_beantworten", frage=str(frage.pk))
    return f"/nrw/sitzungen/{fall.tagesordnungspunkte.get().sitzung_id}/"


def _besetzung(nrw: Spiel, buero: Amt, mitglied: Amt, aufsicht: Amt) -> list[Seite]:
    """Seats with a proposal, a term that ends, a letter and a text below the rules."""
    arzt = {"name": "Ada Arzt", "email": "ada@praxis.example"}
    nrw.tue("person_vorschlagen", posten="/aerztlich/1//mitglied/1", **arzt)  # type: ignore[arg-type]
    berufung = nrw.gremium.berufungen.filter(sitz="evangelische_kirche").get()
    nrw.tue("berufung_beenden", berufung=str(berufung.pk), letzter_tag=f"{heute()}")
    text = nrw.tue("regelungstext_festhalten", kennung="entscheidungsgrundsaetze", text="Erfunden.")
    besetzung = _in(buero, "besetzung")
    return [
        Seite("besetzung", buero, besetzung),
        Seite("besetzung_mitglied", mitglied, besetzung),
        Seite("besetzung_aufsicht", aufsicht, besetzung),
        Seite("berufungsschreiben", buero, f"{besetzung}{berufung.pk}/schreiben/"),
        Seite("regelungstext", mitglied, f"{besetzung}texte/{text.objekt_id}/"),
        Seite("vorschlagen", aufsicht, "/nrw/schritt/person_vorschlagen/"),
        Seite("berufen", buero, "/nrw/schritt/person_berufen/"),
    ]


def protokollierte_sitzung(nrw: Spiel) -> str:
    """A session of last month with minutes that were edited once."""
    sitzung_mit_niederschrift(nrw)
    return str(Niederschrift.objects.get().sitzung_id)


def _in(amt: Amt, seite: str) -> str:
    return raum_von(amt).adresse(seite)


def _fall(amt: Amt, fall: Fall) -> str:
    return raum_von(amt).adresse("fall", fall_id=fall.pk)
