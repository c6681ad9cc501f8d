"""Who reaches what: every address as every Funktion against every kind of object.

The answers stand in `rechtematrix.toml`; a change shows there in review. After a wanted change:

    RECHTEMATRIX_SCHREIBEN=1 .venv/bin/pytest tests/web/test_rechtematrix.py

Numbers are the status of a GET; `schritte` are the acts whose form is shown (200), all others are
refused. Addresses come from the URL configuration, so a new one cannot be forgotten.
"""

import os
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from haertefall.faelle.models import Dokument, Fall
from haertefall.gremien.models import Amt, Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Niederschrift
from haertefall.vorfuehrung.sitzungsarbeit import sitzung_mit_niederschrift
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from tests.web.besuch import Besuch, amt_von
from tests.web.rundgang import adressen, schritte_an

pytestmark = pytest.mark.lange

DATEI = Path(__file__).with_name("rechtematrix.toml")
# Receipts and jobs do not sign in; what a receipt opens has pages of its own.
OHNE_ANMELDUNG = {Funktion.BETROFFENE, Funktion.DRITTE, Funktion.AUFTRAG}
GIBT_ES_NICHT = "00000000-0000-4000-8000-000000000000"

Matrix = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture
def welt(spielplatz: Callable[..., list[Spiel]]) -> dict[str, Any]:
    """Two bodies with cases of every kind of visibility, and somebody in every Funktion."""
    return welt_bauen(*spielplatz("nrw", "dortmund"))


def welt_bauen(nrw: Spiel, dortmund: Spiel) -> dict[str, Any]:
    """The same for tests that build it once."""
    beratung = amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)
    abgelehnt = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(abgelehnt, "befassung_entscheiden", "keine_befassung")
    faelle: dict[str, Fall] = {
        "neu": nrw.neuer_fall(),
        "in_vorpruefung": nrw.bis(Stand.VORPRUEFUNG),
        "angeboten": abgelehnt,
        "bei_der_behoerde": nrw.bis(Stand.STELLUNGNAHME),
        "vorgelegt": nrw.bis(Stand.AUF_TAGESORDNUNG),
        "zugeleitet": nrw.bis(Stand.ERSUCHEN_ZUGELEITET),
        "von_der_beratung": nrw.neuer_fall(eingebracht_von=str(beratung.pk)),
        "abgeschlossen": nrw.bis(Stand.ABGESCHLOSSEN),
        "fremd": dortmund.neuer_fall(),
    }
    for art in ("bei_der_behoerde", "von_der_beratung", "fremd", "angeboten", "zugeleitet"):
        _dokumente({"fremd": dortmund}.get(art, nrw), faelle[art])
    aemter = {f: _amt(nrw, f, beratung) for f in Funktion if f not in OHNE_ANMELDUNG}
    eigene_behoerde = nrw.akteur(Funktion.AUSLAENDERBEHOERDE).behoerde_id
    andere = Behoerde.objects.exclude(pk=str(eigene_behoerde)).get()
    eigene, zweite = (
        Pruefspiel(Behoerde.objects.get(pk=str(eigene_behoerde))),
        Pruefspiel(andere),
    )
    pruefung = eigene.neue()
    eigene.tue("vollzug_vorlegen", pruefung)
    return {
        "pruefungen": {"eigen": pruefung.pk, "fremd": zweite.neue().pk},
        "vorlagen": {"eigen": pruefung.vorlagen.get().pk, "fremd": GIBT_ES_NICHT},
        "faelle": faelle,
        "aemter": aemter,
        "raeume": {"eigen": None, "fremd": "dortmund", "andere_behoerde": andere.kennung},
        "sitzungen": {
            "eigen": nrw.sitzung().pk,
            "beendet": _protokollierte(nrw),
            "fremd": dortmund.sitzung().pk,
        },
        "tabellen": {"da": "tabelle_6_1", "fehlt": "tabelle_9_9"},
        "berufungen": {"eigen": _berufung(nrw), "fremd": _berufung(dortmund)},
        "texte": {"eigen": _text(nrw), "fremd": _text(dortmund)},
    }


def _berufung(spiel: Spiel) -> UUID:
    berufung = spiel.gremium.berufungen.exclude(amt=None).earliest("id")
    return UUID(str(berufung.pk))


