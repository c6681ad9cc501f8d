"""Grounds and answers: strong Kleene logic, and what follows for the result."""

from hypothesis import given
from hypothesis import strategies as st

from haertefall.recht.begriffe import Antwort, Funktion, Wirkung
from haertefall.recht.ordnung import Ausschlussgrund, Lesart, Ordnung, Voraussetzung
from haertefall.recht.zulaessigkeit import Lage, Zulaessigkeit, pruefen
from tests.recht.bau import ordnung

FRAGEN = ["a", "b", "c", "d"]
LESARTEN = [
    Lesart(text="Schließt aus.", folge="schliesst_aus", zweifel="Wortlaut"),
    Lesart(text="Schließt nicht aus.", folge="schliesst_nicht_aus", zweifel="Zweck"),
]


def grund(wirkung: str, *, ausnahme: str = "", lesarten: str = "") -> Ordnung:
    return ordnung(
        f"""
        [[ausschlussgrund]]
        kennung = "g"
        bezeichnung = "Grund"
        wirkung = "{wirkung}"
        wenn = {{ a = true }}
        {ausnahme}
        stellt_fest = ["geschaeftsstelle"]
        norm = "§ 5"
        {lesarten}
        """
    )


ZWEI_LESARTEN = """lesarten = [
 { text = "aus", folge = "schliesst_aus", zweifel = "x " },
 { text = "nicht aus", folge = "schliesst_nicht_aus", zweifel = "y " },
]"""


def test_it_excludes_when_a_compulsory_ground_is_found() -> None:
    pruefung = pruefen(grund("zwingend"), {"a": Antwort.JA})
    assert pruefung.ergebnis is Zulaessigkeit.AUSGESCHLOSSEN
    assert [b.grund.kennung for b in pruefung.vorhanden] == ["g"]
    assert pruefung.endgueltig


def test_it_leaves_a_compulsory_ground_open_without_an_answer() -> None:
    pruefung = pruefen(grund("zwingend"), {})
    assert pruefung.ergebnis is Zulaessigkeit.UNGEKLAERT
    assert pruefung.offen == ("a",)
    assert not pruefung.endgueltig


def test_it_weighs_a_soll_ground_found_or_open() -> None:
    gefunden = pruefen(grund("soll"), {"a": Antwort.JA})
    offen = pruefen(grund("soll"), {"a": Antwort.UNGEKLAERT})
    assert gefunden.ergebnis is offen.ergebnis is Zulaessigkeit.ABZUWAEGEN
    assert gefunden.endgueltig
    assert not offen.endgueltig


def test_it_weighs_a_kann_ground_like_a_soll_ground() -> None:
    assert pruefen(grund("kann"), {"a": Antwort.JA}).ergebnis is Zulaessigkeit.ABZUWAEGEN


def test_it_lets_pass_what_no_ground_meets() -> None:
    pruefung = pruefen(grund("zwingend"), {"a": Antwort.NEIN})
    assert pruefung.ergebnis is Zulaessigkeit.ZULAESSIG
    assert pruefung.offen == ()


def test_it_never_closes_a_case_on_a_disputed_ground() -> None:
    streitig = grund("streitig", lesarten=ZWEI_LESARTEN)
    assert pruefen(streitig, {"a": Antwort.JA}).ergebnis is Zulaessigkeit.ABZUWAEGEN
    assert pruefen(streitig, {}).ergebnis is Zulaessigkeit.ABZUWAEGEN
    assert pruefen(streitig, {"a": Antwort.NEIN}).ergebnis is Zulaessigkeit.ZULAESSIG


def test_it_shows_a_hint_without_changing_the_result() -> None:
    pruefung = pruefen(grund("hinweis"), {"a": Antwort.JA})
    assert pruefung.ergebnis is Zulaessigkeit.ZULAESSIG
    assert pruefung.befunde[0].lage is Lage.LIEGT_VOR


def test_it_drops_a_ground_whose_exception_holds() -> None:
    mit_ausnahme = grund("zwingend", ausnahme="es_sei_denn = { b = true }")
    ja_ja = pruefen(mit_ausnahme, {"a": Antwort.JA, "b": Antwort.JA})
    assert ja_ja.ergebnis is Zulaessigkeit.ZULAESSIG
    nein = pruefen(mit_ausnahme, {"a": Antwort.NEIN})
    assert nein.ergebnis is Zulaessigkeit.ZULAESSIG
    ausgenommen = pruefen(mit_ausnahme, {"b": Antwort.JA})
    assert ausgenommen.ergebnis is Zulaessigkeit.ZULAESSIG


