"""The agenda of a session as its reader may see it, what could be put on it, and who comes."""

from dataclasses import dataclass
from uuid import UUID

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefen
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand, Stand
from haertefall.sitzungen.antraege import nur_fuer
from haertefall.sitzungen.mitwirkende import eingeladene
from haertefall.sitzungen.models import (
    Abstimmung,
    Antrag,
    Anwesenheit,
    Punktart,
    Sitzung,
    Tagesordnungspunkt,
    Teilnahme,
)
from haertefall.web.liste import Zeile, zeilen
from haertefall.web.tagesordnung_texte import Frueheres, frueheres, mahnungen
from haertefall.zeit import heute

BEREITE = 40


@dataclass(frozen=True)
class Punkt:
    """One item that the reader may see, with what was decided.

    Attributes:
        zeile: the case, for a case.
        mahnungen: how the authority was asked for a statement that is not there.
        frueheres: what became of earlier cases, for the standing item.
    """

    punkt: Tagesordnungspunkt
    zeile: Zeile | None
    mahnungen: tuple[str, ...]
    frueheres: tuple[Frueheres, ...]
    beschluesse: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bereit:
    """A case that could be put on the agenda."""

    zeile: Zeile
    ohne_stellungnahme: bool
    mahnungen: tuple[str, ...]


def _beschluss(abstimmung: Abstimmung) -> str:
    """What was voted on, for whom, and what came of it."""
    wort = GEGENSTAND_WORTE[Gegenstand(abstimmung.gegenstand)]
    antrag = abstimmung.antrag
    if antrag is not None:
        antrag.punkt = abstimmung.punkt
        fuer = ", ".join(nur_fuer(antrag))
        wort += f" nur für {fuer}" if fuer else ""
    return f"{wort}: {'angenommen' if abstimmung.angenommen else 'nicht angenommen'}"


def punkte(akteur: Akteur, sitzung: Sitzung) -> list[Punkt]:
    """Items in their order; a case one may not see is not there."""
    alle = list(
        Tagesordnungspunkt.objects.filter(sitzung=sitzung, abgesetzt=False).select_related(
            "fall__schluessel__eltern"
        )
    )
    je_fall = _zeilen(akteur, [p.fall_id for p in alle if p.fall_id])
    beschluesse: dict[UUID, list[tuple[str, str]]] = {}
    gueltige = Abstimmung.objects.filter(punkt__sitzung=sitzung, ersetzt_durch=None)
    for abstimmung in gueltige.select_related("punkt__fall__schluessel__eltern", "antrag"):
        punkt = abstimmung.punkt
        punkt.sitzung = sitzung
        if punkt.fall_id is None or punkt.fall_id in je_fall:
            satz = (_beschluss(abstimmung), str(abstimmung.feststellung))
            beschluesse.setdefault(punkt.pk, []).append(satz)
    # Found jointly, nothing was counted: the text is in the file and in the minutes.
    gemeinsame = Antrag.objects.filter(punkt__sitzung=sitzung, ohne_abstimmung=True)
    for punkt_id, fall_id, art in gemeinsame.values_list("punkt", "punkt__fall", "gegenstand"):
        if fall_id is None or fall_id in je_fall:
            wort = GEGENSTAND_WORTE[Gegenstand(art)]
            beschluesse.setdefault(punkt_id, []).append((f"{wort}, ohne Abstimmung", ""))
    gezeigt = []
    for punkt in alle:
        punkt.sitzung = sitzung
        if punkt.fall_id and punkt.fall_id not in je_fall:
            continue
        gezeigt.append(
            Punkt(
                punkt=punkt,
                zeile=je_fall.get(punkt.fall_id) if punkt.fall_id else None,
                mahnungen=mahnungen(punkt.fall) if punkt.fall and punkt.ohne_stellungnahme else (),
                frueheres=frueheres(akteur, sitzung) if punkt.art == Punktart.STAENDIG else (),
                beschluesse=tuple(beschluesse.get(punkt.pk, ())),
            )
        )
    return gezeigt


def bereite(akteur: Akteur) -> list[Bereit]:
    """Cases that are ready for a session and stand on none."""
    faelle = list(
        sichtbar_fuer(akteur)
        .filter(stand=Stand.BERATUNGSREIF, ruht=False)
        .select_related("behoerde", "schluessel__eltern")
        .order_by("eingegangen_am", "pk")[:BEREITE]
    )
    verlangt = {f.pk for f in faelle if _ohne_stellungnahme(f)}
    return [
        Bereit(zeile, fall.pk in verlangt, mahnungen(fall) if fall.pk in verlangt else ())
        for fall, zeile in zip(
            faelle, zeilen(akteur, faelle, heute(), mit_fristen=False), strict=True
        )
    ]


def _ohne_stellungnahme(fall: Fall) -> bool:
    """The authority was asked and has not answered."""
    gefragt = list(fall.stellungnahmen.values_list("eingegangen_am", flat=True))
    return bool(gefragt) and not any(gefragt)


def _zeilen(akteur: Akteur, faelle: list[UUID]) -> dict[UUID, Zeile]:
    """Cases of which the reader has the whole file: what is said and decided stands beside them."""
    sichtbare = list(
        sichtbar_fuer(akteur).filter(pk__in=faelle).select_related("behoerde", "schluessel__eltern")
    )
    stufen = tiefen(akteur, sichtbare)
    sichtbare = [fall for fall in sichtbare if stufen[fall.pk] >= Tiefe.NOTFALL]
    return {z.fall_id: z for z in zeilen(akteur, sichtbare, heute(), mit_fristen=False)}


def geantwortet(sitzung: Sitzung) -> set[UUID]:
    """By Teilnahme whose answer in an Umlauf was recorded."""
    return set(
        Anwesenheit.objects.filter(teilnahme__sitzung=sitzung).values_list("teilnahme", flat=True)
    )


def leute(sitzung: Sitzung) -> list[Teilnahme]:
    """Who is invited, with answers and announced deputies, by name."""
    return list(
        eingeladene(sitzung)
        .select_related("amt__konto", "vertretung__konto")
        .order_by("amt__konto__name", "pk")
    )
