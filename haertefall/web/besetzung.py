"""The body: who sits where, held against its Ordnung; terms that end; texts below the Ordnung."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.faelle.vorpruefung import vorpruefungen
from haertefall.gremien.amtszeiten import VORLAUF, auslaufende
from haertefall.gremien.besetzung import Sitzbesetzung, besetzungen_am, lage_von
from haertefall.gremien.fassungen import Fassung
from haertefall.gremien.models import Berufung, Fraktion, Gremium, Regelungstext
from haertefall.gremien.posten import Posten, posten_des_gremiums
from haertefall.gremien.ruhen import ruht
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.recht.ordnung import VERTRETUNG_WORTE, Ordnung, Thema, Zeile
from haertefall.recht.zusammensetzung import (
    GEWICHT_WORTE,
    Befund,
    Gewicht,
    befunde,
    befunde_klein,
)
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.register import SCHRITTE
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.web.ruhe import MIT_BESETZUNG
from haertefall.zeit import heute

# Who proposes, appoints and writes: they alone see proposals and what people told of themselves.
VERWALTET = frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT})
_STIMME = {True: "mit Stimme", False: "ohne Stimme", None: "Stimmrecht nicht geregelt"}
_SCHRITTE = (
    "person_vorschlagen",
    "person_berufen",
    "sitz_besetzen",
    "verschwiegenheit_verpflichten",
    "fraktion_eintragen",
    "fraktion_beenden",
    "offene_faelle_regeln",
    "regelungstext_festhalten",
    "beteiligung_eintragen",
)


@dataclass(frozen=True)
class Person:
    """Somebody on a seat. Addresses lead to acts and to the letter; empty: not for this reader."""

    name: str
    von: date | None
    bis: date | None
    verpflichtet_am: date | None
    berufen: str
    eingetragen: str
    folgt_auf: str
    schreiben_am: date | None
    brief: str
    beenden: str


@dataclass(frozen=True)
class Sitzzeile:
    """One seat with its people."""

    worte: str
    stimme: str
    vertretung: str
    woher: str
    zeile: Zeile | None
    mitglied: Person | None
    vertretungen: tuple[Person, ...]
    besetzen: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Teil:
    """The body or a small body."""

    titel: str
    besetzt: int
    sitze: int | None
    stimmen: int | None
    befunde: tuple[tuple[Gewicht, str, tuple[Befund, ...]], ...]
    zeilen: tuple[Sitzzeile, ...]
    pool: tuple[Person, ...]

    @property
    def ohne_verpflichtung(self) -> tuple[str, ...]:
        """Who has no pledge of secrecy on record."""
        leute = [p for z in self.zeilen for p in (z.mitglied, *z.vertretungen) if p is not None]
        ohne = (p.name for p in (*leute, *self.pool) if p.verpflichtet_am is None)
        return tuple(dict.fromkeys(ohne))


@nur_fuer(MIT_BESETZUNG)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """Composition, findings, terms, proposals, texts."""
    gremium, fassung = gremium_und_fassung(request)
    verwaltet = request.akteur.funktion in VERWALTET
    tag = heute()
    record(request.akteur, "besetzung_geoeffnet", "gremium", gremium.pk)
    inhalt = {
        "tag": tag,
        "verwaltet": verwaltet,
        "teile": _teile(request, gremium, fassung, tag),
        "ruhe": ruht(gremium, tag),
        "auslaufend": auslaufende(gremium, fassung, tag),
        "vorlauf": VORLAUF.days,
        "achtet": _worauf_geachtet_wird(fassung.ordnung),
        "amtszeit": fassung.ordnung.amtszeit,
        "vorpruefungen": vorpruefungen(gremium.pk) if fassung.ordnung.kleines_gremium else [],
        "aufgreifen": next(
            (z for z in fassung.ablauf if z.schritt == "fall_aufgreifen" and z.nur_nach), None
        ),
        "fraktionen": _fraktionen(gremium, fassung.ordnung, tag),
        "texte": _texte(gremium, fassung.ordnung),
        "schritte": _schritte(request, fassung.ordnung),
    }
    if verwaltet:
        inhalt |= {"vorschlaege": _vorschlaege(request, gremium, fassung), **_angaben(gremium)}
    return render(request, "web/besetzung.html", inhalt)


@nur_fuer(VERWALTET)
@require_safe
def schreiben(request: Anfrage, berufung_id: UUID) -> HttpResponse:
    """The letter of appointment as a page to print."""
    gremium, fassung = gremium_und_fassung(request)
    berufung = get_object_or_404(
        Berufung.objects.exclude(amt=None), gremium=gremium, pk=berufung_id
    )
    posten = _posten_von(berufung, posten_des_gremiums(gremium, fassung, heute()))
    record(request.akteur, "berufungsschreiben_geoeffnet", "gremium", gremium.pk)
    inhalt = {
        "berufung": berufung,
        "posten": posten,
        "ordnung": fassung.ordnung.ordnung,
        "verschwiegenheit": next(
            (r for r in fassung.ordnung.sitzungsregel if r.gegenstand == "verschwiegenheit"), None
        ),
        "amtszeit": next(iter(fassung.ordnung.amtszeit), None),
        "vermerken": request.raum.adresse("schritt", name="schreiben_vermerken")
        + f"?berufung={berufung.pk}",
    }
    return render(request, "web/berufungsschreiben.html", inhalt)


@nur_fuer(MIT_BESETZUNG)
@require_safe
def regelungstext(request: Anfrage, text_id: UUID) -> HttpResponse:
    """One version of a text below the Ordnung."""
    gremium, _ = gremium_und_fassung(request)
    text = Regelungstext.objects.filter(gremium=gremium, pk=text_id).first()
    if text is None:
        raise Http404
    text.gremium = gremium
    andere = Regelungstext.objects.filter(gremium=gremium, kennung=text.kennung)
    inhalt = {"text": text, "andere": andere.exclude(pk=text.pk)}
    return render(request, "web/regelungstext.html", inhalt)


def gremium_und_fassung(request: Anfrage) -> tuple[Gremium, Fassung]:
    """The body of this room and its rules of today."""
    gremium = Gremium.objects.select_related("schluessel").get(pk=request.raum.id)
    return gremium, fassung_des_gremiums(gremium, heute())


def _schritte(request: Anfrage, ordnung: Ordnung) -> dict[str, str]:
    """Acts of this Funktion; proposals only where the Ordnung has them."""
    namen = set(_SCHRITTE)
    if not any(s.schlaegt_vor or s.beruft_als for s in ordnung.sitz):
        namen.discard("person_vorschlagen")
    return {
        name: request.raum.adresse("schritt", name=name)
        for name in namen
        if request.akteur.funktion in SCHRITTE[name].wer
    }


def _teile(request: Anfrage, gremium: Gremium, fassung: Fassung, tag: date) -> list[Teil]:
    ordnung = fassung.ordnung
    posten = posten_des_gremiums(gremium, fassung, tag)
    besetzt = besetzungen_am(gremium, fassung, tag)
    ganzes = lage_von(besetzt[""])
    teile = []
    for klein, lage in besetzt.items():
        zeile = next((k for k in ordnung.kleines_gremium if k.kennung == klein), None)
        gefunden = (
            befunde_klein(zeile, lage_von(lage), ganzes) if zeile else befunde(ordnung, ganzes)
        )
        leute = [p for p in posten if p.klein == klein]
        zeilen = [_zeile(request, sitz, leute) for sitz in lage.sitze]
        daneben = [lage.vorsitz] if lage.vorsitz and not lage.vorsitz.sitz else []
        zeilen += [_daneben(request, b) for b in [*daneben, *lage.vorsitzvertretung]]
        teile.append(
            Teil(
                titel=zeile.bezeichnung if zeile else ordnung.ordnung.gremium,
                besetzt=lage.zahl_besetzt,
                sitze=lage.zahl_sitze,
                stimmen=lage.stimmberechtigte(),
                befunde=_gruppen(gefunden),
                zeilen=tuple(zeilen),
                pool=tuple(_person(request, b) for b in lage.pool),
            )
        )
    return teile


def _gruppen(gefunden: Iterable[Befund]) -> tuple[tuple[Gewicht, str, tuple[Befund, ...]], ...]:
    gruppen = ((g, GEWICHT_WORTE[g], tuple(b for b in gefunden if b.gewicht is g)) for g in Gewicht)
    return tuple(g for g in gruppen if g[2])


def _zeile(request: Anfrage, sitz: Sitzbesetzung, posten: list[Posten]) -> Sitzzeile:
    zeile = sitz.zeile
    ort = (sitz.kennung, sitz.nummer, sitz.fraktion.pk if sitz.fraktion else None)
    hier = [p for p in posten if p.geregelt and (p.sitz, p.nummer, p.fraktion_id) == ort]
    vergeben = {(b.rolle, b.platz) for b in (sitz.berufung, *sitz.vertretungen) if b is not None}
    frei = [p for p in hier if zeile and (p.rolle, p.platz) not in vergeben]
    return Sitzzeile(
        worte=sitz.worte,
        stimme="beratend" if sitz.beratend else _STIMME[sitz.stimmt()],
        vertretung=VERTRETUNG_WORTE[sitz.vertretung]
        if sitz.vertretung
        else "Stellvertretung nicht geregelt",
        woher=_woher(sitz),
        zeile=zeile,
        mitglied=_person(request, sitz.berufung) if sitz.berufung else None,
        vertretungen=tuple(_person(request, b) for b in sitz.vertretungen),
        besetzen=tuple(_besetzen(request, p) for p in frei if _darf(request, p)),
    )


def _woher(sitz: Sitzbesetzung) -> str:
    zeile = sitz.zeile
    if zeile is None:
        return ""
    if zeile.von_amts_wegen:
        return "von Amts wegen"
    teile = [f"Vorschlag: {' und '.join(zeile.schlaegt_vor)}" if zeile.schlaegt_vor else ""]
    teile += [f"Wahl: {zeile.waehlt}" if zeile.waehlt else ""]
    teile += [f"Berufung: {zeile.beruft}" if zeile.beruft else "wer beruft, ist nicht geregelt"]
    return "; ".join(t for t in teile if t)


def _darf(request: Anfrage, posten: Posten) -> bool:
    return request.akteur.funktion in SCHRITTE[_schritt(posten)].wer


def _schritt(posten: Posten) -> str:
    return "person_vorschlagen" if posten.mit_vorschlag else "sitz_besetzen"


def _besetzen(request: Anfrage, posten: Posten) -> tuple[str, str]:
    """What the link says and where it leads."""
    wort = "Vorschlag festhalten" if posten.mit_vorschlag else "Besetzen"
    rolle = "Mitglied" if posten.rolle == "mitglied" else posten.rolle.label
    ziel = request.raum.adresse("schritt", name=_schritt(posten))
    return f"{wort}: {rolle}", f"{ziel}?{urlencode({'posten': posten.schluessel})}"


def _daneben(request: Anfrage, berufung: Berufung) -> Sitzzeile:
    """The chair and its deputy where they are no seats."""
    rolle = berufung.get_rolle_display()
    wer = _person(request, berufung)
    return Sitzzeile(rolle, "kein eigener Sitz", "", "", None, wer, (), ())


def _person(request: Anfrage, berufung: Berufung) -> Person:
    verwaltet = request.akteur.funktion in VERWALTET
    beenden = request.raum.adresse("schritt", name="berufung_beenden")
    als = berufung.eingetragen_als
    return Person(
        name=berufung.name,
        von=berufung.von,
        bis=berufung.ende,
        verpflichtet_am=berufung.verpflichtet_am,
        berufen=_berufen(berufung) if verwaltet else "",
        eingetragen=FUNKTION_WORTE[Funktion(als)] if verwaltet and als else "",
        folgt_auf=berufung.folgt_auf.name if berufung.folgt_auf else "",
        schreiben_am=berufung.schreiben_am,
        brief=request.raum.adresse("berufungsschreiben", berufung_id=berufung.pk)
        if verwaltet
        else "",
        beenden=f"{beenden}?berufung={berufung.pk}" if verwaltet else "",
    )


def _berufen(berufung: Berufung) -> str:
    durch = berufung.berufen_durch
    am = f" am {berufung.berufen_am:%d.%m.%Y}" if berufung.berufen_am else ""
    return f"{durch}{am}" if durch else "von Amts wegen"


def _vorschlaege(
    request: Anfrage, gremium: Gremium, fassung: Fassung
) -> list[tuple[Berufung, str, str, str]]:
    """Open proposals with the name of the seat, and where to appoint or drop them."""
    posten = posten_des_gremiums(gremium, fassung, heute())
    berufen = request.raum.adresse("schritt", name="person_berufen")
    erledigen = request.raum.adresse("schritt", name="vorschlag_erledigen")
    offen = Berufung.objects.filter(gremium=gremium, amt=None, hinfaellig_am=None)
    zeilen = []
    for vorschlag in offen.order_by("vorgeschlagen_am", "pk"):
        hier = _posten_von(vorschlag, posten)
        wort = hier.wort if hier else "Sitz, den es heute nicht mehr gibt"
        frage = f"?berufung={vorschlag.pk}"
        zeilen.append((vorschlag, wort, berufen + frage, erledigen + frage))
    return zeilen


def _posten_von(berufung: Berufung, posten: list[Posten]) -> Posten | None:
    return next((p for p in posten if p.passt_zu(berufung)), None)


def _angaben(gremium: Gremium) -> dict[str, object]:
    """What members told of themselves, if they did: counted, never judged."""
    heutige = Berufung.objects.filter(gremium=gremium, kleines_gremium="").exclude(amt=None)
    tag = heute()
    alle = [b for b in heutige if b.von and b.von <= tag and (b.ende is None or b.ende >= tag)]
    von: dict[str, dict[str, str]] = {}
    for berufung in alle:
        berufung.gremium = gremium
        # A person on two posts is one; what they told with either holds.
        von[berufung.email] = von.get(berufung.email, {}) | (berufung.angaben or {})
    angaben = list(von.values())
    geschlecht = Counter(a.get("geschlecht") or "" for a in angaben)
    return {
        "geschlecht": [
            (wort, geschlecht[code])
            for code, wort in (
                ("frau", "Frauen"),
                ("mann", "Männer"),
                ("divers", "divers"),
                ("", "ohne Angabe"),
            )
            if geschlecht[code]
        ],
        "fachrichtungen": sorted({a["fachrichtung"] for a in angaben if a.get("fachrichtung")}),
        "mit_erfahrung": sum(1 for a in angaben if a.get("erfahrung")),
        "zahl_personen": len(angaben),
    }


def _worauf_geachtet_wird(ordnung: Ordnung) -> list[Zeile]:
    """Sentences of the Ordnung about experience, expertise, women and men."""
    return [z for z in (*ordnung.geregelt, *ordnung.praxis) if z.thema is Thema.SITZE]


def _fraktionen(gremium: Gremium, ordnung: Ordnung, tag: date) -> list[Fraktion] | None:
    """Fraktionen of the council, for bodies whose seats follow them; None: no such seats."""
    if not any(s.formel for s in ordnung.sitz):
        return None
    return [f for f in gremium.fraktionen.all() if f.bis is None or f.bis >= tag]


def _texte(
    gremium: Gremium, ordnung: Ordnung
) -> list[tuple[str, Zeile | None, list[Regelungstext]]]:
    """Texts the Ordnung speaks of, with the versions kept here, and further ones."""
    gehalten: dict[str, list[Regelungstext]] = {}
    for text in Regelungstext.objects.filter(gremium=gremium).defer("text"):
        gehalten.setdefault(text.kennung, []).append(text)
    zeilen: list[tuple[str, Zeile | None, list[Regelungstext]]] = [
        (n.bezeichnung, n, gehalten.pop(n.kennung, [])) for n in ordnung.nachrangiges
    ]
    return [*zeilen, *((t[0].bezeichnung, None, t) for t in gehalten.values())]
