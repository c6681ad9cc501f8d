"""The pages on which members prepare a session."""

from collections.abc import Callable

from haertefall.audit.models import Zugriff
from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Mitgliederfrage, Notiz, Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.vorbereitung.test_laenderpapiere import PAPIER
from tests.web.besuch import Besuch, amt_von, text

Als = Callable[[Spiel, Funktion], Besuch]
NOTIZ, FRAGE, ANTWORT = "Ganz private Notiz", "Liegt die Urkunde vor?", "Ja, seit März."


def vorbereitet(nrw: Spiel, als: Als) -> tuple[Fall, Sitzung, Besuch]:
    """A case on the agenda; a member has asked and noted something, through the pages."""
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG, land="SRB")
    sitzung = Sitzung.objects.get()
    mitglied = als(nrw, Funktion.MITGLIED)
    for schritt, feld, wert in (
        ("notiz_schreiben", "text", NOTIZ),
        ("frage_stellen", "frage", FRAGE),
    ):
        antwort = mitglied.sende(f"/nrw/schritt/{schritt}/", {"fall": str(fall.pk), feld: wert})
        assert antwort["Location"] == mitglied.fall(fall, "vorbereitung/")
    return fall, sitzung, mitglied


def test_it_shows_a_note_to_its_writer_and_to_nobody_else(nrw: Spiel, als: Als) -> None:
    fall, sitzung, mitglied = vorbereitet(nrw, als)
    assert NOTIZ in mitglied.hole(mitglied.fall(fall, "vorbereitung/"))
    andere = amt_von("Andere Person", Funktion.MITGLIED, nrw.gremium)
    besuche = [Besuch(andere), als(nrw, Funktion.GESCHAEFTSSTELLE), als(nrw, Funktion.VORSITZ)]
    for besuch in besuche:
        for seite in (
            besuch.fall(fall, "vorbereitung/"),
            besuch.fall(fall),
            f"/nrw/sitzungen/{sitzung.pk}/",
            f"/nrw/sitzungen/{sitzung.pk}/vorbereitung/",
            f"/nrw/sitzungen/{sitzung.pk}/mappe/",
        ):
            assert NOTIZ not in besuch.hole(seite), (besuch.amt, seite)
        loeschen = f"/nrw/schritt/notiz_loeschen/?notiz={Notiz.objects.get().pk}"
        assert NOTIZ not in besuch.client.get(loeschen).content.decode()


def test_it_shows_a_question_and_its_answer_without_the_name(nrw: Spiel, als: Als) -> None:
    fall, sitzung, mitglied = vorbereitet(nrw, als)
    buero = als(nrw, Funktion.GESCHAEFTSSTELLE)
    frage = Mitgliederfrage.objects.get()
    buero.sende("/nrw/schritt/frage_beantworten/", {"frage": str(frage.pk), "antwort": ANTWORT})
    seite = text(als(nrw, Funktion.VORSITZ).hole(mitglied.fall(fall, "vorbereitung/")))
    assert FRAGE in seite
    assert ANTWORT in seite
    assert mitglied.amt.konto.name not in seite
    assert ANTWORT in buero.hole(f"/nrw/sitzungen/{sitzung.pk}/mappe/")


def test_it_counts_what_there_is_to_read_for_each_case(nrw: Spiel, als: Als) -> None:
    _, sitzung, mitglied = vorbereitet(nrw, als)
    nrw.tue("laenderpapier_einstellen", **PAPIER)
    seite = text(mitglied.hole(f"/nrw/sitzungen/{sitzung.pk}/vorbereitung/"))
    assert "1 Länderpapier · 1 Frage, davon 1 noch ohne Antwort · 1 eigene Notiz" in seite


def test_it_makes_the_dossier_from_the_cases_one_sees_and_traces_each(nrw: Spiel, als: Als) -> None:
    fall, sitzung, mitglied = vorbereitet(nrw, als)
    nrw.tue("laenderpapier_einstellen", **PAPIER)
    vorher = Zugriff.objects.filter(was="fall_geoeffnet", objekt=fall.pk).count()
    mappe = text(mitglied.hole(f"/nrw/sitzungen/{sitzung.pk}/mappe/"))
    for erwartet in (fall.aktenzeichen, fall.darstellung.votum, PAPIER["titel"], FRAGE):
        assert text(erwartet) in mappe
    assert Zugriff.objects.filter(was="fall_geoeffnet", objekt=fall.pk).count() == vorher + 1
    fall.zugaenge.all().delete()
    assert fall.aktenzeichen not in mitglied.hole(f"/nrw/sitzungen/{sitzung.pk}/mappe/")


def test_it_makes_the_dossier_with_as_many_queries_for_three_cases_as_for_one(
    nrw: Spiel, als: Als, django_assert_max_num_queries: Callable[..., object]
) -> None:
    _, sitzung, mitglied = vorbereitet(nrw, als)
    for _ in range(2):
        nrw.bis(Stand.AUF_TAGESORDNUNG)
    with django_assert_max_num_queries(55):  # type: ignore[attr-defined]
        mitglied.hole(f"/nrw/sitzungen/{sitzung.pk}/mappe/")


def test_it_does_not_exist_without_names(nrw: Spiel, als: Als) -> None:
    angeboten = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(angeboten, "befassung_entscheiden", "keine_befassung")
    mitglied = als(nrw, Funktion.MITGLIED)
    mitglied.hole(mitglied.fall(angeboten))
    mitglied.hole(mitglied.fall(angeboten, "vorbereitung/"), 404)


def test_it_keeps_what_was_typed_when_something_is_wrong(nrw: Spiel, als: Als) -> None:
    mitglied = als(nrw, Funktion.MITGLIED)
    antwort = mitglied.sende("/nrw/schritt/notiz_schreiben/", {"text": NOTIZ}, 422)
    assert NOTIZ in antwort.content.decode()


def test_it_lists_country_papers_in_force_and_outdated(nrw: Spiel, als: Als) -> None:
    nrw.tue("laenderpapier_einstellen", **PAPIER)
    erstes = nrw.gremium.laenderpapiere.get()
    nrw.tue("laenderpapier_einstellen", **{**PAPIER, "titel": "Neues Papier"})
    nrw.tue("laenderpapier_ueberholen", papier=str(erstes.pk), weil="Neuer Bericht")
    seite = text(als(nrw, Funktion.MITGLIED).hole("/nrw/laenderpapiere/"))
    assert seite.index("Neues Papier in Kraft") < seite.index("Zugang zu Schulen überholt seit")
    als(nrw, Funktion.RAT).hole("/nrw/laenderpapiere/", 404)
