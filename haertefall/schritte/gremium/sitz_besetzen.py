"""Record who holds a seat that nobody proposes for: by office, named directly, in a small body.

Also the chair where it is no seat of its own, and the deputy chair (§ 3 Abs. 1 Satz 3 HFKVO).
"""

from typing import Any

from django import forms

from haertefall.gremien.posten import Posten, neue_berufung
from haertefall.recht.amtszeit import regelende
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.berufung import Personeneingabe, Tag, eintreten, zeitraum
from haertefall.schritte.schritt import Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.zeit import heute


class Sitzbesetzung(Personeneingabe):
    """The seat, the person, by whom, from, to."""

    berufen_durch = forms.CharField(
        label="Benannt durch",
        max_length=200,
        required=False,
        help_text="Leer: wie in der Ordnung; bei Sitzen von Amts wegen niemand.",
    )
    von = Tag(label="Gilt ab", initial=heute)
    bis = Tag(label="Gilt bis", required=False)

    def waehlbar(self, posten: Posten) -> bool:
        """Seats without a proposal."""
        return not posten.mit_vorschlag

    def vorbereiten(self) -> None:
        """The sentence about the term."""
        super().vorbereiten()
        regel = regelende(self.vorgang.fassung.ordnung, self.vorgang.heute)
        self.feld("bis").help_text = f"{regel.satz} Sitze von Amts wegen enden mit dem Amt."

    def clean(self) -> dict[str, Any]:
        """The seat is free in that time."""
        daten = super().clean() or {}
        posten: Posten | None = daten.get("posten")
        if posten is not None and "email" in daten and "von" in daten:
            zeitraum(self, "posten", posten, daten["email"])
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The person holds the seat from that day on."""
    posten: Posten = daten["posten"]
    berufung = neue_berufung(vorgang.gremium, posten, daten["name"], daten["email"])
    berufung.berufen_durch = daten["berufen_durch"] or posten.beruft
    eintreten(vorgang, berufung, posten, daten)


SCHRITT = Schritt(
    "sitz_besetzen",
    "Sitz besetzen",
    Sitzbesetzung,
    wirkung,
    objekt="gremium",
    hinweis="Für Sitze von Amts wegen, für Sitze, die eine Stelle unmittelbar benennt, und für "
    "kleine Gremien. Wo ein Vorschlag vorausgeht, halten Sie zuerst den Vorschlag fest.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.VORSITZ}),
    danach="besetzung",
)
