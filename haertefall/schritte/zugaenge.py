"""Who sees a case because of the state it enters or leaves. Steps add what depends on more."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import DateField, OuterRef, Q, QuerySet, UUIDField

from haertefall.anweisung import FesteAenderung, Stelle
from haertefall.faelle.models import Zugang, Zugangsart, Zugangsende
from haertefall.gremien.models import Amt, Gremium
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.models import (
    Anwesenheit,
    Punktart,
    Sitzung,
    Sitzungsstand,
    Tagesordnungspunkt,
)

# On entering the state the Funktion sees the case; on leaving it the access ends.
_IM_STAND: dict[Stand, tuple[Zugangsart, Funktion]] = {
    Stand.ANGEBOTEN: (Zugangsart.ANGEBOTEN, Funktion.MITGLIED),
    Stand.VORPRUEFUNG: (Zugangsart.VORPRUEFUNG, Funktion.VORPRUEFUNGSAUSSCHUSS),
}

# What the house decided last about the body of a case, read together with the case.
_NEUESTE = Zugangsende.objects.order_by("-um", "-id").values_list("tage", flat=True)
NEUESTE_ZUGANGSTAGE = _NEUESTE.filter(gremium=OuterRef("gremium"))[:1]


def _vorgelegte() -> QuerySet[Zugang]:
    return Zugang.objects.filter(
        fall=Stelle("fall", UUIDField()), art=Zugangsart.VORGELEGT, bis=None
    )


# Items that are still to be dealt with; of a session on paper the state of the case says so.
_STEHT_AN = Q(abgesetzt=False, geschlossen_um=None) & Q(
    Q(art=Punktart.RUECKNAHME) | Q(fall__stand=Stand.AUF_TAGESORDNUNG)
)
# Before the invitation, and after the end, it lies before nobody for that session.
_LIEGT_VOR = _STEHT_AN & Q(sitzung__stand__in=(Sitzungsstand.EINGELADEN, Sitzungsstand.LAEUFT))
_TAG = Stelle("tag", DateField())
_vorgelegte_beraten = FesteAenderung(_vorgelegte, beraten_am=_TAG)
_vorgelegte_beenden = FesteAenderung(_vorgelegte, beraten_am=_TAG, bis=Stelle("bis", DateField()))


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
    if von == Stand.AUF_TAGESORDNUNG:
        _beraten(vorgang)
    if vorgang.akte.zaehlt_als == "nichtbefassung_vorpruefung" and nach == Stand.ENTSCHIEDEN:
        # What the small body declined stays open to every member, without names.
        vorgang.zugang(Zugangsart.ANGEBOTEN, funktion=Funktion.MITGLIED)
    if nach == Stand.ABGESCHLOSSEN:
        vorgang.zugang_beenden(Zugangsart.ANGEBOTEN, Zugangsart.VORPRUEFUNG, Zugangsart.VORGELEGT)


def _beraten(vorgang: Vorgang) -> None:
    tage = vorgang.zugangstage
    if vorgang.punkte is None:  # an act that leaves the agenda without having looked at it
        tage = _NEUESTE.filter(gremium=vorgang.gremium).first()
    _zaehlt_ab(vorgang.akte.pk, vorgang.tag, tage, vorgang.heute)


def ruecknahme_beraten(punkt: Tagesordnungspunkt, tag: date, heute: date) -> None:
    """The body dealt with the withdrawal on `tag`; the state of the case need not change."""
    if punkt.fall_id is not None and not _liegt_anderswo_vor(punkt):
        tage = _NEUESTE.filter(gremium=punkt.sitzung.gremium_id).first()
        _zaehlt_ab(punkt.fall_id, tag, tage, heute)


def _zaehlt_ab(fall: UUID, tag: date, tage: int | None, heute: date) -> None:
    """The session dealt with the case: from its day the house counts the end of the access."""
    ende = _ende(tag, tage, heute)
    if ende is None:
        _vorgelegte_beraten(fall=fall, tag=tag)
    else:
        _vorgelegte_beenden(fall=fall, tag=tag, bis=ende)


def vorlegen(sitzung: Sitzung, heute: date, amt: Amt | None = None) -> None:
    """Put what is still to be dealt with before the members, or before one deputy.

    What the session is done with ends as the house decided: a late item opens it to nobody again.
    """
    empfaenger = {"amt": amt} if amt else {"funktion": Funktion.MITGLIED}
    faelle = Tagesordnungspunkt.objects.filter(_STEHT_AN, sitzung=sitzung).exclude(fall=None)
    Zugang.objects.bulk_create(
        [
            Zugang(fall_id=fall, art=Zugangsart.VORGELEGT, ab=heute, **empfaenger)
            for fall in faelle.values_list("fall", flat=True)
        ],
        ignore_conflicts=True,
    )


def vertretende(sitzung: Sitzung) -> QuerySet[Amt]:
    """Deputies before whom a late item is put as well: announced, or in somebody's place now."""
    sitzen = Anwesenheit.objects.filter(teilnahme__sitzung=sitzung, bis=None).exclude(fuer=None)
    angekuendigt = sitzung.teilnahmen.exclude(vertretung=None)
    return Amt.objects.filter(
        Q(pk__in=angekuendigt.values("vertretung")) | Q(pk__in=sitzen.values("teilnahme__amt"))
    )


