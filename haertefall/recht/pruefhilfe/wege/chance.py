"""§ 104c AufenthG: the opportunity permit, its end, and the ways on.

Read beside `gesetze/tafeln/104c.toml`.
"""

from datetime import date, timedelta

from haertefall.recht.pruefhilfe.angaben import (
    ABLEHNUNG_MIT_SPERRE,
    ANTRAG_CHANCE,
    ANTRAG_CHANCE_ENTSCHIEDEN,
    BEKENNTNIS,
    CHANCE_GILT_BIS,
    EIGENE_FALSCHANGABEN,
    EINREISEVERBOT,
    FOLGEANTRAG,
    HAUSHALT_CHANCENAUFENTHALT,
    WIEDERHOLTE_FALSCHANGABEN,
)
from haertefall.recht.pruefhilfe.befund import (
    Anlass,
    Befund,
    Ergebnis,
    nicht,
    ob,
    und,
    zu_klaeren,
)
from haertefall.recht.pruefhilfe.knoten import Zeile, alle
from haertefall.recht.pruefhilfe.lage import Lage
from haertefall.recht.pruefhilfe.sachverhalt import Ereignis
from haertefall.recht.pruefhilfe.wege.jugendliche import GEDULDET
from haertefall.recht.pruefhilfe.wege.strafgrenzen import verurteilt
from haertefall.recht.pruefhilfe.wege.weg import Weg
from haertefall.recht.pruefhilfe.zeiten import aufenthalt

_EIN_TAG = timedelta(days=1)


def geduldet(lage: Lage) -> Befund:
    """Tolerated on the day of the decision."""
    return lage.hat_heute(*GEDULDET)


def fuenf_jahre_am_bezugstag(lage: Lage) -> Befund:
    """Five years without interruption on 31.10.2022; days with the supplement of § 60b count."""
    return lage.mindestens(
        aufenthalt(zusatz_zaehlt=True, anspruch_zaehlt=False),
        12 * lage.zahl("104c.aufenthalt_jahre"),
        bis=lage.tag("104c.bezugstag"),
    )


def wiederholte_falschangaben(lage: Lage) -> Befund:
    """Repeated deliberate false statements or deception prevent the deportation, as recorded."""
    return und(lage.ja(EIGENE_FALSCHANGABEN), lage.wertung(WIEDERHOLTE_FALSCHANGABEN))


def erlaubnis_gilt_noch(lage: Lage) -> Befund:
    """A permit that exists stays valid until its end."""
    return lage.mit(CHANCE_GILT_BIS, lambda bis: ob(lage.stichtag <= bis, bis + _EIN_TAG))


def rechtzeitiger_folgeantrag(lage: Lage) -> Befund:
    """An application under § 25a or § 25b while the permit is valid; any other has no such effect.

    As long as none is made, it can still be made.
    """

    def pruefen(antrag: Ereignis, bis: date) -> Befund:
        if antrag.eingetreten and antrag.am is None:
            return zu_klaeren(Anlass.TAG_FEHLT, fehlt=(FOLGEANTRAG.kennung,))
        gestellt_am = antrag.am
        if gestellt_am is None:
            return ob(False)
        return und(lage.ab(gestellt_am), ob(gestellt_am <= bis))

    return lage.mit(
        FOLGEANTRAG, lambda antrag: lage.mit(CHANCE_GILT_BIS, lambda bis: pruefen(antrag, bis))
    )


def alter_antrag_offen(lage: Lage) -> Befund:
    """An application from before the end that is still undecided: the text does not say."""
    letzter_tag = lage.tag("104c.letzter_tag")
    befund = und(
        lage.mit(ANTRAG_CHANCE, lambda antrag: _gestellt_bis(antrag, letzter_tag)),
        nicht(lage.ja(ANTRAG_CHANCE_ENTSCHIEDEN)),
    )
    return zu_klaeren(Anlass.ALTANTRAG) if befund.ergebnis is Ergebnis.ERFUELLT else befund


def _gestellt_bis(antrag: Ereignis, letzter_tag: date) -> Befund:
    if antrag.eingetreten and antrag.am is None:
        return zu_klaeren(Anlass.TAG_FEHLT, fehlt=(ANTRAG_CHANCE.kennung,))
    return ob(antrag.am is not None and antrag.am <= letzter_tag)


_UEBRIGES = (
    Zeile("104c.A.2", lambda lage: lage.wertung(BEKENNTNIS)),
    Zeile("104c.A.3", lambda lage: verurteilt(lage, "104c.straf", jugendmassnahme_zaehlt=False)),
    Zeile("104c.A.4", wiederholte_falschangaben),
    Zeile("104c.A.0.sperre", lambda lage: lage.ja(ABLEHNUNG_MIT_SPERRE)),
    Zeile("11.4.2", lambda lage: lage.ja(EINREISEVERBOT)),
)

WEGE = (
    Weg(
        "104c.A",
        alle(
            Zeile("104c.A.1.geduldet", geduldet),
            Zeile("104c.A.1", fuenf_jahre_am_bezugstag),
            *_UEBRIGES,
        ),
    ),
    Weg(
        "104c.A.5",
        alle(
            Zeile("104c.A.5", lambda lage: lage.ja(HAUSHALT_CHANCENAUFENTHALT)),
            Zeile("104c.A.1.geduldet", geduldet),
            *_UEBRIGES,
        ),
    ),
    Weg("104c.B.1", alle(Zeile("104c.B.1", erlaubnis_gilt_noch))),
    Weg("104c.B.2", alle(Zeile("104c.B.2", rechtzeitiger_folgeantrag))),
    Weg("104c.B.3", alle(Zeile("104c.B.3", alter_antrag_offen))),
)
