"""German words for people."""

from haertefall.recht.vollzug.daten import Erlassstand
from haertefall.recht.vollzug.pruefung import Anlasslage, Punktergebnis, Reihenfolge

PUNKT_WORTE: dict[Punktergebnis, str] = {
    Punktergebnis.KEIN_HINDERNIS: "Steht nicht entgegen",
    Punktergebnis.HINDERNIS: "Steht entgegen",
    Punktergebnis.BETRIFFT_NICHT: "Betrifft diese Personen nicht",
    Punktergebnis.ZU_KLAEREN: "Zu klären",
}
NICHT_ANGESEHEN = "Noch niemand hat hingesehen"
ERLASSSTAND_WORTE: dict[Erlassstand, str] = {
    Erlassstand.IN_KRAFT: "in Kraft, soweit bekannt",
    Erlassstand.ERSETZT: "ersetzt",
    Erlassstand.UNGEPRUEFT: "ungeprüft, ob er noch gilt",
}
ANLASS_WORTE: dict[Anlasslage, str] = {
    Anlasslage.JA: "Zu bedenken",
    Anlasslage.NUR_WENN_GENANNT: (
        "Nur, wenn der Mensch selbst sagt, dass er zu einer der Gruppen gehört. Gefragt wird "
        "danach nicht."
    ),
    Anlasslage.LAND_NICHT_BEKANNT: "Zu bedenken, solange das Herkunftsland nicht bekannt ist",
    Anlasslage.NEIN: "Nicht einschlägig",
}
REIHENFOLGE_WORTE: dict[Reihenfolge, str] = {
    Reihenfolge.VORHER: "vorher",
    Reihenfolge.NACHHER: "erst nachher",
    Reihenfolge.KEINE: "gar nicht",
}
BUNDESLAENDER: dict[str, str] = {
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "BE": "Berlin",
    "BB": "Brandenburg",
    "HB": "Bremen",
    "HH": "Hamburg",
    "HE": "Hessen",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}
BANNER = (
    "Prüfpunkte nach dem Text vom {tag:%d.%m.%Y}; nichts davon ist juristisch durchgesehen. Das "
    "ist eine Hilfe beim Hinsehen: Sie entscheidet nichts, zählt keine Punkte zusammen und ist "
    "keine Rechtsberatung."
)
EIGENE_PFLICHT = (
    "Diese Prüfung ist Pflicht der Ausländerbehörde, auch wenn kein Gremium mit dem Fall befasst "
    "ist."
)
GRUPPE_NUR_GENANNT = "Eine Gruppe steht hier nur, wenn der Mensch selbst sie genannt hat."
ABLEHNUNG_OHNE_FOLGE = (
    "Eine Ablehnung wirkt nie gegen den Menschen: Kein Ergebnis dieser Prüfung hängt von ihr ab."
)
KEINE_AUFSCHIEBENDE_WIRKUNG = (
    "Ein anhängiger Fall hat nach dem Gesetz keine aufschiebende Wirkung. Ob die Behörde zusagt, "
    "so lange abzuwarten, entscheidet sie; ihre Zusicherung steht hier mit ihrem Tag."
)
