"""Everything missing, unreachable, contradictory, or a dead end."""

import pytest

from haertefall.recht.beispiele import Beispiel
from haertefall.recht.durchsicht import (
    Auffaelligkeit,
    Schwere,
    durchsehen,
    unbekannte_schritte,
    unbenutzte_merkmale,
)
from haertefall.recht.ordnung import Ordnung
from haertefall.recht.ordnung.laden import lesen
from tests.recht.bau import ausgelieferte, geruest, merkmale, ordnung

GRUND = """
[[ausschlussgrund]]
kennung = "grund"
bezeichnung = "Grund"
wirkung = "zwingend"
wenn = { WENN }
stellt_fest = ["vorsitz"]
norm = "§ 5"
"""
WEGE = """
[[weg]]
kennung = "text"
bezeichnung = "Text"
standard = true
norm = "§ 4"
"""


def schritt(zeilen: str, name: str = "zur_beratung_vorsehen") -> str:
    return f'[[ablauf]]\nschritt = "{name}"\nwer = ["geschaeftsstelle"]\nnorm = "§ 4"\n{zeilen}\n'


def gefunden(regeln: Ordnung, *beispiele: Beispiel) -> list[Auffaelligkeit]:
    return list(durchsehen(regeln, geruest=geruest(), merkmale=merkmale(), beispiele=beispiele))


def finde(regeln: Ordnung, text: str, *beispiele: Beispiel) -> Auffaelligkeit:
    passend = [a for a in gefunden(regeln, *beispiele) if text in str(a)]
    assert len(passend) == 1, [str(a) for a in gefunden(regeln)]
    return passend[0]


