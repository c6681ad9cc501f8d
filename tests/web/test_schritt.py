"""The one page for every act: form, refusal, nothing lost, nothing done twice."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haertefall.faelle.models import Fall
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.web.angebot import AUF_EIGENER_SEITE
from haertefall.web.schritt import OHNE_SEITE
from haertefall.zeit import heute
from tests.web.besuch import Besuch, text, titel

Als = Callable[[Spiel, Funktion], Besuch]

ANTRAG = {
    "eingegangen_am": heute().isoformat(),
    "antragsweg": "antrag_aus_kommission",
    "nachname": "Hoxha",
    "vornamen": "Arlinda",
    "votum": "Ein Ersuchen",
    "gruende": "Lebt seit elf Jahren hier",
}
NEU = "/nrw/schritt/antrag_erfassen/"


def test_it_opens_a_case_and_leads_to_it(nrw: Spiel, buero: Besuch) -> None:
    antwort = buero.sende(NEU, {**ANTRAG, "einmal": str(uuid.uuid4())})
    fall = Fall.objects.get()
    assert antwort.headers["Location"] == f"/nrw/faelle/{fall.pk}/"
    seite = text(buero.hole(f"/nrw/faelle/{fall.pk}/"))
    assert "Erledigt: Antrag erfassen." in seite
    assert "Arlinda Hoxha" in seite


def test_it_shows_title_hint_norm_and_wording(nrw: Spiel, buero: Besuch) -> None:
    seite = text(buero.hole(NEU))
    assert "Es genügt, was vorliegt" in seite
    assert "Rechtsgrund: § 4 Abs. 2 Satz 1 HFKVO NRW" in seite
    assert "Anträge nach Absatz 1 werden zunächst der Geschäftsstelle zugeleitet." in seite


def test_it_says_on_what_a_row_rests_that_is_no_text(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    seite = text(buero.hole(buero.fall(fall, "schritt/zulaessigkeit_feststellen/")))
    assert "Praxis § 5 Abs. 1 HFKVO NRW" in seite


def test_it_shows_every_form_that_the_rules_permit(nrw: Spiel, als: Als) -> None:
    """Every act has a page in every state and for every Funktion that may do it."""
    gezeigt = set()
    besuche = {f: als(nrw, f) for f in (Funktion.GESCHAEFTSSTELLE, Funktion.VORPRUEFUNGSAUSSCHUSS,
                                        Funktion.AUSLAENDERBEHOERDE, Funktion.VORSITZ)}  # fmt: skip
    for stand in Stand:
        if stand is Stand.ANGEBOTEN:
            continue  # only on the way of the text
        fall = nrw.bis(stand)
        for besuch in besuche.values():
            seite = besuch.client.get(besuch.fall(fall))
            if seite.status_code == 404:
                continue
            for name in SCHRITTE:
                adresse = besuch.fall(fall, f"schritt/{name}/")
                if adresse in seite.content.decode():
                    form = besuch.hole(adresse)
                    assert SCHRITTE[name].titel in titel(form)
                    assert 'name="einmal"' in form
                    gezeigt.add(name)
    ablauf = fassungen.aus_hash(fall.fassung_id).ablauf
    frei = {
        "dokument_freigeben",
        "ruhen_beenden",
        "fall_trennen",
        "vorbefassung_loesen",
        "berichtigung_bestaetigen",
        "gefahr_erledigen",
    }
    erwartet = (
        {z.schritt for z in ablauf if z.von} - frei - {"einzelfall_vorlegen", "fall_aufgreifen"}
    )
    assert (erwartet & set(SCHRITTE)) - AUF_EIGENER_SEITE <= gezeigt


def test_it_lists_errors_on_top_and_at_the_field(nrw: Spiel, buero: Besuch) -> None:
    seite = buero.sende(NEU, {**ANTRAG, "nachname": "", "einmal": str(uuid.uuid4())}, 422)
    inhalt = seite.content.decode()
    assert titel(inhalt).startswith("Fehler: ")
    assert '<a class="hf-verweis" href="#id_nachname">Nachname: Bitte ausfüllen.</a>' in inhalt
    assert 'aria-invalid="true"' in inhalt
    assert 'aria-describedby="id_nachname_error"' in inhalt
    assert 'id="id_nachname_error"' in inhalt
    assert "Lebt seit elf Jahren hier" in inhalt
    assert not Fall.objects.exists()


def test_it_links_hint_and_error_to_the_field(nrw: Spiel, buero: Besuch) -> None:
    morgen = (heute() + timedelta(days=1)).isoformat()
    antwort = buero.sende(NEU, {**ANTRAG, "eingegangen_am": morgen}, 422)
    inhalt = antwort.content.decode()
    assert 'aria-describedby="id_eingegangen_am_helptext id_eingegangen_am_error"' in inhalt
    assert "Der Tag liegt in der Zukunft." in inhalt
    assert f'value="{morgen}"' in inhalt


def test_it_does_a_form_once_however_often_it_is_sent(nrw: Spiel, buero: Besuch) -> None:
    form = {**ANTRAG, "einmal": str(uuid.uuid4())}
    erste = buero.sende(NEU, form)
    zweite = buero.sende(NEU, {**form, "csrfmiddlewaretoken": "ein anderes"})
    assert erste.headers["Location"] == zweite.headers["Location"]
    assert Fall.objects.count() == 1


def test_it_refuses_the_same_form_with_another_input_and_keeps_it(
    nrw: Spiel, buero: Besuch
) -> None:
    form = {**ANTRAG, "einmal": str(uuid.uuid4())}
    buero.sende(NEU, form)
    antwort = buero.sende(NEU, {**form, "gruende": "Ganz andere Gründe"}, 409)
    inhalt = antwort.content.decode()
    assert "schon einmal abgesendet" in inhalt
    assert "Ganz andere Gründe" in inhalt
    assert form["einmal"] not in inhalt
    assert Fall.objects.count() == 1


def test_it_loses_no_input_when_somebody_else_was_faster(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    gesehen = fall.version
    nrw.zug(fall, "person_hinzufuegen")
    eingabe = {
        "einmal": str(uuid.uuid4()),
        "version": str(gesehen),
        "faellig_am": heute().isoformat(),
        "text": "Mühsam getippt",
    }
    adresse = buero.fall(fall, "schritt/wiedervorlage_setzen/")
    antwort = buero.sende(adresse, eingabe, 409)
    inhalt = antwort.content.decode()
    assert "in der Zwischenzeit geändert" in inhalt
    assert "Mühsam getippt" in inhalt
    assert f"Neuer Stand des Falls: <strong>{fall.stand_wort}</strong>" in inhalt
    assert f'name="version" value="{fall.version}"' in inhalt
    assert not fall.wiedervorlagen.exists()
    # The form as it came back can be sent and is done.
    buero.sende(adresse, {**eingabe, "version": str(fall.version)})
    assert fall.wiedervorlagen.get().text == "Mühsam getippt"


def test_it_takes_no_unreadable_version_for_a_current_one(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    for version in ("abc", "-1", "9" * 30, "١"):
        buero.sende(
            buero.fall(fall, "schritt/wiedervorlage_setzen/"),
            {"version": version, "faellig_am": heute().isoformat(), "text": "x"},
            409,
        )


def test_it_refuses_with_reason_and_norm_and_keeps_the_input(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    antwort = buero.schritt(
        fall, "ersuchen_zuleiten", 403, gruende="Mühsam getippt", am=heute().isoformat()
    )
    seite = text(antwort.content.decode())
    assert "„Ersuchen zuleiten“ ist jetzt nicht möglich" in seite
    assert "nur im Stand „Ersuchen beschlossen, ist zuzuleiten“" in seite
    assert "§ 7 Abs. 2 Satz 1 HFKVO NRW" in seite
    assert "Gründe für das Ersuchen Mühsam getippt" in seite
    assert fall.stand == Stand.EINGEGANGEN


def test_it_refuses_the_wrong_funktion_with_reason(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    mitglied = als(nrw, Funktion.MITGLIED)
    antwort = mitglied.client.get(mitglied.fall(fall, "schritt/ergebnis_feststellen/"))
    assert antwort.status_code == 403
    assert "Als Mitglied ist dieser Schritt nicht möglich" in text(antwort.content.decode())
    mitglied.sende("/nrw/schritt/sitzung_anberaumen/", {}, 403)
    assert Sitzung.objects.count() == 1


@pytest.mark.parametrize("name", ["gibt_es_nicht", "altbestand_uebernehmen"])
def test_it_knows_no_other_acts(nrw: Spiel, buero: Besuch, name: str) -> None:
    fall = nrw.neuer_fall()
    buero.hole(f"/nrw/schritt/{name}/", 404)
    buero.hole(buero.fall(fall, f"schritt/{name}/"), 404)
    assert {"altbestand_uebernehmen"} == OHNE_SEITE


def test_it_keeps_acts_of_the_body_away_from_cases(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    buero.hole(buero.fall(fall, "schritt/sitzung_anberaumen/"), 404)
    assert "neuen Fall" in text(buero.hole(buero.fall(fall, "schritt/antrag_erfassen/"), 403))


def test_it_shows_no_form_that_would_name_an_offered_case(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(fall, "befassung_entscheiden", "keine_befassung")
    mitglied = als(nrw, Funktion.MITGLIED)
    mitglied.hole(mitglied.fall(fall, "schritt/fall_aufgreifen/"))
    for name in ("angabe_festhalten", "ergebnis_feststellen", "person_hinzufuegen"):
        mitglied.hole(mitglied.fall(fall, f"schritt/{name}/"), 404)
    mitglied.hole(mitglied.fall(fall, "fragen/"), 404)


def test_it_fills_in_what_a_link_says(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    person = fall.personen.get()
    seite = buero.hole(
        buero.fall(fall, f"schritt/angabe_festhalten/?merkmal=wohnsitz_im_land&person={person.pk}")
    )
    assert '<option value="wohnsitz_im_land" selected>' in seite
    assert f'<option value="{person.pk}" selected>' in seite


def test_it_keeps_several_choices(nrw: Spiel, als: Als) -> None:
    fall = nrw.bis(Stand.ANGEKUENDIGT)
    nrw_behoerde = als(nrw, Funktion.AUSLAENDERBEHOERDE)
    personen = [str(p.pk) for p in fall.personen.all()]
    nrw_behoerde.schritt(
        fall, "anordnung_eintragen", am=heute().isoformat(), personen=personen, bedingung=""
    )
    assert fall.stand == Stand.ANGEORDNET
    assert fall.folgen.filter(art="anordnung").count() == len(personen)


def test_it_leads_away_from_a_case_that_one_no_longer_sees(
    nrw: Spiel, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    fall = nrw.bis(Stand.VORPRUEFUNG)
    ausschuss = als(nrw, Funktion.VORPRUEFUNGSAUSSCHUSS)
    monkeypatch.setattr("haertefall.web.schritt.sichtbar_fuer", lambda akteur: Fall.objects.none())
    antwort = ausschuss.schritt(
        fall, "befassung_entscheiden", entscheidung="befassung", am=heute().isoformat()
    )
    assert antwort.headers["Location"] == "/nrw/"
    assert "Erledigt: Über die Befassung entscheiden." in text(ausschuss.hole("/nrw/"))


def test_it_plans_a_session_and_leads_to_it(nrw: Spiel, buero: Besuch) -> None:
    tag = (heute() + timedelta(days=7)).isoformat()
    antwort = buero.sende(
        "/nrw/schritt/sitzung_anberaumen/",
        {"tag": tag, "uhrzeit": "10:00", "form": "raum", "ort": "Saal 1"},
    )
    sitzung = Sitzung.objects.get()
    assert antwort.headers["Location"] == f"/nrw/sitzungen/{sitzung.pk}/"
    assert "Saal 1" in buero.hole(f"/nrw/sitzungen/{sitzung.pk}/")


def test_it_changes_nothing_by_showing_a_page(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN)
    sitzung = Sitzung.objects.get()
    adressen = [
        "/", "/nrw/", "/nrw/faelle/", "/nrw/sitzungen/", "/nrw/bericht/", "/nrw/ordnung/",
        "/funktion/", NEU, buero.fall(fall), buero.fall(fall, "fragen/"),
        buero.fall(fall, "schritt/ersuchen_zuleiten/"), f"/nrw/sitzungen/{sitzung.pk}/",
        "/nrw/bericht/tabelle_6_1.csv", "/nrw/bericht/tabellen.json",
    ]  # fmt: skip
    for adresse in adressen:
        with CaptureQueriesContext(connection) as anfragen:
            buero.client.get(adresse)
        geschrieben = {
            a["sql"].split()[2].strip('"')
            for a in anfragen
            if a["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        }
        # The trace of who looked is the only thing that reading leaves.
        assert geschrieben <= {"audit_zugriff"}, (adresse, geschrieben)


def test_it_asks_for_a_decision_only_where_one_is_needed(nrw: Spiel, als: Als) -> None:
    """What concerns only exceptions does not stand in everybody's way."""
    besuch = als(nrw, Funktion.GESCHAEFTSSTELLE)
    antrag = "/nrw/schritt/antrag_erfassen/"
    assert 'type="hidden" name="vor_erster_fassung"' in besuch.hole(antrag)
    frueh = {"einmal": str(uuid.uuid4()), "eingegangen_am": "2019-05-06"}
    wieder = besuch.sende(antrag, frueh, 422).content.decode()
    assert 'type="checkbox" name="vor_erster_fassung"' in wieder
    fall = nrw.neuer_fall()
    pruefen = besuch.fall(fall, "schritt/zulaessigkeit_feststellen/")
    assert 'type="checkbox" name="offen_weiter"' in besuch.hole(pruefen)
    reif = nrw.bis(Stand.BERATUNGSREIF)
    setzen = besuch.hole(besuch.fall(reif, "schritt/auf_tagesordnung_setzen/"))
    assert 'type="hidden" name="ohne_stellungnahme"' in setzen
