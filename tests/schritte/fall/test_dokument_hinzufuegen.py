"""A paper comes into the file (assumption of the program: no Ordnung regulates it)."""

import uuid
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from haertefall.faelle import ablage
from haertefall.faelle.ablage import Eingang, SpeicherVoll
from haertefall.faelle.dokumente import inhalt
from haertefall.faelle.models import Dokument, Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.vorfuehrung.papiere import papier, pdf
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import (
    fehlerfelder,
    letzter_eintrag,
    schreibt_nichts,
    tue_als,
    unsichtbar,
    verboten,
)
from tests.web.besuch import amt_von


def dokument(fall: Fall) -> Dokument:
    return Dokument.objects.select_related("fall__schluessel").filter(fall=fall).latest("nummer")


def test_it_puts_the_paper_into_the_file(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUFGENOMMEN)
    erledigt = nrw.tue(
        "dokument_hinzufuegen", fall=fall, titel="Zeugnis Klasse 9", beschreibung="Im Original."
    )
    fall.refresh_from_db()
    eines = dokument(fall)
    assert erledigt.objekt_id == eines.pk
    assert (eines.titel, eines.art_wort, eines.beschreibung, eines.endung) == (
        "Zeugnis Klasse 9",
        "Schule, Ausbildung, Studium",
        "Im Original.",
        "pdf",
    )
    assert (eines.nummer, eines.seite, eines.behoerde_id, eines.geheim) == (
        1,
        "antrag",
        None,
        False,
    )
    klar = b"".join(inhalt(eines))
    assert klar.startswith(b"%PDF-1.4")
    assert len(klar) == eines.groesse
    eintrag = letzter_eintrag(fall)
    assert (fall.stand, eintrag.zaehlt, eintrag.angaben["dokument"]) == (Stand.AUFGENOMMEN, {}, 1)
    assert "datei" not in eintrag.angaben


def test_it_numbers_papers_within_the_case(nrw: Spiel) -> None:
    erster, zweiter = nrw.neuer_fall(), nrw.neuer_fall()
    for fall in (erster, erster, zweiter):
        nrw.zug(fall, "dokument_hinzufuegen")
    assert list(Dokument.objects.order_by("fall__nummer", "nummer").values_list("nummer")) == [
        (1,),
        (2,),
        (1,),
    ]


def test_it_can_be_done_in_every_state(nrw: Spiel) -> None:
    for stand in (Stand.EINGEGANGEN, Stand.ENTSCHIEDEN, Stand.ABGESCHLOSSEN):
        fall = nrw.bis(stand)
        nrw.zug(fall, "dokument_hinzufuegen")
        assert (fall.stand, fall.dokumente.count()) == (stand, 1)


