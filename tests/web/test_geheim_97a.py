"""What an authority says about day or course of a removal (§ 59 Abs. 1 Satz 8, § 97a AufenthG).

A class of its own (`feldklassen`): seen by the authority, the office, members and the
Vorprüfungsausschuss; never by applicants, counsellors or third parties, on no page, in no file, in
no mail. A day that the people report themselves is theirs.
"""

from typing import Any

import pytest
from django.core import mail as briefkasten

from haertefall.audit.akteur import Akteur
from haertefall.aufbewahrung.feldklassen import felder
from haertefall.auftraege.arbeiter import Arbeiter
from haertefall.faelle.dokumente import lesbare_dokumente
from haertefall.faelle.models import Dokument, Fall
from haertefall.faelle.sicht import Tiefe
from haertefall.gremien import fassungen
from haertefall.gremien.models import Amt, Behoerde
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vollzug.models import Vollzugspruefung, Vorlage
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.vorfuehrung.vollzug import Pruefspiel
from haertefall.web.akte_ansicht import akte
from haertefall.zeit import heute
from tests.web.besuch import Besuch, amt_von, text
from tests.web.marken import GEHEIM
from tests.web.rundgang import antworten, ohne_zufall
from tests.web.test_rechtematrix import OHNE_ANMELDUNG

MARKE, EIGENES = "Zqgeheimzq", "Zqselbstzq"
TAG, EIGENER_TAG = "2031-07-23", "2031-08-24"
pytestmark = pytest.mark.lange

IN_WORTEN = ("2031-07-23", "23.07.2031", "23. Juli 2031", "23.7.2031", "20310723")
# Whose business it is: the rest of the Funktionen never see it.
EINGEWEIHT = frozenset(
    {
        Funktion.GESCHAEFTSSTELLE,
        Funktion.VORSITZ,
        Funktion.MITGLIED,
        Funktion.STELLVERTRETUNG,
        Funktion.VORPRUEFUNGSAUSSCHUSS,
        Funktion.AUSLAENDERBEHOERDE,
        Funktion.AUFTRAG,
    }
)
# Each field of the class, and what plants it. A new field fails until it is planted here too.
GEPFLANZT = {
    "faelle.Angabe.geheim": "angabe_festhalten",
    "faelle.Dokument.geheim": "dokument_hinzufuegen",
    "faelle.Gefahr.art": "gefahr_melden",
    "faelle.Gefahr.tag": "gefahr_melden",
    "faelle.Gefahr.text": "gefahr_melden",
    "vollzug.Vollzugspruefung.massnahme": "vollzug_massnahme_planen",
    "faelle.Rechtsangabe.geheim": "massnahmen_festhalten",
    "faelle.Pruefhilfevermerk.geheim": "pruefhilfe_vermerken",
}


def pflanze(spiel: Spiel, fall: Fall) -> None:
    """Everything an authority may say about a planned removal."""
    als = Funktion.AUSLAENDERBEHOERDE
    angabe = {"merkmal": GEHEIM, "antwort": "ja", "seite": "behoerde", "beleg": f"{MARKE} beleg"}
    spiel.zug(fall, "angabe_festhalten", **angabe)
    gefahr = {"art": "abschiebung", "seite": "behoerde", "tag": TAG, "text": f"{MARKE} gefahr"}
    spiel.tue("gefahr_melden", fall=fall, als=als, **gefahr)
    fall.refresh_from_db()
    massnahme = {"art_0": "transport", "von_0": TAG, "seite": "behoerde", "beleg": f"{MARKE} flug"}
    spiel.zug(fall, "massnahmen_festhalten", **massnahme)
    spiel.zug(fall, "pruefhilfe_vermerken", vermerk=f"{MARKE} vermerk")
    papier = {"titel": f"{MARKE} titel", "seite": "behoerde", "geheim": "on"}
    spiel.zug(fall, "dokument_hinzufuegen", **papier, beschreibung=f"{MARKE} beschreibung")
    amt = Pruefspiel(Behoerde.objects.get(pk=str(spiel.akteur(als).behoerde_id)))
    pruefung = amt.neue()
    amt.tue("vollzug_massnahme_planen", pruefung, tag=TAG, ablauf=f"{MARKE} ablauf")
    amt.tue("vollzug_vorlegen", pruefung)


