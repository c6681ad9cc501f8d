"""One person on one day: how rules read facts, judgements, times and parameters.

What is not known makes a result open and is named. Every day on which a result may change by time
alone is noted as a turning day, so that the outlook can find the earliest day exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from haertefall.recht.fristen import wartezeit_erfuellt_am
from haertefall.recht.pruefhilfe.befund import (
    ERFUELLT,
    NICHT_ERFUELLT,
    Anlass,
    Befund,
    Ergebnis,
    nicht,
    ob,
    zu_klaeren,
)
from haertefall.recht.pruefhilfe.gesetze import Gesetze, Wertfassung
from haertefall.recht.pruefhilfe.sachverhalt import (
    Aufenthaltsart,
    Ereignis,
    Merkmal,
    Sachverhalt,
    Sprachstufe,
    Wert,
    Wertungsfrage,
    Zeitraum,
)
from haertefall.recht.pruefhilfe.zeiten import (
    ZEITEN,
    Zaehlregel,
    Zaehlung,
    Zeitstrahl,
    arten_am,
    zaehlen,
    zeitstrahl,
)

M = TypeVar("M", bound=Wert)
UNTERBRECHUNG = "aufenthalt.unterbrechung_monate"
_EIN_TAG = timedelta(days=1)


class KeinWert(LookupError):
    """No value is stored for this day: the question is one of law, not of fact."""


@dataclass(frozen=True, slots=True)
class Lage:
    """A person, a day and the law."""

    person: Sachverhalt
    stichtag: date
    gesetze: Gesetze
    strahl: Zeitstrahl | None

    def am(self, tag: date) -> "Lage":
        """The same on another day."""
        return replace(self, stichtag=tag)

    # --- Parameters ---------------------------------------------------------------------------

    def zahl(self, kennung: str) -> int:
        """A number of the law. Raises KeinWert."""
        zahl = self.zahl_oder_entfaellt(kennung)
        if zahl is None:
            raise KeinWert(kennung)
        return zahl

    def zahl_oder_entfaellt(self, kennung: str) -> int | None:
        """A number of the law; None where there was no such requirement. Raises KeinWert."""
        fassung = self._fassung(kennung)
        if fassung.zahl is None and not fassung.entfaellt:
            raise TypeError(f"{kennung} ist keine Zahl.")
        return fassung.zahl

    def tag(self, kennung: str) -> date:
        """A day of the law. Raises KeinWert."""
        tag = self._fassung(kennung).tag
        if tag is None:
            raise KeinWert(kennung)
        return tag

    def stufe(self, kennung: str) -> Sprachstufe:
        """A level of language. Raises KeinWert."""
        stufe = self._fassung(kennung).stufe
        if stufe is None:
            raise KeinWert(kennung)
        return stufe

    def gilt(self, kennung: str) -> bool:
        """Whether a provision is in force."""
        fassung = self.gesetze.parameter[kennung].am(self.stichtag)
        return fassung is not None and bool(fassung.gilt)

    def _fassung(self, kennung: str) -> Wertfassung:
        fassung = self.gesetze.parameter[kennung].am(self.stichtag)
        if fassung is None:
            raise KeinWert(kennung)
        return fassung

    # --- Facts and judgements -----------------------------------------------------------------

    def mit(self, merkmal: Merkmal[M], pruefen: Callable[[M], Befund]) -> Befund:
        """Check a fact; open if it is not known or only asserted."""
        angabe = self.person.angabe(merkmal)
        if angabe is None:
            return zu_klaeren(Anlass.ANGABE_FEHLT, fehlt=(merkmal.kennung,))
        if not angabe.belegt:
            return zu_klaeren(Anlass.NICHT_BELEGT, fehlt=(merkmal.kennung,))
        return pruefen(angabe.wert)

    def ja(self, merkmal: Merkmal[bool]) -> Befund:
        """A fact that must be so."""
        return self.mit(merkmal, ob)

    def nein(self, merkmal: Merkmal[bool]) -> Befund:
        """A fact that must not be so."""
        return nicht(self.ja(merkmal))

    def wertung(self, frage: Wertungsfrage) -> Befund:
        """A judgement; open until a person records it."""
        wertung = self.person.wertung(frage)
        if wertung is None:
            return zu_klaeren(Anlass.WERTUNG_FEHLT, fehlt=(frage.kennung,))
        return ob(wertung.ja)

    def sprache(self, merkmal: Merkmal[Sprachstufe], verlangt: str) -> Befund:
        """A level of language that a parameter demands."""
        stufe = self.stufe(verlangt)
        return self.mit(merkmal, lambda hat: ob(hat.reicht_fuer(stufe)))

    # --- Days ---------------------------------------------------------------------------------

    def ab(self, tag: date) -> Befund:
        """Met from a day on."""
        return ob(self.stichtag >= tag, tag)

    def vor(self, tag: date) -> Befund:
        """Met until the day before."""
        return ob(self.stichtag < tag, tag)

    def alter_ab(self, geburtstag: Merkmal[date], jahre: int) -> Befund:
        """Has completed so many years of life (§ 187 Abs. 2 Satz 2, § 188 Abs. 2 BGB)."""
        return self.mit(geburtstag, lambda tag: self.ab(geburtstag_mit(tag, jahre)))

    def minderjaehrig(self, geburtstag: Merkmal[date]) -> Befund:
        """Has not completed the eighteenth year of life."""
        return nicht(self.alter_ab(geburtstag, 18))

    def eingetreten(self, merkmal: Merkmal[Ereignis]) -> Befund:
        """Whether something has happened by the day."""
        return self.mit(merkmal, lambda e: self.ab(e.am) if e.am is not None else ob(e.eingetreten))

    def mit_antragstag(
        self, antrag: Merkmal[Ereignis], pruefen: Callable[[date], Befund]
    ) -> Befund:
        """Check by the day of the application; if there is none yet, as if it were made today."""

        def am_tag(ereignis: Ereignis) -> Befund:
            if ereignis.am is not None:
                return pruefen(min(ereignis.am, self.stichtag)).mit_wendetagen({ereignis.am})
            if not ereignis.eingetreten:
                return pruefen(self.stichtag)
            return zu_klaeren(Anlass.TAG_FEHLT, fehlt=(antrag.kennung,))

        return self.mit(antrag, am_tag)

    def laeuft_seit(self, merkmal: Merkmal[Zeitraum], monate: int) -> Befund:
        """Something goes on today and has lasted so long without a break."""

        def pruefen(zeit: Zeitraum) -> Befund:
            voll = wartezeit_erfuellt_am(zeit.von, monate)
            tage = {voll, zeit.von} | ({zeit.bis + _EIN_TAG} if zeit.bis else set())
            return ob(zeit.laeuft(self.stichtag) and self.stichtag >= voll, *tage)

        return self.mit(merkmal, pruefen)

    def gedauert(self, merkmal: Merkmal[Zeitraum], monate: int) -> Befund:
        """Something has lasted so long, even if it is over."""

        def pruefen(zeit: Zeitraum) -> Befund:
            voll = wartezeit_erfuellt_am(zeit.von, monate)
            if zeit.bis is not None and zeit.bis < voll - _EIN_TAG:
                return NICHT_ERFUELLT
            return self.ab(voll)

        return self.mit(merkmal, pruefen)

    # --- Residence periods --------------------------------------------------------------------

    def hat_heute(self, *arten: Aufenthaltsart) -> Befund:
        """Whether the status on the day is one of these."""
        if self.strahl is None:
            return zu_klaeren(Anlass.ANGABE_FEHLT, fehlt=(ZEITEN,))
        return arten_am(self.strahl, self.stichtag, arten)

    def gezaehlt(self, regel: Zaehlregel, bis: date | None = None) -> Zaehlung | None:
        """Uninterrupted time up to a day; None if no periods are recorded."""
        if self.strahl is None:
            return None
        fassung = self.gesetze.parameter[UNTERBRECHUNG].am(self.stichtag)
        monate = fassung.zahl if fassung else None
        return zaehlen(self.strahl, regel, bis or self.stichtag, monate)

    def mindestens(self, regel: Zaehlregel, monate: int, bis: date | None = None) -> Befund:
        """Uninterrupted for so many months up to a day."""
        zaehlung = self.gezaehlt(regel, bis)
        if zaehlung is None:
            return zu_klaeren(Anlass.ANGABE_FEHLT, fehlt=(ZEITEN,))
        return zaehlung.mindestens(monate)


def lage(person: Sachverhalt, stichtag: date, gesetze: Gesetze) -> Lage:
    """Prepare a person for the rules."""
    strahl = zeitstrahl(person.zeiten) if person.zeiten is not None else None
    return Lage(person, stichtag, gesetze, strahl)


def geburtstag_mit(geburtstag: date, jahre: int) -> date:
    """First day on which so many years of life are complete; 29 February: 1 March.

    A year of life is completed at the end of the day before (§§ 187 Abs. 2 Satz 2, 188 Abs. 2 BGB).
    """
    return wartezeit_erfuellt_am(geburtstag, jahre * 12)


__all__ = ["ERFUELLT", "Ergebnis", "KeinWert", "Lage", "geburtstag_mit", "lage"]
