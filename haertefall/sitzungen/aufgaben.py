"""Mails about sessions: that one is invited, where to look. Never a case, never a name."""

from enum import StrEnum
from uuid import UUID

from haertefall.auftraege.models import Auftrag
from haertefall.auftraege.post import Anhang, Mail, versand
from haertefall.auftraege.register import aufgabe
from haertefall.auftraege.schlange import einreihen
from haertefall.sitzungen.kalender import kalenderdatei
from haertefall.sitzungen.mitwirkende import wessen
from haertefall.sitzungen.models import Sitzung, Sitzungsstand, Teilnahme
from haertefall.zeit import BERLIN, heute, jetzt


class Anlass(StrEnum):
    """Why somebody gets a mail."""

    EINLADUNG = "einladung"
    UMLAUF = "umlauf"
    VERLEGUNG = "verlegung"
    SITZUNG_STATT_UMLAUF = "sitzung_statt_umlauf"
    ABSAGE = "absage"
    NACHTRAG = "nachtrag"
    VERTRETUNG = "vertretung"
    VERTRETUNG_ENTFAELLT = "vertretung_entfaellt"


BETREFF: dict[Anlass, str] = {
    Anlass.EINLADUNG: "Einladung zur Sitzung",
    Anlass.UMLAUF: "Beschluss im Umlauf, Antwort bis zum Ablauf des Tages,",
    Anlass.VERLEGUNG: "Die Sitzung wurde verlegt",
    Anlass.SITZUNG_STATT_UMLAUF: "Statt eines Umlaufs eine Sitzung",
    Anlass.ABSAGE: "Die Sitzung fällt aus",
    Anlass.NACHTRAG: "Die Tagesordnung wurde ergänzt",
    Anlass.VERTRETUNG: "Sie vertreten in einer Sitzung",
    Anlass.VERTRETUNG_ENTFAELLT: "Ihre Vertretung entfällt in der Sitzung",
}
SATZ: dict[Anlass, str] = {
    Anlass.EINLADUNG: "Sie sind zu dieser Sitzung eingeladen. Bitte sagen Sie in Härtefall, ob "
    "Sie kommen.",
    Anlass.UMLAUF: "Über die Punkte wird ohne Sitzung beschlossen. Bitte antworten Sie der "
    "Geschäftsstelle schriftlich bis zu diesem Tag.",
    Anlass.VERLEGUNG: "Die Sitzung wurde auf diesen Termin verlegt. Bitte sagen Sie in Härtefall "
    "noch einmal, ob Sie kommen.",
    Anlass.SITZUNG_STATT_UMLAUF: "Über die Punkte wird nicht im Umlauf beschlossen, sondern in "
    "dieser Sitzung. Bitte sagen Sie in Härtefall, ob Sie kommen.",
    Anlass.ABSAGE: "Diese Sitzung fällt aus.",
    Anlass.NACHTRAG: "Die Tagesordnung dieser Sitzung wurde ergänzt.",
    Anlass.VERTRETUNG: "Sie sind für diese Sitzung als Vertretung angekündigt. Bitte sagen Sie in "
    "Härtefall, ob Sie kommen.",
    Anlass.VERTRETUNG_ENTFAELLT: "Sie sind für diese Sitzung nicht mehr als Vertretung "
    "angekündigt. Sie brauchen nicht zu kommen.",
}

# Where the words of a meeting would be wrong: subject and sentence.
IM_UMLAUF: dict[Anlass, tuple[str, str]] = {
    Anlass.ABSAGE: (
        "Es wird nicht mehr im Umlauf beschlossen, Antwort war erbeten bis zum Ablauf des Tages,",
        "Dieser Umlauf ist abgebrochen. Sie brauchen nicht zu antworten.",
    ),
    Anlass.NACHTRAG: (
        "Der Umlauf wurde ergänzt, Antwort bis zum Ablauf des Tages,",
        "In diesem Umlauf ist ein Punkt hinzugekommen. Bitte antworten Sie der Geschäftsstelle "
        "schriftlich auch dazu.",
    ),
}


@aufgabe("sitzungen.mitteilen")
def mitteilen(auftrag: Auftrag, *, sitzung: UUID, anlass: Anlass) -> None:
    """One mail to everybody who is invited."""
    eingeladene = Teilnahme.objects.filter(sitzung=sitzung, amt__isnull=False)
    for teilnahme in eingeladene.exclude(eingeladen_um=None).values_list("pk", flat=True):
        einreihen("sitzungen.mitteilung", {"teilnahme": teilnahme, "anlass": anlass})


@versand("sitzungen.mitteilung")
def mitteilung(auftrag: Auftrag, *, teilnahme: UUID, anlass: Anlass) -> Mail | None:
    """One person about one session; nothing if that no longer holds."""
    zeile = Teilnahme.objects.select_related("sitzung__gremium", "amt__konto").get(pk=teilnahme)
    sitzung, amt = zeile.sitzung, zeile.amt
    if amt is None or not amt.konto.is_active or (amt.bis and amt.bis < heute()):
        return None
    if (sitzung.stand == Sitzungsstand.ABGESAGT) != (anlass is Anlass.ABSAGE):
        return None
    beginn = sitzung.beginn.astimezone(BERLIN)
    betreff, satz = BETREFF[anlass], SATZ[anlass]
    video = " und Zugang zur Videokonferenz"
    if sitzung.ist_umlauf:
        betreff, satz = IM_UMLAUF.get(anlass, (betreff, satz))
        video = ""
    return Mail(
        an=amt.konto.email,
        betreff=f"Härtefall: {betreff} am {beginn:%d.%m.%Y}",
        text=(
            f"Guten Tag,\n\n{satz}\n\n{_wer(sitzung)}\n"
            f"{beginn:%d.%m.%Y, %H:%M} Uhr\n{_wo(sitzung)}\n\n"
            f"Tagesordnung{video} {'stehen' if video else 'steht'} in Härtefall unter „Sitzungen“."
            "\n\nDiese Nachricht enthält mit Absicht nichts über einen Fall.\n"
        ),
        anhang=None
        if anlass is Anlass.VERTRETUNG_ENTFAELLT  # The date is none for them any more.
        else Anhang(
            "sitzung.ics",
            kalenderdatei(sitzung, aenderungen=sitzung.verlegungen.count(), erzeugt=jetzt()),
            "text/calendar",
        ),
    )


def _wer(sitzung: Sitzung) -> str:
    return ", ".join(filter(None, [str(sitzung.gremium), wessen(sitzung)]))


def _wo(sitzung: Sitzung) -> str:
    return ", ".join(filter(None, [sitzung.get_form_display(), sitzung.ort]))
