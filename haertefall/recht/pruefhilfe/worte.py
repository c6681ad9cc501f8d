"""German words for people: the only place of this room that has them, besides the data."""

from haertefall.recht.pruefhilfe.befund import Anlass, Ergebnis, Grund
from haertefall.recht.pruefhilfe.gesetze import Folge, Rolle, Sicherheit, Staerke
from haertefall.recht.pruefhilfe.sachverhalt import Aufenthaltsart, Massnahmeart, Strafart

ERGEBNIS_WORTE: dict[Ergebnis, str] = {
    Ergebnis.ERFUELLT: "Erfüllt",
    Ergebnis.NICHT_ERFUELLT: "Nicht erfüllt",
    Ergebnis.ZU_KLAEREN: "Zu klären",
    Ergebnis.NICHT_IN_KRAFT: "An diesem Tag nicht in Kraft",
}
# Rows that ask whether a ground against somebody is there.
AUSSCHLUSS_WORTE: dict[Ergebnis, str] = {
    Ergebnis.ERFUELLT: "Der Grund scheint vorzuliegen",
    Ergebnis.NICHT_ERFUELLT: "Der Grund liegt nicht vor",
    Ergebnis.ZU_KLAEREN: "Zu klären",
    Ergebnis.NICHT_IN_KRAFT: "An diesem Tag nicht in Kraft",
}
AUSSCHLUSSROLLEN = frozenset(
    {Rolle.AUSSCHLUSS, Rolle.SOLL_AUSSCHLUSS, Rolle.KANN_AUSSCHLUSS, Rolle.BERATUNG_WENN_JA}
)


def zeilenwort(rolle: Rolle, ergebnis: Ergebnis) -> str:
    """The result of a row in words: a ground against somebody „liegt vor“ and is not „erfüllt“."""
    worte = AUSSCHLUSS_WORTE if rolle in AUSSCHLUSSROLLEN else ERGEBNIS_WORTE
    return worte[ergebnis]


