"""Every rule to read: norm, parameters with their versions, worked examples, where it is used.

For jurists and for everybody who wants to check the program: the ways to stay and the grounds of
the body, and how far all of it was compared with its source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.gremien import fassungen
from haertefall.gremien.fassungen import Fassung, merkmale
from haertefall.recht.beispiele import lesen_beispiel
from haertefall.recht.ordnung import GRUNDLAGE_WORTE
from haertefall.recht.pruefhilfe.beispielsammlung import Beispielverweis, beispielverzeichnis
from haertefall.recht.pruefhilfe.gesetze import Gesetze, Parameter, Wegdaten, Wertfassung
from haertefall.recht.pruefhilfe.pruefung import banner
from haertefall.recht.pruefhilfe.rechtsstand import beobachtungen, wert_text, wertstaende
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import Wegtafel, wegtafeln
from haertefall.recht.pruefhilfe.worte import (
    FOLGE_WORTE,
    ROLLE_WORTE,
    SICHERHEIT_WORTE,
    STAERKE_WORTE,
)
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.web.akte_ansicht import fassung_in_worten
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.regeln_vollzug import vollzugsregeln
from haertefall.web.worte import WIRKUNG_SAETZE
from haertefall.zeit import heute


@dataclass(frozen=True)
class Wert:
    """One version of a parameter."""

    wert: str
    einheit: str
    ab: date | None
    bis: date | None
    quelle: str
    geprueft: date
    sicherheit: str
    vorbehalt: str


@dataclass(frozen=True)
class Parameterblock:
    """A parameter with all its versions."""

    kennung: str
    bezeichnung: str
    norm: str
    werte: tuple[Wert, ...]


@dataclass(frozen=True)
class Regel:
    """A row of a decision table. `auch_in`: the other ways that use it."""

    kennung: str
    bedingung: str
    norm: str
    rolle: str
    art: str
    nachweise: tuple[str, ...]
    parameter: tuple[Parameterblock, ...]
    beispiele: tuple[Beispielverweis, ...]
    auch_in: tuple[str, ...]


@dataclass(frozen=True)
class Wegregel:
    """A way in the list."""

    kennung: str
    titel: str
    norm: str
    art: str
    zeilen: int
    beispiele: int


@dataclass(frozen=True)
class Grundregel:
    """A ground of the body's version."""

    bezeichnung: str
    norm: str
    wirkung: str
    grundlage: str
    fragen: tuple[str, ...]
    beispiele: tuple[str, ...]


@nur_fuer()
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """All rules, and how far they were checked."""
    gesetze, tag = ausgeliefert(), heute()
    inhalt = {
        "banner": banner(gesetze, tag),
        "tafeln": [
            (
                tafel.titel,
                tafel.zuletzt_geprueft,
                SICHERHEIT_WORTE[tafel.sicherheit],
                [_wegregel(t) for t in wegtafeln(gesetze) if t.daten in tafel.weg],
            )
            for tafel in gesetze.tafeln
        ],
        "ein_weg": request.raum.adresse("regeln_weg"),
        "werte": _wertzahlen(gesetze, tag),
        "beobachtungen": list(beobachtungen(gesetze, tag)),
        "hinweise": gesetze.stand.hinweis,
        **vollzugsregeln(gesetze),
        **_gruende(request),
    }
    return render(request, "web/regeln.html", inhalt)


@nur_fuer()
@require_safe
def ein_weg(request: Anfrage) -> HttpResponse:
    """One way with every row."""
    gesetze = ausgeliefert()
    gesucht = request.GET.get("weg", "25a")
    tafel = next((t for t in wegtafeln(gesetze) if t.daten.kennung == gesucht), None)
    if tafel is None:
        raise Http404
    daten, quelle = tafel.daten, gesetze.tafel_von[tafel.daten.kennung]
    inhalt = {
        "weg": daten,
        "folge": FOLGE_WORTE[daten.folge],
        "staerken": [(STAERKE_WORTE[s.wert], s.gueltig_ab, s.gueltig_bis) for s in daten.staerke],
        "art": _art(tafel),
        "quelle": quelle,
        "sicherheit": SICHERHEIT_WORTE[quelle.sicherheit],
        "regeln": [_regel(gesetze, tafel, kennung) for kennung in tafel.zeilen],
        "beispiele": beispielverzeichnis().wege.get(daten.kennung, ()),
        "zurueck": request.raum.adresse("regeln"),
    }
    return render(request, "web/regeln_weg.html", inhalt)