def test_it_asks_for_the_exception_when_the_ground_is_met() -> None:
    mit_ausnahme = grund("soll", ausnahme="es_sei_denn = { b = true }")
    assert pruefen(mit_ausnahme, {"a": Antwort.JA}).offen == ("b",)
    assert pruefen(mit_ausnahme, {}).offen == ("a", "b")
    assert pruefen(mit_ausnahme, {"b": Antwort.NEIN}).offen == ("a",)


def bedingung(nachholbar: bool) -> Ordnung:
    return ordnung(
        f"""
        [[voraussetzung]]
        kennung = "v"
        bezeichnung = "Voraussetzung"
        wenn = {{ a = true, b = true }}
        stellt_fest = ["geschaeftsstelle"]
        nachholbar = {str(nachholbar).lower()}
        norm = "§ 4"
        """
    )


def test_it_excludes_when_an_entry_condition_is_missing() -> None:
    pruefung = pruefen(bedingung(nachholbar=False), {"a": Antwort.NEIN})
    assert pruefung.ergebnis is Zulaessigkeit.AUSGESCHLOSSEN


def test_it_leaves_open_what_can_be_supplied_later() -> None:
    pruefung = pruefen(bedingung(nachholbar=True), {"a": Antwort.NEIN, "b": Antwort.JA})
    assert pruefung.ergebnis is Zulaessigkeit.UNGEKLAERT
    assert pruefung.offen == ("a",)


def test_it_asks_for_open_entry_conditions() -> None:
    pruefung = pruefen(bedingung(nachholbar=False), {"a": Antwort.JA})
    assert pruefung.ergebnis is Zulaessigkeit.UNGEKLAERT
    assert pruefung.offen == ("b",)
    erfuellt = pruefen(bedingung(nachholbar=True), {"a": Antwort.JA, "b": Antwort.JA})
    assert erfuellt.ergebnis is Zulaessigkeit.ZULAESSIG


bedingungen = st.dictionaries(st.sampled_from(FRAGEN), st.booleans(), min_size=1, max_size=3)


@st.composite
def ordnungen(draw: st.DrawFn) -> Ordnung:
    kopf = ordnung().ordnung
    gruende = []
    for nummer in range(draw(st.integers(1, 4))):
        wirkung = draw(st.sampled_from(Wirkung))
        gruende.append(
            Ausschlussgrund(
                kennung=f"g{nummer}",
                bezeichnung="Grund",
                wirkung=wirkung,
                wenn=draw(bedingungen),
                es_sei_denn=draw(st.one_of(st.just({}), bedingungen)),
                stellt_fest=[Funktion.GESCHAEFTSSTELLE],
                norm="§ 5",
                lesarten=LESARTEN if wirkung is Wirkung.STREITIG else [],
            )
        )
    voraussetzungen = [
        Voraussetzung(
            kennung="v",
            bezeichnung="Voraussetzung",
            wenn=draw(bedingungen),
            stellt_fest=[Funktion.GESCHAEFTSSTELLE],
            norm="§ 4",
        )
        for _ in range(draw(st.integers(0, 1)))
    ]
    return Ordnung(ordnung=kopf, ausschlussgrund=gruende, voraussetzung=voraussetzungen)


antworten = st.dictionaries(st.sampled_from(FRAGEN), st.sampled_from(Antwort))


@given(ordnungen(), antworten, antworten)
def test_it_never_flips_a_definite_result_with_more_information(
    regeln: Ordnung, bekannt: dict[str, Antwort], mehr: dict[str, Antwort]
) -> None:
    vorher = pruefen(regeln, bekannt)
    geklaert = {k: a for k, a in bekannt.items() if a is not Antwort.UNGEKLAERT}
    nachher = pruefen(regeln, {**mehr, **geklaert})
    if vorher.endgueltig:
        assert nachher.ergebnis is vorher.ergebnis
    for frueher, spaeter in zip(vorher.befunde, nachher.befunde, strict=True):
        if frueher.lage is not Lage.OFFEN:
            assert spaeter.lage is frueher.lage


@given(ordnungen(), antworten, st.randoms(use_true_random=False))
def test_it_does_not_depend_on_the_order_of_answers(
    regeln: Ordnung, angaben: dict[str, Antwort], zufall: object
) -> None:
    gemischt = list(angaben.items())
    zufall.shuffle(gemischt)  # type: ignore[attr-defined]
    assert pruefen(regeln, dict(gemischt)) == pruefen(regeln, angaben)


@given(ordnungen(), antworten)
def test_it_asks_only_open_questions_and_is_definite_without_any(
    regeln: Ordnung, angaben: dict[str, Antwort]
) -> None:
    pruefung = pruefen(regeln, angaben)
    assert all(angaben.get(f, Antwort.UNGEKLAERT) is Antwort.UNGEKLAERT for f in pruefung.offen)
    if not pruefung.offen:
        assert pruefung.endgueltig
