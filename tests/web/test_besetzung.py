"""The page about the body: seats, findings with their norm, proposals, dormancy, texts."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from pytest_django import Settings

from haertefall.gremien import fassungen
from haertefall.gremien.models import Berufung
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.recht.bau import WURZEL
from tests.schritte.gremium.test_berufungen import am, berufe, schlage_vor
from tests.web.besuch import Besuch, text

Als = Callable[[Spiel, Funktion], Besuch]
SEITE = "/nrw/besetzung/"


def test_it_holds_the_composition_against_the_rules_with_the_norm(nrw: Spiel, als: Als) -> None:
    """Three of ten seats are held in the small world of the tests."""
    seite = text(als(nrw, Funktion.MITGLIED).hole(SEITE))
    assert "3 von 10 Sitzen besetzt · 3 mit Stimme" in seite
    assert "Weicht von der Ordnung ab" in seite
    assert "3 Mitglieder, vorgesehen sind mindestens 7 und höchstens 10. § 2 Abs. 1" in seite
    assert "Frei: Mitglied auf Vorschlag der Bundesarbeitsgemeinschaft Pro Asyl." in seite
    assert "Zur Kenntnis" in seite
    assert "Praxis: Bericht der Geschäftsstelle" in seite


def test_it_shows_a_full_body_and_its_small_body(volles_nrw: Spiel, als: Als) -> None:
    seite = text(als(volles_nrw, Funktion.MITGLIED).hole(SEITE))
    assert "10 von 10 Sitzen besetzt · 10 mit Stimme" in seite
    assert "3 von 3 Sitzen besetzt · Stimmrecht nicht für alle Sitze geregelt" in seite
    assert "Weicht von der Ordnung ab" not in seite
    assert "Stellvertretender Vorsitz" in seite


def test_it_shows_proposals_to_office_and_ministry_only(nrw: Spiel, als: Als) -> None:
    schlage_vor(nrw, geschlecht="frau", fachrichtung="Psychiatrie", erfahrung="Viel")
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT):
        seite = als(nrw, funktion).hole(SEITE)
        assert "Ada Arzt" in seite
        assert "schritt/person_berufen/?berufung=" in seite
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.VORPRUEFUNGSAUSSCHUSS):
        seite = als(nrw, funktion).hole(SEITE)
        assert "Ada Arzt" not in seite
        assert "schritt/person_berufen/" not in seite


def test_it_counts_people_not_posts(nrw: Spiel, als: Als) -> None:
    """A deputy of two seats is one woman; what she said once holds for both."""
    seite = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole(SEITE))
    vorher = int(re.findall(r"Freie Angaben der (\d+) Mitglieder", seite)[0])
    berufe(nrw, schlage_vor(nrw, "/aerztlich/1//stellvertretung/1", geschlecht="frau"))
    berufe(nrw, schlage_vor(nrw, "/pro_asyl/1//stellvertretung/1"))
    seite = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole(SEITE))
    assert f"Freie Angaben der {vorher + 1} Mitglieder" in seite
    assert f"1 Frauen, {vorher} ohne Angabe" in seite


def test_it_counts_free_information_and_lets_it_hinder_nothing(nrw: Spiel, als: Als) -> None:
    """§ 2 Abs. 2 Satz 2, Abs. 3 Satz 1: „soll darauf Bedacht genommen werden“."""
    berufe(nrw, schlage_vor(nrw, geschlecht="frau", fachrichtung="Psychiatrie", erfahrung="Viel"))
    ohne: dict[str, Any] = {"name": "Ohne Angabe", "email": "o@a.example"}
    berufe(nrw, schlage_vor(nrw, "/pro_asyl/1//mitglied/1", **ohne))
    seite = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole(SEITE))
    assert "1 Frauen" in seite
    assert "4 ohne Angabe" in seite
    assert "Psychiatrie" in seite
    assert "§ 2 Abs. 3 Satz 1 HFKVO NRW" in seite
    assert "sie hindern keine Berufung" in seite
    assert "Psychiatrie" not in als(nrw, Funktion.MITGLIED).hole(SEITE)


def test_it_warns_before_a_term_ends_and_names_whom_to_write_to(nrw: Spiel, als: Als) -> None:
    ende = heute() + timedelta(days=60)
    berufe(nrw, schlage_vor(nrw, "/pro_asyl/1//mitglied/1"), bis=am(ende))
    seite = text(als(nrw, Funktion.GESCHAEFTSSTELLE).hole(SEITE))
    assert f"{ende:%d.%m.%Y} · Ada Arzt (Mitglied)" in seite
    assert "Zu schreiben an: Bundesarbeitsgemeinschaft Pro Asyl" in seite
    assert "Einstellung des Hauses, keine Frist" in seite


def test_it_says_on_every_open_case_that_the_body_is_dormant(dortmund: Spiel, als: Als) -> None:
    fall = dortmund.neuer_fall()
    zu = dortmund.bis(Stand.ABGESCHLOSSEN)
    buero = als(dortmund, Funktion.GESCHAEFTSSTELLE)
    offen = f"/dortmund/faelle/{fall.pk}/"
    assert "Das Gremium ruht" not in buero.hole(offen)
    Berufung.objects.filter(gremium=dortmund.gremium).update(
        von=heute() - timedelta(days=30), bis=heute() - timedelta(days=1)
    )
    geplant = f"/dortmund/sitzungen/{dortmund.sitzung().pk}/"
    for adresse in (offen, "/dortmund/", "/dortmund/besetzung/", "/dortmund/sitzungen/", geplant):
        seite = text(buero.hole(adresse))
        assert f"Seit {heute():%d.%m.%Y} ist niemand mehr berufen." in seite, adresse
        assert "Was mit offenen Fällen geschieht, ist noch nicht geregelt." in seite
    assert "Das Gremium ruht" not in buero.hole(f"/dortmund/faelle/{zu.pk}/")
    dortmund.tue(
        "offene_faelle_regeln",
        offene_faelle="warten",
        text="Der Rat wählt im Januar.",
        entschieden_von="Dezernentin",
    )
    seite = text(buero.hole(offen))
    assert "Der Rat wählt im Januar." in seite
    assert f"Entschieden von Dezernentin am {heute():%d.%m.%Y} ." in seite


def test_it_shows_the_share_of_refusals_as_a_figure(nrw: Spiel, als: Als) -> None:
    for entscheidung in ("befassung", "keine_befassung"):
        fall = nrw.bis(Stand.VORPRUEFUNG)
        nrw.zug(fall, "befassung_entscheiden", entscheidung)
    seite = text(als(nrw, Funktion.MITGLIED).hole(SEITE))
    assert f"{heute().year} : 2 entschieden, 1 abgelehnt (50 %)" in seite
    assert "Jede Ablehnung steht allen Mitgliedern offen" in seite
    assert "Lesart: § 4 Abs. 1" in seite


def test_it_leads_from_a_free_seat_to_the_form_with_the_seat_chosen(nrw: Spiel, als: Als) -> None:
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    assert "person_vorschlagen/?posten=%2Fpro_asyl%2F1%2F%2Fmitglied%2F1" in buero.hole(SEITE)
    formular = buero.hole(
        "/nrw/schritt/person_vorschlagen/?posten=%2Fpro_asyl%2F1%2F%2Fmitglied%2F1"
    )
    assert 'value="/pro_asyl/1//mitglied/1" selected' in formular
    mitglied = als(nrw, Funktion.MITGLIED).hole(SEITE)
    assert "person_vorschlagen" not in mitglied
    assert "berufung_beenden" not in mitglied


def test_it_shows_texts_below_the_rules_and_says_what_is_missing(nrw: Spiel, als: Als) -> None:
    """§ 8 HFKVO: three texts, none of which is known here."""
    mitglied = als(nrw, Funktion.MITGLIED)
    assert text(mitglied.hole(SEITE)).count("Der Text ist hier nicht hinterlegt.") == 3
    erledigt = nrw.tue(
        "regelungstext_festhalten", kennung="entscheidungsgrundsaetze", text="Wir wägen ab."
    )
    seite = text(mitglied.hole(SEITE))
    assert seite.count("Der Text ist hier nicht hinterlegt.") == 2
    assert "Einvernehmen: steht aus" in seite
    eine = text(mitglied.hole(f"{SEITE}texte/{erledigt.objekt_id}/"))
    assert "Wir wägen ab." in eine
    assert "Gilt ab nicht bekannt" in eine


def test_it_writes_the_letter_of_appointment(nrw: Spiel, als: Als) -> None:
    berufung = berufe(nrw, schlage_vor(nrw, "/pro_asyl/1//mitglied/1"))
    brief = text(als(nrw, Funktion.FACHAUFSICHT).hole(f"{SEITE}{berufung.pk}/schreiben/"))
    assert berufung.bis is not None
    assert f"ab {heute():%d.%m.%Y} bis {berufung.bis:%d.%m.%Y}" in brief
    assert "Berufende Stelle: das für Ausländerangelegenheiten zuständige Ministerium." in brief
    assert "Vorgeschlagen hat Sie: Bundesarbeitsgemeinschaft Pro Asyl." in brief
    assert "Grundlage: § 2 Abs. 1 Satz 2, Abs. 2 Satz 1 HFKVO NRW; Dauer: § 2 Abs. 1" in brief
    assert "§ 6 Abs. 2 Satz 5 HFKVO NRW" in brief
    als(nrw, Funktion.MITGLIED).hole(f"{SEITE}{berufung.pk}/schreiben/", status=404)


def test_it_is_not_there_for_others(nrw: Spiel, als: Als) -> None:
    for funktion in (Funktion.RAT, Funktion.DATENSCHUTZ):
        als(nrw, funktion).hole(SEITE, status=404)


def test_it_names_the_text_below_the_rules_on_which_a_row_rests(
    nrw: Spiel, als: Als, tmp_path: Path, settings: Settings
) -> None:
    """A house that has the Entscheidungsgrundsätze cites them in a local version of the rules."""
    ordner = tmp_path / "ordnungen" / "nrw"
    ordner.mkdir(parents=True)
    zeilen = (WURZEL / "nrw" / "2020-10-14.toml").read_text("utf-8")
    zeilen = zeilen.replace(
        "[[amtszeit]]\n", '[[amtszeit]]\nnachrangig = "entscheidungsgrundsaetze"\n'
    )
    (ordner / "2020-10-14.toml").write_text(zeilen, "utf-8")
    settings.ORDNUNGEN_DIRS = [str(tmp_path / "ordnungen"), *settings.ORDNUNGEN_DIRS]
    fassungen.alle.cache_clear()
    try:
        mitglied = als(nrw, Funktion.MITGLIED)
        seite = text(mitglied.hole("/nrw/ordnung/"))
        assert "Steht in: Entscheidungsgrundsätze der Härtefallkommission (der Text ist" in seite
        nrw.tue("regelungstext_festhalten", kennung="entscheidungsgrundsaetze", text="A")
        seite = text(mitglied.hole("/nrw/ordnung/"))
        assert "Steht in: Entscheidungsgrundsätze der Härtefallkommission, Fassung 1" in seite
    finally:
        fassungen.alle.cache_clear()


def test_it_names_those_whose_pledge_of_secrecy_is_missing(nrw: Spiel, als: Als) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    seite = besuch.hole("/nrw/besetzung/")
    stelle = seite.index("Ohne eingetragene Verpflichtung zur Verschwiegenheit")
    genannt = text(seite[stelle : seite.index("hf-sitze", stelle)])
    im_amt = Berufung.objects.exclude(amt=None).filter(kleines_gremium="", gremium=nrw.gremium)
    ohne = {b.name for b in im_amt.filter(verpflichtet_am=None)}
    assert ohne and all(name in genannt for name in ohne)