def sage_selbst(spiel: Spiel, fall: Fall) -> None:
    """The same from the people themselves."""
    angabe = {"merkmal": GEHEIM, "antwort": "ja", "seite": "antrag", "beleg": f"{EIGENES} beleg"}
    spiel.zug(fall, "angabe_festhalten", **angabe)
    gefahr = {"art": "abschiebung", "seite": "antrag", "tag": EIGENER_TAG, "text": EIGENES}
    spiel.zug(fall, "gefahr_melden", **gefahr)


@pytest.fixture
def beratung(nrw: Spiel) -> Amt:
    return amt_von("Bea Beratung", Funktion.BERATUNG, nrw.gremium)


@pytest.fixture
def fall(nrw: Spiel, beratung: Amt) -> Fall:
    """A counsellor's case before the members, with an Ersuchen, and the secret in it."""
    fall = nrw.neuer_fall(eingebracht_von=str(beratung.pk))
    nrw.bis(Stand.STELLUNGNAHME, fall)
    pflanze(nrw, fall)
    sage_selbst(nrw, fall)
    nrw.bis(Stand.AUF_TAGESORDNUNG, fall)
    return fall


def verraten(inhalt: str) -> list[str]:
    return [wort for wort in (MARKE, *IN_WORTEN) if wort in inhalt]


def gegenstaende(fall: Fall, spiel: Spiel) -> dict[str, list[Any]]:
    return {
        "<uuid:fall_id>": [fall.pk],
        "<uuid:dokument_id>": list(Dokument.objects.filter(fall=fall).values_list("pk", flat=True)),
        "<uuid:sitzung_id>": [spiel.sitzung().pk],
        "<slug:tabelle>": ["tabelle_6_1"],
        "<uuid:vollzug_id>": list(Vollzugspruefung.objects.values_list("pk", flat=True)),
        "<uuid:vorlage_id>": list(Vorlage.objects.values_list("pk", flat=True)),
    }


def alles_was_jemand_bekommt(besuch: Besuch, wo: dict[str, list[Any]]) -> dict[str, str]:
    """Every address that answers, with head and body."""
    return {ziel: f"{a.headers}{inhalt}" for ziel, a, inhalt in antworten(besuch, wo)}


def test_it_plants_every_field_of_the_class() -> None:
    klasse = {f"{f.modell}.{f.name}" for f in felder() if f.klasse == "geheim_97a"}
    assert klasse == GEPFLANZT.keys()


def test_it_never_reaches_anybody_outside(nrw: Spiel, fall: Fall, beratung: Amt) -> None:
    """Every page, form, file and download, as everybody whose business it is not."""
    nrw.bis(Stand.ERSUCHEN_ZUGELEITET, fall)
    andere = Behoerde.objects.exclude(pk=str(fall.behoerde_id)).get()
    aussen = [f for f in Funktion if f not in EINGEWEIHT | OHNE_ANMELDUNG]
    leute = [_amt(nrw, f, beratung) for f in aussen]
    leute.append(amt_von("Zweite Beratung", Funktion.BERATUNG, nrw.gremium))
    leute.append(Amt.objects.get(funktion="auslaenderbehoerde", behoerde=andere))
    wo = gegenstaende(fall, nrw)
    for amt in leute:
        besuch = Besuch(amt)
        for ziel, inhalt in alles_was_jemand_bekommt(besuch, wo).items():
            assert verraten(inhalt) == [], (amt.funktion, ziel)


def test_it_reaches_those_whose_business_it_is(nrw: Spiel, fall: Fall) -> None:
    """Else the walk above would prove nothing."""
    ort = f"faelle/{fall.pk}/"
    for funktion in (Funktion.GESCHAEFTSSTELLE, Funktion.MITGLIED, Funktion.AUSLAENDERBEHOERDE):
        besuch = Besuch(_amt(nrw, funktion, None))
        seite = besuch.hole(besuch.basis + ort)
        assert MARKE in seite, funktion
        assert "23.07.2031" in seite, funktion


