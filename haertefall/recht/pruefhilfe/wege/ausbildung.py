"""§ 60c AufenthG (Duldung) and § 16g AufenthG (permit) for vocational training.

The rows of § 16g mirror those of § 60c; the means of living and the passport come on top. Read
beside `gesetze/tafeln/60c.toml` and `16g.toml`.
"""

from datetime import date, timedelta

from haertefall.recht.fristen import monate_weiter
from haertefall.recht.pruefhilfe.angaben import (
    ABLEHNUNG_MIT_SPERRE,
    ABSCHIEBUNGSANORDNUNG,
    ANTRAG_AUSBILDUNG,
    ARBEITSPLATZ_PASST,
    AUSBILDUNG_ANERKANNT,
    AUSBILDUNG_BEGINN,
    AUSBILDUNG_MIT_ERLAUBNIS_BEENDET,
    AUSBILDUNG_MONATE,
    AUSWEISUNGSVERFUEGUNG,
    BEGONNEN_IM_ASYLVERFAHREN,
    DEUTSCH,
    EINREISEVERBOT,
    EXTREMISMUS,
    HELFERAUSBILDUNG_MIT_ZUSAGE,
    IDENTITAET_ALLE_SCHRITTE,
    MASSNAHME_AUSSICHTSREICH,
    MISSBRAUCH,
    MITTEL_MONATLICH,
    PASS,
    VERTRAG_EINGETRAGEN,
    WOHNRAUM,
    WOHNT_BEI_ELTERN,
    ZUSTIMMUNG_BUNDESAGENTUR,
)
from haertefall.recht.pruefhilfe.befund import (
    ERFUELLT,
    NICHT_ERFUELLT,
    Anlass,
    Befund,
    Ergebnis,
    nicht,
    ob,
    oder,
    und,
    wahl,
    zu_klaeren,
)
from haertefall.recht.pruefhilfe.fragen import gruppe_auswerten
from haertefall.recht.pruefhilfe.knoten import Alle, Knoten, Zeile, alle, eine
from haertefall.recht.pruefhilfe.lage import Lage
from haertefall.recht.pruefhilfe.sachverhalt import (
    Aufenthaltsart,
    Massnahme,
    Massnahmeart,
    Zeitraum,
)
from haertefall.recht.pruefhilfe.wege.identitaet import nicht_rechtzeitig_fuer_ausbildung
from haertefall.recht.pruefhilfe.wege.strafgrenzen import verurteilt
from haertefall.recht.pruefhilfe.wege.weg import Weg
from haertefall.recht.pruefhilfe.zeiten import DULDUNGSBESITZ

MASSNAHMEN = "massnahmen"
_EIN_TAG = timedelta(days=1)


def im_asylverfahren_begonnen(lage: Lage) -> Befund:
    """Alternative 1: begun as an asylum seeker, to be continued after the rejection."""
    return lage.ja(BEGONNEN_IM_ASYLVERFAHREN)


def geduldet_und_beginnt(lage: Lage) -> Befund:
    """Alternative 2: holds a Duldung under § 60a. With the supplement of § 60b the text sends one
    to § 105 Abs. 3; without a paper it is seen differently."""
    sicher = lage.hat_heute(
        Aufenthaltsart.DULDUNG,
        Aufenthaltsart.AUSBILDUNGSDULDUNG,
        Aufenthaltsart.BESCHAEFTIGUNGSDULDUNG,
    )
    return oder(
        sicher,
        _streitig(
            lage.hat_heute(Aufenthaltsart.DULDUNG_UNGEKLAERTE_IDENTITAET),
            Anlass.UNGEKLAERTE_IDENTITAET,
        ),
        _streitig(lage.hat_heute(Aufenthaltsart.DULDUNGSANSPRUCH), Anlass.OHNE_PAPIER),
    )


def _streitig(befund: Befund, anlass: Anlass) -> Befund:
    if befund.ergebnis is not Ergebnis.ERFUELLT:
        return befund
    return zu_klaeren(anlass).mit_wendetagen(befund.wendetage)


