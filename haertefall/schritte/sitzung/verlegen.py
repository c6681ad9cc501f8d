"""Move a planned session to another day or place; who was invited is told and answers anew."""

from typing import Any

from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ladung import (
    MitLadungsfrist,
    Terminfelder,
    mitteilen,
    nur_geplant,
    vermerken,
)
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.aufgaben import Anlass
from haertefall.sitzungen.models import Sitzungsstand, Verlegung, Zusage
from haertefall.zeit import BERLIN, jetzt


class Verlegungsbogen(Terminfelder, MitLadungsfrist):
    """The new day and place, and why."""

    grund = LangerText(label="Grund", max_length=2_000)

    auch_umlauf = False  # What is moved is a meeting afterwards, whatever it was.

    def vorbereiten(self) -> None:
        """What holds now is proposed."""
        super().vorbereiten()
        sitzung = self.vorgang.tagung
        if sitzung.ist_umlauf:  # When to meet instead, nobody knows yet.
            return
        beginn = sitzung.beginn.astimezone(BERLIN)
        self.feld("tag").initial, self.feld("uhrzeit").initial = beginn.date(), beginn.time()
        self.feld("form").initial, self.feld("ort").initial = sitzung.form, sitzung.ort
        self.feld("einwahl").initial = sitzung.einwahl

    def clean(self) -> dict[str, Any]:
        """Only before it has begun; the period of the invitation counts to the new day."""
        daten = super().clean()
        nur_geplant(self.vorgang)
        if daten.get("beginn") and self.vorgang.tagung.stand == Sitzungsstand.EINGELADEN:
            self.pruefe_frist(daten["beginn"], daten)
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """Day and place; answers were for another day and are asked for again."""
    sitzung = vorgang.tagung
    anlass = Anlass.SITZUNG_STATT_UMLAUF if sitzung.ist_umlauf else Anlass.VERLEGUNG
    zeile = Verlegung(sitzung=sitzung, von=sitzung.beginn, auf=daten["beginn"], um=jetzt())
    zeile.grund = daten["grund"]
    vermerken(vorgang, daten.get("grund_frist"))
    zeile.save(force_insert=True)
    sitzung.beginn, sitzung.form, sitzung.ort = daten["beginn"], daten["form"], daten["ort"]
    sitzung.einwahl = daten["einwahl"] or None
    sitzung.teilnahmen.update(zusage=Zusage.OFFEN, geantwortet_um=None)
    mitteilen(vorgang, anlass)


SCHRITT = Schritt(
    "sitzung_verlegen",
    "Sitzung verlegen",
    Verlegungsbogen,
    wirkung,
    objekt="sitzung",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE}),
    titel_im_umlauf="In einer Sitzung beraten",
    hinweis_im_umlauf="Aus dem Umlauf wird eine Sitzung. Wer gefragt ist, erfährt es und sagt, "
    "ob er oder sie kommt.",
)
