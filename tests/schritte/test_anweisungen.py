"""How many statements an act costs, with a family of three, so that loops over people show."""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.faelle.models import Fall, Notzugang
from haertefall.gremien.models import Amt, Behoerde, Berufung
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen import fluechtig
from haertefall.sitzungen.models import Abschnitt, Punktart, Sitzung, Tagesordnungspunkt
from haertefall.vollzug.models import Vollzugspruefung
from haertefall.vorfuehrung import spiel as spielmodul
from haertefall.vorfuehrung import vollzug as pruefmodul
from haertefall.vorfuehrung.einrichten import amt_anlegen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.zeit import gestellt, heute, jetzt
from tests.schritte.beratung.zusatzregeln import NAMENTLICH
from tests.schritte.geheim.wahl import wahl
from tests.schritte.pruefstand import kollegen, letzter_eintrag, tue_als
from tests.schritte.sitzung.test_umlauf import UMLAUF

HOECHSTENS = defaultdict(lambda: 15)
# Two acts through the door: the item ends, and the result is recorded in the case.
HOECHSTENS["punkt_schliessen"] = 2 * 15
GESEHEN = {"fall_id": Fall, "sitzung_id": Sitzung, "vollzug_id": Vollzugspruefung}
# The stock of former years is taken over once, by the program, with a row per case.
OHNE_GRENZE = {"altbestand_uebernehmen"}


