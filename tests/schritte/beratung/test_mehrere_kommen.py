"""Several come at once in one act: still person by person, seat by seat, deputy by deputy."""

from typing import Any

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.beratung.anwesende_festhalten import STATT
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.mitwirkende import zusammensetzung
from haertefall.sitzungen.models import Anwesenheit, Sitzung, Teilnahme
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute, jetzt
from tests.schritte.pruefstand import fehlerfelder, verboten


def _mitglieder(sitzung: Sitzung) -> list[Teilnahme]:
    return list(sitzung.teilnahmen.exclude(amt=None).order_by("sitz", "pk"))


def _kommen(spiel: Spiel, sitzung: Sitzung, *wer: str, wie: str = "da", **mehr: Any) -> None:
    bogen: dict[str, Any] = {"wer": list(wer), "wie": wie, **mehr}
    spiel.tue("anwesende_festhalten", sitzung=sitzung.pk, **bogen)


def _abgewiesen(spiel: Spiel, sitzung: Sitzung, *wer: str, **mehr: Any) -> list[str]:
    bogen: dict[str, Any] = {"wer": list(wer), "wie": "da", **mehr}
    return fehlerfelder(spiel, "anwesende_festhalten", sitzung=sitzung.pk, **bogen)["wer"]


def _einzeln(spiel: Spiel, sitzung: Sitzung, wer: Teilnahme, wie: str, **mehr: Any) -> None:
    bogen: dict[str, Any] = {"teilnahme": str(wer.pk), "wie": wie, **mehr}
    spiel.tue("anwesenheit_festhalten", sitzung=sitzung.pk, **bogen)


def _vertreten(spiel: Spiel, sitzung: Sitzung) -> tuple[Teilnahme, Teilnahme]:
    """A member who does not come and the deputy they announced."""
    fassung = fassung_des_gremiums(spiel.gremium, heute())
    sitze = zusammensetzung(sitzung, fassung).sitze
    sitz = next(s for s in sitze if s.mitglied and s.stellvertretende)
    mitglied, amt = sitzung.teilnahmen.get(amt=sitz.mitglied), sitz.stellvertretende[0]
    bogen: dict[str, Any] = {
        "teilnahme": str(mitglied.pk),
        "zusage": "kommt_nicht",
        "vertretung": str(amt.pk),
    }
    spiel.tue("sitzung_zusagen", sitzung=sitzung.pk, **bogen)
    return mitglied, sitzung.teilnahmen.get(amt=amt)


def _da(sitzung: Sitzung) -> set[Any]:
    laufend = Anwesenheit.objects.filter(teilnahme__sitzung=sitzung, bis=None)
    return set(laufend.values_list("teilnahme_id", flat=True))


def test_it_marks_several_present_in_one_act(nrw: Spiel, sitzung: Sitzung) -> None:
    leute = _mitglieder(sitzung)
    vorher = Sitzung.objects.get(pk=sitzung.pk).version
    _kommen(nrw, sitzung, *(str(t.pk) for t in leute[:6]))
    _kommen(nrw, sitzung, str(leute[6].pk), wie="video")
    assert _da(sitzung) == {t.pk for t in leute[:7]}
    per_video = Anwesenheit.objects.filter(teilnahme__sitzung=sitzung, per_video=True)
    assert [a.teilnahme_id for a in per_video] == [leute[6].pk]
    assert Sitzung.objects.get(pk=sitzung.pk).version == vorher + 2


def test_it_leaves_those_who_are_there_already_as_they_are(nrw: Spiel, sitzung: Sitzung) -> None:
    """Two secretaries tick the same names: everybody is there once, from when they came."""
    leute = _mitglieder(sitzung)
    _einzeln(nrw, sitzung, leute[0], "video")
    _kommen(nrw, sitzung, *(str(t.pk) for t in leute[:3]))
    _kommen(nrw, sitzung, *(str(t.pk) for t in leute[:3]))
    assert Anwesenheit.objects.filter(teilnahme__sitzung=sitzung).count() == 3
    assert Anwesenheit.objects.get(teilnahme=leute[0]).per_video


