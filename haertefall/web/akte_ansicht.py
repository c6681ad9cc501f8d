"""What of a case who may read: the only place that decides it, for every page.

Five views of the same case. A section that a view does not have is None: the template cannot show
what is not there.

- INNEN (office, members, Vorprüfungsausschuss; depth AKTE or NOTFALL): everything but private
  notes; what was typed into the acts is read by the office alone.
- AUSSEN (counsellors, affected people; depth AKTE): their own side, the state, the outcome. Never
  what an authority says about a planned removal (§ 97a AufenthG), nor a finding that rests on it,
  nor deliberation, votes, internal dates.
- BEHOERDE (depth VERFAHREN): described facts, Votum, what it was asked, what it said itself, the
  Ersuchen addressed to it.
- AUFSICHT (depth ENTSCHEIDUNG): that an Ersuchen was addressed, and the announced decision with
  its reasons (§ 7 Abs. 3 HFKVO). No names.
- ANGEBOTEN (depth OHNE_NAMEN): number, country, two lines, why it was declined.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from haertefall.audit.akteur import Akteur
from haertefall.faelle.dokumente import lesbare_dokumente
from haertefall.faelle.models import Angabe, Ergebnis, Fall, Gefahr, Seite, Verlaufseintrag
from haertefall.faelle.nachrichten import InDerAkte, lesbare_nachrichten
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer
from haertefall.gremien.fassungen import Fassung, merkmale
from haertefall.recht.begriffe import Funktion, Gegenstand, Stand
from haertefall.web import aktenzeilen as zeilen
from haertefall.web.gruende import Aussage, Personengruende, personengruende
from haertefall.web.verlauf import Verlaufsabschnitt, verlaufsabschnitte
from haertefall.web.weganzeige import Station, weganzeige


class Sicht(StrEnum):
    """From where somebody looks at a case."""

    INNEN = "innen"
    AUSSEN = "aussen"
    BEHOERDE = "behoerde"
    AUFSICHT = "aufsicht"
    ANGEBOTEN = "angeboten"


# States in which the authority itself is asked, or has answered.
_BEHOERDE_WEISS = frozenset(
    {Stand.STELLUNGNAHME, Stand.ERSUCHEN_ZUGELEITET, Stand.ANGEKUENDIGT, Stand.ANGEORDNET}
)
_AUSSENSTEHENDE = frozenset({Funktion.BERATUNG, Funktion.BETROFFENE, Funktion.DRITTE})


def sicht(akteur: Akteur, stufe: Tiefe) -> Sicht:
    """The view that belongs to Funktion and depth."""
    if stufe is Tiefe.OHNE_NAMEN:
        return Sicht.ANGEBOTEN
    if stufe is Tiefe.ENTSCHEIDUNG:
        return Sicht.AUFSICHT
    if stufe is Tiefe.VERFAHREN:
        return Sicht.BEHOERDE
    if stufe < Tiefe.NOTFALL:
        raise ValueError("Was der Filter nicht zeigt, hat keine Ansicht.")
    return Sicht.AUSSEN if akteur.funktion in _AUSSENSTEHENDE else Sicht.INNEN


def namen_lesbar(akteur: Akteur, stufe: Tiefe) -> bool:
    """Whether the people of a case may be named to this Akteur (also in lists)."""
    return stufe > Tiefe.NICHTS and sicht(akteur, stufe) in {
        Sicht.INNEN,
        Sicht.AUSSEN,
        Sicht.BEHOERDE,
    }


def stand_fuer(akteur: Akteur, fall: Fall, stufe: Tiefe) -> str:
    """The state in words, without the body's own deliberation where that is not to be read."""
    match sicht(akteur, stufe):
        case Sicht.INNEN | Sicht.AUSSEN:
            return fall.stand_wort
        case Sicht.BEHOERDE:
            return fall.stand_wort if _behoerde_weiss(akteur, fall) else "Beim Gremium"
        case Sicht.AUFSICHT:
            steht = zeilen.ersuchen_steht(fall.ergebnisse.all())
            return "Ersuchen zugeleitet" if steht else "Ersuchen steht nicht mehr"
        case Sicht.ANGEBOTEN:
            return "Zum Aufgreifen angeboten"


