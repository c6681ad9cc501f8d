"""A case of NRW that carries a mark in every field, so that a page shows what it lets through."""

from haertefall.faelle.models import Fall
from haertefall.recht.begriffe import Stand
from haertefall.vorfuehrung.spiel import Spiel

MARKEN = {
    name: f"Marke{name.title().replace('_', '')}"
    for name in (
        "nachname",
        "anschrift",
        "geburt",
        "votum",
        "gruende",
        "verfahren",
        "kurz",
        "beleg_antrag",
        "beleg_behoerde",
        "beleg_buero",
        "beleg_geheim",
        "beleg_eigenes_datum",
        "vermerk",
        "unterlagen",
        "fragen",
        "sachverhalt",
        "behoerdenvotum",
        "ergebnisgrund",
        "erwartung",
        "ruhe_worauf",
        "ruhe_mit_wem",
        "wiedervorlage",
        "absicht",
    )
}
GEHEIM = "rueckfuehrungstermin_steht_fest"


def fall_mit_marken(nrw: Spiel, **antrag: str) -> Fall:
    """Up to the announced decision, with everything that can be entered on the way."""
    m = MARKEN
    fall = nrw.neuer_fall(
        nachname=m["nachname"],
        anschrift=m["anschrift"],
        geburtsdatum=m["geburt"],
        votum=m["votum"],
        gruende=m["gruende"],
        verfahren=m["verfahren"],
        kurz=m["kurz"],
        **antrag,
    )
    wohnsitz = "wohnsitz_im_land"
    _sage(nrw, fall, wohnsitz, "antrag", m["beleg_antrag"])
    _sage(nrw, fall, wohnsitz, "behoerde", m["beleg_behoerde"])
    _sage(nrw, fall, GEHEIM, "antrag", m["beleg_eigenes_datum"])
    _sage(nrw, fall, GEHEIM, "behoerde", m["beleg_geheim"])
    nrw.zug(fall, "zulaessigkeit_feststellen", "zulaessig", vermerk=m["vermerk"])
    _sage(nrw, fall, wohnsitz, "geschaeftsstelle", m["beleg_buero"])
    nrw.zug(fall, "befassung_entscheiden", "befassung")
    nrw.zug(fall, "unterlagen_nachfordern", was=m["unterlagen"])
    nrw.zug(fall, "wiedervorlage_setzen", text=m["wiedervorlage"])
    nrw.zug(fall, "ruhen_lassen", worauf=m["ruhe_worauf"], mit_wem=m["ruhe_mit_wem"])
    nrw.zug(fall, "ruhen_beenden")
    nrw.zug(fall, "stellungnahme_anfordern", fragen=m["fragen"])
    nrw.zug(
        fall, "stellungnahme_eintragen", sachverhalt=m["sachverhalt"], votum=m["behoerdenvotum"]
    )
    nrw.zug(fall, "auf_tagesordnung_setzen")
    nrw.zug(
        fall,
        "ergebnis_feststellen",
        "ersuchen",
        gruende=m["ergebnisgrund"],
        erwartungen_1_was1=m["erwartung"],
        erwartungen_1_zumutbar1=m["erwartung"],
    )
    nrw.zug(fall, "ersuchen_zuleiten")
    nrw.zug(fall, "absicht_eintragen", absicht="absicht_nicht_folgen", gruende=m["absicht"])
    assert fall.stand == Stand.ANGEKUENDIGT
    return fall


def _sage(nrw: Spiel, fall: Fall, merkmal: str, seite: str, beleg: str) -> None:
    nrw.zug(fall, "angabe_festhalten", merkmal=merkmal, antwort="ja", seite=seite, beleg=beleg)


def gezeigt(seite: str) -> set[str]:
    """Which marks a page lets through."""
    return {name for name, marke in MARKEN.items() if marke in seite}
