"""What happens in a running session: people come, items are called, motions, votes."""

from datetime import timedelta
from typing import Any

from haertefall.gremien.besetzung import besetzung_am
from haertefall.recht.begriffe import Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute


def da(spiel: Spiel, sitzung: Sitzung, zahl: int) -> None:
    """The first `zahl` members come in."""
    besetzung = besetzung_am(spiel.gremium, fassung_des_gremiums(spiel.gremium, heute()), heute())
    for sitz in besetzung.besetzte[:zahl]:
        teilnahme = sitzung.teilnahmen.get(amt=sitz.mitglied)
        bogen: dict[str, Any] = {"teilnahme": str(teilnahme.pk), "wie": "da"}
        spiel.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **bogen)


def im_gange(spiel: Spiel, zahl: int) -> Sitzung:
    """The planned session runs, so many members are there, its one item is on."""
    sitzung = spiel.sitzung()
    spiel.tue("sitzung_eroeffnen", sitzung=sitzung.pk)
    da(spiel, sitzung, zahl)
    ruf(spiel, sitzung)
    return sitzung


def im_umlauf(spiel: Spiel) -> Sitzung:
    """Instead of a meeting: one case goes round for a week. Only where the Ordnung has it."""
    fall = spiel.bis(Stand.BERATUNGSREIF)
    pk = spiel.tue("umlauf_einleiten", tag=(heute() + timedelta(days=7)).isoformat()).objekt_id
    spiel.zug(fall, "auf_tagesordnung_setzen", sitzung=str(pk))
    return Sitzung.objects.select_related("gremium", "schluessel").get(pk=str(pk))


def ruf(spiel: Spiel, sitzung: Sitzung, **welcher: Any) -> None:
    """Call the one item that nobody has called yet."""
    punkt = sitzung.punkte.get(aufgerufen_um=None, abgesetzt=False, **welcher)
    spiel.tue("punkt_aufrufen", sitzung=sitzung.pk, punkt=str(punkt.pk))


def stimmt(
    spiel: Spiel, sitzung: Sitzung, ja: int, nein: int, enthaltung: int, **mehr: Any
) -> None:
    """A count on the motion that is open."""
    punkt = sitzung.punkte.get(aufgerufen_um__isnull=False, geschlossen_um=None)
    antrag = punkt.antraege.get(angenommen=None, zurueckgezogen_um=None)
    zahlen: dict[str, Any] = {"ja": ja, "nein": nein, "enthaltung": enthaltung, **mehr}
    spiel.tue("abstimmung_festhalten", sitzung=sitzung.pk, antrag=str(antrag.pk), **zahlen)


def beantrage(spiel: Spiel, sitzung: Sitzung, gegenstand: str, **mehr: Any) -> None:
    """A motion on the item that is on."""
    spiel.tue("antrag_stellen", sitzung=sitzung.pk, gegenstand=gegenstand, **mehr)
