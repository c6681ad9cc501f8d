"""Acts about one case, or that open one: the rows of its Ordnung permit them."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.faelle.sicht import ganzes_gremium, sichtbar_fuer, sieht_ganzes_gremium
from haertefall.gremien import fassungen
from haertefall.recht.ablauf import erlaubnis, folgestand, wegwahl, weigerung_ohne_stand
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.schritte.bewegung import mitziehen
from haertefall.schritte.objekt.art import Objektart, Ort
from haertefall.schritte.objekt.gremium import im_gremium
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.speichern import speichern
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlung import fortschreiben
from haertefall.schritte.zugaenge import NEUESTE_ZUGANGSTAGE
from haertefall.sitzungen.models import Sitzung, Tagesordnungspunkt
from haertefall.zeit import heute, jetzt


def _laden(
    schritt: Schritt, akteur: Akteur, ort: Ort, eingabe: Mapping[str, Any], sperren: bool
) -> Vorgang:
    if ort.sitzung_id:
        raise fehler.NichtVorhanden
    if ort.fall_id is None:
        return im_gremium(akteur, ort, sperren=False)
    punkte: list[Tagesordnungspunkt] | None = None
    if sperren and schritt.tagesordnung:
        if "sitzung" in schritt.eingabe.base_fields:
            _sitzungen_sperren(ort.fall_id, eingabe.get("sitzung"))
        else:
            punkte = _punkte_sperren(fall=ort.fall_id)
    fall = _fall(akteur, ort.fall_id, sperren, mit_tagen=punkte is not None)
    return _vorgang(akteur, fall, punkte)


def aus_der_sitzung(ausloeser: Vorgang, fall_id: UUID) -> Vorgang:
    """For what an act on a running session brings about in the case of its item.

    The session is locked and the item at hand.
    """
    punkt = ausloeser.punkt
    fall = _fall(ausloeser.akteur, fall_id, sperren=True, mit_tagen=True)
    vorgang = _vorgang(ausloeser.akteur, fall, [punkt] if punkt else [])
    vorgang.sitzung, vorgang.punkt = ausloeser.sitzung, punkt
    vorgang.entscheide = ausloeser.entscheide
    return vorgang


def _vorgang(akteur: Akteur, fall: Fall | None, punkte: list[Tagesordnungspunkt] | None) -> Vorgang:
    if fall is None:
        raise fehler.NichtVorhanden
    for punkt in punkte or ():
        punkt.fall = fall
    fassung = fassungen.aus_hash(fall.fassung_id)
    return Vorgang(
        akteur,
        fall.gremium,
        fassung,
        heute(),
        fall,
        zugangstage=getattr(fall, "zugangstage", None),
        punkte=punkte,
        gelesen=dict(vars(fall)),
    )


def _fall(akteur: Akteur, fall_id: UUID, sperren: bool, mit_tagen: bool) -> Fall | None:
    """The case, if the filter shows it, with what nearly every act asks about it."""
    if sperren and sieht_ganzes_gremium(akteur):
        return _GESPERRT[mit_tagen].erste(fall=fall_id, gremium=akteur.gremium_id)
    faelle = sichtbar_fuer(akteur, handeln=True).filter(pk=fall_id)
    return _mit_umfeld(faelle, sperren, mit_tagen).order_by("pk").first()


def _mit_umfeld(faelle: QuerySet[Fall], sperren: bool, mit_tagen: bool) -> QuerySet[Fall]:
    faelle = faelle.select_related("gremium", "schluessel", "behoerde")
    if mit_tagen:
        faelle = faelle.annotate(zugangstage=Subquery(NEUESTE_ZUGANGSTAGE))
    if sperren:
        # no_key: other cases may point here meanwhile, else two that link each other would block.
        faelle = faelle.select_for_update(of=("self",), no_key=True)
    return faelle


def _gesperrt(mit_tagen: bool) -> QuerySet[Fall]:
    faelle = ganzes_gremium(Stelle("gremium", UUIDField())).filter(pk=Stelle("fall", UUIDField()))
    return _mit_umfeld(faelle, True, mit_tagen).order_by("pk")


# To these a refusal tells neither state nor result nor way: what the body does with a case inside
# is not theirs to know.
_OHNE_STAND = frozenset({Funktion.AUSLAENDERBEHOERDE, Funktion.FACHAUFSICHT})

# The office acts most: its reading of a case stands in fixed words.
_GESPERRT = {mit_tagen: FesteLesung(partial(_gesperrt, mit_tagen)) for mit_tagen in (False, True)}


# Before the case: where it stands on an agenda, with the sessions locked.
_punkte_sperren = FesteLesung(
    lambda: (
        Tagesordnungspunkt.objects.filter(fall=Stelle("fall", UUIDField()), abgesetzt=False)
        .select_related("sitzung__schluessel")
        .select_for_update(of=("sitzung",), no_key=True)
        .order_by("sitzung_id", "pk")
    )
)


def _sitzungen_sperren(fall_id: UUID, sitzung_id: Any) -> None:
    """Before the case: the sessions on whose agenda it stands, and the one it is put on."""
    if not connection.features.has_select_for_update:
        return  # the transaction is alone anyway
    hier = Tagesordnungspunkt.objects.filter(sitzung=OuterRef("pk"), fall=fall_id, abgesetzt=False)
    bedingung = Q(Exists(hier))
    with suppress(ValueError):  # no session named; the form says so if one is needed
        bedingung |= Q(pk=UUID(str(sitzung_id)))
    sitzungen = Sitzung.objects.select_for_update(of=("self",), no_key=True).filter(bedingung)
    list(sitzungen.order_by("pk").values_list("pk"))


def _erlauben(schritt: Schritt, vorgang: Vorgang) -> None:
    fall = vorgang.fall
    antwort = erlaubnis(
        vorgang.fassung.ablauf,
        schritt.name,
        stand=Stand(fall.stand) if fall else None,
        funktion=vorgang.akteur.funktion,
        weg=wegwahl(fall.weg if fall else vorgang.gremium.weg),
        antragsweg=fall.antragsweg if fall else None,
        letztes_ergebnis=fall.zaehlt_als if fall else None,
    )
    if not antwort.erlaubt:
        funktion, grund = vorgang.akteur.funktion, antwort.grund
        if funktion in _OHNE_STAND:
            grund = weigerung_ohne_stand(vorgang.fassung.ablauf, schritt.name, funktion)
        raise fehler.NichtErlaubt(grund)
    vorgang.zeile = antwort.zeile


def _weiter(
    schritt: Schritt,
    vorgang: Vorgang,
    ausgang: str | None,
    eingabe: Mapping[str, Any],
    von: str,
) -> None:
    """Move the case on, write history and facts. `von`: its state before the act, "" if new."""
    fall, zeile = vorgang.akte, vorgang.erlaubte_zeile
    if von:
        fall.stand = folgestand(zeile, ausgang, Stand(fall.stand))
        if fall.stand == Stand.ABGESCHLOSSEN:
            fall.abgeschlossen_am = fall.abgeschlossen_am or vorgang.tag
        else:
            fall.abgeschlossen_am = None
    mitziehen(vorgang, schritt.name, von)
    if von:
        fall.version += 1
        speichern(fall, vorgang.gelesen)
    eintrag = Verlaufseintrag(
        fall=fall,
        nummer=fall.version,
        stelle=vorgang.stelle or fall.version,
        schritt=schritt.name,
        ausgang=ausgang or "",
        von=von,
        nach=fall.stand,
        am=vorgang.tag,
        erfasst_um=jetzt(),
        konto=vorgang.akteur.konto_id,
        funktion=vorgang.akteur.funktion,
        beleg=zeile.beleg,
        grundlage=zeile.art,
        zaehlt=vorgang.zaehlt,
    )
    eintrag.angaben = {name: _lesbar(wert) for name, wert in eingabe.items() if wert is not None}
    eintrag.ersetzt = vorgang.ersetzt
    eintrag.save()
    if vorgang.zaehlt or vorgang.ersetzt:
        fortschreiben(eintrag, vorgang.heute)


def _lesbar(wert: Any) -> Any:
    """Form value as it is kept in the history."""
    if isinstance(wert, (str, int, float, bool, list)):
        return wert
    if isinstance(wert, dict):
        return {str(k): _lesbar(v) for k, v in wert.items()}
    return str(wert)


ART = Objektart(_laden, _erlauben, _weiter)
