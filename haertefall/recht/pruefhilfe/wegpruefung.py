"""One way for one person: today's result, what is missing, and what time alone will change."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from haertefall.recht.pruefhilfe.befund import (
    NICHT_IN_KRAFT,
    Anlass,
    Befund,
    Ergebnis,
    ermessen,
    zu_klaeren,
)
from haertefall.recht.pruefhilfe.gesetze import Rolle, Staerke
from haertefall.recht.pruefhilfe.knoten import (
    Zeile,
    Zeilenwert,
    ergebnis_von,
    zeile_auswerten,
    zusammenfassen,
)
from haertefall.recht.pruefhilfe.lage import Lage
from haertefall.recht.pruefhilfe.uebersicht import FehlendeAngabe, Wegbefund, Zeilenbefund
from haertefall.recht.pruefhilfe.vorschau import (
    erfuellt,
    erster_tag,
    nicht_mehr_erfuellt,
)
from haertefall.recht.pruefhilfe.wegtafel import Wegtafel

_EIN_TAG = timedelta(days=1)
# A row of one of these roles never says no by itself.
_NIE_NEIN = frozenset(
    {
        Rolle.REGEL,
        Rolle.VERZICHTBAR,
        Rolle.SOLL_AUSSCHLUSS,
        Rolle.KANN_AUSSCHLUSS,
        Rolle.BERATUNG_WENN_JA,
    }
)


class Wegpruefung:
    """Evaluates the table of a way on the day of the Lage and on later days."""

    def __init__(self, tafel: Wegtafel, lage: Lage) -> None:
        self.tafel, self.daten, self.lage = tafel, tafel.daten, lage
        self.zeilen, self.versionen = tafel.zeilen, tafel.versionen
        self.heute = {k: self._zeile_am(zeile, lage.stichtag) for k, zeile in self.zeilen.items()}
        self.beitraege = {kennung: wert.beitrag for kennung, wert in self.heute.items()}
        self.ergebnisse = {k: beitrag.ergebnis for k, beitrag in self.beitraege.items()}
        self.beweglich = frozenset(k for k in self.zeilen if self._beweglich(k))

    def befund(self) -> Wegbefund:
        """Everything about this way."""
        gesetze, stichtag = self.lage.gesetze, self.lage.stichtag
        voraussetzungen = zusammenfassen(self.tafel.tabelle, self.beitraege)
        fassung = self.daten.staerke_am(stichtag)
        nur_kann = fassung is not None and fassung.wert is Staerke.KANN
        return Wegbefund(
            weg=self.daten,
            tafel=gesetze.tafel_von[self.daten.kennung],
            staerke=fassung.wert if fassung else None,
            gefuehrt=self.tafel.gefuehrt,
            voraussetzungen=voraussetzungen,
            befund=ermessen(voraussetzungen) if nur_kann else voraussetzungen,
            zeilen=tuple(self._zeilenbefund(kennung) for kennung in self.zeilen),
            hinweise=tuple(gesetze.zeilen[kennung] for kennung in self.daten.hinweise),
            fehlend=tuple(self._fehlend(voraussetzungen)),
            erfuellt_ab=self._weg_ab(voraussetzungen),
            erfuellt_bis=self._weg_bis(voraussetzungen),
        )

    # --- Rows -----------------------------------------------------------------------------------

    def _zeile_am(self, zeile: Zeile, tag: date) -> Zeilenwert:
        if not self.daten.gilt_am(tag):
            return Zeilenwert(NICHT_IN_KRAFT, NICHT_IN_KRAFT, NICHT_IN_KRAFT)
        if self.daten.hinterlegt_ab is not None and tag < self.daten.hinterlegt_ab:
            offen = zu_klaeren(Anlass.FASSUNG_FEHLT)
            return Zeilenwert(offen, offen, offen)
        return zeile_auswerten(zeile, self.lage.am(tag))

    def _zeilenbefund(self, kennung: str) -> Zeilenbefund:
        zeile, wert = self.zeilen[kennung], self.heute[kennung]
        ab = bis = None
        if kennung in self.beweglich:
            ist_erfuellt = wert.beitrag.ergebnis is Ergebnis.ERFUELLT
            tag = erster_tag(
                lambda tag: self._zeile_am(zeile, tag).beitrag,
                wert.beitrag,
                self.lage.stichtag,
                self.versionen[kennung],
                nicht_mehr_erfuellt if ist_erfuellt else erfuellt,
            )
            ab = None if ist_erfuellt else tag
            bis = tag - _EIN_TAG if tag is not None and ist_erfuellt else None
        daten = self.lage.gesetze.zeilen[kennung]
        return Zeilenbefund(daten, wert.tatsachen, wert.befund, wert.beitrag, ab, bis)

    def _beweglich(self, kennung: str) -> bool:
        tage = self.beitraege[kennung].wendetage | self.versionen[kennung]
        return any(tag > self.lage.stichtag for tag in tage)

    # --- What is missing ------------------------------------------------------------------------

    def _fehlend(self, gesamt: Befund) -> Iterator[FehlendeAngabe]:
        """What could change the result; first what can do so alone, else in table order."""
        if not gesamt.offen:
            return
        zeilen: dict[str, list[str]] = {}
        for kennung, beitrag in self.beitraege.items():
            for angabe in beitrag.fehlt:
                if angabe in gesamt.fehlt:
                    zeilen.setdefault(angabe, []).append(kennung)
        entscheidend = {k for k, b in self.beitraege.items() if b.offen and self._entscheidet(k)}
        angaben = [
            FehlendeAngabe(angabe, tuple(wo), any(kennung in entscheidend for kennung in wo))
            for angabe, wo in zeilen.items()
        ]
        yield from (angabe for angabe in angaben if angabe.entscheidet)
        yield from (angabe for angabe in angaben if not angabe.entscheidet)

    def _entscheidet(self, kennung: str) -> bool:
        """Whether this row alone, once settled, settles the whole."""
        nie_nein = self.lage.gesetze.zeilen[kennung].rolle in _NIE_NEIN
        moeglich = [Ergebnis.ERFUELLT] if nie_nein else [Ergebnis.ERFUELLT, Ergebnis.NICHT_ERFUELLT]
        return any(
            ergebnis_von(self.tafel.tabelle, {**self.ergebnisse, kennung: gesetzt})
            is not Ergebnis.ZU_KLAEREN
            for gesetzt in moeglich
        )

    # --- The whole way --------------------------------------------------------------------------

    def _weg_ab(self, heute: Befund) -> date | None:
        if heute.ergebnis is Ergebnis.ERFUELLT or not self._kann_erfuellt_werden():
            return None
        return self._suche(heute, nach_ende=False)

    def _weg_bis(self, heute: Befund) -> date | None:
        if heute.ergebnis is not Ergebnis.ERFUELLT or not self.beweglich:
            return None
        tag = self._suche(heute, nach_ende=True)
        return tag - _EIN_TAG if tag is not None else None

    def _suche(self, heute: Befund, *, nach_ende: bool) -> date | None:
        versionen = frozenset[date]().union(*self.versionen.values())
        # An "or" that holds hides nothing: turning days of all rows are searched.
        alle = heute.mit_wendetagen(
            tag for beitrag in self.beitraege.values() for tag in beitrag.wendetage
        )
        gesucht = nicht_mehr_erfuellt if nach_ende else erfuellt
        return erster_tag(self._weg_am, alle, self.lage.stichtag, versionen, gesucht)

    def _weg_am(self, tag: date) -> Befund:
        return zusammenfassen(self.tafel.tabelle, self._beitraege_am(tag))

    def _beitraege_am(self, tag: date) -> Mapping[str, Befund]:
        """Rows that time does not move keep their result."""
        bewegt = {k: self._zeile_am(self.zeilen[k], tag).beitrag for k in self.beweglich}
        return {**self.beitraege, **bewegt}

    def _kann_erfuellt_werden(self) -> bool:
        """Whether the way would be met if time moved every row that it can move."""
        bestenfalls = dict.fromkeys(self.beweglich, Ergebnis.ERFUELLT)
        gesamt = ergebnis_von(self.tafel.tabelle, {**self.ergebnisse, **bestenfalls})
        return gesamt is Ergebnis.ERFUELLT
