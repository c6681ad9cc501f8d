"""A Fassung in words."""

from pathlib import Path

import pytest

from haertefall.recht.ablauf import Wegwahl
from haertefall.recht.beispiele import Beispiel, lesen_beispiel
from haertefall.recht.durchsicht import durchsehen
from haertefall.recht.ordnung import Ordnung
from haertefall.recht.ordnung.laden import lesen
from haertefall.recht.steckbrief import Vorlage, steckbrief
from tests.recht.bau import PROBEN, ausgelieferte, geruest, merkmale, ordnung, probe

TEILE = (
    "Zusammensetzung",
    "Antragswege",
    "Ausschlussgründe",
    "Ablauf",
    "Sitzungen",
    "Fristen",
    "Beschluss",
    "Was geregelt ist und was nicht",
    "Auffälligkeiten",
)


def saetze(land: str) -> str:
    """The description of a fixture without line breaks."""
    return " ".join(text(probe(land)).split())


def text(regeln: Ordnung, *beispiele: Beispiel, weg: Wegwahl | None = None) -> str:
    return steckbrief(
        Vorlage(
            gremium="probe",
            datei="probe/2024-01-01.toml",
            ordnung=regeln,
            geruest=geruest(),
            merkmale=merkmale(),
            beispiele=beispiele,
            auffaelligkeiten=durchsehen(regeln, geruest=geruest(), merkmale=merkmale()),
            schrittnamen={"antrag_erfassen": "Antrag erfassen"},
            weg=weg,
        )
    )


@pytest.mark.parametrize(
    "datei",
    [*ausgelieferte(), *sorted(PROBEN.glob("*.toml"))],
    ids=lambda p: f"{p.parent.name}/{p.stem}",
)
def test_it_fits_into_eighty_columns_and_has_every_part(datei: Path) -> None:
    ganz = text(lesen(datei.read_text("utf-8"), datei.name))
    assert max(len(zeile) for zeile in ganz.splitlines()) <= 80
    for teil in TEILE:
        assert f"\n{teil}\n───" in ganz


def test_it_shows_each_ground_with_norm_question_and_example() -> None:
    beispiele = [
        lesen_beispiel(
            f'fall = "{fall}"\nsatz = "Satz"\nstichtag = 2024-01-01\n[angaben]\n{angaben}\n'
            "[erwartet]\n",
            "b.toml",
        )
        for fall, angaben in (
            ("Zwei Gründe.", 'straftaten = "ja"\nlebensunterhalt_gesichert = "nein"'),
            ("Nur dieser.", 'straftaten = "ja"\nlebensunterhalt_gesichert = "ja"\n'
             'petition_gewesen = "ja"'),
        )
    ]  # fmt: skip
    ganz = text(probe("he"), *beispiele)
    assert "• [Zwingend] Grund aus dem Gesetz (Formatprobe, Gesetz)" in ganz
    assert "Feststellung: Geschäftsstelle. Darüber hinwegsetzen: Vorprüfungsausschuss." in ganz
    assert "Beispiel: Nur dieser. → Ausgeschlossen" in ganz
    assert "Beispiel: Zwei Gründe. → Ausgeschlossen" in ganz
    assert "Beispiel: keines hinterlegt." in text(probe("he"))


def test_it_says_which_question_is_unknown() -> None:
    assert "Wenn: „petition_anhaengig“ (unbekannt) – ja" in text(probe("by"))
    nur_bekannt = ordnung(
        '[[ausschlussgrund]]\nkennung = "g"\nbezeichnung = "Grund"\nwirkung = "hinweis"\n'
        'wenn = { ausreisepflichtig = false }\nstellt_fest = ["mitglied"]\nnorm = "§ 5"\n'
        "erneut_pruefen = true\nheilbar = true\nfrist_tage = 3\n"
    )
    ganz = text(nur_bekannt)
    assert "Wenn: Ist die Person ausreisepflichtig? – nein" in ganz
    assert "Feststellung: das Gremium selbst. Vor der Sitzung erneut zu prüfen. Heilbar." in ganz


def test_it_shows_both_readings_of_a_disputed_ground() -> None:
    streitig = ordnung(
        '[[ausschlussgrund]]\nkennung = "g"\nbezeichnung = "Grund"\nwirkung = "streitig"\n'
        'wenn = { ausreisepflichtig = false }\nstellt_fest = ["vorsitz"]\nnorm = "§ 5"\n'
        'lesarten = [{ text = "Aus.", folge = "schliesst_aus", zweifel = "Zweck." },\n'
        '{ text = "Nicht aus.", folge = "schliesst_nicht_aus", zweifel = "Wortlaut." }]\n'
    )
    assert "Lesart (danach ausgeschlossen): Aus. Dagegen: Zweck." in text(streitig)
    assert "Lesart (danach nicht ausgeschlossen): Nicht aus. Dagegen: Wortlaut." in text(streitig)


DIAGRAMM = """
  (Eingang)
    │
    │ Antrag erfassen [Geschäftsstelle] Annahme des Programms
    └──▶ Eingegangen, wird geprüft

  ┌────────────────────────────────────────────────────────────────────────┐
  │ Eingegangen, wird geprüft                                              │
  └────────────────────────────────────────────────────────────────────────┘
    │
    │ zulaessigkeit_feststellen [Geschäftsstelle] Annahme des Programms
    ├─ Zulässig, Abzuwägen ──▶ Aufgegriffen (Befassung)
    └─ Ausgeschlossen ──▶ Entschieden, Ergebnis ist mitzuteilen
"""


