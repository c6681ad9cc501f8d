"""German words for codes that only pages show."""

from datetime import date

from haertefall.recht.begriffe import Wirkung
from haertefall.recht.zulaessigkeit import Lage, Zulaessigkeit
from haertefall.statistik.codes import FOLGE_WORTE

# A ground by its strength, as a heading that says what follows from it.
WIRKUNG_SAETZE: dict[Wirkung, str] = {
    Wirkung.ZWINGEND: "Zwingender Grund",
    Wirkung.SOLL: "Soll-Grund, wird abgewogen",
    Wirkung.KANN: "Kann-Grund, wird abgewogen",
    Wirkung.STREITIG: "Streitig, zwei Lesarten",
    Wirkung.HINWEIS: "Hinweis, schließt nicht aus",
}
FOLGE_TITEL: dict[str, str] = {
    "absicht_folgen": "Angekündigt: will dem Ersuchen folgen",
    "absicht_teilweise": "Angekündigt: will für einen Teil der Personen folgen",
    "absicht_nicht_folgen": "Angekündigt: will dem Ersuchen nicht folgen",
    "anordnung": "Angeordnet",
    "erlaubnis": "Aufenthaltserlaubnis erteilt",
    "ablehnung": "Ersuchen abgelehnt",
    **{code.value: wort for code, wort in FOLGE_WORTE.items()},
}
BEDINGUNG_WORTE: dict[str, str] = {
    "lebensunterhalt": "Sicherung des Lebensunterhalts",
    "verpflichtungserklaerung": "Verpflichtungserklärung nach § 68 AufenthG",
}
ANLASS_WORTE: dict[str, str] = {
    "allgemein": "Wiedervorlage",
    "stellungnahme": "Stellungnahme erwartet",
    "unterlagen": "Unterlagen erwartet",
    "antwort_der_behoerde": "Antwort der Behörde erwartet",
    "ruhen": "Ruhenden Fall ansehen",
    "gruende_erneut": "Veränderliche Gründe vor der Beratung noch einmal fragen",
}


def anlass_wort(anlass: str) -> str:
    """Why to look again. A question on the grounds that comes back has its own name."""
    if anlass.startswith("frage_"):
        return "Frage zu den Gründen noch einmal stellen"
    return ANLASS_WORTE.get(anlass, anlass)


# How a finding looks: tone and icon of the badge. The word always stands beside it.
TON_DER_LAGE: dict[tuple[Lage, bool], tuple[str, str]] = {
    (Lage.OFFEN, True): ("info", "help"),
    (Lage.OFFEN, False): ("info", "help"),
    (Lage.LIEGT_VOR, True): ("danger", "danger"),
    (Lage.LIEGT_VOR, False): ("warning", "warning"),
    (Lage.LIEGT_NICHT_VOR, True): ("success", "success"),
    (Lage.LIEGT_NICHT_VOR, False): ("success", "success"),
}
TON_DES_ERGEBNISSES: dict[Zulaessigkeit, tuple[str, str]] = {
    Zulaessigkeit.AUSGESCHLOSSEN: ("danger", "danger"),
    Zulaessigkeit.UNGEKLAERT: ("info", "help"),
    Zulaessigkeit.ABZUWAEGEN: ("warning", "warning"),
    Zulaessigkeit.ZULAESSIG: ("success", "success"),
}


def faellig_in_worten(tag: date, heute: date) -> str:
    """How a day lies to today: overdue is said, not only coloured."""
    tage = (tag - heute).days
    if tage < -1:
        return f"seit {-tage} Tagen überfällig"
    if tage == -1:
        return "seit gestern überfällig"
    if tage == 0:
        return "heute fällig"
    if tage == 1:
        return "morgen fällig"
    return f"in {tage} Tagen fällig"
