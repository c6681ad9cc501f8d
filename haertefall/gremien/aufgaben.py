"""Daily: tell the office in time that terms end, and to whom it could write."""

from datetime import date, time
from uuid import UUID

from django.db.models import Q

from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.post import Mail, versand
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.schlange import einreihen
from haertefall.auftraege.takt import Taeglich
from haertefall.gremien import fassungen
from haertefall.gremien.amtszeiten import VORLAUF, Auslaufend, auslaufende
from haertefall.gremien.models import Amt, Berufung, Gremium
from haertefall.recht.begriffe import Funktion
from haertefall.zeit import heute

AB = time(6, 40)


def auslaufende_heute(gremium: Gremium, tag: date) -> list[Auslaufend]:
    """Terms that end within the lead time; a body that has only drafts runs on its draft."""
    return auslaufende(gremium, fassungen.zum_zeigen(gremium.kennung, tag), tag)


@aufgabe("gremien.amtszeiten_pruefen", takt=Taeglich(AB))
def amtszeiten_pruefen(auftrag: Auftrag, *, tag: date) -> None:
    """One mail to each account of an office in which a further term ends soon. Once per term."""
    grenze = tag + VORLAUF
    endet = Q(berufungen__bis__lte=grenze) | Q(berufungen__beendet_am__lte=grenze)
    for gremium in Gremium.objects.filter(endet, berufungen__gewarnt_am=None).distinct():
        neu = [a.berufung.pk for a in auslaufende_heute(gremium, tag) if not a.berufung.gewarnt_am]
        if not neu:
            continue
        Berufung.objects.filter(pk__in=neu).update(gewarnt_am=tag)
        for amt in Amt.objects.am(tag).filter(
            gremium=gremium, funktion=Funktion.GESCHAEFTSSTELLE, konto__is_active=True
        ):
            einreihen("gremien.amtszeiten_enden", {"amt": amt.pk})


@versand("gremien.amtszeiten_enden")
def amtszeiten_enden(auftrag: Auftrag, *, amt: UUID) -> Mail | None:
    """Seats, days and whom to write to; no names of members."""
    wer = Amt.objects.select_related("konto", "gremium").get(pk=amt)
    if wer.gremium is None or not wer.konto.is_active or (wer.bis and wer.bis < heute()):
        return None
    zeilen = [
        f"- {a.ende:%d.%m.%Y}: {a.worte} ({a.berufung.get_rolle_display()}). "
        + (f"Zu schreiben an: {a.an}." if a.an else "Wer benennt, ist nicht geregelt.")
        for a in auslaufende_heute(wer.gremium, heute())
    ]
    if not zeilen:
        return None
    return Mail(
        an=wer.konto.email,
        betreff="Härtefall: Amtszeiten enden",
        text=(
            f"Guten Tag,\n\nbei „{wer.gremium}“ enden in den nächsten {VORLAUF.days} Tagen "
            "Amtszeiten, ohne dass eine Nachfolge eingetragen ist:\n\n"
            + "\n".join(zeilen)
            + "\n\nWer es ist, steht nach der Anmeldung unter „Besetzung“.\n"
        ),
    )
