"""The danger radar: everything with a day that may overtake the open cases of an office.

One list by day. Each row says where it comes from; nothing weighs one case against another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import (
    Angabe,
    Fall,
    Gefahr,
    Gefahrart,
    Person,
    Rechtsangabe,
    Seite,
)
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien import fassungen
from haertefall.gremien.fassungen import merkmale
from haertefall.recht.begriffe import Antwort, Funktion, Stand
from haertefall.recht.geburtstage import als_tag, geburtstage
from haertefall.recht.pruefhilfe.duldungskette import DULDUNGSARTEN
from haertefall.recht.pruefhilfe.rohwerte import lies_aufenthaltszeiten
from haertefall.recht.pruefhilfe.zeiten import ZEITEN
from haertefall.tresor.schluesseldatei import Verfaelscht

# Settings of the house: how far ahead birthdays are shown, and how long new rules stay news.
VORAUS = timedelta(days=180)
NEU = timedelta(days=90)
SEITE_WORTE = {
    Seite.ANTRAG: "gemeldet von den Betroffenen oder ihrer Beratung",
    Seite.BEHOERDE: "gemeldet von der Ausländerbehörde",
    Seite.GESCHAEFTSSTELLE: "festgestellt von der Geschäftsstelle",
    Seite.DRITTE: "gemeldet von anderer Stelle",
}
WIRKUNG_WORTE = {"oeffnet": "öffnet", "schliesst": "schließt"}


@dataclass(frozen=True)
class Gefahrzeile:
    """One row: when, what, in which case, where it comes from. `fall_id` None: the whole body.

    `geheim`: an authority's day of a removal (§ 97a AufenthG). `veraendert`: something was tampered
    with, and what it said is not known; it stands with today if its day is not known either.
    """

    am: date
    art: str
    was: str
    woher: str
    norm: str
    fall_id: UUID | None = None
    aktenzeichen: str = ""
    geheim: bool = False
    veraendert: bool = False


def gefahrenradar(akteur: Akteur, tag: date) -> tuple[Gefahrzeile, ...]:
    """All rows for the open cases of an office, the earliest first; for others there are none."""
    if akteur.funktion is not Funktion.GESCHAEFTSSTELLE or akteur.gremium_id is None:
        return ()
    offene = list(
        sichtbar_fuer(akteur)
        .exclude(stand=Stand.ABGESCHLOSSEN)
        .select_related("schluessel__eltern", "gremium")
    )
    je_id = {fall.pk: fall for fall in offene}
    gemeldet = list(_gemeldet(je_id, tag))
    zeilen = [
        *gemeldet,
        *_termin_steht_fest(je_id, tag),
        *_papier_laeuft_ab(je_id, gemeldet, tag),
        *_geburtstage(je_id, tag),
        *_neue_ordnung(offene, tag),
    ]
    return tuple(sorted(zeilen, key=lambda z: (z.am, z.aktenzeichen, z.art)))


def _gemeldet(faelle: dict[UUID, Fall], tag: date) -> Iterator[Gefahrzeile]:
    offen = Gefahr.objects.filter(fall__in=faelle, erledigt_am=None).select_related("person")
    for gefahr in offen:
        gefahr.fall = faelle[gefahr.fall_id]
        try:
            yield _gefahrzeile(gefahr)
        except Verfaelscht:
            yield _unlesbar(
                gefahr.fall,
                _tag_der_gefahr(gefahr, tag),
                f"Eine gemeldete Gefahr{_wer(gefahr)}",
                geheim=gefahr.seite == Seite.BEHOERDE,
            )


def _gefahrzeile(gefahr: Gefahr) -> Gefahrzeile:
    zusatz = f": {gefahr.text}" if gefahr.text else ""
    return Gefahrzeile(
        am=date.fromisoformat(gefahr.tag),
        art=gefahr.art,
        was=f"{Gefahrart(gefahr.art).label}{_wer(gefahr)}{zusatz}",
        woher=f"{SEITE_WORTE[Seite(gefahr.seite)]} am {gefahr.gemeldet_am:%d.%m.%Y}",
        norm=_NORM[Gefahrart(gefahr.art)],
        fall_id=gefahr.fall_id,
        aktenzeichen=gefahr.fall.aktenzeichen,
        geheim=gefahr.geheim,
    )


def _wer(gefahr: Gefahr) -> str:
    return f" (Person {gefahr.person.nummer})" if gefahr.person else ""


def _tag_der_gefahr(gefahr: Gefahr, sonst: date) -> date:
    """Its day, if that alone can still be read."""
    try:
        return date.fromisoformat(gefahr.tag)
    except Verfaelscht:
        return sonst


def _unlesbar(fall: Fall, am: date, was: str, *, geheim: bool = False) -> Gefahrzeile:
    """One entry that was tampered with takes the radar from nobody: it says so itself."""
    return Gefahrzeile(
        am=am,
        art="veraendert",
        was=f"{was}: nicht lesbar",
        woher="Der Eintrag wurde außerhalb von Härtefall verändert; bitte dem Betrieb melden",
        norm="",
        fall_id=fall.pk,
        aktenzeichen=fall.aktenzeichen,
        geheim=geheim,
        veraendert=True,
    )


_NORM = {
    Gefahrart.ABSCHIEBUNG: "§ 59 Abs. 1 Satz 8, § 97a AufenthG",
    Gefahrart.DULDUNG: "§ 60a AufenthG",
    Gefahrart.HAFT: "§§ 62 bis 62c AufenthG",
    Gefahrart.VERFAHREN_LAEUFT: "Praxis: was neben dem Fall läuft",
    Gefahrart.VERFAHREN_ENDET: "Praxis: was neben dem Fall zu Ende ist",
}


def _termin_steht_fest(faelle: dict[UUID, Fall], tag: date) -> Iterator[Gefahrzeile]:
    """Somebody answered that a day is fixed, without naming it."""
    fragen = [name for name, m in merkmale().items() if m.geheim_97a]
    angaben = Angabe.objects.filter(fall__in=faelle, merkmal__in=fragen)
    letzte: dict[tuple[UUID, UUID | None, str, str], Angabe] = {}
    for angabe in angaben.order_by("am", "erfasst_um"):
        angabe.fall = faelle[angabe.fall_id]
        letzte[angabe.fall_id, angabe.person_id, angabe.merkmal, angabe.seite] = angabe
    gezeigt: set[tuple[UUID, str, date]] = set()
    for angabe in letzte.values():
        schon = (angabe.fall_id, angabe.seite, angabe.am)
        try:
            if angabe.antwort != Antwort.JA or schon in gezeigt:
                continue
        except Verfaelscht:
            was = "Die Antwort, ob ein Termin der Rückführung feststeht"
            yield _unlesbar(angabe.fall, tag, was, geheim=angabe.geheim)
            continue
        gezeigt.add(schon)
        yield Gefahrzeile(
            am=angabe.am,
            art=Gefahrart.ABSCHIEBUNG,
            was="Ein Termin der Rückführung steht fest; der Tag ist hier nicht eingetragen",
            woher=f"{SEITE_WORTE[Seite(angabe.seite)]} am {angabe.am:%d.%m.%Y} "
            "(Frage zu den Ausschlussgründen)",
            norm=_NORM[Gefahrart.ABSCHIEBUNG],
            fall_id=angabe.fall_id,
            aktenzeichen=faelle[angabe.fall_id].aktenzeichen,
            geheim=angabe.geheim,
        )


def _papier_laeuft_ab(
    faelle: dict[UUID, Fall], gemeldet: Iterable[Gefahrzeile], tag: date
) -> Iterator[Gefahrzeile]:
    """The last paper in the residence periods of a person, if it is a Duldung, ends soon or has.

    Each side's last list speaks for itself; a reported danger of the same day is not said twice.
    """
    schon = {(z.fall_id, z.am) for z in gemeldet if z.art == Gefahrart.DULDUNG}
    letzte: dict[tuple[UUID, str], Rechtsangabe] = {}
    angaben = Rechtsangabe.objects.filter(fall__in=faelle, kennung=ZEITEN).select_related("person")
    for angabe in angaben:
        angabe.fall = faelle[angabe.fall_id]
        letzte[angabe.person_id, angabe.seite] = angabe
    for angabe in letzte.values():
        try:
            ende = _letzter_tag(angabe)
        except Verfaelscht:
            yield _unlesbar(angabe.fall, tag, f"Aufenthaltszeiten (Person {angabe.person.nummer})")
            continue
        if ende is None or not tag - NEU <= ende <= tag + VORAUS:
            continue
        if (angabe.fall_id, ende) in schon:
            continue
        schon.add((angabe.fall_id, ende))
        yield Gefahrzeile(
            am=ende,
            art=Gefahrart.DULDUNG,
            was=f"Letzter Tag der Duldung (Person {angabe.person.nummer}); danach ist keine Zeit "
            "eingetragen",
            woher=f"aus den Aufenthaltszeiten, {SEITE_WORTE[Seite(angabe.seite)]} am "
            f"{angabe.am:%d.%m.%Y}",
            norm=_NORM[Gefahrart.DULDUNG],
            fall_id=angabe.fall_id,
            aktenzeichen=faelle[angabe.fall_id].aktenzeichen,
        )


def _letzter_tag(angabe: Rechtsangabe) -> date | None:
    """The last day of the last paper, if that is a Duldung with an end."""
    zeiten = lies_aufenthaltszeiten({"zeilen": [], **angabe.inhalt}).zeiten
    if any(z.zeitraum.bis is None for z in zeiten):
        return None
    letzte = max(zeiten, key=lambda z: z.zeitraum.bis or date.max, default=None)
    return letzte.zeitraum.bis if letzte and letzte.art in DULDUNGSARTEN else None


def _geburtstage(faelle: dict[UUID, Fall], tag: date) -> Iterator[Gefahrzeile]:
    for person in Person.objects.filter(fall__in=faelle):
        person.fall = fall = faelle[person.fall_id]
        try:
            geboren = als_tag(person.geburtsdatum)
        except Verfaelscht:
            yield _unlesbar(fall, tag, f"Geburtsdatum (Person {person.nummer})")
            continue
        if geboren is None:
            continue
        for geburtstag in geburtstage(geboren, tag, tag + VORAUS):
            zeile = geburtstag.zeile
            yield Gefahrzeile(
                am=geburtstag.am,
                art="geburtstag",
                was=f"Person {person.nummer} wird {geburtstag.jahre}. Das "
                f"{WIRKUNG_WORTE[zeile.wirkung]}: {zeile.was}",
                woher="errechnet aus dem eingetragenen Geburtsdatum",
                norm=zeile.norm,
                fall_id=fall.pk,
                aktenzeichen=fall.aktenzeichen,
            )


def _neue_ordnung(offene: list[Fall], tag: date) -> Iterator[Gefahrzeile]:
    """A newer version of the rules than that of open cases, or one that is about to begin."""
    if not offene:
        return
    gremium = offene[0].gremium
    for fassung in fassungen.alle(gremium.kennung):
        if fassung.entwurf or fassung.tag < tag - NEU:
            continue
        aeltere = sum(fall.fassung_id != fassung.hash for fall in offene)
        if not aeltere:
            continue
        faelle = "1 offener Fall läuft" if aeltere == 1 else f"{aeltere} offene Fälle laufen"
        yield Gefahrzeile(
            am=fassung.tag,
            art="ordnung",
            was=f"Neue Fassung der Ordnung; {faelle} nach einer anderen",
            woher=f"Datei {fassung.gremium}/{fassung.datei}",
            norm=fassung.ordnung.ordnung.bezeichnung,
        )