def test_it_leaves_the_people_their_own_day(nrw: Spiel, fall: Fall, beratung: Amt) -> None:
    seite = Besuch(beratung).hole(f"/nrw/faelle/{fall.pk}/")
    assert EIGENES in seite
    assert "24.08.2031" in seite
    assert verraten(seite) == []


def test_it_changes_nothing_that_somebody_outside_can_see(nrw: Spiel, beratung: Amt) -> None:
    """Not even a number: what a counsellor gets is the same with the secret and without."""
    fall = nrw.neuer_fall(eingebracht_von=str(beratung.pk))
    nrw.bis(Stand.STELLUNGNAHME, fall)
    besuch, wo = Besuch(beratung), gegenstaende(fall, nrw)
    vorher = alles_was_jemand_bekommt(besuch, wo)
    pflanze(nrw, fall)
    nachher = alles_was_jemand_bekommt(besuch, wo)
    for ziel, inhalt in vorher.items():
        assert ohne_zufall(nachher[ziel]) == ohne_zufall(inhalt), ziel


def test_it_numbers_the_papers_of_a_counsellor_without_gaps(
    nrw: Spiel, fall: Fall, beratung: Amt
) -> None:
    """A gap would tell that there is a paper one may not see."""
    besuch = Besuch(beratung)
    for titel in ("Erstes Papier", "Zweites Papier"):
        nrw.zug(fall, "dokument_hinzufuegen", titel=titel)
        pflanze(nrw, fall)
    seite = text(besuch.hole(f"/nrw/faelle/{fall.pk}/"))
    assert "1. Erstes Papier" in seite and "2. Zweites Papier" in seite
    namen = []
    for papier in Dokument.objects.filter(fall=fall, geheim=False).order_by("nummer"):
        antwort = besuch.client.get(f"/nrw/faelle/{fall.pk}/dokumente/{papier.pk}/")
        namen.append(antwort["Content-Disposition"])
    assert [n.rpartition("-")[2] for n in namen] == ['1.pdf"', '2.pdf"']


def test_it_is_not_in_the_outside_view_of_affected_people(nrw: Spiel, fall: Fall) -> None:
    """They have no pages yet; the view that those will show is walked here."""
    person = Akteur(Funktion.BETROFFENE, fall_id=fall.pk)
    fall = Fall.objects.select_related("gremium", "behoerde", "schluessel__eltern").get(pk=fall.pk)
    ansicht = akte(fall, person, Tiefe.AKTE, fassungen.aus_hash(fall.fassung_id), heute())
    assert verraten(repr(ansicht)) == []
    assert EIGENES in repr(ansicht)
    assert not lesbare_dokumente(person, fall, Tiefe.AKTE).filter(geheim=True).exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_in_no_mail(nrw: Spiel, fall: Fall) -> None:
    nrw.bis(Stand.ERSUCHEN_ZUGELEITET, fall)
    while Arbeiter().schritt():
        pass
    assert briefkasten.outbox
    for mail in briefkasten.outbox:
        alles = str(mail.message()) + mail.body + "".join(str(a) for a in mail.attachments)
        assert verraten(alles) == []
        assert fall.aktenzeichen not in alles


def _amt(nrw: Spiel, funktion: Funktion, beratung: Amt | None) -> Amt:
    if funktion is Funktion.BERATUNG and beratung:
        return beratung
    if funktion is Funktion.AUSLAENDERBEHOERDE:
        nrw.akteur(funktion)
        return nrw.aemter[funktion]
    ort = None if funktion is Funktion.BETRIEB else nrw.gremium
    vorhanden = Amt.objects.filter(funktion=funktion, gremium=ort).first()
    return vorhanden or amt_von(f"Zusatz {funktion}", funktion, ort)