def art_der_ausbildung(lage: Lage) -> Befund:
    """Qualified training of two years, or assistant training with the promise of one."""
    monate = 12 * lage.zahl("2.12a.ausbildung_jahre")
    qualifiziert = und(
        lage.ja(AUSBILDUNG_ANERKANNT),
        lage.mit(AUSBILDUNG_MONATE, lambda dauer: ob(dauer >= monate)),
    )
    return oder(qualifiziert, lage.ja(HELFERAUSBILDUNG_MIT_ZUSAGE))


def arbeitsverbot(lage: Lage) -> Befund:
    """A ground of § 60a Abs. 6, as the guided questions give it."""
    return gruppe_auswerten(lage, "60a.6")


def zu_kurz_geduldet(lage: Lage) -> Befund:
    """Only alternative 2: less than three months with a Duldung on the day of the application."""
    monate = lage.zahl("60c.duldung_monate")
    kurz = lage.mit_antragstag(
        ANTRAG_AUSBILDUNG,
        lambda antrag: nicht(lage.mindestens(DULDUNGSBESITZ, monate, bis=antrag)),
    )
    return wahl(im_asylverfahren_begonnen(lage), NICHT_ERFUELLT, kurz)


def ausschluss_im_uebrigen(lage: Lage) -> Befund:
    """§ 19d Abs. 1 Nr. 6 or 7, an expulsion order, or an order under § 58a."""
    return oder(
        lage.wertung(EXTREMISMUS),
        verurteilt(lage, "19d.straf"),
        lage.ja(AUSWEISUNGSVERFUEGUNG),
        lage.ja(ABSCHIEBUNGSANORDNUNG),
    )


def massnahmen_bevorstehend(lage: Lage) -> Befund:
    """Only alternative 2: a measure of the catalogue (a to e) on the day of the application."""
    angaben = lage.person.massnahmen
    if angaben is None:
        bevor = zu_klaeren(Anlass.ANGABE_FEHLT, fehlt=(MASSNAHMEN,))
    else:
        rest = NICHT_ERFUELLT
        if not angaben.vollstaendig:
            rest = zu_klaeren(Anlass.NICHT_BELEGT, fehlt=(MASSNAHMEN,))
        einzeln = [_bevorstehend(lage, massnahme) for massnahme in angaben.massnahmen]
        bevor = oder(*einzeln, rest)
    return wahl(im_asylverfahren_begonnen(lage), NICHT_ERFUELLT, bevor)


def _bevorstehend(lage: Lage, massnahme: Massnahme) -> Befund:
    if massnahme.von is None:
        return zu_klaeren(Anlass.TAG_FEHLT, fehlt=(MASSNAHMEN,))
    zeit = Zeitraum(massnahme.von, massnahme.bis)
    tage = {zeit.von} | ({zeit.bis + _EIN_TAG} if zeit.bis else set())

    def am(antrag: date) -> Befund:
        return ob(zeit.laeuft(antrag), *tage)

    steht_bevor = lage.mit_antragstag(ANTRAG_AUSBILDUNG, am)
    if massnahme.art is not Massnahmeart.VERGLEICHBAR:
        return steht_bevor
    return und(steht_bevor, lage.wertung(MASSNAHME_AUSSICHTSREICH))


def antrag_im_zeitfenster(lage: Lage) -> Befund:
    """Application at most seven months before the start; alternative 2: granted at most six."""
    antrag_monate = lage.zahl("60c.antrag_monate_vor_beginn")
    erteilung_monate = lage.zahl("60c.erteilung_monate_vor_beginn")

    def pruefen(beginn: date) -> Befund:
        fruehestens = monate_weiter(beginn, -antrag_monate)
        antrag = lage.mit_antragstag(
            ANTRAG_AUSBILDUNG, lambda tag: ob(tag >= fruehestens, fruehestens)
        )
        erteilung = lage.ab(monate_weiter(beginn, -erteilung_monate))
        return und(antrag, wahl(im_asylverfahren_begonnen(lage), ERFUELLT, erteilung))

    return lage.mit(AUSBILDUNG_BEGINN, pruefen)


