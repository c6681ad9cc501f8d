"""§ 60d AufenthG: Duldung for employment.

Read beside `gesetze/tafeln/60d.toml`.
"""

from haertefall.recht.pruefhilfe.angaben import (
    ABSCHIEBUNGSANORDNUNG,
    ALLEINERZIEHEND,
    AUSWEISUNGSVERFUEGUNG,
    BEDARF_DER_FAMILIE_GEDECKT,
    BESCHAEFTIGUNG,
    DEUTSCH_MUENDLICH,
    EINREISE,
    EXTREMISMUS,
    GEBURTSTAG,
    HAT_PARTNER,
    IDENTITAET_ALLE_SCHRITTE,
    INTEGRATIONSKURS_ABGESCHLOSSEN,
    INTEGRATIONSKURS_VERPFLICHTET,
    KIND_IM_HAUSHALT_BESCHAEFTIGUNGSDULDUNG,
    KINDER_BESUCHEN_SCHULE,
    KINDER_VERURTEILT,
    KURSABBRUCH_NICHT_ZU_VERTRETEN,
    LEBENSUNTERHALT_DURCH_BESCHAEFTIGUNG,
    LEBENSUNTERHALT_ZWOELF_MONATE,
    LEDIG,
    PARTNER_EINREISE,
    PARTNER_EXTREMISMUS,
    SCHULPFLICHTIGE_KINDER,
    SOZIALVERSICHERUNGSPFLICHTIG,
    WOCHENSTUNDEN,
)
from haertefall.recht.pruefhilfe.befund import (
    Anlass,
    Befund,
    Ergebnis,
    ermessen,
    nicht,
    ob,
    oder,
    und,
    wahl,
    wenn_dann,
    zu_klaeren,
)
from haertefall.recht.pruefhilfe.knoten import (
    Alle,
    Knoten,
    Zeile,
    alle,
    blaetter,
    zeile_auswerten,
    zusammenfassen,
)
from haertefall.recht.pruefhilfe.lage import Lage
from haertefall.recht.pruefhilfe.sachverhalt import Merkmal
from haertefall.recht.pruefhilfe.strafen import ueber_grenze
from haertefall.recht.pruefhilfe.wege.ausbildung import arbeitsverbot
from haertefall.recht.pruefhilfe.wege.identitaet import rechtzeitig_fuer_beschaeftigung
from haertefall.recht.pruefhilfe.wege.strafgrenzen import STRAFEN, STRAFEN_PARTNER
from haertefall.recht.pruefhilfe.wege.weg import Weg
from haertefall.recht.pruefhilfe.zeiten import DULDUNGSBESITZ


def einreise_bis_stichtag(lage: Lage) -> Befund:
    """Person and spouse or partner have entered by the day the law names."""
    grenze = lage.tag("60d.einreise_bis")
    return und(
        lage.mit(EINREISE, lambda tag: ob(tag <= grenze)),
        wenn_dann(lage.ja(HAT_PARTNER), lage.mit(PARTNER_EINREISE, lambda tag: ob(tag <= grenze))),
    )


def duldungszeit(lage: Lage) -> Befund:
    """Has held a Duldung for twelve months."""
    return lage.mindestens(DULDUNGSBESITZ, lage.zahl("60d.duldung_monate"))


def beschaeftigung(lage: Lage) -> Befund:
    """A job subject to social insurance for some months, with a number of hours a week."""
    stunden = lage.zahl("60d.wochenstunden")
    stunden_alleinerziehend = lage.zahl("60d.wochenstunden_alleinerziehend")
    return und(
        lage.laeuft_seit(BESCHAEFTIGUNG, lage.zahl("60d.beschaeftigung_monate")),
        lage.ja(SOZIALVERSICHERUNGSPFLICHTIG),
        wahl(
            lage.ja(ALLEINERZIEHEND),
            lage.mit(WOCHENSTUNDEN, lambda hat: ob(hat >= stunden_alleinerziehend)),
            lage.mit(WOCHENSTUNDEN, lambda hat: ob(hat >= stunden)),
        ),
    )


def eigener_lebensunterhalt(lage: Lage, merkmal: Merkmal[bool]) -> Befund:
    """The own livelihood by the job; whether the family's need counts too is disputed."""
    familie = lage.ja(BEDARF_DER_FAMILIE_GEDECKT)
    if familie.ergebnis is Ergebnis.NICHT_ERFUELLT:
        familie = zu_klaeren(Anlass.BEDARF_DER_FAMILIE)
    return und(lage.ja(merkmal), familie)


