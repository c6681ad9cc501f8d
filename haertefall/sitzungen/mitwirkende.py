"""Who belongs to a session: whom to invite, who may stand in for whom."""

from uuid import UUID

from django.db.models import QuerySet

from haertefall.gremien import fassungen
from haertefall.gremien.besetzung import Sitzbesetzung, Zusammensetzung, besetzung_am
from haertefall.gremien.fassungen import Fassung
from haertefall.gremien.models import Amt
from haertefall.recht.ordnung import Vertretung
from haertefall.sitzungen.models import Anwesenheit, Sitzung, Teilnahme
from haertefall.zeit import rechtstag


def zusammensetzung(sitzung: Sitzung, fassung: Fassung) -> Zusammensetzung:
    """The body, or its small body, on the day of the session."""
    tag = rechtstag(sitzung.beginn)
    return besetzung_am(sitzung.gremium, fassung, tag, sitzung.kleines_gremium)


def wessen(sitzung: Sitzung) -> str:
    """The small body whose session it is, in the words of the Ordnung; "" for the body itself."""
    if not sitzung.kleines_gremium:
        return ""
    fassung = fassungen.zum_zeigen(sitzung.gremium.kennung, rechtstag(sitzung.beginn))
    kleine = {k.kennung: k.bezeichnung for k in fassung.ordnung.kleines_gremium}
    return kleine.get(sitzung.kleines_gremium, sitzung.kleines_gremium)


def einzuladende(sitzung: Sitzung, besetzung: Zusammensetzung) -> dict[Amt, str]:
    """Who holds a seat or chairs and is not invited yet, with the kennung of the seat."""
    eingeladen = set(eingeladene(sitzung).values_list("amt", flat=True))
    aemter = {s.mitglied: s.kennung for s in besetzung.sitze if s.mitglied is not None}
    if besetzung.vorsitz is not None and besetzung.vorsitz.amt is not None:
        aemter.setdefault(besetzung.vorsitz.amt, besetzung.vorsitz.sitz)
    return {amt: sitz for amt, sitz in aemter.items() if amt.pk not in eingeladen}


def eingeladene(sitzung: Sitzung) -> QuerySet[Teilnahme]:
    """Who is invited: members, and deputies as long as they are announced."""
    return sitzung.teilnahmen.exclude(amt=None).exclude(eingeladen_um=None)


def ausgeschiedene(sitzung: Sitzung, fassung: Fassung) -> set[UUID]:
    """By Amt who was invited and does not belong to the body any more on the day of the session."""
    besetzung = zusammensetzung(sitzung, fassung)
    da = {s.mitglied.pk for s in besetzung.sitze if s.mitglied}
    da |= {amt.pk for s in besetzung.sitze for amt in s.stellvertretende}
    da |= {b.amt.pk for b in besetzung.pool if b.amt}
    if besetzung.vorsitz is not None and besetzung.vorsitz.amt is not None:
        da.add(besetzung.vorsitz.amt.pk)
    gefragt = eingeladene(sitzung).values_list("amt", flat=True)
    return {pk for pk in gefragt if pk is not None} - da


def sitz_von(besetzung: Zusammensetzung, teilnahme: Teilnahme) -> Sitzbesetzung | None:
    """The seat this person holds as its member."""
    return next(
        (s for s in besetzung.sitze if s.mitglied and s.mitglied.pk == teilnahme.amt_id), None
    )


def vertretungen_fuer(besetzung: Zusammensetzung, teilnahme: Teilnahme) -> list[Amt]:
    """Who may stand in for this member: the deputies of the seat, else those for all."""
    sitz = sitz_von(besetzung, teilnahme)
    if sitz is None or sitz.vertretung is Vertretung.KEINE:
        return []
    return [*sitz.stellvertretende, *(b.amt for b in besetzung.pool if b.amt is not None)]


def plaetze_der_personen(
    sitzung: Sitzung, besetzung: Zusammensetzung
) -> dict[UUID, tuple[UUID, UUID]]:
    """By account who sits where now: with which Amt, and on whose place (Teilnahme).

    Quorum and majority count members (§ 6 Abs. 2 and 3 HFKVO): nobody sits on two places.
    """
    mitglieder = {s.mitglied.pk for s in besetzung.mitgliedersitze if s.mitglied}
    offen = Anwesenheit.objects.filter(teilnahme__sitzung=sitzung, bis=None)
    return {
        strecke.teilnahme.amt.konto_id: (
            strecke.teilnahme.amt.pk,
            strecke.fuer_id or strecke.teilnahme_id,
        )
        for strecke in offen.select_related("teilnahme__amt")
        if strecke.teilnahme.amt is not None
        and (strecke.fuer_id is not None or strecke.teilnahme.amt.pk in mitglieder)
    }


def ohne_vertretung(besetzung: Zusammensetzung, teilnahme: Teilnahme) -> str | None:
    """The norm under which nobody stands in for this member; None: not so, or not regulated."""
    sitz = sitz_von(besetzung, teilnahme)
    if sitz is None or sitz.zeile is None or sitz.vertretung is not Vertretung.KEINE:
        return None
    return sitz.zeile.beleg
