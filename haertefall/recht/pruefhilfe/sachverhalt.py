"""What is known about a person, entered once. Nothing here is computed, nothing is guessed.

Absent means not known. A fact may be proven or only asserted; a judgement is recorded with who
made it, when and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar, cast

W_co = TypeVar("W_co", covariant=True)


class Sprachstufe(StrEnum):
    """Levels of the European framework (§ 2 Abs. 9 bis 12 AufenthG)."""

    KEINE = "keine"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"

    def reicht_fuer(self, verlangt: "Sprachstufe") -> bool:
        """Whether this level is at least the other."""
        stufen = list(Sprachstufe)
        return stufen.index(self) >= stufen.index(verlangt)


@dataclass(frozen=True, slots=True)
class Zeitraum:
    """From a day to a last day; without one it goes on."""

    von: date
    bis: date | None = None

    def __post_init__(self) -> None:
        if self.bis is not None and self.bis < self.von:
            raise ValueError("Der Zeitraum endet vor seinem Anfang.")

    def laeuft(self, tag: date) -> bool:
        """Whether the day lies in it."""
        return self.von <= tag and (self.bis is None or tag <= self.bis)


@dataclass(frozen=True, slots=True)
class Ereignis:
    """Something that has happened (if known: when), or has not happened so far."""

    eingetreten: bool
    am: date | None = None

    def __post_init__(self) -> None:
        if self.am is not None and not self.eingetreten:
            raise ValueError("Ein Tag gehört zu etwas, das eingetreten ist.")


Wert = bool | date | Decimal | Sprachstufe | Zeitraum | Ereignis


@dataclass(frozen=True, slots=True)
class Angabe(Generic[W_co]):
    """A fact. Not `belegt`: somebody says so, the proof is missing."""

    wert: W_co
    belegt: bool = True


@dataclass(frozen=True, slots=True)
class Wertung:
    """A judgement that a person has made and recorded. The program makes none."""

    ja: bool
    wer: str
    am: date
    begruendung: str


M = TypeVar("M", bound=Wert)


@dataclass(frozen=True, slots=True)
class Merkmal(Generic[M]):
    """The name of a fact and the kind of its value."""

    kennung: str
    art: type[M]


@dataclass(frozen=True, slots=True)
class Wertungsfrage:
    """The name of a judgement."""

    kennung: str


class Aufenthaltsart(StrEnum):
    """Kind of status of a residence period."""

    GESTATTUNG = "gestattung"
    DULDUNG = "duldung"
    DULDUNG_UNGEKLAERTE_IDENTITAET = "duldung_ungeklaerte_identitaet"
    AUSBILDUNGSDULDUNG = "ausbildungsduldung"
    BESCHAEFTIGUNGSDULDUNG = "beschaeftigungsduldung"
    DULDUNGSANSPRUCH = "duldungsanspruch"
    AUFENTHALTSERLAUBNIS = "aufenthaltserlaubnis"
    CHANCENAUFENTHALT = "chancenaufenthalt"
    OHNE_STATUS = "ohne_status"
    AUSLAND = "ausland"


@dataclass(frozen=True, slots=True)
class Aufenthaltszeit:
    """One paper or one status: its first and last day. Each Duldung is an entry of its own."""

    art: Aufenthaltsart
    zeitraum: Zeitraum
    belegt: bool = True


@dataclass(frozen=True, slots=True)
class Aufenthaltszeiten:
    """All residence periods. Not `vollstaendig`: days without an entry are not known."""

    zeiten: tuple[Aufenthaltszeit, ...]
    vollstaendig: bool = True


class Strafart(StrEnum):
    """Kind of a sentence."""

    GELDSTRAFE = "geldstrafe"
    FREIHEITSSTRAFE = "freiheitsstrafe"
    JUGENDSTRAFE = "jugendstrafe"
    JUGENDMASSNAHME = "jugendmassnahme"


@dataclass(frozen=True, slots=True)
class Strafe:
    """One conviction that may still be used. `hoehe`: daily rates, or months of custody.

    None is not known, everywhere.
    """

    art: Strafart
    hoehe: int | None = None
    vorsaetzlich: bool | None = None
    nur_auslaender: bool | None = None
    bewaehrung: bool | None = None


@dataclass(frozen=True, slots=True)
class Strafen:
    """All convictions. `vollstaendig`: by a current extract from the register."""

    strafen: tuple[Strafe, ...]
    vollstaendig: bool = True


class Massnahmeart(StrEnum):
    """Concrete measures to end the stay (§ 60c Abs. 2 Nr. 5 AufenthG, letters a to e)."""

    REISEFAEHIGKEIT = "reisefaehigkeit"
    RUECKKEHRFOERDERUNG = "rueckkehrfoerderung"
    TRANSPORT = "transport"
    VERGLEICHBAR = "vergleichbar"
    ZUSTAENDIGER_STAAT = "zustaendiger_staat"


@dataclass(frozen=True, slots=True)
class Massnahme:
    """A measure, its first and, if it was dropped, its last day."""

    art: Massnahmeart
    von: date | None = None
    bis: date | None = None


@dataclass(frozen=True, slots=True)
class Massnahmen:
    """All measures the authority has taken. `vollstaendig`: by its own statement."""

    massnahmen: tuple[Massnahme, ...]
    vollstaendig: bool = True


@dataclass(frozen=True, slots=True)
class Sachverhalt:
    """Everything known about one person, for one check.

    `angaben` holds facts and recorded judgements by name, `ausgleich` the recorded judgement that
    a case is atypical although a Regel condition (named by its row) is not met.
    """

    angaben: Mapping[str, Angabe[Wert] | Wertung] = field(default_factory=dict)
    zeiten: Aufenthaltszeiten | None = None
    strafen: Strafen | None = None
    strafen_partner: Strafen | None = None
    massnahmen: Massnahmen | None = None
    ausgleich: Mapping[str, Wertung] = field(default_factory=dict)

    def angabe(self, merkmal: Merkmal[M]) -> Angabe[M] | None:
        """The fact, if known. Raises TypeError if something of another kind was entered."""
        angabe = self.angaben.get(merkmal.kennung)
        if angabe is None:
            return None
        if not isinstance(angabe, Angabe) or not isinstance(angabe.wert, merkmal.art):
            raise TypeError(f"„{merkmal.kennung}“ muss {merkmal.art.__name__} sein.")
        return cast("Angabe[M]", angabe)

    def wertung(self, frage: Wertungsfrage) -> Wertung | None:
        """The judgement, if recorded. Raises TypeError if a fact was entered instead."""
        wertung = self.angaben.get(frage.kennung)
        if wertung is not None and not isinstance(wertung, Wertung):
            raise TypeError(f"„{frage.kennung}“ muss eine festgehaltene Wertung sein.")
        return wertung


def fortgeschrieben(person: Sachverhalt, stichtag: date) -> Sachverhalt:
    """The same person if everything that runs on the day goes on: the assumption of every outlook.

    What begins later is left out; what runs on the day loses its end.
    """
    angaben = {
        kennung: replace(angabe, wert=_offen(angabe.wert, stichtag))
        if isinstance(angabe, Angabe) and isinstance(angabe.wert, Zeitraum)
        else angabe
        for kennung, angabe in person.angaben.items()
    }
    zeiten = person.zeiten
    if zeiten is not None:
        laufend = tuple(
            replace(zeit, zeitraum=_offen(zeit.zeitraum, stichtag))
            for zeit in zeiten.zeiten
            if zeit.zeitraum.von <= stichtag
        )
        zeiten = replace(zeiten, zeiten=laufend)
    return replace(person, angaben=angaben, zeiten=zeiten)


def _offen(zeitraum: Zeitraum, stichtag: date) -> Zeitraum:
    return replace(zeitraum, bis=None) if zeitraum.laeuft(stichtag) else zeitraum