def verurteilt(lage: Lage) -> Befund:
    """Of either spouse; only fines for offences that only foreigners can commit are disregarded."""
    grenze = lage.zahl("60d.straf.tagessaetze_nur_auslaender")
    eigene = ueber_grenze(lage.person.strafen, STRAFEN, allgemein=0, nur_auslaender=grenze)
    partner = ueber_grenze(
        lage.person.strafen_partner, STRAFEN_PARTNER, allgemein=0, nur_auslaender=grenze
    )
    return oder(eigene, und(lage.ja(HAT_PARTNER), partner))


def extremismus(lage: Lage) -> Befund:
    """Links to extremist or terrorist organisations, of either spouse, as recorded."""
    partner = und(lage.ja(HAT_PARTNER), lage.wertung(PARTNER_EXTREMISMUS))
    return oder(lage.wertung(EXTREMISMUS), partner)


def ausweisung(lage: Lage) -> Befund:
    """An expulsion order or an order under § 58a."""
    return oder(lage.ja(AUSWEISUNGSVERFUEGUNG), lage.ja(ABSCHIEBUNGSANORDNUNG))


def kinder(lage: Lage) -> Befund:
    """Children attend school, and there is no conviction of theirs that the row names."""
    schule = wenn_dann(lage.ja(SCHULPFLICHTIGE_KINDER), lage.ja(KINDER_BESUCHEN_SCHULE))
    return und(schule, nicht(lage.ja(KINDER_VERURTEILT)))


def integrationskurs(lage: Lage) -> Befund:
    """Completed if obliged to, or the break-off is not attributable."""
    erledigt = oder(
        lage.ja(INTEGRATIONSKURS_ABGESCHLOSSEN), lage.wertung(KURSABBRUCH_NICHT_ZU_VERTRETEN)
    )
    return wenn_dann(lage.ja(INTEGRATIONSKURS_VERPFLICHTET), erledigt)


def kind_im_haushalt(lage: Lage) -> Befund:
    """Minor unmarried child in the household of somebody with this Duldung."""
    return und(
        lage.ja(KIND_IM_HAUSHALT_BESCHAEFTIGUNGSDULDUNG),
        lage.minderjaehrig(GEBURTSTAG),
        lage.ja(LEDIG),
    )


_OHNE_IDENTITAET: tuple[Knoten, ...] = (
    Zeile("60d.1.entry", einreise_bis_stichtag),
    Zeile("60d.1.N2", duldungszeit),
    Zeile("60d.1.N3", beschaeftigung),
    Zeile(
        "60d.1.N4",
        lambda lage: eigener_lebensunterhalt(lage, LEBENSUNTERHALT_ZWOELF_MONATE),
    ),
    Zeile(
        "60d.1.N5",
        lambda lage: eigener_lebensunterhalt(lage, LEBENSUNTERHALT_DURCH_BESCHAEFTIGUNG),
    ),
    Zeile("60d.1.N6", lambda lage: lage.sprache(DEUTSCH_MUENDLICH, "60d.deutsch_muendlich")),
    Zeile("60d.1.N7", verurteilt),
    Zeile("60d.1.N8", extremismus),
    Zeile("60d.1.N9", ausweisung),
    Zeile("60d.1.N10", kinder),
    Zeile("60d.1.N11", integrationskurs),
    Zeile("60d.5", arbeitsverbot),
)
_MIT_IDENTITAET = Zeile("60d.1.N1", rechtzeitig_fuer_beschaeftigung)
_ALLE_SCHRITTE = Zeile("60d.4", lambda lage: lage.wertung(IDENTITAET_ALLE_SCHRITTE))
_BESTAND = Alle(_OHNE_IDENTITAET)


def voraussetzungen_fortbestehen(lage: Lage) -> Befund:
    """The conditions of § 60d are still met, as the way on to § 25b Abs. 6 asks.

    Whoever has the Duldung by the Kann of Abs. 4 stays a question of discretion.
    """
    werte = {z.kennung: zeile_auswerten(z, lage).beitrag for z in blaetter(_BESTAND)}
    identitaet = oder(
        zeile_auswerten(_MIT_IDENTITAET, lage).beitrag,
        ermessen(lage.wertung(IDENTITAET_ALLE_SCHRITTE)),
    )
    return und(zusammenfassen(_BESTAND, werte), identitaet)


WEGE = (
    Weg("60d", alle(_MIT_IDENTITAET, *_OHNE_IDENTITAET)),
    Weg("60d.4", alle(*_OHNE_IDENTITAET, _ALLE_SCHRITTE)),
    Weg("60d.2", alle(Zeile("60d.2.kind", kind_im_haushalt))),
)
