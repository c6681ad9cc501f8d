"""What is known about a condition: met, not met, to be clarified and why, or not in force.

Strong Kleene logic: in an "and" one "not met" beats everything open, in an "or" one "met" does.
A result that is met or not met therefore never changes when more becomes known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Ergebnis(StrEnum):
    """Result for a condition or a whole way. For exclusions: met means the ground is there."""

    ERFUELLT = "erfuellt"
    NICHT_ERFUELLT = "nicht_erfuellt"
    ZU_KLAEREN = "zu_klaeren"
    NICHT_IN_KRAFT = "nicht_in_kraft"


class Grund(StrEnum):
    """What kind of thing is missing where a result is to be clarified."""

    TATSACHE = "tatsache"
    NACHWEIS = "nachweis"
    WERTUNG = "wertung"
    RECHT = "recht"


class Anlass(StrEnum):
    """Why exactly a result is to be clarified; the sentences are in `worte`."""

    ANGABE_FEHLT = "angabe_fehlt"
    TAG_FEHLT = "tag_fehlt"
    WIDERSPRUCH = "widerspruch"
    FRIST_LAEUFT = "frist_laeuft"
    NICHT_BELEGT = "nicht_belegt"
    WERTUNG_FEHLT = "wertung_fehlt"
    ATYPIK = "atypik"
    ATYPIK_VERNEINT = "atypik_verneint"
    ERMESSEN = "ermessen"
    BERATUNG = "beratung"
    UNTERBRECHUNG = "unterbrechung"
    UNGEKLAERTE_IDENTITAET = "ungeklaerte_identitaet"
    OHNE_PAPIER = "ohne_papier"
    STRAFEN_GEMISCHT = "strafen_gemischt"
    STRAFE_NICHT_GEREGELT = "strafe_nicht_geregelt"
    NACH_ALTERSGRENZE = "nach_altersgrenze"
    FASSUNG_FEHLT = "fassung_fehlt"
    WERT_FEHLT = "wert_fehlt"
    ALTANTRAG = "altantrag"
    BEDARF_DER_FAMILIE = "bedarf_der_familie"
    FRIST_LESARTEN = "frist_lesarten"
    ANSPRUCH_NUR_ERMESSEN = "anspruch_nur_ermessen"


ANLASS_GRUND: dict[Anlass, Grund] = {
    Anlass.ANGABE_FEHLT: Grund.TATSACHE,
    Anlass.TAG_FEHLT: Grund.TATSACHE,
    Anlass.WIDERSPRUCH: Grund.TATSACHE,
    Anlass.FRIST_LAEUFT: Grund.TATSACHE,
    Anlass.NICHT_BELEGT: Grund.NACHWEIS,
    Anlass.WERTUNG_FEHLT: Grund.WERTUNG,
    Anlass.ATYPIK: Grund.WERTUNG,
    Anlass.ATYPIK_VERNEINT: Grund.WERTUNG,
    Anlass.ERMESSEN: Grund.WERTUNG,
    Anlass.BERATUNG: Grund.WERTUNG,
    Anlass.UNTERBRECHUNG: Grund.RECHT,
    Anlass.UNGEKLAERTE_IDENTITAET: Grund.RECHT,
    Anlass.OHNE_PAPIER: Grund.RECHT,
    Anlass.STRAFEN_GEMISCHT: Grund.RECHT,
    Anlass.STRAFE_NICHT_GEREGELT: Grund.RECHT,
    Anlass.NACH_ALTERSGRENZE: Grund.RECHT,
    Anlass.FASSUNG_FEHLT: Grund.RECHT,
    Anlass.WERT_FEHLT: Grund.RECHT,
    Anlass.ALTANTRAG: Grund.RECHT,
    Anlass.BEDARF_DER_FAMILIE: Grund.RECHT,
    Anlass.FRIST_LESARTEN: Grund.RECHT,
    Anlass.ANSPRUCH_NUR_ERMESSEN: Grund.RECHT,
}


@dataclass(frozen=True, slots=True)
class Befund:
    """A result with its reasons.

    `fehlt` names what is not known and could change it. `wendetage` are the days on which it may
    change by time alone, however it stands now.
    """

    ergebnis: Ergebnis
    anlaesse: frozenset[Anlass] = frozenset()
    fehlt: tuple[str, ...] = ()
    wendetage: frozenset[date] = frozenset()

    @property
    def gruende(self) -> tuple[Grund, ...]:
        """The reason codes, in fixed order."""
        vorhanden = {ANLASS_GRUND[anlass] for anlass in self.anlaesse}
        return tuple(grund for grund in Grund if grund in vorhanden)

    @property
    def offen(self) -> bool:
        """Whether something is to be clarified."""
        return self.ergebnis is Ergebnis.ZU_KLAEREN

    def mit_wendetagen(self, tage: Iterable[date]) -> "Befund":
        """The same, which may also change on these days."""
        return replace(self, wendetage=self.wendetage.union(tage))


ERFUELLT = Befund(Ergebnis.ERFUELLT)
NICHT_ERFUELLT = Befund(Ergebnis.NICHT_ERFUELLT)
NICHT_IN_KRAFT = Befund(Ergebnis.NICHT_IN_KRAFT)


def ob(wahr: bool, *wendetage: date) -> Befund:
    """Met or not, by something that is known."""
    ergebnis = Ergebnis.ERFUELLT if wahr else Ergebnis.NICHT_ERFUELLT
    return Befund(ergebnis, wendetage=frozenset(wendetage))


def zu_klaeren(*anlaesse: Anlass, fehlt: tuple[str, ...] = ()) -> Befund:
    """Open, and why."""
    return Befund(Ergebnis.ZU_KLAEREN, frozenset(anlaesse), fehlt)


def und(*teile: Befund) -> Befund:
    """All must be met."""
    return _verknuepft(teile, Ergebnis.NICHT_ERFUELLT, Ergebnis.ERFUELLT)


def oder(*teile: Befund) -> Befund:
    """One is enough."""
    return _verknuepft(teile, Ergebnis.ERFUELLT, Ergebnis.NICHT_ERFUELLT)


def nicht(teil: Befund) -> Befund:
    """The opposite; what is open stays open."""
    return replace(teil, ergebnis=_GEGENTEIL[teil.ergebnis])


def wahl(frage: Befund, wenn_ja: Befund, wenn_nein: Befund) -> Befund:
    """One condition or another, by a question; open unless both say the same."""
    alle = (frage, wenn_ja, wenn_nein)
    wendetage = frozenset[date]().union(*(teil.wendetage for teil in alle))
    if frage.ergebnis is Ergebnis.ERFUELLT:
        return replace(wenn_ja, wendetage=wendetage)
    if frage.ergebnis is Ergebnis.NICHT_ERFUELLT:
        return replace(wenn_nein, wendetage=wendetage)
    if wenn_ja.ergebnis is wenn_nein.ergebnis and not wenn_ja.offen:
        return replace(wenn_ja, wendetage=wendetage)
    return _offen([teil for teil in alle if teil.offen], wendetage)


def wenn_dann(bedingung: Befund, folge: Befund) -> Befund:
    """Asked only if the condition holds."""
    return oder(nicht(bedingung), folge)


def ermessen(teil: Befund) -> Befund:
    """A way out that is only a Kann: what would be met depends on a discretion nobody computes."""
    if teil.ergebnis is not Ergebnis.ERFUELLT:
        return teil
    return Befund(Ergebnis.ZU_KLAEREN, frozenset({Anlass.ERMESSEN}), wendetage=teil.wendetage)


_GEGENTEIL = {
    Ergebnis.ERFUELLT: Ergebnis.NICHT_ERFUELLT,
    Ergebnis.NICHT_ERFUELLT: Ergebnis.ERFUELLT,
    Ergebnis.ZU_KLAEREN: Ergebnis.ZU_KLAEREN,
    Ergebnis.NICHT_IN_KRAFT: Ergebnis.NICHT_IN_KRAFT,
}


def _verknuepft(teile: tuple[Befund, ...], schlaegt: Ergebnis, sonst: Ergebnis) -> Befund:
    """What is not in force does not count; if nothing is in force, the whole is not."""
    wendetage = frozenset[date]().union(*(teil.wendetage for teil in teile))
    gelten = [teil for teil in teile if teil.ergebnis is not Ergebnis.NICHT_IN_KRAFT]
    if not gelten:
        return Befund(Ergebnis.NICHT_IN_KRAFT, wendetage=wendetage)
    if any(teil.ergebnis is schlaegt for teil in gelten):
        return Befund(schlaegt, wendetage=wendetage)
    offen = [teil for teil in gelten if teil.offen]
    return _offen(offen, wendetage) if offen else Befund(sonst, wendetage=wendetage)


def _offen(teile: list[Befund], wendetage: frozenset[date]) -> Befund:
    anlaesse = frozenset[Anlass]().union(*(teil.anlaesse for teil in teile))
    fehlt = tuple(dict.fromkeys(kennung for teil in teile for kennung in teil.fehlt))
    return Befund(Ergebnis.ZU_KLAEREN, anlaesse, fehlt, wendetage)
