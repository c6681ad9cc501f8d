"""What somebody can do next with a case: the permitted steps with the norm under each button."""

from collections.abc import Callable
from dataclasses import dataclass

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall, Seite
from haertefall.faelle.sicht import Tiefe
from haertefall.gremien.fassungen import Fassung
from haertefall.recht.ablauf import moegliche_schritte, wegwahl
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion, Stand
from haertefall.recht.ordnung import GRUNDLAGE_WORTE, Ablaufzeile, Grundlage
from haertefall.schritte.register import SCHRITTE
from haertefall.web.raum import Raum

# Steps that end a case from outside are offered, but never as the thing to do next.
AUSSERDEM = frozenset({"anderweitig_erledigen", "ersuchen_zuruecknehmen"})
# Without names one can only take a case up: any other form would show who it is.
OHNE_NAMEN = frozenset({"fall_aufgreifen"})

# Offered on the page of the Prüfhilfe, beside what they change.
AUF_EIGENER_SEITE = frozenset(
    {
        "aufenthaltszeiten_festhalten",
        "rechtsangabe_festhalten",
        "strafen_festhalten",
        "massnahmen_festhalten",
        "pruefhilfe_vermerken",
    }
)

# Side steps that would be refused anyway are not offered.
_SINNVOLL: dict[str, Callable[[Fall], bool]] = {
    "ruhen_lassen": lambda fall: not fall.ruht,
    "ruhen_beenden": lambda fall: fall.ruht,
    "dokument_freigeben": lambda fall: fall.dokumente.exclude(seite=Seite.BEHOERDE).exists(),
    "fall_trennen": lambda fall: fall.geht_auf_in_id is not None,
    "fall_zusammenfuehren": lambda fall: fall.geht_auf_in_id is None,
    "vorbefassung_loesen": lambda fall: fall.vorbefassungen.filter(geloest_am=None).exists(),
    "gefahr_erledigen": lambda fall: fall.gefahren.filter(erledigt_am=None).exists(),
    "berichtigung_bestaetigen": lambda fall: fall.berichtigungen.filter(
        bestaetigt_um=None
    ).exists(),
}


@dataclass(frozen=True)
class Angebot:
    """One step that is permitted now."""

    name: str
    titel: str
    adresse: str
    grundlage: str
    annahme: bool
    beleg: str
    wortlaut: str
    zweifel: str
    nebenbei: bool


def angebote(
    akteur: Akteur, fall: Fall, fassung: Fassung, stufe: Tiefe, raum: Raum
) -> tuple[Angebot, ...]:
    """The steps this Akteur may take with this case now, main steps first."""
    zeilen = moegliche_schritte(
        fassung.ablauf,
        stand=Stand(fall.stand),
        funktion=akteur.funktion,
        weg=wegwahl(fall.weg),
        antragsweg=fall.antragsweg,
        letztes_ergebnis=fall.zaehlt_als,
    )
    gefunden = [
        _angebot(
            zeile,
            Stand(fall.stand),
            raum.adresse("schritt_am_fall", fall_id=fall.pk, name=zeile.schritt),
        )
        for zeile in zeilen
        if darf_formular_sehen(zeile.schritt, stufe)
        and zeile.schritt in SCHRITTE
        and zeile.schritt not in AUF_EIGENER_SEITE
        and _sinnvoll(zeile.schritt, fall)
    ]
    return tuple(sorted(gefunden, key=lambda a: a.nebenbei))


def an_der_reihe(fall: Fall, fassung: Fassung) -> tuple[str, ...]:
    """Whose Funktion the next step is, in words.

    What comes from outside the office only records; beside the chair it acts for the body itself.
    """
    stand = Stand(fall.stand)
    wer = [
        funktion
        for funktion in Funktion
        if any(
            not ist_nebenschritt(zeile, stand)
            for zeile in moegliche_schritte(
                fassung.ablauf,
                stand=stand,
                funktion=funktion,
                weg=wegwahl(fall.weg),
                antragsweg=fall.antragsweg,
                letztes_ergebnis=fall.zaehlt_als,
            )
        )
    ]
    andere = [f for f in wer if f is not Funktion.GESCHAEFTSSTELLE or Funktion.VORSITZ in wer]
    return tuple(FUNKTION_WORTE[f] for f in andere or wer)


def darf_formular_sehen(schritt: str, stufe: Tiefe) -> bool:
    """Whether the form of a step shows no more of a case than its reader may know."""
    if stufe in (Tiefe.OHNE_NAMEN, Tiefe.NOTFALL):
        # A Notzugang opens a case to read; what one could do before, one still can.
        return schritt in OHNE_NAMEN
    return stufe in (Tiefe.VERFAHREN, Tiefe.AKTE)


def ist_nebenschritt(zeile: Ablaufzeile, stand: Stand) -> bool:
    """What may leave a case where it is (again, later, besides) is not what it waits for."""
    bleibt = stand in zeile.ziele().values() or zeile.nach is None
    return zeile.frei or bleibt or zeile.schritt in AUSSERDEM


def _sinnvoll(schritt: str, fall: Fall) -> bool:
    return schritt not in _SINNVOLL or _SINNVOLL[schritt](fall)


def _angebot(zeile: Ablaufzeile, stand: Stand, adresse: str) -> Angebot:
    return Angebot(
        name=zeile.schritt,
        titel=SCHRITTE[zeile.schritt].titel,
        adresse=adresse,
        grundlage=GRUNDLAGE_WORTE[zeile.art],
        annahme=zeile.art is Grundlage.ANNAHME,
        beleg=zeile.norm or zeile.quelle or "",
        wortlaut=zeile.wortlaut or "",
        zweifel=zeile.zweifel or "",
        nebenbei=ist_nebenschritt(zeile, stand),
    )