def _behoerde_weiss(akteur: Akteur, fall: Fall) -> bool:
    """Another authority may have been asked before: each knows only what concerns itself."""
    if fall.behoerde_id != akteur.behoerde_id:
        return False
    beendet = fall.stand == Stand.ABGESCHLOSSEN and fall.zaehlt_als == Gegenstand.ERSUCHEN
    return beendet or Stand(fall.stand) in _BEHOERDE_WEISS


@dataclass(frozen=True)
class Verweis:
    """A link to another case that the reader may see."""

    fall_id: UUID
    aktenzeichen: str
    art: str
    grund: str
    geaendert: str


@dataclass(frozen=True)
class Akte:
    """A case as one view shows it. It holds no model rows: what is not here cannot be shown."""

    fall_id: UUID
    aktenzeichen: str
    version: int
    sicht: Sicht
    stand: str
    land: str
    eckdaten: tuple[tuple[str, str], ...] = ()
    ruht: bool = False
    stationen: tuple[Station, ...] | None = None
    personen: tuple[zeilen.Personenzeile, ...] | None = None
    antrag: zeilen.Antragstext | None = None
    kurz: str | None = None
    ablehnung: str | None = None
    gruende: tuple[Personengruende, ...] | None = None
    aussagen: tuple[tuple[str, tuple[Aussage, ...]], ...] | None = None
    dokumente: tuple[zeilen.Dokumentzeile, ...] | None = None
    stellungnahmen: tuple[zeilen.Stellungnahmezeile, ...] | None = None
    ergebnisse: tuple[zeilen.Ergebniszeile, ...] | None = None
    zugeleitet_am: date | None = None
    folgen: tuple[zeilen.Folgezeile, ...] | None = None
    termine: tuple[zeilen.Terminzeile, ...] | None = None
    gefahren: tuple[zeilen.Gefahrzeile, ...] = ()
    nachrichten: tuple[InDerAkte, ...] = ()
    ruhen: tuple[zeilen.Ruhezeile, ...] | None = None
    verweise: tuple[Verweis, ...] | None = None
    weiterleitungen: tuple[tuple[str, date], ...] | None = None
    verlauf: tuple[Verlaufsabschnitt, ...] | None = None
    berichtigung_offen: bool = False


def akte(fall: Fall, akteur: Akteur, stufe: Tiefe, fassung: Fassung, heute: date) -> Akte:
    """The case as this Akteur may read it."""
    match sicht(akteur, stufe):
        case Sicht.INNEN:
            return _innen(fall, akteur, fassung, heute)
        case Sicht.AUSSEN:
            return _aussen(fall, akteur, fassung)
        case Sicht.BEHOERDE:
            return _behoerde(fall, akteur)
        case Sicht.AUFSICHT:
            return _aufsicht(fall, akteur)
        case Sicht.ANGEBOTEN:
            return _angeboten(fall)


