"""§ 25a AufenthG: well-integrated adolescents and young adults, and their families.

Read beside `gesetze/tafeln/25a.toml`.
"""

from datetime import date

from haertefall.recht.pruefhilfe.angaben import (
    ABLEHNUNG_MIT_SPERRE,
    ABSCHLUSS_ANERKANNT,
    ANTRAG_JUGENDLICHE,
    AUSSETZUNG_WEGEN_TAEUSCHUNG,
    AUSWEISUNGSINTERESSE,
    EIGENE_FALSCHANGABEN,
    EINREISEVERBOT,
    ELTERNTEIL_EINER_INHABERIN,
    FAMILIAERE_GEMEINSCHAFT,
    GEBURTSTAG,
    IDENTITAET,
    IDENTITAET_ALLE_SCHRITTE,
    IN_AUSBILDUNG,
    INHABERIN_GEBURTSTAG,
    INTEGRATION_GEWAEHRLEISTET,
    KEINE_ANHALTSPUNKTE,
    KIND_BEGUENSTIGTER_ELTERN,
    KIND_BEGUENSTIGTER_PERSON,
    KIND_IM_HAUSHALT_DER_ELTERN,
    KRANKHEIT_HINDERT_SCHULE,
    LEBENSUNTERHALT,
    LEBENSUNTERHALT_EIGENSTAENDIG,
    LEDIG,
    PARTNER_BEGUENSTIGTER_PERSON,
    PASS,
    SCHULBESUCH,
    SCHULBESUCH_ERFOLGREICH,
)
from haertefall.recht.pruefhilfe.befund import (
    NICHT_ERFUELLT,
    Anlass,
    Befund,
    Ergebnis,
    ermessen,
    ob,
    oder,
    und,
    wahl,
    wenn_dann,
    zu_klaeren,
)
from haertefall.recht.pruefhilfe.knoten import Zeile, alle, eine
from haertefall.recht.pruefhilfe.lage import Lage, geburtstag_mit
from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart, Ereignis
from haertefall.recht.pruefhilfe.wege.strafgrenzen import verurteilt
from haertefall.recht.pruefhilfe.wege.verhalten import ausreise_nicht_selbst_verhindert
from haertefall.recht.pruefhilfe.wege.weg import Weg
from haertefall.recht.pruefhilfe.zeiten import DULDUNGSBESITZ, aufenthalt

GEDULDET = (
    Aufenthaltsart.DULDUNG,
    Aufenthaltsart.DULDUNG_UNGEKLAERTE_IDENTITAET,
    Aufenthaltsart.AUSBILDUNGSDULDUNG,
    Aufenthaltsart.BESCHAEFTIGUNGSDULDUNG,
    Aufenthaltsart.DULDUNGSANSPRUCH,
)


def status(lage: Lage) -> Befund:
    """An adolescent or young adult with a permit under § 104c or, since 31.12.2022, a Duldung
    for twelve months. Whether the months may become full after the age limit is not said."""
    alt_genug = lage.alter_ab(GEBURTSTAG, lage.zahl("25a.mindestalter"))
    monate = lage.zahl_oder_entfaellt("25a.duldung_monate")
    if monate is None:
        return und(alt_genug, lage.hat_heute(*GEDULDET))
    return und(alt_genug, oder(inhaberin_chance(lage), _duldung_seit(lage, monate)))


def _duldung_seit(lage: Lage, monate: int) -> Befund:
    zaehlung = lage.gezaehlt(DULDUNGSBESITZ)
    befund = lage.mindestens(DULDUNGSBESITZ, monate)
    erreicht = zaehlung.sicher_erreicht_am(monate) if zaehlung else None
    if befund.ergebnis is not Ergebnis.ERFUELLT or erreicht is None:
        return befund
    grenze = lage.zahl("25a.antragsalter")
    rechtzeitig = lage.mit(GEBURTSTAG, lambda tag: ob(erreicht < geburtstag_mit(tag, grenze)))
    zu_spaet = rechtzeitig.ergebnis is Ergebnis.NICHT_ERFUELLT
    offen = zu_klaeren(Anlass.NACH_ALTERSGRENZE).mit_wendetagen(befund.wendetage)
    return offen if zu_spaet else befund


