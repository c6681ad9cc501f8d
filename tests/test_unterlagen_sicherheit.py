"""docs/sicherheit.md and docs/datenschutz.md: complete, and every file they rest on exists."""

import re
from pathlib import Path

import pytest

from haertefall.aufbewahrung.feldklassen import felder

WURZEL = Path(__file__).parents[1]
DATEI = re.compile(r"`((?:tests|haertefall|docs|scripts)/[\w./-]+\.\w+)`")


def text(name: str) -> str:
    return (WURZEL / "docs" / name).read_text("utf-8")


def abschnitt(name: str, titel: str) -> str:
    """What stands below a heading, up to the next of its kind."""
    teile = re.split(r"^#{2,3} ", text(name), flags=re.MULTILINE)
    return next(t for t in teile if t.startswith(titel))


@pytest.mark.parametrize("name", ["sicherheit.md", "datenschutz.md", "asvs.md"])
def test_it_names_only_tests_that_exist(name: str) -> None:
    genannt = set(DATEI.findall(text(name)))
    assert genannt
    assert [datei for datei in sorted(genannt) if not (WURZEL / datei).is_file()] == []


def test_it_says_who_attacks_what_each_key_protects_and_what_nothing_does() -> None:
    for wer in ("Fremde im Netz", "Dieb einer Sicherung", "Dieb der Platte", "Neugierige"):
        assert wer in abschnitt("sicherheit.md", "Wer angreifen könnte")
    for schluessel in ("Installationsschlüssel", "Gremiums", "Falls", "Spur"):
        assert schluessel in abschnitt("sicherheit.md", "Schlüssel: welcher was schützt")
    nicht = abschnitt("sicherheit.md", "Nicht geschützt")
    for grenze in ("Private Notizen", "Installationsschlüssel", "Offen in der Datenbank", "Längen"):
        assert grenze in nicht


def test_it_gives_the_reason_for_every_open_column_of_cases_and_checks() -> None:
    offen: dict[str, set[str]] = {}
    for feld in felder():
        raum, modell = feld.modell.split(".")
        kennzeichen = feld.klasse == "geheim_97a" and feld.name == "geheim"
        if raum in ("faelle", "vollzug") and (feld.klasse == "verfahren" or kennzeichen):
            offen.setdefault(modell, set()).add(feld.name)
    genannt = re.findall(
        r"^\| `(\w+)` \| ([\w, ]+) \| .{10,} \|$",
        abschnitt("sicherheit.md", "Was in der Datenbank offen steht, und warum"),
        re.MULTILINE,
    )
    assert {modell: set(namen.split(", ")) for modell, namen in genannt} == offen


def test_it_says_what_an_attacker_of_the_trace_can_still_do() -> None:
    kann = abschnitt("sicherheit.md", "Was ein Angreifer an der Spur noch tun kann")
    assert "den Schlüssel der Spur nicht hat" in kann
    assert "Wer dazu den Schlüssel der Spur hat" in kann
    assert "Das Ende abschneiden" in kann


def test_it_lists_the_components_of_the_grundschutz() -> None:
    zeilen = re.findall(
        r"^\| ((?:[A-Z]{3,4}\.[\d.]+ [^|]+)) \| ([^|]+) \| ([^|]+) \|$",
        abschnitt("sicherheit.md", "Bausteine des IT-Grundschutzes"),
        re.MULTILINE,
    )
    arten = {z[0].split(".")[0] for z in zeilen}
    assert {"ORP", "CON", "OPS", "DER", "APP", "SYS", "NET"} <= arten
    assert all(bleibt.strip() for _, _, bleibt in zeilen)


def test_it_drafts_record_assessment_and_roles() -> None:
    rollen = abschnitt("datenschutz.md", "Rollen")
    assert "Art. 28 DSGVO" in rollen
    assert "in ihrem Auftrag" in rollen
    verzeichnis = abschnitt("datenschutz.md", "Verzeichnis von Verarbeitungstätigkeiten")
    for angabe in ("Zweck", "Rechtsgrundlage", "Betroffene", "Empfänger", "Löschen", "Sicherheit"):
        assert f"| {angabe}" in verzeichnis
    folgen = abschnitt("datenschutz.md", "Folgenabschätzung")
    for teil in ("Warum sie nötig ist", "Notwendigkeit", "Gefahr", "Was bleibt"):
        assert teil.lower() in folgen.lower()
    # What only the house can know is left open, and shows.
    assert text("datenschutz.md").count("[") >= 10
