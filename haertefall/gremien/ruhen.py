"""Whether a body has members at all. Bodies lapse without anybody deciding it.

Mülheim and Remscheid did when nobody was appointed again after an election.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from haertefall.gremien.models import Berufung, Gremium, Ruheregelung, Sitzrolle


@dataclass(frozen=True)
class Ruhe:
    """No member is in office. `seit` None: nobody ever was, as far as it is recorded here."""

    seit: date | None
    regelung: Ruheregelung | None


def ruht(gremium: Gremium, tag: date) -> Ruhe | None:
    """Since when the body has had no member in office on `tag`; None: it has."""
    mitglieder = Berufung.objects.filter(
        gremium=gremium, kleines_gremium="", rolle=Sitzrolle.MITGLIED, von__lte=tag
    ).exclude(amt=None)
    im_amt = mitglieder.filter(
        Q(bis__isnull=True) | Q(bis__gte=tag), Q(beendet_am__isnull=True) | Q(beendet_am__gte=tag)
    )
    if im_amt.exists():
        return None
    enden = [b.ende for b in mitglieder if b.ende is not None]
    seit = max(enden) + timedelta(days=1) if enden else None
    regelungen = Ruheregelung.objects.filter(gremium=gremium, ab__lte=tag)
    if seit is not None:
        regelungen = regelungen.filter(ab__gte=seit)
    regelung = regelungen.last()
    if regelung is not None:
        regelung.gremium = gremium
    return Ruhe(seit, regelung)
