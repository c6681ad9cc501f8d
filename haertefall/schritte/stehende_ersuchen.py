"""What an Ersuchen needs that is not taken back: on which day something can follow it."""

from haertefall.faelle.models import Ergebnis
from haertefall.schritte.schritt import Eingabe


def stehende_ersuchen(form: Eingabe) -> list[Ergebnis]:
    """Those of the case that nobody took back, one for each decision and person.

    Nothing follows what is not decided yet: an earlier day in `am` is an error of the form.
    """
    akte = form.vorgang.akte
    ersuchen = list(akte.ergebnisse.filter(gegenstand="ersuchen", zurueckgenommen_am=None))
    for zeile in ersuchen:
        zeile.fall = akte
    am = form.cleaned_data.get("am")
    zuletzt = max((zeile.am for zeile in ersuchen), default=None)
    if am and zuletzt and am < zuletzt:
        form.add_error("am", f"Das Ersuchen wurde erst am {zuletzt:%d.%m.%Y} beschlossen.")
    return ersuchen
