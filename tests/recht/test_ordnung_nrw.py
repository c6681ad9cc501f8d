"""What the HFKVO says, row by row of the shipped file. Practice of the report stands apart."""

import pytest

from haertefall.recht.begriffe import Wirkung
from haertefall.recht.ordnung import Grundlage, Ordnung, Sitz, Vertretung
from haertefall.recht.ordnung.laden import lesen
from tests.recht.bau import WURZEL

MINISTERIUM = "das für Ausländerangelegenheiten zuständige Ministerium"
BERICHT = "Bericht der Geschäftsstelle vom 15. November 2024"


@pytest.fixture(scope="module")
def nrw() -> Ordnung:
    datei = WURZEL / "nrw" / "2020-10-14.toml"
    return lesen(datei.read_text("utf-8"), datei.name)


def sitz(nrw: Ordnung, kennung: str) -> Sitz:
    return next(s for s in nrw.sitz if s.kennung == kennung)


def test_it_is_in_force_since_14_october_2020_and_leaves_no_section_out(nrw: Ordnung) -> None:
    assert str(nrw.ordnung.inkrafttreten) == "2020-10-14"
    listen = [w for name in type(nrw).model_fields if isinstance(w := getattr(nrw, name), list)]
    normen = {str(zeile.norm) for liste in listen for zeile in liste}
    for paragraph in range(1, 9):
        assert any(f"§ {paragraph} " in norm for norm in normen), f"§ {paragraph}"


def test_it_says_that_a_new_version_was_announced(nrw: Ordnung) -> None:
    assert any("Neufassung angekündigt" in satz for satz in nrw.ordnung.bitte_pruefen)
    assert nrw.ordnung.ausserkrafttreten is None


def test_it_has_seven_to_ten_members(nrw: Ordnung) -> None:
    text, praxis = nrw.mitgliederzahl
    assert (text.mindestens, text.hoechstens, text.art) == (7, 10, Grundlage.TEXT)
    assert (praxis.mindestens, praxis.hoechstens, praxis.art) == (10, 10, Grundlage.PRAXIS)


def test_it_lets_five_organisations_propose_and_the_ministry_appoint(nrw: Ordnung) -> None:
    vorschlagende = [s for s in nrw.sitz if s.schlaegt_vor]
    assert {s.kennung for s in vorschlagende} == {
        "evangelische_kirche",
        "katholische_kirche",
        "wohlfahrtspflege",
        "fluechtlingsrat",
        "pro_asyl",
    }
    for s in vorschlagende:
        assert (s.anzahl, s.beruft, s.vertretung) == (1, MINISTERIUM, Vertretung.JE_EINE)
        assert s.norm == "§ 2 Abs. 1 Satz 2, Abs. 2 Satz 1 HFKVO NRW"
        assert "können" in (s.wortlaut or "")
    (amtszeit,) = nrw.amtszeit
    assert (amtszeit.jahre, amtszeit.in_der_regel, amtszeit.wiederholbar) == (2, True, True)


@pytest.mark.parametrize(
    "kennung",
    [
        "auslaenderbehoerde_kreisfreie_stadt",
        "auslaenderbehoerde_kreis",
        "aerztlich",
        "integrationsministerium",
    ],
)
def test_it_knows_four_seats_from_the_report_alone(nrw: Ordnung, kennung: str) -> None:
    s = sitz(nrw, kennung)
    assert (s.art, s.norm) == (Grundlage.PRAXIS, None)
    assert (s.quelle or "").startswith(BERICHT)
    assert s.schlaegt_vor == []


def test_it_is_chaired_by_the_head_of_the_office(nrw: Ordnung) -> None:
    (vorsitz,) = nrw.vorsitz
    assert (vorsitz.von_amts_wegen, vorsitz.stimmrecht) == (True, "ja")
    assert "Mitarbeiterin oder Mitarbeiter der Geschäftsstelle" in (vorsitz.vertretung or "")
    assert "nicht geregelt" in (vorsitz.zweifel or "")
    offen = [t for t in nrw.nicht_geregelt if t.thema == "stimmrecht"]
    assert [t.norm for t in offen] == ["§ 3 Abs. 1 Satz 3 HFKVO NRW"]


def test_it_takes_deputies_of_the_small_body_from_the_commission(nrw: Ordnung) -> None:
    (klein,) = nrw.kleines_gremium
    assert (klein.mitglieder, klein.wahlfrei) == (3, True)
    assert (klein.vertretung, klein.vertretung_aus) == (
        Vertretung.JE_EINE,
        "aus der Kommission benannt",
    )


def test_it_has_seven_compulsory_and_six_soll_grounds(nrw: Ordnung) -> None:
    text = [g for g in nrw.ausschlussgrund if g.art is Grundlage.TEXT]
    zwingend = {g.norm for g in text if g.wirkung is Wirkung.ZWINGEND}
    assert zwingend == {f"§ 5 Abs. 1 Spiegelstrich {n} HFKVO NRW" for n in range(1, 8)}
    soll = {(g.norm or "").split(" (")[0].split(" HFKVO")[0] for g in text if g.wirkung == "soll"}
    assert soll == {f"§ 5 Abs. 2 Spiegelstrich {n}" for n in range(1, 7)}
    assert [g.norm for g in nrw.ausschlussgrund if g.es_sei_denn] == [
        "§ 5 Abs. 2 Spiegelstrich 1 HFKVO NRW"
    ]
    assert {str(f) for g in text if g.wirkung == "soll" for f in g.stellt_fest} == {"mitglied"}


