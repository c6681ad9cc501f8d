"""One person with two Funktionen acts in one at a time: rights never add up.

Tested by difference, through the pages: what somebody gets in one Funktion is the same, address by
address, before and after the same account is given another one.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from haertefall.faelle.models import Fall
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Konto
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte import fehler
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import schreibt_nichts, tue_als
from tests.web.besuch import Besuch, amt_in, amt_von
from tests.web.rundgang import antworten

# Acts that one of the two may do, and the other not.
SCHRITTE = (
    "fall_aufgreifen",
    "stellungnahme_eintragen",
    "wiedervorlage_setzen",
    "gefahr_melden",
    "antrag_erfassen",
    "notzugang_entscheiden",
)
PAARE = {
    "Rat und Mitglied": (Funktion.RAT, Funktion.MITGLIED),
    "Beratung und Mitglied": (Funktion.BERATUNG, Funktion.MITGLIED),
    "Behördenleitung und Mitglied": (Funktion.AUSLAENDERBEHOERDE, Funktion.MITGLIED),
    "Geschäftsstelle und Mitglied": (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED),
}


@pytest.fixture
def faelle(nrw: Spiel) -> dict[str, Fall]:
    """Each seen by another of them."""
    beratung = amt_in_nrw(nrw, Funktion.BERATUNG)
    abgelehnt = nrw.bis(Stand.VORPRUEFUNG)
    nrw.zug(abgelehnt, "befassung_entscheiden", "keine_befassung")
    return {
        "beratung": nrw.neuer_fall(eingebracht_von=str(beratung.pk)),
        "behoerde": nrw.bis(Stand.STELLUNGNAHME),
        "mitglied": nrw.bis(Stand.AUF_TAGESORDNUNG, behoerde=""),
        "angeboten": abgelehnt,
    }


def amt_in_nrw(nrw: Spiel, funktion: Funktion) -> Amt:
    """Who holds it there, alone so far."""
    vorhanden = Amt.objects.filter(gremium=nrw.gremium, funktion=funktion).first()
    if funktion is Funktion.AUSLAENDERBEHOERDE:
        return amt_in(nrw, funktion)
    return vorhanden or amt_von(f"Allein {funktion}", funktion, nrw.gremium)


def alles(amt: Amt, faelle: dict[str, Fall], spiel: Spiel) -> dict[str, tuple[int, str]]:
    """Every answer in this Funktion, without what a request changes and without the switch."""
    besuch = Besuch(amt)
    wo: dict[str, list[Any]] = {
        "<uuid:fall_id>": [fall.pk for fall in faelle.values()],
        "<uuid:sitzung_id>": [spiel.sitzung().pk],
        "<uuid:dokument_id>": ["00000000-0000-4000-8000-000000000000"],
        "<slug:tabelle>": ["tabelle_6_1"],
    }
    gefunden = {}
    for ziel, antwort, inhalt in antworten(besuch, wo, SCHRITTE):
        # The list of accounts shows who holds what: that has changed indeed.
        if not ziel.endswith("/konten/"):
            # A spreadsheet carries the moment it was made in.
            lesbar = antwort.headers.get("Content-Type", "").startswith(
                ("text/", "application/json")
            )
            gefunden[ziel] = (antwort.status_code, _ohne_zufall(inhalt) if lesbar else "")
    return gefunden


def _ohne_zufall(seite: str) -> str:
    seite = re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}", "NUMMER", seite)
    seite = re.sub(r'name="(csrfmiddlewaretoken|einmal)" value="[^"]*"', "", seite)
    return re.sub(
        r'<li><a class="hf-verweis" href="/funktion/">Funktion wechseln</a></li>', "", seite
    )


@pytest.mark.parametrize("paar", PAARE)
def test_it_never_adds_up_rights(nrw: Spiel, faelle: dict[str, Fall], paar: str) -> None:
    erste, zweite = (amt_in_nrw(nrw, f) for f in PAARE[paar])
    for amt, dazu in ((erste, zweite), (zweite, erste)):
        # First a namesake holds it: the lists of who belongs to the body then read the same.
        auch = Amt.objects.create(
            konto=Konto.objects.anlegen(f"{amt.pk}@beispiel.example", amt.konto.name),
            funktion=dazu.funktion,
            gremium=dazu.gremium,
            behoerde=dazu.behoerde,
            von=dazu.von,
        )
        vorher = alles(amt, faelle, nrw)
        auch.konto = amt.konto
        auch.save()
        nachher = alles(amt, faelle, nrw)
        for ziel, antwort in vorher.items():
            assert nachher[ziel] == antwort, (paar, amt.funktion, ziel)
        auch.delete()


@pytest.mark.parametrize("paar", PAARE)
def test_it_shows_in_each_funktion_what_the_other_does_not(
    nrw: Spiel, faelle: dict[str, Fall], paar: str
) -> None:
    """Else the comparison above would prove nothing: the two see different things."""
    erste, zweite = (amt_in_nrw(nrw, f) for f in PAARE[paar])

    def da(amt: Amt) -> set[str]:
        besuch = Besuch(amt)
        return {
            a for a, f in faelle.items() if besuch.client.get(besuch.fall(f)).status_code == 200
        }

    assert da(erste) != da(zweite)


def test_it_opens_nothing_of_the_other_funktion_by_its_address(
    nrw: Spiel, faelle: dict[str, Fall]
) -> None:
    """Head of an authority and member: the case of the authority is not in the room of the body."""
    behoerde = amt_in(nrw, Funktion.AUSLAENDERBEHOERDE)
    mitglied = Amt.objects.create(
        konto=behoerde.konto, funktion="mitglied", gremium=nrw.gremium, von=behoerde.von
    )
    als_behoerde, als_mitglied = Besuch(behoerde), Besuch(mitglied)
    fall = faelle["behoerde"]
    als_behoerde.hole(als_behoerde.fall(fall))
    als_behoerde.hole(f"/nrw/faelle/{fall.pk}/", 404)
    als_behoerde.hole("/nrw/sitzungen/", 404)
    als_mitglied.hole(als_behoerde.fall(fall), 404)
    als_mitglied.hole(f"/nrw/faelle/{fall.pk}/", 404)
    # Switching is an act of its own, recorded; then the other half is gone.
    als_behoerde.sende("/funktion/", {"amt": str(mitglied.pk)})
    als_behoerde.hole(als_behoerde.fall(fall), 404)
    als_behoerde.hole(f"/nrw/faelle/{faelle['mitglied'].pk}/")


@pytest.mark.parametrize(
    ("funktion", "schritt", "wessen"),
    [
        (Funktion.RAT, "fall_aufgreifen", "angeboten"),
        (Funktion.BERATUNG, "fall_aufgreifen", "angeboten"),
        (Funktion.AUSLAENDERBEHOERDE, "fall_aufgreifen", "angeboten"),
        (Funktion.MITGLIED, "stellungnahme_eintragen", "behoerde"),
        (Funktion.MITGLIED, "wiedervorlage_setzen", "mitglied"),
    ],
)
def test_it_acts_with_the_rights_of_one(
    nrw: Spiel, faelle: dict[str, Fall], funktion: Funktion, schritt: str, wessen: str
) -> None:
    """Everybody here holds the other Funktion too, which might do the act."""
    amt = amt_in_nrw(nrw, funktion)
    for andere in (Funktion.MITGLIED, Funktion.GESCHAEFTSSTELLE):
        Amt.objects.create(konto=amt.konto, funktion=andere, gremium=nrw.gremium, von=amt.von)
    with schreibt_nichts(), pytest.raises((fehler.NichtErlaubt, fehler.NichtVorhanden)):
        tue_als(akteur_aus(amt), schritt, {}, fall=faelle[wessen])


def test_it_is_one_person_in_two_bodies_and_two_rooms(
    spielplatz: Callable[..., list[Spiel]],
) -> None:
    """Office of one body, member of another: each room shows its own."""
    nrw, dortmund = spielplatz("nrw", "dortmund")
    office = amt_in(nrw, Funktion.GESCHAEFTSSTELLE)
    mitglied = Amt.objects.create(
        konto=office.konto, funktion="mitglied", gremium=dortmund.gremium, von=office.von
    )
    hier, dort = nrw.neuer_fall(), dortmund.bis(Stand.AUF_TAGESORDNUNG)
    verdeckt = dortmund.neuer_fall()
    als_office, als_mitglied = Besuch(office), Besuch(mitglied)
    als_office.hole(f"/nrw/faelle/{hier.pk}/")
    als_office.hole(f"/dortmund/faelle/{dort.pk}/", 404)
    als_mitglied.hole(f"/dortmund/faelle/{dort.pk}/")
    als_mitglied.hole(f"/dortmund/faelle/{verdeckt.pk}/", 404)
    als_mitglied.hole(f"/nrw/faelle/{hier.pk}/", 404)
