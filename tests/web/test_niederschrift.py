"""The pages of the Niederschrift, and the sheet of allowances."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Abschnitt, Anwesenheit, Teilnahme
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.entschaedigung import satz_fuer, zeilen
from haertefall.web.niederschrift import unterschiede
from haertefall.zeit import BERLIN, gestellt, jetzt
from tests.schritte.niederschrift.protokoll import (
    GRUENDE,
    abschnitt,
    aendere,
    beende,
    beendete_sitzung,
    stelle_fest,
    tue,
)
from tests.schritte.niederschrift.test_niederschrift import STIMMENZAHL
from tests.schritte.pruefstand import fehlerfelder, verboten
from tests.web.besuch import Besuch, amt_von, text

Als = Callable[[Spiel, Funktion], Besuch]


@pytest.mark.parametrize(
    ("alt", "neu"),
    [
        ("", "ganz neu"),
        ("eins zwei drei", "eins drei"),
        ("Zeile eins\nZeile zwei\n", "Zeile eins\n\nZeile zwei, länger"),
        ("gleich", "gleich"),
        ("  zwei Leerzeichen \n\n", "\tein Tab\r\nzwei  Leerzeichen"),
    ],
)
def test_it_shows_differences_from_which_both_texts_can_be_read(alt: str, neu: str) -> None:
    teile = list(unterschiede(alt, neu))
    assert "".join(t for art, t in teile if art != "neu") == alt
    assert "".join(t for art, t in teile if art != "weg") == neu


def test_it_shows_what_was_changed_and_not_how_a_browser_ends_lines(nrw: Spiel, als: Als) -> None:
    """Browsers send other line ends than they were given: only the new line is new."""
    sitzung, _ = beendete_sitzung(nrw)
    hier = f"/nrw/sitzungen/{sitzung.pk}/"
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    tue(nrw, sitzung, "niederschrift_erstellen")
    teil = abschnitt(sitzung, 0)
    bogen = buero.hole(f"{hier}schritt/niederschrift_aendern/?abschnitt={teil.pk}")
    assert "Gehört zu keinem Fall" in bogen
    alt = bogen.split('name="text"')[1].split(">\n", 1)[1].split("</textarea>")[0]
    assert alt.count("\n") > 2
    neu = f"{alt}\nEntschuldigt: niemand.".replace("\n", "\r\n")
    felder = {"abschnitt": str(teil.pk), "gesehen": "1", "text": neu}
    buero.sende(f"{hier}schritt/niederschrift_aendern/", felder)
    seite = buero.hole(f"{hier}niederschrift/0/")
    # Each stands once in the sentence that explains the marks.
    assert seite.count("<ins>") == 2
    assert "Entschuldigt: niemand." in seite.split("<ins>")[2].split("</ins>")[0]
    assert seite.count("<del>") == 1


def test_it_goes_from_draft_to_frozen_on_the_pages(nrw: Spiel, als: Als) -> None:
    sitzung, fall = beendete_sitzung(nrw)
    hier = f"/nrw/sitzungen/{sitzung.pk}/"
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    daten = {"version": str(sitzung.version)}
    antwort = buero.sende(f"{hier}schritt/niederschrift_erstellen/", daten)
    assert antwort["Location"] == f"{hier}niederschrift/"
    teil = abschnitt(sitzung, 1)
    bogen = buero.hole(f"{hier}schritt/niederschrift_aendern/?abschnitt={teil.pk}")
    assert GRUENDE in bogen
    buero.sende(
        f"{hier}schritt/niederschrift_aendern/",
        {"abschnitt": str(teil.pk), "gesehen": "1", "text": "Neu gefasst."},
    )
    seite = buero.hole(f"{hier}niederschrift/1/")
    assert "<ins>Neu gefasst.</ins>" in seite
    assert "<del>" in seite
    assert fall.aktenzeichen in text(seite)


def test_it_shows_sections_only_with_the_case(nrw: Spiel, als: Als) -> None:
    sitzung, fall = beendete_sitzung(nrw)
    stelle_fest(nrw, sitzung)
    hier = f"/nrw/sitzungen/{sitzung.pk}/niederschrift/"
    mitglied = als(nrw, Funktion.MITGLIED)
    assert GRUENDE in mitglied.hole(hier)
    fall.zugaenge.all().delete()
    seite = mitglied.hole(hier)
    assert GRUENDE not in seite
    assert fall.aktenzeichen not in seite
    assert "die Ihnen nicht vorliegen" in seite
    mitglied.hole(f"{hier}1/", 404)


def test_it_lets_no_count_of_votes_out(nrw: Spiel, als: Als) -> None:
    """Neither with the extract, nor to the authority, nor to who brought the case in."""
    beratung = amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)
    sitzung, fall = beendete_sitzung(nrw, eingebracht_von=str(beratung.pk))
    nrw.zug(fall, "ersuchen_zuleiten")
    stelle_fest(nrw, sitzung)
    rechnung = fall.ergebnisse.get().rechnung
    assert rechnung
    assert STIMMENZAHL.search(rechnung)
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    vorbereitung = buero.hole(buero.fall(fall, "vorbereitung/"))
    assert "Auszüge aus Niederschriften" in vorbereitung
    draussen = [Besuch(beratung), als(nrw, Funktion.AUSLAENDERBEHOERDE)]
    seiten = [vorbereitung, *(b.hole(b.fall(fall)) for b in draussen)]
    for seite in seiten:
        assert not STIMMENZAHL.search(text(seite)), seite
        assert rechnung not in seite
    for besuch in draussen:
        besuch.hole(f"{besuch.basis}sitzungen/{sitzung.pk}/niederschrift/", 404)


def test_it_says_exactly_what_the_ordnung_says_about_where_it_goes(
    dortmund: Spiel, als: Als
) -> None:
    sitzung = dortmund.sitzung()
    seite = text(
        als(dortmund, Funktion.GESCHAEFTSSTELLE).hole(
            f"/dortmund/sitzungen/{sitzung.pk}/niederschrift/"
        )
    )
    assert (
        "Das Protokoll wird nicht Bestandteil der Ausländerpersonalakte und nicht eines möglichen "
        "Verwaltungsgerichtsverfahrens." in seite
    )
    assert "dagegen verspricht diese Seite nichts" in seite


def blatt(besuch: Besuch, adresse: str) -> list[list[str]]:
    """Cells of the first sheet as text; formulas would be an error."""
    antwort = besuch.client.get(adresse)
    assert antwort.status_code == 200
    assert antwort["Content-Disposition"].startswith('attachment; filename="anwesenheit-')
    assert antwort["X-Content-Type-Options"] == "nosniff"
    assert antwort["Cache-Control"] == "no-store"
    with ZipFile(BytesIO(antwort.content)) as mappe:
        texte = [
            "".join(e.itertext())
            for e in ElementTree.fromstring(mappe.read("xl/sharedStrings.xml"))  # noqa: S314
        ]
        tabelle = mappe.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in tabelle
    ns = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    zeilen: list[list[str]] = []
    for zeile in ElementTree.fromstring(tabelle).iter(f"{ns}row"):  # noqa: S314
        werte = []
        for zelle in zeile.iter(f"{ns}c"):
            wert = zelle.findtext(f"{ns}v") or ""
            werte.append(texte[int(wert)] if zelle.get("t") == "s" else wert)
        zeilen.append(werte)
    return zeilen


def test_it_lists_who_was_there_with_the_rate_of_the_office(nrw: Spiel, als: Als) -> None:
    sitzung = nrw.sitzung()
    gefaehrlich = amt_von('=HYPERLINK("x")', Funktion.MITGLIED, nrw.gremium)
    buero_amt = als(nrw, Funktion.GESCHAEFTSSTELLE).amt
    for amt in (gefaehrlich, buero_amt):
        teilnahme = Teilnahme.objects.create(sitzung=sitzung, amt=amt)
        for nach in (0, 60):
            Anwesenheit.objects.create(
                teilnahme=teilnahme,
                von=sitzung.beginn + timedelta(minutes=nach),
                bis=sitzung.beginn + timedelta(minutes=nach + 30),
            )
    adresse = f"/nrw/sitzungen/{sitzung.pk}/anwesenheit.xlsx"
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    ohne = blatt(buero, adresse)
    assert ohne[1] == ["Kein Entschädigungssatz hinterlegt. Die Geschäftsstelle legt ihn fest."]
    for fuer, betrag in (("gremium", "31,50"), ("klein", "99")):
        nrw.tue(
            "entschaedigungssatz_festlegen",
            fuer=fuer,
            betrag=betrag,
            ab="2020-01-01",
            grundlage="Erfundene Satzung § 1",
        )
    zeilen_mit = blatt(buero, adresse)
    assert "31,50 Euro" in zeilen_mit[1][0]
    personen = {z[0]: z[1:] for z in zeilen_mit[3:]}
    assert personen['=HYPERLINK("x")'][-1] == "31.5"
    assert personen[buero_amt.konto.name][0] == "Geschäftsstelle"
    assert personen["Summe"] == ["31.5"]


def test_it_leads_the_office_to_the_rate(nrw: Spiel, als: Als) -> None:
    """None is shipped, so somebody must find where to enter it; for the small body by its name."""
    adresse = f"/nrw/sitzungen/{nrw.sitzung().pk}/niederschrift/"
    buero, weg = als(nrw, Funktion.GESCHAEFTSSTELLE), "/nrw/schritt/entschaedigungssatz_festlegen/"
    seite = buero.hole(adresse)
    assert "kein Entschädigungssatz hinterlegt" in seite
    assert weg in seite
    assert weg not in als(nrw, Funktion.MITGLIED).hole(adresse)
    assert "Vorprüfungsausschuss" in buero.hole(weg)
    buero.sende(
        weg,
        {
            "fuer": "gremium",
            "betrag": "31,50",
            "ab": "2020-01-01",
            "grundlage": "Erfundene Satzung § 1",
            "einmal": str(uuid4()),
        },
    )
    assert "Entschädigung je Sitzung: 31,50 Euro (Erfundene Satzung § 1)." in buero.hole(adresse)


def test_it_takes_the_rate_of_the_day_and_of_the_small_body(nrw: Spiel) -> None:
    sitzung = nrw.sitzung()
    for ab, betrag in (("2020-01-01", "10"), ("2021-01-01", "20"), ("2999-01-01", "30")):
        satz: dict[str, Any] = {"fuer": "gremium", "betrag": betrag, "ab": ab, "grundlage": "x"}
        nrw.tue("entschaedigungssatz_festlegen", **satz)
    gefunden = satz_fuer(sitzung)
    assert gefunden is not None
    assert gefunden.betrag_cent == 2000
    sitzung.kleines_gremium = "vorpruefungsausschuss"
    assert satz_fuer(sitzung) is None
    assert zeilen(sitzung, gefunden) == []


def test_it_gives_the_sheet_to_the_office_only(nrw: Spiel, als: Als) -> None:
    adresse = f"/nrw/sitzungen/{nrw.sitzung().pk}/anwesenheit.xlsx"
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.RAT):
        als(nrw, funktion).hole(adresse, 404)
    assert "nicht Aufgabe" in verboten(nrw, "entschaedigungssatz_festlegen", als=Funktion.VORSITZ)
    felder = fehlerfelder(nrw, "entschaedigungssatz_festlegen", betrag="-1")
    assert set(felder) == {"fuer", "betrag", "grundlage", "ab"}


def test_it_keeps_the_edited_text_when_somebody_was_faster(nrw: Spiel, als: Als) -> None:
    sitzung, _ = beendete_sitzung(nrw)
    tue(nrw, sitzung, "niederschrift_erstellen")
    teil = abschnitt(sitzung, 0)
    aendere(nrw, teil, "Schneller.", 1)
    antwort = als(nrw, Funktion.GESCHAEFTSSTELLE).sende(
        f"/nrw/sitzungen/{sitzung.pk}/schritt/niederschrift_aendern/",
        {"abschnitt": str(teil.pk), "gesehen": "1", "text": "Mein langer Text."},
        422,
    )
    assert "Mein langer Text." in antwort.content.decode()


def test_it_shows_who_was_slower_what_the_other_wrote_and_takes_both(nrw: Spiel, als: Als) -> None:
    """Two edit one section: the second sees the new version beside their own text, and goes on."""
    sitzung, _ = beendete_sitzung(nrw)
    tue(nrw, sitzung, "niederschrift_erstellen")
    teil, buero = abschnitt(sitzung, 0), als(nrw, Funktion.GESCHAEFTSSTELLE)
    adresse = f"/nrw/sitzungen/{sitzung.pk}/schritt/niederschrift_aendern/"
    aendere(nrw, teil, "Die Ärztin kam <später>.", 1)
    felder = {"abschnitt": str(teil.pk), "gesehen": "1", "text": "Der Saal war kalt."}
    seite = buero.sende(adresse, felder, 422).content.decode()
    assert f"Text, {teil}</label>" in seite
    assert "Fassung 2 hat geändert:\nNicht mehr: HFK NRW" in seite
    assert "\nNeu: Die Ärztin kam &lt;später&gt;." in seite
    assert "Der Saal war kalt.</textarea>" in seite
    assert 'name="gesehen" value="2"' in seite
    for unsinn in ("", "abc", "9" * 30):
        seite = buero.sende(adresse, felder | {"gesehen": unsinn}, 422).content.decode()
        assert 'name="gesehen" value="2"' in seite
    beides = felder | {"gesehen": "2", "text": "Die Ärztin kam später. Der Saal war kalt."}
    buero.sende(adresse, beides)
    assert [f.nummer for f in teil.fassungen.all()] == [1, 2, 3]


def test_it_leads_to_the_versions_of_the_section_that_one_sees(nrw: Spiel, als: Als) -> None:
    """Also where the section before it is gone: its case was deleted, or is not one's own."""
    with gestellt(jetzt() - timedelta(days=21)):
        faelle = [nrw.bis(Stand.AUF_TAGESORDNUNG) for _ in range(2)]
    sitzung = faelle[0].tagesordnungspunkte.get().sitzung
    with gestellt(sitzung.beginn + timedelta(hours=3)):
        for fall in faelle:
            fall.refresh_from_db()
            nrw.zug(fall, "ergebnis_feststellen", "ersuchen", gruende=GRUENDE)
        beende(nrw, sitzung)
    tue(nrw, sitzung, "niederschrift_erstellen")
    weg = faelle[0].tagesordnungspunkte.get()
    Abschnitt.objects.filter(punkt=weg).delete()
    hier = f"/nrw/sitzungen/{sitzung.pk}/niederschrift/"
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    assert f'href="{hier}2/"' in buero.hole(hier)
    assert f'href="{hier}1/"' not in buero.hole(hier)
    assert faelle[1].aktenzeichen in text(buero.hole(f"{hier}2/"))


