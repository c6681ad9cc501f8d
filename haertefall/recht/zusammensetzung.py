"""The people in a body held against its Ordnung: findings with their norm.

Only a written rule makes a deviation. What rests on practice or a reading is information, and so
is what nobody has regulated. Nothing here ever blocks anything, and nothing judges people:
experience, expertise, women and men are free information and no part of this.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from haertefall.recht.amtszeit import regelende
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import (
    GRUNDLAGE_WORTE,
    VERTRETUNG_WORTE,
    Grundlage,
    KleinesGremium,
    Ordnung,
    Sitz,
    Vertretung,
    Zeile,
)


class Gewicht(StrEnum):
    """What a finding is."""

    ABWEICHUNG = "abweichung"
    OFFEN = "offen"
    INFORMATION = "information"


GEWICHT_WORTE: dict[Gewicht, str] = {
    Gewicht.ABWEICHUNG: "Weicht von der Ordnung ab",
    Gewicht.OFFEN: "Offen",
    Gewicht.INFORMATION: "Information",
}
VERTRETUNGEN_JE_SITZ = {Vertretung.JE_EINE: 1, Vertretung.JE_ZWEI: 2}


@dataclass(frozen=True)
class Befund:
    """One sentence about the composition. `zweifel`: what speaks against the reading behind it."""

    gewicht: Gewicht
    satz: str
    beleg: str = ""
    zweifel: str = ""


@dataclass(frozen=True)
class Inhaber:
    """Who holds a post: which person, since when, until when; `wieder`: appointed again."""

    person: str
    von: date
    bis: date | None
    wieder: bool = False


@dataclass(frozen=True)
class Sitzlage:
    """One seat on a day. `zeile` None: the rules known here do not name it."""

    worte: str
    zeile: Sitz | None
    mitglied: Inhaber | None = None
    vertretungen: tuple[Inhaber, ...] = ()


@dataclass(frozen=True)
class Lage:
    """The body, or its small body, on a day."""

    sitze: tuple[Sitzlage, ...]
    pool: tuple[Inhaber, ...] = ()
    vorsitz: Inhaber | None = None
    vorsitzvertretung: tuple[Inhaber, ...] = ()

    @property
    def besetzt(self) -> int:
        """Seats of members that somebody holds."""
        return sum(1 for s in self.mitgliedersitze if s.mitglied)

    @property
    def mitgliedersitze(self) -> list[Sitzlage]:
        """Those who only advise are no members."""
        return [s for s in self.sitze if not (s.zeile and s.zeile.beratend)]

    @property
    def personen(self) -> frozenset[str]:
        """Members, without deputies."""
        return frozenset(s.mitglied.person for s in self.sitze if s.mitglied)

    @property
    def vertretende(self) -> frozenset[str]:
        """Deputies of seats and of all."""
        einzeln = (v for s in self.sitze for v in s.vertretungen)
        return frozenset(v.person for v in (*einzeln, *self.pool))


def befunde(ordnung: Ordnung, lage: Lage) -> tuple[Befund, ...]:
    """Findings about the body itself, deviations first."""
    gefunden = [
        *_zahl(ordnung, lage),
        *_sitze(lage),
        *_vorsitz(ordnung, lage),
        *_amtszeiten(ordnung, lage),
    ]
    return tuple(sorted(gefunden, key=lambda b: list(Gewicht).index(b.gewicht)))


def befunde_klein(zeile: KleinesGremium, lage: Lage, ganzes: Lage) -> tuple[Befund, ...]:
    """Findings about a small body; `ganzes` is the body it belongs to."""
    if not lage.besetzt:
        wie = "kann gebildet werden" if zeile.wahlfrei else "ist vorgesehen"
        satz = f"{zeile.bezeichnung}: {wie}, besteht zurzeit nicht."
        gewicht = Gewicht.INFORMATION if zeile.wahlfrei else Gewicht.OFFEN
        return (Befund(gewicht, satz, zeile.beleg),)
    gefunden = [*_sitze(lage), *_aus_dem_gremium(zeile, lage, ganzes)]
    if zeile.mitglieder and lage.besetzt != zeile.mitglieder:
        satz = f"{lage.besetzt} von {zeile.mitglieder} Mitgliedern."
        gefunden.append(_nach(zeile, satz, Gewicht.OFFEN))
    return tuple(sorted(gefunden, key=lambda b: list(Gewicht).index(b.gewicht)))


def _nach(zeile: Zeile, satz: str, gewicht: Gewicht) -> Befund:
    """A finding on a row: never more than information where the row is no text."""
    if zeile.art is not Grundlage.TEXT:
        gewicht = Gewicht.INFORMATION
    return Befund(gewicht, satz, zeile.beleg, zeile.zweifel or "")


def _zahl(ordnung: Ordnung, lage: Lage) -> Iterator[Befund]:
    if not ordnung.mitgliederzahl:
        satz = f"{lage.besetzt} besetzt. Für die Zahl der Mitglieder ist keine Regel hinterlegt."
        yield Befund(Gewicht.INFORMATION, satz)
    for zeile in ordnung.mitgliederzahl:
        von, bis = zeile.mindestens, zeile.hoechstens
        regel = f"genau {von}" if von and von == bis else ""
        if not regel:
            teile = [f"mindestens {von}" if von else "", f"höchstens {bis}" if bis else ""]
            regel = " und ".join(t for t in teile if t)
        if regel:
            passt = (von is None or lage.besetzt >= von) and (bis is None or lage.besetzt <= bis)
            satz = f"{lage.besetzt} Mitglieder, vorgesehen sind {regel}."
            yield _nach(zeile, satz, Gewicht.INFORMATION if passt else Gewicht.ABWEICHUNG)
        if zeile.arbeitsfaehig_ab:
            sitze = len(lage.mitgliedersitze)
            reicht = Fraction(lage.besetzt) >= Fraction(zeile.arbeitsfaehig_ab) * sitze
            satz = (
                f"{lage.besetzt} von {sitze} Sitzen besetzt; gearbeitet wird ab "
                f"{zeile.arbeitsfaehig_ab} der Sitze."
            )
            yield _nach(zeile, satz, Gewicht.INFORMATION if reicht else Gewicht.ABWEICHUNG)


def _sitze(lage: Lage) -> Iterator[Befund]:
    for sitz in lage.sitze:
        zeile = sitz.zeile
        if zeile is None:
            satz = f"{sitz.worte}: Er ist besetzt, die hinterlegten Regeln nennen ihn nicht."
            yield Befund(Gewicht.INFORMATION, satz)
            continue
        if sitz.mitglied is None:
            yield _nach(zeile, f"Frei: {sitz.worte}.{_woher(zeile)}", Gewicht.OFFEN)
        yield from _vertretung(sitz, zeile)


def _woher(zeile: Sitz) -> str:
    """Who can fill the seat, in words of the row."""
    if zeile.schlaegt_vor:
        return f" Vorschlag: {' und '.join(zeile.schlaegt_vor)}."
    return f" Es benennt: {zeile.beruft}." if zeile.beruft else ""


def _vertretung(sitz: Sitzlage, zeile: Sitz) -> Iterator[Befund]:
    da, art = len(sitz.vertretungen), zeile.vertretung
    if art is Vertretung.KEINE and da:
        satz = f"{sitz.worte}: {da} Stellvertretung, vorgesehen ist keine."
        yield _nach(zeile, satz, Gewicht.ABWEICHUNG)
    elif art is None and da:
        satz = f"{sitz.worte}: Ob es eine Stellvertretung gibt, ist nicht geregelt."
        yield Befund(Gewicht.INFORMATION, satz)
    elif art in VERTRETUNGEN_JE_SITZ and da != VERTRETUNGEN_JE_SITZ[art]:
        satz = f"{sitz.worte}: {da} eingetragen, vorgesehen {VERTRETUNG_WORTE[art]}."
        # A row that carries a doubt is a reading: no deviation.
        zuviel = Gewicht.INFORMATION if zeile.zweifel else Gewicht.ABWEICHUNG
        mehr = da > VERTRETUNGEN_JE_SITZ[art]
        yield _nach(zeile, satz, zuviel if mehr else Gewicht.OFFEN)


def _vorsitz(ordnung: Ordnung, lage: Lage) -> Iterator[Befund]:
    zeile = next(iter(ordnung.vorsitz), None)
    if zeile is None:
        yield Befund(Gewicht.INFORMATION, "Für den Vorsitz ist keine Regel hinterlegt.")
    elif zeile.keiner and lage.vorsitz:
        yield _nach(
            zeile, "Ein Vorsitz ist eingetragen, vorgesehen ist keiner.", Gewicht.ABWEICHUNG
        )
    elif not zeile.keiner and lage.vorsitz is None and not _vorsitz_hat_sitz(lage):
        satz = f"Vorsitz ist nicht eingetragen: {zeile.bezeichnung}."
        yield _nach(zeile, satz, Gewicht.OFFEN)
    if zeile is not None and lage.vorsitzvertretung:
        if zeile.vertretung:
            satz = f"Stellvertretender Vorsitz: {zeile.vertretung}."
            yield Befund(Gewicht.INFORMATION, satz, zeile.beleg, zeile.zweifel or "")
        else:
            satz = "Ein stellvertretender Vorsitz ist eingetragen; er ist nicht geregelt."
            yield Befund(Gewicht.INFORMATION, satz)


def _vorsitz_hat_sitz(lage: Lage) -> bool:
    """Whether the chair is a seat of its own: then that seat is reported as free already."""
    return any(s.zeile and s.zeile.funktion is Funktion.VORSITZ for s in lage.sitze)


def _amtszeiten(ordnung: Ordnung, lage: Lage) -> Iterator[Befund]:
    zeile = next(iter(ordnung.amtszeit), None)
    if zeile is None:
        return
    for sitz in lage.sitze:
        wer = sitz.mitglied
        if wer is None or sitz.zeile is None or sitz.zeile.von_amts_wegen:
            continue
        if wer.wieder and zeile.wiederholbar is False:
            satz = f"{sitz.worte}: erneut berufen, vorgesehen ist das nicht."
            yield _nach(zeile, satz, Gewicht.ABWEICHUNG)
        ende = regelende(ordnung, wer.von).tag
        if wer.bis is None:
            satz = f"{sitz.worte}: Wann die Amtszeit endet, ist nicht eingetragen."
            yield _nach(zeile, satz, Gewicht.INFORMATION if ende is None else Gewicht.OFFEN)
        elif ende is not None and wer.bis > ende:
            satz = f"{sitz.worte}: berufen bis {wer.bis:%d.%m.%Y}, nach der Regel {ende:%d.%m.%Y}."
            in_der_regel = zeile.in_der_regel
            yield _nach(zeile, satz, Gewicht.INFORMATION if in_der_regel else Gewicht.ABWEICHUNG)


def _aus_dem_gremium(zeile: KleinesGremium, lage: Lage, ganzes: Lage) -> Iterator[Befund]:
    """Where members or deputies of the small body have to belong to the body (§ 3 Abs. 3 HFKVO)."""
    for sitz in lage.sitze:
        mitglied, am_sitz = sitz.mitglied, sitz.zeile
        if am_sitz and am_sitz.aus_dem_gremium and mitglied:
            if mitglied.person not in ganzes.personen:
                # A row that carries a doubt is a reading: no deviation.
                gewicht = Gewicht.INFORMATION if am_sitz.zweifel else Gewicht.ABWEICHUNG
                satz = f"{sitz.worte}: kein Mitglied des ganzen Gremiums."
                yield _nach(am_sitz, satz, gewicht)
            if am_sitz.von_amts_wegen and ganzes.vorsitz != mitglied:
                yield from _anderer_vorsitz(sitz, mitglied, ganzes)
        if not zeile.vertretung_aus_dem_gremium:
            continue
        for wer in sitz.vertretungen:
            if wer.person in ganzes.personen:
                continue
            if wer.person in ganzes.vertretende:
                satz = f"{sitz.worte}: Die Stellvertretung vertritt auch im ganzen Gremium nur."
                zweifel = "Ob „aus der Kommission“ auch deren Stellvertretungen meint, ist offen."
                wort = GRUNDLAGE_WORTE[Grundlage.AUSLEGUNG]
                yield Befund(Gewicht.INFORMATION, satz, f"{wort}: {zeile.norm}", zweifel)
            else:
                satz = f"{sitz.worte}: Die Stellvertretung gehört dem ganzen Gremium nicht an."
                yield _nach(zeile, satz, Gewicht.ABWEICHUNG)


def _anderer_vorsitz(sitz: Sitzlage, mitglied: Inhaber, ganzes: Lage) -> Iterator[Befund]:
    if ganzes.vorsitz is None or ganzes.vorsitz.person == mitglied.person or sitz.zeile is None:
        return
    satz = f"{sitz.worte}: Den Vorsitz des ganzen Gremiums hat eine andere Person."
    yield _nach(sitz.zeile, satz, Gewicht.ABWEICHUNG)
