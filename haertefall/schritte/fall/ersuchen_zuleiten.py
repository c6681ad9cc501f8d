"""The Geschäftsstelle forwards the Ersuchen to the competent authority (§ 7 Abs. 2 HFKVO)."""

from datetime import timedelta
from typing import Any

from haertefall.faelle.models import Zugangsart
from haertefall.gremien.models import Behoerde
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.schritt import Behoerdenwahl, Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.stehende_ersuchen import stehende_ersuchen
from haertefall.schritte.vorgang import Vorgang


class Zuleitung(Eingabe):
    """Recipient and day; the reasons must be written by now (§ 6 Abs. 3 Satz 3)."""

    am = TagFeld(label="Zugeleitet am")
    behoerde = Behoerdenwahl(label="Zuständige Ausländerbehörde")
    gruende = LangerText(
        label="Gründe für das Ersuchen",
        required=False,
        help_text="Nur nötig, wenn sie beim Beschluss noch nicht festgehalten wurden",
    )

    def vorbereiten(self) -> None:
        """The authority of the case is proposed."""
        self.feld("behoerde").initial = self.vorgang.akte.behoerde

    def clean(self) -> dict[str, Any]:
        """Without written reasons the Ersuchen does not leave the house."""
        daten = super().clean() or {}
        ersuchen = daten["ersuchen"] = stehende_ersuchen(self)
        if not daten.get("gruende") and not all(z.gruende for z in ersuchen):
            self.add_error(
                "gruende",
                "Die Gründe für das Ersuchen sind schriftlich festzuhalten "
                "(§ 6 Abs. 3 Satz 3 HFKVO NRW), bevor es zugeleitet wird.",
            )
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The authority sees the Ersuchen; the supervision sees that one was addressed."""
    vorgang.am = daten["am"]
    gruende = daten.pop("gruende")
    for zeile in daten.pop("ersuchen"):
        if gruende and not zeile.gruende:
            zeile.gruende = gruende
            zeile.save()
    behoerde: Behoerde = daten["behoerde"]
    vorgang.zaehlt = {"folge": "offen"}
    vorgang.zustaendig(behoerde)
    vorgang.auftrag("schritte.behoerde_benachrichtigen", behoerde=behoerde.pk)
    vorgang.zugang(Zugangsart.FACHAUFSICHT, funktion=Funktion.FACHAUFSICHT)
    vorgang.wiedervorlage(
        max(daten["am"] + timedelta(weeks=8), vorgang.heute),
        "antwort_der_behoerde",
        "Einstellung der Geschäftsstelle",
    )


SCHRITT = Schritt("ersuchen_zuleiten", "Ersuchen zuleiten", Zuleitung, wirkung)
