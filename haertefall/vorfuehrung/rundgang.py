"""The cases of the guided tour: each body has cases in every state; NRW also the rare ones."""

from collections.abc import Callable
from datetime import timedelta

from haertefall.faelle.models import Fall
from haertefall.gremien.models import Gremium
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.sitzungen.models import Sitzung
from haertefall.vorfuehrung import namen
from haertefall.vorfuehrung.laufende_sitzung import laufende_sitzung_spielen
from haertefall.vorfuehrung.papiere import papier
from haertefall.vorfuehrung.sitzungsarbeit import (
    sitzung_mit_niederschrift,
    vorbereitung_spielen,
    vorpruefung_ansetzen,
)
from haertefall.vorfuehrung.spiel import KeinWeg, Spiel, weg_nach
from haertefall.vorfuehrung.zeitreise import Zeitreise
from haertefall.zeit import BERLIN, gestellt, heute, jetzt


def erreichbare(gremium: Gremium) -> list[Stand]:
    """States a case of this body can get to, in the order of the procedure."""
    fassung = fassung_des_gremiums(gremium, heute())
    antragswege = [w.kennung for w in fassung.ordnung.antragsweg] or ["unbekannt"]
    gefunden = []
    for stand in Stand:
        for antragsweg in antragswege:
            try:
                weg_nach(fassung.ablauf, stand, weg=gremium.weg, antragsweg=antragsweg)
            except KeinWeg:
                continue
            gefunden.append(stand)
            break
    return gefunden


def faelle_spielen(gremium: Gremium) -> None:
    """One case per reachable state, the further on the longer ago it began; then the rare ones."""
    spiel = Spiel(gremium, stelle=len(gremium.kennung))
    staende = erreichbare(gremium)
    for stand in staende:
        Zeitreise(spiel).fall_bis(stand)
    for sonderfall in SONDERFAELLE.get(gremium.kennung, ()):
        sonderfall(spiel)
    if Stand.AUF_TAGESORDNUNG in staende:
        vorbereitung_spielen(spiel, gleich_beginnende_sitzung(spiel))


def gleich_beginnende_sitzung(spiel: Spiel) -> Sitzung:
    """A session in an hour with two cases on its agenda."""
    beginn = (jetzt() + timedelta(hours=1)).astimezone(BERLIN)
    erledigt = spiel.tue(
        "sitzung_anberaumen",
        als=Funktion.GESCHAEFTSSTELLE,
        tag=beginn.date().isoformat(),
        uhrzeit=f"{beginn:%H:%M}",
    )
    sitzung = Sitzung.objects.get(pk=str(erledigt.objekt_id))
    for _ in range(2):
        fall = Zeitreise(spiel).fall_bis(Stand.BERATUNGSREIF)
        spiel.zug(fall, "auf_tagesordnung_setzen", sitzung=str(sitzung.pk))
    return sitzung


def _familie_mit_verschiedenen_ergebnissen(spiel: Spiel) -> None:
    """Mother and child with an Ersuchen, the father without."""
    reise = Zeitreise(spiel)
    fall = reise.fall_bis(Stand.EINGEGANGEN)
    for vornamen in ("Luan", "Mira"):
        spiel.zug(fall, "person_hinzufuegen", nachname="Hoxha", vornamen=vornamen)
    spiel.bis(Stand.AUF_TAGESORDNUNG, fall)
    anders = str(fall.personen.get(nummer=2).pk)
    spiel.zug(
        fall,
        "ergebnis_feststellen",
        "ersuchen",
        abweichend=[anders],
        abweichendes_ergebnis="kein_ersuchen",
        erwartungen_1_was1="Mitwirkung bei der Passbeschaffung",
        erwartungen_1_zumutbar1="Die Botschaft stellt Pässe aus.",
        grundarten=["integration", "schicksal"],
    )


def _ruhend(spiel: Spiel) -> None:
    """Waits for an examination, by agreement with the authority."""
    fall = Zeitreise(spiel).fall_bis(Stand.BERATUNGSREIF)
    spiel.zug(fall, "ruhen_lassen")


def _nicht_gefolgt(spiel: Spiel) -> None:
    """Refused, the reasons having been announced before (§ 7 Abs. 3 Satz 2)."""
    fall = Zeitreise(spiel).fall_bis(Stand.ERSUCHEN_ZUGELEITET)
    spiel.zug(fall, "absicht_eintragen", absicht="absicht_nicht_folgen")
    spiel.zug(fall, "ablehnung_eintragen")


def _zurueckgenommen(spiel: Spiel) -> None:
    """False identity came to light after the Ersuchen."""
    fall = Zeitreise(spiel).fall_bis(Stand.ERSUCHEN_ZUGELEITET)
    spiel.zug(
        fall,
        "ersuchen_zuruecknehmen",
        gruende="Das Verfahren wurde unter falschen Personalien geführt.",
    )


def _vom_vorpruefungsausschuss_abgelehnt(spiel: Spiel) -> None:
    """Declined; any member may still take it up."""
    fall = Zeitreise(spiel).fall_bis(Stand.VORPRUEFUNG)
    spiel.zug(fall, "befassung_entscheiden", "keine_befassung")


