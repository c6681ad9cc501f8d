"""Lines of values in a TOML text."""

from haertefall.recht.ordnung.stellen import naechste_zeile, zeilennummern

TEXT = '''
# Anmerkung
[ordnung]
gremium = "a"

[[ablauf]]
von = [
  "a", # eins
  "b",
]
nach = { a = "b", c = """x
y""" }
  [[ablauf]]
  schritt = "x = [ #"
[[ablauf.lesarten]]
text = 1
[[ablauf.lesarten]]
text = 2
[bericht]
[[bericht.zaehlung]]
wert = "x"
'''


def test_it_finds_the_line_of_every_value() -> None:
    stellen = zeilennummern(TEXT)
    assert stellen["ordnung", "gremium"] == 4
    assert stellen["ablauf", 0] == 6
    assert stellen["ablauf", 0, "von", 1] == 7
    assert stellen["ablauf", 0, "nach", "c"] == 11
    assert stellen["ablauf", 1, "schritt"] == 14
    assert stellen["ablauf", 1, "lesarten", 1, "text"] == 18
    assert stellen["bericht", "zaehlung", 0, "wert"] == 21


def test_it_falls_back_to_what_is_around() -> None:
    stellen = zeilennummern(TEXT)
    assert naechste_zeile(stellen, ("ablauf", 1, "wer")) == 13
    assert naechste_zeile(stellen, ("sitz", 0)) is None
