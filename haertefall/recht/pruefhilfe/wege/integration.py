"""§ 25b AufenthG: sustainable integration, families, and the way on from § 60d.

Read beside `gesetze/tafeln/25b.toml`.
"""

from haertefall.recht.pruefhilfe.angaben import (
    ABLEHNUNG_MIT_SPERRE,
    ANGEHOERIG_NACHHALTIG_INTEGRIERT,
    ANTEIL_ERWERB,
    AUSWEISUNGSINTERESSE,
    AUSWEISUNGSINTERESSE_BESONDERS_SCHWER,
    BEKENNTNIS,
    DEUTSCH_MUENDLICH,
    DEUTSCH_SCHRIFTLICH,
    EINKOMMEN_SCHWANKT,
    EINREISEVERBOT,
    GRUNDKENNTNISSE,
    IDENTITAET,
    IDENTITAET_ALLE_SCHRITTE,
    INTEGRATIONSKURS_MOEGLICH,
    JUENGSTES_KIND_GEBURTSTAG,
    KINDER_BESUCHEN_SCHULE,
    KRANKHEIT_ODER_ALTER_HINDERT,
    LEBT_MIT_LEDIGEM_KIND,
    LEISTUNGSBEZUG_UNSCHAEDLICH,
    PASS,
    PROGNOSE_LEBENSUNTERHALT,
    SCHULPFLICHTIGE_KINDER,
    UEBERWIEGEND_GESICHERT,
)
from haertefall.recht.pruefhilfe.befund import (
    NICHT_ERFUELLT,
    Befund,
    ermessen,
    ob,
    oder,
    und,
    wahl,
    wenn_dann,
)
from haertefall.recht.pruefhilfe.knoten import Zeile, alle, eine
from haertefall.recht.pruefhilfe.lage import Lage
from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart
from haertefall.recht.pruefhilfe.strafen import freiheitsstrafe_ab, ohne_haft
from haertefall.recht.pruefhilfe.wege.beschaeftigungsduldung import voraussetzungen_fortbestehen
from haertefall.recht.pruefhilfe.wege.jugendliche import GEDULDET
from haertefall.recht.pruefhilfe.wege.strafgrenzen import STRAFEN
from haertefall.recht.pruefhilfe.wege.verhalten import ausreise_selbst_verhindert
from haertefall.recht.pruefhilfe.wege.weg import Weg
from haertefall.recht.pruefhilfe.zeiten import BESCHAEFTIGUNGSDULDUNG, aufenthalt


def status(lage: Lage) -> Befund:
    """Tolerated (any kind; to be entitled is enough), or a permit under § 104c."""
    return oder(lage.hat_heute(*GEDULDET), inhaberin_chance(lage))


def inhaberin_chance(lage: Lage) -> Befund:
    """Holds a permit under § 104c, as long as § 25b names it."""
    if not lage.gilt("25b.chance"):
        return NICHT_ERFUELLT
    return lage.hat_heute(Aufenthaltsart.CHANCENAUFENTHALT)


def aufenthaltsdauer(lage: Lage) -> Befund:
    """Some years without interruption; fewer with a minor unmarried child in the household."""
    return wahl(
        mit_minderjaehrigem_kind(lage),
        _mindestens(lage, 12 * lage.zahl("25b.aufenthalt_jahre_mit_kind")),
        _mindestens(lage, 12 * lage.zahl("25b.aufenthalt_jahre_allein")),
    )


def _mindestens(lage: Lage, monate: int) -> Befund:
    mit_zusatz = aufenthalt(zusatz_zaehlt=True, anspruch_zaehlt=True)
    ohne_zusatz = aufenthalt(zusatz_zaehlt=False, anspruch_zaehlt=True)
    return wahl(
        inhaberin_chance(lage),
        lage.mindestens(mit_zusatz, monate),
        lage.mindestens(ohne_zusatz, monate),
    )


def mit_minderjaehrigem_kind(lage: Lage) -> Befund:
    """Lives with an unmarried child who is not yet eighteen."""
    return und(lage.ja(LEBT_MIT_LEDIGEM_KIND), lage.minderjaehrig(JUENGSTES_KIND_GEBURTSTAG))


def ueberwiegend_gesichert(lage: Lage) -> Befund:
    """More than half of the livelihood by gainful work; a judgement where the income varies."""
    grenze = lage.zahl("25b.anteil_mehr_als_prozent")
    return wahl(
        lage.ja(EINKOMMEN_SCHWANKT),
        lage.wertung(UEBERWIEGEND_GESICHERT),
        lage.mit(ANTEIL_ERWERB, lambda anteil: ob(anteil > grenze)),
    )


def kinder_in_der_schule(lage: Lage) -> Befund:
    """Children of school age attend school."""
    return wenn_dann(lage.ja(SCHULPFLICHTIGE_KINDER), lage.ja(KINDER_BESUCHEN_SCHULE))