def test_it_takes_the_announced_deputy_of_an_absent_member(nrw: Spiel, sitzung: Sitzung) -> None:
    mitglied, vertretung = _vertreten(nrw, sitzung)
    anderer = next(t for t in _mitglieder(sitzung) if t not in (mitglied, vertretung))
    _kommen(nrw, sitzung, str(anderer.pk), f"{STATT}{mitglied.pk}")
    assert Anwesenheit.objects.get(teilnahme=vertretung).fuer_id == mitglied.pk
    assert _da(sitzung) == {anderer.pk, vertretung.pk}


def test_it_seats_no_deputy_beside_their_member(nrw: Spiel, sitzung: Sitzung) -> None:
    mitglied, _ = _vertreten(nrw, sitzung)
    beide = [str(mitglied.pk), f"{STATT}{mitglied.pk}"]
    assert "wird nicht vertreten" in _abgewiesen(nrw, sitzung, *beide)[0]
    _einzeln(nrw, sitzung, mitglied, "da")
    assert "wird nicht vertreten" in _abgewiesen(nrw, sitzung, beide[1])[0]


def test_it_sends_no_deputy_away(nrw: Spiel, sitzung: Sitzung) -> None:
    mitglied, vertretung = _vertreten(nrw, sitzung)
    _kommen(nrw, sitzung, f"{STATT}{mitglied.pk}")
    assert "eine Vertretung da" in _abgewiesen(nrw, sitzung, str(mitglied.pk))[0]
    assert _da(sitzung) == {vertretung.pk}


def test_it_brings_nobody_back_who_left_after_the_form_was_opened(
    nrw: Spiel, sitzung: Sitzung
) -> None:
    einer = _mitglieder(sitzung)[0]
    gesehen = jetzt().isoformat()
    for wie in ("da", "weg"):
        _einzeln(nrw, sitzung, einer, wie)
    alt = _abgewiesen(nrw, sitzung, str(einer.pk), gesehen=gesehen)
    assert "ist gegangen" in alt[0]
    # On a new form it is what the secretary sees and wants.
    _kommen(nrw, sitzung, str(einer.pk), gesehen=jetzt().isoformat())
    assert _da(sitzung) == {einer.pk}


def test_it_seats_nobody_who_does_not_belong_there(nrw: Spiel, sitzung: Sitzung) -> None:
    """Not a deputy nobody announced, not somebody of another session."""
    einer = _mitglieder(sitzung)[0]
    assert "gehört nicht" in _abgewiesen(nrw, sitzung, f"{STATT}{einer.pk}")[0]
    assert "gehört nicht" in _abgewiesen(nrw, sitzung, str(sitzung.pk))[0]
    assert "kreuzen Sie an" in _abgewiesen(nrw, sitzung)[0]


def test_it_is_for_office_and_chair_in_a_running_session(nrw: Spiel, sitzung: Sitzung) -> None:
    bogen: dict[str, Any] = {"wer": [str(_mitglieder(sitzung)[0].pk)], "wie": "da"}
    grund = verboten(
        nrw, "anwesende_festhalten", sitzung=sitzung.pk, als=Funktion.MITGLIED, **bogen
    )
    assert "nicht Aufgabe Ihrer Funktion" in grund
    nrw.tue("anwesende_festhalten", sitzung=sitzung.pk, als=Funktion.VORSITZ, **bogen)
    naechste = Sitzung.objects.get(pk=str(nrw.tue("sitzung_anberaumen").objekt_id))
    nrw.tue("sitzung_einladen", sitzung=naechste.pk)
    bogen["wer"] = [str(_mitglieder(naechste)[0].pk)]
    fehler = fehlerfelder(nrw, "anwesende_festhalten", sitzung=naechste.pk, **bogen)
    assert fehler["__all__"] == ["Diese Sitzung läuft nicht."]
