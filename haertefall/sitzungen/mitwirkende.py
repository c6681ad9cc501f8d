"""Who belongs to a session: whom to invite, who may stand in for whom."""

from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import Ordnung, Vertretung
from haertefall.sitzungen.models import Sitzung, Teilnahme
from haertefall.zeit import rechtstag

MITGLIEDER = (Funktion.VORSITZ, Funktion.MITGLIED)
DES_KLEINEN_GREMIUMS = (Funktion.VORPRUEFUNGSAUSSCHUSS,)


def mitglieder(sitzung: Sitzung) -> list[Amt]:
    """Who is a member on the day of the session."""
    funktionen = DES_KLEINEN_GREMIUMS if sitzung.kleines_gremium else MITGLIEDER
    return list(
        Amt.objects.am(rechtstag(sitzung.beginn))
        .filter(gremium=sitzung.gremium_id, funktion__in=funktionen)
        .select_related("konto")
        .order_by("funktion", "konto__name", "pk")
    )


def einzuladende(sitzung: Sitzung) -> list[Amt]:
    """Members who are not invited yet."""
    eingeladen = set(sitzung.teilnahmen.values_list("amt", flat=True))
    return [amt for amt in mitglieder(sitzung) if amt.pk not in eingeladen]


def stellvertretende(sitzung: Sitzung) -> list[Amt]:
    """Deputies of the body on the day of the session."""
    return list(
        Amt.objects.am(rechtstag(sitzung.beginn))
        .filter(gremium=sitzung.gremium_id, funktion=Funktion.STELLVERTRETUNG)
        .select_related("konto")
        .order_by("konto__name", "pk")
    )


def vertretungen_fuer(sitzung: Sitzung, teilnahme: Teilnahme | None) -> list[Amt]:
    """Who may stand in for this person; without one, for anybody.

    A deputy of a seat stands in for that seat alone; one without a seat, for all.
    """
    return [
        amt
        for amt in stellvertretende(sitzung)
        if teilnahme is None or not amt.sitz or amt.sitz == teilnahme.sitz
    ]


def ohne_vertretung(ordnung: Ordnung) -> str | None:
    """The norm under which nobody stands in for anybody; None: not so, or not regulated."""
    zeilen = [z for z in ordnung.sitz if z.vertretung is not None]
    if zeilen and all(z.vertretung is Vertretung.KEINE for z in zeilen):
        return zeilen[0].beleg
    return None
