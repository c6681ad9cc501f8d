"""Who sits on which seat of a body on a day: the seats of its Ordnung with the people in them.

Reading only; appointments come and go by acts (`schritte/gremium/`). A seat is a row of the
Ordnung with a number among equal ones, or with the Fraktion it follows on that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from haertefall.gremien.fassungen import Fassung
from haertefall.gremien.models import Amt, Berufung, Fraktion, Gremium, Sitzrolle
from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.ordnung import KleinesGremium, Ordnung, Sitz, Vertretung
from haertefall.recht.zusammensetzung import Inhaber, Lage, Sitzlage

SITZ_UNBEKANNT = "Sitz, den die hinterlegte Ordnung nicht nennt"


@dataclass(frozen=True)
class Sitzbesetzung:
    """One seat on a day.

    Attributes:
        kennung: name of the seat's row; empty where the Ordnung known here has none.
        nummer: which of the equal seats of the row.
        zeile: the row itself, with norm or source; None like `kennung`.
        fraktion: the Fraktion this seat follows, for seats by formula.
        berufung: the appointment of the member; None: vacant.
        vertretungen: appointments of its own deputies, in their order.
    """

    kennung: str
    nummer: int
    zeile: Sitz | None
    fraktion: Fraktion | None
    berufung: Berufung | None
    vertretungen: tuple[Berufung, ...]

    @property
    def worte(self) -> str:
        """What the seat is called, in the words of the Ordnung."""
        if self.zeile is None:
            return SITZ_UNBEKANNT
        if self.fraktion is not None:
            return f"{self.zeile.bezeichnung}: {self.fraktion.name}"
        mehrere = (self.zeile.anzahl or self.zeile.hoechstens or 1) > 1 or self.nummer > 1
        return f"{self.zeile.bezeichnung} ({self.nummer})" if mehrere else self.zeile.bezeichnung

    @property
    def mitglied(self) -> Amt | None:
        """Who sits here; None: vacant."""
        return self.berufung.amt if self.berufung else None

    @property
    def stellvertretende(self) -> tuple[Amt, ...]:
        """Who may step in for this seat alone (a pool stands in `Zusammensetzung.pool`)."""
        return tuple(b.amt for b in self.vertretungen if b.amt is not None)

    @property
    def vertretung(self) -> Vertretung | None:
        """What the Ordnung says about deputies of this seat; None: not regulated."""
        return self.zeile.vertretung if self.zeile else None

    @property
    def beratend(self) -> bool:
        """Takes part without being a member."""
        return self.zeile is not None and self.zeile.beratend

    def stimmt(self, gegenstand: Gegenstand | None = None) -> bool | None:
        """Whether this seat votes (on this matter); None: not regulated."""
        recht = self.zeile.stimmrecht if self.zeile else None
        if self.zeile is not None and recht == "nur":
            return None if gegenstand is None else gegenstand in self.zeile.stimmrecht_nur
        return None if recht is None else recht == "ja"


@dataclass(frozen=True)
class Zusammensetzung:
    """A body, or its small body, on a day.

    Attributes:
        sitze: every seat the Ordnung has on that day, and every appointment beside it.
        pool: deputies for all seats.
        vorsitz: who chairs; None: nobody, or no chair is provided.
        vorsitzvertretung: who chairs instead; seat and vote only where the Ordnung gives them.
        zahl_bekannt: False where a row does not say how many seats it means.
    """

    tag: date
    sitze: tuple[Sitzbesetzung, ...]
    pool: tuple[Berufung, ...]
    vorsitz: Berufung | None
    vorsitzvertretung: tuple[Berufung, ...]
    zahl_bekannt: bool

    @property
    def mitgliedersitze(self) -> tuple[Sitzbesetzung, ...]:
        """Seats of members: those who only advise are none."""
        return tuple(s for s in self.sitze if not s.beratend)

    @property
    def besetzte(self) -> tuple[Sitzbesetzung, ...]:
        """Seats of members that somebody holds."""
        return tuple(s for s in self.mitgliedersitze if s.berufung is not None)

    @property
    def zahl_sitze(self) -> int | None:
        """How many members the seats provide for; None: not known."""
        return len(self.mitgliedersitze) if self.zahl_bekannt and self.sitze else None

    @property
    def zahl_besetzt(self) -> int:
        """How many seats of members somebody holds."""
        return len(self.besetzte)

    def stimmberechtigte(self, gegenstand: Gegenstand | None = None) -> int | None:
        """Members in office who vote (on this matter); None where a seat leaves it open."""
        stimmen = [s.stimmt(gegenstand) for s in self.besetzte]
        return None if None in stimmen else sum(1 for s in stimmen if s)

    def sitz_von(self, amt: Amt) -> Sitzbesetzung | None:
        """The seat this Amt holds as member or as deputy of its own."""
        for sitz in self.sitze:
            if sitz.mitglied == amt or amt in sitz.stellvertretende:
                return sitz
        return None


def kleines_gremium(ordnung: Ordnung, kennung: str) -> KleinesGremium | None:
    """The row of a small body."""
    return next((k for k in ordnung.kleines_gremium if k.kennung == kennung), None)


def sitzzeilen(ordnung: Ordnung, klein: str = "") -> list[Sitz]:
    """Rows of seats of the body, or of its small body."""
    if not klein:
        return ordnung.sitz
    zeile = kleines_gremium(ordnung, klein)
    return zeile.sitz if zeile else []


def geltende(gremium: Gremium, tag: date) -> list[Berufung]:
    """Appointments in force on `tag`, with Amt and account (one query)."""
    offen = Q(bis__isnull=True) | Q(bis__gte=tag)
    nicht_beendet = Q(beendet_am__isnull=True) | Q(beendet_am__gte=tag)
    zeilen = (
        Berufung.objects.filter(offen, nicht_beendet, gremium=gremium, von__lte=tag)
        .exclude(amt=None)
        .select_related("amt__konto", "fraktion", "folgt_auf")
    )
    for zeile in zeilen:
        zeile.gremium = gremium
    return list(zeilen)


def fraktionen_am(gremium: Gremium, tag: date) -> list[Fraktion]:
    """Fraktionen and Gruppen of the council on `tag`."""
    return list(
        gremium.fraktionen.filter(Q(bis__isnull=True) | Q(bis__gte=tag), von__lte=tag).order_by(
            "name"
        )
    )


def besetzung_am(gremium: Gremium, fassung: Fassung, tag: date, klein: str = "") -> Zusammensetzung:
    """The body (or the small body `klein`) on `tag` under this version of its rules."""
    zeilen = sitzzeilen(fassung.ordnung, klein)
    nach_formel = any(zeile.formel for zeile in zeilen)
    return zusammensetzen(
        zeilen,
        [b for b in geltende(gremium, tag) if b.kleines_gremium == klein],
        fraktionen_am(gremium, tag) if nach_formel else [],
        tag,
    )


def besetzungen_am(gremium: Gremium, fassung: Fassung, tag: date) -> dict[str, Zusammensetzung]:
    """The body (under the empty name) and each of its small bodies, in two queries."""
    berufungen, fraktionen = geltende(gremium, tag), fraktionen_am(gremium, tag)
    teile = ["", *(k.kennung for k in fassung.ordnung.kleines_gremium)]
    return {
        klein: zusammensetzen(
            sitzzeilen(fassung.ordnung, klein),
            [b for b in berufungen if b.kleines_gremium == klein],
            fraktionen,
            tag,
        )
        for klein in teile
    }


def lage_von(zusammensetzung: Zusammensetzung) -> Lage:
    """What `recht` needs to hold the people against the rules."""
    z = zusammensetzung
    return Lage(
        sitze=tuple(
            Sitzlage(
                s.worte,
                s.zeile,
                _inhaber(s.berufung) if s.berufung else None,
                tuple(_inhaber(b) for b in s.vertretungen),
            )
            for s in z.sitze
        ),
        pool=tuple(_inhaber(b) for b in z.pool),
        vorsitz=_inhaber(z.vorsitz) if z.vorsitz else None,
        vorsitzvertretung=tuple(_inhaber(b) for b in z.vorsitzvertretung),
    )


def _inhaber(berufung: Berufung) -> Inhaber:
    wer = str(berufung.amt.konto_id) if berufung.amt else ""
    wieder = berufung.folgt_auf is not None and berufung.folgt_auf.email == berufung.email
    return Inhaber(wer, berufung.von or date.min, berufung.ende, wieder)


def zusammensetzen(
    zeilen: Iterable[Sitz], berufungen: list[Berufung], fraktionen: list[Fraktion], tag: date
) -> Zusammensetzung:
    """Put appointments into the seats of these rows."""
    sitze: list[Sitzbesetzung] = []
    zahl_bekannt, gesetzt = True, set()
    for zeile in zeilen:
        plaetze = _plaetze(zeile, berufungen, fraktionen)
        zahl_bekannt = zahl_bekannt and (zeile.anzahl is not None or zeile.formel is not None)
        for nummer, fraktion in plaetze:
            sitz = _sitz(zeile, zeile.kennung, nummer, fraktion, berufungen)
            gesetzt |= {b.pk for b in (sitz.berufung, *sitz.vertretungen) if b}
            sitze.append(sitz)
    daneben = [b for b in berufungen if b.rolle == Sitzrolle.MITGLIED and b.pk not in gesetzt]
    sitze += [_sitz(None, b.sitz, b.nummer, b.fraktion, [b, *berufungen]) for b in daneben]
    vorsitz = next((b for b in berufungen if b.rolle == Sitzrolle.VORSITZ), None)
    am_sitz = next((s.berufung for s in sitze if _fuehrt_vorsitz(s)), None)
    return Zusammensetzung(
        tag=tag,
        sitze=tuple(sitze),
        pool=tuple(b for b in berufungen if b.rolle == Sitzrolle.STELLVERTRETUNG and not b.sitz),
        vorsitz=vorsitz or am_sitz,
        vorsitzvertretung=tuple(b for b in berufungen if b.rolle == Sitzrolle.VORSITZVERTRETUNG),
        zahl_bekannt=zahl_bekannt and not daneben,
    )


def _plaetze(
    zeile: Sitz, berufungen: list[Berufung], fraktionen: list[Fraktion]
) -> list[tuple[int, Fraktion | None]]:
    """Seats of one row. Without a number in the Ordnung: as many as somebody was appointed to."""
    if zeile.formel == "je_fraktion":
        return [(1, f) for f in fraktionen if f.art == "fraktion"]
    if zeile.formel == "je_fraktion_oder_gruppe":
        return [(1, f) for f in fraktionen]
    if zeile.anzahl is not None:
        return [(n, None) for n in range(1, zeile.anzahl + 1)]
    belegt = {b.nummer for b in berufungen if b.sitz == zeile.kennung}
    return [(n, None) for n in sorted(belegt)]


def _sitz(
    zeile: Sitz | None,
    kennung: str,
    nummer: int,
    fraktion: Fraktion | None,
    berufungen: list[Berufung],
) -> Sitzbesetzung:
    hier = [
        b
        for b in berufungen
        if (b.sitz, b.nummer, b.fraktion_id) == (kennung, nummer, fraktion.pk if fraktion else None)
    ]
    mitglied = next((b for b in hier if b.rolle == Sitzrolle.MITGLIED), None)
    vertretungen = [b for b in hier if b.rolle == Sitzrolle.STELLVERTRETUNG and kennung]
    return Sitzbesetzung(
        kennung=kennung if zeile else "",
        nummer=nummer,
        zeile=zeile,
        fraktion=fraktion,
        berufung=mitglied,
        vertretungen=tuple(sorted(vertretungen, key=lambda b: b.platz)),
    )


def _fuehrt_vorsitz(sitz: Sitzbesetzung) -> bool:
    return sitz.zeile is not None and sitz.zeile.funktion == "vorsitz"
