"""Somebody leaves a seat: the last day. The right to act ends with that day."""

from datetime import date
from typing import Any

from haertefall.gremien.models import Berufung, Sitzrolle
from haertefall.gremien.posten import am_selben_posten, belegt
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.berufung import (
    ANDERER_SITZ,
    SICH_SELBST,
    Tag,
    als_mitglied,
    an_diesem_sitz,
    berufungen_von,
    besetzt_durch,
)
from haertefall.schritte.schritt import Eingabe, GesperrteWahl, LangerText, Schritt
from haertefall.schritte.vorgang import Vorgang


class Ende(Eingabe):
    """Who, the last day, why."""

    berufung = GesperrteWahl(Berufung.objects.none(), label="Wer")
    letzter_tag = Tag(label="Letzter Tag")
    grund = LangerText(label="Grund", max_length=2_000, required=False)

    def vorbereiten(self) -> None:
        """Everybody whose time has begun and has not ended before today."""
        vorgang = self.vorgang
        self.feld("berufung").queryset = (
            Berufung.objects.filter(gremium=vorgang.gremium, von__lte=vorgang.heute)
            .exclude(amt=None)
            .exclude(bis__lt=vorgang.heute)
            .exclude(beendet_am__lt=vorgang.heute)
        )

    def clean(self) -> dict[str, Any]:
        """Rights are not taken back for days that have passed; no later appointment hangs on it."""
        daten = super().clean() or {}
        berufung: Berufung | None = daten.get("berufung")
        tag = daten.get("letzter_tag")
        if tag and tag < self.vorgang.heute:
            self.add_error(
                "letzter_tag",
                "Wer bis heute handeln durfte, kann das nicht rückwirkend verlieren. Bitte tragen "
                "Sie frühestens heute ein.",
            )
        if berufung and tag and berufung.bis and tag > berufung.bis:
            self.add_error("letzter_tag", f"Die Berufung endet schon am {berufung.bis:%d.%m.%Y}.")
        elif berufung and tag and berufung.beendet_am and tag > berufung.beendet_am:
            self._bleibt_laenger(berufung, tag)
        if berufung and berufung.amt and berufung.amt.berufungen.filter(von__gt=berufung.von):
            self.add_error(
                "berufung",
                "Für diese Person ist schon eine anschließende Berufung eingetragen. Bitte nehmen "
                "Sie zuerst diese zurück („Vorschlag erledigen“).",
            )
        return daten

    def _bleibt_laenger(self, berufung: Berufung, tag: date) -> None:
        """A last day moved back: seat and person may be taken by now, the Fraktion may end."""
        gremium, von, email = self.vorgang.gremium, berufung.von or tag, berufung.email
        hier = [b for b in am_selben_posten(berufung) if b != berufung]
        anderer = belegt(hier, von, tag)
        ihre = berufungen_von(gremium, berufung.kleines_gremium, email)
        if anderer is not None:
            self.add_error("letzter_tag", besetzt_durch(anderer))
        elif berufung.rolle == Sitzrolle.MITGLIED and belegt(
            [b for b in als_mitglied(ihre) if b != berufung], von, tag
        ):
            self.add_error("letzter_tag", ANDERER_SITZ)
        elif belegt(an_diesem_sitz(berufung, ihre), von, tag):
            self.add_error("letzter_tag", SICH_SELBST)
        elif berufung.fraktion and berufung.fraktion.bis and tag > berufung.fraktion.bis:
            self.add_error(
                "letzter_tag",
                f"„{berufung.fraktion.name}“ besteht nur bis {berufung.fraktion.bis:%d.%m.%Y}.",
            )


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """End the appointment and the Amt."""
    beenden(vorgang, daten["berufung"], daten["letzter_tag"], daten["grund"])
    vorgang.objekt = daten["berufung"].pk


def beenden(vorgang: Vorgang, berufung: Berufung, tag: Any, grund: str) -> None:
    """The last day of seat and Amt."""
    berufung.gremium = vorgang.gremium
    berufung.beendet_am, berufung.ende_grund = tag, grund or None
    berufung.save()
    if berufung.amt is not None:
        berufung.amt.bis = tag
        berufung.amt.save(update_fields=["bis"])


SCHRITT = Schritt(
    "berufung_beenden",
    "Ausscheiden eintragen",
    Ende,
    wirkung,
    objekt="gremium",
    hinweis="Mit dem letzten Tag endet auch der Zugang. Der Sitz steht danach als frei da.",
    wer=frozenset({Funktion.GESCHAEFTSSTELLE, Funktion.FACHAUFSICHT}),
    danach="besetzung",
)
