"""Every night: what no longer counts goes."""

from datetime import date, time, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session

from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.takt import Taeglich
from haertefall.konten import einladungen, nachricht  # noqa: F401 - declare their mails
from haertefall.konten.grenzen import FENSTER
from haertefall.konten.models import Anmeldung, Einladung, Fehlversuch
from haertefall.zeit import jetzt

AUFHEBEN = timedelta(days=90)


@aufgabe("konten.aufraeumen", takt=Taeglich(time(3, 30)))
def aufraeumen(auftrag: Auftrag, *, tag: date) -> None:
    """Attempts, sessions and links that have run out."""
    um = jetzt()
    Fehlversuch.objects.filter(um__lt=um - FENSTER).delete()
    Session.objects.filter(expire_date__lt=um).delete()
    untaetig = um - timedelta(seconds=max(settings.UNTAETIG_SEKUNDEN, settings.SESSION_COOKIE_AGE))
    Anmeldung.objects.filter(zuletzt_um__lt=untaetig).delete()
    Einladung.objects.filter(gueltig_bis__lt=um - AUFHEBEN).delete()
