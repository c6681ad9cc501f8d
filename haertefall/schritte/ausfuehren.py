"""The only door: every change of a case, meeting or body runs through `ausfuehren`.

Lock → allowed by the rules for this state, Funktion and day? → validate → act → history, counted
facts, outgoing jobs, trace: one transaction. Whatever fails leaves nothing behind.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.utils.datastructures import MultiValueDict

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import aufzeichnen, record
from haertefall.auftraege.schlange import einreihen
from haertefall.faelle.ablage import SpeicherVoll
from haertefall.schritte import fehler
from haertefall.schritte.models import Einmalschluessel
from haertefall.schritte.objekt import Ort, art_von
from haertefall.schritte.objekt.fall import aus_der_sitzung
from haertefall.schritte.register import hole
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.tresor.models import schluesselbund
from haertefall.zeit import jetzt

ABDRUCK = b"schritte.einmalschluessel"


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
    sitzung_id: UUID | None = None,
    fall_id: UUID | None = None,
    behoerde_id: UUID | None = None,
    vollzug_id: UUID | None = None,
    version: int | None = None,
) -> Erledigung:
    """Do the act `name`.

    Args:
        name: word of the act.
        akteur: who acts, in which Funktion.
        eingabe: raw input as a browser sends it; the form of the act validates it.
        einmal: idempotency key made with the form.
        gremium_id: the body, for acts that open a case or concern the body.
        sitzung_id: the session.
        fall_id: the case.
        behoerde_id: the authority, for acts in its own room.
        vollzug_id: the check before a deportation.
        version: version of what the act is about that the person saw; None skips the check (jobs).

    Returns:
        The case or object the act made or changed.

    Raises:
        Schrittfehler: nothing was done; the subclass says why.
    """
    schritt = hole(name)
    ort = Ort(gremium_id, sitzung_id, fall_id, behoerde_id, vollzug_id)
    siegel = _siegel(schritt, akteur, eingabe, ort)
    try:
        with transaction.atomic():
            vorgang = art_von(schritt).laden(schritt, akteur, ort, eingabe, True)
            # After the lock: of a double click the second finds what the first has done. Whoever
            # saw the present version has not sent this form before: that would have changed it.
            if vorgang.version is None or vorgang.version != version:
                frueher = _frueher(einmal, akteur, schritt, siegel)
                if frueher:
                    return frueher
            _tun(schritt, vorgang, eingabe, version)
            aufzeichnen(vorgang.spuren)
            fall_id = vorgang.fall.pk if vorgang.fall else None
            Einmalschluessel.objects.create(
                schluessel=einmal,
                konto=akteur.konto_id,
                schritt=name,
                eingabe=siegel,
                fall=fall_id,
                objekt=vorgang.objekt,
                um=jetzt(),
            )
            return Erledigung(fall_id, vorgang.objekt)
    except IntegrityError:
        # Two at once with one key and nothing to lock (an opening act), or the key of another case.
        frueher = _frueher(einmal, akteur, schritt, siegel)
        if frueher is None:
            raise
        return frueher
    except SpeicherVoll:
        raise fehler.KeinPlatz from None
    except OperationalError as grund:
        if _platte_voll(grund):
            raise fehler.KeinPlatz from None
        raise


def _platte_voll(grund: OperationalError) -> bool:
    """PostgreSQL has a number for it, SQLite a sentence."""
    ursache = grund.__cause__
    return getattr(ursache, "sqlstate", "") == "53100" or "disk is full" in str(ursache)


def vorbereiten(
    schritt: Schritt,
    akteur: Akteur,
    *,
    gremium_id: UUID | None = None,
    sitzung_id: UUID | None = None,
    fall_id: UUID | None = None,
    behoerde_id: UUID | None = None,
    vollzug_id: UUID | None = None,
) -> Vorgang:
    """Load what the act is about, without a lock, so that a page can show its form.

    Raises:
        NichtVorhanden: not visible for the Akteur. NichtErlaubt: wrong state or Funktion.
    """
    art = art_von(schritt)
    ort = Ort(gremium_id, sitzung_id, fall_id, behoerde_id, vollzug_id)
    vorgang = art.laden(schritt, akteur, ort, {}, False)
    art.erlauben(schritt, vorgang)
    return vorgang


def _tun(
    schritt: Schritt, vorgang: Vorgang, eingabe: Mapping[str, Any], version: int | None
) -> None:
    """Permission, form, effect, what follows from it, jobs and trace."""
    art = art_von(schritt)
    art.erlauben(schritt, vorgang)
    if schritt.auf_stand and None not in (version, vorgang.version) and version != vorgang.version:
        raise fehler.Zwischenzeitlich(vorgang.wort)
    form = schritt.eingabe(eingabe, vorgang=vorgang)
    if not form.is_valid():
        raise fehler.EingabeUnvollstaendig(form.errors)
    vorgang.tuer = partial(_am_fall, vorgang)
    von = vorgang.fall.stand if vorgang.fall else ""
    ausgang = schritt.wirkung(vorgang, form.cleaned_data)
    art.weiter(schritt, vorgang, ausgang, form.cleaned_data, von)
    for name, argumente, schluessel in vorgang.auftraege:
        einreihen(name, argumente, schluessel=schluessel)
    record(
        vorgang.akteur,
        f"schritt:{schritt.name}",
        *vorgang.spur,
        gremium=vorgang.gremium_id,
        spuren=vorgang.spuren,
    )


def _am_fall(ausloeser: Vorgang, name: str, fall_id: UUID, eingabe: Mapping[str, Any]) -> Vorgang:
    """An act on a case as part of an act on a session: one transaction, its own history and trace.

    Raises:
        Schrittfehler: neither the one nor the other was done.
    """
    schritt = hole(name)
    vorgang = aus_der_sitzung(ausloeser, fall_id)
    try:
        _tun(schritt, vorgang, eingabe, None)
    except fehler.EingabeUnvollstaendig as unvollstaendig:
        raise fehler.FolgeNichtMoeglich(vorgang.akte.aktenzeichen, unvollstaendig) from None
    ausloeser.spuren += vorgang.spuren
    return vorgang


def _siegel(schritt: Schritt, akteur: Akteur, eingabe: Mapping[str, Any], ort: Ort) -> bytes:
    """What a form says, about which object, sent by whom in which Funktion.

    Keyed by what no database and no stolen disk has: a short input could be guessed. Once the
    oldest generation of the key is taken out, a form of before counts as another input.
    """
    felder = eingabe.lists() if isinstance(eingabe, MultiValueDict) else eingabe.items()
    offen = sorted((name, wert) for name, wert in felder if name not in schritt.geheim)
    inhalt = [akteur.amt_id, akteur.fall_id, akteur.auftrag, *astuple(ort), offen]
    bund = schluesselbund()
    schluessel = hmac.digest(bund.hole(min(bund.generationen)), ABDRUCK, hashlib.sha256)
    return hmac.digest(schluessel, json.dumps(inhalt, default=str).encode(), hashlib.sha256)


def _frueher(einmal: UUID, akteur: Akteur, schritt: Schritt, siegel: bytes) -> Erledigung | None:
    """What the same form led to before; with another input or person it is an error."""
    frueher = Einmalschluessel.objects.filter(pk=einmal).first()
    if frueher is None:
        return None
    gleich = (frueher.konto, frueher.schritt) == (akteur.konto_id, schritt.name)
    if not gleich or not hmac.compare_digest(bytes(frueher.eingabe), siegel):
        raise fehler.AndereEingabe
    return Erledigung(frueher.fall, frueher.objekt, wiederholt=True)
