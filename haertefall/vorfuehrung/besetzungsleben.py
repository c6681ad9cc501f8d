"""What happens to the seats of the guided tour: a successor proposed, a term that ends, a lapse.

Played last, so that the cases of the tour have their people first.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from haertefall.gremien.models import Berufung, Gremium, Sitzrolle
from haertefall.vorfuehrung import namen
from haertefall.vorfuehrung.spiel import Spiel
from haertefall.zeit import gestellt, heute, jetzt

TEXT = (
    "Dieser Text ist erfunden. Er zeigt nur, wo die Entscheidungsgrundsätze stehen, wenn ein Haus "
    "sie hat. Die wirklichen liegen diesem Programm nicht vor."
)

ANGABEN: dict[str, Any] = {"fachrichtung": "Medizin", "geschlecht": "frau"}


def sitze_spielen(gremium: Gremium) -> None:
    """The story of this body, if it has one."""
    if gremium.kennung in GESCHICHTEN:
        GESCHICHTEN[gremium.kennung](Spiel(gremium))


def _auf(spiel: Spiel, sitz: str, rolle: Sitzrolle = Sitzrolle.MITGLIED) -> str:
    """Who holds the seat in the body itself, not in its small body."""
    hier = Berufung.objects.filter(gremium=spiel.gremium, sitz=sitz, kleines_gremium="")
    return str(hier.get(rolle=rolle).pk)


def _wer(spiel: Spiel, name: str) -> dict[str, Any]:
    ganz = f"{name}-{spiel.gremium.kennung.title()}"
    return {"name": ganz, "email": namen.adresse(ganz)}


def _kommission(spiel: Spiel) -> None:
    """Pledges and letters, a doctor who leaves, a free deputy's seat, a text below the rules."""
    for sitz in ("evangelische_kirche", "katholische_kirche", "wohlfahrtspflege", "vorsitz"):
        spiel.tue("verschwiegenheit_verpflichten", berufung=_auf(spiel, sitz))
        spiel.tue("schreiben_vermerken", berufung=_auf(spiel, sitz))
    bald = (heute() + timedelta(days=45)).isoformat()
    spiel.tue("berufung_beenden", berufung=_auf(spiel, "aerztlich"), letzter_tag=bald)
    wer = _wer(spiel, "Adele Heilmann")
    spiel.tue("person_vorschlagen", posten="/aerztlich/1//mitglied/1", **wer, **ANGABEN)
    with gestellt(jetzt() - timedelta(days=1)):
        frei = _auf(spiel, "pro_asyl", Sitzrolle.STELLVERTRETUNG)
        spiel.tue("berufung_beenden", berufung=frei, letzter_tag=heute().isoformat())
    spiel.tue(
        "regelungstext_festhalten",
        kennung="entscheidungsgrundsaetze",
        text=TEXT,
        am=heute().isoformat(),
        beteiligung_am="",
    )


def _rat(spiel: Spiel) -> None:
    """Seats that follow the council: one Fraktion has named somebody, a Gruppe has not."""
    seit = (heute() - timedelta(days=300)).isoformat()
    erledigt = spiel.tue("fraktion_eintragen", name="Beispielfraktion", art="fraktion", von=seit)
    spiel.tue("fraktion_eintragen", name="Beispielgruppe", art="gruppe", von=seit)
    spiel.tue(
        "sitz_besetzen",
        posten=f"/fraktionen_und_gruppen/1/{erledigt.objekt_id}/mitglied/1",
        von=seit,
        **_wer(spiel, "Rita Ratsfrau"),
    )


def _ruht(spiel: Spiel) -> None:
    """A draft that never got going: nobody was named again."""
    with gestellt(jetzt() - timedelta(days=1)):
        for berufung in Berufung.objects.filter(gremium=spiel.gremium).exclude(amt=None):
            spiel.tue(
                "berufung_beenden", berufung=str(berufung.pk), letzter_tag=heute().isoformat()
            )
    spiel.tue(
        "offene_faelle_regeln",
        offene_faelle="warten",
        text="Die offenen Anliegen warten, bis wieder benannt ist; alle wurden unterrichtet "
        "(erfunden).",
        entschieden_von="Fachbereichsleitung (erfunden)",
    )


GESCHICHTEN: dict[str, Callable[[Spiel], None]] = {
    "nrw": _kommission,
    "krefeld": _rat,
    "leverkusen-beratungsgremium": _ruht,
}