@pytest.mark.parametrize(
    ("zeilen", "text", "schwere"),
    [
        (GRUND.replace("WENN", "ausreisepflichtg = true"), "„ausreisepflichtig“?", "fehler"),
        (GRUND.replace("WENN", "qqqq = true"), "Legen Sie sie in merkmale.toml an.", "fehler"),
        (
            GRUND.replace("WENN", "ausreisepflichtig = true") + 'nachrangig = "go"\n',
            "„go“ gibt es unter [[nachrangiges]] nicht.",
            "fehler",
        ),
        (
            GRUND.replace("WENN", "ausreisepflichtig = true") + 'je = "fall"\n',
            "wird aber je Person gestellt",
            "warnung",
        ),
        (
            GRUND.replace("WENN", "schon_beraten = true")
            + "es_sei_denn = { schon_beraten = true }\n",
            "nie vorliegen",
            "fehler",
        ),
        (
            GRUND.replace("WENN", "schon_beraten = true")
            + "es_sei_denn = { schon_beraten = false }\n",
            "Die Ausnahme kann nie eintreten",
            "warnung",
        ),
        (
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nanzahl = 2\nkleines_gremium = "kleine"\n'
            'norm = "§ 6"\n[[kleines_gremium]]\nkennung = "klein"\nbezeichnung = "Klein"\n'
            'norm = "§ 3"',
            "Meinten Sie „klein“?",
            "fehler",
        ),
        (
            '[[beschlussfaehigkeit]]\nanzahl = 2\nkleines_gremium = "zwerg"\nnorm = "§ 6"\n'
            '[[kleines_gremium]]\nkennung = "ausschuss"\nbezeichnung = "Ausschuss"\nnorm = "§ 3"',
            "Vorhanden: „ausschuss“.",
            "fehler",
        ),
        (
            schritt('von = ["aufgenommen"]\nnach = "beratungsreif"\nantragsweg = ["x"]'),
            "Legen Sie [[antragsweg]] mit dieser Kennung an.",
            "fehler",
        ),
        (
            schritt('von = ["aufgenommen"]\nnach = "beratungsreif"\nweg = "text"'),
            "„text“ gibt es unter [[weg]] nicht.",
            "fehler",
        ),
        (
            '[[wiederholung]]\nzulaessig = "nie"\ngrund = "weg"\nnorm = "§ 5"',
            "„weg“ gibt es unter [[ausschlussgrund]] nicht.",
            "fehler",
        ),
        (
            '[[informationspflicht]]\nkennung = "i"\nwer = "Behörde"\nan = "Betroffene"\n'
            'inhalt = "Belehrung"\nfrist = "f"\nnorm = "§ 5"',
            "„f“ gibt es unter [[frist]] nicht.",
            "fehler",
        ),
        (WEGE, "Keine Zeile des Ablaufs gehört zu diesem Weg.", "warnung"),
        (
            WEGE.replace("standard = true", "")
            + schritt('von = ["aufgenommen"]\nnach = "beratungsreif"\nweg = "text"'),
            "0 Wege sind als Standard bezeichnet",
            "fehler",
        ),
        (
            schritt('von = ["vorpruefung"]\nnach = "beratungsreif"', "befassung_entscheiden"),
            "Der Schritt ist unerreichbar.",
            "warnung",
        ),
        (
            schritt('von = ["aufgenommen"]\nnach = "stellungnahme"', "stellungnahme_anfordern"),
            "Stand „Stellungnahme der Ausländerbehörde erbeten“ (einziger Weg): Von hier führt nur",
            "warnung",
        ),
        (
            schritt('von = ["aufgenommen"]\nnach = "beratungsreif"')
            + schritt('von = ["aufgenommen"]\nnach = "auf_tagesordnung"'),
            "Zwei Zeilen gelten zugleich",
            "fehler",
        ),
        (
            schritt('von = []\nnach = "eingegangen"', "antrag_erfassen")
            + schritt('von = []\nnach = "aufgenommen"', "antrag_erfassen"),
            "Zwei Zeilen gelten zugleich",
            "fehler",
        ),
        (
            schritt(
                'von = ["auf_tagesordnung"]\nnach = { ersuchen = "entschieden" }',
                "ergebnis_feststellen",
            )
            + '[[ergebnis]]\ngegenstand = "empfehlung"\nnorm = "§ 6"',
            "Der Ausgang „ersuchen“ steht nicht unter [[ergebnis]]",
            "fehler",
        ),
        (
            '[[ergebnis]]\ngegenstand = "ersuchen"\nnorm = "§ 6"',
            "Kein Schritt führt zu diesem Ergebnis.",
            "warnung",
        ),
        (
            '[[ergebnis]]\ngegenstand = "ruecknahme_ersuchen"\nnorm = "§ 6"',
            "Kein Schritt führt zu diesem Ergebnis.",
            "warnung",
        ),
        ("", "Kein Ergebnis ist genannt", "hinweis"),
        (
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nanzahl = 2\nnorm = "§ 6"\n'
            '[[ohne_abstimmung]]\ngegenstand = ["ersuchen"]\nnorm = "§ 6"',
            "unter [[mehrheit]] und unter [[ohne_abstimmung]]",
            "fehler",
        ),
        (
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nanzahl = 2\nlesart = "eine"\nnorm = "§ 6"\n'
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nanzahl = 3\nnorm = "§ 6"',
            "2 Zeilen sind Lesarten desselben Satzes",
            "warnung",
        ),
        (
            '[[ergebnis]]\ngegenstand = "empfehlung"\nnorm = "§ 6"',
            "Keine Mehrheit hinterlegt",
            "hinweis",
        ),
        (
            '[[mehrheit]]\ngegenstand = ["ersuchen"]\nanzahl = 2\nnorm = "§ 6"',
            "Kein Fallbeispiel zeigt eine Abstimmung",
            "hinweis",
        ),
        (
            '[[mitgliederzahl]]\nmindestens = 3\nnorm = "§ 2"\n'
            '[[sitz]]\nkennung = "a"\nbezeichnung = "A."\nanzahl = 1\nnorm = "§ 2"',
            "Die Sitze ergeben 1, die Mitgliederzahl ist 3 bis ? (§ 2).",
            "warnung",
        ),
        (
            '[[vorsitz]]\nbezeichnung = "keiner"\nkeiner = true\nnorm = "§ 2"\n'
            '[[sitz]]\nkennung = "a"\nbezeichnung = "A."\nfunktion = "vorsitz"\nnorm = "§ 2"',
            "aber nach [[vorsitz]] gibt es keinen",
            "warnung",
        ),
        (
            '[[nicht_geregelt]]\nthema = "turnus"\nnorm = "§ 6"\n'
            '[[unbekannt]]\nthema = "turnus"\nnorm = "§ 6"',
            "ganz unter [[nicht_geregelt]] und ganz unter [[unbekannt]]",
            "warnung",
        ),
        (
            '[[turnus]]\nanlassbezogen = true\nnorm = "§ 6"\n'
            '[[nicht_geregelt]]\nthema = "turnus"\nnorm = "§ 6"',
            "Steht ganz unter [[nicht_geregelt]], ist aber geregelt (§ 6).",
            "warnung",
        ),
    ],
)
def test_it_finds(zeilen: str, text: str, schwere: str) -> None:
    assert finde(ordnung(zeilen), text).schwere.value == schwere


