"""Another authority becomes the one of the case: each reads what it said itself."""

from importlib import import_module

from django.apps import apps

from haertefall.faelle.models import Angabe, Folge, Gefahr, Zugang
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.einrichten import behoerde_anlegen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import kollegen, tue_als
from tests.web.besuch import Besuch, amt_von
from tests.web.marken import GEHEIM


def test_it_shows_a_new_authority_nothing_the_former_one_said(nrw: Spiel) -> None:
    """„Its answers“: the day of a removal that another authority planned is not its business."""
    alt, neu = (
        amt_von(name, Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde_anlegen(name, name))
        for name in ("altstadt", "neustadt")
    )
    fall = nrw.bis(Stand.AUFGENOMMEN)
    nrw.zug(fall, "stellungnahme_anfordern", behoerde=str(alt.behoerde_id))
    nrw.zug(fall, "stellungnahme_eintragen", als=Funktion.GESCHAEFTSSTELLE)

    def sagt(beleg: str, meldung: str) -> None:
        nrw.zug(fall, "angabe_festhalten", merkmal=GEHEIM, antwort="ja", seite="behoerde",
                beleg=beleg)  # fmt: skip
        gefahr = {"art": "abschiebung", "seite": "behoerde", "tag": heute().isoformat()}
        nrw.zug(fall, "gefahr_melden", **gefahr, text=meldung)

    sagt("Der Beleg der alten", "Die Meldung der alten")
    nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN, fall)
    nrw.zug(fall, "ersuchen_zuleiten", behoerde=str(neu.behoerde_id))
    sagt("Der Beleg der neuen", "Die Meldung der neuen")
    adressen = {amt: f"/abh/{amt.ort}/faelle/{fall.pk}/" for amt in (alt, neu)}
    for rest in ("", "fragen/"):
        seite = Besuch(neu).client.get(adressen[neu] + rest).content.decode()
        assert "der alten" not in seite
    seite = Besuch(neu).hole(adressen[neu])
    assert "Der Beleg der neuen" in seite and "Die Meldung der neuen" in seite
    seite = Besuch(alt).hole(adressen[alt])
    assert "Beleg der" not in seite and "Meldung der" not in seite
    mitglied = Besuch(amt_von("Innen", Funktion.GESCHAEFTSSTELLE, nrw.gremium))
    assert "Die Meldung der alten" in mitglied.hole(mitglied.fall(fall))


def test_it_gives_a_new_authority_no_paper_of_the_former_one(nrw: Spiel) -> None:
    """Also not one that the office marked for „the authority of the case“ when that was another."""
    alt, neu = (
        amt_von(name, Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde_anlegen(name, name))
        for name in ("altstadt", "neustadt")
    )
    fall = nrw.bis(Stand.AUFGENOMMEN)
    nrw.zug(fall, "stellungnahme_anfordern", behoerde=str(alt.behoerde_id))
    nrw.zug(fall, "stellungnahme_eintragen", als=Funktion.GESCHAEFTSSTELLE)
    marken = {"fuer_behoerde": "on", "geheim": "on"}
    nrw.zug(fall, "dokument_hinzufuegen", titel="Flugplan der alten", seite="behoerde", **marken)
    nrw.zug(fall, "dokument_hinzufuegen", titel="Zeugnis", seite="antrag", fuer_behoerde="on")
    flugplan, zeugnis = fall.dokumente.order_by("nummer")
    nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN, fall)
    adressen = {amt: f"/abh/{amt.ort}/faelle/{fall.pk}/" for amt in (alt, neu)}
    assert "Flugplan der alten" in Besuch(alt).hole(adressen[alt])
    nrw.zug(fall, "ersuchen_zuleiten", behoerde=str(neu.behoerde_id))
    seite = Besuch(neu).hole(adressen[neu])
    assert "Zeugnis" in seite and "Flugplan" not in seite
    assert Besuch(neu).client.get(f"{adressen[neu]}dokumente/{zeugnis.pk}/").status_code == 200
    assert Besuch(neu).client.get(f"{adressen[neu]}dokumente/{flugplan.pk}/").status_code == 404
    seite = Besuch(alt).hole(adressen[alt])
    assert "Flugplan der alten" in seite and "Zeugnis" not in seite


