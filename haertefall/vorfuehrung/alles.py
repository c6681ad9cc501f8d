"""The whole demonstration, as `haertefall demo` shows it."""

from django.db import transaction

from haertefall.gremien import fassungen
from haertefall.gremien.models import Behoerde
from haertefall.vorfuehrung.besetzen import laufende_amtszeit
from haertefall.vorfuehrung.besetzungsleben import sitze_spielen
from haertefall.vorfuehrung.einrichten import altbestand, grundausstattung
from haertefall.vorfuehrung.rundgang import faelle_spielen
from haertefall.vorfuehrung.vollzug import pruefungen_spielen


@transaction.atomic
def alles() -> None:
    """The whole guided tour: all bodies that may be shown, cases in every state, the old stock."""
    gremien = grundausstattung(fassungen.kennungen(), laufende_amtszeit())
    for gremium in gremien:
        faelle_spielen(gremium)
        sitze_spielen(gremium)
        if gremium.kennung == "nrw":
            altbestand(gremium)
    pruefungen_spielen(Behoerde.objects.get(kennung="beispielstadt"))