def inhaberin_chance(lage: Lage) -> Befund:
    """Holds a permit under § 104c, as long as § 25a names it."""
    if not lage.gilt("25a.chance"):
        return NICHT_ERFUELLT
    return lage.hat_heute(Aufenthaltsart.CHANCENAUFENTHALT)


def aufenthaltsdauer(lage: Lage) -> Befund:
    """Uninterrupted stay; days with the supplement of § 60b count for holders of § 104c only."""
    monate = 12 * lage.zahl("25a.aufenthalt_jahre")
    mit_zusatz = aufenthalt(zusatz_zaehlt=True, anspruch_zaehlt=False)
    ohne_zusatz = aufenthalt(zusatz_zaehlt=False, anspruch_zaehlt=False)
    return wahl(
        inhaberin_chance(lage),
        lage.mindestens(mit_zusatz, monate),
        lage.mindestens(ohne_zusatz, monate),
    )


def schule_oder_abschluss(lage: Lage) -> Befund:
    """Successful schooling for some years, or a qualification; waived if illness prevents it."""
    schule = und(
        lage.gedauert(SCHULBESUCH, 12 * lage.zahl("25a.schule_jahre")),
        lage.wertung(SCHULBESUCH_ERFOLGREICH),
    )
    erfuellt = oder(lage.ja(ABSCHLUSS_ANERKANNT), schule)
    if not lage.gilt("25a.krankheit"):
        return erfuellt
    return oder(lage.ja(KRANKHEIT_HINDERT_SCHULE), erfuellt)


def antrag_rechtzeitig(lage: Lage) -> Befund:
    """Only the application is tied to the age: before completing the 27th (21st) year of life."""
    jahre = lage.zahl("25a.antragsalter")

    def pruefen(geburtstag: date) -> Befund:
        grenze = geburtstag_mit(geburtstag, jahre)
        if lage.stichtag < grenze:
            return ob(True, grenze)
        return lage.mit(ANTRAG_JUGENDLICHE, lambda antrag: vor(antrag, grenze))

    def vor(antrag: Ereignis, grenze: date) -> Befund:
        if antrag.eingetreten and antrag.am is None:
            return zu_klaeren(Anlass.TAG_FEHLT, fehlt=(ANTRAG_JUGENDLICHE.kennung,))
        return ob(antrag.am is not None and antrag.am < grenze)

    return lage.mit(GEBURTSTAG, pruefen)


def eigene_taeuschung(lage: Lage) -> Befund:
    """The deportation is suspended because of the person's own false statements or deception."""
    return und(lage.ja(EIGENE_FALSCHANGABEN), lage.wertung(AUSSETZUNG_WEGEN_TAEUSCHUNG))


def identitaet_nach_chance(lage: Lage) -> Befund:
    """Holders of § 104c: identity clarified; otherwise Kann if all reasonable steps were taken."""
    geklaert = oder(lage.eingetreten(IDENTITAET), ermessen(lage.wertung(IDENTITAET_ALLE_SCHRITTE)))
    return wenn_dann(inhaberin_chance(lage), geklaert)


def allgemeines(lage: Lage) -> Befund:
    """Identity, passport, no Ausweisungsinteresse (§ 5 Abs. 1 Nr. 1a, 2 und 4)."""
    return und(lage.ja(PASS), lage.eingetreten(IDENTITAET), lage.nein(AUSWEISUNGSINTERESSE))


def elternteil(lage: Lage) -> Befund:
    """Parent, or one parent with custody, of a minor who holds the permit."""
    return und(lage.ja(ELTERNTEIL_EINER_INHABERIN), lage.minderjaehrig(INHABERIN_GEBURTSTAG))


def minderjaehriges_kind_der_eltern(lage: Lage) -> Befund:
    """Minor child of a parent who holds the permit of the family, living together."""
    return und(
        lage.ja(KIND_BEGUENSTIGTER_ELTERN),
        lage.minderjaehrig(GEBURTSTAG),
        lage.ja(FAMILIAERE_GEMEINSCHAFT),
    )


