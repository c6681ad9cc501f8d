"""One act through the door against the same rows written by the same ORM."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.messen import Verhaeltnis, paare
from haertefall.audit.models import Zugriff
from haertefall.auftraege.models import Auftrag
from haertefall.faelle.models import Fall, Stellungnahme, Verlaufseintrag, Wiedervorlage, Zugang
from haertefall.gremien.models import Gremium
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.models import Einmalschluessel
from haertefall.statistik.models import Tatsache
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute, jetzt

AKTE_JE_RUNDE = 20


def messen() -> list[Verhaeltnis]:
    """`stellungnahme_anfordern`: history, file, access, Wiedervorlage, facts, trace."""
    spiel = Spiel(Gremium.objects.get(kennung="nrw"))
    faelle = [spiel.bis(Stand.AUFGENOMMEN) for _ in range(AKTE_JE_RUNDE * 10 + 1)]
    akte = iter([_akt(spiel, fall) for fall in faelle])
    with CaptureQueriesContext(connection) as abfragen:
        next(akte)()
    # Without BEGIN and COMMIT.
    print(f"Anweisungen je Akt (stellungnahme_anfordern): {len(abfragen) - 2}\n")
    vorlage = spiel.bis(Stand.STELLUNGNAHME)
    return [
        paare(
            "Ein Akt durch die Tür / dieselben Zeilen mit demselben ORM",
            lambda: next(akte)(),
            _dieselben_zeilen(vorlage),
            grenze=2,
            je=AKTE_JE_RUNDE,
        )
    ]


def _akt(spiel: Spiel, fall: Fall) -> Callable[[], object]:
    """The call of the door, everything a browser would send made beforehand."""
    return partial(
        ausfuehren,
        "stellungnahme_anfordern",
        akteur=spiel.akteur(Funktion.GESCHAEFTSSTELLE),
        eingabe={
            "behoerde": str(fall.behoerde_id),
            "erbeten_bis": (heute() + timedelta(days=21)).isoformat(),
        },
        einmal=uuid.uuid4(),
        fall_id=fall.pk,
        version=fall.version,
    )


def _dieselben_zeilen(fall: Fall) -> Callable[[], None]:
    """What the act leaves behind, written bare, one transaction with full durability."""
    eintrag = Verlaufseintrag.objects.filter(fall=fall).latest("nummer")
    muster = [
        Stellungnahme.objects.filter(fall=fall).latest("id"),
        Wiedervorlage.objects.filter(fall=fall).latest("id"),
        Zugang.objects.filter(fall=fall, behoerde__isnull=False).latest("id"),
        Tatsache.objects.filter(vorgang=fall.zaehl_vorgang).latest("gilt_ab"),
        Auftrag.objects.latest("angelegt_um"),
    ]

    def schreiben() -> None:
        with transaction.atomic():
            Einmalschluessel.objects.create(
                schluessel=uuid.uuid4(), schritt="bench", eingabe=b"x" * 32, um=jetzt()
            )
            for zeile in muster:
                zeile.pk = uuid.uuid4()
                if isinstance(zeile, Tatsache):
                    zeile.vorgang = uuid.uuid4()
                if isinstance(zeile, Zugang):
                    zeile.bis = zeile.ab  # only one may be open
                zeile.save(force_insert=True)
            fall.version += 1
            fall.save()
            eintrag.pk, eintrag.nummer = uuid.uuid4(), eintrag.nummer + 1
            eintrag._state.adding = True
            eintrag.angaben = {"erbeten_bis": str(heute())}
            eintrag.save()
            Zugriff.objects.create(um=jetzt(), funktion="geschaeftsstelle", was="bench")

    return schreiben
