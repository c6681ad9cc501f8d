"""What no single job does: slots of the rhythms, given-up workers, a wrong clock, old rows."""

from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from haertefall.auftraege.arbeiter import LAENGSTE_PAUSE, VERSCHWUNDEN
from haertefall.auftraege.models import Auftrag, Zustand
from haertefall.auftraege.register import aufgabe, getaktete
from haertefall.auftraege.schlange import einreihen
from haertefall.auftraege.takt import NACHHOLEN_TAGE, Taeglich, offen
from haertefall.zeit import jetzt

# Clocks of two machines differ a little; only what lies further ahead comes from a wrong clock.
GANGUNTERSCHIED = timedelta(minutes=5)


class Aufsicht:
    """Runs beside the jobs in every worker. Reads first and writes only where something is due."""

    def __init__(self, lease: timedelta) -> None:
        self.lease = lease
        self._zuletzt: dict[str, str] = {}

    def rundgang(self) -> None:
        """One round; cheap enough for every few seconds."""
        for felder, betroffen in (*self._aufgegeben(), *self._aus_falscher_zeit()):
            if betroffen.exists():
                betroffen.update(**felder)
        self.stelle_takte()

    def stelle_takte(self) -> None:
        """Order what the rhythms want by now."""
        for eine, takt in getaktete():
            faecher = takt.faecher(eine.name, jetzt())
            if self._zuletzt.get(eine.name) == faecher[-1].schluessel:
                continue
            da = Auftrag.objects.filter(schluessel__in=[fach.schluessel for fach in faecher])
            neu = offen(faecher, {str(eines.schluessel) for eines in da.only("schluessel")})
            if neu:
                with transaction.atomic():
                    for fach in neu:
                        einreihen(eine.name, fach.argumente, schluessel=fach.schluessel)
            self._zuletzt[eine.name] = faecher[-1].schluessel

    def _aufgegeben(self) -> list[tuple[dict[str, object], QuerySet[Auftrag]]]:
        """Jobs whose worker disappeared at the last permitted start."""
        return [
            (
                {"zustand": Zustand.GESCHEITERT, "lease_bis": None, "fehlerart": VERSCHWUNDEN},
                Auftrag.objects.filter(
                    zustand=Zustand.LAEUFT,
                    lease_bis__lt=jetzt(),
                    versuche__gte=F("hoechstens"),
                ),
            )
        ]

    def _aus_falscher_zeit(self) -> list[tuple[dict[str, object], QuerySet[Auftrag]]]:
        """Rows written while the clock was ahead; without this they would wait until then."""
        zeitpunkt = jetzt()
        voraus = zeitpunkt + GANGUNTERSCHIED
        wartet = Auftrag.objects.filter(zustand=Zustand.WARTET)
        return [
            (
                {"lease_bis": zeitpunkt},
                Auftrag.objects.filter(zustand=Zustand.LAEUFT, lease_bis__gt=voraus + self.lease),
            ),
            (
                {"faellig_um": zeitpunkt},
                wartet.filter(versuche__gt=0, faellig_um__gt=voraus + LAENGSTE_PAUSE),
            ),
            (
                # Ordered for "at once"; a moment that was asked for stays as it is.
                {"faellig_um": zeitpunkt, "angelegt_um": zeitpunkt},
                wartet.filter(versuche=0, angelegt_um__gt=voraus, faellig_um=F("angelegt_um")),
            ),
            (
                # Slots that ran ahead of their day: they run again when it comes.
                {"schluessel": None},
                Auftrag.objects.filter(
                    Q(schluessel__startswith="taeglich:") | Q(schluessel__startswith="alle:"),
                    angelegt_um__gt=voraus,
                ),
            ),
        ]


@aufgabe("auftraege.aufraeumen", takt=Taeglich(ab=time(3)))
def raeume_auf(auftrag: Auftrag, *, tag: date) -> None:
    """Remove finished jobs; what was given up stays until somebody looked at it."""
    grenze = jetzt() - timedelta(days=NACHHOLEN_TAGE + 1)
    Auftrag.objects.filter(zustand=Zustand.ERLEDIGT, erledigt_um__lt=grenze).delete()