def test_it_keeps_vollziehbar_apart_and_shows_both_readings(nrw: Ordnung) -> None:
    je = {g.kennung: g for g in nrw.ausschlussgrund}
    assert je["nicht_ausreisepflichtig"].wenn == {"ausreisepflichtig": False}
    assert je["ausreisepflicht_nicht_vollziehbar"].art is Grundlage.PRAXIS
    assert je["ausreisepflicht_nicht_vollziehbar"].norm == "§ 23a Abs. 1 Satz 1 AufenthG"
    streitig = je["vollziehung_gerichtlich_ausgesetzt"]
    assert streitig.wirkung is Wirkung.STREITIG
    assert {lesart.folge for lesart in streitig.lesarten} == {
        "schliesst_aus",
        "schliesst_nicht_aus",
    }
    assert all(lesart.zweifel for lesart in streitig.lesarten)


def test_it_marks_the_practice_about_60c_and_60d(nrw: Ordnung) -> None:
    grund = next(g for g in nrw.ausschlussgrund if g.kennung == "duldung_60c_60d_moeglich")
    assert (grund.art, grund.wirkung) == (Grundlage.PRAXIS, Wirkung.SOLL)
    assert [str(f) for f in grund.stellt_fest] == [str(f) for f in grund.hebt_auf] == ["mitglied"]


def test_it_meets_monthly_by_text_quarterly_with_the_small_body_monthly_by_practice(
    nrw: Ordnung,
) -> None:
    turnus = [(t.mindestens, t.je, t.wenn_kleines_gremium, t.art) for t in nrw.turnus]
    assert turnus == [
        (1, "monat", False, Grundlage.TEXT),
        (1, "quartal", True, Grundlage.TEXT),
        (1, "monat", None, Grundlage.PRAXIS),
    ]


def test_it_counts_at_least_half_of_the_members(nrw: Ordnung) -> None:
    assert {(b.mindestens, b.norm) for b in nrw.beschlussfaehigkeit} == {
        ("1/2", "§ 6 Abs. 2 Satz 3 HFKVO NRW")
    }
    # Whether vacant seats are members is a reading, and both are there.
    assert {b.von for b in nrw.beschlussfaehigkeit} == {"besetzte_sitze", "mitglieder"}


def test_it_regulates_two_majorities_and_no_other(nrw: Ordnung) -> None:
    je: dict[str, set[tuple[str | None, str | None, Grundlage]]] = {}
    for zeile in nrw.mehrheit:
        for gegenstand in zeile.gegenstand:
            je.setdefault(gegenstand, set()).add((zeile.von, zeile.norm, zeile.art))
    satz_2, satz_4 = "§ 6 Abs. 3 Satz 2 HFKVO NRW", "§ 6 Abs. 3 Satz 4 HFKVO NRW"
    assert je == {
        "ersuchen": {
            ("anwesende", satz_2, Grundlage.AUSLEGUNG),
            ("gueltige", satz_2, Grundlage.AUSLEGUNG),
        },
        "empfehlung": {
            ("anwesende", satz_4, Grundlage.AUSLEGUNG),
            ("gueltige", satz_4, Grundlage.AUSLEGUNG),
        },
    }
    assert any(t.thema == "mehrheit" for t in nrw.nicht_geregelt)


def test_it_makes_every_intention_known_and_reasons_before_a_refusal(nrw: Ordnung) -> None:
    (meldung,) = nrw.rueckmeldung
    assert meldung.an == [MINISTERIUM, "Geschäftsstelle der Härtefallkommission"]
    assert (meldung.pflicht, meldung.gruende_vor_ablehnung) == (True, True)
    assert meldung.norm == "§ 7 Abs. 3 HFKVO NRW"
    schritte = {z.schritt: z for z in nrw.ablauf if z.norm and z.norm.startswith("§ 7")}
    assert {"anordnung_eintragen", "erlaubnis_eintragen"} <= set(schritte)


def test_it_leaves_unknown_texts_out(nrw: Ordnung) -> None:
    je = {n.kennung: (n.beteiligung, n.text_bekannt) for n in nrw.nachrangiges}
    assert je == {
        "entscheidungsgrundsaetze": ("einvernehmen", False),
        "vorpruefungsverfahren": ("benehmen", False),
        "verwaltungsvorschriften": ("anhoerung", False),
    }
    assert {n.norm for n in nrw.nachrangiges} == {f"§ 8 Abs. {n} HFKVO NRW" for n in (1, 2, 3)}


def test_it_marks_the_order_of_steps_in_text_and_in_practice(nrw: Ordnung) -> None:
    je = {w.kennung: w for w in nrw.weg}
    assert je["text"].art is Grundlage.TEXT
    assert (je["praxis"].art, je["praxis"].standard) == (Grundlage.PRAXIS, True)
    assert (je["praxis"].quelle or "").startswith(BERICHT)
    assert nrw.standardweg == "praxis"


def test_it_has_two_ways_in(nrw: Ordnung) -> None:
    innen, aussen = nrw.antragsweg
    assert (innen.kennung, innen.wer, innen.norm) == (
        "antrag_aus_kommission",
        ["mitglied"],
        "§ 4 Abs. 1 Satz 1 und 3, Abs. 2 Satz 1 HFKVO NRW",
    )
    assert (aussen.kennung, aussen.wer, aussen.vorlage_noetig) == (
        "sonstiger_einzelfall",
        ["jede_person"],
        True,
    )
