"""Nothing that is told about people lies readable in the database."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection

from haertefall.faelle import suchbloecke
from haertefall.faelle.models import Fall
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import (
    Abschnitt,
    Abseits,
    Abstimmung,
    Abwaegung,
    Antrag,
    Befangenheit,
    Erwartung,
    Mitgebrachtes,
    NamentlicheStimme,
    Teilnahme,
    Verlegung,
)
from haertefall.tresor.felder import VerschluesseltesFeld, Versiegelt
from haertefall.vollzug.models import Vollzugspruefung
from haertefall.vorfuehrung.einrichten import amt_anlegen
from haertefall.vorfuehrung.papiere import papier
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.zeit import gestellt, heute, jetzt
from tests.schritte.pruefstand import fehlerfelder, kollegen, tue_als, unsere_modelle
from tests.web.marken import GEHEIM

# Long: also its pieces in base64 are met nowhere by chance.
MARKE = "Zqxjkwvyxqzk"
# What the program writes itself: no input of a person gets there.
ERRECHNET = {
    "faelle.angabe.antwort",
    "faelle.angabe.offen_weil",
    "faelle.dokument.art",
    "faelle.dokument.dateischluessel",
    "faelle.dokument.pruefsumme",
    "faelle.person.suchform",
    "faelle.suchblock.inhalt",
    "faelle.ergebnis.rechnung",
    "faelle.folge.bedingung",
    "faelle.gefahr.art",
    "faelle.gefahr.tag",
    "vollzug.befund.angaben",
    "vollzug.betroffene.gruppe",
    "vollzug.betroffene.land",
    "vollzug.betroffene.verletzlich",
    "vollzug.betroffene.zeiten",
    "faelle.pruefhilfevermerk.hash",
    "faelle.pruefung.hash",
    "faelle.pruefung.inhalt",
    "sitzungen.abwaegung.grund",
    "sitzungen.antrag.personen",
    "vollzug.befund.ergebnis",
    "vollzug.befund.grund",
    "vollzug.erlass.erlass",
    "vollzug.pruefung.hash",
    "vollzug.verfahren.fall",
}


def geheim(feld: str) -> str:
    return f"{MARKE} {feld} Äö"


def ein_leben(nrw: Spiel) -> Fall:
    """A case whose every free text bears the mark, through the acts that take it."""
    frueher = nrw.neuer_fall(nachname="Frueher")
    fall = nrw.neuer_fall(
        **{
            feld: geheim(feld)
            for feld in (
                "nachname",
                "vornamen",
                "geburtsdatum",
                "staatsangehoerigkeit",
                "anschrift",
                "votum",
                "gruende",
                "verfahren",
                "kurz",
            )
        }
    )
    zug, person = nrw.zug, str(fall.personen.get().pk)
    neue = {"nachname": geheim("neuer name"), "geburtsort": geheim("ort")}
    zug(fall, "personendaten_berichtigen", person=person, grund=geheim("grund"), **neue)
    zug(fall, "angabe_festhalten", merkmal="im_bundesgebiet", antwort="ja", beleg=geheim("beleg"))
    offen = {"merkmal": GEHEIM, "antwort": "ungeklaert", "offen_weil": "nachweis"}
    zug(fall, "angabe_festhalten", seite="behoerde", **offen)
    zug(fall, "angabe_festhalten", merkmal=GEHEIM, antwort="ja", seite="behoerde")
    zug(fall, "gefahr_melden", art="abschiebung", seite="behoerde")
    dritte = {"absender": geheim("absender"), "text": geheim("nachricht")}
    zug(fall, "nachricht_dritter_eintragen", **dritte)
    zug(fall, "rechtsangabe_festhalten", beleg=geheim("beleg der Prüfhilfe"))
    zug(fall, "pruefhilfe_vermerken", vermerk=geheim("vermerk der Prüfhilfe"))
    zug(fall, "unterlagen_nachfordern", was=geheim("was"))
    zug(
        fall,
        "dokument_hinzufuegen",
        datei=papier(geheim("dateiname")),
        titel=geheim("titel"),
        beschreibung=geheim("beschreibung"),
    )
    zug(fall, "wiedervorlage_setzen", text=geheim("wv"))
    zug(fall, "gefahr_melden", text=geheim("gefahr"))
    zug(fall, "gefahr_erledigen", grund=geheim("grund"))
    zug(fall, "ruhen_lassen", worauf=geheim("worauf"), mit_wem=geheim("mit_wem"))
    zug(fall, "ruhen_beenden", grund=geheim("grund"))
    zug(
        fall,
        "vorbefassung_verknuepfen",
        aktenzeichen=frueher.aktenzeichen,
        grund=geheim("grund"),
        geaendert=geheim("geaendert"),
    )
    zug(fall, "zulaessigkeit_feststellen", "zulaessig", vermerk=geheim("vermerk"))
    zug(fall, "befassung_entscheiden", "befassung", gruende=geheim("gruende"))
    zug(fall, "stellungnahme_anfordern", fragen=geheim("fragen"))
    zug(fall, "stellungnahme_eintragen", sachverhalt=geheim("sachverhalt"), votum=geheim("votum"))
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    _besetzung(nrw)
    _vorbereitung(nrw, fall)
    _beratung(nrw, fall)
    zug(
        fall,
        "ergebnis_feststellen",
        "ersuchen",
        gruende=geheim("gruende"),
        erwartungen_1_was1=geheim("erwartungen"),
        erwartungen_1_zumutbar1=geheim("zumutbar"),
    )
    falsch = fall.verlauf.get(schritt="ergebnis_feststellen")
    zug(
        fall,
        "berichtigen",
        eintrag=str(falsch.pk),
        wert="ergebnis:kein_ersuchen",
        grund=geheim("berichtigung"),
    )
    tue_als(
        kollegen(nrw)[1],
        "berichtigung_bestaetigen",
        {
            "berichtigung": str(fall.berichtigungen.get().pk),
            "entscheidung": "abgelehnt",
            "vermerk": geheim("vermerk"),
        },
        fall=fall,
    )
    fall.refresh_from_db()
    zug(fall, "berichtigen", eintrag=str(falsch.pk), am="2020-01-02", grund=geheim("berichtigung"))
    nrw.tue("zugangsende_festlegen", entschieden_von=geheim("entschieden"))
    nrw.tue("notzugang_beantragen", aktenzeichen=fall.aktenzeichen, grund=geheim("not"))
    nrw.tue("notzugang_beantragen", aktenzeichen="NRW-1999-1", grund=geheim("not"))
    _vollzug()
    zug(fall, "ersuchen_zuleiten")
    zug(fall, "absicht_eintragen", gruende=geheim("absicht"))
    zug(fall, "anordnung_eintragen", bedingung="lebensunterhalt", vermerk=geheim("vermerk"))
    zug(fall, "ablehnung_eintragen", gruende=geheim("ablehnung"))
    _niederschrift(nrw, fall)
    with mock.patch.object(suchbloecke, "JE_BLOCK", 1):
        suchbloecke.erneuere(nrw.gremium, 1)
    return fall


def _vollzug() -> None:
    """A check before a deportation, in the room of an authority."""
    amt = Pruefspiel(Behoerde.objects.get(kennung="beispielstadt"))
    erledigt = amt.tue("vollzug_beginnen", zeichen=geheim("zeichen"))
    pruefung = Vollzugspruefung.objects.get(pk=str(erledigt.objekt_id))
    namen: dict[str, Any] = {f: geheim(f) for f in ("nachname", "vornamen", "geburtsdatum")}
    amt.tue("vollzug_person_eintragen", pruefung, **namen, gruppe="Roma", verletzlich=["krank"])
    amt.tue("vollzug_massnahme_planen", pruefung, ablauf=geheim("ablauf"))
    amt.tue(
        "vollzug_punkte_pruefen",
        pruefung,
        gruppe="gesundheit",
        V7_ergebnis="hindernis",
        V7_nachweis=geheim("nachweis"),
        V7_bemerkung=geheim("bemerkung"),
    )
    unklar: dict[str, Any] = {"V7_ergebnis": "zu_klaeren", "V7_grund": "nachweis"}
    amt.tue("vollzug_punkte_pruefen", pruefung, gruppe="gesundheit", **unklar)
    amt.tue("vollzug_familientrennung_pruefen", pruefung)
    amt.tue("vollzug_erlass_bedenken", pruefung, erlass="nw_2014_12_22", text=geheim("folge"))
    worte: dict[str, Any] = {"sprache": geheim("sprache"), "antwort": geheim("antwort")}
    amt.tue("vollzug_rueckkehr_erklaeren", pruefung, **worte)
    zusage: dict[str, Any] = {
        "zugesichert_am": heute().isoformat(),
        "zusicherung": geheim("zusicherung"),
    }
    amt.tue("vollzug_verfahren_vermerken", pruefung, wo=geheim("wo"), **zusage)
    eintrag = f"erlass:{pruefung.erlassvermerke.get().pk}"
    zurueck: dict[str, Any] = {"eintrag": eintrag, "angesehen": eintrag, "zuruecknehmen": "on"}
    amt.tue("vollzug_berichtigen", pruefung, **zurueck, grund=geheim("grund"))
    amt.tue("vollzug_aufenthalt_eintragen", pruefung)
    texte: dict[str, Any] = {
        f: geheim(f) for f in ("votum", "gruende", "verfahren", "einwilligung")
    }
    amt.tue("vollzug_vorlegen", pruefung, **texte)
    zweites = Pruefspiel(Behoerde.objects.get(kennung="musterkreis"))
    amt_anlegen("Zoe Zweitkraft", Funktion.AUSLAENDERBEHOERDE, behoerde=zweites.behoerde)
    zweites = Pruefspiel(zweites.behoerde)
    zweites.bestaetigt(zweites.neue(), V7_bemerkung=geheim("festgehalten"))


def _niederschrift(nrw: Spiel, fall: Fall) -> None:
    sitzung = fall.tagesordnungspunkte.get().sitzung
    hier: dict[str, Any] = {"sitzung": str(sitzung.pk)}
    with gestellt(sitzung.beginn + timedelta(hours=1)):
        nrw.tue("sitzung_beenden", mitglieder=10, anwesende=8, **hier)
        nrw.tue("niederschrift_erstellen", **hier)
        teil = str(Abschnitt.objects.get(punkt__fall=fall).pk)
        neu: dict[str, Any] = {"text": geheim("text"), "stimmen": geheim("stimmen"), "gesehen": 1}
        nrw.tue("niederschrift_aendern", abschnitt=teil, **neu, **hier)
        nrw.tue("niederschrift_genehmigen", wie=geheim("wie"), **hier)
        nrw.tue("niederschrift_feststellen", **hier)


def _besetzung(nrw: Spiel) -> None:
    """What people tell about themselves, why somebody leaves, texts, a decision while dormant."""
    vorschlag = nrw.tue(
        "person_vorschlagen",
        posten="/aerztlich/1//mitglied/1",
        name="Ada Arzt",
        email="ada@praxis.example",
        erfahrung=geheim("erfahrung"),
        fachrichtung=geheim("fachrichtung"),
    )
    berufung = str(vorschlag.objekt_id)
    nrw.tue("person_berufen", berufung=berufung, von=f"{heute()}")
    tag = f"{heute()}"
    nrw.tue("berufung_beenden", berufung=berufung, letzter_tag=tag, grund=geheim("ausscheiden"))
    nrw.tue("regelungstext_festhalten", kennung="verwaltungsvorschriften", text=geheim("text"))
    with gestellt(jetzt() + timedelta(days=365 * 100)):
        nrw.tue(
            "offene_faelle_regeln",
            offene_faelle="anders",
            text=geheim("ruhe"),
            entschieden_von="Ministerium",
        )


def _vorbereitung(nrw: Spiel, fall: Fall) -> None:
    nrw.tue("notiz_schreiben", als=Funktion.MITGLIED, fall=fall, text=geheim("notiz"))
    nrw.tue("frage_stellen", als=Funktion.MITGLIED, fall=fall, frage=geheim("frage"))
    nrw.tue("geheim_beschliessen", erlaubt="ja", wortlaut=geheim("wortlaut"))
    frage = str(fall.mitgliederfragen.get().pk)
    nrw.tue("frage_beantworten", frage=frage, antwort=geheim("antwort"))
    papiertexte: dict[str, Any] = {f: geheim(f) for f in ("titel", "quelle", "text")}
    nrw.tue("laenderpapier_einstellen", **papiertexte)
    papier = str(nrw.gremium.laenderpapiere.get().pk)
    nrw.tue("laenderpapier_ueberholen", papier=papier, weil=geheim("weil"))


def _beratung(nrw: Spiel, fall: Fall) -> None:
    """What is written about a session, straight into its tables."""
    sitzung = nrw.sitzung()
    sitzung.einwahl, sitzung.vermerk = geheim("einwahl"), geheim("vermerk")
    sitzung.save()
    Verlegung.objects.create(
        sitzung=sitzung, von=jetzt(), auf=sitzung.beginn, um=jetzt(), grund=geheim("verlegung")
    )
    gast = Teilnahme.objects.create(sitzung=sitzung, gast=geheim("gast"))
    punkt = fall.tagesordnungspunkte.get()
    for feld in ("titel", "frage", "antwort", "vermerk"):
        setattr(punkt, feld, geheim(feld))
    punkt.save()
    um = {"um": jetzt()}
    Befangenheit.objects.create(punkt=punkt, teilnahme=gast, grund=geheim("befangen"), **um)
    Mitgebrachtes.objects.create(punkt=punkt, von=gast, was=geheim("papier"), **um)
    Abwaegung.objects.create(punkt=punkt, grund="straftaten", satz=geheim("satz"), **um)
    antrag = Antrag.objects.create(
        punkt=punkt,
        nummer=1,
        gegenstand="ersuchen",
        text=geheim("text"),
        begruendung=geheim("begruendung"),
        personen=[str(fall.personen.get().pk)],
        grundarten=[geheim("art")],
        gestellt_um=jetzt(),
    )
    Erwartung.objects.create(
        antrag=antrag, person=fall.personen.get(), was=geheim("was"), zumutbar=geheim("zumutbar")
    )
    Abseits.objects.create(antrag=antrag, teilnahme=gast, wort=geheim("wort"))
    zaehlung = Abstimmung.objects.create(
        punkt=punkt,
        antrag=antrag,
        gegenstand="ersuchen",
        ja=1,
        nein=0,
        enthaltung=0,
        anwesende=1,
        mitglieder=1,
        angenommen=True,
        durch="regel",
        feststellung=geheim("feststellung"),
        grund=geheim("grund"),
    )
    NamentlicheStimme.objects.create(abstimmung=zaehlung, teilnahme=gast, stimme=geheim("ja"))


def alle_werte() -> list[tuple[str, bytes]]:
    """Every value of every table, as bytes, past the program."""
    werte = []
    with connection.cursor() as cursor:
        for tabelle in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{tabelle}"')  # noqa: S608
            spalten = [s[0] for s in cursor.description]
            for zeile in cursor.fetchall():
                werte += [
                    (f"{tabelle}.{spalte}", _bytes(wert))
                    for spalte, wert in zip(spalten, zeile, strict=True)
                ]
    return werte


def _bytes(wert: Any) -> bytes:
    return bytes(wert) if isinstance(wert, bytes | memoryview) else str(wert).encode()


def test_it_leaves_no_mark_of_any_text_in_any_table(nrw: Spiel) -> None:
    fall = ein_leben(nrw)
    assert fall.stand == Stand.ABGESCHLOSSEN
    werte = alle_werte()
    assert len(werte) > 1000
    for marke in (MARKE, MARKE.lower()):
        assert [wo for wo, wert in werte if marke.encode() in wert] == []
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        assert MARKE.encode() not in connection.connection.serialize()
    dateien = [datei for datei in settings.ABLAGE.rglob("*") if datei.is_file()]
    assert dateien
    assert [datei for datei in dateien if MARKE.encode() in datei.read_bytes()] == []


def test_it_has_written_the_mark_into_every_encrypted_field(nrw: Spiel) -> None:
    """Else the test above would prove nothing about the field that was forgotten."""
    fall = ein_leben(nrw)
    ohne = set()
    for modell in unsere_modelle():
        for feld in modell._meta.concrete_fields:
            if isinstance(feld, VerschluesseltesFeld):
                inhalte = [str(getattr(zeile, feld.name)) for zeile in modell._base_manager.all()]
                if not any(MARKE in inhalt for inhalt in inhalte):
                    ohne.add(feld.etikett)
                assert any(inhalte), feld.etikett
    assert ohne == ERRECHNET
    assert Abstimmung.objects.filter(punkt__fall=fall).exists()


def test_it_seals_every_value_of_every_encrypted_column(nrw: Spiel) -> None:
    ein_leben(nrw)
    for modell in unsere_modelle():
        for feld in modell._meta.concrete_fields:
            if isinstance(feld, VerschluesseltesFeld):
                for wert in modell._default_manager.values_list(feld.name, flat=True):
                    assert wert is None or (isinstance(wert, Versiegelt) and wert[0] == 1)


@pytest.mark.parametrize("rechtsgrund", ["§ 25b AufenthG", "§ 104c Abs. 1 AufenthG", "Art. 6 GG"])
def test_it_takes_a_legal_basis_as_a_citation(nrw: Spiel, rechtsgrund: str) -> None:
    """It is counted in clear, so nothing about a person may stand there."""
    fall = nrw.neuer_fall()
    nrw.zug(fall, "anderweitig_erledigen", wodurch="anderer_titel", rechtsgrund=rechtsgrund)
    assert fall.stand == Stand.ABGESCHLOSSEN


@pytest.mark.parametrize(
    "rechtsgrund", ["hat Frau Hoxha geheiratet", "§ 25b, weil die Tochter krank ist", "25b"]
)
def test_it_refuses_other_text_as_a_legal_basis(nrw: Spiel, rechtsgrund: str) -> None:
    felder = fehlerfelder(
        nrw,
        "anderweitig_erledigen",
        fall=nrw.neuer_fall(),
        wodurch="anderer_titel",
        rechtsgrund=rechtsgrund,
    )
    assert "nur die Fundstelle" in felder["rechtsgrund"][0]
