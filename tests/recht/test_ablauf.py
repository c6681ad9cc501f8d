"""Which step is permitted, and what follows."""

import pytest

from haertefall.recht.ablauf import (
    AusgangUnbekannt,
    Erlaubnis,
    ergebnis_nach,
    erlaubnis,
    folgestand,
    moegliche_schritte,
    vollstaendiger_ablauf,
    wegwahl,
)
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.ordnung import Ablaufzeile
from tests.recht.bau import geruest, ordnung

BEIDE_WEGE = """
[[weg]]
kennung = "text"
bezeichnung = "Text"
norm = "§ 4"
[[weg]]
kennung = "praxis"
bezeichnung = "Praxis"
standard = true
norm = "§ 4"
[[antragsweg]]
kennung = "von_aussen"
bezeichnung = "Von außen"
wer = ["jede_person"]
norm = "§ 4"
[[ablauf]]
schritt = "einzelfall_vorlegen"
weg = "text"
antragsweg = ["von_aussen"]
von = ["eingegangen"]
nach = { kommission = "angeboten", vorpruefungsausschuss = "vorpruefung" }
wer = ["geschaeftsstelle"]
norm = "§ 4 Abs. 3"
[[ablauf]]
schritt = "fall_aufgreifen"
von = ["entschieden"]
nur_nach = ["nichtbefassung"]
nach = "aufgenommen"
wer = ["mitglied", "vorsitz"]
art = "auslegung"
norm = "§ 4 Abs. 1"
auslegung = "Selbstbefassung"
zweifel = "Nicht ausdrücklich"
[[ablauf]]
schritt = "ergebnis_feststellen"
von = ["auf_tagesordnung"]
nach.ersuchen = "ersuchen_beschlossen"
nach.empfehlung = "entschieden"
nach.vertagung = "beratungsreif"
wer = ["vorsitz"]
norm = "§ 6"
[[ergebnis]]
gegenstand = "ersuchen"
norm = "§ 6"
"""
REGELN = ordnung(BEIDE_WEGE)
ABLAUF = vollstaendiger_ablauf(REGELN, geruest())


def frage(
    schritt: str,
    stand: Stand | None,
    funktion: Funktion = Funktion.GESCHAEFTSSTELLE,
    *,
    weg: str = "text",
    antragsweg: str | None = "von_aussen",
    letztes_ergebnis: str | None = None,
) -> Erlaubnis:
    return erlaubnis(
        ABLAUF,
        schritt,
        stand=stand,
        funktion=funktion,
        weg="text" if weg == "text" else "praxis",
        antragsweg=antragsweg,
        letztes_ergebnis=letztes_ergebnis,
    )


def test_it_permits_a_row_that_fits_and_cites_it() -> None:
    antwort = frage("einzelfall_vorlegen", Stand.EINGEGANGEN)
    assert antwort.erlaubt
    assert antwort.grund == "§ 4 Abs. 3"


def test_it_opens_a_case_only_where_there_is_none() -> None:
    assert frage("antrag_erfassen", None).erlaubt
    antwort = frage("antrag_erfassen", Stand.EINGEGANGEN)
    assert not antwort.erlaubt
    assert "besteht schon" in antwort.grund


def test_it_refuses_a_step_nobody_regulates() -> None:
    assert not frage("zaubern", Stand.EINGEGANGEN).erlaubt


def test_it_names_the_states_in_which_a_step_is_possible() -> None:
    antwort = frage("einzelfall_vorlegen", Stand.ABGESCHLOSSEN)
    assert not antwort.erlaubt
    assert "„Abgeschlossen“ nicht möglich" in antwort.grund
    assert "„Eingegangen, wird geprüft“" in antwort.grund
    assert "§ 4 Abs. 3" in antwort.grund


def test_it_says_that_a_case_must_exist_first() -> None:
    assert "vor dem Erfassen" in frage("einzelfall_vorlegen", None).grund


def test_it_names_who_may_act() -> None:
    antwort = frage("ergebnis_feststellen", Stand.AUF_TAGESORDNUNG, Funktion.RAT)
    assert not antwort.erlaubt
    assert antwort.grund == "Als Rat ist dieser Schritt nicht möglich. Zuständig: Vorsitz (§ 6)."


def test_it_names_the_way_to_which_a_step_belongs() -> None:
    antwort = frage("einzelfall_vorlegen", Stand.EINGEGANGEN, weg="praxis")
    assert not antwort.erlaubt
    assert "auf dem Weg „Text“" in antwort.grund


def test_it_names_the_way_in_to_which_a_step_belongs() -> None:
    antwort = frage("einzelfall_vorlegen", Stand.EINGEGANGEN, antragsweg="anderer")
    assert not antwort.erlaubt
    assert "„von_aussen“" in antwort.grund


def test_it_permits_some_steps_only_after_certain_results() -> None:
    mitglied = Funktion.MITGLIED
    danach = frage(
        "fall_aufgreifen", Stand.ENTSCHIEDEN, mitglied, letztes_ergebnis="nichtbefassung"
    )
    assert danach.erlaubt
    assert danach.grund == "Lesart: § 4 Abs. 1"
    sonst = frage("fall_aufgreifen", Stand.ENTSCHIEDEN, mitglied, letztes_ergebnis="ersuchen")
    assert not sonst.erlaubt
    assert "nur nach dem Ergebnis „nichtbefassung“" in sonst.grund