def test_it_lets_the_office_say_which_authority_a_late_letter_came_from(nrw: Spiel) -> None:
    """The day of a removal that the former authority planned still comes in by post."""
    alt, neu = (
        amt_von(name, Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde_anlegen(name, name))
        for name in ("altstadt", "neustadt")
    )
    fall = nrw.bis(Stand.AUFGENOMMEN)
    nrw.zug(fall, "stellungnahme_anfordern", behoerde=str(alt.behoerde_id))
    nrw.zug(fall, "stellungnahme_eintragen", als=Funktion.GESCHAEFTSSTELLE)
    nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN, fall)
    nrw.zug(fall, "ersuchen_zuleiten", behoerde=str(neu.behoerde_id))
    buero = Besuch(amt_von("Innen", Funktion.GESCHAEFTSSTELLE, nrw.gremium))
    for bogen in ("schritt/dokument_hinzufuegen", "schritt/gefahr_melden", "fragen"):
        assert 'name="behoerde"' in buero.hole(buero.fall(fall, f"{bogen}/")), bogen
    wort = {"seite": "behoerde", "behoerde": str(alt.behoerde_id)}
    tag = heute().isoformat()
    nrw.zug(fall, "gefahr_melden", art="abschiebung", tag=tag, text="Meldung der alten", **wort)
    nrw.zug(fall, "dokument_hinzufuegen", titel="Flugplan der alten", geheim="on", **wort)
    nrw.zug(fall, "angabe_festhalten", merkmal=GEHEIM, antwort="ja", beleg="Beleg der alten",
            **wort)  # fmt: skip
    seite = Besuch(neu).hole(f"/abh/{neu.ort}/faelle/{fall.pk}/")
    assert "der alten" not in seite
    assert "Flugplan der alten" in Besuch(alt).hole(f"/abh/{alt.ort}/faelle/{fall.pk}/")
    nrw.zug(fall, "dokument_hinzufuegen", titel="Plan der neuen", geheim="on", seite="behoerde")
    assert "Plan der neuen" in Besuch(neu).hole(f"/abh/{neu.ort}/faelle/{fall.pk}/")


def test_it_marks_for_the_authority_only_what_the_authority_sees(nrw: Spiel) -> None:
    """A mark at a paper of the authorities' side opens it to nobody, so it says nothing."""
    fall = nrw.neuer_fall(behoerde="")
    nrw.zug(fall, "dokument_hinzufuegen", titel="Bescheid", seite="behoerde", fuer_behoerde="on")
    buero = Besuch(amt_von("Innen", Funktion.GESCHAEFTSSTELLE, nrw.gremium))
    assert "für die Ausländerbehörde" not in buero.hole(buero.fall(fall))
    nrw.zug(fall, "dokument_hinzufuegen", titel="Zeugnis", seite="antrag", fuer_behoerde="on")
    assert buero.hole(buero.fall(fall)).count("für die Ausländerbehörde") == 1


def test_it_knows_whose_word_it_was_where_only_one_can_have_said_it(nrw: Spiel) -> None:
    """Rows of before the column was there; of a case that was with two nobody can tell."""
    eine, andere = (
        amt_von(name, Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde_anlegen(name, name))
        for name in ("altstadt", "neustadt")
    )
    mit_einer, mit_zweien = nrw.bis(Stand.AUFGENOMMEN), nrw.bis(Stand.AUFGENOMMEN)
    for fall, behoerden in ((mit_einer, (eine,)), (mit_zweien, (eine, andere))):
        nrw.zug(fall, "stellungnahme_anfordern", behoerde=str(behoerden[0].behoerde_id))
        nrw.zug(fall, "stellungnahme_eintragen", als=Funktion.GESCHAEFTSSTELLE)
        for seite in ("behoerde", "antrag"):
            nrw.zug(fall, "angabe_festhalten", merkmal=GEHEIM, antwort="ja", seite=seite)
            nrw.zug(fall, "gefahr_melden", art="haft", seite=seite, tag=heute().isoformat())
        nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN, fall)
        nrw.zug(fall, "ersuchen_zuleiten", behoerde=str(behoerden[-1].behoerde_id))
    for modell in (Angabe, Gefahr):
        modell.objects.update(behoerde=None)
    import_module("haertefall.faelle.migrations.0016_wessen_wort").eintragen(apps, None)
    for modell in (Angabe, Gefahr):
        gewusst = modell.objects.exclude(behoerde=None)
        assert set(gewusst.values_list("fall", "behoerde", "seite")) == {
            (mit_einer.pk, eine.behoerde_id, "behoerde")
        }
        assert modell.objects.filter(fall=mit_zweien, seite="behoerde").exists()


