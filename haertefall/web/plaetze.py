"""Who is in the room, seat by seat, with what one click records: somebody comes, somebody goes."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from haertefall.schritte.beratung.anwesenheit_festhalten import platzmarke
from haertefall.sitzungen.lage import Lage, Sitzlage
from haertefall.sitzungen.models import Anwesenheit, Sitzung, Sitzungsform


@dataclass(frozen=True)
class Platz:
    """A seat on the screen of a running session.

    Attributes:
        lage: who holds it, and who sits there.
        mehr: what the link to the form says; "" where the button is enough.
        wie: what the button records; "" without one.
        wort: what the button says.
        gesehen: who sat there when the page was made: an old page sends nobody away.
        einmal: the key of the button.
    """

    lage: Sitzlage
    mehr: str = ""
    wie: str = ""
    wort: str = ""
    gesehen: str = ""
    einmal: UUID = field(default_factory=uuid4)


def plaetze(raum: Lage, sitzung: Sitzung) -> list[Platz]:
    """All seats. Who comes does so as this session is held: into the room, or by video."""
    return [_platz(s, sitzung) for s in raum.sitze]


def _platz(s: Sitzlage, sitzung: Sitzung) -> Platz:
    """One click records only what the next one takes back; deputies have the form."""
    if s.mitglied is None:
        return Platz(s)
    if s.vertreten or (s.befangen is not None and s.befangen.vertretung_moeglich):
        return Platz(s, "Anwesenheit ändern")
    gesehen = platzmarke(s.mitglied, s.da.pk if s.da else "")
    if s.da is not None:
        return Platz(s, "", "weg", "Streichen" if sitzung.ist_umlauf else "Geht", gesehen)
    if sitzung.ist_umlauf:
        return Platz(s, "", "da", "Geantwortet", gesehen)
    mehr = "Video, Vertretung" if s.sitz.vertretungen else "Per Video"
    wie = "video" if sitzung.form == Sitzungsform.VIDEO else "da"
    return Platz(s, mehr, wie, "Kommt", gesehen)


def leere(raum: Lage) -> list[Sitzlage]:
    """Seats whose member could still come."""
    return [s for s in raum.sitze if s.mitglied is not None and s.da is None]


def ohne_sitz(raum: Lage, sitzung: Sitzung) -> list[Anwesenheit]:
    """Others in the room: office, guests, deputies who only listen."""
    for strecke in raum.ohne_sitz:
        strecke.teilnahme.sitzung = sitzung
    return list(raum.ohne_sitz)
