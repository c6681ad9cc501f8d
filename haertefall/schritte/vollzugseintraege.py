"""What can be put right in a check before a deportation: the kinds of entries, in one form each.

A correction is the form of the act filled in again. What cannot be filled in again (a finding at a
point: the next one counts) can only be taken back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart
from haertefall.recht.pruefhilfe.worte import AUFENTHALTSART_WORTE
from haertefall.recht.vollzug.pruefung import Punktergebnis
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.recht.vollzug.worte import PUNKT_WORTE
from haertefall.schritte.schritt import Eingabe
from haertefall.schritte.vollzug.aufenthalt_eintragen import Aufenthalt
from haertefall.schritte.vollzug.ausgang_eintragen import Ausgangsbogen
from haertefall.schritte.vollzug.erlass_bedenken import Erlassbogen
from haertefall.schritte.vollzug.merkblatt_aushaendigen import Merkblatt
from haertefall.schritte.vollzug.person_eintragen import Personenbogen
from haertefall.schritte.vollzug.rueckkehr_erklaeren import Rueckkehrgespraech
from haertefall.schritte.vollzug.verfahren_vermerken import Verfahrensbogen
from haertefall.vollzug.models import (
    Aufklaerungsart,
    Ausgang,
    Vollzugsberichtigung,
    Vollzugspruefung,
)

Werte = dict[str, Any]


@dataclass(frozen=True)
class Eintragsart:
    """A kind of entry.

    `bogen`: the form that wrote it; None: it can only be taken back. `oeffnet`: whoever confirmed
    the check has not seen the corrected entry. `zwei`: another outcome takes a second person.
    """

    kennung: str
    titel: str
    zeilen: Callable[[Vollzugspruefung], Iterable[Any]]
    worte: Callable[[Any], str]
    werte: Callable[[Any], Werte]
    setzen: Callable[[Any, Werte], None]
    bogen: type[Eingabe] | None = None
    oeffnet: bool = False
    zwei: bool = False


@dataclass(frozen=True)
class Eintrag:
    """One entry of one check."""

    art: Eintragsart
    zeile: Any

    @property
    def kennung(self) -> str:
        """Its key in the form."""
        return f"{self.art.kennung}:{self.zeile.pk}"

    @property
    def worte(self) -> str:
        """What it says."""
        return f"{self.art.titel}: {self.art.worte(self.zeile)}"


@dataclass
class Zeitzeile:
    """One residence period of a person; they lie together in one sealed field."""

    person: Any
    stelle: int

    @property
    def pk(self) -> str:
        """Person and place in the list."""
        return f"{self.person.pk}:{self.stelle}"

    @property
    def zeit(self) -> Werte:
        """The period."""
        zeit: Werte = self.person.zeiten["zeiten"][self.stelle]
        return zeit


def eintraege(pruefung: Vollzugspruefung) -> dict[str, Eintrag]:
    """All entries that can be put right, by kind."""
    gefunden = (Eintrag(art, z) for art in ARTEN.values() for z in art.zeilen(pruefung))
    return {eintrag.kennung: eintrag for eintrag in gefunden}


def anwenden(pruefung: Vollzugspruefung, eintrag: Eintrag, neu: Werte | None) -> None:
    """Put the entry right, or take it back (None). The correction keeps what stood there."""
    if neu is not None:
        eintrag.art.setzen(eintrag.zeile, neu)
    elif isinstance(eintrag.zeile, Zeitzeile):
        person = eintrag.zeile.person
        zeiten = [z for n, z in enumerate(person.zeiten["zeiten"]) if n != eintrag.zeile.stelle]
        person.zeiten = {**person.zeiten, "zeiten": zeiten}
        person.save(force_update=True)
    elif eintrag.zeile is pruefung:
        pruefung.ausgang, pruefung.ausgang_am = "", None
    else:
        eintrag.zeile.zurueckgenommen = True
        eintrag.zeile.save(force_update=True)
        if eintrag.art.kennung == "person":
            pruefung.personenzahl -= 1


def braucht_zweite_person(eintrag: Eintrag, neu: Werte | None) -> bool:
    """Whether an outcome changes, not only its day."""
    alt = eintrag.art.werte(eintrag.zeile)
    return eintrag.art.zwei and (neu is None or neu["ausgang"] != alt["ausgang"])


def beruht_darauf(pruefung: Vollzugspruefung, eintrag: Eintrag) -> list[str]:
    """What came later and may rest on it: a person looks whether it still stands."""
    saetze = []
    if eintrag.art.oeffnet and pruefung.bestaetigt_am:
        saetze.append(f"Bestätigung durch die zweite Person vom {pruefung.bestaetigt_am:%d.%m.%Y}")
    saetze += [
        f"Vorlage an {v.gremium.name} vom {v.am:%d.%m.%Y}: Das Gremium hat die Abschrift, wie sie "
        "übergeben wurde"
        for v in pruefung.vorlagen.select_related("gremium")
    ]
    if pruefung.ausgang and eintrag.zeile is not pruefung and pruefung.ausgang_am:
        wort = Ausgang(pruefung.ausgang).label
        saetze.append(f"Ausgang vom {pruefung.ausgang_am:%d.%m.%Y}: {wort}")
    return saetze


def wartende(pruefung: Vollzugspruefung) -> dict[str, Vollzugsberichtigung]:
    """Corrections that wait for the second person."""
    offen = pruefung.berichtigungen.filter(bestaetigt_um=None)
    gefunden = {}
    for zeile in offen:
        zeile.pruefung = pruefung
        gefunden[str(zeile.pk)] = zeile
    return gefunden


def schlicht(wert: Any) -> Any:
    """A value as it is stored."""
    if isinstance(wert, date):
        return wert.isoformat()
    if isinstance(wert, UUID):
        return str(wert)
    return list(wert) if isinstance(wert, (list, tuple)) else wert if wert is not None else ""


def tag(wert: str) -> date | None:
    """A stored day."""
    return date.fromisoformat(wert) if wert else None


def _teile(reihe: str) -> Callable[[Vollzugspruefung], Iterator[Any]]:
    def zeilen(pruefung: Vollzugspruefung) -> Iterator[Any]:
        for zeile in getattr(pruefung, reihe).all():
            zeile.pruefung = pruefung
            yield zeile

    return zeilen


def _aufklaerungen(art: Aufklaerungsart) -> Callable[[Vollzugspruefung], Iterator[Any]]:
    def zeilen(pruefung: Vollzugspruefung) -> Iterator[Any]:
        return (z for z in _teile("aufklaerungen")(pruefung) if z.art == art)

    return zeilen


def _zeitzeilen(pruefung: Vollzugspruefung) -> Iterator[Zeitzeile]:
    for person in _teile("betroffene")(pruefung):
        yield from (Zeitzeile(person, n) for n in range(len(person.zeiten["zeiten"])))


def _ausgang(pruefung: Vollzugspruefung) -> Iterator[Vollzugspruefung]:
    if pruefung.ausgang:
        yield pruefung


def _person_setzen(person: Any, neu: Werte) -> None:
    for feld in ("nachname", "vornamen", "geburtsdatum", "land", "gruppe"):
        setattr(person, feld, neu[feld] or None)
    person.verletzlich = neu["verletzlich"]
    person.save(force_update=True)


def _zeit_setzen(zeile: Zeitzeile, neu: Werte) -> None:
    zeiten = [dict(z) for z in zeile.person.zeiten["zeiten"]]
    zeiten[zeile.stelle] = {"art": neu["art"], "von": neu["von"], "bis": neu["bis"]}
    zeile.person.zeiten = {
        "zeiten": sorted(zeiten, key=lambda z: z["von"]),
        "vollstaendig": neu["vollstaendig"],
    }
    zeile.person.save(force_update=True)


def _zeitworte(zeile: Zeitzeile) -> str:
    von, bis = tag(zeile.zeit["von"]), tag(zeile.zeit["bis"])
    ende = f"{bis:%d.%m.%Y}" if bis else "heute"
    art = AUFENTHALTSART_WORTE[Aufenthaltsart(zeile.zeit["art"])]
    return f"{zeile.person.name}, {art}, {von:%d.%m.%Y} bis {ende}"


def _zeitwerte(zeile: Zeitzeile) -> Werte:
    vollstaendig = zeile.person.zeiten["vollstaendig"]
    return {"person": str(zeile.person.pk), **zeile.zeit, "vollstaendig": vollstaendig}


def _erlass_setzen(vermerk: Any, neu: Werte) -> None:
    vermerk.erlass, vermerk.am, vermerk.text = neu["erlass"], tag(neu["am"]), neu["text"]
    vermerk.save(force_update=True)


def _aufklaerung_setzen(zeile: Any, neu: Werte) -> None:
    zeile.am, zeile.sprache = tag(neu["am"]), neu["sprache"]
    zeile.antwort = neu.get("antwort") or None
    zeile.save(force_update=True)


def _verfahren_setzen(zeile: Any, neu: Werte) -> None:
    fall = neu.get("der_fall")
    zeile.fall, zeile.wo = None, neu["wo"]
    if fall:
        zeile.fall, zeile.wo = str(fall.pk), f"{fall.gremium.name}, {fall.aktenzeichen}"
    zeile.seit = fall.eingegangen_am if fall else tag(neu["seit"])
    zeile.zugesichert_am, zeile.zugesichert_bis = (
        tag(neu["zugesichert_am"]),
        tag(neu["zugesichert_bis"]),
    )
    zeile.zusicherung = neu["zusicherung"] or None
    zeile.save(force_update=True)


def _ausgang_setzen(pruefung: Vollzugspruefung, neu: Werte) -> None:
    pruefung.ausgang, pruefung.ausgang_am = neu["ausgang"], tag(neu["am"])


def _befundworte(befund: Any) -> str:
    return f"{befund.punkt} {PUNKT_WORTE[Punktergebnis(befund.ergebnis)]} ({befund.am:%d.%m.%Y})"


def _erlassworte(vermerk: Any) -> str:
    titel = {e.kennung: e.titel for e in vollzugsrecht().erlasse.erlass}
    return f"{titel.get(vermerk.erlass, vermerk.erlass)} ({vermerk.am:%d.%m.%Y})"


def _nichts(_: Any, neu: Mapping[str, Any]) -> None:
    raise ValueError("Das lässt sich nur zurücknehmen.")


def _felder(*namen: str) -> Callable[[Any], Werte]:
    return lambda zeile: {name: schlicht(getattr(zeile, name)) for name in namen}


def _verfahrenswerte(zeile: Any) -> Werte:
    werte = _felder("wo", "seit", "zugesichert_am", "zugesichert_bis", "zusicherung")(zeile)
    fall = str(zeile.fall_id or "")
    return {"fall": fall, **werte, **({"wo": "", "seit": ""} if fall else {})}


ARTEN: dict[str, Eintragsart] = {
    art.kennung: art
    for art in (
        Eintragsart(
            "person", "Person", _teile("betroffene"), lambda p: str(p.name),
            _felder("nachname", "vornamen", "geburtsdatum", "land", "verletzlich", "gruppe"),
            _person_setzen, Personenbogen, oeffnet=True,
        ),
        Eintragsart(
            "aufenthalt", "Aufenthaltszeit", _zeitzeilen, _zeitworte,
            _zeitwerte, _zeit_setzen, Aufenthalt,
        ),
        Eintragsart(
            "befund", "Befund", _teile("befunde"), _befundworte,
            _felder("punkt", "ergebnis", "grund", "am", "nachweis", "bemerkung", "angaben"),
            _nichts, oeffnet=True,
        ),
        Eintragsart(
            "erlass", "Erlass", _teile("erlassvermerke"), _erlassworte,
            _felder("erlass", "am", "text"), _erlass_setzen, Erlassbogen, oeffnet=True,
        ),
        Eintragsart(
            "rueckkehr", "Freiwillige Ausreise erklärt",
            _aufklaerungen(Aufklaerungsart.RUECKKEHR), lambda z: f"{z.am:%d.%m.%Y}, {z.sprache}",
            _felder("am", "sprache", "antwort"), _aufklaerung_setzen, Rueckkehrgespraech,
        ),
        Eintragsart(
            "merkblatt", "Merkblatt ausgehändigt", _aufklaerungen(Aufklaerungsart.MERKBLATT),
            lambda z: f"{z.am:%d.%m.%Y}, {z.sprache}", _felder("am", "sprache"),
            _aufklaerung_setzen, Merkblatt,
        ),
        Eintragsart(
            "verfahren", "Anhängiges Verfahren", _teile("verfahren"),
            lambda z: f"{z.wo}, seit {z.seit:%d.%m.%Y}", _verfahrenswerte, _verfahren_setzen,
            Verfahrensbogen,
        ),
        Eintragsart(
            "ausgang", "Ausgang", _ausgang,
            lambda p: f"{Ausgang(p.ausgang).label} ({p.ausgang_am:%d.%m.%Y})",
            lambda p: {"ausgang": p.ausgang, "am": schlicht(p.ausgang_am)}, _ausgang_setzen,
            Ausgangsbogen, zwei=True,
        ),
    )
}  # fmt: skip
