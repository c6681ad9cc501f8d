"""The work around a session in the guided tour: preparation before, minutes after it."""

from datetime import timedelta
from typing import Any

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.mitwirkende import vertretungen_fuer, zusammensetzung
from haertefall.sitzungen.models import Abschnitt, Sitzung
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import BERLIN, gestellt, heute, jetzt


def vorbereitung_spielen(spiel: Spiel, sitzung: Sitzung) -> None:
    """A private note, a question that is answered, one that is not, two country papers."""
    faelle = list(
        Fall.objects.filter(
            tagesordnungspunkte__sitzung=sitzung, tagesordnungspunkte__abgesetzt=False
        ).order_by("tagesordnungspunkte__nummer")
    )
    _antworten(spiel, sitzung)
    erster, letzter = faelle[0], faelle[-1]
    for titel in ("Passbeschaffung bei der Botschaft (erfunden)", "Zugang zu Schulen (erfunden)"):
        spiel.tue("laenderpapier_einstellen", land=erster.land, titel=titel)
    ueberholt = spiel.gremium.laenderpapiere.earliest("eingestellt_um")
    spiel.tue("laenderpapier_ueberholen", papier=str(ueberholt.pk))
    spiel.tue("notiz_schreiben", als=Funktion.MITGLIED, fall=erster)
    spiel.tue("frage_stellen", als=Funktion.MITGLIED, fall=erster)
    spiel.tue("frage_beantworten", frage=str(erster.mitgliederfragen.get().pk))
    spiel.tue("frage_stellen", als=Funktion.MITGLIED, fall=letzter)


def _antworten(spiel: Spiel, sitzung: Sitzung) -> None:
    """Half have answered: one comes by video, one not, where there is a deputy with that one."""
    besetzung = zusammensetzung(sitzung, fassung_des_gremiums(spiel.gremium, heute()))
    leute = list(sitzung.teilnahmen.exclude(amt=None).select_related("amt").order_by("sitz", "pk"))
    antworten = ["kommt_nicht", "per_video", *["kommt"] * (len(leute) // 2 - 1)]
    mit_vertretung_zuerst = sorted(leute, key=lambda t: not vertretungen_fuer(besetzung, t))
    for teilnahme, zusage in zip(mit_vertretung_zuerst, antworten, strict=False):
        bogen: dict[str, Any] = {"teilnahme": str(teilnahme.pk), "zusage": zusage}
        stellvertretende = vertretungen_fuer(besetzung, teilnahme)
        if zusage == "kommt_nicht" and stellvertretende:
            bogen["vertretung"] = str(stellvertretende[0].pk)
        spiel.tue("sitzung_zusagen", sitzung=sitzung.pk, **bogen)


def vorpruefung_ansetzen(spiel: Spiel) -> None:
    """The small body meets in a week; its members are invited, one has answered."""
    tag = (heute() + timedelta(days=7)).isoformat()
    bogen: dict[str, Any] = {"kleines_gremium": "vorpruefungsausschuss", "tag": tag}
    hier = spiel.tue("sitzung_anberaumen", **bogen).objekt_id
    spiel.tue("sitzung_einladen", sitzung=hier)
    einer = Sitzung.objects.get(pk=str(hier)).teilnahmen.exclude(amt=None)[0]
    zusage: dict[str, Any] = {"teilnahme": str(einer.pk), "zusage": "kommt"}
    spiel.tue("sitzung_zusagen", sitzung=hier, **zusage)


def sitzung_mit_niederschrift(spiel: Spiel) -> None:
    """A session six weeks ago: one Ersuchen, minutes edited once, approved and frozen."""
    beginn = (jetzt() - timedelta(days=42)).astimezone(BERLIN)
    for fuer, betrag in (("gremium", "30"), ("klein", "20")):
        satz: dict[str, Any] = {"fuer": fuer, "betrag": betrag, "ab": "2020-01-01"}
        spiel.tue("entschaedigungssatz_festlegen", **satz, grundlage="Beschluss (erfunden)")
    with gestellt(beginn - timedelta(days=14)):
        erledigt = spiel.tue(
            "sitzung_anberaumen", tag=beginn.date().isoformat(), uhrzeit=f"{beginn:%H:%M}"
        )
        hier = str(erledigt.objekt_id)
        fall = spiel.bis(Stand.BERATUNGSREIF)
        spiel.zug(fall, "auf_tagesordnung_setzen", sitzung=hier)
    with gestellt(beginn + timedelta(hours=3)):
        spiel.zug(fall, "ergebnis_feststellen", "ersuchen")
        spiel.tue("sitzung_beenden", sitzung=hier, mitglieder=10, anwesende=8)
        spiel.tue("niederschrift_erstellen", sitzung=hier)
    with gestellt(beginn + timedelta(days=1)):
        abschnitt = Abschnitt.objects.get(niederschrift__sitzung__pk=hier, nummer=0)
        spiel.tue("niederschrift_aendern", sitzung=hier, abschnitt=str(abschnitt.pk), gesehen=1)
    with gestellt(beginn + timedelta(days=28)):
        spiel.tue("niederschrift_genehmigen", sitzung=hier)
        spiel.tue("niederschrift_feststellen", sitzung=hier)