@pytest.fixture
def kosten(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The most expensive run of each act."""
    gemessen: dict[str, int] = defaultdict(int)
    wahr: Callable[..., Any] = ausfuehren

    def messen(name: str, **aufruf: Any) -> Any:
        # As a browser sends it: with the version of what the person sees.
        for art, modell in GESEHEN.items():
            if aufruf.get(art) and SCHRITTE[name].auf_stand:
                version = modell._default_manager.values_list("version", flat=True).get(
                    pk=aufruf[art]
                )
                aufruf["version"] = version
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as mitschrift:
            antwort = wahr(name, **aufruf)
        # Savepoints stand for BEGIN and COMMIT here: the test itself is the transaction.
        zahl = sum(not a["sql"].startswith(("SAVEPOINT", "RELEASE")) for a in mitschrift)
        gemessen[name] = max(gemessen[name], zahl)
        return antwort

    monkeypatch.setattr(spielmodul, "ausfuehren", messen)
    monkeypatch.setattr(pruefmodul, "ausfuehren", messen)
    return gemessen


def familie(spiel: Spiel, **antrag: Any) -> Fall:
    fall = spiel.neuer_fall(**antrag)
    for vornamen in ("Luan", "Mira"):
        spiel.zug(fall, "person_hinzufuegen", vornamen=vornamen)
    return fall


def alles_einmal(spiel: Spiel, dortmund: Spiel, krefeld: Spiel) -> None:
    """Every act at least once."""
    mitglied = spiel.akteur(Funktion.MITGLIED).amt_id
    spiel.neuer_fall()  # The first case of a year and of a Fassung costs more, once.
    with gestellt(jetzt() - timedelta(days=30)):
        spiel.sitzung()
    fall = familie(spiel, eingebracht_von=str(mitglied))
    frueher = fall
    spiel.zug(fall, "personendaten_berichtigen")
    spiel.zug(fall, "herkunftsland_festlegen")
    spiel.zug(fall, "unterlagen_nachfordern")
    spiel.zug(fall, "dokument_hinzufuegen")
    spiel.zug(fall, "dokument_freigeben")
    spiel.zug(fall, "wiedervorlage_setzen")
    spiel.zug(fall, "gefahr_melden")
    spiel.zug(fall, "nachricht_dritter_eintragen")
    spiel.zug(fall, "gefahr_erledigen")
    for schritt in ("aufenthaltszeiten", "rechtsangabe", "strafen", "massnahmen"):
        spiel.zug(fall, f"{schritt}_festhalten")
    spiel.zug(fall, "pruefhilfe_vermerken")
    spiel.zug(fall, "ruhen_lassen")
    spiel.zug(fall, "ruhen_beenden")
    spiel.bis(Stand.ANGEORDNET, fall)
    spiel.zug(fall, "erlaubnis_eintragen")

    fall = spiel.bis(Stand.ERSUCHEN_ZUGELEITET, familie(spiel))
    spiel.zug(fall, "ruhen_lassen")
    spiel.zug(fall, "absicht_eintragen")
    spiel.zug(fall, "ablehnung_eintragen")
    fall = spiel.bis(Stand.ERSUCHEN_BESCHLOSSEN, familie(spiel))
    spiel.zug(fall, "ersuchen_zuruecknehmen")
    spiel.zug(fall, "zaehlung_feststellen", ergebnis="ersuchen")
    ergebnis = fall.verlauf.get(schritt="ergebnis_feststellen")
    spiel.zug(fall, "berichtigen", eintrag=str(ergebnis.pk), wert="ergebnis:kein_ersuchen")
    tue_als(
        kollegen(spiel)[1],
        "berichtigung_bestaetigen",
        {"berichtigung": str(fall.berichtigungen.get().pk), "entscheidung": "abgelehnt"},
        fall=fall,
    )
    fall.refresh_from_db()
    spiel.zug(fall, "berichtigen", eintrag=str(ergebnis.pk), wert="ergebnis:kein_ersuchen")
    zweitkraft = Amt.objects.get(konto_id=kollegen(spiel)[1].konto_id or "")
    zweite = Spiel(spiel.gremium, aemter={Funktion.GESCHAEFTSSTELLE: zweitkraft})
    zweite.zug(
        fall,
        "berichtigung_bestaetigen",
        berichtigung=str(fall.berichtigungen.get().pk),
        entscheidung="bestaetigt",
    )
    assert letzter_eintrag(fall).ersetzt == ergebnis
    spiel.zug(fall, "ergebnis_mitteilen", "rueckmeldung_abwarten")
    spiel.zug(fall, "rueckmeldung_eintragen")

    fall = spiel.bis(Stand.AUF_TAGESORDNUNG, familie(spiel))
    vorbereitung(spiel, fall)
    geheime_abstimmung(spiel, fall)
    spiel.zug(fall, "von_tagesordnung_nehmen")
    spiel.zug(fall, "vorbefassung_verknuepfen", aktenzeichen=frueher.aktenzeichen)
    spiel.zug(fall, "vorbefassung_loesen", verknuepfung=str(fall.vorbefassungen.get().pk))
    spiel.zug(fall, "fall_zusammenfuehren", aktenzeichen=frueher.aktenzeichen)
    spiel.zug(fall, "fall_trennen")
    spiel.zug(fall, "ruhen_lassen")
    spiel.zug(fall, "anderweitig_erledigen")

    spiel.tue("weg_waehlen", weg="text")
    spiel.gremium.refresh_from_db()
    fall = familie(spiel, antragsweg="sonstiger_einzelfall")
    spiel.zug(fall, "einzelfall_vorlegen", "kommission")
    spiel.zug(fall, "fall_aufgreifen")
    _sitzung_planen(spiel)
    _sitzung_halten(spiel)
    beginn = jetzt() + timedelta(days=1)
    spiel.tue("sitzung_anberaumen", tag=f"{beginn:%Y-%m-%d}", uhrzeit="23:00")
    absage = Sitzung.objects.get(beginn__date=beginn.date())
    spiel.tue("sitzung_absagen", sitzung=str(absage.pk))
    vergangen = Sitzung.objects.get(beginn__lt=jetzt())
    spiel.tue("sitzung_beenden", sitzung=str(vergangen.pk), mitglieder=10, anwesende=8)
    niederschrift(spiel, str(vergangen.pk))

    spiel.tue("zugangsende_festlegen")
    spiel.tue("notzugang_beantragen", aktenzeichen=fall.aktenzeichen)
    antrag = str(Notzugang.objects.get().pk)
    spiel.tue("notzugang_entscheiden", notzugang=antrag)
    spiel.tue("notzugang_beenden", notzugang=antrag)
    spiel.tue("lesemass_festlegen")
    sitze(spiel)
    konten(spiel)
    vor_einer_abschiebung()
    fall = dortmund.bis(Stand.AUF_TAGESORDNUNG, familie(dortmund))
    dortmund.zug(fall, "ergebnis_feststellen", "einschaetzung")
    gemeinsamer_text(dortmund)
    fall = krefeld.bis(Stand.AUF_TAGESORDNUNG, familie(krefeld))
    krefeld.zug(fall, "ergebnis_feststellen", "unterstuetzung")
    krefeld.zug(fall, "unterstuetzung_einleiten", aktenzeichen=frueher.aktenzeichen)
    rat_und_ruhe(krefeld, dortmund)


def vorbereitung(spiel: Spiel, fall: Fall) -> None:
    """What members and office do before a session."""
    spiel.tue("notiz_schreiben", als=Funktion.MITGLIED, fall=fall)
    spiel.tue("notiz_loeschen", als=Funktion.MITGLIED, notiz=str(fall.notizen.get().pk))
    spiel.tue("frage_stellen", als=Funktion.MITGLIED, fall=fall)
    spiel.tue("frage_beantworten", frage=str(fall.mitgliederfragen.get().pk))
    spiel.tue("laenderpapier_einstellen")
    papier = spiel.gremium.laenderpapiere.get()
    spiel.tue("laenderpapier_ueberholen", papier=str(papier.pk))


def vor_einer_abschiebung() -> None:
    """Every act in an authority's room, with two people, so that loops over them show."""
    behoerde = Behoerde.objects.get(kennung="beispielstadt")
    amt_anlegen("Zoe Zweitkraft-Amt", Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde)
    amt = Pruefspiel(behoerde)
    pruefung = amt.neue(verletzlich=["kind_unter_14", "familie_mit_kindern"])
    amt.tue("vollzug_person_eintragen", pruefung)
    for name in (
        "vollzug_massnahme_planen",
        "vollzug_rueckkehr_erklaeren",
        "vollzug_merkblatt_aushaendigen",
        "vollzug_verfahren_vermerken",
        "vollzug_aufenthalt_eintragen",
    ):
        amt.tue(name, pruefung)
    amt.bestaetigt(pruefung)
    amt.tue("vollzug_vorlegen", pruefung)
    amt.tue("vollzug_ausgang_eintragen", pruefung)
    amt.berichtige(pruefung, "ausgang", ausgang_ausgang="unterblieben")
    entscheidung = {"entscheidung": "bestaetigt"}
    entscheidung["berichtigung"] = str(pruefung.berichtigungen.get().pk)
    amt.tue("vollzug_berichtigung_bestaetigen", pruefung, 1, **entscheidung)


def sitze(spiel: Spiel) -> None:
    """Somebody is proposed, appointed and leaves; somebody else is not."""
    wer: dict[str, Any] = {"name": "Ada Arzt", "email": "ada@praxis.example"}
    arzt, vorsitz = "/aerztlich/1//mitglied/1", "//1//vorsitzvertretung/1"
    for _ in range(2):
        erledigt = spiel.tue("person_vorschlagen", posten=arzt, **wer)
    spiel.tue("vorschlag_erledigen", berufung=str(erledigt.objekt_id))
    berufung = str(Berufung.objects.get(amt=None, hinfaellig_am=None).pk)
    morgen = f"{heute() + timedelta(days=1):%Y-%m-%d}"
    spiel.tue("person_berufen", berufung=berufung, von=morgen)
    spiel.tue("vorschlag_erledigen", berufung=berufung)
    erledigt = spiel.tue("sitz_besetzen", posten=vorsitz, **wer, von=f"{heute()}")
    berufung = str(erledigt.objekt_id)
    spiel.tue("verschwiegenheit_verpflichten", berufung=berufung)
    spiel.tue("schreiben_vermerken", berufung=berufung)
    spiel.tue("berufung_beenden", berufung=berufung, letzter_tag=f"{heute()}")
    text = spiel.tue("regelungstext_festhalten", kennung="vorpruefungsverfahren", text="Erfunden.")
    spiel.tue("beteiligung_eintragen", text=str(text.objekt_id))


def konten(spiel: Spiel) -> None:
    """Somebody without a seat gets access, a new invitation, and loses it."""
    wer: dict[str, Any] = {"name": "Rolf Rat", "email": "rolf@rat.example", "funktion": "rat"}
    erledigt = spiel.tue("konto_anlegen", von=f"{heute()}", **wer)
    konto = str(Amt.objects.get(pk=erledigt.objekt_id or "").konto_id)
    spiel.tue("konto_einladen", konto=konto, geprueft="on")
    spiel.tue("amt_beenden", amt=str(erledigt.objekt_id), bis=f"{heute()}")


def rat_und_ruhe(krefeld: Spiel, dortmund: Spiel) -> None:
    """A Fraktion comes, has its seat and goes; a body lapses."""
    fraktion = krefeld.tue("fraktion_eintragen", name="F", art="fraktion", von=f"{heute()}")
    posten = f"/fraktionen_und_gruppen/1/{fraktion.objekt_id}/mitglied/1"
    wer: dict[str, Any] = {"name": "Rita Rat", "email": "rita@rat.example"}
    krefeld.tue("sitz_besetzen", posten=posten, **wer, von=f"{heute()}")
    krefeld.tue("fraktion_beenden", fraktion=str(fraktion.objekt_id), letzter_tag=f"{heute()}")
    with gestellt(jetzt() + timedelta(days=365 * 100)):
        dortmund.tue("offene_faelle_regeln", offene_faelle="warten", text="-", entschieden_von="B")


def _sitzung_planen(spiel: Spiel) -> None:
    sitzung = spiel.sitzung()
    spiel.tue("punkt_aufsetzen", sitzung=sitzung.pk)
    spiel.tue("sitzung_verlegen", sitzung=sitzung.pk)
    eigene = sitzung.teilnahmen.get(amt=spiel.akteur(Funktion.MITGLIED).amt_id)
    antwort: dict[str, Any] = {"teilnahme": str(eigene.pk), "zusage": "per_video"}
    spiel.tue("sitzung_zusagen", sitzung=sitzung.pk, als=Funktion.MITGLIED, **antwort)
    punkt = sitzung.punkte.get(fall=None)
    spiel.tue("punkt_streichen", sitzung=sitzung.pk, punkt=str(punkt.pk))


def geheime_abstimmung(spiel: Spiel, fall: Fall) -> None:
    """Once to the end, with a restart of the machine in between."""
    probe = wahl(spiel, 5, fall)
    urne = probe.eroeffne()
    fluechtig.vernichten({urne.pk})
    probe.tue("geheim_wiederholen", urne=str(urne.pk))
    mitglied = spiel.aemter[Funktion.MITGLIED]
    spiel.aemter[Funktion.MITGLIED] = probe.waehlende[0]
    probe.tue("geheim_abstimmen", als=Funktion.MITGLIED, urne=str(urne.pk), stimme="ja")
    spiel.aemter[Funktion.MITGLIED] = mitglied
    probe.schliesse(urne)


def niederschrift(spiel: Spiel, sitzung: str) -> None:
    """From the draft to the frozen text."""
    spiel.tue("niederschrift_erstellen", sitzung=sitzung)
    teil = str(Abschnitt.objects.get(niederschrift__sitzung__pk=sitzung, nummer=0).pk)
    spiel.tue("niederschrift_aendern", sitzung=sitzung, abschnitt=teil, gesehen=1)
    spiel.tue("niederschrift_genehmigen", sitzung=sitzung)
    spiel.tue("niederschrift_feststellen", sitzung=sitzung)
    satz: dict[str, Any] = {"betrag": "20", "ab": "2020-01-01", "grundlage": "Erfundene Satzung"}
    spiel.tue("entschaedigungssatz_festlegen", fuer="klein", **satz)


def _sitzung_halten(spiel: Spiel) -> None:
    fall = spiel.bis(Stand.AUF_TAGESORDNUNG, familie(spiel))
    punkt = fall.tagesordnungspunkte.get()
    hier: dict[str, Any] = {"sitzung": punkt.sitzung_id}
    spiel.tue("sitzung_eroeffnen", **hier)
    einer, *andere = punkt.sitzung.teilnahmen.all()
    spiel.tue("anwesenheit_festhalten", **hier, teilnahme=str(einer.pk), wie="da")
    spiel.tue("anwesende_festhalten", **hier, wer=[str(t.pk) for t in andere], wie="da")
    spiel.tue("punkt_aufrufen", **hier, punkt=str(punkt.pk))
    spiel.tue("antrag_stellen", **hier, gegenstand="ersuchen")
    zurueck = str(punkt.antraege.get().pk)
    spiel.tue("antrag_begruenden", **hier, antrag=zurueck, begruendung="Später.")
    spiel.tue("antrag_zurueckziehen", **hier, antrag=zurueck)
    _neben_den_antraegen(spiel, punkt)
    spiel.tue("antrag_stellen", **hier, gegenstand="vertagung")
    zaehlung: dict[str, Any] = {
        "antrag": str(punkt.antraege.get(zurueckgezogen_um=None).pk),
        "ja": 2,
        "nein": 1,
        "enthaltung": 0,
        "festgestellt": "angenommen",
    }
    spiel.tue("abstimmung_festhalten", **hier, **zaehlung)
    spiel.tue("zaehlung_berichtigen", **hier, **zaehlung, grund="Eine Hand übersehen.")
    spiel.tue("punkt_schliessen", **hier)
    spiel.tue("sitzung_beenden", **hier)


def _neben_den_antraegen(spiel: Spiel, punkt: Tagesordnungspunkt) -> None:
    hier: dict[str, Any] = {"sitzung": punkt.sitzung_id}
    grund = "zur_fahndung_ausgeschrieben"
    fall = Fall.objects.select_related("gremium", "schluessel").get(pk=str(punkt.fall_id))
    spiel.zug(fall, "angabe_festhalten", merkmal=grund, antwort="ja")
    spiel.tue("grund_abwaegen", **hier, grund=grund, satz="Lange her.")
    wer = str(punkt.sitzung.teilnahmen.all()[0].pk)
    spiel.tue("befangenheit_erklaeren", **hier, teilnahme=wer)
    eine = str(punkt.befangenheiten.get().pk)
    spiel.tue("befangenheit_zuruecknehmen", **hier, befangenheit=eine)
    spiel.tue("papier_mitbringen", **hier, von=wer, was="Ein Vermerk")
    papier = str(punkt.mitgebrachtes.get().pk)
    spiel.tue("papier_einsehen", **hier, papier=papier, wer=[wer])
    spiel.tue("papier_zurueckgeben", **hier, papier=papier)


def gemeinsamer_text(dortmund: Spiel) -> None:
    """Without a vote, and one person stands apart."""
    fall = dortmund.bis(Stand.AUF_TAGESORDNUNG, familie(dortmund))
    punkt = fall.tagesordnungspunkte.get()
    hier: dict[str, Any] = {"sitzung": punkt.sitzung_id}
    dortmund.tue("sitzung_eroeffnen", **hier)
    for teilnahme in punkt.sitzung.teilnahmen.all():
        dortmund.tue("anwesenheit_festhalten", **hier, teilnahme=str(teilnahme.pk), wie="da")
    dortmund.tue("punkt_aufrufen", **hier, punkt=str(punkt.pk))
    dortmund.tue("gemeinsam_festhalten", **hier, gegenstand="einschaetzung", text="Bleiben.")
    abseits: dict[str, Any] = {"antrag": str(punkt.antraege.get().pk)}
    wer = str(punkt.sitzung.teilnahmen.all()[0].pk)
    dortmund.tue("abseits_festhalten", **hier, **abseits, teilnahme=wer)
    dortmund.tue("punkt_schliessen", **hier)
    dortmund.tue("sitzung_beenden", **hier)


def ruecknahme(spiel: Spiel) -> None:
    """Whether an Ersuchen is taken back, decided and carried into the case."""
    fall = spiel.bis(Stand.ERSUCHEN_ZUGELEITET, familie(spiel))
    naechste = spiel.tue("sitzung_anberaumen").objekt_id
    bogen: dict[str, Any] = {"sitzung": naechste, "anlass": "Der Pass war gefälscht."}
    spiel.tue("ruecknahme_aufsetzen", fall=fall, **bogen)
    punkt = fall.tagesordnungspunkte.get(art=Punktart.RUECKNAHME)
    hier: dict[str, Any] = {"sitzung": punkt.sitzung_id}
    spiel.tue("sitzung_eroeffnen", **hier)
    for teilnahme in punkt.sitzung.teilnahmen.all():
        spiel.tue("anwesenheit_festhalten", **hier, teilnahme=str(teilnahme.pk), wie="da")
    spiel.tue("punkt_aufrufen", **hier, punkt=str(punkt.pk))
    antrag: dict[str, Any] = {"gegenstand": "ruecknahme_ersuchen", "begruendung": "Darum."}
    spiel.tue("antrag_stellen", **hier, **antrag)
    zaehlung: dict[str, Any] = {"ja": 2, "nein": 0, "enthaltung": 0, "festgestellt": "angenommen"}
    spiel.tue("abstimmung_festhalten", **hier, antrag=str(punkt.antraege.get().pk), **zaehlung)
    spiel.tue("punkt_schliessen", **hier)


def namentlich(spiel: Spiel) -> None:
    """A vote by name and its correction, which only a local version of the rules has."""
    fall = spiel.bis(Stand.AUF_TAGESORDNUNG, familie(spiel))
    punkt = fall.tagesordnungspunkte.get()
    hier: dict[str, Any] = {"sitzung": punkt.sitzung_id}
    spiel.tue("sitzung_eroeffnen", **hier)
    stimmen: dict[str, Any] = {}
    for teilnahme in punkt.sitzung.teilnahmen.all():
        spiel.tue("anwesenheit_festhalten", **hier, teilnahme=str(teilnahme.pk), wie="da")
        stimmen[f"stimme_{teilnahme.pk.hex}"] = "ja"
    spiel.tue("punkt_aufrufen", **hier, punkt=str(punkt.pk))
    spiel.tue("antrag_stellen", **hier, gegenstand="vertagung")
    liste: dict[str, Any] = {"antrag": str(punkt.antraege.get().pk), "festgestellt": "angenommen"}
    spiel.tue("namentlich_abstimmen", **hier, **liste, **stimmen)
    spiel.tue("namentlich_berichtigen", **hier, **liste, **stimmen, grund="Verlesen.")


def test_it_does_every_act_with_at_most_15_statements(
    spielplatz: Callable[..., list[Spiel]],
    kosten: dict[str, int],
    hausordnung: Callable[[str, str], None],
) -> None:
    spiele = spielplatz("nrw", "dortmund", "krefeld")
    alles_einmal(*spiele)
    ruecknahme(spiele[0])
    hausordnung("nrw", NAMENTLICH + UMLAUF)
    umlauf = spiele[0].tue("umlauf_einleiten", tag=f"{heute() + timedelta(days=7)}").objekt_id
    for schritt in ("sitzung_eroeffnen", "eroeffnung_zuruecknehmen"):
        spiele[0].tue(schritt, sitzung=umlauf)
    namentlich(spiele[0])
    zuviel = {name: zahl for name, zahl in kosten.items() if zahl > HOECHSTENS[name]}
    assert zuviel == {}
    assert SCHRITTE.keys() - kosten.keys() == OHNE_GRENZE
