"""Residence periods as the statutes count them: back from a day, without interruption.

Each statute counts certain kinds of status. Where the text leaves something open (days with the
supplement of § 60b, a short break, a Duldung without paper), every reading is counted: what holds
in the strictest is met, what fails in the most favourable is not met, the rest is a question of
law and named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from haertefall.recht.fristen import monate_weiter, wartezeit_erfuellt_am
from haertefall.recht.pruefhilfe.befund import ERFUELLT, Anlass, Befund, ob, zu_klaeren
from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart, Aufenthaltszeiten

ZEITEN = "aufenthaltszeiten"
_EIN_TAG = timedelta(days=1)

DULDUNGEN = frozenset(
    {
        Aufenthaltsart.DULDUNG,
        Aufenthaltsart.AUSBILDUNGSDULDUNG,
        Aufenthaltsart.BESCHAEFTIGUNGSDULDUNG,
    }
)
RECHTMAESSIG_GEDULDET_GESTATTET = DULDUNGEN | {
    Aufenthaltsart.GESTATTUNG,
    Aufenthaltsart.AUFENTHALTSERLAUBNIS,
    Aufenthaltsart.CHANCENAUFENTHALT,
}
_ANSPRUCH = frozenset({Aufenthaltsart.DULDUNGSANSPRUCH})
_ZUSATZ = frozenset({Aufenthaltsart.DULDUNG_UNGEKLAERTE_IDENTITAET})


@dataclass(frozen=True, slots=True)
class Zaehlregel:
    """What a statute counts. `pause`: not counted; whether it breaks off is not said."""

    zaehlt: frozenset[Aufenthaltsart]
    streitig: frozenset[Aufenthaltsart] = frozenset()
    pause: frozenset[Aufenthaltsart] = frozenset()


def aufenthalt(*, zusatz_zaehlt: bool, anspruch_zaehlt: bool) -> Zaehlregel:
    """Lawful, tolerated or gestattet (§§ 25a, 25b, 104c AufenthG; § 60b Abs. 5 Satz 1)."""
    return Zaehlregel(
        zaehlt=RECHTMAESSIG_GEDULDET_GESTATTET
        | (_ZUSATZ if zusatz_zaehlt else frozenset())
        | (_ANSPRUCH if anspruch_zaehlt else frozenset()),
        streitig=frozenset() if anspruch_zaehlt else _ANSPRUCH,
        pause=frozenset() if zusatz_zaehlt else _ZUSATZ,
    )


# Possession of a Duldung: days with the supplement do not count (§ 60b Abs. 5 Satz 1 AufenthG);
# whether grounds without a paper are enough is seen differently.
DULDUNGSBESITZ = Zaehlregel(zaehlt=DULDUNGEN, streitig=_ANSPRUCH, pause=_ZUSATZ)
BESCHAEFTIGUNGSDULDUNG = Zaehlregel(zaehlt=frozenset({Aufenthaltsart.BESCHAEFTIGUNGSDULDUNG}))


@dataclass(frozen=True, slots=True)
class Abschnitt:
    """Days on which the same was recorded."""

    von: date
    bis: date | None
    arten: frozenset[Aufenthaltsart]
    belegt: bool


@dataclass(frozen=True, slots=True)
class Zeitstrahl:
    """The residence periods in order, without overlaps."""

    abschnitte: tuple[Abschnitt, ...]
    vollstaendig: bool

    def am(self, tag: date) -> Abschnitt | None:
        """What was recorded for a day."""
        return next(
            (a for a in self.abschnitte if a.von <= tag and (a.bis is None or tag <= a.bis)), None
        )

    @property
    def grenzen(self) -> frozenset[date]:
        """The days on which something else begins."""
        anfaenge = {a.von for a in self.abschnitte}
        return frozenset(anfaenge | {a.bis + _EIN_TAG for a in self.abschnitte if a.bis})


@dataclass(frozen=True, slots=True)
class Lauf:
    """Uninterrupted days in one reading; `von` is missing where the beginning is not known."""

    von: date | None
    pausentage: int
    anlaesse: frozenset[Anlass]
    steht_still: bool

    def fehlende_tage(self, tag: date, monate: int) -> int:
        """Days still missing on a day; none or fewer if the time is full."""
        if self.von is None:
            return 0
        verlangt = wartezeit_erfuellt_am(self.von, monate) - self.von
        return verlangt.days - (tag - self.von).days + self.pausentage


@dataclass(frozen=True, slots=True)
class Zaehlung:
    """The readings for one statute on one day, from the strictest to the most favourable."""

    tag: date
    lesarten: tuple[Lauf, ...]
    grenzen: frozenset[date]

    def mindestens(self, monate: int) -> Befund:
        """Whether so many months are reached."""
        wendetage = self.grenzen.union(self._erreicht_am(monate))
        for lauf in self.lesarten:
            if lauf.fehlende_tage(self.tag, monate) <= 0:
                ergebnis = (
                    zu_klaeren(*lauf.anlaesse, fehlt=(ZEITEN,)) if lauf.anlaesse else ERFUELLT
                )
                return ergebnis.mit_wendetagen(wendetage)
        return ob(False, *wendetage)

    def sicher_erreicht_am(self, monate: int) -> date | None:
        """The first day on which the strictest reading is full, if it is."""
        streng = self.lesarten[0] if self.lesarten else None
        if streng is None or streng.anlaesse or streng.von is None:
            return None
        if streng.fehlende_tage(self.tag, monate) > 0:
            return None
        return wartezeit_erfuellt_am(streng.von, monate)

    def _erreicht_am(self, monate: int) -> Iterable[date]:
        for lauf in self.lesarten:
            fehlen = lauf.fehlende_tage(self.tag, monate)
            if fehlen > 0 and not lauf.steht_still:
                yield self.tag + timedelta(days=fehlen)


def zeitstrahl(zeiten: Aufenthaltszeiten) -> Zeitstrahl:
    """Order the periods and cut them where they overlap."""
    anfaenge = {z.zeitraum.von for z in zeiten.zeiten}
    enden = {z.zeitraum.bis + _EIN_TAG for z in zeiten.zeiten if z.zeitraum.bis}
    schnitte = sorted(anfaenge | enden)
    abschnitte = []
    for nr, von in enumerate(schnitte):
        deckend = [z for z in zeiten.zeiten if z.zeitraum.laeuft(von)]
        if deckend:
            bis = schnitte[nr + 1] - _EIN_TAG if nr + 1 < len(schnitte) else None
            arten = frozenset(z.art for z in deckend)
            abschnitte.append(Abschnitt(von, bis, arten, any(z.belegt for z in deckend)))
    return Zeitstrahl(tuple(abschnitte), zeiten.vollstaendig)


def zaehlen(
    strahl: Zeitstrahl, regel: Zaehlregel, tag: date, unterbrechung_monate: int | None
) -> Zaehlung:
    """Count back from a day. A break of at most so many months, once, is a question of law."""
    zaehler = _Zaehler(tag, regel, strahl.vollstaendig, unterbrechung_monate)
    for abschnitt in reversed(strahl.abschnitte):
        if abschnitt.von <= tag and not zaehler.weiter(abschnitt):
            break
    else:
        zaehler.anfang()
    return Zaehlung(tag, tuple(zaehler.lesarten), strahl.grenzen)


class _Zaehler:
    """Walks back from a day; each doubt opens a further reading."""

    def __init__(self, tag: date, regel: Zaehlregel, vollstaendig: bool, monate: int | None):
        self.tag, self.regel, self.vollstaendig, self.monate = tag, regel, vollstaendig, monate
        self.erster = tag + _EIN_TAG
        self.pausentage = 0
        self.anlaesse: frozenset[Anlass] = frozenset()
        self.steht_still = False
        self.lesarten: list[Lauf] = []

    def weiter(self, abschnitt: Abschnitt) -> bool:
        """Add what lies before; False where the run is broken in every reading."""
        bis = min(abschnitt.bis or self.tag, self.tag)
        if bis < self.erster - _EIN_TAG and not self._luecke(bis + _EIN_TAG):
            return False
        if not abschnitt.belegt:
            self.anlaesse |= {Anlass.NICHT_BELEGT}
        elif abschnitt.arten <= self.regel.pause:
            self.anlaesse |= {Anlass.UNGEKLAERTE_IDENTITAET}
            self.pausentage += (min(bis, self.tag - _EIN_TAG) - abschnitt.von).days + 1
            self.steht_still |= bis == self.tag
        elif not abschnitt.arten & (self.regel.zaehlt | self.regel.streitig):
            return False
        else:
            self.anlaesse |= _zweifel(abschnitt, self.regel)
        self._bis_zu(abschnitt.von)
        return True

    def anfang(self) -> None:
        """Everything recorded is used up; where entries may be missing, it may go on."""
        if not self.vollstaendig:
            self.anlaesse |= {Anlass.ANGABE_FEHLT}
            self._bis_zu(None)

    def _luecke(self, von: date) -> bool:
        """Days without an entry; False if they break the run."""
        if not self.vollstaendig:
            anlass = Anlass.ANGABE_FEHLT
        elif (
            self.erster <= self.tag
            and self.monate is not None
            and Anlass.UNTERBRECHUNG not in self.anlaesse
            and self.erster <= monate_weiter(von, self.monate)
        ):
            anlass = Anlass.UNTERBRECHUNG
        else:
            return False
        self.anlaesse |= {anlass}
        self._bis_zu(von)
        return True

    def _bis_zu(self, von: date | None) -> None:
        if von is not None:
            self.erster = von
        lauf = Lauf(von, self.pausentage, self.anlaesse, self.steht_still)
        if self.lesarten and self.lesarten[-1].anlaesse == self.anlaesse:
            self.lesarten[-1] = lauf
        else:
            self.lesarten.append(lauf)


def _zweifel(abschnitt: Abschnitt, regel: Zaehlregel) -> frozenset[Anlass]:
    """Doubts about days that count, or may."""
    zweifel = set()
    if abschnitt.arten & regel.streitig and not abschnitt.arten & regel.zaehlt:
        zweifel.add(Anlass.OHNE_PAPIER)
    if not abschnitt.arten <= regel.zaehlt | regel.streitig:
        zweifel.add(Anlass.WIDERSPRUCH)
    return frozenset(zweifel)


def arten_am(strahl: Zeitstrahl, tag: date, gesucht: Sequence[Aufenthaltsart]) -> Befund:
    """Whether a person has one of these kinds of status on a day."""
    abschnitt = strahl.am(tag)
    wendetage = strahl.grenzen
    if abschnitt is None:
        offen = zu_klaeren(Anlass.ANGABE_FEHLT, fehlt=(ZEITEN,))
        return (ob(False) if strahl.vollstaendig else offen).mit_wendetagen(wendetage)
    if not abschnitt.belegt:
        return zu_klaeren(Anlass.NICHT_BELEGT, fehlt=(ZEITEN,)).mit_wendetagen(wendetage)
    if not abschnitt.arten & frozenset(gesucht):
        return ob(False, *wendetage)
    if not abschnitt.arten <= frozenset(gesucht):
        return zu_klaeren(Anlass.WIDERSPRUCH, fehlt=(ZEITEN,)).mit_wendetagen(wendetage)
    return ERFUELLT.mit_wendetagen(wendetage)
