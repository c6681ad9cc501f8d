"""Invented rows for what no shipped Ordnung has: they prove the format, not the law."""

NAMENTLICH = """
[[sitzungsregel]]
gegenstand    = "namentliche_abstimmung"
inhalt        = "Abgestimmt wird namentlich."
erlaubt       = true
sichtbar_fuer = ["vorsitz"]
quelle        = "Formatprobe"
"""

STICHENTSCHEID = """
[[mehrheit]]
gegenstand     = ["vertagung"]
mehr_als       = "1/2"
von            = "gueltige"
stichentscheid = "vorsitz"
quelle         = "Formatprobe"
"""


def befangenheit(**wirkung: str) -> str:
    """A row on who is not free, with effects."""
    zeilen = "\n".join(f'{name} = "{wert}"' for name, wert in wirkung.items())
    return f"""
[[sitzungsregel]]
gegenstand = "befangenheit"
inhalt     = "Wer befangen ist, wirkt nicht mit."
quelle     = "Formatprobe"
{zeilen}
"""
