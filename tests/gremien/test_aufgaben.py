"""Warnings before a term ends, with whom to write to."""

from dataclasses import replace
from datetime import timedelta

from haertefall.auftraege.models import Auftrag
from haertefall.gremien.amtszeiten import VORLAUF, auslaufende
from haertefall.gremien.aufgaben import amtszeiten_enden, amtszeiten_pruefen
from haertefall.gremien.models import Amt, Berufung
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import Vertretung
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.gremium.test_berufungen import am, berufe, schlage_vor

PRO_ASYL = "/pro_asyl/1//mitglied/1"


def bestellt() -> list[str]:
    return [a.argumente["amt"] for a in Auftrag.objects.filter(art="gremien.amtszeiten_enden")]


def test_it_warns_the_office_once_and_names_whom_to_write_to(nrw: Spiel) -> None:
    ende = heute() + VORLAUF
    berufung = berufe(nrw, schlage_vor(nrw, PRO_ASYL), bis=am(ende))
    auftrag = Auftrag()
    amtszeiten_pruefen(auftrag, tag=heute() - timedelta(days=1))
    assert bestellt() == []
    for _ in range(2):
        amtszeiten_pruefen(auftrag, tag=heute())
    buero = Amt.objects.filter(gremium=nrw.gremium, funktion=Funktion.GESCHAEFTSSTELLE)
    assert sorted(bestellt()) == sorted(str(a.pk) for a in buero)
    mail = amtszeiten_enden(auftrag, amt=buero[0].pk)
    assert mail is not None
    assert f"{ende:%d.%m.%Y}: Mitglied auf Vorschlag der Bundesarbeitsgemeinschaft" in mail.text
    assert "Zu schreiben an: Bundesarbeitsgemeinschaft Pro Asyl." in mail.text
    assert berufung.name not in mail.text


def test_it_is_silent_once_a_successor_is_recorded(nrw: Spiel) -> None:
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    ende = heute() + timedelta(days=10)
    berufung = berufe(nrw, schlage_vor(nrw, PRO_ASYL), bis=am(ende))
    assert [a.berufung for a in auslaufende(nrw.gremium, fassung, heute())] == [berufung]
    berufe(nrw, schlage_vor(nrw, PRO_ASYL), von=am(ende + timedelta(days=1)))
    assert auslaufende(nrw.gremium, fassung, heute()) == []
    amtszeiten_pruefen(Auftrag(), tag=heute())
    assert bestellt() == []
    buero = Amt.objects.filter(gremium=nrw.gremium, funktion=Funktion.GESCHAEFTSSTELLE)[0]
    assert amtszeiten_enden(Auftrag(), amt=buero.pk) is None


def test_it_says_when_nobody_knows_whom_to_write_to(dortmund: Spiel) -> None:
    """Dortmund names no one who chooses the member from voluntary work."""
    fassung = fassung_des_gremiums(dortmund.gremium, heute())
    ende = heute() + timedelta(days=10)
    belegt = Amt.objects.filter(gremium=dortmund.gremium, funktion=Funktion.MITGLIED)
    ehrenamt = Berufung(
        gremium=dortmund.gremium,
        sitz="ehrenamt",
        rolle="mitglied",
        name="E",
        email="e@e.example",
        von=heute(),
        bis=ende,
        amt=belegt[0],
    )
    ehrenamt.save()
    assert [a.an for a in auslaufende(dortmund.gremium, fassung, heute())] == [""]
    buero = Amt.objects.filter(gremium=dortmund.gremium, funktion=Funktion.GESCHAEFTSSTELLE)[0]
    mail = amtszeiten_enden(Auftrag(), amt=buero.pk)
    assert mail is not None
    assert "Wer benennt, ist nicht geregelt." in mail.text


def test_it_warns_when_somebody_leaves_before_the_term_ends(nrw: Spiel) -> None:
    berufung = berufe(nrw, schlage_vor(nrw, PRO_ASYL))
    assert berufung.bis is not None
    assert berufung.bis > heute() + VORLAUF
    letzter = heute() + timedelta(days=20)
    nrw.tue("berufung_beenden", berufung=str(berufung.pk), letzter_tag=am(letzter))
    amtszeiten_pruefen(Auftrag(), tag=heute())
    assert bestellt()
    mail = amtszeiten_enden(Auftrag(), amt=bestellt()[0])
    assert mail is not None
    assert f"{letzter:%d.%m.%Y}: Mitglied auf Vorschlag" in mail.text


def test_it_warns_of_the_deputy_chair_who_has_no_seat(nrw: Spiel) -> None:
    """Where a last day is recorded, it is shown, whatever the Ordnung says of a seat."""
    ende = heute() + timedelta(days=20)
    nrw.tue(
        "sitz_besetzen",
        posten="//1//vorsitzvertretung/1",
        name="Vera Vertretung",
        email="vera@ministerium.example",
        von=am(heute()),
        bis=am(ende),
    )
    fassung = fassung_des_gremiums(nrw.gremium, heute())
    gefunden = [(a.worte, a.ende, a.an) for a in auslaufende(nrw.gremium, fassung, heute())]
    assert gefunden == [("kein eigener Sitz", ende, "")]


def test_it_warns_of_deputies_for_all_seats(nrw: Spiel) -> None:
    """The row that provides for them says to whom to write."""
    zeilen = fassung_des_gremiums(nrw.gremium, heute())
    fuer_alle = {"vertretung": Vertretung.POOL}
    sitze = [s.model_copy(update=fuer_alle) for s in zeilen.ordnung.sitz if s.schlaegt_vor]
    fassung = replace(zeilen, ordnung=zeilen.ordnung.model_copy(update={"sitz": sitze}))
    ende = heute() + timedelta(days=20)
    berufung = berufe(nrw, schlage_vor(nrw, PRO_ASYL), bis=am(ende))
    Berufung.objects.filter(pk=berufung.pk).update(sitz="", rolle="stellvertretung")
    (gefunden,) = auslaufende(nrw.gremium, fassung, heute())
    assert (gefunden.worte, gefunden.ende) == ("Stellvertretung für alle Sitze", ende)
    assert gefunden.an