def _innen(fall: Fall, akteur: Akteur, fassung: Fassung, heute: date) -> Akte:
    _laden(
        fall, "angaben", "stellungnahmen__behoerde", "ergebnisse__person", "folgen__person",
        "wiedervorlagen", "ruhezeiten", "weiterleitungen", "berichtigungen", "gefahren",
        "nachrichten",
    )  # fmt: skip
    personen, verlauf = list(fall.personen.all()), list(fall.verlauf.all())
    im_buero = akteur.funktion is Funktion.GESCHAEFTSSTELLE
    return Akte(
        **_kopf(fall),
        sicht=Sicht.INNEN,
        stand=fall.stand_wort,
        eckdaten=_eckdaten(fall, fassung),
        ruht=fall.ruht,
        stationen=_stationen(fall, fassung, verlauf),
        personen=zeilen.personenzeilen(personen, mit_anschrift=True),
        antrag=zeilen.antragstext(fall),
        kurz=fall.darstellung.kurz,
        gruende=personengruende(fall, personen, fassung.ordnung),
        dokumente=_dokumente(fall, akteur, Tiefe.AKTE, mit_marken=True),
        stellungnahmen=zeilen.stellungnahmezeilen(fall.stellungnahmen.all()),
        zugeleitet_am=zeilen.zuleitungstag(verlauf),
        ergebnisse=zeilen.ergebniszeilen(fall.ergebnisse.all(), len(personen), mit_rechnung=True),
        folgen=zeilen.folgezeilen(fall.folgen.all(), len(personen)),
        termine=zeilen.terminzeilen(fall, heute),
        gefahren=zeilen.gefahrzeilen(lesbare_gefahren(akteur, fall, Tiefe.AKTE)),
        nachrichten=lesbare_nachrichten(akteur, fall, Tiefe.AKTE),
        ruhen=zeilen.ruhezeilen(fall),
        verweise=_verweise(fall, akteur),
        weiterleitungen=tuple((w.get_wohin_display(), w.am) for w in fall.weiterleitungen.all()),
        verlauf=verlaufsabschnitte(verlauf, mit_angaben=im_buero),
        berichtigung_offen=any(b.bestaetigt_um is None for b in fall.berichtigungen.all()),
    )


def _aussen(fall: Fall, akteur: Akteur, fassung: Fassung) -> Akte:
    _laden(fall, "angaben", "ergebnisse__person", "folgen__person", "gefahren")
    personen, verlauf = list(fall.personen.all()), list(fall.verlauf.all())
    endgueltig = [f for f in fall.folgen.all() if not f.art.startswith(zeilen.ABSICHT)]
    return Akte(
        **_kopf(fall),
        sicht=Sicht.AUSSEN,
        stand=fall.stand_wort,
        eckdaten=(("Eingegangen am", f"{fall.eingegangen_am:%d.%m.%Y}"),),
        ruht=fall.ruht,
        stationen=_stationen(fall, fassung, verlauf),
        personen=zeilen.personenzeilen(personen, mit_anschrift=True),
        antrag=zeilen.antragstext(fall),
        aussagen=zeilen.aussagenzeilen(lesbare_angaben(akteur, fall, Tiefe.AKTE)),
        dokumente=_dokumente(fall, akteur, Tiefe.AKTE, mit_marken=False),
        gefahren=zeilen.gefahrzeilen(lesbare_gefahren(akteur, fall, Tiefe.AKTE)),
        ergebnisse=zeilen.ergebniszeilen(
            fall.ergebnisse.all(), len(personen), mit_rechnung=False, mit_gruenden=False
        ),
        folgen=zeilen.folgezeilen(endgueltig, len(personen), mit_gruenden=False),
    )


def _behoerde(fall: Fall, akteur: Akteur) -> Akte:
    _laden(
        fall, "angaben", "stellungnahmen__behoerde", "ergebnisse__person", "folgen__person",
        "gefahren",
    )  # fmt: skip
    personen = list(fall.personen.all())
    # Another authority may have been asked before: each sees only what concerns itself.
    zustaendig = fall.behoerde_id == akteur.behoerde_id
    zugeleitet_am = zeilen.zuleitungstag(fall.verlauf.all()) if zustaendig else None
    eigene = [s for s in fall.stellungnahmen.all() if s.behoerde_id == akteur.behoerde_id]
    folgen = [f for f in fall.folgen.all() if f.behoerde_id == akteur.behoerde_id]
    return Akte(
        **_kopf(fall),
        sicht=Sicht.BEHOERDE,
        stand=stand_fuer(akteur, fall, Tiefe.VERFAHREN),
        eckdaten=(("Gremium", fall.gremium.name),),
        personen=zeilen.personenzeilen(personen, mit_anschrift=False),
        antrag=zeilen.antragstext(fall),
        aussagen=zeilen.aussagenzeilen(lesbare_angaben(akteur, fall, Tiefe.VERFAHREN)),
        dokumente=_dokumente(fall, akteur, Tiefe.VERFAHREN, mit_marken=True),
        gefahren=zeilen.gefahrzeilen(lesbare_gefahren(akteur, fall, Tiefe.VERFAHREN)),
        stellungnahmen=zeilen.stellungnahmezeilen(eigene),
        zugeleitet_am=zugeleitet_am,
        ergebnisse=zeilen.ergebniszeilen(
            _fuer_behoerde(fall, zugeleitet_am, zustaendig=zustaendig),
            len(personen),
            mit_rechnung=False,
        ),
        folgen=zeilen.folgezeilen(folgen, len(personen)) if zugeleitet_am else None,
    )


