"""The file number: body, year, running number. Gaps are allowed; a number is never reused."""

from django.db import connection

from haertefall.faelle.models import Nummernkreis
from haertefall.gremien.models import Gremium

_GREMIUM = Nummernkreis._meta.get_field("gremium")


def naechste_nummer(gremium: Gremium, jahr: int) -> tuple[int, str]:
    """Take the next number of the year, inside the transaction of the act.

    Returns:
        The running number, and the file number such as "NRW-2026-0042".
    """
    # One statement makes, locks and reads the row: two people recording at once get two numbers.
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO faelle_nummernkreis (gremium_id, jahr, zuletzt) VALUES (%s, %s, 1)
            ON CONFLICT (gremium_id, jahr)
            DO UPDATE SET zuletzt = faelle_nummernkreis.zuletzt + 1
            RETURNING zuletzt
            """,
            [_GREMIUM.get_db_prep_value(gremium.pk, connection), jahr],
        )
        nummer: int = cursor.fetchone()[0]
    return nummer, f"{gremium.kennung.upper()}-{jahr}-{nummer:04d}"
