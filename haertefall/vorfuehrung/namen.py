"""Invented people. Any likeness is chance; every page says that all of it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mensch:
    """One invented person with the country by which the case would be counted (ISO 3166-1)."""

    nachname: str
    vornamen: str
    geburtsdatum: str
    land: str
    staatsangehoerigkeit: str


MENSCHEN = (
    Mensch("Hoxha", "Arlinda", "14.03.1988", "ALB", "albanisch"),
    Mensch("Petrosjan", "Narine", "02.11.1979", "ARM", "armenisch"),
    Mensch("Jovanović", "Dragana", "1991", "SRB", "serbisch"),
    Mensch("Hassan", "Rebwar", "27.07.1995", "IRQ", "irakisch"),
    Mensch("Mammadova", "Günay", "09.09.1984", "AZE", "aserbaidschanisch"),
    Mensch("Diallo", "Mamadou Alpha", "01.01.2001", "GIN", "guineisch"),
    Mensch("Rahmani", "Zohra", "30.05.1990", "IRN", "iranisch"),
    Mensch("Okonkwo", "Chinedu", "18.12.1986", "NGA", "nigerianisch"),
    Mensch("Trần", "Thị Hương", "22.02.1993", "VNM", "vietnamesisch"),
    Mensch("Yıldız", "Şükrü", "11.06.1982", "TUR", "türkisch"),
    Mensch("Gashi", "Besnik", "März 1998", "XKX", "kosovarisch"),
    Mensch("Tsereteli", "Nino", "05.10.1987", "GEO", "georgisch"),
)

GRUENDE = (
    "Lebt seit elf Jahren hier, die Kinder gehen in die vierte und die siebte Klasse. Sie kennt "
    "niemanden mehr am Herkunftsort. Die Nachbarschaft hat 140 Unterschriften gesammelt.",
    "Hat eine Ausbildung in der Pflege abgeschlossen und arbeitet im Krankenhaus der Stadt. "
    "Nach einem Unfall pflegt er zusätzlich seine Mutter.",
    "Ist schwer erkrankt und seit Jahren in fester Behandlung. Die behandelnde Ärztin rechnet "
    "bei einem Abbruch mit einer dauerhaften Verschlechterung.",
)
VOTUM = "Ein Ersuchen an die Ausländerbehörde, eine Aufenthaltserlaubnis nach § 23a zu erteilen."
VOTUM_KOMMUNAL = "Eine Einschätzung des Gremiums, ob ein Bleiberecht im Ermessensweg möglich ist."
KURZ = "Familie mit zwei Schulkindern, elf Jahre hier, eigener Lebensunterhalt."
VERFAHREN = "Asylantrag abgelehnt, Klage abgewiesen, seither Duldungen von je drei Monaten."
