"""Ask the Ausländerbehörde for its statement on the facts and on the Votum (§ 4 Abs. 2 HFKVO)."""

from typing import Any

from django import forms
from django.db.models import UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.faelle.models import Pruefung, Stellungnahme
from haertefall.schritte.schritt import Behoerdenwahl, Eingabe, KuenftigerTag, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang

_pruefung = FesteLesung(
    lambda: Pruefung.objects.filter(fall=Stelle("fall", UUIDField())).values_list("pk")[:1]
)


class Anforderung(Eingabe):
    """Which authority, what is asked, by when (an office setting, no legal deadline)."""

    behoerde = Behoerdenwahl(label="Ausländerbehörde")
    fragen = LangerText(label="Fragen an die Behörde", required=False)
    erbeten_bis = KuenftigerTag(
        label="Erbeten bis",
        help_text="Einstellung der Geschäftsstelle; die Ordnung nennt keine Frist",
    )

    def vorbereiten(self) -> None:
        """The authority of the case is proposed."""
        self.feld("behoerde").initial = self.vorgang.akte.behoerde

    def clean(self) -> dict[str, Any]:
        """First the grounds, then the question to the authority (§ 4 Abs. 2 Satz 2 HFKVO)."""
        gruende = self.vorgang.fassung.ordnung.ausschlussgrund
        if gruende and not _pruefung(fall=self.vorgang.akte.pk):
            raise forms.ValidationError(
                "Die Ausschlussgründe sind noch nicht geprüft. Bitte stellen Sie zuerst die "
                "Prüfung fest; danach wird die Behörde gefragt."
            )
        return super().clean() or {}


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The authority may now see the described facts and the Votum in its own room."""
    fall, behoerde = vorgang.akte, daten["behoerde"]
    vorgang.zaehlt = {"befragt": True}
    vorgang.zustaendig(behoerde)
    zeile = Stellungnahme(
        fall=fall,
        behoerde=behoerde,
        angefordert_am=vorgang.tag,
        erbeten_bis=daten["erbeten_bis"],
    )
    zeile.fragen = daten.pop("fragen") or None
    zeile.save(force_insert=True)
    vorgang.auftrag("schritte.behoerde_benachrichtigen", behoerde=behoerde.pk)
    vorgang.wiedervorlage(daten["erbeten_bis"], "stellungnahme", "Einstellung der Geschäftsstelle")


SCHRITT = Schritt("stellungnahme_anfordern", "Stellungnahme anfordern", Anforderung, wirkung)