def partner(lage: Lage) -> Befund:
    """Spouse or partner of the person who holds the permit, living together."""
    return und(lage.ja(PARTNER_BEGUENSTIGTER_PERSON), lage.ja(FAMILIAERE_GEMEINSCHAFT))


def minderjaehriges_kind(lage: Lage) -> Befund:
    """Minor unmarried child of the person who holds the permit."""
    return und(lage.ja(KIND_BEGUENSTIGTER_PERSON), lage.minderjaehrig(GEBURTSTAG), lage.ja(LEDIG))


def familie_der_inhaberin(lage: Lage) -> Befund:
    """Parents of the minor who holds the permit, and their minor children in the household."""
    kind = und(
        lage.ja(KIND_IM_HAUSHALT_DER_ELTERN),
        lage.minderjaehrig(GEBURTSTAG),
        lage.minderjaehrig(INHABERIN_GEBURTSTAG),
    )
    return oder(elternteil(lage), kind)


_KEINE_STRAFTATEN = Zeile("25a.3", lambda lage: verurteilt(lage, "25a.straf"))
_NICHT_VERHINDERT = Zeile("25a.2.1.N1", ausreise_nicht_selbst_verhindert)
_EIGENSTAENDIG = Zeile("25a.2.1.N2", lambda lage: lage.ja(LEBENSUNTERHALT_EIGENSTAENDIG))
_LEBENSUNTERHALT = Zeile("25a.5gen.lebensunterhalt", lambda lage: lage.ja(LEBENSUNTERHALT))
_ALLGEMEIN = (
    Zeile("25a.5gen", allgemeines),
    Zeile("25a.4", lambda lage: lage.ja(ABLEHNUNG_MIT_SPERRE)),
    Zeile("11.4.2", lambda lage: lage.ja(EINREISEVERBOT)),
)

WEGE = (
    Weg(
        "25a",
        alle(
            Zeile("25a.1.1.status", status),
            Zeile("25a.1.1.N1", aufenthaltsdauer),
            Zeile("25a.1.1.N2", schule_oder_abschluss),
            Zeile("25a.1.1.N3", antrag_rechtzeitig),
            Zeile("25a.1.1.N4", lambda lage: lage.wertung(INTEGRATION_GEWAEHRLEISTET)),
            Zeile("25a.1.1.N5", lambda lage: lage.wertung(KEINE_ANHALTSPUNKTE)),
            eine(
                Zeile("25a.1.2", lambda lage: lage.ja(IN_AUSBILDUNG)),
                _LEBENSUNTERHALT,
            ),
            Zeile("25a.1.3", eigene_taeuschung),
            Zeile("25a.6", identitaet_nach_chance),
            *_ALLGEMEIN,
        ),
    ),
    Weg(
        "25a.2.1",
        alle(
            Zeile("25a.2.1.elternteil", elternteil),
            _NICHT_VERHINDERT,
            _EIGENSTAENDIG,
            _KEINE_STRAFTATEN,
            *_ALLGEMEIN,
        ),
    ),
    Weg(
        "25a.2.2",
        alle(
            Zeile("25a.2.2.kind", minderjaehriges_kind_der_eltern),
            _KEINE_STRAFTATEN,
            _LEBENSUNTERHALT,
            *_ALLGEMEIN,
        ),
    ),
    Weg(
        "25a.2.3",
        alle(
            Zeile("25a.2.3.partner", partner),
            _NICHT_VERHINDERT,
            _EIGENSTAENDIG,
            _KEINE_STRAFTATEN,
            *_ALLGEMEIN,
        ),
    ),
    Weg(
        "25a.2.5",
        alle(
            Zeile("25a.2.5.kind", minderjaehriges_kind),
            _KEINE_STRAFTATEN,
            _LEBENSUNTERHALT,
            *_ALLGEMEIN,
        ),
    ),
    Weg("60a.2b", alle(Zeile("60a.2b.familie", familie_der_inhaberin))),
)