def nicht_mehr_vorlegen(sitzung: Sitzung, heute: date, amt: Amt) -> None:
    """The deputy is not needed after all: what was opened for this session ends with the day.

    What another session that is still to come lays before them stays open.
    """
    anderswo = Tagesordnungspunkt.objects.filter(_LIEGT_VOR, sitzung__teilnahmen__vertretung=amt)
    anderswo = anderswo.exclude(sitzung=sitzung)
    Zugang.objects.filter(
        fall__tagesordnungspunkte__sitzung=sitzung, art=Zugangsart.VORGELEGT, amt=amt, bis=None
    ).exclude(fall__in=anderswo.values("fall")).update(bis=heute, beraten_am=None)


def wieder_verschliessen(punkt: Tagesordnungspunkt, heute: date) -> None:
    """What was opened for an item that nobody dealt with ends; what was opened earlier runs on."""
    if punkt.fall_id is None or _liegt_anderswo_vor(punkt):
        return
    offen = Zugang.objects.filter(fall=punkt.fall_id, art=Zugangsart.VORGELEGT, bis=None)
    offen.filter(beraten_am=None).update(bis=heute)
    tage = _NEUESTE.filter(gremium=punkt.sitzung.gremium_id).first()
    if tage is not None:  # The house may have decided while it lay before them for this item.
        _endet_nach(offen.exclude(beraten_am=None), tage, heute)


def _liegt_anderswo_vor(punkt: Tagesordnungspunkt) -> bool:
    """The case lies before the members for another session that is still to deal with it."""
    andere = Tagesordnungspunkt.objects.filter(_LIEGT_VOR, fall=punkt.fall_id)
    return andere.exclude(sitzung=punkt.sitzung_id).exists()


def zugangsende_anwenden(gremium: Gremium, tage: int | None, heute: date) -> None:
    """A new decision of the house holds for all access that still runs; none ends in the past.

    What lies before the members anew, for another session, runs on until that has dealt with it.
    """
    vorgelegt = Zugang.objects.filter(fall__gremium=gremium, art=Zugangsart.VORGELEGT)
    beraten = vorgelegt.filter(beraten_am__isnull=False)
    if tage is None:
        _ohne_ende(vorgelegt.filter(bis=None), beraten.filter(bis__gte=heute))
        return
    liegt_vor = Tagesordnungspunkt.objects.filter(_LIEGT_VOR, sitzung__gremium=gremium)
    laeuft = Q(bis=None) & ~Q(fall__in=liegt_vor.values("fall"))
    _endet_nach(beraten.filter(laeuft | Q(bis__gte=heute)), tage, heute)


def _ohne_ende(offen: QuerySet[Zugang], endend: QuerySet[Zugang]) -> None:
    """The latest of each receiver runs on; beside one that does anyway the earlier just ends."""
    hat = {(z.fall_id, z.amt_id, z.funktion) for z in offen}
    for zugang in endend.order_by("-beraten_am", "pk"):
        wer = (zugang.fall_id, zugang.amt_id, zugang.funktion)
        if wer not in hat:
            hat.add(wer)
            Zugang.objects.filter(pk=zugang.pk).update(bis=None)


def _endet_nach(zugaenge: QuerySet[Zugang], tage: int, heute: date) -> None:
    for tag in set(zugaenge.values_list("beraten_am", flat=True)):
        if tag is not None:
            zugaenge.filter(beraten_am=tag).update(bis=_ende(tag, tage, heute))


def _ende(beraten_am: date, tage: int | None, heute: date) -> date | None:
    return None if tage is None else max(beraten_am + timedelta(days=tage), heute)
