"""Correcting an entry of a check: reason and original stay, outcomes take a second person."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion
from haertefall.schritte import fehler
from haertefall.schritte.ausfuehren import vorbereiten
from haertefall.schritte.register import SCHRITTE
from haertefall.schritte.vollzugseintraege import ARTEN, eintraege
from haertefall.vollzug.lage import Pruefungslage
from haertefall.vollzug.models import (
    Betroffene,
    Pruefungsstand,
    Punktbefund,
    Vollzugsberichtigung,
    Vollzugspruefung,
)
from haertefall.vollzug.rueckblick import rueckblick
from haertefall.vorfuehrung.einrichten import amt_anlegen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import schreibt_nichts

GRUND = "In der falschen Prüfung eingetragen"


@pytest.fixture
def amt(nrw: Spiel) -> Pruefspiel:
    """Two people of one authority."""
    behoerde = Behoerde.objects.get(kennung="beispielstadt")
    amt_anlegen("Zoe Zweitkraft-Amt", Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde)
    return Pruefspiel(behoerde)


@pytest.fixture
def pruefung(amt: Pruefspiel) -> Vollzugspruefung:
    """A check with one entry of every kind that can be put right."""
    pruefung = amt.neue(geburtsdatum="04.05.2001", verletzlich=["krank", "kind_unter_14"])
    amt.alles_ansehen(pruefung, ["gesundheit"])
    amt.erlasse_bedenken(pruefung)
    for name in ("rueckkehr_erklaeren", "merkblatt_aushaendigen", "verfahren_vermerken",
                 "aufenthalt_eintragen", "ausgang_eintragen"):  # fmt: skip
        amt.tue(f"vollzug_{name}", pruefung)
    return pruefung


def kennung(pruefung: Vollzugspruefung, art: str, worte: str = "") -> str:
    return next(
        k for k, e in eintraege(pruefung).items() if e.art.kennung == art and worte in e.worte
    )


def berichtige(
    amt: Pruefspiel, pruefung: Vollzugspruefung, art: str, worte: str = "", **neu: Any
) -> Vollzugsberichtigung:
    """Send the form of the entry as the page shows it, with what is put right."""
    eintrag = eintraege(pruefung)[kennung(pruefung, art, worte)]
    gezeigt: dict[str, Any] = {f"{art}_{k}": w for k, w in eintrag.art.werte(eintrag.zeile).items()}
    eingabe = {"eintrag": eintrag.kennung, "angesehen": eintrag.kennung, "grund": GRUND}
    amt.tue("vollzug_berichtigen", pruefung, 0, **gezeigt | eingabe | neu)
    zeile = pruefung.berichtigungen.latest("beantragt_um")
    zeile.pruefung = pruefung
    return zeile


def fehlerfelder(
    amt: Pruefspiel, pruefung: Vollzugspruefung, name: str = "vollzug_berichtigen", **eingabe: Any
) -> dict[str, list[str]]:
    with schreibt_nichts(), pytest.raises(fehler.EingabeUnvollstaendig) as grund:
        amt.tue(name, pruefung, **eingabe)
    return {feld: [str(m) for m in liste] for feld, liste in grund.value.errors.items()}


def test_it_reaches_an_entry_of_every_kind(pruefung: Vollzugspruefung) -> None:
    assert {e.art.kennung for e in eintraege(pruefung).values()} == set(ARTEN)


@pytest.mark.parametrize(
    ("art", "neu", "lies", "erwartet"),
    [
        ("person", {"person_nachname": "Richtig"}, lambda p: p.betroffene.get().name,
         "Lejla Richtig"),
        ("aufenthalt", {"aufenthalt_von": "2019-03-04"},
         lambda p: p.betroffene.get().zeiten["zeiten"][0]["von"], "2019-03-04"),
        ("erlass", {"erlass_text": "Anders bedacht"},
         lambda p: {e.text for e in p.erlassvermerke.all()} >= {"Anders bedacht"}, True),
        ("rueckkehr", {"rueckkehr_sprache": "Bosnisch"},
         lambda p: p.aufklaerungen.get(art="rueckkehr").sprache, "Bosnisch"),
        ("merkblatt", {"merkblatt_am": "2026-01-02"},
         lambda p: p.aufklaerungen.get(art="merkblatt").am.isoformat(), "2026-01-02"),
        ("verfahren", {"verfahren_wo": "Verwaltungsgericht"},
         lambda p: p.verfahren.get().wo, "Verwaltungsgericht"),
    ],
)  # fmt: skip
def test_it_puts_an_entry_right_and_keeps_what_stood_there(
    amt: Pruefspiel, pruefung: Vollzugspruefung, art: str, neu: dict[str, str], lies: Any,
    erwartet: Any,
) -> None:  # fmt: skip
    feld = next(iter(neu)).removeprefix(f"{art}_")
    alt = eintraege(pruefung)[kennung(pruefung, art)].art.werte(
        eintraege(pruefung)[kennung(pruefung, art)].zeile
    )
    zeile = berichtige(amt, pruefung, art, **neu)
    assert (
        lies(Vollzugspruefung.objects.select_related("schluessel").get(pk=pruefung.pk)) == erwartet
    )
    assert zeile.inhalt["vorher"] == alt
    assert zeile.inhalt["nachher"][feld] == neu[f"{art}_{feld}"] != alt[feld]
    assert len(zeile.inhalt["aenderungen"]) == 1
    assert (zeile.grund, zeile.beantragt_von) == (GRUND, amt.leute[0].konto_id)
    assert zeile.bestaetigt_um and zeile.bestaetigt_von is None
    roh = Vollzugsberichtigung.objects.filter(pk=zeile.pk).values_list("grund", "inhalt").get()
    assert all(b"Richtig" not in bytes(r) and GRUND.encode() not in bytes(r) for r in roh if r)


@pytest.mark.parametrize("art", sorted(set(ARTEN) - {"ausgang"}))
def test_it_takes_back_what_does_not_belong_here(
    amt: Pruefspiel, pruefung: Vollzugspruefung, art: str
) -> None:
    vorher = eintraege(pruefung)
    welche = kennung(pruefung, art)
    zeile = berichtige(amt, pruefung, art, zuruecknehmen="on")
    assert zeile.inhalt["nachher"] is None
    assert zeile.inhalt["eintrag"] == vorher[welche].worte
    uebrig = [e.worte for e in eintraege(pruefung).values() if e.art.kennung == art]
    assert vorher[welche].worte not in uebrig


def test_it_lets_the_finding_before_count_again(amt: Pruefspiel) -> None:
    pruefung = amt.neue()
    for ergebnis in ("kein_hindernis", "hindernis"):
        amt.tue("vollzug_punkte_pruefen", pruefung, gruppe="gesundheit", V7_ergebnis=ergebnis,
                V7_nachweis="Attest")  # fmt: skip
    letzter = Pruefungslage(pruefung, heute()).befunde["V7"]
    gesendet = {"eintrag": f"befund:{letzter.pk}", "grund": GRUND, "zuruecknehmen": "on"}
    amt.tue("vollzug_berichtigen", pruefung, 0, **gesendet)
    assert Pruefungslage(pruefung, heute()).befunde["V7"].ergebnis == "kein_hindernis"
    assert Punktbefund.alle.filter(pruefung=pruefung).count() == 2
    ohne = {"eintrag": kennung(pruefung, "befund"), "grund": GRUND}
    assert "Nehmen Sie ihn zurück" in fehlerfelder(amt, pruefung, **ohne)["zuruecknehmen"][0]


def test_it_opens_a_confirmed_check_again_and_lists_what_rests_on_the_entry(
    amt: Pruefspiel,
) -> None:
    pruefung = amt.neue()
    amt.bestaetigt(pruefung)
    amt.tue("vollzug_rueckkehr_erklaeren", pruefung)
    amt.tue("vollzug_vorlegen", pruefung)
    gesprochen = berichtige(amt, pruefung, "rueckkehr", rueckkehr_sprache="Bosnisch")
    assert pruefung.stand == Pruefungsstand.BESTAETIGT
    assert [s.split(" vom ")[0] for s in gesprochen.inhalt["darauf"]] == ["Vorlage an HFK NRW"]
    person = berichtige(amt, pruefung, "person", person_nachname="Richtig")
    assert pruefung.stand == Pruefungsstand.OFFEN and pruefung.hash
    assert person.inhalt["darauf"][0].startswith("Bestätigung durch die zweite Person")
    # What was handed over is a copy of the body: it stays as it was.
    vorlage = pruefung.vorlagen.select_related("schluessel").get()
    assert "Beispiel" in str(vorlage.personen) and "Richtig" not in str(vorlage.personen)


def test_it_takes_a_second_person_for_another_outcome(
    amt: Pruefspiel, pruefung: Vollzugspruefung
) -> None:
    zeile = berichtige(amt, pruefung, "ausgang", ausgang_ausgang="unterblieben")
    assert (pruefung.ausgang, zeile.bestaetigt_um) == ("vollzogen", None)
    noch_einmal = {"eintrag": kennung(pruefung, "ausgang"), "grund": GRUND, "zuruecknehmen": "on"}
    assert "wartet schon" in fehlerfelder(amt, pruefung, **noch_einmal)["__all__"][0]
    ja = {"berichtigung": str(zeile.pk), "entscheidung": "bestaetigt"}
    selbst = fehlerfelder(amt, pruefung, "vollzug_berichtigung_bestaetigen", **ja)
    assert "Eine andere Person" in selbst["__all__"][0]
    amt.tue("vollzug_berichtigung_bestaetigen", pruefung, 1, **ja)
    assert pruefung.ausgang == "unterblieben"
    assert rueckblick(Vollzugspruefung.objects.all()) == []
    zeile.refresh_from_db()
    assert (zeile.bestaetigt_von, zeile.abgelehnt) == (amt.leute[1].konto_id, False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vollzugsberichtigung.objects.filter(pk=zeile.pk).update(bestaetigt_von=zeile.beantragt_von)


def test_it_changes_the_day_of_an_outcome_at_once_and_keeps_what_was_declined(
    amt: Pruefspiel, pruefung: Vollzugspruefung
) -> None:
    gestern = heute() - timedelta(days=1)
    berichtige(amt, pruefung, "ausgang", ausgang_am=gestern.isoformat())
    assert (pruefung.ausgang, pruefung.ausgang_am) == ("vollzogen", gestern)
    zeile = berichtige(amt, pruefung, "ausgang", zuruecknehmen="on")
    nein = {"berichtigung": str(zeile.pk), "entscheidung": "abgelehnt"}
    amt.tue("vollzug_berichtigung_bestaetigen", pruefung, 1, **nein)
    assert pruefung.ausgang == "vollzogen"
    zeile.refresh_from_db()
    assert zeile.abgelehnt
    # An outcome that was taken back can be entered anew.
    zeile = berichtige(amt, pruefung, "ausgang", zuruecknehmen="on")
    ja = {"berichtigung": str(zeile.pk), "entscheidung": "bestaetigt"}
    amt.tue("vollzug_berichtigung_bestaetigen", pruefung, 1, **ja)
    assert (pruefung.ausgang, pruefung.ausgang_am) == ("", None)
    amt.tue("vollzug_ausgang_eintragen", pruefung, ausgang="unterblieben")
    assert pruefung.ausgang == "unterblieben"


def test_it_counts_people_without_those_taken_back_and_gives_no_number_twice(
    amt: Pruefspiel, pruefung: Vollzugspruefung
) -> None:
    berichtige(amt, pruefung, "person", zuruecknehmen="on")
    assert pruefung.personenzahl == 0
    assert "Es ist noch keine Person eingetragen." in Pruefungslage(pruefung, heute()).maengel()
    amt.tue("vollzug_person_eintragen", pruefung)
    assert pruefung.personenzahl == 1
    assert list(Betroffene.alle.filter(pruefung=pruefung).values_list("nummer", flat=True)) == [
        1,
        2,
    ]


def test_it_checks_the_entry_like_the_act_that_wrote_it(
    amt: Pruefspiel, pruefung: Vollzugspruefung
) -> None:
    eintrag = eintraege(pruefung)[kennung(pruefung, "verfahren")]
    gezeigt: dict[str, Any] = {
        f"verfahren_{k}": w for k, w in eintrag.art.werte(eintrag.zeile).items()
    }
    eingabe = gezeigt | {"eintrag": eintrag.kennung, "angesehen": eintrag.kennung, "grund": GRUND}
    assert fehlerfelder(amt, pruefung, **eingabe) == {"__all__": ["Es ändert sich nichts."]}
    leer = fehlerfelder(amt, pruefung, **eingabe | {"verfahren_wo": ""})
    assert "Bitte wählen Sie einen Fall" in leer["verfahren_wo"][0]
    zukunft = fehlerfelder(amt, pruefung, **eingabe | {"verfahren_seit": "2999-01-01"})
    assert zukunft == {"verfahren_seit": ["Der Tag liegt in der Zukunft."]}
    assert "grund" in fehlerfelder(amt, pruefung, **eingabe | {"grund": ""})
    fremd = fehlerfelder(amt, pruefung, **eingabe | {"eintrag": f"person:{uuid.uuid4()}"})
    assert "eintrag" in fremd


def test_it_shows_an_entry_chosen_from_the_list_before_it_can_change(
    amt: Pruefspiel, pruefung: Vollzugspruefung
) -> None:
    eingabe = {"eintrag": kennung(pruefung, "merkblatt")}
    gesagt = fehlerfelder(amt, pruefung, **eingabe)
    assert "Bitte ändern Sie jetzt" in gesagt.pop("__all__")[0] and not gesagt


def test_it_keeps_a_typed_reason_when_the_entry_is_gone_meanwhile(
    amt: Pruefspiel, pruefung: Vollzugspruefung
) -> None:
    schritt = SCHRITTE["vollzug_berichtigen"]
    vorgang = vorbereiten(schritt, amt.leute[0], vollzug_id=pruefung.pk)
    bogen = schritt.eingabe(
        {"eintrag": f"merkblatt:{uuid.uuid4()}", "grund": GRUND}, vorgang=vorgang
    )
    assert not bogen.is_valid()
    assert "eintrag" in bogen.errors
    assert bogen["grund"].value() == GRUND
    assert "grund" not in schritt.eingabe({}, vorgang=vorgang).fields