def mittel_reichen(lage: Lage) -> Befund:
    """Monthly means at the level of § 12 BAföG; training assistance under SGB III is harmless."""
    allein = lage.zahl("16g.bedarf_euro_eigene_wohnung")
    bei_eltern = lage.zahl("16g.bedarf_euro_bei_eltern")
    return wahl(
        lage.ja(WOHNT_BEI_ELTERN),
        lage.mit(MITTEL_MONATLICH, lambda mittel: ob(mittel >= bei_eltern)),
        lage.mit(MITTEL_MONATLICH, lambda mittel: ob(mittel >= allein)),
    )


def anspruch_oder_ermessen(lage: Lage) -> Befund:
    """§ 10 Abs. 3 Satz 2 does not bite on a claim; where only the Kann of Abs. 6 is left, the text
    does not say."""
    gesperrt = lage.ja(ABLEHNUNG_MIT_SPERRE)
    if gesperrt.ergebnis is Ergebnis.ERFUELLT:
        return zu_klaeren(Anlass.ANSPRUCH_NUR_ERMESSEN)
    return nicht(gesperrt)


def _gemeinsam(paragraph: str, *, identitaet: bool) -> tuple[Knoten, ...]:
    """The rows that both provisions have, with or without the deadline for the identity."""
    zeilen: list[Knoten] = [
        eine(
            Zeile(f"{paragraph}.1.1.N1", im_asylverfahren_begonnen),
            Zeile(f"{paragraph}.1.1.N2", geduldet_und_beginnt),
        ),
        Zeile(f"{paragraph}.1.1.ab", art_der_ausbildung),
        Zeile(f"{paragraph}.1.2", lambda lage: lage.wertung(MISSBRAUCH)),
        Zeile(f"{paragraph}.2.N1", arbeitsverbot),
        Zeile(f"{paragraph}.2.N2", zu_kurz_geduldet),
        Zeile(f"{paragraph}.2.N4", ausschluss_im_uebrigen),
        Zeile(f"{paragraph}.2.N5", massnahmen_bevorstehend),
        Zeile(f"{paragraph}.3.1", antrag_im_zeitfenster),
        Zeile(f"{paragraph}.3.3", lambda lage: lage.ja(VERTRAG_EINGETRAGEN)),
    ]
    if identitaet:
        zeilen.insert(5, Zeile(f"{paragraph}.2.N3", nicht_rechtzeitig_fuer_ausbildung))
    return tuple(zeilen)


def _alle_schritte(kennung: str) -> Zeile:
    return Zeile(kennung, lambda lage: lage.wertung(IDENTITAET_ALLE_SCHRITTE))


_KEIN_VERBOT = Zeile("11.1", lambda lage: lage.ja(EINREISEVERBOT))
_UNTERHALT = Zeile("16g.live", mittel_reichen)

WEGE = (
    Weg("60c", Alle(_gemeinsam("60c", identitaet=True))),
    Weg("60c.7", alle(*_gemeinsam("60c", identitaet=False), _alle_schritte("60c.7"))),
    Weg(
        "16g",
        alle(
            *_gemeinsam("16g", identitaet=True),
            _UNTERHALT,
            Zeile("16g.pass", lambda lage: lage.ja(PASS)),
            _KEIN_VERBOT,
        ),
    ),
    Weg(
        "16g.6",
        alle(
            *_gemeinsam("16g", identitaet=False),
            _UNTERHALT,
            _alle_schritte("16g.6"),
            Zeile("16g.10", anspruch_oder_ermessen),
            _KEIN_VERBOT,
        ),
    ),
    Weg(
        "16g.8",
        alle(
            Zeile("16g.8.abschluss", lambda lage: lage.ja(AUSBILDUNG_MIT_ERLAUBNIS_BEENDET)),
            Zeile("16g.8.arbeitsplatz", lambda lage: lage.ja(ARBEITSPLATZ_PASST)),
            Zeile("16g.8.zustimmung", lambda lage: lage.ja(ZUSTIMMUNG_BUNDESAGENTUR)),
            Zeile("19d.1.N2", lambda lage: lage.ja(WOHNRAUM)),
            Zeile("19d.1.N3", lambda lage: lage.sprache(DEUTSCH, "19d.deutsch")),
            Zeile("19d.1.N6", lambda lage: lage.wertung(EXTREMISMUS)),
            Zeile("19d.1.N7", lambda lage: verurteilt(lage, "19d.straf")),
            _KEIN_VERBOT,
        ),
    ),
)