def _aufsicht(fall: Fall, akteur: Akteur) -> Akte:
    prefetch_related_objects([fall], "ergebnisse", "folgen", "verlauf")
    angekuendigt = [f for f in fall.folgen.all() if f.art.startswith(zeilen.ABSICHT)]
    return Akte(
        **_kopf(fall),
        sicht=Sicht.AUFSICHT,
        stand="Entscheidung angekündigt"
        if angekuendigt and zeilen.ersuchen_steht(fall.ergebnisse.all())
        else stand_fuer(akteur, fall, Tiefe.ENTSCHEIDUNG),
        eckdaten=(("Ausländerbehörde", fall.behoerde.name if fall.behoerde else ""),),
        zugeleitet_am=zeilen.zuleitungstag(fall.verlauf.all()),
        folgen=zeilen.folgezeilen(angekuendigt, 0),
    )


def _angeboten(fall: Fall) -> Akte:
    prefetch_related_objects([fall], "verlauf")
    return Akte(
        **_kopf(fall),
        sicht=Sicht.ANGEBOTEN,
        stand="Zum Aufgreifen angeboten",
        kurz=fall.darstellung.kurz or "",
        ablehnung=zeilen.ablehnungsgruende(fall.verlauf.all()),
    )


def _kopf(fall: Fall) -> dict[str, Any]:
    return {
        "fall_id": fall.pk,
        "aktenzeichen": fall.aktenzeichen,
        "version": fall.version,
        "land": zeilen.landname(fall),
    }


def _eckdaten(fall: Fall, fassung: Fassung) -> tuple[tuple[str, str], ...]:
    wege = {w.kennung: w.bezeichnung for w in fassung.ordnung.antragsweg}
    weg = next((w.bezeichnung for w in fassung.ordnung.weg if w.kennung == fall.weg), "")
    amt = fall.eingebracht_von
    alle = (
        ("Eingegangen am", f"{fall.eingegangen_am:%d.%m.%Y}"),
        ("Herkunftsland", zeilen.landname(fall)),
        ("Ausländerbehörde", fall.behoerde.name if fall.behoerde else "noch nicht bekannt"),
        ("Eingebracht von", amt.konto.name if amt else ""),
        ("Antragsweg", wege.get(fall.antragsweg, "nicht geregelt")),
        ("Reihenfolge der Schritte", weg),
        ("Fassung der Ordnung", fassung_in_worten(fassung)),
        ("Zählt als", zeilen.ergebniswort(fall.zaehlt_als)),
    )
    return tuple((name, wert) for name, wert in alle if wert)


def fassung_in_worten(fassung: Fassung) -> str:
    """Which version of the rules: since when, or as of which source."""
    tag = f"{fassung.tag:%d.%m.%Y}"
    if fassung.entwurf:
        return f"Entwurf vom {tag}"
    return f"in Kraft seit {tag}" if fassung.tag_bekannt else f"Stand der Quelle {tag}"


def _laden(fall: Fall, *teile: str) -> None:
    """Everything the view needs, one query each; encrypted parts open only where they are read."""
    prefetch_related_objects([fall], "personen", "verlauf", *teile)


