"""Worked examples: invented people, the sentence of the source, and what it gives.

Expected results come from the wording, not from the program. A file may build on a Vorlage that
says what else is known; a case says what is different. Everything runs as a test.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from haertefall.recht.ordnung.laden import einlesen
from haertefall.recht.ordnung.zeile import Modell, Satz
from haertefall.recht.pruefhilfe.befund import Befund, Ergebnis
from haertefall.recht.pruefhilfe.fragen import gruppe_auswerten
from haertefall.recht.pruefhilfe.gesetze import Gesetze, Nummer
from haertefall.recht.pruefhilfe.lage import lage
from haertefall.recht.pruefhilfe.pruefung import pruefe
from haertefall.recht.pruefhilfe.rohwerte import (
    lies_aufenthaltszeiten,
    lies_ja,
    lies_massnahmen,
    lies_strafen,
    lies_wert,
)
from haertefall.recht.pruefhilfe.sachverhalt import (
    Angabe,
    Aufenthaltsart,
    Aufenthaltszeiten,
    Massnahmeart,
    Massnahmen,
    Sachverhalt,
    Strafart,
    Strafen,
    Wert,
    Wertung,
)
from haertefall.recht.pruefhilfe.uebersicht import Uebersicht, Zeilenbefund

JaNein = Literal["ja", "nein"]


class Spanne(Modell):
    """From a day to a last day; without one it goes on."""

    von: date
    bis: date | None = None


class Zeitzeile(Spanne):
    """A residence period."""

    art: Aufenthaltsart
    belegt: bool = True


class Strafzeile(Modell):
    """A conviction; what is left out is not known."""

    art: Strafart
    hoehe: int | None = Field(default=None, ge=0, description="Tagessätze oder Monate")
    vorsaetzlich: JaNein | None = None
    nur_auslaender: JaNein | None = None
    bewaehrung: JaNein | None = None


class Massnahmezeile(Modell):
    """A measure of the authority."""

    art: Massnahmeart
    von: date | None = None
    bis: date | None = None


Rohwert = str | int | float | Spanne


class Bekannt(Modell):
    """What is known about a person, in the words of the file."""

    angaben: dict[Nummer, Rohwert] = Field(default_factory=dict)
    unbelegt: list[Nummer] = Field(default_factory=list, description="Nur vorgetragen")
    ohne: list[Nummer] = Field(default_factory=list, description="Doch nicht bekannt")
    zeiten: list[Zeitzeile] | None = None
    zeiten_vollstaendig: bool = True
    strafen: list[Strafzeile] | None = None
    strafen_vollstaendig: bool = True
    strafen_partner: list[Strafzeile] | None = None
    massnahmen: list[Massnahmezeile] | None = None
    massnahmen_vollstaendig: bool = True
    ausgleich: dict[Nummer, JaNein] = Field(default_factory=dict)


class Erwartet(Modell):
    """What the wording gives. „zu_klaeren: wertung, recht“ names the reason codes."""

    wege: dict[Nummer, str] = Field(default_factory=dict)
    zeilen: dict[Nummer, str] = Field(default_factory=dict)
    tatsachen: dict[Nummer, str] = Field(
        default_factory=dict, description="Ergebnis der Zeile allein nach den Tatsachen"
    )
    gruppen: dict[Nummer, str] = Field(default_factory=dict)
    zeile_ab: dict[Nummer, date] = Field(default_factory=dict, description="Frühester Tag")
    zeile_bis: dict[Nummer, date] = Field(default_factory=dict, description="Letzter Tag")
    weg_ab: dict[Nummer, date] = Field(default_factory=dict)
    staerke: dict[Nummer, str] = Field(default_factory=dict)


class Fall(Bekannt):
    """One invented case."""

    name: Satz
    stichtag: date
    erwartet: Erwartet


class Vorlage(Bekannt):
    """What else is known in many examples."""

    was: Satz


class Beispieldatei(Bekannt):
    """Cases that belong together; what they share is said once."""

    titel: Satz
    satz: Satz = Field(description="Der Satz der Quelle, auf dem die Ergebnisse beruhen")
    quelle: Satz
    vorlage: list[str] = Field(default_factory=list, description="Dateien im Ordner vorlagen/")
    fall: list[Fall] = Field(min_length=1)


def lesen_beispiele(text: str, datei: str) -> Beispieldatei:
    """Read one file. Raises `Ordnungsfehler`."""
    return einlesen(Beispieldatei, text, datei)


def lesen_vorlage(text: str, datei: str) -> Vorlage:
    """Read one Vorlage. Raises `Ordnungsfehler`."""
    return einlesen(Vorlage, text, datei)


def sachverhalt(gesetze: Gesetze, stichtag: date, *schichten: Bekannt) -> Sachverhalt:
    """The person, from the most general layer to the case itself. Raises ValueError, KeyError."""
    roh: dict[str, Rohwert] = {}
    unbelegt: set[str] = set()
    ausgleich: dict[str, JaNein] = {}
    teile: dict[str, object] = {}
    for schicht in schichten:
        roh = {k: w for k, w in {**roh, **schicht.angaben}.items() if k not in schicht.ohne}
        unbelegt |= set(schicht.unbelegt)
        ausgleich |= schicht.ausgleich
        teile |= {
            feld: getattr(schicht, feld)
            for feld in schicht.model_fields_set - {"angaben", "unbelegt", "ohne", "ausgleich"}
        }
    letzte = Bekannt.model_validate({k: w for k, w in teile.items() if k in Bekannt.model_fields})
    return Sachverhalt(
        angaben={k: _angabe(gesetze, k, w, k not in unbelegt, stichtag) for k, w in roh.items()},
        zeiten=_zeiten(letzte),
        strafen=_strafen(letzte.strafen, letzte.strafen_vollstaendig),
        strafen_partner=_strafen(letzte.strafen_partner, True),
        massnahmen=_massnahmen(letzte),
        ausgleich={k: _wertung(ja, stichtag) for k, ja in ausgleich.items()},
    )


def abweichungen(erwartet: Erwartet, person: Sachverhalt, tag: date, g: Gesetze) -> tuple[str, ...]:
    """Where the program gives something else than the wording; empty if they agree."""
    ist = pruefe(person, tag, g)
    wege = {weg.weg.kennung: weg for weg in ist.wege}
    zeilen = _zeilen(ist)
    heute = lage(person, tag, g)
    gruppen = {k: kurz(gruppe_auswerten(heute, k)) for k in erwartet.gruppen}
    tatsachen = {k: kurz(z.tatsachen) for k, z in zeilen.items()}
    return (
        *_vergleich("Weg", erwartet.wege, {k: kurz(w.befund) for k, w in wege.items()}),
        *_vergleich("Zeile", erwartet.zeilen, {k: kurz(z.befund) for k, z in zeilen.items()}),
        *_vergleich("Tatsachen", erwartet.tatsachen, tatsachen),
        *_vergleich("Gruppe", erwartet.gruppen, gruppen),
        *_vergleich("ab", erwartet.zeile_ab, {k: z.erfuellt_ab for k, z in zeilen.items()}),
        *_vergleich("bis", erwartet.zeile_bis, {k: z.erfuellt_bis for k, z in zeilen.items()}),
        *_vergleich("Weg ab", erwartet.weg_ab, {k: w.erfuellt_ab for k, w in wege.items()}),
        *_vergleich("Stärke", erwartet.staerke, {k: w.staerke for k, w in wege.items()}),
    )


def _zeilen(uebersicht: Uebersicht) -> dict[str, Zeilenbefund]:
    """All rows; one that several ways share counts where its way is in force."""
    zeilen: dict[str, Zeilenbefund] = {}
    for zeile in (zeile for weg in uebersicht.wege for zeile in weg.zeilen):
        bisher = zeilen.get(zeile.zeile.kennung)
        if bisher is None or bisher.befund.ergebnis is Ergebnis.NICHT_IN_KRAFT:
            zeilen[zeile.zeile.kennung] = zeile
    return zeilen


def kurz(befund: Befund) -> str:
    """A result as examples write it."""
    gruende = ", ".join(befund.gruende)
    return f"{befund.ergebnis}: {gruende}" if gruende else str(befund.ergebnis)


def _vergleich(was: str, soll: Mapping[str, object], ist: Mapping[str, object]) -> Iterator[str]:
    for kennung, erwartet in soll.items():
        if ist.get(kennung) != erwartet:
            yield f"{was} {kennung}: nach dem Wortlaut {erwartet}, hier {ist.get(kennung)}"


def _angabe(
    gesetze: Gesetze, kennung: str, roh: Rohwert, belegt: bool, stichtag: date
) -> Angabe[Wert] | Wertung:
    art = gesetze.angaben[kennung].art if kennung in gesetze.angaben else None
    if art is None:
        art = "ja_nein" if gesetze.zeilen[kennung].art == "tatsache" else "wertung"
    if art == "wertung":
        return _wertung(roh, stichtag)
    return Angabe(lies_wert(art, roh.model_dump() if isinstance(roh, Spanne) else roh), belegt)


def _wertung(roh: Rohwert, stichtag: date) -> Wertung:
    return Wertung(lies_ja(roh), "erfundene Person", stichtag, "Angabe des Beispiels")


def _zeiten(bekannt: Bekannt) -> Aufenthaltszeiten | None:
    if bekannt.zeiten is None:
        return None
    return lies_aufenthaltszeiten(_liste(bekannt.zeiten, bekannt.zeiten_vollstaendig))


def _strafen(zeilen: Sequence[Strafzeile] | None, vollstaendig: bool) -> Strafen | None:
    return None if zeilen is None else lies_strafen(_liste(zeilen, vollstaendig))


def _massnahmen(bekannt: Bekannt) -> Massnahmen | None:
    if bekannt.massnahmen is None:
        return None
    return lies_massnahmen(_liste(bekannt.massnahmen, bekannt.massnahmen_vollstaendig))


def _liste(zeilen: Sequence[Modell], vollstaendig: bool) -> dict[str, object]:
    return {"zeilen": [z.model_dump() for z in zeilen], "vollstaendig": vollstaendig}
