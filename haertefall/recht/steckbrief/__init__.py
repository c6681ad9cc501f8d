"""A Fassung in words, for jurists: who, how, why not, what next, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from haertefall.recht.ablauf import Wegwahl, vollstaendiger_ablauf
from haertefall.recht.beispiele import Beispiel
from haertefall.recht.durchsicht import Auffaelligkeit
from haertefall.recht.ordnung import Ablaufzeile, Merkmal, Ordnung
from haertefall.recht.steckbrief.beschluesse import beschluesse, fristen, sitzungen
from haertefall.recht.steckbrief.besetzung import kopf, zusammensetzung
from haertefall.recht.steckbrief.schaubild import schaubild
from haertefall.recht.steckbrief.verfahren import antragswege, gruende, voraussetzungen
from haertefall.recht.steckbrief.zustand import auffaelligkeiten, stand

__all__ = ["Vorlage", "steckbrief"]


@dataclass(frozen=True)
class Vorlage:
    """Everything the description is made of. `schrittnamen`: what the program calls its steps."""

    gremium: str
    datei: str
    ordnung: Ordnung
    geruest: Sequence[Ablaufzeile]
    merkmale: Mapping[str, Merkmal]
    auffaelligkeiten: Sequence[Auffaelligkeit] = ()
    beispiele: Sequence[Beispiel] = ()
    schrittnamen: Mapping[str, str] = field(default_factory=dict)
    weg: Wegwahl | None = None


def steckbrief(vorlage: Vorlage) -> str:
    """The whole description, at most 80 columns wide."""
    ordnung = vorlage.ordnung
    wege = {weg.kennung for weg in ordnung.weg}
    weg = vorlage.weg if vorlage.weg in wege else ordnung.standardweg
    ablauf = vollstaendiger_ablauf(ordnung, vorlage.geruest)
    zeilen = [
        *kopf(ordnung, vorlage.gremium, vorlage.datei),
        *zusammensetzung(ordnung),
        *antragswege(ordnung),
        *voraussetzungen(ordnung, vorlage.merkmale),
        *gruende(ordnung, vorlage.merkmale, vorlage.beispiele),
        *schaubild(ordnung, ablauf, weg, vorlage.schrittnamen),
        *sitzungen(ordnung),
        *fristen(ordnung),
        *beschluesse(ordnung),
        *stand(ordnung),
        *auffaelligkeiten(vorlage.auffaelligkeiten),
    ]
    return "\n".join(zeilen).strip() + "\n"
