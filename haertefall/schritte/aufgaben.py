"""Jobs that acts order: telling an authority or an office that something waits in its room."""

from uuid import UUID

from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.post import Mail, versand
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.schlange import einreihen
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion
from haertefall.zeit import heute


@aufgabe("schritte.behoerde_benachrichtigen")
def behoerde_benachrichtigen(auftrag: Auftrag, *, behoerde: UUID) -> None:
    """One mail to each account of the authority."""
    tag = heute()
    for amt in Amt.objects.filter(behoerde=behoerde, funktion=Funktion.AUSLAENDERBEHOERDE):
        if amt.von <= tag and (amt.bis is None or amt.bis >= tag):
            einreihen("schritte.nachricht_an_behoerde", {"amt": amt.pk})


@versand("schritte.nachricht_an_behoerde")
def nachricht_an_behoerde(auftrag: Auftrag, *, amt: UUID) -> Mail | None:
    """Says that something waits, never what."""
    wer = Amt.objects.select_related("konto", "behoerde").get(pk=amt)
    if not wer.konto.is_active or (wer.bis and wer.bis < heute()):
        return None
    return Mail(
        an=wer.konto.email,
        betreff="Härtefall: Für Ihre Behörde liegt etwas bereit",
        text=(
            f"Guten Tag,\n\nfür „{wer.behoerde}“ liegt in Härtefall eine Anfrage oder ein "
            "Ersuchen bereit.\nBitte melden Sie sich an und sehen Sie unter „Meine Arbeit“ nach."
            "\n\nDiese Nachricht enthält mit Absicht nichts über einen Fall.\n"
        ),
    )


@aufgabe("schritte.notzugang_melden")
def notzugang_melden(auftrag: Auftrag, *, gremium: UUID) -> None:
    """One mail to each account of the office."""
    for amt in Amt.objects.filter(gremium=gremium, funktion=Funktion.GESCHAEFTSSTELLE):
        if amt.von <= heute() and (amt.bis is None or amt.bis >= heute()):
            einreihen("schritte.nachricht_notzugang", {"amt": amt.pk})


@versand("schritte.nachricht_notzugang")
def nachricht_notzugang(auftrag: Auftrag, *, amt: UUID) -> Mail | None:
    """That somebody asked or was let in; who and which case stands on the page."""
    wer = Amt.objects.select_related("konto", "gremium").get(pk=amt)
    if not wer.konto.is_active or (wer.bis and wer.bis < heute()):
        return None
    return Mail(
        an=wer.konto.email,
        betreff="Härtefall: Notzugang",
        text=(
            f"Guten Tag,\n\nbei „{wer.gremium}“ wurde ein Notzugang zu einem Fall beantragt oder "
            "entschieden.\nBitte melden Sie sich an und sehen Sie unter „Zugang“ nach."
            "\n\nDiese Nachricht enthält mit Absicht nichts über einen Fall.\n"
        ),
    )
