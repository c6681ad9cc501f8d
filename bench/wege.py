"""All ways to stay for one person against the page of the case: at most a quarter of its time."""

from collections.abc import Iterator
from datetime import date

from bench.messen import Verhaeltnis, paare
from bench.seiten import leser
from haertefall.faelle.models import Fall, Rechtsangabe
from haertefall.faelle.pruefhilfe import wege_der_person
from haertefall.gremien.models import Gremium
from haertefall.recht.begriffe import Funktion
from haertefall.vorfuehrung.spiel import Spiel

STICHTAG = date(2026, 11, 20)


def messen() -> list[Verhaeltnis]:
    """A case of NRW that has lived, with a person about whom much is known."""
    return list(_messen(Gremium.objects.get(kennung="nrw")))


def _messen(gremium: Gremium) -> Iterator[Verhaeltnis]:
    fall = _fall(Spiel(gremium))
    person = fall.personen.get()
    lies = leser(gremium, Funktion.GESCHAEFTSSTELLE)
    angaben = list(Rechtsangabe.objects.filter(person=person).select_related("fall__schluessel"))
    yield paare(
        "Alle Wege für eine Person / Fallseite",
        lambda: wege_der_person(person, angaben, STICHTAG, nach_aussen=False),
        lambda: lies(f"/{gremium.kennung}/faelle/{fall.pk}/"),
        grenze=0.25,
        je=5,
    )


def _fall(spiel: Spiel) -> Fall:
    """Up to the Ersuchen, so that the page of the case shows what such a page shows."""
    fall = spiel.neuer_fall()
    spiel.zug(fall, "aufenthaltszeiten_festhalten")
    spiel.zug(fall, "strafen_festhalten")
    for angabe, antwort in (
        ("geburtstag", "1990-05-20"),
        ("einreise_am", "2020-03-01"),
        ("lebt_mit_ledigem_kind", "nein"),
        ("deutsch_muendlich", "B1"),
        ("grundkenntnisse", "ja"),
        ("anteil_erwerb_prozent", "70"),
        ("passpflicht_erfuellt", "ja"),
        ("identitaet_geklaert", "ja"),
    ):
        spiel.zug(fall, "rechtsangabe_festhalten", angabe=angabe, antwort=antwort)
    for schritt, ausgang in (
        ("zulaessigkeit_feststellen", "zulaessig"),
        ("befassung_entscheiden", "befassung"),
    ):
        spiel.zug(fall, schritt, ausgang)
    return fall