def test_it_gives_one_person_the_rate_once_whatever_they_were(nrw: Spiel) -> None:
    """There as a member, and then for somebody else with their other Amt."""
    sitzung = nrw.sitzung()
    satz: dict[str, Any] = {"fuer": "gremium", "betrag": "20", "ab": "2020-01-01", "grundlage": "x"}
    nrw.tue("entschaedigungssatz_festlegen", **satz)
    aemter = [
        amt_von("Dora Doppel", funktion, nrw.gremium)
        for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED, Funktion.STELLVERTRETUNG)
    ]
    for nach, amt in enumerate(aemter):
        von = sitzung.beginn + timedelta(hours=nach)
        teilnahme = Teilnahme.objects.create(sitzung=sitzung, amt=amt)
        bis = von + timedelta(minutes=30)
        Anwesenheit.objects.create(teilnahme=teilnahme, von=von, bis=bis)
    Anwesenheit.objects.filter(von=sitzung.beginn).update(bis=bis + timedelta(minutes=5))
    (eine,) = zeilen(sitzung, satz_fuer(sitzung))
    assert (eine.name, eine.funktion, eine.cent) == ("Dora Doppel", "Mitglied", 2000)
    ende = sitzung.beginn.astimezone(BERLIN) + timedelta(hours=2, minutes=35)
    assert eine.bis == f"{ende:%H:%M}"  # Of the first Amt, which ended last.


def test_it_goes_back_to_the_minutes_from_where_one_came(nrw: Spiel, als: Als) -> None:
    sitzung, _ = beendete_sitzung(nrw)
    tue(nrw, sitzung, "niederschrift_erstellen")
    hier = f"/nrw/sitzungen/{sitzung.pk}/"
    bogen = f"{hier}schritt/niederschrift_aendern/?abschnitt={abschnitt(sitzung, 1).pk}"
    seite = als(nrw, Funktion.GESCHAEFTSSTELLE).hole(bogen)
    assert f'<a class="hf-verweis" href="{hier}niederschrift/">Niederschrift</a>' in seite
