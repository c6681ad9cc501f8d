"""Pledges, letters, Fraktionen, dormancy and texts below the rules, through the door."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from haertefall.gremien.besetzung import besetzung_am
from haertefall.gremien.models import Amt, Berufung, Gremium, Regelungstext
from haertefall.gremien.ruhen import ruht
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.gremium.test_berufungen import ANDERE, WER, am, berufe, schlage_vor
from tests.schritte.pruefstand import fehlerfelder, verboten

MORGEN = timedelta(days=1)
MINISTERIUM = "das für Ausländerangelegenheiten zuständige Ministerium"
GRUNDSAETZE: dict[str, Any] = {"kennung": "entscheidungsgrundsaetze", "text": "Wir wägen ab."}
LEER: dict[str, Any] = {"am": "", "beteiligung_am": ""}


@pytest.fixture
def krefeld(spielplatz: Any) -> Spiel:
    spiel: Spiel = spielplatz("krefeld")[0]
    return spiel


def test_it_records_the_pledge_of_secrecy_for_every_seat_of_a_person(nrw: Spiel) -> None:
    """§ 6 Abs. 2 Satz 5 HFKVO."""
    berufung = berufe(nrw, schlage_vor(nrw))
    nrw.tue("verschwiegenheit_verpflichten", berufung=str(berufung.pk))
    berufung.refresh_from_db()
    assert berufung.verpflichtet_am == heute()
    noch_einmal: dict[str, Any] = {"berufung": str(berufung.pk)}
    assert fehlerfelder(nrw, "verschwiegenheit_verpflichten", **noch_einmal)["berufung"]
    assert "nicht Aufgabe" in verboten(nrw, "verschwiegenheit_verpflichten", als=Funktion.MITGLIED)


def test_it_notes_that_the_letter_went_out(nrw: Spiel) -> None:
    vorschlag = schlage_vor(nrw)
    assert fehlerfelder(nrw, "schreiben_vermerken", berufung=str(vorschlag.pk))["berufung"]
    berufung = berufe(nrw, vorschlag)
    nrw.tue("schreiben_vermerken", berufung=str(berufung.pk), als=Funktion.FACHAUFSICHT)
    berufung.refresh_from_db()
    assert berufung.schreiben_am == heute()


def ratssitze(spiel: Spiel, tag: date) -> list[tuple[str, bool]]:
    fassung = fassung_des_gremiums(spiel.gremium, heute())
    lage = besetzung_am(spiel.gremium, fassung, tag)
    return [(s.fraktion.name, s.berufung is not None) for s in lage.sitze if s.fraktion is not None]


def test_it_gives_and_takes_the_seat_of_a_fraktion_by_its_days(krefeld: Spiel) -> None:
    """Krefeld, Nr. 1 Buchst. e: one for each Fraktion and Gruppe of the council."""
    gestern = heute() - MORGEN
    erledigt = krefeld.tue("fraktion_eintragen", name="Blau", art="fraktion", von=am(heute()))
    krefeld.tue("fraktion_eintragen", name="Gruppe Gelb", art="gruppe", von=am(gestern))
    assert ratssitze(krefeld, gestern) == [("Gruppe Gelb", False)]
    assert ratssitze(krefeld, heute()) == [("Blau", False), ("Gruppe Gelb", False)]
    posten = f"/fraktionen_und_gruppen/1/{erledigt.objekt_id}/mitglied/1"
    krefeld.tue("sitz_besetzen", posten=posten, **WER, von=am(heute()))
    assert ratssitze(krefeld, heute()) == [("Blau", True), ("Gruppe Gelb", False)]
    amt = Berufung.objects.get(email=WER["email"]).amt
    assert amt is not None
    frueher: dict[str, Any] = {"fraktion": str(erledigt.objekt_id), "letzter_tag": am(gestern)}
    assert (
        "frühestens heute" in fehlerfelder(krefeld, "fraktion_beenden", **frueher)["letzter_tag"][0]
    )
    krefeld.tue("fraktion_beenden", **frueher | {"letzter_tag": am(heute())})
    assert ratssitze(krefeld, heute() + MORGEN) == [("Gruppe Gelb", False)]
    assert Amt.objects.get(pk=amt.pk).bis == heute()
    doppelt: dict[str, Any] = {"name": "Gruppe Gelb", "art": "gruppe", "von": am(heute())}
    assert "schon eingetragen" in fehlerfelder(krefeld, "fraktion_eintragen", **doppelt)["name"][0]


def alle_scheiden_aus(spiel: Spiel, tag: date) -> None:
    for berufung in Berufung.objects.filter(gremium=spiel.gremium).exclude(amt=None):
        spiel.tue("berufung_beenden", berufung=str(berufung.pk), letzter_tag=am(tag))


def test_it_shows_a_body_as_dormant_from_the_day_its_last_member_left(nrw: Spiel) -> None:
    """As in Mülheim and Remscheid: nobody decides it, it just happens."""
    assert ruht(nrw.gremium, heute()) is None
    alle_scheiden_aus(nrw, heute())
    assert ruht(nrw.gremium, heute()) is None
    lage = ruht(nrw.gremium, heute() + MORGEN)
    assert lage is not None
    assert (lage.seit, lage.regelung) == (heute() + MORGEN, None)


def test_it_regulates_open_cases_of_a_dormant_body_and_says_who_decided(dortmund: Spiel) -> None:
    regelung: dict[str, Any] = {
        "offene_faelle": "warten",
        "text": "Wir warten auf die Wahl.",
        "entschieden_von": "Dezernentin",
    }
    felder = fehlerfelder(dortmund, "offene_faelle_regeln", **regelung)
    assert "Mitglieder im Amt" in felder["__all__"][0]
    Berufung.objects.filter(gremium=dortmund.gremium).update(
        von=heute() - timedelta(days=30), bis=heute() - MORGEN
    )
    dortmund.tue("offene_faelle_regeln", **regelung)
    lage = ruht(Gremium.objects.get(pk=dortmund.gremium.pk), heute())
    assert lage is not None
    assert lage.regelung is not None
    assert lage.regelung.text == "Wir warten auf die Wahl."
    assert (lage.regelung.entschieden_von, lage.regelung.entschieden_am) == ("Dezernentin", heute())
    assert "nicht Aufgabe" in verboten(dortmund, "offene_faelle_regeln", als=Funktion.MITGLIED)
    # Members again, and then another dormancy: the old decision does not speak for it.
    spaeter = heute() + timedelta(days=5)
    leitung = "/leitung_auslaenderbehoerde/1//mitglied/1"
    von = am(heute() + MORGEN)
    dortmund.tue("sitz_besetzen", posten=leitung, **ANDERE, von=von, bis=am(spaeter))
    assert ruht(dortmund.gremium, spaeter) is None
    wieder = ruht(dortmund.gremium, spaeter + MORGEN)
    assert wieder is not None
    assert wieder.regelung is None


def test_it_says_when_nobody_was_ever_appointed(dortmund: Spiel) -> None:
    Berufung.objects.filter(gremium=dortmund.gremium).delete()
    lage = ruht(dortmund.gremium, heute())
    assert lage is not None
    assert lage.seit is None


def halte_fest(spiel: Spiel, **eingabe: Any) -> Regelungstext:
    erledigt = spiel.tue("regelungstext_festhalten", **GRUNDSAETZE | LEER | eingabe)
    return Regelungstext.objects.select_related("gremium__schluessel").get(
        pk=erledigt.objekt_id or ""
    )


def test_it_keeps_texts_below_the_rules_with_who_made_them(nrw: Spiel) -> None:
    """§ 8 Abs. 1: „im Einvernehmen mit dem … Ministerium“."""
    text = halte_fest(nrw, am=am(heute()), gilt_ab=am(heute()))
    assert (text.nummer, text.text) == (1, "Wir wägen ab.")
    assert (text.beschlossen_von, text.beschlossen_am) == ("Härtefallkommission", heute())
    assert (text.beteiligung, text.beteiligt, text.beteiligung_am) == (
        "einvernehmen",
        MINISTERIUM,
        None,
    )
    nrw.tue("beteiligung_eintragen", text=str(text.pk), als=Funktion.FACHAUFSICHT)
    text.refresh_from_db()
    assert text.beteiligung_am == heute()
    zweite = halte_fest(nrw, text="Wir wägen anders ab.", beschlossen_von="Kommission")
    assert (zweite.nummer, zweite.beschlossen_von, zweite.gilt_ab) == (2, "Kommission", None)
    assert Regelungstext.objects.filter(kennung="entscheidungsgrundsaetze").count() == 2


@pytest.mark.parametrize(
    ("kennung", "wie", "wer"),
    [
        ("vorpruefungsverfahren", "benehmen", MINISTERIUM),
        ("verwaltungsvorschriften", "anhoerung", MINISTERIUM),
    ],
)
def test_it_knows_benehmen_and_anhoerung(nrw: Spiel, kennung: str, wie: str, wer: str) -> None:
    """§ 8 Abs. 2 und 3 HFKVO."""
    text = halte_fest(nrw, kennung=kennung)
    assert (text.beteiligung, text.beteiligt) == (wie, "Härtefallkommission")
    assert text.beschlossen_von == wer


def test_it_invents_nothing_about_a_text_the_rules_do_not_name(nrw: Spiel) -> None:
    anderer: dict[str, Any] = {"kennung": "anderer", "text": "…", **LEER}
    felder = fehlerfelder(nrw, "regelungstext_festhalten", **anderer)
    assert felder.keys() >= {"bezeichnung", "beschlossen_von"}
    mit = anderer | {"bezeichnung": "Merkblatt A", "beschlossen_von": "Geschäftsstelle"}
    tag = fehlerfelder(nrw, "regelungstext_festhalten", **mit | {"beteiligung_am": am(heute())})
    assert tag["beteiligung"] == ["Bitte wählen Sie, wie beteiligt wurde."]
    text = halte_fest(nrw, **mit)
    assert (text.kennung, text.beteiligung, text.beteiligt) == ("merkblatt_a", "", "")
    assert fehlerfelder(nrw, "beteiligung_eintragen", text=str(text.pk))["text"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Regelungstext.objects.filter(pk=text.pk).update(beteiligung_am=heute())


@pytest.mark.parametrize(
    "schritt",
    ["regelungstext_festhalten", "beteiligung_eintragen", "fraktion_eintragen", "fraktion_beenden"],
)
def test_it_is_the_business_of_the_office(nrw: Spiel, schritt: str) -> None:
    for funktion in (Funktion.MITGLIED, Funktion.RAT, Funktion.VORSITZ):
        assert "nicht Aufgabe" in verboten(nrw, schritt, als=funktion)


def test_it_takes_no_text_for_a_version_of_another(nrw: Spiel) -> None:
    """What they are called differs only at the end, or has no letters at all."""
    anfang = "Hinweise der Geschäftsstelle für Antragstellende und ihre Vertretungen, "
    namen = [f"{anfang}Teil 1", f"{anfang}Teil 2", "指南", "規則"]
    for name in [*namen, namen[0]]:
        anderer: dict[str, Any] = {"kennung": "anderer", "bezeichnung": name, "text": "Wortlaut."}
        nrw.tue("regelungstext_festhalten", **anderer, **LEER, beschlossen_von="Kommission")
    texte = Regelungstext.objects.filter(bezeichnung__in=namen)
    gehalten = {(t.bezeichnung, t.nummer) for t in texte}
    assert gehalten == {(n, 1) for n in namen} | {(namen[0], 2)}
    assert len({t.kennung for t in texte}) == len(namen)
    assert all(t.kennung for t in texte)