def _ausgeschlossen(spiel: Spiel) -> None:
    """A compulsory ground applies."""
    fall = Zeitreise(spiel).fall_bis(Stand.EINGEGANGEN)
    spiel.zug(fall, "zulaessigkeit_feststellen", "ausgeschlossen")


def _erneut_vorgelegt(spiel: Spiel) -> None:
    """The same matter comes again, linked to the earlier case."""
    frueher = Fall.objects.filter(gremium=spiel.gremium, stand=Stand.ABGESCHLOSSEN).latest("nummer")
    fall = Zeitreise(spiel).fall_bis(Stand.EINGEGANGEN)
    spiel.zug(
        fall,
        "vorbefassung_verknuepfen",
        aktenzeichen=frueher.aktenzeichen,
        geaendert="Die älteste Tochter hat inzwischen einen Ausbildungsvertrag.",
    )


def _ueberfaellige_stellungnahme(spiel: Spiel) -> None:
    """The authority was asked ten weeks ago."""
    with gestellt(jetzt() - timedelta(weeks=10)):
        fall = spiel.neuer_fall()
        spiel.bis(Stand.STELLUNGNAHME, fall)


def _zugang(spiel: Spiel) -> None:
    """The house has set an end of access; one Notzugang waits, one is over."""
    spiel.tue("zugangsende_festlegen")
    for tage in (9, 0):
        with gestellt(jetzt() - timedelta(days=tage)):
            fall = Zeitreise(spiel).fall_bis(Stand.EINGEGANGEN)
            beantragt = spiel.tue(
                "notzugang_beantragen", als=Funktion.MITGLIED, aktenzeichen=fall.aktenzeichen
            )
            if tage:
                spiel.tue("notzugang_entscheiden", notzugang=str(beantragt.objekt_id))


def _mit_dokumenten(spiel: Spiel) -> None:
    """Papers of both sides: one is shown to the authority, one no applicant ever sees."""
    fall = Zeitreise(spiel).fall_bis(Stand.STELLUNGNAHME)
    for titel, angaben in (
        ("Arbeitsvertrag des Vaters", {"art": "arbeit", "fuer_behoerde": "on"}),
        ("Attest der Hausärztin", {"art": "gesundheit", "beschreibung": "Kam per Post."}),
        ("Bescheid über die Ablehnung", {"art": "bescheid", "seite": "behoerde"}),
        ("Vermerk zur Rückführung", {"art": "schreiben", "seite": "behoerde", "geheim": "on"}),
    ):
        spiel.zug(fall, "dokument_hinzufuegen", datei=papier(titel), titel=titel, **angaben)


def _andere_wege(spiel: Spiel) -> None:
    """Much is known about other ways to stay: the sides differ in one thing, one thing is open."""
    fall = Zeitreise(spiel).fall_bis(Stand.BERATUNGSREIF)
    spiel.zug(fall, "aufenthaltszeiten_festhalten")
    spiel.zug(fall, "strafen_festhalten")
    for angabe, antwort in namen.RECHTSANGABEN.items():
        spiel.zug(fall, "rechtsangabe_festhalten", angabe=angabe, antwort=antwort)
    for seite, antwort in (("antrag", "ja"), ("behoerde", "nein")):
        spiel.zug(
            fall, "rechtsangabe_festhalten", angabe="passpflicht_erfuellt", antwort=antwort,
            seite=seite,
        )  # fmt: skip
    spiel.zug(
        fall,
        "rechtsangabe_festhalten",
        angabe="bekenntnis_grundordnung",
        antwort="ja",
        begruendung="Erklärung im Gespräch erläutert und unterschrieben (erfunden).",
    )
    spiel.zug(fall, "pruefhilfe_vermerken")


def _gefahren(spiel: Spiel) -> None:
    """What may overtake open cases: a day of the authority, a Duldung, detention, a petition."""
    offene = list(
        Fall.objects.filter(gremium=spiel.gremium, stand=Stand.STELLUNGNAHME)
        .select_related("gremium", "schluessel")
        .order_by("nummer")
    )

    def melde(fall: Fall, tage: int, art: str, seite: str, text: str = "") -> None:
        tag = (heute() + timedelta(days=tage)).isoformat()
        spiel.zug(fall, "gefahr_melden", art=art, seite=seite, tag=tag, text=text)

    melde(offene[-1], 9, "abschiebung", "behoerde")
    melde(offene[-1], 23, "duldung", "antrag")
    melde(offene[0], -3, "haft", "dritte", "Von der Beratung im Gewahrsam gemeldet")
    melde(offene[0], -40, "verfahren_laeuft", "antrag", "Petition beim Landtag")
    spiel.zug(offene[0], "nachricht_dritter_eintragen")


SONDERFAELLE: dict[str, tuple[Callable[[Spiel], None], ...]] = {
    "nrw": (
        _familie_mit_verschiedenen_ergebnissen,
        _ruhend,
        _nicht_gefolgt,
        _zurueckgenommen,
        _vom_vorpruefungsausschuss_abgelehnt,
        _ausgeschlossen,
        _erneut_vorgelegt,
        _ueberfaellige_stellungnahme,
        _andere_wege,
        _zugang,
        _mit_dokumenten,
        sitzung_mit_niederschrift,
        laufende_sitzung_spielen,
        vorpruefung_ansetzen,
        _gefahren,
    ),
    "dortmund": (_ruhend, _erneut_vorgelegt),
}
