"""Jobs about cases: the daily reminder to the office, which says that something waits, never what;
and order in the folder of the documents."""

import logging
from datetime import date, time, timedelta
from uuid import UUID

from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.post import Mail, versand
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.schlange import einreihen
from haertefall.auftraege.takt import Alle, Taeglich
from haertefall.faelle import ablage, suchbloecke
from haertefall.faelle.models import Dokument, Person, Wiedervorlage
from haertefall.faelle.suchform import FASSUNG
from haertefall.gremien.models import Amt, Gremium
from haertefall.recht.begriffe import Funktion
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.zeit import heute

AB = time(6, 30)
AUFRAEUMEN_AB = time(3, 30)
JE_LAUF = 20_000
BLOECKE_ALLE = timedelta(minutes=15)
BLOECKE_JE_LAUF = 40

protokoll = logging.getLogger(__name__)


def faellige(gremium: UUID, tag: date) -> int:
    """How many Wiedervorlagen of a body are due on `tag`."""
    return Wiedervorlage.objects.filter(
        fall__gremium=gremium, faellig_am__lte=tag, erledigt_am=None
    ).count()


@aufgabe("faelle.erinnern", takt=Taeglich(AB))
def erinnern(auftrag: Auftrag, *, tag: date) -> None:
    """One mail to each account of an office in which something is due."""
    gremien = set(
        Wiedervorlage.objects.filter(faellig_am__lte=tag, erledigt_am=None).values_list(
            "fall__gremium", flat=True
        )
    )
    aemter = Amt.objects.filter(
        funktion=Funktion.GESCHAEFTSSTELLE, gremium__in=gremien, konto__is_active=True
    )
    for amt in aemter:
        if amt.von <= tag and (amt.bis is None or amt.bis >= tag):
            einreihen("faelle.erinnerung", {"amt": amt.pk})


@versand("faelle.erinnerung")
def erinnerung(auftrag: Auftrag, *, amt: UUID) -> Mail | None:
    """A number and the way to the page. Nothing about a case."""
    wer = Amt.objects.select_related("konto", "gremium").get(pk=amt)
    anzahl = faellige(wer.gremium_id, heute()) if wer.gremium_id else 0
    if not anzahl:
        return None
    sache = "eine Wiedervorlage" if anzahl == 1 else f"{anzahl} Wiedervorlagen"
    return Mail(
        an=wer.konto.email,
        betreff="Härtefall: Es ist etwas fällig",
        text=(
            f"Guten Tag,\n\nbei „{wer.gremium}“ ist {sache} fällig.\n"
            "Bitte melden Sie sich an und sehen Sie unter „Meine Arbeit“ nach.\n\n"
            "Diese Nachricht enthält mit Absicht nichts über einen Fall.\n"
        ),
    )


@aufgabe("faelle.dateien_aufraeumen", takt=Taeglich(AUFRAEUMEN_AB))
def raeume_dateien_auf(auftrag: Auftrag, *, tag: date) -> None:
    """Sweep what a kill, a full disk or an act that failed has left behind; nobody has its key."""
    bekannt = set(Dokument.objects.values_list("datei", flat=True))
    for datei in ablage.herrenlose(bekannt):
        datei.unlink(missing_ok=True)
    fehlend = sum(not ablage.ort(datei).exists() for datei in bekannt)
    if fehlend:
        protokoll.error("Zu %d Dokumenten fehlt die Datei: aus der Sicherung holen.", fehlend)


@aufgabe("faelle.suchformen_erneuern", takt=Taeglich(AUFRAEUMEN_AB))
def erneuere_suchformen(auftrag: Auftrag, *, tag: date) -> None:
    """After an update that changed how names are compared; the names stay as they are."""
    veraltet, verfaelscht = Person.objects.exclude(suchfassung=FASSUNG), 0
    for person in veraltet.select_related("fall__schluessel__eltern")[:JE_LAUF]:
        try:
            person.save(update_fields=["suchform", "suchfassung", "im_block"])
        except Verfaelscht:
            verfaelscht += 1
    if verfaelscht:
        protokoll.error("%d Namen lassen sich nicht öffnen: verändert.", verfaelscht)


@aufgabe("faelle.suchbloecke_erneuern", takt=Alle(BLOECKE_ALLE))
def erneuere_suchbloecke(auftrag: Auftrag) -> None:
    """Pack whoever is new; after an update that goes on over several runs."""
    for gremium in Gremium.objects.select_related("schluessel"):
        suchbloecke.erneuere(gremium, BLOECKE_JE_LAUF)
