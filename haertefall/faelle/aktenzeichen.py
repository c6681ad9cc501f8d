"""The file number: body, year, running number. Gaps are allowed; a number is never reused."""

from django.db.models import F

from haertefall.faelle.models import Nummernkreis
from haertefall.gremien.models import Gremium


def naechste_nummer(gremium: Gremium, jahr: int) -> tuple[int, str]:
    """Take the next number of the year, inside the transaction of the act.

    Returns:
        The running number, and the file number such as "NRW-2026-0042".
    """
    # The UPDATE locks the row, so that two people recording at once get two numbers.
    if not Nummernkreis.objects.filter(gremium=gremium, jahr=jahr).update(zuletzt=F("zuletzt") + 1):
        Nummernkreis.objects.get_or_create(gremium=gremium, jahr=jahr)
        Nummernkreis.objects.filter(gremium=gremium, jahr=jahr).update(zuletzt=F("zuletzt") + 1)
    nummer = Nummernkreis.objects.values_list("zuletzt", flat=True).get(gremium=gremium, jahr=jahr)
    return nummer, f"{gremium.kennung.upper()}-{jahr}-{nummer:04d}"