def _dokumente(
    fall: Fall, akteur: Akteur, stufe: Tiefe, *, mit_marken: bool
) -> tuple[zeilen.Dokumentzeile, ...]:
    gefunden = lesbare_dokumente(akteur, fall, stufe)
    return zeilen.dokumentzeilen(fall, gefunden, mit_marken=mit_marken)


def _stationen(
    fall: Fall, fassung: Fassung, verlauf: Iterable[Verlaufseintrag]
) -> tuple[Station, ...]:
    return weganzeige(fassung.ablauf, Stand(fall.stand), (e.nach for e in verlauf))


def lesbare_angaben(akteur: Akteur, fall: Fall, stufe: Tiefe) -> list[Angabe]:
    """The answers this Akteur may read; an authority its own, and while the case is with it."""
    von = sicht(akteur, stufe)
    if von is Sicht.BEHOERDE:
        hier = fall.behoerde_id == akteur.behoerde_id
        return [a for a in fall.angaben.all() if hier and a.behoerde_id == akteur.behoerde_id]
    return [a for a in fall.angaben.all() if _lesbar(a, von)]


def lesbare_gefahren(akteur: Akteur, fall: Fall, stufe: Tiefe) -> list[Gefahr]:
    """Reported dangers: outside and at an authority, everybody reads only their own side.

    So the day that an authority names for a removal never goes out (§ 97a AufenthG), and the day
    that the people report stays theirs.
    """
    von = sicht(akteur, stufe)
    gefahren = list(fall.gefahren.all())
    match von:
        case Sicht.INNEN:
            return gefahren
        case Sicht.AUSSEN:
            return [g for g in gefahren if g.seite == Seite.ANTRAG]
        case Sicht.BEHOERDE if fall.behoerde_id == akteur.behoerde_id:
            return [g for g in gefahren if g.behoerde_id == akteur.behoerde_id]
        case _:
            return []


def _lesbar(angabe: Angabe, von: Sicht) -> bool:
    """What an authority says about day or course of a removal is secret (§ 97a AufenthG).

    On such a question only the person's own word goes out: the day the person reports is theirs.
    """
    if von is Sicht.INNEN:
        return True
    if von is not Sicht.AUSSEN:
        return False
    merkmal = merkmale().get(angabe.merkmal)
    if angabe.geheim or (merkmal and merkmal.geheim_97a):
        return angabe.seite == Seite.ANTRAG and not angabe.geheim
    return True


def _fuer_behoerde(fall: Fall, zugeleitet_am: date | None, *, zustaendig: bool) -> list[Ergebnis]:
    """The Ersuchen addressed to it; another result only if it was told to the authority."""
    mitgeteilt = zustaendig and zeilen.mitgeteilt_an_behoerde(fall.verlauf.all())
    return [
        e
        for e in fall.ergebnisse.all()
        if (zugeleitet_am if e.gegenstand == Gegenstand.ERSUCHEN else mitgeteilt)
    ]


def _verweise(fall: Fall, akteur: Akteur) -> tuple[Verweis, ...]:
    """Links to other cases, as far as those are visible too."""
    fruehere = list(fall.vorbefassungen.filter(geloest_am=None).select_related("frueher"))
    spaetere = list(fall.spaetere.filter(geloest_am=None).values_list("fall_id", flat=True))
    gesucht = {v.frueher_id for v in fruehere} | set(spaetere)
    if fall.geht_auf_in_id:
        gesucht.add(fall.geht_auf_in_id)
    sichtbar = dict(sichtbar_fuer(akteur).filter(pk__in=gesucht).values_list("pk", "aktenzeichen"))
    verweise = [(v.frueher_id, "Früherer Fall", v.grund, v.geaendert or "") for v in fruehere]
    verweise += [(pk, "Späterer Fall", "", "") for pk in spaetere]
    if fall.geht_auf_in_id:
        verweise.append((fall.geht_auf_in_id, "Geht auf in", "", ""))
    return tuple(
        Verweis(pk, sichtbar[pk], art, grund, geaendert)
        for pk, art, grund, geaendert in verweise
        if pk in sichtbar
    )
