"""Who sees a case because of the state it enters or leaves. Steps add what depends on more."""

from haertefall.faelle.models import Zugangsart
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.vorgang import Vorgang

# On entering the state the Funktion sees the case; on leaving it the access ends.
_IM_STAND: dict[Stand, tuple[Zugangsart, Funktion]] = {
    Stand.ANGEBOTEN: (Zugangsart.ANGEBOTEN, Funktion.MITGLIED),
    Stand.VORPRUEFUNG: (Zugangsart.VORPRUEFUNG, Funktion.VORPRUEFUNGSAUSSCHUSS),
}


def nach_stand(vorgang: Vorgang, von: str, nach: str) -> None:
    """Open and end access for a change of state."""
    if von == nach:
        return
    if von in _IM_STAND:
        vorgang.zugang_beenden(_IM_STAND[Stand(von)][0])
    if nach in _IM_STAND:
        art, funktion = _IM_STAND[Stand(nach)]
        vorgang.zugang(art, funktion=funktion)
    if von == Stand.ENTSCHIEDEN:
        vorgang.zugang_beenden(Zugangsart.ANGEBOTEN)
    if vorgang.akte.zaehlt_als == "nichtbefassung_vorpruefung" and nach == Stand.ENTSCHIEDEN:
        # What the small body declined stays open to every member, without names.
        vorgang.zugang(Zugangsart.ANGEBOTEN, funktion=Funktion.MITGLIED)
    if nach == Stand.ABGESCHLOSSEN:
        vorgang.zugang_beenden(Zugangsart.ANGEBOTEN, Zugangsart.VORPRUEFUNG, Zugangsart.VORGELEGT)
