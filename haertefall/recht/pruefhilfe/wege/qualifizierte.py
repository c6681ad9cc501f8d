"""§ 19d AufenthG: qualified tolerated persons.

Read beside `gesetze/tafeln/19d.toml`.
"""

from haertefall.recht.pruefhilfe.angaben import (
    ABSCHLUSS_AUSLAND_ANERKANNT,
    ABSCHLUSS_IM_INLAND,
    ABSCHLUSS_PFLEGEHILFE,
    ARBEITSPLATZ_PASST,
    AUSBILDUNG_MIT_DULDUNG_BEENDET,
    AUSWEISUNGSINTERESSE,
    BEHOERDE_GETAEUSCHT,
    BESCHAEFTIGUNG_PASSEND,
    BESCHAEFTIGUNG_QUALIFIZIERT,
    DEUTSCH,
    EINREISEVERBOT,
    ERLAUBNIS_NACH_ASYL,
    EXTREMISMUS,
    IDENTITAET,
    LEBENSUNTERHALT,
    LETZTES_JAHR_OHNE_LEISTUNGEN,
    MASSNAHMEN_BEHINDERT,
    OHNE_VISUM_ODER_NACH_ASYL,
    PASS,
    WOHNRAUM,
    ZUSTIMMUNG_BUNDESAGENTUR,
)
from haertefall.recht.pruefhilfe.befund import Befund, oder, und
from haertefall.recht.pruefhilfe.knoten import Zeile, alle, eine
from haertefall.recht.pruefhilfe.lage import Lage
from haertefall.recht.pruefhilfe.wege.jugendliche import GEDULDET
from haertefall.recht.pruefhilfe.wege.strafgrenzen import verurteilt
from haertefall.recht.pruefhilfe.wege.weg import Weg


def geduldet(lage: Lage) -> Befund:
    """Tolerated; since 27.2.2024 also a permit of Abschnitt 5 granted under § 10 Abs. 3 Satz 1."""
    heute = lage.hat_heute(*GEDULDET)
    if not lage.gilt("19d.4"):
        return heute
    return oder(heute, lage.ja(ERLAUBNIS_NACH_ASYL))


def arbeitsplatz(lage: Lage) -> Befund:
    """A job that matches the qualification, with the consent of the Bundesagentur für Arbeit."""
    return und(lage.ja(ARBEITSPLATZ_PASST), lage.ja(ZUSTIMMUNG_BUNDESAGENTUR))


def abschluss_im_inland(lage: Lage) -> Befund:
    """Qualified training or a degree in Germany; since 27.2.2024 also as nursing assistant."""
    if not lage.gilt("19d.pflegehilfe"):
        return lage.ja(ABSCHLUSS_IM_INLAND)
    return oder(lage.ja(ABSCHLUSS_IM_INLAND), lage.ja(ABSCHLUSS_PFLEGEHILFE))


def abschluss_im_ausland(lage: Lage) -> Befund:
    """A recognised foreign degree and a matching job for two years without interruption."""
    monate = 12 * lage.zahl("19d.N1b.jahre")
    return und(
        lage.ja(ABSCHLUSS_AUSLAND_ANERKANNT), lage.laeuft_seit(BESCHAEFTIGUNG_PASSEND, monate)
    )


def qualifizierte_beschaeftigung(lage: Lage) -> Befund:
    """Qualified work for three years without interruption, the last without public means."""
    monate = 12 * lage.zahl("19d.N1c.jahre")
    return und(
        lage.laeuft_seit(BESCHAEFTIGUNG_QUALIFIZIERT, monate),
        lage.ja(LETZTES_JAHR_OHNE_LEISTUNGEN),
    )


def allgemeines(lage: Lage) -> Befund:
    """Livelihood, identity, passport, no Ausweisungsinteresse (§ 5 Abs. 1)."""
    return und(
        lage.ja(LEBENSUNTERHALT),
        lage.ja(PASS),
        lage.eingetreten(IDENTITAET),
        lage.nein(AUSWEISUNGSINTERESSE),
    )


_WOHNEN_UND_SPRACHE = (
    Zeile("19d.1.N2", lambda lage: lage.ja(WOHNRAUM)),
    Zeile("19d.1.N3", lambda lage: lage.sprache(DEUTSCH, "19d.deutsch")),
)
_UNBESCHOLTEN = (
    Zeile("19d.1.N6", lambda lage: lage.wertung(EXTREMISMUS)),
    Zeile("19d.1.N7", lambda lage: verurteilt(lage, "19d.straf")),
)
_ALLGEMEIN = (
    Zeile("19d.5gen", allgemeines),
    Zeile("19d.3", lambda lage: lage.ja(OHNE_VISUM_ODER_NACH_ASYL)),
    Zeile("11.1", lambda lage: lage.ja(EINREISEVERBOT)),
)

WEGE = (
    Weg(
        "19d",
        alle(
            Zeile("19d.1.status", geduldet),
            Zeile("19d.1.arbeitsplatz", arbeitsplatz),
            eine(
                Zeile("19d.1.N1a", abschluss_im_inland),
                Zeile("19d.1.N1b", abschluss_im_ausland),
                Zeile("19d.1.N1c", qualifizierte_beschaeftigung),
            ),
            *_WOHNEN_UND_SPRACHE,
            Zeile("19d.1.N4", lambda lage: lage.wertung(BEHOERDE_GETAEUSCHT)),
            Zeile("19d.1.N5", lambda lage: lage.wertung(MASSNAHMEN_BEHINDERT)),
            *_UNBESCHOLTEN,
            *_ALLGEMEIN,
        ),
    ),
    Weg(
        "19d.1a",
        alle(
            Zeile("19d.1a.ausbildung", lambda lage: lage.ja(AUSBILDUNG_MIT_DULDUNG_BEENDET)),
            Zeile("19d.1.arbeitsplatz", arbeitsplatz),
            *_WOHNEN_UND_SPRACHE,
            *_UNBESCHOLTEN,
            *_ALLGEMEIN,
        ),
    ),
)