def test_it_lists_the_steps_that_are_possible_now() -> None:
    schritte = {
        z.schritt
        for z in moegliche_schritte(
            ABLAUF,
            stand=Stand.EINGEGANGEN,
            funktion=Funktion.GESCHAEFTSSTELLE,
            weg="text",
            antragsweg="von_aussen",
        )
    }
    assert {"einzelfall_vorlegen", "zulaessigkeit_feststellen", "ruhen_lassen"} <= schritte
    assert "ergebnis_feststellen" not in schritte
    assert "antrag_erfassen" not in schritte


def test_it_replaces_the_skeleton_for_steps_the_body_names() -> None:
    zeilen = [z for z in ABLAUF if z.schritt == "ergebnis_feststellen"]
    assert [z.norm for z in zeilen] == ["§ 6"]
    assert any(z.schritt == "auf_tagesordnung_setzen" for z in ABLAUF)


def test_it_limits_results_to_those_the_body_can_reach() -> None:
    zeile = next(z for z in ABLAUF if z.schritt == "ergebnis_feststellen")
    assert zeile.nach == {"ersuchen": "ersuchen_beschlossen", "vertagung": "beratungsreif"}


def test_it_drops_skeleton_steps_that_presuppose_another_result() -> None:
    assert not any(z.schritt == "unterstuetzung_einleiten" for z in ABLAUF)
    unbekannt = vollstaendiger_ablauf(ordnung(), geruest())
    assert any(z.schritt == "unterstuetzung_einleiten" for z in unbekannt)


def test_it_does_not_limit_a_finding_with_one_target() -> None:
    regeln = ordnung(
        """
        [[ablauf]]
        schritt = "ergebnis_feststellen"
        von = ["auf_tagesordnung"]
        nach = "entschieden"
        wer = ["vorsitz"]
        norm = "§ 6"
        [[ergebnis]]
        gegenstand = "einschaetzung"
        norm = "§ 6"
        """
    )
    zeile = vollstaendiger_ablauf(regeln, ())[0]
    assert folgestand(zeile, "einschaetzung", Stand.AUF_TAGESORDNUNG) is Stand.ENTSCHIEDEN


def zeile(nach: object) -> Ablaufzeile:
    return Ablaufzeile.model_validate(
        {
            "schritt": "probe",
            "von": ["eingegangen"],
            "nach": nach,
            "wer": ["geschaeftsstelle"],
            "norm": "§ 1",
        }
    )


def test_it_follows_the_outcome() -> None:
    je_ausgang = zeile({"ja": "aufgenommen", "nein": "entschieden"})
    assert folgestand(je_ausgang, "nein", Stand.EINGEGANGEN) is Stand.ENTSCHIEDEN
    assert folgestand(zeile("aufgenommen"), None, Stand.EINGEGANGEN) is Stand.AUFGENOMMEN
    assert folgestand(zeile(None), None, Stand.EINGEGANGEN) is Stand.EINGEGANGEN


@pytest.mark.parametrize("ausgang", ["vielleicht", None])
def test_it_refuses_an_outcome_without_a_state(ausgang: str | None) -> None:
    with pytest.raises(AusgangUnbekannt, match=r"nur: „ja“ \(§ 1\)"):
        folgestand(zeile({"ja": "aufgenommen"}), ausgang, Stand.EINGEGANGEN)


def test_it_refuses_to_stay_in_no_state() -> None:
    with pytest.raises(AusgangUnbekannt, match="vorhandenen Fall"):
        folgestand(zeile(None), None, None)


def test_it_says_nothing_in_brackets_where_nothing_is_cited() -> None:
    antwort = frage("zur_beratung_vorsehen", Stand.ABGESCHLOSSEN)
    assert antwort.grund.endswith("(Annahme des Programms).")


def test_it_reads_a_stored_way() -> None:
    assert wegwahl("praxis") == "praxis"
    assert wegwahl("") is None


@pytest.mark.parametrize(
    ("schritt", "ausgang", "bisher", "ergebnis"),
    [
        ("ergebnis_feststellen", "ersuchen", "", "ersuchen"),
        ("ergebnis_feststellen", "vertagung", "ersuchen", "ersuchen"),
        ("ergebnis_feststellen", None, "ersuchen", "ersuchen"),
        ("befassung_entscheiden", "keine_befassung", "", "nichtbefassung_vorpruefung"),
        ("zulaessigkeit_feststellen", "ausgeschlossen", "", "ausgeschlossen"),
        ("fall_aufgreifen", None, "nichtbefassung_vorpruefung", ""),
        ("ruhen_lassen", None, "ersuchen", "ersuchen"),
    ],
)
def test_it_keeps_the_last_result(
    schritt: str, ausgang: str | None, bisher: str, ergebnis: str
) -> None:
    assert ergebnis_nach(schritt, ausgang, bisher) == ergebnis
