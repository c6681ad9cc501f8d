"""The earliest day found is the earliest: walked day by day, without the outlook's shortcuts."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from haertefall.recht.pruefhilfe import Sachverhalt, pruefe
from haertefall.recht.pruefhilfe.befund import Befund, Ergebnis
from haertefall.recht.pruefhilfe.knoten import zeile_auswerten, zusammenfassen
from haertefall.recht.pruefhilfe.lage import Lage, lage
from haertefall.recht.pruefhilfe.sachverhalt import fortgeschrieben
from haertefall.recht.pruefhilfe.sammlung import ausgeliefert
from haertefall.recht.pruefhilfe.wegtafel import Wegtafel, wegtafeln
from tests.recht.pruefhilfe.personen import lagen

TAFELN = {t.daten.kennung: t for t in wegtafeln(ausgeliefert()) if not t.gefuehrt}
TAGE = 900


def _am(tafel: Wegtafel, heute: Lage, tag: date) -> tuple[Ergebnis, dict[str, Ergebnis]]:
    """The way and its rows on one day, looked at afresh."""
    daten = tafel.daten
    if not daten.gilt_am(tag):
        return Ergebnis.NICHT_IN_KRAFT, dict.fromkeys(tafel.zeilen, Ergebnis.NICHT_IN_KRAFT)
    if daten.hinterlegt_ab is not None and tag < daten.hinterlegt_ab:
        return Ergebnis.ZU_KLAEREN, dict.fromkeys(tafel.zeilen, Ergebnis.ZU_KLAEREN)
    beitraege: dict[str, Befund] = {
        k: zeile_auswerten(zeile, heute.am(tag)).beitrag for k, zeile in tafel.zeilen.items()
    }
    gesamt = zusammenfassen(tafel.tabelle, beitraege).ergebnis
    return gesamt, {k: b.ergebnis for k, b in beitraege.items()}


def _pruefe_tag(
    verlauf: list[Ergebnis], stichtag: date, ab: date | None, bis: date | None, wo: str
) -> None:
    """`verlauf` holds the results from the day on; both outlooks must agree with it."""
    erfuellt = [ergebnis is Ergebnis.ERFUELLT for ergebnis in verlauf]
    if erfuellt[0]:
        assert ab is None, wo
        gehalten = next((n for n, e in enumerate(erfuellt) if not e), None)
        gefunden = (bis - stichtag).days + 1 if bis is not None else None
        _gleich(gefunden, gehalten, wo)
    else:
        assert bis is None, wo
        erster = next((n for n, e in enumerate(erfuellt) if e), None)
        _gleich((ab - stichtag).days if ab is not None else None, erster, wo)


def _gleich(gefunden: int | None, gelaufen: int | None, wo: str) -> None:
    if gelaufen is None:
        assert gefunden is None or gefunden > TAGE, wo
    else:
        assert gefunden == gelaufen, wo


@settings(max_examples=45)
@given(lagen(), st.sampled_from(sorted(TAFELN)))
def test_it_finds_the_first_and_the_last_day_that_one_finds_by_walking(
    wer_und_wann: tuple[Sachverhalt, date], kennung: str
) -> None:
    wer, stichtag = wer_und_wann
    tafel = TAFELN[kennung]
    heute = lage(fortgeschrieben(wer, stichtag), stichtag, ausgeliefert())
    lauf = [_am(tafel, heute, stichtag + timedelta(days=n)) for n in range(TAGE + 1)]
    weg = pruefe(wer, stichtag).weg(kennung)
    _pruefe_tag(
        [gesamt for gesamt, _ in lauf], stichtag, weg.erfuellt_ab, weg.erfuellt_bis, kennung
    )
    for zeile in weg.zeilen:
        nummer = zeile.zeile.kennung
        verlauf = [zeilen[nummer] for _, zeilen in lauf]
        _pruefe_tag(verlauf, stichtag, zeile.erfuellt_ab, zeile.erfuellt_bis, nummer)
