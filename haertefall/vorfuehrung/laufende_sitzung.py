"""A session under way in the guided tour: one case decided, one on, a withdrawal to come."""

from datetime import timedelta
from typing import Any

from haertefall.faelle.models import Fall
from haertefall.gremien.besetzung import besetzung_am
from haertefall.recht.begriffe import Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.models import Sitzung, Teilnahme
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, gestellt, heute, jetzt

ANWESENDE = 8


def laufende_sitzung_spielen(spiel: Spiel) -> None:
    """Began forty minutes ago; the visitor can lead it on."""
    beginn = (jetzt() - timedelta(minutes=40)).astimezone(BERLIN)
    ersucht = Fall.objects.filter(gremium=spiel.gremium, stand=Stand.ERSUCHEN_ZUGELEITET).first()
    with gestellt(beginn - timedelta(days=15)):
        erledigt = spiel.tue(
            "sitzung_anberaumen", tag=beginn.date().isoformat(), uhrzeit=f"{beginn:%H:%M}"
        )
        hier = str(erledigt.objekt_id)
        faelle = [spiel.bis(Stand.BERATUNGSREIF) for _ in range(2)]
        spiel.zug(faelle[1], "person_hinzufuegen", vornamen="Omid")
        grund = "zur_fahndung_ausgeschrieben"
        spiel.zug(faelle[1], "angabe_festhalten", merkmal=grund, antwort="ja")
        for fall in faelle:
            spiel.zug(fall, "auf_tagesordnung_setzen", sitzung=hier)
    spiel.tue("geheim_beschliessen", erlaubt="ja", wortlaut="Auf Wunsch geheim (erfunden).")
    if ersucht is not None:
        anlass = "Die Botschaft hat mitgeteilt, dass der Pass auf einen anderen Namen lautet."
        spiel.tue("ruecknahme_aufsetzen", fall=ersucht, sitzung=hier, anlass=anlass)
    with gestellt(beginn):
        spiel.tue("sitzung_eroeffnen", sitzung=hier)
        da = _anwesende(spiel, Sitzung.objects.get(pk=hier))
    with gestellt(beginn + timedelta(minutes=5)):
        _entscheiden(spiel, hier, faelle[0], len(da))
    with gestellt(beginn + timedelta(minutes=20)):
        _beraten(spiel, hier, faelle[1], da, grund)


def _anwesende(spiel: Spiel, sitzung: Sitzung) -> list[Teilnahme]:
    """The first members in the order of the seats, the last of them by video."""
    besetzung = besetzung_am(spiel.gremium, fassung_des_gremiums(spiel.gremium, heute()), heute())
    da = [sitzung.teilnahmen.get(amt=s.mitglied) for s in besetzung.besetzte[:ANWESENDE]]
    for wie, wer in (("da", da[:-1]), ("video", da[-1:])):
        bogen: dict[str, Any] = {"wer": [str(t.pk) for t in wer], "wie": wie}
        spiel.tue("anwesende_festhalten", sitzung=sitzung.pk, **bogen)
    return da


def _aufrufen(spiel: Spiel, hier: str, fall: Fall) -> None:
    punkt = fall.tagesordnungspunkte.get(abgesetzt=False)
    spiel.tue("punkt_aufrufen", sitzung=hier, punkt=str(punkt.pk))


def _entscheiden(spiel: Spiel, hier: str, fall: Fall, anwesende: int) -> None:
    """An Ersuchen that carries, with reasons, their kind and what is expected; two are not for it.

    Where the seats are not all filled, readings of the quorum differ and the chair establishes.
    """
    _aufrufen(spiel, hier, fall)
    spiel.tue(
        "antrag_stellen",
        sitzung=hier,
        gegenstand="ersuchen",
        begruendung="Die Kinder kennen kein anderes Land; die Familie trägt sich selbst.",
        grundarten=["integration", "verletzlichkeit"],
        erwartungen_1_was1="Mitwirkung bei der Passbeschaffung.",
        erwartungen_1_zumutbar1="Die Botschaft vergibt wieder Termine.",
    )
    antrag = str(fall.tagesordnungspunkte.get(abgesetzt=False).antraege.get().pk)
    zahlen: dict[str, Any] = {"antrag": antrag, "ja": anwesende - 2, "nein": 1, "enthaltung": 1}
    spiel.tue("abstimmung_festhalten", sitzung=hier, **zahlen, festgestellt="angenommen")
    spiel.tue("punkt_schliessen", sitzung=hier, vermerk="Ruhige Beratung.")


def _beraten(spiel: Spiel, hier: str, fall: Fall, da: list[Teilnahme], grund: str) -> None:
    """A motion for one of two is open; a ground was weighed, papers lie there, one is not free."""
    _aufrufen(spiel, hier, fall)
    wer, anderer = str(da[1].pk), str(da[2].pk)
    spiel.tue("befangenheit_erklaeren", sitzung=hier, teilnahme=wer, grund="")
    spiel.tue("papier_mitbringen", sitzung=hier, von=anderer, was="Vermerk der Schule, zwei Seiten")
    papier = str(fall.tagesordnungspunkte.get(abgesetzt=False).mitgebrachtes.get().pk)
    lesen: dict[str, Any] = {"papier": papier, "wer": [str(t.pk) for t in da[:2]]}
    spiel.tue("papier_einsehen", sitzung=hier, **lesen)
    satz = "Der Haftbefehl beruhte auf einer Verwechslung und ist aufgehoben."
    spiel.tue("grund_abwaegen", sitzung=hier, grund=grund, satz=satz)
    spiel.tue(
        "antrag_stellen",
        sitzung=hier,
        gegenstand="ersuchen",
        personen=[str(fall.personen.get(nummer=1).pk)],
        erwartungen_1_was1="Eine sozialversicherungspflichtige Beschäftigung.",
        erwartungen_1_zumutbar1="Ein Betrieb hat die Einstellung zugesagt.",
    )