GRUND_WORTE: dict[Grund, str] = {
    Grund.TATSACHE: "Eine Tatsache fehlt",
    Grund.NACHWEIS: "Ein Nachweis fehlt",
    Grund.WERTUNG: "Das muss ein Mensch bewerten",
    Grund.RECHT: "Die Rechtslage ist nicht eindeutig",
}
ANLASS_SAETZE: dict[Anlass, str] = {
    Anlass.ANGABE_FEHLT: "Eine Angabe fehlt noch.",
    Anlass.TAG_FEHLT: "Der Tag fehlt, auf den es ankommt.",
    Anlass.WIDERSPRUCH: "Zwei Einträge über denselben Tag passen nicht zusammen.",
    Anlass.FRIST_LAEUFT: "Die Frist dafür läuft noch.",
    Anlass.NICHT_BELEGT: "Das ist bisher nur vorgetragen; ein Nachweis fehlt.",
    Anlass.WERTUNG_FEHLT: "Diese Bewertung hat noch niemand festgehalten.",
    Anlass.ATYPIK: (
        "Die Regel ist nicht erfüllt: Atypik prüfen, also ob der Einzelfall anders liegt."
    ),
    Anlass.ATYPIK_VERNEINT: (
        "Die Regel ist nicht erfüllt; jemand hat den Einzelfall geprüft und keine Atypik gesehen. "
        "Das Programm macht daraus kein Nein."
    ),
    Anlass.ERMESSEN: "Davon kann die Behörde absehen; das ist ihr Ermessen.",
    Anlass.BERATUNG: "Dafür gibt es hier keine Regel. Bitte eine Beratungsstelle fragen.",
    Anlass.UNTERBRECHUNG: (
        "Im Aufenthalt ist eine kurze Lücke. Nach Anwendungshinweisen schadet eine einmalige "
        "Lücke bis zu drei Monaten nicht; im Gesetz steht es nicht."
    ),
    Anlass.UNGEKLAERTE_IDENTITAET: (
        "Zeiten mit der Duldung für Personen mit ungeklärter Identität zählen nicht mit; ob sie "
        "den Aufenthalt auch unterbrechen oder entgegenstehen, sagt das Gesetz nicht."
    ),
    Anlass.OHNE_PAPIER: (
        "Für diese Zeit gibt es keine Bescheinigung. Ob die Gründe für eine Duldung genügen, "
        "wird verschieden gesehen."
    ),
    Anlass.STRAFEN_GEMISCHT: (
        "Es gibt Geldstrafen beider Arten. Wie die beiden Grenzen zusammenwirken, ist nicht "
        "geregelt."
    ),
    Anlass.STRAFE_NICHT_GEREGELT: "Ob diese Verurteilung zählt, sagt der Text nicht.",
    Anlass.NACH_ALTERSGRENZE: (
        "Die Duldungszeit wurde erst nach der Altersgrenze voll. Das Gesetz bindet nur den Antrag "
        "an das Alter; Behörden sehen es teils strenger."
    ),
    Anlass.FASSUNG_FEHLT: "Die an diesem Tag geltende Fassung ist hier nicht hinterlegt.",
    Anlass.WERT_FEHLT: "Für diesen Fall und Tag ist kein Wert hinterlegt.",
    Anlass.ALTANTRAG: (
        "Der Antrag wurde gestellt, als die Vorschrift noch galt. Was daraus wird, sagt der Text "
        "nicht."
    ),
    Anlass.BEDARF_DER_FAMILIE: (
        "Ob auch der Bedarf der Familie gedeckt sein muss, ist umstritten; im Wortlaut steht nur "
        "der eigene Lebensunterhalt."
    ),
    Anlass.FRIST_LESARTEN: (
        "Die Identität wurde nach dem Antrag, aber vor dem letzten Tag der Frist geklärt. Das "
        "lässt sich verschieden lesen."
    ),
    Anlass.ANSPRUCH_NUR_ERMESSEN: (
        "Die Sperre nach einem abgelehnten Asylantrag gilt nicht für Ansprüche; ob sie hier gilt, "
        "wo nur Ermessen bleibt, sagt der Text nicht."
    ),
}
ROLLE_WORTE: dict[Rolle, str] = {
    Rolle.VORAUSSETZUNG: "Voraussetzung",
    Rolle.REGEL: "in der Regel vorausgesetzt",
    Rolle.VERZICHTBAR: "vorausgesetzt; die Behörde kann davon absehen",
    Rolle.AUSSCHLUSS: "schließt aus",
    Rolle.SOLL_AUSSCHLUSS: "schließt in der Regel aus",
    Rolle.KANN_AUSSCHLUSS: "kann ausschließen",
    Rolle.BERATUNG: "keine Regel; dazu beraten lassen",
    Rolle.BERATUNG_WENN_JA: "wenn ja: keine Regel; dazu beraten lassen",
    Rolle.HINWEIS: "Hinweis",
}
STAERKE_WORTE: dict[Staerke, str] = {
    Staerke.ANSPRUCH: "Anspruch: muss erteilt werden",
    Staerke.SOLL: "Soll: wird erteilt, außer in untypischen Fällen",
    Staerke.REGEL: "In der Regel",
    Staerke.KANN: "Kann: Ermessen der Behörde",
}
FOLGE_WORTE: dict[Folge, str] = {
    Folge.AUFENTHALTSERLAUBNIS: "Aufenthaltserlaubnis",
    Folge.DULDUNG: "Duldung",
    Folge.ARBEITSVERBOT: "Verbot der Erwerbstätigkeit",
    Folge.BESCHAEFTIGUNGSERLAUBNIS: "Erlaubnis zur Beschäftigung",
    Folge.ZUSATZ: "Duldung mit dem Zusatz des § 60b",
    Folge.SCHUTZ: "Schutz vor oder bei der Abschiebung",
}
SICHERHEIT_WORTE: dict[Sicherheit, str] = {
    Sicherheit.HOCH: "im Text selbst gelesen",
    Sicherheit.MITTEL: "aus zweiter Hand oder einem benachbarten Text",
    Sicherheit.NIEDRIG: "unklar oder umstritten",
}
AUFENTHALTSART_WORTE: dict[Aufenthaltsart, str] = {
    Aufenthaltsart.GESTATTUNG: "Aufenthaltsgestattung",
    Aufenthaltsart.DULDUNG: "Duldung",
    Aufenthaltsart.DULDUNG_UNGEKLAERTE_IDENTITAET: "Duldung mit dem Zusatz des § 60b",
    Aufenthaltsart.AUSBILDUNGSDULDUNG: "Ausbildungsduldung (§ 60c)",
    Aufenthaltsart.BESCHAEFTIGUNGSDULDUNG: "Beschäftigungsduldung (§ 60d)",
    Aufenthaltsart.DULDUNGSANSPRUCH: "Duldungsgründe ohne Bescheinigung",
    Aufenthaltsart.AUFENTHALTSERLAUBNIS: "Aufenthaltserlaubnis",
    Aufenthaltsart.CHANCENAUFENTHALT: "Chancen-Aufenthaltsrecht (§ 104c)",
    Aufenthaltsart.OHNE_STATUS: "ohne Status in Deutschland",
    Aufenthaltsart.AUSLAND: "im Ausland",
}
STRAFART_WORTE: dict[Strafart, str] = {
    Strafart.GELDSTRAFE: "Geldstrafe (Tagessätze)",
    Strafart.FREIHEITSSTRAFE: "Freiheitsstrafe (Monate)",
    Strafart.JUGENDSTRAFE: "Jugendstrafe (Monate)",
    Strafart.JUGENDMASSNAHME: "andere Maßnahme nach Jugendstrafrecht",
}
MASSNAHME_WORTE: dict[Massnahmeart, str] = {
    Massnahmeart.REISEFAEHIGKEIT: "ärztliche Untersuchung der Reisefähigkeit veranlasst",
    Massnahmeart.RUECKKEHRFOERDERUNG: "geförderte freiwillige Ausreise beantragt",
    Massnahmeart.TRANSPORT: "Buchung von Transportmitteln eingeleitet",
    Massnahmeart.VERGLEICHBAR: "vergleichbar konkrete Vorbereitung",
    Massnahmeart.ZUSTAENDIGER_STAAT: "Verfahren über den zuständigen Staat eingeleitet",
}

KEINE_ENTSCHEIDUNG = (
    "Das ist eine Hilfe beim Prüfen und keine Entscheidung. Entscheiden müssen Menschen, und über "
    "Aufenthalt und Duldung die Ausländerbehörde."
)
KEINE_RECHTSBERATUNG = (
    "Das ist keine Rechtsberatung. Bitte lassen Sie sich von einer Beratungsstelle oder anwaltlich "
    "beraten, bevor Sie etwas beantragen oder zurücknehmen."
)
RECHTSSTAND = "Rechtsstand: {gesetz} im Text vom {text_vom:%d.%m.%Y}. {vorbehalt}"
NACH_DEM_RECHTSSTAND = (
    "Der Stichtag {stichtag:%d.%m.%Y} liegt {tage} Tage nach dem geprüften Text. Bitte prüfen, ob "
    "sich seitdem etwas geändert hat."
)
ANNAHME_DER_VORSCHAU = (
    "Künftige Tage setzen voraus, dass alles, was heute läuft, weitergeht, und dass sich am "
    "hinterlegten Recht nichts ändert."
)
