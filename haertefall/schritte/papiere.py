"""The papers of a case as a choice: what proves an answer is in the file."""

from haertefall.faelle.dokumente import lesbare_dokumente
from haertefall.faelle.sicht import tiefe
from haertefall.schritte.vorgang import Vorgang


def papierwahl(vorgang: Vorgang) -> list[tuple[str, str]]:
    """The papers that the acting person may read, numbered as the case shows them, and none."""
    akteur, fall = vorgang.akteur, vorgang.akte
    wahl = [("", "keines")]
    lesbar = lesbare_dokumente(akteur, fall, tiefe(akteur, fall))
    for nummer, papier in enumerate(lesbar, start=1):
        papier.fall = fall
        wahl.append((str(papier.pk), f"Nr. {nummer}: {papier.titel}"))
    return wahl
