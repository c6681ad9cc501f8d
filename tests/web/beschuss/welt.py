"""What the pages of `seiten` do not show: every further state of a case, a second kind of body,
and who stands before the door with one factor or an invitation."""

from collections.abc import Iterator
from contextlib import suppress

from django.test import Client

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Amt, Behoerde, Konto
from haertefall.konten import einladungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.vorfuehrung.einrichten import amt_anlegen
from haertefall.vorfuehrung.spiel import KeinWeg, Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.web.raum import raum_von
from haertefall.zeit import heute
from tests.konten.geraete import app_fuer
from tests.web.besuch import amt_in, amt_von

OHNE_FAELLE = (Funktion.RAT, Funktion.DATENSCHUTZ, Funktion.BETRIEB)
PASSWORT = "Nebel Kiosk Hummel Traktor"


def weitere_adressen(spiele: list[Spiel]) -> Iterator[tuple[Amt, str]]:
    """Rooms, and case pages in each state that an Ordnung knows, for everybody who acts there."""
    for spiel in spiele:
        wer = [amt for funktion in Funktion if (amt := _amt(spiel, funktion))]
        faelle = list(_faelle(spiel))
        for amt in wer:
            raum = raum_von(amt)
            yield amt, raum.adresse("arbeit")
            if amt.funktion not in OHNE_FAELLE:
                for fall in faelle:
                    yield amt, raum.adresse("fall", fall_id=fall.pk)
                yield amt, raum.adresse("fragen", fall_id=faelle[0].pk)
        for fall in faelle:
            for punkt in fall.tagesordnungspunkte.all()[:1]:
                ort = f"/{spiel.gremium.kennung}/sitzungen/{punkt.sitzung_id}/"
                yield amt_in(spiel, Funktion.GESCHAEFTSSTELLE), ort


def _faelle(spiel: Spiel) -> Iterator[Fall]:
    for stand in Stand:
        with suppress(KeinWeg):
            fall = spiel.bis(stand)
            if stand is Stand.STELLUNGNAHME:
                spiel.zug(fall, "dokument_hinzufuegen", fuer_behoerde="on")
            yield fall
    ordnung = fassung_des_gremiums(spiel.gremium, heute()).ordnung
    if any(e.gegenstand == "unterstuetzung" for e in ordnung.ergebnis):
        fall = spiel.bis(Stand.AUF_TAGESORDNUNG)
        spiel.zug(fall, "ergebnis_feststellen", "unterstuetzung")
        yield fall
    if any(weg.kennung == "text" for weg in ordnung.weg):
        spiel.tue("weg_waehlen", weg="text")
        spiel.gremium.refresh_from_db()
        yield spiel.neuer_fall(antragsweg="sonstiger_einzelfall", kurz="")


def zweite_person_der_behoerde(behoerde: Behoerde) -> tuple[Amt, str]:
    """A check that waits for the second person, and that person."""
    amt = amt_anlegen("Zoe Zweitkraft-Amt", Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde)
    spiel = Pruefspiel(behoerde)
    pruefung = spiel.neue()
    spiel.alles_ansehen(pruefung)
    spiel.erlasse_bedenken(pruefung)
    spiel.tue("vollzug_abschliessen", pruefung, kraft=0 if spiel.leute[1].amt_id == amt.pk else 1)
    return amt, raum_von(amt).adresse("pruefung", vollzug_id=pruefung.pk)


def vor_der_tuer(spiel: Spiel) -> list[tuple[Client, list[str]]]:
    """With one factor of two; with an open invitation; with a second session of one's own."""
    halb = _konto(spiel, "Halb Drinnen")
    app_fuer(halb)
    geladen = _konto(spiel, "Ganz Neu")
    einladung = einladungen.einladen(geladen, None, mit_post=False)
    doppelt = _konto(spiel, "Doppelt Da")
    wartend, neu, zweimal = _browser(), _browser(), _browser()
    _anmelden(wartend, halb)
    weg = f"/einladung/{einladungen.zeichen(einladung)}/"
    neu.get(weg)
    _anmelden(_browser(), doppelt)
    _anmelden(zweimal, doppelt)
    dienst = "/anmelden/dienst/haus/"
    return [
        (wartend, ["/anmelden/zweiter-faktor/"]),
        (neu, ["/einladung/"]),
        (_browser(), ["/", weg, dienst, f"{dienst}zurueck/", f"{dienst}zurueck/?code=x&state=y"]),
        (zweimal, ["/konto/"]),
    ]


def _browser() -> Client:
    return Client(SERVER_NAME="127.0.0.1")


def _konto(spiel: Spiel, name: str) -> Konto:
    konto = amt_von(name, Funktion.RAT, spiel.gremium).konto
    konto.set_password(PASSWORT)
    konto.save()
    return konto


def _anmelden(client: Client, konto: Konto) -> None:
    client.post("/anmelden/", {"email": konto.email, "passwort": PASSWORT})


def _amt(spiel: Spiel, funktion: Funktion) -> Amt | None:
    try:
        return amt_in(spiel, funktion)
    except KeinWeg:
        return None