def test_it_draws_the_flow() -> None:
    assert DIAGRAMM in text(ordnung())


def test_it_draws_the_chosen_way_only() -> None:
    nrw = next(p for p in ausgelieferte() if p.parent.name == "nrw")
    regeln = lesen(nrw.read_text("utf-8"), nrw.name)
    praxis, wortlaut = text(regeln), text(regeln, weg="text")
    assert "Weg „praxis“ (hier gezeigt)" in praxis
    assert "Weg „text“ (hier gezeigt)" in wortlaut
    assert "einzelfall_vorlegen" in wortlaut
    assert "einzelfall_vorlegen" not in praxis


def test_it_describes_seats_of_every_kind() -> None:
    assert "Mitglieder: ein Sitz je Fraktion, arbeitsfähig ab 2/3 der Sitze" in saetze("hh")
    assert "Wahl: Bürgerschaft, Berufung: Senat, mit Stimme, je zwei" in saetze("hh")
    assert "Stimme nur bei: Ersuchen" in saetze("by")
    assert "Vorschlag gemeinsam: evangelische Kirche und katholische" in saetze("mv")
    assert "beratend" in saetze("th")
    assert "Mitglieder: höchstens 8" in saetze("bb")
    assert "2,5 Jahre, nicht wiederholbar, wer nachrückt, für den Rest" in saetze("bb")
    regeln = ordnung(
        '[[mitgliederzahl]]\nmindestens = 3\nbezeichnung = "etwa"\nnorm = "§ 2"\n'
        '[[mitgliederzahl]]\nmindestens = 7\nhoechstens = 10\nnorm = "§ 2"\n'
        '[[sitz]]\nkennung = "a"\nbezeichnung = "Rat"\nhoechstens = 2\nnorm = "§ 2"\n'
    )
    assert "Mitglieder: mindestens 3, etwa (§ 2)" in text(regeln)
    assert "Mitglieder: 7 bis 10 (§ 2)" in text(regeln)
    assert "Rat, bis zu 2, Stimmrecht nicht bekannt (§ 2)" in text(regeln)


def test_it_describes_ways_in() -> None:
    ganz = saetze("st")
    for satz in ("Inhalt: Lebenslauf", "Inhalt, wenn einschlägig: Krankheiten",
                 "Unterlagen: Einverständniserklärung", "Unterlagen, wenn einschlägig: Arbeit",
                 "Das Einverständnis der Betroffenen ist nötig."):  # fmt: skip
        assert satz in ganz
    assert "Mindestens 5 Mitglieder gemeinsam." in saetze("by")
    assert "Eine schriftliche Vollmacht ist nötig." in saetze("ni")
    assert "Erneute Befassung: nie" in saetze("by")


def test_it_describes_votes_periods_and_results() -> None:
    assert "Ersuchen: Einstimmigkeit, Grundlage: anwesende Mitglieder" in saetze("hh")
    assert "mindestens zwei Drittel anwesend; Grundlage: stimmberechtigte" in saetze("by")
    assert "beizufügen: Angaben zum Lebensunterhalt; Gründe" in saetze("by")
    assert "Ersuchen: 6 Ja-Stimmen" in saetze("ni")
    assert "bei Gleichheit entscheidet der Vorsitz, vorpruefung" in saetze("ni")
    assert "4 Wochen vor: Tag der Abschiebung" in saetze("ni")
    assert "Laufende Fälle: Für Eingaben vor dem Inkrafttreten" in saetze("ni")
    assert "scheitert, wenn das Nein ein Drittel erreicht" in saetze("he")
    assert "sechs Tage vor der Sitzung zu. – 6 Tage vorher" in saetze("he")
    assert "setzt im Einzelfall Geschäftsstelle, ab: Zugang" in saetze("sh")
    assert "1 Jahr ab: Erteilung der Erlaubnis, endet sie an einem freien" in saetze("st")
    assert "Ersuchen: Zustimmung von Ausländerbehörde" in saetze("mv")
    assert "rechtlich, ab: Zugang der Mitteilung" in saetze("bw")


def test_it_says_how_far_a_body_is_known() -> None:
    assert "32 von 32 Themen sind unbekannt. Die Ordnung ist unvollständig." in text(ordnung())


def test_it_says_when_nothing_was_found() -> None:
    vorlage = Vorlage("probe", "probe.toml", ordnung(), geruest(), merkmale())
    assert steckbrief(vorlage).endswith("Auffälligkeiten\n───────────────\nKeine.\n")


def test_it_draws_the_only_way_whatever_was_asked() -> None:
    assert DIAGRAMM in text(ordnung(), weg="praxis")


def test_it_describes_a_body_without_any_step() -> None:
    leer = steckbrief(Vorlage("probe", "probe.toml", ordnung(), (), merkmale()))
    assert "Nebenschritte, ohne den Stand zu ändern: keine." in leer
    assert "Aus fast jedem Stand" not in leer
