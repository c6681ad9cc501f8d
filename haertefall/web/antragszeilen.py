"""The motions on an item as the screen of a running session shows them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from haertefall.audit.akteur import Akteur
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.recht.ordnung import Ordnung
from haertefall.schritte.beratung.namentlich_abstimmen import STIMMEN, namentlich
from haertefall.schritte.geheim.eroeffnen import WAEHLENDE, geheim_beschlossen
from haertefall.sitzungen.antraege import nur_fuer
from haertefall.sitzungen.models import Abstimmung, Antrag, Sitzung, Urne
from haertefall.sitzungen.urne import schluessel_da
from haertefall.statistik.codes import GRUNDART_WORTE, Grundart


@dataclass(frozen=True)
class Antragszeile:
    """A motion with what became of it.

    Attributes:
        fuer: for whom, if not for everybody of the case.
        saetze: what the count that holds means, as a sentence.
        abseits: who stands apart from a joint text, and their word.
        erwartungen: person, what is expected, why it can be expected.
        grundarten: kinds of reason in words.
        geheim: whether an urn is "offen", "verloren" (nobody can open it any more) or
            "ausgezaehlt"; "" without one.
        abgegeben: how many have voted, of how many, while an urn is open.
        summen: what an urn held, once it is counted.
        darf_noch: the reader may vote in the open urn and has not done so.
        namen: how each person voted, for whom the Ordnung lets see it.
        mit_namen: it was voted on by name, whoever may see how.
    """

    antrag: Antrag
    wort: str
    fuer: tuple[str, ...]
    saetze: tuple[str, ...]
    abseits: tuple[tuple[str, str], ...]
    erwartungen: tuple[tuple[str, str, str], ...]
    grundarten: tuple[str, ...]
    geheim: str
    abgegeben: tuple[int, int] | None
    summen: str
    darf_noch: bool
    namen: tuple[tuple[str, str], ...]
    mit_namen: bool

    @property
    def offen(self) -> bool:
        """Nobody has decided or withdrawn it."""
        return self.antrag.angenommen is None and self.antrag.zurueckgezogen_um is None


def antragszeilen(
    akteur: Akteur, sitzung: Sitzung, punkt_id: UUID, ordnung: Ordnung
) -> list[Antragszeile]:
    """All motions of the item, in their order."""
    antraege = (
        Antrag.objects.filter(punkt=punkt_id)
        .select_related(
            "punkt__fall__schluessel__eltern", "punkt__sitzung__schluessel__eltern", "urne"
        )
        .prefetch_related(
            "abstimmungen__namentliche_stimmen__teilnahme__amt__konto",
            "abseits__teilnahme__amt__konto",
            "erwartungen__person",
            "urne__stimmrechte",
        )
    )
    return [_zeile(akteur, sitzung, antrag, ordnung) for antrag in antraege]


def _zeile(akteur: Akteur, sitzung: Sitzung, antrag: Antrag, ordnung: Ordnung) -> Antragszeile:
    zaehlungen = list(antrag.abstimmungen.all())
    for zaehlung in zaehlungen:
        zaehlung.punkt = antrag.punkt
    letzte = zaehlungen[-1:]
    urne = getattr(antrag, "urne", None)
    rechte = list(urne.stimmrechte.all()) if urne else []
    regel = namentlich(ordnung)
    zeigen = regel is not None and akteur.funktion in regel.sichtbar_fuer
    return Antragszeile(
        antrag,
        GEGENSTAND_WORTE[Gegenstand(antrag.gegenstand)],
        nur_fuer(antrag),
        tuple(z.feststellung for z in letzte),
        _abseits(antrag, sitzung),
        _erwartungen(antrag),
        tuple(GRUNDART_WORTE[Grundart(art)] for art in antrag.grundarten or ()),
        _geheim(urne),
        (sum(r.abgegeben for r in rechte), urne.stimmberechtigte) if urne else None,
        _summen(urne),
        akteur.funktion in WAEHLENDE
        and any(r.konto_id == akteur.konto_id and not r.abgegeben for r in rechte),
        _namen(letzte, sitzung) if zeigen else (),
        any(z.namentliche_stimmen.all() for z in letzte),
    )


def _geheim(urne: Urne | None) -> str:
    if urne is None or not urne.offen:
        return "" if urne is None else "ausgezaehlt"
    return "offen" if schluessel_da(urne) else "verloren"


def _summen(urne: Urne | None) -> str:
    if urne is None or urne.offen:
        return ""
    enthaltungen = "1 Enthaltung" if urne.enthaltung == 1 else f"{urne.enthaltung} Enthaltungen"
    return f"{urne.ja} Ja, {urne.nein} Nein, {enthaltungen}"


def _abseits(antrag: Antrag, sitzung: Sitzung) -> tuple[tuple[str, str], ...]:
    zeilen = []
    for eine in antrag.abseits.all():
        eine.antrag, eine.teilnahme.sitzung = antrag, sitzung
        zeilen.append((eine.teilnahme.name, eine.wort or ""))
    return tuple(zeilen)


def _erwartungen(antrag: Antrag) -> tuple[tuple[str, str, str], ...]:
    zeilen = []
    for eine in antrag.erwartungen.all():
        eine.antrag = antrag
        if antrag.punkt.fall is not None:
            eine.person.fall = antrag.punkt.fall
        zeilen.append((eine.person.name, str(eine.was), str(eine.zumutbar)))
    return tuple(zeilen)


def _namen(zaehlungen: list[Abstimmung], sitzung: Sitzung) -> tuple[tuple[str, str], ...]:
    worte: dict[str, str] = dict(STIMMEN)
    zeilen = []
    for zaehlung in zaehlungen:
        for stimme in zaehlung.namentliche_stimmen.all():
            stimme.abstimmung, stimme.teilnahme.sitzung = zaehlung, sitzung
            zeilen.append((stimme.teilnahme.name, worte[str(stimme.stimme)]))
    return tuple(sorted(zeilen))


def naechste_schritte(
    antraege: list[Antragszeile], sitzung: Sitzung, ordnung: Ordnung, *, ohne_fall: bool
) -> list[str]:
    """What can be done with the item that is on, as far as its motions have come.

    A question is answered, a standing item talked over: neither needs a motion to be closed.
    """
    offen = [a for a in antraege if a.offen]
    entschieden = [a.antrag for a in antraege if a.antrag.angenommen is not None]
    von_hand: dict[str, Any] = {
        "zaehlung_berichtigen": any(
            a.antrag in entschieden and not (a.antrag.ohne_abstimmung or a.geheim or a.mit_namen)
            for a in antraege
        ),
        "namentlich_berichtigen": any(a.mit_namen for a in antraege),
    }
    namen = ["antrag_stellen"]
    if any(a.geheim == "verloren" for a in offen):
        # Nothing to count: the page of the secret vote says why, and begins it anew.
        namen = []
    elif any(a.geheim == "offen" for a in offen):
        namen = ["geheim_schliessen"]
    elif offen:
        namen = ["abstimmung_festhalten"]
        if not any(a.geheim for a in offen):
            namen = ["namentlich_abstimmen"] * bool(namentlich(ordnung)) + namen
            namen += ["geheim_eroeffnen"] * (
                not sitzung.ist_umlauf and geheim_beschlossen(sitzung.gremium)
            )
    namen += [name for name, ja in von_hand.items() if ja]
    if (entschieden or ohne_fall) and not offen:
        namen = ["punkt_schliessen", *namen]
    return [*namen, "anwesenheit_festhalten"]