def _text(spiel: Spiel) -> UUID | None:
    return spiel.tue(
        "regelungstext_festhalten",
        kennung="anderer",
        bezeichnung="Merkblatt",
        text="Erfunden.",
        beschlossen_von="Geschäftsstelle",
    ).objekt_id


def _dokumente(spiel: Spiel, fall: Fall) -> None:
    """One paper of every kind of visibility."""
    for angaben in (
        {"titel": "antrag"},
        {"titel": "antrag_freigegeben", "fuer_behoerde": "on"},
        {"titel": "behoerde", "seite": "behoerde"},
        {"titel": "behoerde_97a", "seite": "behoerde", "geheim": "on"},
        {"titel": "andere_stelle", "seite": "dritte"},
    ):
        spiel.zug(fall, "dokument_hinzufuegen", **angaben)


def _protokollierte(nrw: Spiel) -> UUID:
    """A session of last month with its Niederschrift."""
    sitzung_mit_niederschrift(nrw)
    return Niederschrift.objects.get().sitzung_id


def _amt(nrw: Spiel, funktion: Funktion, beratung: Amt) -> Amt:
    if funktion is Funktion.BERATUNG:
        return beratung
    if funktion is Funktion.AUSLAENDERBEHOERDE:
        nrw.akteur(funktion)
        return nrw.aemter[funktion]
    ort = None if funktion is Funktion.BETRIEB else nrw.gremium
    vorhanden = Amt.objects.filter(funktion=funktion, gremium=ort).first()
    return vorhanden or amt_von(f"Zusatz {funktion}", funktion, ort)


def test_it_answers_everybody_as_the_matrix_says(welt: dict[str, Any]) -> None:
    matrix: Matrix = {}
    for funktion, amt in welt["aemter"].items():
        besuch = Besuch(amt)
        for muster in adressen():
            antworten = _antworten(besuch, muster, welt)
            matrix.setdefault(muster, {})[funktion.value] = antworten
    geschrieben = _als_toml(matrix)
    if os.environ.get("RECHTEMATRIX_SCHREIBEN"):
        DATEI.write_text(geschrieben)
    soll = tomllib.loads(DATEI.read_text())
    assert set(soll) == set(matrix), "Andere Adressen als in der Matrix"
    for muster, erwartet in soll.items():
        assert matrix[muster] == erwartet, muster


def test_it_shows_no_case_of_another_body_to_anybody() -> None:
    soll = tomllib.loads(DATEI.read_text())
    for muster, je_funktion in soll.items():
        for funktion, antworten in je_funktion.items():
            for art, wert in antworten.items():
                if "fremd" in art:
                    assert wert in (404, []), (muster, funktion, art)


def test_it_lets_those_without_cases_see_none() -> None:
    soll = tomllib.loads(DATEI.read_text())
    for muster, je_funktion in soll.items():
        if "faelle/" in muster:
            for funktion in (
                Funktion.RAT,
                Funktion.REVISION,
                Funktion.DATENSCHUTZ,
                Funktion.BETRIEB,
            ):
                assert set(map(str, je_funktion[funktion].values())) <= {"404", "[]"}, muster


def _antworten(besuch: Besuch, muster: str, welt: dict[str, Any]) -> dict[str, Any]:
    """Status per kind of object; for acts the names of those whose form is shown."""
    eigen = _eigener_raum(besuch, muster)
    if "<slug:raum>" not in muster:
        return {"": besuch.client.get(muster).status_code}
    raeume = {"eigen": eigen, "fremd": _fremder_raum(muster, welt)}
    antworten: dict[str, Any] = {}
    for ort, raum in raeume.items():
        if raum is None:
            continue
        adresse = muster.replace("<slug:raum>", raum)
        for art, ziel in _ziele(adresse, welt):
            name = ort if art == "" else f"{ort}.{art}"
            antworten[name] = _eine(besuch, muster, ziel)
    return antworten


def _eigener_raum(besuch: Besuch, muster: str) -> str | None:
    if muster.startswith("/abh/"):
        return besuch.amt.behoerde.kennung if besuch.amt.behoerde else None
    return besuch.amt.gremium.kennung if besuch.amt.gremium else None