def test_it_finds_dead_ends_without_any_exit() -> None:
    regeln = ordnung(schritt('von = []\nnach = "angeboten"', "antrag_erfassen"))
    ohne_geruest = durchsehen(regeln, geruest=(), merkmale={})
    assert any("führt kein Schritt zum Ende" in str(a) for a in ohne_geruest)


def test_it_misses_a_first_step() -> None:
    regeln = ordnung(schritt('von = ["eingegangen"]\nnach = "abgeschlossen"'))
    ohne_geruest = durchsehen(regeln, geruest=(), merkmale={})
    assert ohne_geruest[0].schwere is Schwere.FEHLER
    assert any("Kein Schritt eröffnet einen Fall." in a.was for a in ohne_geruest)


@pytest.mark.parametrize(
    "mehr",
    [
        'weg = "praxis"',
        'antragsweg = ["b"]',
        'nur_nach = ["b"]',
        'wer = ["vorsitz"]',
    ],
)
def test_it_accepts_rows_that_are_kept_apart(mehr: str) -> None:
    eins = 'schritt = "s"\nvon = ["eingegangen"]\nnach = "vorpruefung"\nnorm = "§ 4"\n'
    zwei = eins.replace("vorpruefung", "aufgenommen")
    unten = {
        "weg": 'weg = "text"\nwer = ["rat"]',
        "antragsweg": 'antragsweg = ["a"]\nwer = ["rat"]',
        "nur_nach": 'nur_nach = ["a"]\nwer = ["rat"]',
        "wer": 'wer = ["rat"]',
    }[mehr.partition(" ")[0]]
    wer = "" if mehr.startswith("wer") else '\nwer = ["rat"]'
    regeln = ordnung(f"[[ablauf]]\n{eins}{unten}\n[[ablauf]]\n{zwei}{mehr}{wer}\n")
    assert not any("Zwei Zeilen" in str(a) for a in gefunden(regeln))


def test_it_allows_a_body_to_be_unsure_about_its_majority() -> None:
    regeln = ordnung(
        '[[ergebnis]]\ngegenstand = "empfehlung"\nnorm = "§ 6"\n'
        '[[unbekannt]]\nthema = "mehrheit"\nnorm = "§ 6"\n'
    )
    assert not any("Keine Mehrheit hinterlegt" in str(a) for a in gefunden(regeln))


def test_it_knows_results_that_no_case_reaches() -> None:
    regeln = ordnung('[[ergebnis]]\ngegenstand = "allgemeine_aussage"\nnorm = "§ 1"')
    assert not any("Kein Schritt führt" in str(a) for a in gefunden(regeln))


def test_it_accepts_seats_that_fit() -> None:
    regeln = ordnung(
        '[[mitgliederzahl]]\nhoechstens = 3\nnorm = "§ 2"\n'
        '[[sitz]]\nkennung = "a"\nbezeichnung = "A."\nanzahl = 3\nnorm = "§ 2"\n'
        '[[sitz]]\nkennung = "b"\nbezeichnung = "B."\nstimmrecht = "nein"\nberatend = true\n'
        'norm = "§ 2"\n'
    )
    assert not any("Die Sitze ergeben" in str(a) for a in gefunden(regeln))


