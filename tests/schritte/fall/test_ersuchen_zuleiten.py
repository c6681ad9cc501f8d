"""The office forwards the Ersuchen; not without written reasons (§ 6 Abs. 3 Satz 3, § 7 HFKVO)."""

from datetime import timedelta

import pytest

from haertefall.auftraege.models import Auftrag
from haertefall.faelle.models import Fall
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefe
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import (
    fehlerfelder,
    frisch,
    gezaehlt,
    letzter_eintrag,
    unsichtbar,
    verboten,
)


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    return nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN)


def test_it_reaches_authority_and_ministry(nrw: Spiel, fall: Fall) -> None:
    nrw.zug(fall, "ersuchen_zuleiten")
    assert fall.stand == Stand.ERSUCHEN_ZUGELEITET
    assert gezaehlt(fall).folge == "offen"
    assert tiefe(nrw.akteur(Funktion.AUSLAENDERBEHOERDE), fall) is Tiefe.VERFAHREN
    assert tiefe(nrw.akteur(Funktion.FACHAUFSICHT), fall) is Tiefe.ENTSCHEIDUNG
    wiedervorlage = fall.wiedervorlagen.get(erledigt_am=None)
    assert (wiedervorlage.faellig_am, wiedervorlage.beleg) == (
        heute() + timedelta(weeks=8),
        "Einstellung der Geschäftsstelle",
    )
    assert Auftrag.objects.filter(art="schritte.behoerde_benachrichtigen").exists()
    assert letzter_eintrag(fall).beleg.startswith("§ 7 Abs. 2")


def test_it_leaves_not_before_it_was_decided(nrw: Spiel) -> None:
    frueh = (heute() - timedelta(days=30)).isoformat()
    fall = nrw.bis(Stand.ERSUCHEN_BESCHLOSSEN, nrw.neuer_fall(eingegangen_am=frueh))
    beschlossen = fall.ergebnisse.get().am
    vorher = (beschlossen - timedelta(days=1)).isoformat()
    felder = fehlerfelder(nrw, "ersuchen_zuleiten", fall=fall, am=vorher)
    assert felder == {"am": [f"Das Ersuchen wurde erst am {beschlossen:%d.%m.%Y} beschlossen."]}


def test_it_moves_with_the_competence(nrw: Spiel, fall: Fall) -> None:
    frueher, andere = fall.behoerde, Behoerde.objects.exclude(pk=str(fall.behoerde_id)).get()
    assert frueher is not None
    nrw.zug(fall, "ersuchen_zuleiten", behoerde=str(andere.pk))
    assert fall.behoerde_id == andere.pk
    assert gezaehlt(fall).behoerde == andere.kennung
    offen = fall.zugaenge.filter(art="behoerde", bis=None)
    assert [z.behoerde_id for z in offen] == [andere.pk]


def test_it_stays_in_the_house_without_reasons(nrw: Spiel) -> None:
    fall = nrw.bis(Stand.AUF_TAGESORDNUNG)
    nrw.zug(fall, "ergebnis_feststellen", "ersuchen", gruende="")
    fehler = fehlerfelder(nrw, "ersuchen_zuleiten", fall=fall, gruende="")
    assert "§ 6 Abs. 3 Satz 3" in fehler["gruende"][0]
    nrw.zug(fall, "ersuchen_zuleiten", gruende="Die Kinder sind hier geboren.")
    zeile = fall.ergebnisse.get()
    zeile.fall = frisch(fall)
    assert zeile.gruende == "Die Kinder sind hier geboren."
    assert "Kinder" not in str(letzter_eintrag(fall).angaben)


def test_it_wants_a_known_authority(nrw: Spiel, fall: Fall) -> None:
    assert fehlerfelder(
        nrw, "ersuchen_zuleiten", fall=fall, behoerde=str(nrw.gremium.pk)
    ).keys() == {"behoerde"}


def test_it_is_for_the_office_and_needs_the_decision(nrw: Spiel, fall: Fall) -> None:
    assert not sichtbar_fuer(nrw.akteur(Funktion.FACHAUFSICHT)).filter(pk=fall.pk).exists()
    unsichtbar(nrw, "ersuchen_zuleiten", fall=fall, als=Funktion.FACHAUFSICHT)
    assert "Zuständig: Geschäftsstelle" in verboten(
        nrw, "ersuchen_zuleiten", fall=fall, als=Funktion.AUSLAENDERBEHOERDE
    )
    verboten(nrw, "ersuchen_zuleiten", fall=nrw.neuer_fall())
