"""How often the small body declines."""

from haertefall.faelle.vorpruefung import vorpruefungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute
from tests.schritte.pruefstand import kollegen, tue_als


def test_it_counts_what_the_small_body_declined_and_members_took_up(nrw: Spiel) -> None:
    assert vorpruefungen(nrw.gremium.pk) == []
    for entscheidung in ("befassung", "keine_befassung", "keine_befassung"):
        fall = nrw.bis(Stand.VORPRUEFUNG)
        nrw.zug(fall, "befassung_entscheiden", entscheidung)
    nrw.zug(fall, "fall_aufgreifen")
    (jahr,) = vorpruefungen(nrw.gremium.pk)
    assert (jahr.jahr, jahr.entschieden, jahr.abgelehnt, jahr.aufgegriffen) == (
        heute().year,
        3,
        2,
        1,
    )
    assert jahr.anteil == 67


def test_it_leaves_every_refusal_open_to_every_member(nrw: Spiel) -> None:
    """Bericht Kap. 3: „Grundsatz der größtmöglichen Transparenz im Hinblick auf die Mitglieder“."""
    for wer in (*kollegen(nrw, Funktion.MITGLIED), nrw.akteur(Funktion.VORSITZ)):
        fall = nrw.bis(Stand.VORPRUEFUNG)
        nrw.zug(fall, "befassung_entscheiden", "keine_befassung")
        tue_als(wer, "fall_aufgreifen", {}, fall=fall, version=fall.version)
        fall.refresh_from_db()
        assert fall.stand == Stand.AUFGENOMMEN
