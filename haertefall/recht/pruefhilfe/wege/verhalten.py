"""Rows about a person's own conduct that several ways share. It must be present and causal."""

from haertefall.recht.pruefhilfe.angaben import (
    AUSREISE_SELBST_VERHINDERT,
    EIGENE_FALSCHANGABEN,
    MITWIRKUNG_VERWEIGERT,
)
from haertefall.recht.pruefhilfe.befund import Befund, nicht, oder, und
from haertefall.recht.pruefhilfe.lage import Lage


def ausreise_selbst_verhindert(lage: Lage) -> Befund:
    """False statements, deception or refused cooperation prevent the departure, as recorded."""
    verhalten = oder(lage.ja(EIGENE_FALSCHANGABEN), lage.ja(MITWIRKUNG_VERWEIGERT))
    return und(verhalten, lage.wertung(AUSREISE_SELBST_VERHINDERT))


def ausreise_nicht_selbst_verhindert(lage: Lage) -> Befund:
    """The same as a condition."""
    return nicht(ausreise_selbst_verhindert(lage))
