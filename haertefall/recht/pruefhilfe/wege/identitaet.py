"""Deadlines until which the identity had to be clarified (§§ 16g, 60c and 60d AufenthG).

Which deadline applies goes by the day of entry. Who took all required and reasonable steps in
time and is not to blame for the delay has kept the deadline; that is a recorded judgement.
"""

from collections.abc import Callable
from datetime import date, timedelta

from haertefall.recht.fristen import monate_weiter
from haertefall.recht.pruefhilfe.angaben import (
    ANTRAG_AUSBILDUNG,
    ANTRAG_BESCHAEFTIGUNG,
    EINREISE,
    HAT_PARTNER,
    IDENTITAET,
    IDENTITAET_FRIST_GEWAHRT,
    PARTNER_EINREISE,
    PARTNER_FRIST_GEWAHRT,
    PARTNER_IDENTITAET,
)
from haertefall.recht.pruefhilfe.befund import (
    Anlass,
    Befund,
    Ergebnis,
    nicht,
    ob,
    oder,
    und,
    wenn_dann,
    zu_klaeren,
)
from haertefall.recht.pruefhilfe.lage import Lage
from haertefall.recht.pruefhilfe.sachverhalt import Ereignis, Merkmal, Wertungsfrage

_EIN_TAG = timedelta(days=1)


def nicht_rechtzeitig_fuer_ausbildung(lage: Lage) -> Befund:
    """Entry until 2016: by application; 2017 to 2019: by application, at the latest 30.6.2020;
    since 2020: within six months of entry."""
    bis_2016 = lage.tag("60c.identitaet.einreise_bis_1")
    bis_2019 = lage.tag("60c.identitaet.einreise_bis_2")
    spaetestens = lage.tag("60c.identitaet.spaetestens_2")
    monate = lage.zahl("60c.identitaet.monate_nach_einreise")

    def pruefen(einreise: date) -> Befund:
        if einreise > bis_2019:
            return _geklaert_bis_tag(lage, IDENTITAET, monate_weiter(einreise, monate))
        letzter = spaetestens if einreise > bis_2016 else date.max
        return lage.mit_antragstag(
            ANTRAG_AUSBILDUNG, lambda antrag: _geklaert(lage, IDENTITAET, min(antrag, letzter))
        )

    rechtzeitig = oder(lage.mit(EINREISE, pruefen), lage.wertung(IDENTITAET_FRIST_GEWAHRT))
    return nicht(rechtzeitig)


def rechtzeitig_fuer_beschaeftigung(lage: Lage) -> Befund:
    """Both identities clarified in time, for the person and for spouse or partner."""
    return und(
        _person_rechtzeitig(lage, EINREISE, IDENTITAET, IDENTITAET_FRIST_GEWAHRT),
        wenn_dann(
            lage.ja(HAT_PARTNER),
            _person_rechtzeitig(lage, PARTNER_EINREISE, PARTNER_IDENTITAET, PARTNER_FRIST_GEWAHRT),
        ),
    )


def _person_rechtzeitig(
    lage: Lage, einreise: Merkmal[date], identitaet: Merkmal[Ereignis], frist: Wertungsfrage
) -> Befund:
    return oder(
        lage.mit(einreise, _beschaeftigung(lage, identitaet)),
        lage.wertung(frist),
    )


def _beschaeftigung(lage: Lage, identitaet: Merkmal[Ereignis]) -> Callable[[date], Befund]:
    """Entry until 2016: by application; 2017 to 2022: by 31.12.2024, or by an earlier application.

    Whether an identity clarified after an earlier application but before the last day is in time
    can be read both ways.
    """
    bis_2016 = lage.tag("60d.identitaet.einreise_bis_1")
    bis_2022 = lage.tag("60d.identitaet.einreise_bis_2")
    letzter = lage.tag("60d.identitaet.spaetestens_2")

    def am_antragstag(antrag: date) -> Befund:
        streng = _geklaert(lage, identitaet, min(antrag, letzter))
        mild = _geklaert_bis_tag(lage, identitaet, letzter)
        if streng.ergebnis is mild.ergebnis or mild.offen:
            return mild
        return zu_klaeren(Anlass.FRIST_LESARTEN).mit_wendetagen(streng.wendetage)

    def pruefen(einreise: date) -> Befund:
        if einreise > bis_2022:
            return zu_klaeren(Anlass.WERT_FEHLT)
        if einreise > bis_2016:
            return lage.mit_antragstag(ANTRAG_BESCHAEFTIGUNG, am_antragstag)
        return lage.mit_antragstag(
            ANTRAG_BESCHAEFTIGUNG, lambda antrag: _geklaert(lage, identitaet, antrag)
        )

    return pruefen


def _geklaert(lage: Lage, identitaet: Merkmal[Ereignis], frist: date) -> Befund:
    """Clarified by the end of a day."""

    def pruefen(ereignis: Ereignis) -> Befund:
        if ereignis.eingetreten and ereignis.am is None:
            return zu_klaeren(Anlass.TAG_FEHLT, fehlt=(identitaet.kennung,))
        if ereignis.am is None:
            return ob(False)
        return ob(ereignis.am <= frist, ereignis.am)

    return lage.mit(identitaet, pruefen)


def _geklaert_bis_tag(lage: Lage, identitaet: Merkmal[Ereignis], frist: date) -> Befund:
    """Clarified by a fixed day; open while that day has not passed."""
    geklaert = _geklaert(lage, identitaet, frist)
    laeuft = lage.stichtag <= frist and geklaert.ergebnis is Ergebnis.NICHT_ERFUELLT
    tage = geklaert.wendetage | {frist + _EIN_TAG}
    return (zu_klaeren(Anlass.FRIST_LAEUFT) if laeuft else geklaert).mit_wendetagen(tage)