def ausweisungsinteresse(lage: Lage) -> Befund:
    """§ 54 Abs. 1 or Abs. 2 Nr. 1 und 2: by the length of the sentence, else as recorded."""
    strafen = lage.person.strafen
    if strafen is not None and ohne_haft(strafen):
        return lage.wertung(AUSWEISUNGSINTERESSE_BESONDERS_SCHWER)
    strafe = freiheitsstrafe_ab(
        strafen,
        STRAFEN,
        monate=lage.zahl("54.2.N1.monate"),
        jugend_ohne_bewaehrung=lage.zahl("54.2.N2.monate"),
        schwer=12 * lage.zahl("54.1.N1.jahre"),
    )
    return oder(strafe, lage.wertung(AUSWEISUNGSINTERESSE_BESONDERS_SCHWER))


def identitaet_nach_chance(lage: Lage) -> Befund:
    """Holders of § 104c: identity clarified; otherwise Kann if all reasonable steps were taken."""
    geklaert = oder(lage.eingetreten(IDENTITAET), ermessen(lage.wertung(IDENTITAET_ALLE_SCHRITTE)))
    return wenn_dann(inhaberin_chance(lage), geklaert)


def allgemeines(lage: Lage) -> Befund:
    """Identity, passport, no Ausweisungsinteresse (§ 5 Abs. 1 Nr. 1a, 2 und 4)."""
    return und(lage.ja(PASS), lage.eingetreten(IDENTITAET), lage.nein(AUSWEISUNGSINTERESSE))


def beschaeftigungsduldung_lange_genug(lage: Lage) -> Befund:
    """Thirty months with the Duldung of § 60d."""
    return lage.mindestens(BESCHAEFTIGUNGSDULDUNG, lage.zahl("25b.6.duldung_monate"))


def schriftliches_deutsch(lage: Lage) -> Befund:
    """Written A2 too, if an Integrationskurs could be attended."""
    return wenn_dann(
        lage.ja(INTEGRATIONSKURS_MOEGLICH),
        lage.sprache(DEUTSCH_SCHRIFTLICH, "25b.6.deutsch_schriftlich"),
    )


def _deutsch(lage: Lage) -> Befund:
    return lage.sprache(DEUTSCH_MUENDLICH, "25b.deutsch_muendlich")


_KRANK_ODER_ALT = Zeile("25b.3", lambda lage: lage.ja(KRANKHEIT_ODER_ALTER_HINDERT))
_INTEGRATION = (
    Zeile("25b.1.2.N2a", lambda lage: lage.wertung(BEKENNTNIS)),
    Zeile("25b.1.2.N2b", lambda lage: lage.ja(GRUNDKENNTNISSE)),
    eine(
        Zeile("25b.1.2.N3a", ueberwiegend_gesichert),
        Zeile("25b.1.2.N3b", lambda lage: lage.wertung(PROGNOSE_LEBENSUNTERHALT)),
        Zeile("25b.1.3", lambda lage: lage.wertung(LEISTUNGSBEZUG_UNSCHAEDLICH)),
        _KRANK_ODER_ALT,
    ),
    eine(Zeile("25b.1.2.N4", _deutsch), _KRANK_ODER_ALT),
    Zeile("25b.1.2.N5", kinder_in_der_schule),
)
_VERSAGUNG = (
    Zeile("25b.2.N1", ausreise_selbst_verhindert),
    Zeile("25b.2.N2", ausweisungsinteresse),
)
_ALLGEMEIN = (
    Zeile("25b.5gen", allgemeines),
    Zeile("25b.5.2", lambda lage: lage.ja(ABLEHNUNG_MIT_SPERRE)),
    Zeile("11.4.2", lambda lage: lage.ja(EINREISEVERBOT)),
)

WEGE = (
    Weg(
        "25b",
        alle(
            Zeile("25b.1.1.status", status),
            Zeile("25b.1.2.N1", aufenthaltsdauer),
            *_INTEGRATION,
            *_VERSAGUNG,
            Zeile("25b.8", identitaet_nach_chance),
            *_ALLGEMEIN,
        ),
    ),
    Weg(
        "25b.4",
        alle(
            Zeile("25b.4.familie", lambda lage: lage.ja(ANGEHOERIG_NACHHALTIG_INTEGRIERT)),
            *_INTEGRATION,
            *_VERSAGUNG,
            *_ALLGEMEIN,
        ),
    ),
    Weg(
        "25b.6",
        alle(
            Zeile("25b.6.dauer", beschaeftigungsduldung_lange_genug),
            Zeile("25b.6.60d", voraussetzungen_fortbestehen),
            Zeile("25b.6.muendlich", _deutsch),
            Zeile("25b.6.schriftlich", schriftliches_deutsch),
            *_ALLGEMEIN,
        ),
    ),
)
