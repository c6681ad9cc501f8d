"""The pages of the Prüfhilfe: who sees them, what they say first, what they never show."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Fall, Pruefhilfevermerk
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.vorfuehrung.spiel import Spiel
from tests.web.besuch import Besuch, amt_von, text, titel

Als = Callable[[Spiel, Funktion], Besuch]
TAG = "stichtag=2026-11-20"


@pytest.fixture
def beratung(nrw: Spiel) -> Amt:
    return amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)


@pytest.fixture
def fall(nrw: Spiel, beratung: Amt) -> Fall:
    fall = nrw.neuer_fall(eingebracht_von=str(beratung.pk))
    nrw.zug(fall, "aufenthaltszeiten_festhalten")
    return fall


def seite(besuch: Besuch, fall: Fall, rest: str = "", frage: str = TAG) -> str:
    return besuch.hole(besuch.fall(fall, f"pruefhilfe/{rest}?{frage}"))


def test_it_shows_every_way_in_the_order_of_the_law(buero: Besuch, fall: Fall) -> None:
    inhalt = seite(buero, fall)
    stellen = [inhalt.find(f'weg={kennung}"') for kennung in ausgeliefert().wege]
    assert -1 not in stellen
    kodiert = [
        inhalt.find(f'weg={k}"') for k in ("25a", "25b", "104c.A", "60c", "16g", "60d", "19d")
    ]
    assert kodiert == sorted(kodiert)


def test_it_carries_the_banner_on_every_page(nrw: Spiel, buero: Besuch, fall: Fall) -> None:
    nrw.zug(fall, "pruefhilfe_vermerken", stichtag="2026-11-20")
    vermerk = Pruefhilfevermerk.objects.get(fall=fall)
    for rest, frage in (
        ("", TAG),
        ("weg/", f"{TAG}&weg=25b"),
        ("vermerk/", f"{TAG}&vermerk={vermerk.pk}"),
        ("bitte/", TAG),
    ):
        worte = text(seite(buero, fall, rest, frage))
        assert "Rechtsstand: Aufenthaltsgesetz (AufenthG) im Text vom 10.09.2026" in worte, rest
        assert "keine Entscheidung" in worte.replace("Keine", "keine"), rest
        assert "keine Rechtsberatung" in worte, rest


def test_it_draws_the_periods_and_the_chain_of_duldungen(buero: Besuch, fall: Fall) -> None:
    inhalt = seite(buero, fall)
    assert inhalt.count('<svg xmlns="http://www.w3.org/2000/svg" class="diagramm"') == 2
    worte = text(inhalt)
    assert (
        "Kette der Duldungen: 5 Duldungen nacheinander, die kürzeste 92 Tage, zusammen 1.604 Tage"
        in worte
    )
    assert "Aufenthaltsgestattung 01.03.2020 30.06.2022 852 liegt vor" in worte


def test_it_says_the_earliest_day_and_what_to_find_out_first(
    nrw: Spiel, buero: Besuch, fall: Fall
) -> None:
    """Six years without a child: 1 March 2020 plus the months that do not count."""
    inhalt = text(seite(buero, fall, "weg/", f"{TAG}&weg=25b"))
    assert "Was noch fehlt" in inhalt and "Unterlagen, die es beweisen" in inhalt
    assert "§ 25b Abs. 1 Satz 2 Nr. 1 AufenthG" in inhalt
    nrw.zug(fall, "rechtsangabe_festhalten", angabe="lebt_mit_ledigem_kind", antwort="nein")
    inhalt = text(seite(buero, fall, "weg/", f"{TAG}&weg=25b"))
    assert "kann das Ergebnis ändern" in inhalt or "braucht ein Urteil" in inhalt


def test_it_says_by_when_time_alone_meets_a_condition(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall()
    nrw.zug(
        fall, "aufenthaltszeiten_festhalten",
        **{f"{s}_{n}": "" for s in ("art", "von", "bis") for n in range(6)}
        | {"art_0": "duldung", "von_0": "2021-02-01"},
    )  # fmt: skip
    nrw.zug(fall, "rechtsangabe_festhalten", angabe="lebt_mit_ledigem_kind", antwort="nein")
    inhalt = text(seite(buero, fall, "weg/", f"{TAG}&weg=25b"))
    assert "Durch Zeitablauf erfüllt ab 01.02.2027 ." in inhalt


def test_it_takes_another_day_and_the_law_of_that_day(buero: Besuch, fall: Fall) -> None:
    vorher = text(seite(buero, fall, "weg/", "stichtag=2022-12-30&weg=104c.A"))
    danach = text(seite(buero, fall, "weg/", "stichtag=2022-12-31&weg=104c.A"))
    assert "An diesem Tag nicht in Kraft" in vorher
    assert "An diesem Tag nicht in Kraft" not in danach
    assert "Das ist kein Tag" in text(seite(buero, fall, "", "stichtag=gestern"))


def test_it_shows_all_sides_and_where_they_differ(nrw: Spiel, buero: Besuch, fall: Fall) -> None:
    nrw.zug(fall, "rechtsangabe_festhalten", angabe="ledig", antwort="ja", seite="antrag")
    nrw.zug(fall, "rechtsangabe_festhalten", angabe="ledig", antwort="nein", seite="behoerde")
    worte = text(seite(buero, fall))
    assert re.search(r"Antragsteller oder Beratung Ja .* Ausländerbehörde Nein", worte)
    assert "Die Seiten widersprechen sich" in worte


def test_it_points_to_counselling_where_there_is_no_rule(buero: Besuch, fall: Fall) -> None:
    worte = text(seite(buero, fall))
    assert "Was hier keine Regel ist: bitte beraten lassen" in worte
    for hinweis in ausgeliefert().stand.hinweis:
        assert hinweis.warum in worte.replace("\N{NO-BREAK SPACE}", " "), hinweis.kennung


def test_it_is_not_there_for_the_authority_or_without_the_file(
    nrw: Spiel, als: Als, fall: Fall
) -> None:
    nrw.bis(Stand.STELLUNGNAHME, fall)
    angeboten = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(angeboten, "befassung_entscheiden", "keine_befassung")
    behoerde, mitglied = als(nrw, Funktion.AUSLAENDERBEHOERDE), als(nrw, Funktion.MITGLIED)
    for rest in ("", "weg/", "fragen/", "liste/", "vermerk/", "bitte/"):
        behoerde.hole(behoerde.fall(fall, f"pruefhilfe/{rest}"), 404)
        mitglied.hole(mitglied.fall(angeboten, f"pruefhilfe/{rest}"), 404)
    behoerde.hole(behoerde.fall(fall))


def test_it_keeps_a_planned_removal_away_from_the_person_s_side(
    nrw: Spiel, als: Als, beratung: Amt, fall: Fall
) -> None:
    """§ 97a AufenthG: neither the answer, nor what rests on it, nor the frozen result."""
    nrw.zug(
        fall, "massnahmen_festhalten", seite="behoerde", art_0="transport", von_0="2026-11-02",
        beleg="MarkeFlug",
    )  # fmt: skip
    nrw.zug(
        fall, "rechtsangabe_festhalten", angabe="60a.5b.massnahmen", antwort="ja",
        seite="behoerde", beleg="MarkeBuchung",
    )  # fmt: skip
    nrw.zug(fall, "pruefhilfe_vermerken", stichtag="2026-11-20")
    vermerk = Pruefhilfevermerk.objects.get(fall=fall)
    innen, aussen = als(nrw, Funktion.GESCHAEFTSSTELLE), Besuch(beratung)
    assert "MarkeBuchung" in seite(innen, fall)
    assert "Maßnahmen der Behörde: 1 eingetragen" in text(seite(innen, fall))
    draussen = seite(aussen, fall)
    assert "Marke" not in draussen and str(vermerk.pk) not in draussen
    assert "Maßnahmen der Behörde: nicht bekannt" in text(draussen)
    aussen.hole(aussen.fall(fall, f"pruefhilfe/vermerk/?vermerk={vermerk.pk}"), 404)
    drinnen = text(seite(innen, fall, "weg/", f"{TAG}&weg=60a.5b"))
    assert "Der Grund scheint vorzuliegen" in drinnen
    assert "Der Grund scheint vorzuliegen" not in text(
        seite(aussen, fall, "weg/", f"{TAG}&weg=60a.5b")
    )
    assert "Marke" not in seite(innen, fall, "bitte/")


def test_it_answers_only_for_persons_and_ways_that_there_are(buero: Besuch, fall: Fall) -> None:
    for frage in ("person=9", "person=x"):
        buero.hole(buero.fall(fall, f"pruefhilfe/?{frage}"), 404)
    buero.hole(buero.fall(fall, "pruefhilfe/weg/?weg=99z"), 404)
    buero.hole(buero.fall(fall, "pruefhilfe/vermerk/?vermerk=x"), 404)
    for rest in ("weg/", "fragen/", "liste/", "vermerk/"):
        buero.hole(buero.fall(fall, f"pruefhilfe/{rest}"), 302)


def test_it_names_nobody_in_the_title(nrw: Spiel, buero: Besuch) -> None:
    fall = nrw.neuer_fall(nachname="MarkeName")
    for rest, frage in (
        ("", TAG),
        ("weg/", "weg=25b"),
        ("bitte/", TAG),
        ("liste/", "art=aufenthalt"),
    ):
        assert "MarkeName" not in titel(seite(buero, fall, rest, frage))


def test_it_leaves_a_trace_of_every_opening(buero: Besuch, fall: Fall) -> None:
    seite(buero, fall)
    seite(buero, fall, "bitte/")
    spuren = Zugriff.objects.filter(objekt=fall.pk, konto=buero.amt.konto_id)
    assert spuren.filter(was="pruefhilfe_geoeffnet").count() == 1
    assert spuren.filter(was="einzelfallbitte_gedruckt").count() == 1


def test_it_shows_a_frozen_result_and_what_would_be_different_now(
    nrw: Spiel, buero: Besuch, fall: Fall
) -> None:
    nrw.zug(fall, "pruefhilfe_vermerken", stichtag="2026-11-20", vermerk="MarkeVermerk")
    vermerk = Pruefhilfevermerk.objects.get(fall=fall)
    frage = f"{TAG}&vermerk={vermerk.pk}"
    worte = text(seite(buero, fall, "vermerk/", frage))
    assert "MarkeVermerk" in worte and vermerk.hash in worte
    assert "Was jetzt anders herauskäme" not in worte
    nrw.zug(fall, "rechtsangabe_festhalten", angabe="18.2.angebot", antwort="nein")
    worte = text(seite(buero, fall, "vermerk/", frage))
    assert "damals „Zu klären“, jetzt „Nicht erfüllt“" in worte
    vermerk.hash = "0" * 64
    vermerk.save(update_fields=["hash"])
    assert "Prüfsumme stimmt nicht" in text(seite(buero, fall, "vermerk/", frage))


def test_it_prints_what_was_found_as_a_request_to_the_authority(
    nrw: Spiel, buero: Besuch, fall: Fall
) -> None:
    """Only what people answered with yes; what is not known is not claimed."""
    for angabe, antwort in (("60a.2.2.zeuge", "ja"), ("60a.2.1.tatsaechlich", "nein")):
        nrw.zug(fall, "rechtsangabe_festhalten", angabe=angabe, antwort=antwort)
    worte = text(seite(buero, fall, "bitte/"))
    assert "Duldung für Zeuginnen und Zeugen (§ 60a Abs. 2 Satz 2 AufenthG)" in worte
    assert "Ist die Abschiebung tatsächlich unmöglich" not in worte
    assert "rechtlichen und tatsächlichen Hindernisse" in worte
    assert "ob er noch gilt, ist hier nicht geprüft" in worte


def test_it_links_the_paper_only_for_who_may_read_it(
    nrw: Spiel, buero: Besuch, beratung: Amt, fall: Fall
) -> None:
    nrw.zug(fall, "dokument_hinzufuegen", seite="behoerde")
    papier = fall.dokumente.get()
    nrw.zug(fall, "rechtsangabe_festhalten", angabe="ledig", antwort="ja", dokument=str(papier.pk))
    assert f"dokumente/{papier.pk}/" in seite(buero, fall)
    assert str(papier.pk) not in seite(Besuch(beratung), fall)


def test_it_needs_few_queries_for_a_long_file(
    nrw: Spiel, buero: Besuch, fall: Fall, django_assert_max_num_queries: Any
) -> None:
    for antwort in ("ja", "nein", "ja"):
        nrw.zug(fall, "rechtsangabe_festhalten", angabe="ledig", antwort=antwort)
    seite(buero, fall)
    with django_assert_max_num_queries(18):
        seite(buero, fall)
