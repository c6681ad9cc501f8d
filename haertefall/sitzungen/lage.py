"""How it stands in the room right now: seat by seat, for one item, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from haertefall.gremien.besetzung import Sitzbesetzung
from haertefall.gremien.fassungen import Fassung
from haertefall.recht.auszaehlung import Besetzung
from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.stimmrecht import Platz, besetzung_aus
from haertefall.sitzungen.mitwirkende import zusammensetzung
from haertefall.sitzungen.models import (
    Anwesenheit,
    Befangenheit,
    Sitzung,
    Tagesordnungspunkt,
    Teilnahme,
)


@dataclass(frozen=True)
class Sitzlage:
    """One seat: its member, and who of member and deputy is there now."""

    sitz: Sitzbesetzung
    mitglied: Teilnahme | None
    da: Anwesenheit | None
    befangen: Befangenheit | None

    @property
    def vertreten(self) -> bool:
        """A deputy sits there."""
        return self.da is not None and self.da.fuer_id is not None

    def platz(self, gegenstand: Gegenstand | None) -> Platz:
        """The seat as the arithmetic sees it."""
        return Platz(
            besetzt=self.sitz.berufung is not None,
            stimmt=self.sitz.stimmt(gegenstand),
            anwesend=self.da is not None,
            ausgeschlossen=self.befangen is not None and self.befangen.ohne_stimme,
            geladen=self.mitglied is not None and self.mitglied.eingeladen_um is not None,
        )


@dataclass(frozen=True)
class Lage:
    """The room. `ohne_sitz`: others who are there (office, guests, deputies who only listen)."""

    sitze: tuple[Sitzlage, ...]
    ohne_sitz: tuple[Anwesenheit, ...]
    zahl_sitze: int | None

    def besetzung(self, gegenstand: Gegenstand | None = None) -> Besetzung:
        """The numbers for quorum and majority."""
        return besetzung_aus((s.platz(gegenstand) for s in self.sitze), self.zahl_sitze)

    @property
    def anwesende(self) -> tuple[Sitzlage, ...]:
        """Seats with somebody on them."""
        return tuple(s for s in self.sitze if s.da is not None)


def lage(sitzung: Sitzung, fassung: Fassung, punkt: Tagesordnungspunkt | None = None) -> Lage:
    """Who is there now; for an item with who declared not to be free."""
    besetzung = zusammensetzung(sitzung, fassung)
    teilnahmen = {
        t.amt_id: t
        for t in sitzung.teilnahmen.filter(amt__isnull=False).select_related("amt__konto")
    }
    offen = list(
        Anwesenheit.objects.filter(teilnahme__sitzung=sitzung, bis=None).select_related(
            "teilnahme__amt__konto"
        )
    )
    befangene: dict[UUID, Befangenheit] = {}
    if punkt is not None:
        befangene = {
            b.teilnahme_id: b for b in punkt.befangenheiten.filter(zurueckgenommen_um=None)
        }
    selbst = {a.teilnahme_id: a for a in offen if a.fuer_id is None}
    statt = {a.fuer_id: a for a in offen if a.fuer_id is not None}
    sitze, gezeigt = [], set()
    for sitz in besetzung.mitgliedersitze:
        mitglied = teilnahmen.get(sitz.mitglied.pk) if sitz.mitglied else None
        da = _auf_dem_sitz(mitglied, selbst, statt, befangene) if mitglied else None
        if da is not None:
            gezeigt.add(da.pk)
        befangen = befangene.get(da.teilnahme_id) if da else None
        sitze.append(Sitzlage(sitz, mitglied, da, befangen))
    return Lage(
        sitze=tuple(sitze),
        ohne_sitz=tuple(a for a in offen if a.pk not in gezeigt),
        zahl_sitze=besetzung.zahl_sitze,
    )


def _auf_dem_sitz(
    mitglied: Teilnahme,
    selbst: Mapping[UUID, Anwesenheit],
    statt: Mapping[UUID, Anwesenheit],
    befangene: Mapping[UUID, Befangenheit],
) -> Anwesenheit | None:
    """The member if there, else the deputy; where a rule has it, the deputy of who is not free."""
    erklaert = befangene.get(mitglied.pk)
    vertretung = statt.get(mitglied.pk)
    if erklaert is not None and erklaert.vertretung_moeglich and vertretung is not None:
        return vertretung
    return selbst.get(mitglied.pk) or vertretung


def waren_da(sitzung: Sitzung, fassung: Fassung) -> tuple[int, int] | None:
    """Members, and seats on which a member or deputy sat at any time; None if nothing is recorded.

    Who only listened (office, guests) is no member and is not counted.
    """
    strecken = list(
        Anwesenheit.objects.filter(teilnahme__sitzung=sitzung).values_list(
            "teilnahme_id", "fuer_id"
        )
    )
    if not strecken:
        return None
    jetzt_da = lage(sitzung, fassung)
    gesessen = {fuer or selbst for selbst, fuer in strecken}
    anwesende = sum(s.mitglied is not None and s.mitglied.pk in gesessen for s in jetzt_da.sitze)
    zahl = jetzt_da.besetzung()
    return (zahl.mitglieder if zahl.mitglieder is not None else zahl.besetzt or 0), anwesende
