"""Writes the first version of a Niederschrift from what was recorded.

Never how anybody voted, but where an Ordnung provides for votes by name: then beside the counts,
which never leave the Niederschrift.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from haertefall.faelle.models import Ergebnis
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import GEGENSTAND_WORTE, Gegenstand
from haertefall.sitzungen.abwaegung import abgewogen
from haertefall.sitzungen.antraege import nur_fuer
from haertefall.sitzungen.mitwirkende import wessen
from haertefall.sitzungen.models import (
    Abstimmung,
    Antrag,
    Anwesenheit,
    Punktanwesenheit,
    Punktart,
    Sitzung,
    Tagesordnungspunkt,
)
from haertefall.zeit import BERLIN, rechtstag


@dataclass(frozen=True)
class Entwurf:
    """One section: the text, and the counts of votes apart from it."""

    text: str
    stimmen: str = ""


def zur_sitzung(sitzung: Sitzung) -> Entwurf:
    """Place, times, who was there from when to when."""
    zeilen = [
        ", ".join(filter(None, [sitzung.gremium.name, wessen(sitzung)])),
        f"Umlauf ohne Sitzung, Antworten bis {_zeit(sitzung.beginn)} Uhr."
        if sitzung.ist_umlauf
        else f"Sitzung am {_zeit(sitzung.beginn)} Uhr, {sitzung.get_form_display()}"
        f"{f', {sitzung.ort}' if sitzung.ort else ''}.",
    ]
    auf, zu = ("Eröffnet", "Geschlossen")
    if sitzung.ist_umlauf:
        auf, zu = ("Auszählung begonnen", "Abgeschlossen")
    if sitzung.eroeffnet_um:
        zeilen.append(f"{auf}: {_zeit(sitzung.eroeffnet_um)} Uhr.")
    if sitzung.geschlossen_um:
        zeilen.append(f"{zu}: {_zeit(sitzung.geschlossen_um)} Uhr.")
    if sitzung.anwesende is not None:
        wie = "Geantwortet" if sitzung.ist_umlauf else "Anwesend"
        zeilen.append(f"{wie}: {sitzung.anwesende} von {sitzung.mitglieder} Mitgliedern.")
    strecken = list(
        Anwesenheit.objects.filter(teilnahme__sitzung=sitzung).select_related(
            "teilnahme__amt__konto", "fuer__amt__konto"
        )
    )
    if strecken:
        wie = "Antworten" if sitzung.ist_umlauf else "Anwesenheit"
        zeilen += ["", f"{wie}:", *(_strecke(sitzung, s) for s in strecken)]
    return Entwurf("\n".join(zeilen))


def zum_punkt(punkt: Tagesordnungspunkt) -> Entwurf:
    """What was dealt with, who was there, motions, results, reasons, expectations."""
    zeilen: list[str] = []
    if punkt.art == Punktart.RUECKNAHME:
        zeilen.append("Rücknahme eines Ersuchens")
    if punkt.titel or punkt.frage:
        zeilen += [t for t in (punkt.titel, punkt.frage) if t]
    zeilen += _anwesend(punkt)
    if punkt.ohne_stellungnahme:
        zeilen.append("Eine begründete Stellungnahme der Ausländerbehörde lag nicht vor.")
    zeilen += _befangenheiten(punkt)
    zeilen += _papiere(punkt)
    zeilen += _abwaegungen(punkt)
    stimmen: list[str] = []
    alle = punkt.abstimmungen.select_related("antrag")
    gezaehlt = [a for a in _mit_punkt(punkt, alle) if not _ersetzt(a)]
    for antrag in punkt.antraege.filter(zurueckgezogen_um=None):
        antrag.punkt = punkt
        zeilen += ["", *_antrag(antrag)]
    for abstimmung in gezaehlt:
        # It says what was moved; among several, the number says for whom.
        zu = f"Antrag {abstimmung.antrag.nummer}: " if abstimmung.antrag else ""
        teil = [f"{zu if len(gezaehlt) > 1 else ''}{abstimmung.feststellung}"]
        stimmen.append("\n".join([*teil, *_namentlich(abstimmung)]))
    if punkt.art == Punktart.FALL and punkt.geschlossen_um is not None:
        zeilen += _beschlossen(punkt, punkt.geschlossen_um, "\n".join(zeilen))
    elif punkt.art == Punktart.FALL and not punkt.antraege.exists():
        zeilen += _ergebnisse(punkt, gezaehlt)
    if punkt.abgesetzt:
        zeilen += ["", "Von der Tagesordnung genommen."]
    elif punkt.art != Punktart.FALL and not punkt.aufgerufen_um and punkt.sitzung.eroeffnet_um:
        zeilen += ["", "Nicht aufgerufen."]
    for text in (punkt.antwort, punkt.vermerk):
        if text:
            zeilen += ["", text]
    return Entwurf("\n".join(zeilen).strip() or "Kein Beschluss.", "\n\n".join(stimmen))


def _abwaegungen(punkt: Tagesordnungspunkt) -> list[str]:
    """Each „soll“ ground in the words of the Ordnung, with its norm and the sentence on it."""
    saetze = abgewogen(punkt)
    if punkt.fall is None or not saetze:
        return []
    gruende = fassungen.aus_hash(punkt.fall.fassung_id).ordnung.ausschlussgrund
    return [
        f"Abgewogen: {g.bezeichnung} ({g.beleg}). {saetze[g.kennung].satz}"
        for g in gruende
        if g.kennung in saetze
    ]


def _namentlich(abstimmung: Abstimmung) -> list[str]:
    """How each person voted, only where an Ordnung has it; in the part that never leaves."""
    zeilen = []
    stimmen = abstimmung.namentliche_stimmen.select_related("teilnahme__amt__konto")
    for stimme in stimmen:
        stimme.abstimmung, stimme.teilnahme.sitzung = abstimmung, abstimmung.punkt.sitzung
        zeilen.append(f"{stimme.teilnahme.name}: {str(stimme.stimme).title()}")
    return [f"Namentlich: {'; '.join(sorted(zeilen))}."] if zeilen else []


def _wort(gegenstand: str) -> str:
    return GEGENSTAND_WORTE[Gegenstand(gegenstand)]


def _zeit(um: datetime) -> str:
    return f"{um.astimezone(BERLIN):%d.%m.%Y, %H:%M}"


def _uhr(um: datetime) -> str:
    return f"{um.astimezone(BERLIN):%H:%M}"


def _strecke(sitzung: Sitzung, strecke: Anwesenheit) -> str:
    strecke.teilnahme.sitzung = sitzung
    if sitzung.ist_umlauf:  # When it was entered says nothing about when somebody answered.
        return f"– {strecke.teilnahme.name}"
    von = _uhr(strecke.von)
    zeit = f"{von} bis {_uhr(strecke.bis)} Uhr" if strecke.bis else f"ab {von} Uhr"
    fuer = f", in Vertretung für {strecke.fuer.name}" if strecke.fuer else ""
    video = ", per Video" if strecke.per_video else ""
    return f"– {strecke.teilnahme.name}: {zeit}{fuer}{video}"


def _anwesend(punkt: Tagesordnungspunkt) -> list[str]:
    da = list(
        Punktanwesenheit.objects.filter(punkt=punkt).select_related(
            "teilnahme__amt__konto", "fuer__amt__konto"
        )
    )
    if not da:
        return []
    for eine in da:
        eine.teilnahme.sitzung = punkt.sitzung
    namen = sorted(
        f"{e.teilnahme.name}{f' (für {e.fuer.name})' if e.fuer else ''}"
        f"{' (per Video)' if e.per_video else ''}"
        for e in da
    )
    wie = "Geantwortet haben" if punkt.sitzung.ist_umlauf else "Anwesend bei diesem Punkt"
    return [f"{wie}: {', '.join(namen)}."]


def _befangenheiten(punkt: Tagesordnungspunkt) -> list[str]:
    erklaert = punkt.befangenheiten.filter(zurueckgenommen_um=None).select_related(
        "teilnahme__amt__konto"
    )
    zeilen = []
    for eine in erklaert:
        eine.teilnahme.sitzung = punkt.sitzung
        folge = f" ({eine.beleg})" if eine.beleg else " (eine Folge ist nicht geregelt)"
        ohne = [
            w for w, ja in (("Stimme", eine.ohne_stimme), ("Einsicht", eine.ohne_einsicht)) if ja
        ]
        bleibt = f", ohne {' und '.join(ohne)}" if ohne else ""
        zeilen.append(f"{eine.teilnahme.name} hat sich für befangen erklärt{folge}{bleibt}.")
    return zeilen


def _papiere(punkt: Tagesordnungspunkt) -> list[str]:
    zeilen = []
    for papier in punkt.mitgebrachtes.select_related("von__amt__konto"):
        papier.punkt = punkt
        papier.von.sitzung = punkt.sitzung
        wer = papier.einsichtnahmen.select_related("teilnahme__amt__konto")
        for einsicht in wer:
            einsicht.teilnahme.sitzung = punkt.sitzung
        namen = ", ".join(e.teilnahme.name for e in wer)
        gesehen = f", eingesehen von {namen}" if namen else ""
        zurueck = "" if papier.zurueck_um is None else ", zurückgegeben"
        zeilen.append(
            f"Zur Einsicht mitgebracht von {papier.von.name}: {papier.was}{gesehen}{zurueck}."
        )
    return zeilen


def _antrag(antrag: Antrag) -> list[str]:
    fuer = ", ".join(nur_fuer(antrag))
    nur = f", nur für {fuer}" if fuer else ""
    zeilen = [f"Antrag {antrag.nummer}: {_wort(antrag.gegenstand)}{nur}"]
    zeilen += [t for t in (antrag.text, antrag.begruendung) if t]
    for erwartung in antrag.erwartungen.select_related("person"):
        erwartung.antrag = antrag
        erwartung.person.fall = antrag.punkt.fall  # type: ignore[assignment]
        zeilen.append(
            f"Erwartet von {erwartung.person.name}: {erwartung.was} Zumutbar, weil: "
            f"{erwartung.zumutbar}"
        )
    if antrag.ohne_abstimmung:
        zeilen.append("Gemeinsam gefunden, ohne Abstimmung.")
        for eine in antrag.abseits.select_related("teilnahme__amt__konto"):
            eine.antrag = antrag
            zeilen.append(
                f"{eine.teilnahme.name} steht abseits{f': {eine.wort}' if eine.wort else '.'}"
            )
    elif antrag.angenommen is not None:
        wort = "Angenommen" if antrag.angenommen else "Nicht angenommen"
        wer = ", so festgestellt vom Vorsitz oder der Runde" if antrag.durch == "person" else ""
        zeilen.append(f"{wort}{wer}.")
    else:
        zeilen.append("Darüber wurde nicht entschieden.")
    return zeilen


def _beschlossen(punkt: Tagesordnungspunkt, um: datetime, bisher: str) -> list[str]:
    """What follows from the motions, for whom: an Ersuchen that does not carry is „kein Ersuchen“.

    Nothing for a case that was postponed. Reasons dictated only when the Ersuchen left the house
    stand here too (§ 6 Abs. 3 Satz 3 HFKVO).
    """
    gefunden = Ergebnis.objects.filter(fall=punkt.fall, am=rechtstag(um)).select_related("person")
    je_wort: dict[str, list[str]] = {}
    gruende: dict[str, None] = {}
    for eines in gefunden.order_by("person__nummer"):
        eines.fall = eines.person.fall = punkt.fall  # type: ignore[assignment]
        je_wort.setdefault(_wort(eines.gegenstand), []).append(eines.person.name)
        if eines.gruende and eines.gruende not in bisher:
            gruende[f"Gründe: {eines.gruende}"] = None
    zeilen = [f"Ergebnis für {', '.join(namen)}: {wort}." for wort, namen in je_wort.items()]
    if len(je_wort) == 1:
        zeilen = [f"Ergebnis: {next(iter(je_wort))}."]
    return ["", *zeilen, *gruende] if zeilen else []


def _ergebnisse(punkt: Tagesordnungspunkt, gezaehlt: list[Abstimmung]) -> list[str]:
    """Where only the result of the meeting was recorded: what was established for whom."""
    tag = punkt.sitzung.beginn.astimezone(BERLIN).date()
    ergebnisse = list(
        Ergebnis.objects.filter(fall=punkt.fall, am__gte=tag).select_related("person")
    )
    zeilen = []
    for eines in ergebnisse:
        eines.fall = eines.person.fall = punkt.fall  # type: ignore[assignment]
        fuer = f" für {eines.person.name}" if len(ergebnisse) > 1 else ""
        zeilen.append(f"Ergebnis{fuer}: {_wort(eines.gegenstand)}.")
    if ergebnisse:
        eines = ergebnisse[0]
        zeilen += [f"Gründe: {eines.gruende}"] if eines.gruende else []
        zeilen += [f"Erwartung: {e}" for e in eines.erwartungen or []]
    elif gezaehlt:
        zeilen += [
            f"{_wort(a.gegenstand)}: {'angenommen' if a.angenommen else 'nicht angenommen'}."
            for a in gezaehlt
        ]
    return zeilen


def _mit_punkt(
    punkt: Tagesordnungspunkt, abstimmungen: Iterable[Abstimmung]
) -> Iterable[Abstimmung]:
    for eine in abstimmungen:
        eine.punkt = punkt
        yield eine


def _ersetzt(abstimmung: Abstimmung) -> bool:
    """A corrected count stands in the trace, not in the minutes."""
    return Abstimmung.objects.filter(ersetzt=abstimmung).exists()
