"""Random input that fits an act, where the example of the game always says the same."""

from datetime import timedelta
from random import Random
from typing import Any

from haertefall.faelle.models import Fall, Gefahrart, Seite
from haertefall.faelle.pruefung import gefragte_merkmale
from haertefall.gremien.fassungen import aus_hash
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Wirkung
from haertefall.recht.ordnung import Ablaufzeile
from haertefall.schritte.berichtigung import alle_werte
from haertefall.schritte.fall.anderweitig_erledigen import ERLEDIGUNGEN
from haertefall.schritte.fall.rueckmeldung_eintragen import FOLGEN
from haertefall.statistik.codes import Grund, Ruhegrund
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import heute


def eingabe_fuer(
    spiel: Spiel, fall: Fall, anderer: Fall, zeile: Ablaufzeile, zufall: Random
) -> dict[str, Any]:
    """Fields beside those of the example, the outcome included."""
    eingabe: dict[str, Any] = {
        "am": (heute() - timedelta(days=zufall.choice([0, 0, 1, 12]))).isoformat()
    }
    ausgaenge = [str(a) for a in zeile.ziele() if a]
    if ausgaenge:
        eingabe["ausgang"] = zufall.choice(ausgaenge)
    personen = sorted(str(pk) for pk in fall.personen.values_list("pk", flat=True))
    behoerden = [
        str(pk) for pk in Behoerde.objects.order_by("kennung").values_list("pk", flat=True)
    ]

    def eines(werte: Any) -> Any:
        return zufall.choice(list(werte))

    match zeile.schritt:
        case "zulaessigkeit_feststellen":
            match eines(["offen"] * 7 + ["ausgeschlossen"] * 2 + ["alle"]):
                case "alle":
                    spiel.beantworte(fall, eines(["zulaessig", "abzuwaegen"]))
                case "ausgeschlossen":
                    _ausschliessen(spiel, fall)
            eingabe |= {"offen_weiter": "on", "vermerk": "Die Fragen gehen an die Behörde."}
        case "angabe_festhalten":
            fragen = gefragte_merkmale(aus_hash(fall.fassung_id).ordnung)
            if fragen:
                eingabe |= {
                    "merkmal": eines(fragen),
                    "antwort": eines(["ja", "nein", "ungeklaert"]),
                    "seite": eines(["geschaeftsstelle", "antrag", "behoerde"]),
                    "person": eines(["", *range(len(personen))]),
                }
                if eingabe["person"] != "":
                    eingabe["person"] = personen[eingabe["person"]]
        case "aufenthaltszeiten_festhalten" | "strafen_festhalten" | "massnahmen_festhalten":
            eingabe |= {"person": eines(personen), "seite": eines(["antrag", "behoerde"])}
        case "pruefhilfe_vermerken":
            eingabe |= {"person": eines(personen), "stichtag": heute().isoformat()}
        case "rechtsangabe_festhalten":
            angabe, antwort = eines(
                [
                    ("geburtstag", "1990-05-20"),
                    ("gibt_es_nicht", "1"),
                    ("deutsch", "B1"),
                    ("antrag_25a", "nein"),
                    ("integration_gewaehrleistet", "ja"),
                ]
            )
            eingabe |= {"person": eines(personen), "angabe": angabe, "antwort": antwort}
        case "ergebnis_feststellen":
            if len(personen) > 1 and zufall.choice([True, False]):
                eingabe |= {
                    "abweichend": personen[:1],
                    "abweichendes_ergebnis": eines(ausgaenge),
                }
        case "anordnung_eintragen" | "erlaubnis_eintragen":
            eingabe["personen"] = personen[: eines([1, len(personen)])]
        case "ablehnung_eintragen":
            eingabe["kategorie"] = eines(Grund).value
        case "anderweitig_erledigen":
            eingabe |= {
                "wodurch": eines(ERLEDIGUNGEN)[0],
                "rechtsgrund": eines(["", "§ 25b AufenthG"]),
            }
        case "rueckmeldung_eintragen":
            eingabe["folge"] = eines(FOLGEN)[0]
        case "ruhen_lassen":
            eingabe["kategorie"] = eines(Ruhegrund).value
        case "stellungnahme_anfordern" | "ersuchen_zuleiten":
            eingabe["behoerde"] = eines(behoerden)
        case "gefahr_melden":
            eingabe |= {
                "art": eines(Gefahrart).value,
                "seite": eines(Seite).value,
                "tag": (heute() + timedelta(days=zufall.randint(-9, 90))).isoformat(),
            }
        case "herkunftsland_festlegen":
            eingabe["land"] = eines(["SRB", "IRQ", "XKX"])
        case "zaehlung_feststellen":
            eingabe["ergebnis"] = eines([*_ergebnisse(fall), "ersuchen"])
        case "berichtigen":
            eintraege = [str(pk) for pk in _zaehlende(fall)]
            eingabe |= {
                "eintrag": eintraege[eines(range(len(eintraege)))],
                "wert": eines(["", "", *(wert for wert, _ in alle_werte())]),
            }
        case "berichtigung_bestaetigen":
            offen = fall.berichtigungen.filter(bestaetigt_um=None).first()
            eingabe |= {
                "berichtigung": str(offen.pk) if offen else "",
                "entscheidung": eines(["bestaetigt", "bestaetigt", "abgelehnt"]),
            }
        case "vorbefassung_verknuepfen" | "fall_zusammenfuehren":
            eingabe["aktenzeichen"] = anderer.aktenzeichen
        case "vorbefassung_loesen":
            offene = fall.vorbefassungen.filter(geloest_am=None).first()
            eingabe["verknuepfung"] = str(offene.pk) if offene else ""
    return eingabe


def _ausschliessen(spiel: Spiel, fall: Fall) -> None:
    """Find the first compulsory ground, if this version has one."""
    for grund in aus_hash(fall.fassung_id).ordnung.ausschlussgrund:
        if grund.wirkung is Wirkung.ZWINGEND and not grund.es_sei_denn:
            for merkmal, soll in grund.wenn.items():
                antwort = "ja" if soll else "nein"
                spiel.tue("angabe_festhalten", fall=fall, merkmal=merkmal, antwort=antwort)
                fall.refresh_from_db()
            return


def _ergebnisse(fall: Fall) -> list[str]:
    return sorted(set(fall.ergebnisse.values_list("gegenstand", flat=True)))


def _zaehlende(fall: Fall) -> list[Any]:
    return list(
        fall.verlauf.filter(ersetzt_durch__isnull=True)
        .exclude(zaehlt={})
        .order_by("nummer")
        .values_list("pk", flat=True)
    )
