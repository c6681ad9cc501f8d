"""The whole demonstration, as `haertefall demo` shows it."""

import shutil

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction

from haertefall.gremien import fassungen
from haertefall.gremien.models import Behoerde
from haertefall.tresor import schluesseldatei
from haertefall.tresor.models import vergessen
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


def von_vorn() -> None:
    """From nothing: a half-made demonstration is thrown away whole, never mended."""
    connections.close_all()
    vergessen()
    if settings.DATEN.exists():
        shutil.rmtree(settings.DATEN)
    schluesseldatei.anlegen(settings.SCHLUESSEL_DATEI)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    alles()
    connections.close_all()
