"""Proposal, appointment, end: seats of a body through the door."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from haertefall.gremien.akteure import aemter_von, akteur_aus
from haertefall.gremien.besetzung import Sitzbesetzung, besetzung_am
from haertefall.gremien.models import Amt, Berufung, Konto
from haertefall.gremien.posten import posten_des_gremiums
from haertefall.recht.amtszeit import regelende
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import fehlerfelder, unsichtbar, verboten

ARZT = "/aerztlich/1//mitglied/1"
ARZT_VERTRETUNG = "/aerztlich/1//stellvertretung/1"
WER: dict[str, Any] = {"name": "Ada Arzt", "email": "ada.arzt@praxis.example"}
MORGEN = timedelta(days=1)


def am(tag: date) -> str:
    return tag.isoformat()


def schlage_vor(spiel: Spiel, posten: str = ARZT, **mehr: Any) -> Berufung:
    erledigt = spiel.tue("person_vorschlagen", **{"posten": posten, **WER, **mehr})
    return Berufung.objects.select_related("gremium__schluessel").get(pk=erledigt.objekt_id or "")


def berufe(spiel: Spiel, vorschlag: Berufung, **mehr: Any) -> Berufung:
    spiel.tue(
        "person_berufen",
        **{"berufung": str(vorschlag.pk), "von": am(heute()), **mehr},
    )
    vorschlag.refresh_from_db()
    return vorschlag


def arztsitz(spiel: Spiel, tag: date | None = None) -> Sitzbesetzung:
    tag = tag or heute()
    lage = besetzung_am(spiel.gremium, fassung_des_gremiums(spiel.gremium, tag), tag)
    return next(s for s in lage.sitze if s.kennung == "aerztlich")


def test_it_appoints_nobody_by_a_proposal(nrw: Spiel) -> None:
    vorschlag = schlage_vor(nrw, vorgeschlagen_von="Ärztekammer", fachrichtung="Psychiatrie")
    assert (vorschlag.vorgeschlagen_von, vorschlag.vorgeschlagen_am) == ("Ärztekammer", heute())
    assert vorschlag.angaben == {"fachrichtung": "Psychiatrie"}
    assert not Konto.objects.filter(email=WER["email"]).exists()
    assert arztsitz(nrw).mitglied is None


def test_it_takes_the_proposing_organisation_from_the_rules(nrw: Spiel) -> None:
    vorschlag = schlage_vor(nrw, "/katholische_kirche/1//stellvertretung/1")
    assert vorschlag.vorgeschlagen_von == "katholische Kirche"
    assert vorschlag.angaben is None


def test_it_gives_the_right_to_act_from_the_first_to_the_last_day(nrw: Spiel) -> None:
    """§ 2 Abs. 1: the ministry appoints, as a rule for two years."""
    von = heute() + MORGEN
    berufung = berufe(nrw, schlage_vor(nrw), von=am(von))
    assert berufung.berufen_durch == "das für Ausländerangelegenheiten zuständige Ministerium"
    regeln = fassung_des_gremiums(nrw.gremium, heute()).ordnung
    assert (berufung.von, berufung.bis) == (von, regelende(regeln, von).tag)
    konto = Konto.objects.get(email=WER["email"])
    assert not konto.has_usable_password()
    assert berufung.bis is not None
    for tag, da in ((heute(), False), (von, True), (berufung.bis, True)):
        assert bool(aemter_von(konto, tag)) is da, tag
        assert (arztsitz(nrw, tag).mitglied is not None) is da, tag
    assert aemter_von(konto, berufung.bis + MORGEN) == []
    assert arztsitz(nrw, berufung.bis + MORGEN).mitglied is None


def test_it_lets_the_ministry_appoint_where_the_rules_say_so(nrw: Spiel) -> None:
    vorschlag = schlage_vor(nrw, als=Funktion.FACHAUFSICHT)
    berufung = berufe(nrw, vorschlag, als=Funktion.FACHAUFSICHT)
    assert berufung.eingetragen_als == Funktion.FACHAUFSICHT
    vertretung = berufe(nrw, schlage_vor(nrw, ARZT_VERTRETUNG, **ANDERE))
    assert vertretung.eingetragen_als == Funktion.GESCHAEFTSSTELLE
    assert arztsitz(nrw).stellvertretende == (vertretung.amt,)
    assert vertretung.amt is not None
    assert vertretung.amt.funktion == Funktion.STELLVERTRETUNG


ANDERE: dict[str, Any] = {"name": "Bo Beispiel", "email": "bo@praxis.example"}


def test_it_never_seats_two_at_once(nrw: Spiel) -> None:
    erste = berufe(nrw, schlage_vor(nrw))
    zweite = schlage_vor(nrw, **ANDERE)
    felder = fehlerfelder(nrw, "person_berufen", berufung=str(zweite.pk), von=am(heute()))
    assert "Der Sitz ist in dieser Zeit besetzt: Ada Arzt" in felder["berufung"][0]
    assert erste.bis is not None
    danach = berufe(nrw, zweite, von=am(erste.bis + MORGEN))
    assert danach.folgt_auf == erste


def test_it_gives_nobody_two_seats_of_members(nrw: Spiel) -> None:
    berufe(nrw, schlage_vor(nrw))
    doppelt = schlage_vor(nrw, "/pro_asyl/1//mitglied/1")
    felder = fehlerfelder(nrw, "person_berufen", berufung=str(doppelt.pk), von=am(heute()))
    assert "schon einen anderen Sitz" in felder["berufung"][0]


def test_it_ends_the_right_with_the_last_day(nrw: Spiel) -> None:
    berufung = berufe(nrw, schlage_vor(nrw))
    nrw.tue("berufung_beenden", berufung=str(berufung.pk), letzter_tag=am(heute()), grund="Umzug")
    berufung = Berufung.objects.select_related("gremium__schluessel").get(pk=berufung.pk)
    assert (berufung.ende, berufung.ende_grund) == (heute(), "Umzug")
    konto = Konto.objects.get(email=WER["email"])
    assert aemter_von(konto, heute())
    assert aemter_von(konto, heute() + MORGEN) == []
    assert arztsitz(nrw, heute() + MORGEN).mitglied is None


def test_it_takes_no_right_back_for_days_that_passed(nrw: Spiel) -> None:
    berufung = berufe(nrw, schlage_vor(nrw), von=am(heute() - timedelta(days=9)))
    gestern: dict[str, Any] = {"berufung": str(berufung.pk), "letzter_tag": am(heute() - MORGEN)}
    assert "rückwirkend" in fehlerfelder(nrw, "berufung_beenden", **gestern)["letzter_tag"][0]
    spaeter = gestern | {"letzter_tag": am(heute() + timedelta(days=4000))}
    assert "endet schon" in fehlerfelder(nrw, "berufung_beenden", **spaeter)["letzter_tag"][0]


def test_it_keeps_the_amt_of_whoever_is_appointed_again_without_a_gap(nrw: Spiel) -> None:
    """§ 2 Abs. 1 Satz 4: „Wiederholte Berufungen sind zulässig.“"""
    erste = berufe(nrw, schlage_vor(nrw), bis=am(heute() + timedelta(days=30)))
    weiter = heute() + timedelta(days=31)
    wieder = berufe(nrw, schlage_vor(nrw), von=am(weiter))
    assert wieder.amt == erste.amt
    assert wieder.amt is not None
    assert (wieder.amt.von, wieder.amt.bis) == (heute(), wieder.bis)
    beenden: dict[str, Any] = {"berufung": str(erste.pk), "letzter_tag": am(heute())}
    assert "anschließende" in fehlerfelder(nrw, "berufung_beenden", **beenden)["berufung"][0]
    nrw.tue("vorschlag_erledigen", berufung=str(wieder.pk))
    amt = Amt.objects.get(pk=wieder.amt.pk)
    assert amt.bis == erste.bis
    nrw.tue("berufung_beenden", **beenden)


def test_it_drops_a_proposal_or_an_appointment_that_has_not_begun(nrw: Spiel) -> None:
    offen = schlage_vor(nrw)
    nrw.tue("vorschlag_erledigen", berufung=str(offen.pk), grund="Zurückgezogen")
    kuenftig = berufe(nrw, schlage_vor(nrw), von=am(heute() + MORGEN))
    amt = kuenftig.amt
    assert amt is not None
    nrw.tue("vorschlag_erledigen", berufung=str(kuenftig.pk), als=Funktion.FACHAUFSICHT)
    assert not Amt.objects.filter(pk=amt.pk).exists()
    assert Berufung.objects.filter(hinfaellig_am=heute(), amt=None).count() == 2
    laeuft = berufe(nrw, schlage_vor(nrw))
    assert fehlerfelder(nrw, "vorschlag_erledigen", berufung=str(laeuft.pk))["berufung"]


def test_it_does_not_mix_up_two_people_of_one_address(nrw: Spiel) -> None:
    belegt = Konto.objects.filter(aemter__gremium=nrw.gremium).first()
    assert belegt is not None
    felder = fehlerfelder(nrw, "person_vorschlagen", posten=ARZT, name="X Y", email=belegt.email)
    assert "anderen Namen" in felder["name"][0]


def test_it_fills_seats_by_office_without_a_proposal(dortmund: Spiel) -> None:
    """Dortmund: the head of the authority belongs to the body; deputies are forbidden."""
    leitung = "/leitung_auslaenderbehoerde/1//mitglied/1"
    erledigt = dortmund.tue("sitz_besetzen", posten=leitung, **WER, von=am(heute()))
    berufung = Berufung.objects.get(pk=erledigt.objekt_id or "")
    assert (berufung.berufen_durch, berufung.bis) == ("", None)
    assert berufung.amt is not None
    assert berufung.amt.funktion == Funktion.MITGLIED
    vertretung = leitung.replace("mitglied", "stellvertretung")
    felder = fehlerfelder(dortmund, "sitz_besetzen", posten=vertretung, **ANDERE, von=am(heute()))
    assert felder["posten"]
    assert fehlerfelder(dortmund, "person_vorschlagen", posten=leitung, **ANDERE)["posten"]


def test_it_fills_the_small_body_like_the_body(nrw: Spiel) -> None:
    """§ 3 Abs. 3: „dem die oder der Vorsitzende … sowie zwei weitere … angehören“."""
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    vorsitz = Konto.objects.get(pk=nrw.akteur(Funktion.VORSITZ).konto_id or "")
    nrw.tue(
        "sitz_besetzen",
        als=Funktion.VORSITZ,
        posten="vorpruefungsausschuss/vorsitz/1//mitglied/1",
        name=vorsitz.name,
        email=vorsitz.email,
        von=am(heute()),
    )
    ausschuss = besetzung_am(nrw.gremium, fassung, heute(), "vorpruefungsausschuss")
    assert [s.berufung is not None for s in ausschuss.sitze] == [True, True, False]
    funktionen = {a.get_funktion() for a in aemter_von(vorsitz, heute())}
    assert funktionen == {Funktion.VORSITZ, Funktion.VORPRUEFUNGSAUSSCHUSS}
    assert besetzung_am(nrw.gremium, fassung, heute()).vorsitz is not None


def test_it_names_a_deputy_chair_without_giving_a_seat(nrw: Spiel) -> None:
    """§ 3 Abs. 1 Satz 3; whether that person has a seat and a vote is not regulated."""
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    vorher = besetzung_am(nrw.gremium, fassung, heute())
    nrw.tue(
        "sitz_besetzen",
        posten="//1//vorsitzvertretung/1",
        als=Funktion.VORSITZ,
        von=am(heute()),
        berufen_durch="Leitung der Geschäftsstelle",
        **ANDERE,
    )
    nachher = besetzung_am(nrw.gremium, fassung, heute())
    assert [b.name for b in nachher.vorsitzvertretung] == ["Bo Beispiel"]
    assert (nachher.zahl_besetzt, nachher.stimmberechtigte()) == (
        vorher.zahl_besetzt,
        vorher.stimmberechtigte(),
    )


def test_it_lets_a_body_read_that_the_seat_of_the_chair_has_a_deputy(nrw: Spiel) -> None:
    """Not regulated is not forbidden: § 2 Abs. 1 Satz 2 knows deputies of all members.

    Who reads § 3 Abs. 1 Satz 3 so that the deputy chair votes fills this post with them too.
    """
    posten = posten_des_gremiums(nrw.gremium, fassung_des_gremiums(nrw.gremium, heute()), heute())
    stelle = next(p for p in posten if p.schluessel == "/vorsitz/1//stellvertretung/1")
    assert stelle.wort.endswith("– Stellvertretung (nicht geregelt)")
    assert not stelle.geregelt
    wer: dict[str, Any] = {"von": am(heute()), "berufen_durch": "Ministerium", **ANDERE}
    nrw.tue("sitz_besetzen", posten=stelle.schluessel, als=Funktion.VORSITZ, **wer)
    lage = besetzung_am(nrw.gremium, fassung_des_gremiums(nrw.gremium, heute()), heute())
    sitz = next(s for s in lage.sitze if s.kennung == "vorsitz")
    assert [a.konto.name for a in sitz.stellvertretende] == ["Bo Beispiel"]


@pytest.mark.parametrize("schritt", ["person_vorschlagen", "person_berufen", "berufung_beenden"])
def test_it_is_no_task_of_members_or_the_council(nrw: Spiel, schritt: str) -> None:
    for funktion in (Funktion.MITGLIED, Funktion.RAT, Funktion.VORPRUEFUNGSAUSSCHUSS):
        assert "nicht Aufgabe" in verboten(nrw, schritt, als=funktion)
    unsichtbar(nrw, schritt, als=Funktion.AUSLAENDERBEHOERDE)


def test_it_lets_the_ministry_act_on_seats_and_on_no_case(nrw: Spiel) -> None:
    fall = nrw.neuer_fall()
    unsichtbar(nrw, "angabe_festhalten", fall=fall, als=Funktion.FACHAUFSICHT)
    assert "nicht Aufgabe" in verboten(nrw, "sitz_besetzen", als=Funktion.FACHAUFSICHT)


def test_it_never_lets_a_seat_hang_between_proposal_and_right(nrw: Spiel) -> None:
    berufung = berufe(nrw, schlage_vor(nrw))
    for felder in ({"amt": None}, {"hinfaellig_am": heute()}, {"bis": date(2000, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Berufung.objects.filter(pk=berufung.pk).update(**felder)


def test_it_acts_in_the_new_funktion(nrw: Spiel) -> None:
    berufung = berufe(nrw, schlage_vor(nrw))
    assert berufung.amt is not None
    assert akteur_aus(berufung.amt).funktion is Funktion.MITGLIED
