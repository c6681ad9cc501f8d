"""The page of a case: who may read what, where it stands, what comes next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import Tiefe, tiefe
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.einrichten import behoerde_anlegen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.akte_ansicht import Sicht, akte, sicht
from haertefall.web.weganzeige import Lage, weganzeige
from haertefall.zeit import gestellt, heute, jetzt
from tests.web.besuch import Besuch, amt_von, text, titel
from tests.web.marken import MARKEN, fall_mit_marken, gezeigt

Als = Callable[[Spiel, Funktion], Besuch]

ALLE = set(MARKEN)
# What is typed into acts is shown again only to the office.
NUR_BUERO = {"vermerk"}
BEHOERDE = {
    "nachname", "geburt", "votum", "gruende", "verfahren", "beleg_behoerde", "beleg_geheim",
    "fragen", "sachverhalt", "behoerdenvotum", "ergebnisgrund", "erwartung", "absicht",
}  # fmt: skip
AUSSEN = {
    "nachname", "anschrift", "geburt", "votum", "gruende", "verfahren", "beleg_antrag",
    "beleg_behoerde", "beleg_buero", "beleg_eigenes_datum",
}  # fmt: skip


@pytest.fixture
def marken(nrw: Spiel) -> Fall:
    return fall_mit_marken(nrw)


def _anbieten(nrw: Spiel) -> Fall:
    fall = nrw.neuer_fall(nachname=MARKEN["nachname"], kurz=MARKEN["kurz"], votum=MARKEN["votum"])
    nrw.zug(fall, "zulaessigkeit_feststellen", "zulaessig")
    nrw.zug(fall, "befassung_entscheiden", "keine_befassung", gruende="Ohne Namen abgelehnt")
    return fall


def test_it_shows_the_office_everything(nrw: Spiel, marken: Fall, als: Als) -> None:
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    assert gezeigt(besuch.hole(besuch.fall(marken))) == ALLE


@pytest.mark.parametrize("funktion", [Funktion.MITGLIED, Funktion.VORSITZ])
def test_it_shows_members_the_file_but_not_what_was_typed(
    nrw: Spiel, marken: Fall, als: Als, funktion: Funktion
) -> None:
    besuch = als(nrw, funktion)
    seite = besuch.hole(besuch.fall(marken))
    assert gezeigt(seite) == ALLE - NUR_BUERO
    assert "§ 97a AufenthG" in seite


def test_it_shows_the_authority_the_procedure_and_no_deliberation(
    nrw: Spiel, marken: Fall, als: Als
) -> None:
    besuch = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    seite = besuch.hole(besuch.fall(marken))
    assert gezeigt(seite) == BEHOERDE
    for wort in ("Stimmen", "Enthaltung", "Grundlage:", "Vorprüfungsausschuss", "Verlauf"):
        assert wort not in text(seite), wort


def test_it_shows_the_ministry_the_announced_decision_only(
    nrw: Spiel, marken: Fall, als: Als
) -> None:
    besuch = als(nrw, Funktion.FACHAUFSICHT)
    seite = besuch.hole(besuch.fall(marken))
    assert gezeigt(seite) == {"absicht"}
    assert "will dem Ersuchen nicht folgen" in seite
    assert "Ersuchen zugeleitet am" in text(seite)
    assert "schritt/" not in seite


def test_it_shows_counsellors_their_side_and_never_a_planned_removal(
    nrw: Spiel,
) -> None:
    amt = amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)
    fall = fall_mit_marken(nrw, eingebracht_von=str(amt.pk))
    besuch = Besuch(amt)
    seite = besuch.hole(besuch.fall(fall))
    assert gezeigt(seite) == AUSSEN
    for wort in (
        "Stimmen",
        "Enthaltung",
        "Termin einer Rückführung steht fest",
        "Liegt vor",
        "Abzuwägen",
    ):
        assert wort not in text(seite), wort


def test_it_shows_an_offered_case_without_identity(nrw: Spiel, als: Als) -> None:
    fall = _anbieten(nrw)
    besuch = als(nrw, Funktion.MITGLIED)
    assert tiefe(besuch.akteur, fall) is Tiefe.OHNE_NAMEN
    seite = besuch.hole(besuch.fall(fall))
    assert gezeigt(seite) == {"kurz"}
    assert "Ohne Namen abgelehnt" in seite
    assert fall.aktenzeichen in seite
    assert "schritt/fall_aufgreifen/" in seite
    assert "Ausländerbehörde" not in text(seite)
    assert f"{fall.eingegangen_am:%d.%m.%Y}" not in seite


def test_it_shows_the_file_to_who_takes_a_case_up(nrw: Spiel, als: Als) -> None:
    fall = _anbieten(nrw)
    besuch = als(nrw, Funktion.MITGLIED)
    besuch.schritt(fall, "fall_aufgreifen", begruendung="Ich kenne den Stadtteil")
    seite = besuch.hole(besuch.fall(fall))
    assert gezeigt(seite) == {"nachname", "kurz", "votum"}
    assert fall.stand == Stand.AUFGENOMMEN


def test_it_does_not_exist_for_who_may_not_see_it(nrw: Spiel, als: Als) -> None:
    fall = nrw.neuer_fall()
    for funktion in (
        Funktion.MITGLIED,
        Funktion.VORSITZ,
        Funktion.VORPRUEFUNGSAUSSCHUSS,
        Funktion.AUSLAENDERBEHOERDE,
        Funktion.FACHAUFSICHT,
        Funktion.RAT,
        Funktion.DATENSCHUTZ,
    ):
        besuch = als(nrw, funktion)
        gibt_es_nicht = besuch.client.get(
            besuch.basis + "faelle/0e2f7b9e-0000-4000-8000-0000000000aa/"
        )
        antwort = besuch.client.get(besuch.fall(fall))
        assert antwort.status_code == gibt_es_nicht.status_code == 404
        hier, dort = (
            text(a.content.decode().replace(a.headers["X-Anfrage"], ""))
            for a in (antwort, gibt_es_nicht)
        )
        assert hier == dort


def test_it_is_not_there_under_the_address_of_another_room(
    spielplatz: Callable[..., list[Spiel]], als: Als
) -> None:
    nrw, dortmund = spielplatz("nrw", "dortmund")
    fall = nrw.neuer_fall()
    besuch = als(dortmund, Funktion.GESCHAEFTSSTELLE)
    besuch.hole(f"/dortmund/faelle/{fall.pk}/", 404)
    besuch.hole(f"/nrw/faelle/{fall.pk}/", 404)
    besuch.hole("/nrw/", 404)
    als(nrw, Funktion.GESCHAEFTSSTELLE).hole(f"/dortmund/faelle/{fall.pk}/", 404)


def test_it_ends_with_the_access(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    besuch = als(nrw, Funktion.VORPRUEFUNGSAUSSCHUSS)
    nrw.zug(fall, "befassung_entscheiden", "befassung")
    besuch.hole(besuch.fall(fall))
    with gestellt(jetzt() + timedelta(days=1)):
        besuch = als(nrw, Funktion.VORPRUEFUNGSAUSSCHUSS)
        besuch.hole(besuch.fall(fall), 404)


def test_it_shows_a_former_authority_nothing_of_the_new_one(nrw: Spiel) -> None:
    alt, neu = (
        amt_von(name, Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde_anlegen(name, name))
        for name in ("altstadt", "neustadt")
    )
    fall = nrw.bis(Stand.AUFGENOMMEN)
    gefragt = {"behoerde": str(alt.behoerde_id), "fragen": MARKEN["fragen"]}
    nrw.zug(fall, "stellungnahme_anfordern", **gefragt)
    nrw.zug(fall, "stellungnahme_eintragen", als=Funktion.GESCHAEFTSSTELLE)
    nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN, fall)
    nrw.zug(fall, "ersuchen_zuleiten", behoerde=str(neu.behoerde_id))
    nrw.zug(
        fall, "absicht_eintragen", absicht="absicht_folgen", gruende=MARKEN["absicht"],
        als=Funktion.GESCHAEFTSSTELLE,
    )  # fmt: skip
    seiten = {amt: Besuch(amt).hole(f"/abh/{amt.ort}/faelle/{fall.pk}/") for amt in (alt, neu)}
    assert gezeigt(seiten[alt]) == {"fragen"}
    assert gezeigt(seiten[neu]) == {"absicht"}
    assert "Ersuchen zugeleitet" not in text(seiten[alt])
    assert "Antwort der Ausländerbehörde" not in text(seiten[alt])
    assert "Beim Gremium" in seiten[alt]


def test_it_names_nobody_in_the_title(nrw: Spiel, marken: Fall, als: Als) -> None:
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.AUSLAENDERBEHOERDE):
        besuch = als(nrw, funktion)
        kopf = titel(besuch.hole(besuch.fall(marken)))
        assert marken.aktenzeichen in kopf
        assert not gezeigt(kopf)


def test_it_leaves_a_trace_of_every_opening(nrw: Spiel, marken: Fall, als: Als) -> None:
    besuch = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    besuch.hole(besuch.fall(marken))
    besuch.hole(besuch.fall(marken))
    spuren = Zugriff.objects.filter(was="fall_geoeffnet", objekt=marken.pk)
    assert [(s.konto, s.funktion, s.behoerde) for s in spuren] == [
        (besuch.amt.konto_id, Funktion.AUSLAENDERBEHOERDE, besuch.amt.behoerde_id)
    ] * 2


def test_it_leaves_no_trace_where_nothing_was_shown(nrw: Spiel, als: Als) -> None:
    fall = nrw.neuer_fall()
    besuch = als(nrw, Funktion.MITGLIED)
    besuch.hole(besuch.fall(fall), 404)
    assert not Zugriff.objects.filter(was="fall_geoeffnet").exists()


def test_it_needs_no_more_queries_for_a_long_history(nrw: Spiel, als: Als) -> None:
    besuch, fall = als(nrw, Funktion.GESCHAEFTSSTELLE), nrw.neuer_fall()
    kurz = _anfragen(besuch, fall)
    nrw.beantworte(fall, "zulaessig")
    for _ in range(3):
        nrw.zug(fall, "person_hinzufuegen")
    assert _anfragen(besuch, fall) == kurz
    assert kurz <= 27


def _anfragen(besuch: Besuch, fall: Fall) -> int:
    besuch.hole(besuch.fall(fall))
    with CaptureQueriesContext(connection) as anfragen:
        besuch.hole(besuch.fall(fall))
    return len(anfragen)


def test_it_puts_norm_and_mark_under_each_button(nrw: Spiel, als: Als) -> None:
    besuch, fall = als(nrw, Funktion.GESCHAEFTSSTELLE), nrw.neuer_fall()
    seite = text(besuch.hole(besuch.fall(fall)))
    assert "Prüfung der Ausschlussgründe feststellen Praxis § 5 Abs. 1 HFKVO NRW" in seite
    assert "Annahme des Programms" in seite
    nrw.bis(Stand.ANGEKUENDIGT, fall)
    seite = besuch.hole(besuch.fall(fall))
    # Two ways on, none of them pushed by a stronger button.
    assert "kern-btn--primary" not in seite
    assert "schritt/anordnung_eintragen/" in seite
    assert "schritt/ablehnung_eintragen/" in seite


def test_it_offers_no_step_that_would_be_refused(nrw: Spiel, als: Als) -> None:
    besuch, fall = als(nrw, Funktion.GESCHAEFTSSTELLE), nrw.neuer_fall()
    seite = besuch.hole(besuch.fall(fall))
    for schritt in ("ruhen_beenden", "fall_trennen", "vorbefassung_loesen", "ersuchen_zuleiten"):
        assert f"schritt/{schritt}/" not in seite
    nrw.zug(fall, "ruhen_lassen")
    seite = besuch.hole(besuch.fall(fall))
    assert "schritt/ruhen_beenden/" in seite
    assert "schritt/ruhen_lassen/" not in seite
    assert "ruht nach Absprache" in seite


def test_it_links_only_cases_that_one_may_see(nrw: Spiel, als: Als) -> None:
    frueher, fall = nrw.neuer_fall(), nrw.neuer_fall()
    nrw.zug(fall, "vorbefassung_verknuepfen", aktenzeichen=frueher.aktenzeichen)
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    buero, mitglied = als(nrw, Funktion.GESCHAEFTSSTELLE), als(nrw, Funktion.MITGLIED)
    assert f"faelle/{frueher.pk}/" in buero.hole(buero.fall(fall))
    assert frueher.aktenzeichen not in mitglied.hole(mitglied.fall(fall))
    assert fall.aktenzeichen in buero.hole(buero.fall(frueher))


def test_it_strikes_what_was_corrected_and_links_both(nrw: Spiel, als: Als) -> None:
    besuch, fall = als(nrw, Funktion.GESCHAEFTSSTELLE), nrw.bis(Stand.VORPRUEFUNG)
    eintrag = fall.verlauf.get(schritt="antrag_erfassen")
    gestern = heute() - timedelta(days=1)
    nrw.zug(fall, "berichtigen", eintrag=str(eintrag.pk), am=gestern.isoformat())
    seite = besuch.hole(besuch.fall(fall))
    neu = fall.verlauf.get(schritt="berichtigen")
    assert "<s>Antrag erfassen</s>" in seite
    assert f'href="#verlauf-{neu.nummer}"' in seite
    assert f'href="#verlauf-{eintrag.nummer}"' in seite
    assert f"{gestern:%d.%m.%Y}" in seite


def test_it_folds_many_acts_of_a_kind(nrw: Spiel, als: Als) -> None:
    besuch, fall = als(nrw, Funktion.GESCHAEFTSSTELLE), nrw.neuer_fall()
    nrw.beantworte(fall, "zulaessig")
    anzahl = fall.verlauf.filter(schritt="angabe_festhalten").count()
    assert anzahl > 10
    assert f"Frage beantworten, {anzahl} mal" in text(besuch.hole(besuch.fall(fall)))


def test_it_says_what_a_ground_asks_who_answered_and_how_it_stands(nrw: Spiel, als: Als) -> None:
    besuch, fall = als(nrw, Funktion.GESCHAEFTSSTELLE), nrw.neuer_fall()
    for seite_, antwort in (("antrag", "ja"), ("behoerde", "nein")):
        nrw.zug(
            fall,
            "angabe_festhalten",
            merkmal="wohnsitz_im_land",
            antwort=antwort,
            seite=seite_,
            beleg=f"Beleg {seite_}",
        )
    seite = text(besuch.hole(besuch.fall(fall)))
    assert "Kein ordnungsgemäßer Wohnsitz in Nordrhein-Westfalen Noch offen" in seite
    assert "§ 5 Abs. 1 Spiegelstrich 4 HFKVO NRW" in seite
    assert "Antragsteller oder Beratung Ja" in seite
    assert "Ausländerbehörde Nein" in seite
    assert (
        "Die Seiten widersprechen sich; die Geschäftsstelle hat noch nichts festgestellt" in seite
    )


def test_it_shows_the_computed_majority_as_a_sentence(nrw: Spiel, als: Als) -> None:
    besuch, fall = als(nrw, Funktion.GESCHAEFTSSTELLE), nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN)
    seite = text(besuch.hole(besuch.fall(fall)))
    rechnung = fall.ergebnisse.get().rechnung
    assert rechnung
    assert text(rechnung) in seite
    assert "Nach der hinterlegten Regel errechnet" in seite


def test_it_has_a_view_for_every_depth_and_none_for_nothing(nrw: Spiel) -> None:
    mitglied, beratung = nrw.akteur(Funktion.MITGLIED), nrw.akteur(Funktion.RAT)
    assert sicht(mitglied, Tiefe.OHNE_NAMEN) is Sicht.ANGEBOTEN
    assert sicht(mitglied, Tiefe.AKTE) is Sicht.INNEN
    for funktion in (Funktion.BERATUNG, Funktion.BETROFFENE, Funktion.DRITTE):
        assert sicht(replace(beratung, funktion=funktion), Tiefe.AKTE) is Sicht.AUSSEN
    with pytest.raises(ValueError, match="keine Ansicht"):
        sicht(mitglied, Tiefe.NICHTS)


def test_it_gives_affected_people_the_outside_view(nrw: Spiel, marken: Fall) -> None:
    betroffene = replace(
        nrw.akteur(Funktion.RAT), funktion=Funktion.BETROFFENE, fall_id=marken.pk, amt_id=None
    )
    ansicht = akte(marken, betroffene, Tiefe.AKTE, fassungen.aus_hash(marken.fassung_id), heute())
    assert ansicht.sicht is Sicht.AUSSEN
    assert gezeigt(repr(ansicht)) == AUSSEN
    verborgen = (ansicht.gruende, ansicht.verlauf, ansicht.termine, ansicht.stellungnahmen)
    assert verborgen == (None,) * 4


def test_it_holds_no_model_rows_that_a_template_could_follow(nrw: Spiel, marken: Fall) -> None:
    fassung = fassungen.aus_hash(marken.fassung_id)
    ansicht = akte(marken, nrw.akteur(Funktion.GESCHAEFTSSTELLE), Tiefe.AKTE, fassung, heute())
    assert not any(isinstance(wert, Fall) for wert in vars(ansicht).values())


def test_it_marks_stages_by_words(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUFGENOMMEN)
    ablauf = fassungen.aus_hash(fall.fassung_id).ablauf
    stationen = weganzeige(ablauf, Stand(fall.stand), [e.nach for e in fall.verlauf.all()])
    assert [(s.wort, s.lage) for s in stationen[:4]] == [
        ("Eingang", Lage.ERLEDIGT),
        ("Vorlage", Lage.ERLEDIGT),
        ("Befassung", Lage.HIER),
        ("Stellungnahme", Lage.OFFEN),
    ]


def test_it_leaves_out_stages_a_body_does_not_have(dortmund: Spiel) -> None:
    fall = dortmund.neuer_fall()
    ablauf = fassungen.aus_hash(fall.fassung_id).ablauf
    worte = [s.wort for s in weganzeige(ablauf, Stand.EINGEGANGEN, ["eingegangen"])]
    assert "Stellungnahme" not in worte
    assert worte[0] == "Eingang"
    assert worte[-1] == "Abschluss"


def test_it_tells_the_ministry_that_an_ersuchen_stands_no_more(nrw: Spiel, als: Als) -> None:
    """Taken back, it is not shown as one that still waits for its answer."""
    fall = nrw.bis(Stand.ERSUCHEN_ZUGELEITET)
    besuch = als(nrw, Funktion.FACHAUFSICHT)
    assert "Ersuchen steht nicht mehr" not in text(besuch.hole(besuch.fall(fall)))
    nrw.zug(fall, "ersuchen_zuruecknehmen")
    seiten = [besuch.fall(fall), besuch.fall(fall).partition("faelle/")[0] + "faelle/"]
    for seite in seiten:
        assert "Ersuchen steht nicht mehr" in text(besuch.hole(seite)), seite
