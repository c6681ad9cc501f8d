"""What must hold in a session at every moment: the database against the count by hand."""

from collections import Counter

from haertefall.gremien.fassungen import Fassung
from haertefall.recht.beschluss import beschlussfaehig
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.models import Abstimmung, Antrag, Anwesenheit, Punktanwesenheit, Sitzung
from tests.schritte.beratung.sitzungsmodell import (
    DANACH,
    OHNE_ERGEBNIS,
    SITZE,
    Modell,
    Punktzettel,
)
from tests.schritte.pruefstand import frisch, gezaehlt


def pruefe_anwesenheit(sitzung: Sitzung, fassung: Fassung, modell: Modell) -> None:
    """Seat by seat who is there, and the quorum that follows."""
    offen = Anwesenheit.objects.filter(teilnahme__sitzung=sitzung, bis=None)
    da = {
        a.fuer_id or a.teilnahme_id: (
            a.teilnahme.amt_id if a.fuer_id else a.teilnahme_id,
            a.per_video,
        )
        for a in offen.select_related("teilnahme")
    }
    assert da == modell.da
    besetzung = lage(sitzung, fassung).besetzung()
    assert (besetzung.anwesende, besetzung.besetzt) == (modell.anwesend, SITZE)
    faehig = beschlussfaehig(fassung.ordnung, besetzung)
    assert (faehig.ergebnis == "ja") == modell.beschlussfaehig


def pruefe_antraege(sitzung: Sitzung, modell: Modell) -> None:
    """Every motion stands as it was decided; of every motion one count holds."""
    zettel = [a for punkt in modell.punkte for a in punkt.antraege]
    antraege = Antrag.objects.filter(punkt__sitzung=sitzung)
    stehen = {a.pk: (a.angenommen, a.zurueckgezogen_um is not None) for a in antraege}
    assert stehen == {a.pk: (a.angenommen, a.zurueck) for a in zettel}
    zaehlungen = Abstimmung.objects.filter(punkt__sitzung=sitzung)
    je_antrag = Counter(zaehlungen.values_list("antrag", flat=True))
    assert je_antrag == Counter({a.pk: a.zaehlungen for a in zettel if a.zaehlungen})
    assert zaehlungen.filter(ersetzt_durch=None).count() == len(je_antrag)


def pruefe_festgehaltenes(modell: Modell) -> None:
    """Who is kept as having been there for the item is who was there."""
    auf = modell.auf
    assert auf is not None
    zeilen = Punktanwesenheit.objects.filter(punkt=auf.pk)
    assert {z.fuer_id or z.teilnahme_id for z in zeilen} == set(modell.da)
    assert all(z.stimmt for z in zeilen)


def pruefe_ergebnis(punkt: Punktzettel) -> None:
    """Exactly one result for each person, and the case stands where it says."""
    if punkt.fall is None or punkt.stand != "zu":
        return
    fall, ausgang = frisch(punkt.fall), punkt.ausgang()
    assert ausgang is not None
    assert fall.stand == DANACH[ausgang]
    ergebnisse = fall.ergebnisse.order_by("person__nummer")
    assert [e.gegenstand for e in ergebnisse] == punkt.ergebnisse()
    assert fall.verlauf.filter(schritt="ergebnis_feststellen").count() == 1
    assert gezaehlt(fall).ergebnis == ("offen" if ausgang in OHNE_ERGEBNIS else ausgang)