def test_it_shows_a_new_authority_no_answer_of_the_former_to_the_ersuchen(nrw: Spiel) -> None:
    """The result was put right twice; the Ersuchen goes to another authority than before."""
    alt, neu = (
        amt_von(name, Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde_anlegen(name, name))
        for name in ("altstadt", "neustadt")
    )
    fall = nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN)
    festgestellt = fall.verlauf.get(schritt="ergebnis_feststellen")
    nrw.zug(fall, "ersuchen_zuleiten", behoerde=str(alt.behoerde_id))
    absicht = {"absicht": "absicht_nicht_folgen", "gruende": "Die Gründe der alten"}
    nrw.zug(fall, "absicht_eintragen", als=Funktion.GESCHAEFTSSTELLE, **absicht)
    assert "Die Gründe der alten" in Besuch(alt).hole(f"/abh/{alt.ort}/faelle/{fall.pk}/")
    zweite = kollegen(nrw)[1]
    for wert in ("empfehlung", "ersuchen"):
        nrw.zug(fall, "berichtigen", eintrag=str(festgestellt.pk), wert=f"ergebnis:{wert}")
        offen = fall.berichtigungen.get(bestaetigt_um=None)
        wahl = {"berichtigung": str(offen.pk), "entscheidung": "bestaetigt"}
        tue_als(zweite, "berichtigung_bestaetigen", wahl, fall=fall)
        fall.refresh_from_db()
        festgestellt = fall.verlauf.order_by("-nummer")[0]
    assert fall.stand == Stand.ERSUCHEN_BESCHLOSSEN
    nrw.zug(fall, "ersuchen_zuleiten", behoerde=str(neu.behoerde_id))
    seite = Besuch(neu).hole(f"/abh/{neu.ort}/faelle/{fall.pk}/")
    assert "Ersuchen" in seite and "der alten" not in seite
    absicht = {"absicht": "absicht_folgen", "gruende": "Die Gründe der neuen"}
    nrw.zug(fall, "absicht_eintragen", als=Funktion.GESCHAEFTSSTELLE, **absicht)
    assert "Die Gründe der neuen" in Besuch(neu).hole(f"/abh/{neu.ort}/faelle/{fall.pk}/")


def test_it_knows_whose_answer_it_was_where_only_one_can_have_given_it(nrw: Spiel) -> None:
    """Answers to an Ersuchen of before the column was there."""
    neu = behoerde_anlegen("neustadt", "neustadt")
    bei_einer, bei_zweien = (nrw.bis(Stand.ERSUCHEN_ZUGELEITET) for _ in range(2))
    for fall in (bei_einer, bei_zweien):
        nrw.zug(fall, "absicht_eintragen", als=Funktion.GESCHAEFTSSTELLE)
    Zugang.objects.create(fall=bei_zweien, art="behoerde", behoerde=neu, ab=heute(), bis=heute())
    Folge.objects.update(behoerde=None)
    import_module("haertefall.faelle.migrations.0018_wessen_folge").eintragen(apps, None)
    gewusst = Folge.objects.exclude(behoerde=None)
    assert set(gewusst.values_list("fall", "behoerde")) == {(bei_einer.pk, bei_einer.behoerde_id)}
    assert Folge.objects.filter(fall=bei_zweien, behoerde=None).exists()
