"""Who is not free: sight, vote and deputy change only as far as an Ordnung says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from haertefall.faelle.models import Fall, Zugang, Zugangssperre
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefe
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.besetzung import besetzung_am
from haertefall.gremien.models import Amt
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.ausfuehren import vorbereiten
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.leitung import VERDECKT, ZumPunkt
from haertefall.schritte.register import SCHRITTE
from haertefall.sitzungen.lage import Lage, lage
from haertefall.sitzungen.models import Befangenheit, Sitzung, Teilnahme
from haertefall.sitzungen.niederschrift import zum_punkt
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute, jetzt
from tests.schritte.beratung.laufend import beantrage, da, ruf, stimmt
from tests.schritte.beratung.zusatzregeln import befangenheit
from tests.schritte.pruefstand import fehlerfelder

STUNDE = timedelta(hours=1)
Hausordnung = Callable[[str, str], None]


@pytest.fixture
def einer(nrw: Spiel, sitzung: Sitzung) -> Teilnahme:
    """Six are there, the item is on; the last of them has a deputy."""
    da(nrw, sitzung, 6)
    ruf(nrw, sitzung)
    alle = sitzung.teilnahmen.filter(anwesenheiten__isnull=False, anwesenheiten__bis=None)
    mit = next(t for t in alle.select_related("amt__konto") if stellvertretung(nrw, t))
    mit.sitzung = sitzung
    return mit


def stellvertretung(nrw: Spiel, teilnahme: Teilnahme) -> str:
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    for sitz in besetzung_am(nrw.gremium, fassung, heute()).besetzte:
        if sitz.mitglied and sitz.mitglied.pk == teilnahme.amt_id and sitz.stellvertretende:
            return str(sitz.stellvertretende[0].pk)
    return ""


def erklaere(nrw: Spiel, einer: Teilnahme) -> None:
    hier: dict[str, Any] = {"sitzung": einer.sitzung_id, "teilnahme": str(einer.pk)}
    nrw.tue("befangenheit_erklaeren", **hier, grund="Verwandt.")


def im_raum(nrw: Spiel, einer: Teilnahme) -> Lage:
    punkt = einer.sitzung.punkte.get()
    return lage(einer.sitzung, fassung_des_gremiums(nrw.gremium, heute()), punkt)


def sieht(einer: Teilnahme, fall: Fall) -> bool:
    assert einer.amt is not None
    akteur = akteur_aus(einer.amt)
    sichtbar = sichtbar_fuer(akteur).filter(pk=fall.pk).exists()
    assert (tiefe(akteur, fall) is Tiefe.AKTE) is sichtbar
    return sichtbar


def test_it_takes_the_vote_only_where_a_rule_does(
    nrw: Spiel, einer: Teilnahme, fall: Fall, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", befangenheit(stimme="entfaellt"))
    vorher = im_raum(nrw, einer).besetzung()
    erklaere(nrw, einer)
    nachher = im_raum(nrw, einer).besetzung()
    assert (vorher.anwesende, nachher.anwesende) == (6, 5)
    assert (vorher.stimmberechtigte, nachher.stimmberechtigte) == (10, 9)
    assert sieht(einer, fall)  # Sight is not what this row speaks of.
    beantrage(nrw, einer.sitzung, "ersuchen")
    antrag = str(einer.sitzung.punkte.get().antraege.get().pk)
    zahlen: dict[str, Any] = {"antrag": antrag, "ja": 6, "nein": 0, "enthaltung": 0}
    meldung = fehlerfelder(nrw, "abstimmung_festhalten", sitzung=einer.sitzung_id, **zahlen)
    assert "nur 5 Anwesende" in meldung["ja"][0]
    stimmt(nrw, einer.sitzung, 5, 0, 0)
    punkt = einer.sitzung.punkte.get()
    assert punkt.anwesenheiten.get(teilnahme=einer).stimmt is False
    satz = f"{einer.name} hat sich für befangen erklärt (Formatprobe), ohne Stimme."
    assert satz in zum_punkt(punkt).text


def test_it_closes_the_case_to_the_person_only_where_a_rule_does(
    nrw: Spiel, einer: Teilnahme, fall: Fall, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", befangenheit(einsicht="entfaellt"))
    andere = nrw.akteur(Funktion.VORSITZ)
    assert sieht(einer, fall)
    erklaere(nrw, einer)
    assert not sieht(einer, fall)
    assert sichtbar_fuer(andere).filter(pk=fall.pk).exists()
    assert im_raum(nrw, einer).besetzung().anwesende == 6  # The vote stays.
    sperre = Zugangssperre.objects.filter(fall=fall).first()
    assert sperre is not None
    assert sperre.beleg == "Formatprobe"
    erklaert = str(einer.befangenheiten.get().pk)
    nrw.tue("befangenheit_zuruecknehmen", sitzung=einer.sitzung_id, befangenheit=erklaert)
    assert sieht(einer, fall)


def test_it_keeps_the_case_closed_when_the_person_gets_another_seat(
    nrw: Spiel, einer: Teilnahme, fall: Fall, hausordnung: Hausordnung
) -> None:
    """Who is not free is a person: neither a new term nor an emergency lets them in."""
    hausordnung("nrw", befangenheit(einsicht="entfaellt"))
    erklaere(nrw, einer)
    assert einer.amt is not None
    konto = einer.amt.konto
    Zugang.objects.create(
        fall=fall, art="vorpruefung", funktion="vorpruefungsausschuss", ab=heute()
    )
    for funktion in (Funktion.MITGLIED, Funktion.VORSITZ, Funktion.VORPRUEFUNGSAUSSCHUSS):
        neu = Amt.objects.create(konto=konto, funktion=funktion, gremium=nrw.gremium, von=heute())
        Zugang.objects.create(
            fall=fall, art="notzugang", amt=neu, ab=heute(), bis=heute(), bis_um=jetzt() + STUNDE
        )
        assert not sichtbar_fuer(akteur_aus(neu)).filter(pk=fall.pk).exists(), funktion
        assert tiefe(akteur_aus(neu), fall) is Tiefe.NICHTS
    # Outside of the body's seats it says nothing: this is not the same room.
    buero = Amt.objects.create(
        konto=konto, funktion=Funktion.GESCHAEFTSSTELLE, gremium=nrw.gremium, von=heute()
    )
    assert tiefe(akteur_aus(buero), fall) is Tiefe.AKTE


def test_it_opens_the_case_again_only_with_the_last_declaration(
    nrw: Spiel, einer: Teilnahme, fall: Fall, hausordnung: Hausordnung
) -> None:
    """Declared for two items about one case, taken back for one."""
    hausordnung("nrw", befangenheit(einsicht="entfaellt"))
    erklaere(nrw, einer)
    eine = einer.befangenheiten.get()
    zweiter = einer.sitzung.punkte.get()
    zweiter.pk, zweiter.nummer, zweiter.abgesetzt = uuid4(), 99, True
    zweiter.save(force_insert=True)
    andere = Befangenheit(punkt=zweiter, teilnahme=einer, um=jetzt(), ohne_einsicht=True)
    andere.beleg, andere.grund = eine.beleg, None
    andere.save(force_insert=True)
    hier: dict[str, Any] = {"sitzung": einer.sitzung_id}
    nrw.tue("befangenheit_zuruecknehmen", **hier, befangenheit=str(eine.pk))
    assert not sieht(einer, fall)
    Befangenheit.objects.filter(pk=andere.pk).update(zurueckgenommen_um=jetzt())
    erklaere(nrw, einer)
    letzte = einer.befangenheiten.get(zurueckgenommen_um=None)
    nrw.tue("befangenheit_zuruecknehmen", **hier, befangenheit=str(letzte.pk))
    assert sieht(einer, fall)


def test_it_closes_every_form_about_the_item_to_a_chair_who_must_not_see_it(
    nrw: Spiel, einer: Teilnahme, fall: Fall, hausordnung: Hausordnung
) -> None:
    """Nothing is read through a form, and nobody lifts their own bar."""
    hausordnung("nrw", befangenheit(einsicht="entfaellt"))
    beantrage(nrw, einer.sitzung, "ersuchen", begruendung="Die Tochter ist krank.")
    selbst = einer.sitzung.teilnahmen.get(amt__funktion=Funktion.VORSITZ)
    assert selbst.amt is not None
    nrw.aemter[Funktion.VORSITZ] = selbst.amt
    vorsitz = nrw.akteur(Funktion.VORSITZ)
    namen = sorted(n for n, s in SCHRITTE.items() if issubclass(s.eingabe, ZumPunkt))
    nachname = fall.personen.get().nachname

    def bogen(name: str) -> str:
        vorgang = vorbereiten(SCHRITTE[name], vorsitz, sitzung_id=einer.sitzung_id)
        return str(SCHRITTE[name].eingabe(vorgang=vorgang))

    assert "Die Tochter ist krank." in bogen("antrag_begruenden")
    von: dict[str, Any] = {"von": str(einer.pk), "was": "Attest der Tochter"}
    nrw.tue("papier_mitbringen", sitzung=einer.sitzung_id, **von)
    papier = str(einer.sitzung.punkte.get().mitgebrachtes.get().pk)
    assert "Attest der Tochter" in bogen("papier_zurueckgeben")
    selbst.sitzung = einer.sitzung
    erklaere(nrw, selbst)
    for name in namen:
        seite = bogen(name)
        assert "Die Tochter ist krank." not in seite, name
        assert nachname not in seite, name
        hier: dict[str, Any] = {"sitzung": einer.sitzung_id, "als": Funktion.VORSITZ}
        meldung = fehlerfelder(nrw, name, **hier, befangenheit=str(selbst.befangenheiten.get().pk))
        assert meldung["__all__"] == [VERDECKT], name
    # Papers are given back after their item too; those of this case are none for them.
    assert "Attest der Tochter" not in bogen("papier_zurueckgeben")
    meldung = fehlerfelder(nrw, "papier_zurueckgeben", **hier, papier=papier)
    assert set(meldung) == {"papier"}


def test_it_lets_the_deputy_vote_for_who_is_not_free_only_where_a_rule_does(
    nrw: Spiel, einer: Teilnahme, hausordnung: Hausordnung
) -> None:
    """The member stays in the room and only listens; with the item that ends."""
    bogen: dict[str, Any] = {
        "sitzung": einer.sitzung_id,
        "teilnahme": str(einer.pk),
        "wie": "da",
        "vertretung": stellvertretung(nrw, einer),
    }
    verweigert = {"vertretung": ["Wer da ist, wird nicht vertreten."]}
    assert fehlerfelder(nrw, "anwesenheit_festhalten", **bogen) == verweigert
    hausordnung("nrw", befangenheit(stimme="entfaellt", vertretung="tritt_ein"))
    assert fehlerfelder(nrw, "anwesenheit_festhalten", **bogen) == verweigert  # Not declared.
    erklaere(nrw, einer)
    assert im_raum(nrw, einer).besetzung().anwesende == 5
    nrw.tue("anwesenheit_festhalten", **bogen)
    raum = im_raum(nrw, einer)
    assert raum.besetzung().anwesende == 6
    assert einer.pk in {a.teilnahme_id for a in raum.ohne_sitz}
    ohne_punkt = lage(einer.sitzung, fassung_des_gremiums(nrw.gremium, heute()))
    assert einer.pk in {s.da.teilnahme_id for s in ohne_punkt.anwesende if s.da}


def test_it_lets_nobody_stand_in_where_a_rule_forbids_it(
    nrw: Spiel, einer: Teilnahme, hausordnung: Hausordnung
) -> None:
    hausordnung("nrw", befangenheit(stimme="entfaellt", vertretung="tritt_nicht_ein"))
    erklaere(nrw, einer)
    bogen: dict[str, Any] = {"teilnahme": str(einer.pk), "vertretung": stellvertretung(nrw, einer)}
    for wie in ("da", "weg"):
        meldung = fehlerfelder(
            nrw, "anwesenheit_festhalten", sitzung=einer.sitzung_id, wie=wie, **bogen
        )
        assert meldung == {"vertretung": ["Für wen befangen ist, tritt niemand ein (Formatprobe)."]}


def test_it_takes_nothing_in_dortmund_where_the_head_of_the_authority_sits_by_design(
    dortmund: Spiel,
) -> None:
    fall = dortmund.bis(Stand.AUF_TAGESORDNUNG)
    sitzung = fall.tagesordnungspunkte.get().sitzung
    hier: dict[str, Any] = {"sitzung": sitzung.pk}
    dortmund.tue("sitzung_eroeffnen", **hier)
    teilnahme = sitzung.teilnahmen.select_related("amt__konto")[0]
    dortmund.tue("anwesenheit_festhalten", **hier, teilnahme=str(teilnahme.pk), wie="da")
    ruf(dortmund, sitzung)
    teilnahme.sitzung = sitzung
    erklaere(dortmund, teilnahme)
    eine = teilnahme.befangenheiten.get()
    wirkungen = (eine.ohne_stimme, eine.ohne_einsicht, eine.vertretung_moeglich)
    assert (wirkungen, eine.beleg) == ((False, False, False), "")
    assert sieht(teilnahme, fall)
    assert not Zugangssperre.objects.exists()