def _wegregel(tafel: Wegtafel) -> Wegregel:
    daten: Wegdaten = tafel.daten
    verzeichnis = beispielverzeichnis()
    namen = {b.name for b in verzeichnis.wege.get(daten.kennung, ())}
    for kennung in tafel.zeilen:
        namen |= {b.name for b in verzeichnis.zeilen.get(kennung, ())}
    return Wegregel(
        daten.kennung, daten.titel, daten.norm, _art(tafel), len(tafel.zeilen), len(namen)
    )


def _art(tafel: Wegtafel) -> str:
    return "geführte Fragen" if tafel.gefuehrt else "als Regel gerechnet"


def _regel(gesetze: Gesetze, tafel: Wegtafel, kennung: str) -> Regel:
    zeile = gesetze.zeilen[kennung]
    arten = {"tatsache": "Tatsache", "wertung": "Wertung", "beides": "Tatsache und Wertung"}
    andere = [t.daten.norm for t in wegtafeln(gesetze) if t is not tafel and kennung in t.zeilen]
    return Regel(
        kennung=kennung,
        bedingung=zeile.bedingung,
        norm=zeile.norm,
        rolle=ROLLE_WORTE[zeile.rolle],
        art=arten[zeile.art],
        nachweise=tuple(zeile.nachweise),
        parameter=tuple(_block(gesetze.parameter[name]) for name in zeile.parameter),
        beispiele=beispielverzeichnis().zeilen.get(kennung, ()),
        auch_in=tuple(dict.fromkeys(andere)),
    )


def _block(parameter: Parameter) -> Parameterblock:
    werte = tuple(_wert(parameter, fassung) for fassung in parameter.fassung)
    return Parameterblock(parameter.kennung, parameter.bezeichnung, parameter.norm, werte)


def _wert(parameter: Parameter, fassung: Wertfassung) -> Wert:
    return Wert(
        wert=wert_text(fassung),
        einheit=parameter.einheit or "",
        ab=fassung.gueltig_ab,
        bis=fassung.gueltig_bis,
        quelle=fassung.quelle,
        geprueft=fassung.zuletzt_geprueft,
        sicherheit=SICHERHEIT_WORTE[fassung.sicherheit],
        vorbehalt=fassung.vorbehalt or "",
    )


def _wertzahlen(gesetze: Gesetze, tag: date) -> dict[str, int]:
    staende = [stand for stand in wertstaende(gesetze, tag) if stand.fassung is not None]
    return {
        "hinterlegt": len(staende),
        "ungeprueft": sum(stand.ungeprueft for stand in staende),
        "veraltet": sum(stand.veraltet for stand in staende),
    }


def _gruende(request: Anfrage) -> dict[str, object]:
    """The grounds of the body, where the room is one."""
    gremium = request.amt.gremium
    if gremium is None:
        return {"gruende": [], "fassung": ""}
    fassung = _mit_dateien(fassung_des_gremiums(gremium, heute()))
    beispiele = list(_grundbeispiele(fassung))
    gruende = [
        Grundregel(
            bezeichnung=grund.bezeichnung,
            norm=grund.beleg,
            wirkung=WIRKUNG_SAETZE[grund.wirkung],
            grundlage=GRUNDLAGE_WORTE[grund.art],
            fragen=tuple(merkmale()[m].frage for m in {**grund.wenn, **grund.es_sei_denn}),
            beispiele=tuple(
                dict.fromkeys(
                    satz
                    for gefragt, satz in beispiele
                    if gefragt & {*grund.wenn, *grund.es_sei_denn}
                )
            ),
        )
        for grund in fassung.ordnung.ausschlussgrund
    ]
    return {"gruende": gruende, "fassung": fassung_in_worten(fassung)}


def _mit_dateien(fassung: Fassung) -> Fassung:
    """The same version as it lies on disk, where its examples are."""
    return next((f for f in fassungen.alle(fassung.gremium) if f.hash == fassung.hash), fassung)


def _grundbeispiele(fassung: Fassung) -> Iterable[tuple[set[str], str]]:
    for pfad in fassung.beispiele:
        beispiel = lesen_beispiel(pfad.read_text("utf-8"), pfad.name)
        if beispiel.angaben is not None:
            yield set(beispiel.angaben), beispiel.fall