def beispiel(**teile: object) -> Beispiel:
    return Beispiel.model_validate(
        {"fall": "Ein Fall", "satz": "Ein Satz", "stichtag": "2024-01-01", "erwartet": {}, **teile}
    )


def test_it_asks_for_examples_until_there_are_some() -> None:
    zeilen = GRUND.replace("WENN", "ausreisepflichtig = false") + (
        '[[voraussetzung]]\nkennung = "v"\nbezeichnung = "Voraussetzung"\n'
        'wenn = { wohnsitz_im_land = true }\nstellt_fest = ["vorsitz"]\nnorm = "§ 4"\n'
        '[[mehrheit]]\ngegenstand = ["ersuchen"]\nanzahl = 2\nnorm = "§ 6"\n'
    )
    regeln = ordnung(zeilen)
    assert sum("Kein Fallbeispiel" in str(a) for a in gefunden(regeln)) == 3
    mit = gefunden(
        regeln,
        beispiel(angaben={"ausreisepflichtig": "nein"}),
        beispiel(abstimmung={"gegenstand": "ersuchen", "ja": 2, "nein": 0}),
    )
    assert not any("Kein Fallbeispiel" in str(a) for a in mit)


def test_it_says_when_a_complete_file_is_not() -> None:
    kopf = lesen(
        '[ordnung]\ngremium = "Probe"\nkurzname = "Probe"\nbezeichnung = "Probe"\nland = "NW"\n'
        'status = "vollstaendig"\nstand = 2024-01-01\nnorm = "§ 1"\n',
        "probe.toml",
    )
    assert finde(kopf, "Mehr als die Hälfte").schwere is Schwere.WARNUNG
    assert finde(kopf, "In Kraft seit: nicht bekannt.").schwere is Schwere.HINWEIS


def test_it_is_content_with_a_checked_head() -> None:
    geprueft = lesen(
        '[ordnung]\ngremium = "Probe"\nkurzname = "Probe"\nbezeichnung = "Probe"\nland = "NW"\n'
        'status = "unvollstaendig"\nstand = 2024-01-01\nnorm = "§ 1"\ninkrafttreten = 2024-01-01\n'
        'geprueft_von = "Dr. Beispiel"\ngeprueft_am = 2024-02-01\n',
        "probe.toml",
    )
    assert not any(a.stelle == "[ordnung]" for a in gefunden(geprueft))


def test_it_finds_steps_the_program_does_not_have() -> None:
    regeln = ordnung(schritt('von = ["eingegangen"]', "ruhn_lassen") + schritt("von = []\nnach = "
                     '"eingegangen"', "qqqq"))  # fmt: skip
    nah, fern = unbekannte_schritte(regeln.ablauf, {"ruhen_lassen"})
    assert nah.tun == "Meinten Sie „ruhen_lassen“?"
    assert fern.tun == "Neue Schritte brauchen Programm, keine Daten."
    alle = durchsehen(regeln, geruest=geruest(), merkmale={}, schritte={"ruhen_lassen"})
    assert sum("Diesen Schritt gibt es nicht." in a.was for a in alle) == 2


def test_it_finds_questions_nobody_asks() -> None:
    regeln = ordnung(GRUND.replace("WENN", "ausreisepflichtig = false"))
    namen = [a.stelle for a in unbenutzte_merkmale([regeln], merkmale())]
    assert "merkmale.toml, „ausreisepflichtig“" not in namen
    assert "merkmale.toml, „wohnsitz_im_land“" in namen


def test_it_finds_every_shared_question_in_use() -> None:
    alle = [lesen(p.read_text("utf-8"), p.name) for p in ausgelieferte()]
    assert list(unbenutzte_merkmale(alle, merkmale())) == []


@pytest.mark.parametrize("datei", ausgelieferte(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_it_finds_no_mistake_in_what_is_shipped(datei: object) -> None:
    regeln = lesen(datei.read_text("utf-8"), datei.name)  # type: ignore[attr-defined]
    assert [str(a) for a in gefunden(regeln) if a.schwere is not Schwere.HINWEIS] == []