def test_it_wants_a_file_that_it_knows(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    assert fehlerfelder(nrw, "dokument_hinzufuegen", fall=fall, datei="", titel="").keys() == {
        "datei",
        "titel",
    }
    for name in ("ding.exe", "pdf", "seite.html", "befund.pdf.svg"):
        eingang = Eingang(name)
        eingang.schreibe(b"x")
        eingang.beende()
        felder = fehlerfelder(nrw, "dokument_hinzufuegen", fall=fall, datei=eingang)
        assert "Diese Art von Datei wird nicht angenommen" in felder["datei"][0]
        eingang.close()


def test_it_says_that_a_file_is_empty(nrw: Spiel) -> None:
    eingang = Eingang("leer.pdf")
    eingang.beende()
    felder = fehlerfelder(nrw, "dokument_hinzufuegen", fall=nrw.neuer_fall(), datei=eingang)
    assert felder == {"datei": ["Die Datei ist leer."]}


def test_it_calls_secret_only_what_the_authority_says(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    felder = fehlerfelder(nrw, "dokument_hinzufuegen", fall=fall, geheim="on")
    assert "Geheim ist nur, was die Ausländerbehörde selbst sagt" in felder["geheim"][0]
    nrw.zug(fall, "dokument_hinzufuegen", seite="behoerde", geheim="on")
    eines = dokument(fall)
    assert (eines.geheim, eines.behoerde_id) == (True, fall.behoerde_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dokument.objects.filter(pk=eines.pk).update(seite="antrag", behoerde=None)


def test_it_lets_an_authority_bring_its_own_only(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.STELLUNGNAHME)
    behoerde = nrw.akteur(Funktion.AUSLAENDERBEHOERDE)
    nrw.zug(
        fall, "dokument_hinzufuegen", als=Funktion.AUSLAENDERBEHOERDE, seite="antrag", geheim="on"
    )
    eines = dokument(fall)
    assert (eines.seite, eines.behoerde_id, eines.geheim) == (
        "behoerde",
        behoerde.behoerde_id,
        True,
    )


def test_it_lets_counsellors_bring_what_is_their_clients(nrw: Spiel) -> None:
    beratung = amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)
    nrw.aemter[Funktion.BERATUNG] = beratung
    fall = nrw.neuer_fall(eingebracht_von=str(beratung.pk))
    nrw.zug(
        fall,
        "dokument_hinzufuegen",
        als=Funktion.BERATUNG,
        seite="behoerde",
        geheim="on",
        fuer_behoerde="on",
    )
    eines = dokument(fall)
    assert (eines.seite, eines.geheim, eines.fuer_behoerde) == ("antrag", False, False)


def test_it_is_not_the_work_of_members_and_not_there_for_others(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    grund = verboten(nrw, "dokument_hinzufuegen", fall=fall, als=Funktion.MITGLIED)
    assert "Zuständig: Geschäftsstelle" in grund
    unsichtbar(nrw, "dokument_hinzufuegen", fall=fall, als=Funktion.RAT)


def test_it_takes_the_same_paper_sent_twice_once(nrw: Spiel) -> None:
    fall, einmal, akteur = nrw.neuer_fall(), uuid.uuid4(), nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    eingabe = {"titel": "Pass", "art": "identitaet", "seite": "antrag", "am": "2020-01-02"}

    def sende(text: str) -> bool:
        daten = {**eingabe, "datei": papier(text)}
        return tue_als(akteur, "dokument_hinzufuegen", daten, fall=fall, einmal=einmal).wiederholt

    assert [sende("Pass"), sende("Pass")] == [False, True]
    with schreibt_nichts(), pytest.raises(fehler.AndereEingabe):
        sende("Anderer Pass")
    assert fall.dokumente.count() == 1


def test_it_leaves_nothing_when_the_disk_is_full(
    nrw: Spiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def voll(_: Eingang) -> None:
        raise SpeicherVoll

    fall = nrw.neuer_fall()
    monkeypatch.setattr(Eingang, "behalte", voll)
    with schreibt_nichts(), pytest.raises(fehler.KeinPlatz, match="kein Platz mehr"):
        nrw.tue("dokument_hinzufuegen", fall=fall)


def test_it_leaves_no_row_when_the_act_fails_after_the_file(
    nrw: Spiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file without a row is swept later; the other way round cannot be."""
    gesehen: list[Path] = []

    def kein_verlauf(*_: object, **__: object) -> None:
        gesehen.extend(datei for datei in ablage.ort(eingang.datei).parent.iterdir())
        raise RuntimeError("mittendrin")

    fall, eingang = nrw.neuer_fall(), papier("Pass")
    monkeypatch.setattr("haertefall.schritte.ausfuehren.aufzeichnen", kein_verlauf)
    with schreibt_nichts(), pytest.raises(RuntimeError, match="mittendrin"):
        nrw.tue("dokument_hinzufuegen", fall=fall, datei=eingang)
    assert ablage.ort(eingang.datei) in gesehen


def test_it_makes_papers_that_say_they_are_invented() -> None:
    assert b"ERFUNDEN" in pdf(["Zeugnis (Abschrift)", "ERFUNDEN"])
