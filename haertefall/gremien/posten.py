"""Posts of a body: every place to which somebody can be appointed, free or not.

A post is a seat of a member, a deputy of that seat, a deputy for all, the chair where it is no
seat of its own, or the deputy chair. Its `schluessel` names it in a form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from haertefall.gremien.besetzung import (
    SITZ_UNBEKANNT,
    Sitzbesetzung,
    fraktionen_am,
    kleines_gremium,
    sitzzeilen,
    zusammensetzen,
)
from haertefall.gremien.fassungen import Fassung
from haertefall.gremien.models import Berufung, Fraktion, Gremium, Sitzrolle
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import Ordnung, Sitz, Vertretung, Vorsitz

VERTRETUNGEN: dict[Vertretung | None, int] = {
    Vertretung.JE_EINE: 1,
    Vertretung.JE_ZWEI: 2,
    Vertretung.POOL: 0,
    Vertretung.KEINE: 0,
    # Not regulated is not forbidden: one may be recorded, and the page says that no rule is known.
    None: 1,
}


@dataclass(frozen=True)
class Posten:
    """A place to which somebody can be appointed.

    Attributes:
        klein: small body; empty: the body itself.
        sitz: row of the seat; empty: none.
        zeile: the row that provides for the post, for the citation.
        wort: what the post is called.
    """

    klein: str
    sitz: str
    nummer: int
    fraktion: Fraktion | None
    rolle: Sitzrolle
    platz: int
    zeile: Sitz | Vorsitz | None
    wort: str

    @property
    def schluessel(self) -> str:
        """Name in a form."""
        fraktion = str(self.fraktion.pk) if self.fraktion else ""
        return "/".join(
            [self.klein, self.sitz, str(self.nummer), fraktion, self.rolle, str(self.platz)]
        )

    @property
    def fraktion_id(self) -> UUID | None:
        """The Fraktion the seat follows."""
        return self.fraktion.pk if self.fraktion else None

    @property
    def mit_vorschlag(self) -> bool:
        """Whether a proposal comes first: somebody proposes, or the ministry appoints."""
        zeile = self.zeile
        return isinstance(zeile, Sitz) and bool(zeile.schlaegt_vor or zeile.beruft_als)

    @property
    def geregelt(self) -> bool:
        """Whether the Ordnung known here provides for the post."""
        if isinstance(self.zeile, Sitz):
            return self.rolle is Sitzrolle.MITGLIED or self.zeile.vertretung is not None
        if isinstance(self.zeile, Vorsitz):
            return self.rolle is Sitzrolle.VORSITZ or self.zeile.vertretung is not None
        return False

    @property
    def von_amts_wegen(self) -> bool:
        """Such a post goes with another office: no term of the body ends it."""
        return not isinstance(self.zeile, Sitz) or self.zeile.von_amts_wegen

    @property
    def beruft(self) -> str:
        """The appointing office in words of the Ordnung; empty: not regulated."""
        return (self.zeile.beruft or "") if isinstance(self.zeile, Sitz) else ""

    @property
    def funktion(self) -> Funktion:
        """As what the person acts in the program."""
        if self.klein:
            return Funktion.VORPRUEFUNGSAUSSCHUSS
        if self.rolle in (Sitzrolle.VORSITZ, Sitzrolle.VORSITZVERTRETUNG):
            return Funktion.VORSITZ
        if self.rolle is Sitzrolle.STELLVERTRETUNG:
            return Funktion.STELLVERTRETUNG
        return self.zeile.funktion if isinstance(self.zeile, Sitz) else Funktion.MITGLIED

    def passt_zu(self, berufung: Berufung) -> bool:
        """Whether somebody was proposed or appointed to this post."""
        return (self.klein, self.sitz, self.nummer, self.fraktion_id, self.rolle, self.platz) == (
            berufung.kleines_gremium,
            berufung.sitz,
            berufung.nummer,
            berufung.fraktion_id,
            berufung.rolle,
            berufung.platz,
        )

    def berufungen(self, gremium: Gremium) -> list[Berufung]:
        """Everybody who was, is or will be appointed here, in the order of days."""
        return am_selben_posten(neue_berufung(gremium, self, "", ""))


def neue_berufung(gremium: Gremium, posten: Posten, name: str, email: str) -> Berufung:
    """A row for the post, not saved."""
    return Berufung(
        gremium=gremium,
        kleines_gremium=posten.klein,
        sitz=posten.sitz,
        nummer=posten.nummer,
        fraktion=posten.fraktion,
        rolle=posten.rolle,
        platz=posten.platz,
        name=name,
        email=email,
    )


def am_selben_posten(berufung: Berufung) -> list[Berufung]:
    """Everybody who was, is or will be appointed to the post of this row, in the order of days."""
    hier = Berufung.objects.filter(
        gremium=berufung.gremium,
        kleines_gremium=berufung.kleines_gremium,
        sitz=berufung.sitz,
        nummer=berufung.nummer,
        fraktion=berufung.fraktion,
        rolle=berufung.rolle,
        platz=berufung.platz,
    )
    return list(hier.exclude(amt=None).select_related("amt__konto").order_by("von"))


def posten_des_gremiums(gremium: Gremium, fassung: Fassung, tag: date) -> list[Posten]:
    """All posts of the body and its small bodies on `tag`."""
    ordnung = fassung.ordnung
    berufungen = list(
        Berufung.objects.filter(
            Q(bis__isnull=True) | Q(bis__gte=tag),
            Q(beendet_am__isnull=True) | Q(beendet_am__gte=tag),
            gremium=gremium,
            hinfaellig_am=None,
        ).select_related("fraktion")
    )
    fraktionen = fraktionen_am(gremium, tag)
    posten: list[Posten] = []
    for klein in ["", *(k.kennung for k in ordnung.kleines_gremium)]:
        hier = [b for b in berufungen if b.kleines_gremium == klein]
        zeilen = sitzzeilen(ordnung, klein)
        sitze = zusammensetzen(zeilen, hier, fraktionen, tag).sitze
        zusatz = _zusatz(ordnung, klein)
        for sitz in sitze:
            posten += _am_sitz(sitz, klein, zusatz)
        posten += _weitere(zeilen, hier, klein, zusatz)
        posten += _pool(zeilen, hier, klein, zusatz)
    return [*posten, *_vorsitz(ordnung), *_ohne_zeile(ordnung, berufungen)]


def belegt(bisher: list[Berufung], von: date, bis: date | None) -> Berufung | None:
    """Who of those appointed to a post holds it at some time between `von` and `bis`."""
    for berufung in bisher:
        beginnt_danach = bis is not None and berufung.von is not None and berufung.von > bis
        endet_davor = berufung.ende is not None and berufung.ende < von
        if not (beginnt_danach or endet_davor):
            return berufung
    return None


def vorgaenger(bisher: list[Berufung], von: date) -> Berufung | None:
    """Who of those appointed to a post held it last before `von`."""
    frueher = [b for b in bisher if b.ende is not None and b.ende < von]
    return frueher[-1] if frueher else None


def schliesst_an(frueher: Berufung, von: date) -> bool:
    """Whether a term begins on the day after an earlier one ended."""
    return frueher.ende is not None and frueher.ende + timedelta(days=1) == von


def _zusatz(ordnung: Ordnung, klein: str) -> str:
    zeile = kleines_gremium(ordnung, klein) if klein else None
    return f"{zeile.bezeichnung}: " if zeile else ""


def _am_sitz(sitz: Sitzbesetzung, klein: str, zusatz: str) -> Iterator[Posten]:
    if sitz.zeile is None:
        return
    ort = (klein, sitz.kennung, sitz.nummer, sitz.fraktion)
    yield Posten(*ort, Sitzrolle.MITGLIED, 1, sitz.zeile, f"{zusatz}{sitz.worte}")
    zahl = VERTRETUNGEN[sitz.vertretung]
    for platz in range(1, zahl + 1):
        welche = f" {platz}" if zahl > 1 else "" if sitz.vertretung else " (nicht geregelt)"
        wort = f"{zusatz}{sitz.worte} – Stellvertretung{welche}"
        yield Posten(*ort, Sitzrolle.STELLVERTRETUNG, platz, sitz.zeile, wort)


def _weitere(
    zeilen: list[Sitz], berufungen: list[Berufung], klein: str, zusatz: str
) -> Iterator[Posten]:
    """The next seat of rows that do not say how many there are."""
    for zeile in zeilen:
        belegt = {b.nummer for b in berufungen if b.sitz == zeile.kennung}
        if zeile.anzahl or zeile.formel or len(belegt) >= (zeile.hoechstens or len(belegt) + 1):
            continue
        wort = f"{zusatz}{zeile.bezeichnung} (weiterer Sitz)"
        yield Posten(
            klein, zeile.kennung, _naechste(belegt), None, Sitzrolle.MITGLIED, 1, zeile, wort
        )


def _naechste(belegt: set[int]) -> int:
    """The lowest number that is free: whoever leaves need not have been the last who came."""
    return next(n for n in range(1, len(belegt) + 2) if n not in belegt)


def _pool(
    zeilen: list[Sitz], berufungen: list[Berufung], klein: str, zusatz: str
) -> Iterator[Posten]:
    zeile = next((z for z in zeilen if z.vertretung is Vertretung.POOL), None)
    if zeile is None:
        return
    im_pool = [b for b in berufungen if not b.sitz and b.rolle == Sitzrolle.STELLVERTRETUNG]
    belegt = {b.platz for b in im_pool}
    for platz in sorted(belegt | {_naechste(belegt)}):
        wort = f"{zusatz}Stellvertretung für alle Sitze ({platz})"
        yield Posten(klein, "", 1, None, Sitzrolle.STELLVERTRETUNG, platz, zeile, wort)


def _vorsitz(ordnung: Ordnung) -> Iterator[Posten]:
    """The chair where no seat of its own has it, and its deputy."""
    zeile = next(iter(ordnung.vorsitz), None)
    if zeile is not None and zeile.keiner:
        return
    if not any(s.funktion is Funktion.VORSITZ for s in ordnung.sitz):
        yield Posten("", "", 1, None, Sitzrolle.VORSITZ, 1, zeile, "Vorsitz")
    wort = "Stellvertretender Vorsitz"
    yield Posten("", "", 1, None, Sitzrolle.VORSITZVERTRETUNG, 1, zeile, wort)


def _ohne_zeile(ordnung: Ordnung, berufungen: list[Berufung]) -> Iterator[Posten]:
    """Members of a body whose seats nobody has told us."""
    if ordnung.sitz:
        return
    belegt = {b.nummer for b in berufungen if not b.sitz and b.rolle == Sitzrolle.MITGLIED}
    for nummer in sorted(belegt | {_naechste(belegt)}):
        wort = f"{SITZ_UNBEKANNT} ({nummer})"
        yield Posten("", "", nummer, None, Sitzrolle.MITGLIED, 1, None, wort)
