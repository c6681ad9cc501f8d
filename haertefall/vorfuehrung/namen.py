"""Invented people with their stories. Any likeness is chance; every page says it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mensch:
    """One invented person with the country by which the case would be counted (ISO 3166-1).

    `kurz`: two lines without identity, by which members may take the case up.
    """

    nachname: str
    vornamen: str
    geburtsdatum: str
    land: str
    staatsangehoerigkeit: str
    gruende: str
    kurz: str


MENSCHEN = (
    Mensch(
        "Hoxha", "Arlinda", "14.03.1988", "ALB", "albanisch",
        "Lebt seit elf Jahren hier, allein mit zwei Kindern in der vierten und siebten Klasse. Am "
        "Herkunftsort kennt sie niemanden mehr. Die Nachbarschaft sammelte 140 Unterschriften.",
        "Alleinerziehend, zwei Schulkinder, elf Jahre hier.",
    ),
    Mensch(
        "Petrosjan", "Narine", "02.11.1979", "ARM", "armenisch",
        "Pflegt seit sechs Jahren ihre Mutter, die nach einem Schlaganfall Hilfe braucht.",
        "Pflegt seit Jahren eine schwer kranke Angehörige.",
    ),
    Mensch(
        "Jovanović", "Dragana", "1991", "SRB", "serbisch",
        "Hier geboren, hier zur Schule gegangen, mit neun Jahren weggezogen und mit siebzehn "
        "zurückgekommen. Arbeitet in einer Bäckerei.",
        "Hier geboren und aufgewachsen, feste Arbeit.",
    ),
    Mensch(
        "Hassan", "Rebwar", "27.07.1995", "IRQ", "irakisch",
        "Hat die Gesellenprüfung als Elektroniker bestanden; sein Betrieb möchte ihn behalten.",
        "Abgeschlossene Ausbildung im Handwerk, Übernahme zugesagt.",
    ),
    Mensch(
        "Mammadova", "Günay", "09.09.1984", "AZE", "aserbaidschanisch",
        "Ist schwer erkrankt und seit Jahren in fester Behandlung. Die Ärztin rechnet bei einem "
        "Abbruch mit einer dauerhaften Verschlechterung.",
        "Schwere Erkrankung, seit Jahren in fester Behandlung.",
    ),
    Mensch(
        "Diallo", "Mamadou Alpha", "01.01.2001", "GIN", "guineisch",
        "Kam mit fünfzehn allein, hat den Schulabschluss nachgeholt und trainiert eine "
        "Jugendmannschaft.",
        "Als Jugendlicher allein gekommen, Schulabschluss, ehrenamtlich tätig.",
    ),
    Mensch(
        "Rahmani", "Zohra", "30.05.1990", "IRN", "iranisch",
        "Hat sich von ihrem Mann getrennt, der sie bedroht. Bei einer Rückkehr wäre sie ihm und "
        "seiner Familie ausgeliefert.",
        "Frau, von Gewalt in der Familie bedroht.",
    ),
    Mensch(
        "Okonkwo", "Chinedu", "18.12.1986", "NGA", "nigerianisch",
        "Lebt mit seiner Tochter zusammen, die hier die zweite Klasse besucht; die Mutter ist "
        "verstorben.",
        "Alleinerziehender Vater eines Schulkindes.",
    ),
    Mensch(
        "Trần", "Thị Hương", "22.02.1993", "VNM", "vietnamesisch",
        "Wurde als Jugendliche zur Arbeit gezwungen und hat gegen die Täter ausgesagt.",
        "Opfer von Ausbeutung, hat in einem Strafverfahren ausgesagt.",
    ),
    Mensch(
        "Yıldız", "Şükrü", "11.06.1982", "TUR", "türkisch",
        "Arbeitet seit neun Jahren im selben Betrieb und sichert den Unterhalt seiner Eltern hier.",
        "Neun Jahre im selben Betrieb, sorgt für seine Eltern.",
    ),
    Mensch(
        "Gashi", "Besnik", "März 1998", "XKX", "kosovarisch",
        "Lebt seit seinem vierten Lebensjahr hier; spricht die Sprache des Herkunftslands kaum.",
        "Seit früher Kindheit hier, keine Bindung an das Herkunftsland.",
    ),
    Mensch(
        "Tsereteli", "Nino", "05.10.1987", "GEO", "georgisch",
        "Ihr Sohn ist mehrfach behindert und wird in einer Förderschule betreut, die es im "
        "Herkunftsland nicht gibt.",
        "Mutter eines behinderten Kindes in fester Förderung.",
    ),
)  # fmt: skip

VOTUM = "Ein Ersuchen an die Ausländerbehörde, eine Aufenthaltserlaubnis nach § 23a zu erteilen."
VOTUM_KOMMUNAL = "Eine Einschätzung des Gremiums, ob ein Bleiberecht im Ermessensweg möglich ist."
VERFAHREN = "Asylantrag abgelehnt, Klage abgewiesen, seither Duldungen von je drei Monaten."
BEGRUENDUNG = {
    "ersuchen": "Die Gesamtschau ergibt dringende humanitäre Gründe: lange Zeit hier, feste "
    "Bindungen, keine vergleichbare Hilfe am Herkunftsort.",
    "kein_ersuchen": "Die vorgetragenen Gründe überwiegen nach Ansicht der Mehrheit nicht.",
    "keine_befassung": "Vorgetragen ist nichts, was über das Asylverfahren hinausgeht.",
}

# Preparation of a session; everything invented and marked as such.
NOTIZ = "Nachfragen, wie lange die Ausbildung noch dauert (erfunden)."
FRAGE = "Liegt der Ausbildungsvertrag im Original vor? (erfunden)"
ANTWORT = "Ja, die Kammer hat ihn bestätigt; eine Kopie ist bei den Unterlagen. (erfunden)"
NIEDERSCHRIFT = (
    "Vera Vorsitz eröffnet die Sitzung um 10 Uhr. Es waren acht von zehn Mitgliedern anwesend. "
    "Die Tagesordnung wurde ohne Änderung angenommen. (erfunden)"
)
LAENDERPAPIER = {
    "titel": "Zugang zu Schule und Ausbildung (erfunden)",
    "quelle": "Erfundener Bericht für die Vorführung, S. 12",
    "guete": "ungeprueft",
    "text": "Dieser Text ist erfunden. Er zeigt nur, wo ein Länderpapier steht.",
}


def adresse(name: str) -> str:
    """Invented e-mail address of a person of the house."""
    email = f"{name.split(maxsplit=1)[0]}.{name.rsplit(maxsplit=1)[-1]}@beispiel.example".lower()
    for umlaut, ersatz in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        email = email.replace(umlaut, ersatz)
    return email


# Who holds seats: enough for every seat and deputy of the largest body. Honorary people.
EHRENAMTLICHE = (
    "Hanna Albers", "Jonas Brandt", "Elif Celik", "Martin Decker", "Sofia Ebert", "Karim Farouk",
    "Greta Hagen", "Ulrich Jansen", "Leyla Kaya", "Bernd Lohmann", "Anne Marquardt", "Piotr Nowak",
    "Ruth Overbeck", "Stefan Pohl", "Carla Quast", "Dieter Reimann", "Nadia Saleh", "Rolf Tietz",
    "Birgit Uhlig", "Armin Voss", "Jana Wendt", "Murat Yalman", "Silke Zander", "Oskar Ahrens",
    "Meike Bruns", "Tarek Haddad", "Ines Krüger", "Georg Lenz", "Amira Mansour", "Holger Petersen",
)  # fmt: skip
FACHRICHTUNGEN = ("Sozialarbeit", "Theologie", "Recht", "Medizin", "Verwaltung", "Pädagogik")
ERFAHRUNG = "Seit Jahren in der Beratung geflüchteter Menschen tätig."
# Facts for the ways to stay; the birthday is that of nobody.
RECHTSANGABEN = {
    "geburtstag": "1990-05-20",
    "einreise_am": "2020-03-01",
    "lebt_mit_ledigem_kind": "nein",
    "deutsch_muendlich": "A2",
    "grundkenntnisse": "ja",
    "einkommen_schwankt": "nein",
    "anteil_erwerb_prozent": "62",
    "schulpflichtige_kinder": "nein",
    "identitaet_geklaert": "ja",
}

# Six years with a chain of short Duldungen, as the rows of the form.
AUFENTHALT = {
    "art_0": "gestattung", "von_0": "2020-03-01", "bis_0": "2022-06-30",
    "art_1": "duldung", "von_1": "2022-07-01", "bis_1": "2022-09-30",
    "art_2": "duldung", "von_2": "2022-10-01", "bis_2": "2023-01-15",
    "art_3": "duldung_ungeklaerte_identitaet", "von_3": "2023-01-16", "bis_3": "2023-09-30",
    "art_4": "duldung", "von_4": "2023-10-01", "bis_4": "2024-03-31",
    "art_5": "duldung", "von_5": "2024-04-01",
}  # fmt: skip