def _fremder_raum(muster: str, welt: dict[str, Any]) -> str:
    return str(welt["raeume"]["andere_behoerde" if muster.startswith("/abh/") else "fremd"])


def _ziele(adresse: str, welt: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "<uuid:fall_id>" in adresse:
        arten = {**{art: fall.pk for art, fall in welt["faelle"].items()}, "keiner": GIBT_ES_NICHT}
        for art, pk in arten.items():
            yield art, adresse.replace("<uuid:fall_id>", str(pk))
    elif "<uuid:sitzung_id>" in adresse:
        for art, pk in welt["sitzungen"].items():
            ziel = adresse.replace("<uuid:sitzung_id>", str(pk)).replace("<int:nummer>", "1")
            yield f"sitzung_{art}", ziel
    elif "<uuid:vollzug_id>" in adresse:
        for art, pk in welt["pruefungen"].items():
            yield f"pruefung_{art}", adresse.replace("<uuid:vollzug_id>", str(pk))
    elif "<uuid:vorlage_id>" in adresse:
        for art, pk in welt["vorlagen"].items():
            yield f"vorlage_{art}", adresse.replace("<uuid:vorlage_id>", str(pk))
    elif "<slug:tabelle>" in adresse:
        for art, kennung in welt["tabellen"].items():
            yield f"tabelle_{art}", adresse.replace("<slug:tabelle>", kennung)
    elif "<uuid:berufung_id>" in adresse:
        for art, pk in welt["berufungen"].items():
            yield f"berufung_{art}", adresse.replace("<uuid:berufung_id>", str(pk))
    elif "<uuid:text_id>" in adresse:
        for art, pk in welt["texte"].items():
            yield f"text_{art}", adresse.replace("<uuid:text_id>", str(pk))
    else:
        yield "", adresse


def _papiere(besuch: Besuch, adresse: str) -> list[str]:
    """Which papers are given out under the address of this case; none of another case ever."""
    fall = UUID(adresse.partition("/faelle/")[2].partition("/")[0])
    erreicht = []
    alle = Dokument.objects.select_related("fall__schluessel").order_by("nummer")
    fremde = alle.exclude(fall=fall).order_by("pk")
    for dokument in (*alle.filter(fall=fall), *fremde[:1]):
        antwort = besuch.client.get(adresse.replace("<uuid:dokument_id>", str(dokument.pk)))
        assert antwort.status_code in (200, 404)
        if antwort.status_code == 200:
            assert dokument.fall_id == fall
            erreicht.append(dokument.titel)
    return erreicht


def _eine(besuch: Besuch, muster: str, adresse: str) -> Any:
    if "<uuid:dokument_id>" in adresse:
        return _papiere(besuch, adresse)
    if "<slug:name>" not in adresse:
        return besuch.client.get(adresse).status_code
    worum, schritte = adresse.removesuffix("schritt/<slug:name>/"), schritte_an(muster)
    if "<uuid:" in muster and besuch.client.get(worum).status_code == 404:
        # Where the case or the session is not there, no act on it is; one is asked to be sure.
        stichprobe = adresse.replace("<slug:name>", schritte[0])
        assert besuch.client.get(stichprobe).status_code == 404
        return []
    gezeigt = []
    for name in schritte:
        status = besuch.client.get(adresse.replace("<slug:name>", name)).status_code
        assert status in (200, 403, 404), (adresse, name, status)
        if status == 200:
            gezeigt.append(name)
    return sorted(gezeigt)


def _als_toml(matrix: Matrix) -> str:
    zeilen = ["# Wer was erreicht. Erzeugt von test_rechtematrix.py; Änderungen sind zu prüfen."]
    for muster, je_funktion in matrix.items():
        for funktion, antworten in je_funktion.items():
            zeilen += ["", f'["{muster}".{funktion}]']
            zeilen += [f'"{art}" = {_wert(wert)}' for art, wert in antworten.items()]
    return "\n".join(zeilen) + "\n"


def _wert(wert: Any) -> str:
    if isinstance(wert, int):
        return str(wert)
    innen = ", ".join(f'"{name}"' for name in wert)
    return f"[{innen}]"
