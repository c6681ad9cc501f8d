"""The only door: every change of a case, meeting or body runs through `ausfuehren`.

Lock → allowed by the rules for this state, Funktion and day? → validate → act → history, counted
facts, outgoing jobs, trace: one transaction. Whatever fails leaves nothing behind.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.datastructures import MultiValueDict

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import record
from haertefall.auftraege.schlange import einreihen
from haertefall.faelle.models import Fall, Verlaufseintrag
from haertefall.faelle.sicht import sichtbar_fuer
from haertefall.gremien import fassungen
from haertefall.gremien.models import Gremium
from haertefall.recht.ablauf import erlaubnis, folgestand, wegwahl
from haertefall.recht.begriffe import Stand
from haertefall.schritte import fehler
from haertefall.schritte.bewegung import mitziehen
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.models import Einmalschluessel
from haertefall.schritte.register import hole
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zaehlung import fortschreiben
from haertefall.zeit import heute, jetzt


@dataclass(frozen=True)
class Erledigung:
    """What an act led to. `wiederholt`: the same form had been sent before."""

    fall_id: UUID | None
    objekt_id: UUID | None
    wiederholt: bool = False


def ausfuehren(
    name: str,
    *,
    akteur: Akteur,
    eingabe: Mapping[str, Any],
    einmal: UUID,
    gremium_id: UUID | None = None,
    fall_id: UUID | None = None,
    version: int | None = None,
) -> Erledigung:
    """Do the act `name`.

    Args:
        name: word of the act.
        akteur: who acts, in which Funktion.
        eingabe: raw input as a browser sends it; the form of the act validates it.
        einmal: idempotency key made with the form.
        gremium_id: the body, for acts that open a case or concern the body.
        fall_id: the case.
        version: version of the case that the person saw; None skips the check (jobs).

    Returns:
        The case or object the act made or changed.

    Raises:
        Schrittfehler: nothing was done; the subclass says why.
    """
    schritt = hole(name)
    siegel = _siegel(akteur, eingabe, gremium_id, fall_id)
    try:
        with transaction.atomic():
            fall = _lade(akteur, fall_id, sperren=True) if fall_id else None
            # After the lock: of a double click the second finds what the first has done. Whoever
            # saw the present version has not sent this form before: that would have changed it.
            if fall is None or fall.version != version:
                frueher = _frueher(einmal, akteur, schritt, siegel)
                if frueher:
                    return frueher
            vorgang = _vorgang(schritt, akteur, gremium_id, fall, sperren=True)
            _tun(schritt, vorgang, eingabe, version)
            record(
                akteur,
                f"schritt:{name}",
                "fall" if vorgang.fall else "gremium",
                vorgang.fall.pk if vorgang.fall else vorgang.gremium.pk,
                gremium=vorgang.gremium.pk,
            )
            Einmalschluessel.objects.create(
                schluessel=einmal,
                konto=akteur.konto_id,
                schritt=name,
                eingabe=siegel,
                fall=vorgang.fall.pk if vorgang.fall else None,
                objekt=vorgang.objekt,
                um=jetzt(),
            )
            return Erledigung(vorgang.fall.pk if vorgang.fall else None, vorgang.objekt)
    except IntegrityError:
        # Two at once with one key and nothing to lock (an opening act), or the key of another case.
        frueher = _frueher(einmal, akteur, schritt, siegel)
        if frueher is None:
            raise
        return frueher


def _tun(
    schritt: Schritt, vorgang: Vorgang, eingabe: Mapping[str, Any], version: int | None
) -> None:
    if version is not None and vorgang.fall and vorgang.fall.version != version:
        raise fehler.Zwischenzeitlich
    form = schritt.eingabe(eingabe, vorgang=vorgang)
    if not form.is_valid():
        raise fehler.EingabeUnvollstaendig(form.errors)
    von = vorgang.fall.stand if vorgang.fall else ""
    ausgang = schritt.wirkung(vorgang, form.cleaned_data)
    if vorgang.fall is not None:
        _weiter(schritt, vorgang, ausgang, form.cleaned_data, von)
    for art, argumente, schluessel in vorgang.auftraege:
        einreihen(art, argumente, schluessel=schluessel)


def vorbereiten(
    schritt: Schritt,
    akteur: Akteur,
    *,
    gremium_id: UUID | None = None,
    fall_id: UUID | None = None,
) -> Vorgang:
    """Load what the act is about, without a lock, so that a page can show its form.

    Raises:
        NichtVorhanden: not visible for the Akteur. NichtErlaubt: wrong state or Funktion.
    """
    fall = _lade(akteur, fall_id, sperren=False) if fall_id else None
    return _vorgang(schritt, akteur, gremium_id, fall, sperren=False)


def _vorgang(
    schritt: Schritt,
    akteur: Akteur,
    gremium_id: UUID | None,
    fall: Fall | None,
    *,
    sperren: bool,
) -> Vorgang:
    if fall is not None:
        if schritt.objekt != "fall":
            raise fehler.NichtVorhanden
        fassung = fassungen.aus_hash(fall.fassung_id)
        vorgang = Vorgang(akteur, fall.gremium, fassung, heute(), fall)
    else:
        if gremium_id is None or akteur.gremium_id != gremium_id:
            raise fehler.NichtVorhanden
        gremien = Gremium.objects.select_related("schluessel").filter(pk=gremium_id)
        if sperren and schritt.objekt != "fall":
            # no_key: cases of the body are opened meanwhile.
            gremien = gremien.select_for_update(of=("self",), no_key=True)
        gremium = gremien.first()
        if gremium is None:
            raise fehler.NichtVorhanden
        vorgang = Vorgang(akteur, gremium, fassung_des_gremiums(gremium, heute()), heute())
    _pruefe_erlaubnis(schritt, vorgang)
    return vorgang


def _lade(akteur: Akteur, fall_id: UUID, *, sperren: bool) -> Fall:
    faelle = sichtbar_fuer(akteur, handeln=True).select_related("gremium", "schluessel", "behoerde")
    if sperren:
        # no_key: other cases may point here meanwhile, else two that link each other would block.
        faelle = faelle.select_for_update(of=("self",), no_key=True)
    fall = faelle.filter(pk=fall_id).first()
    if fall is None:
        raise fehler.NichtVorhanden
    return fall


def _pruefe_erlaubnis(schritt: Schritt, vorgang: Vorgang) -> None:
    if schritt.objekt != "fall":
        if vorgang.akteur.funktion not in schritt.wer:
            raise fehler.NichtErlaubt(f"„{schritt.titel}“ ist nicht Aufgabe Ihrer Funktion.")
        return
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
        raise fehler.NichtErlaubt(antwort.grund)
    vorgang.zeile = antwort.zeile


def _siegel(
    akteur: Akteur, eingabe: Mapping[str, Any], gremium_id: UUID | None, fall_id: UUID | None
) -> bytes:
    """What a form says, about which object, sent by whom in which Funktion.

    Keyed: an unkeyed hash of a short input could be guessed.
    """
    felder = eingabe.lists() if isinstance(eingabe, MultiValueDict) else eingabe.items()
    inhalt = [akteur.amt_id, akteur.fall_id, akteur.auftrag, gremium_id, fall_id, sorted(felder)]
    return hmac.digest(
        settings.SECRET_KEY.encode(), json.dumps(inhalt, default=str).encode(), hashlib.sha256
    )


def _frueher(einmal: UUID, akteur: Akteur, schritt: Schritt, siegel: bytes) -> Erledigung | None:
    """What the same form led to before; with another input or person it is an error."""
    frueher = Einmalschluessel.objects.filter(pk=einmal).first()
    if frueher is None:
        return None
    gleich = (frueher.konto, frueher.schritt) == (akteur.konto_id, schritt.name)
    if not gleich or not hmac.compare_digest(bytes(frueher.eingabe), siegel):
        raise fehler.AndereEingabe
    return Erledigung(frueher.fall, frueher.objekt, wiederholt=True)


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
        fall.save(force_update=True)
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
