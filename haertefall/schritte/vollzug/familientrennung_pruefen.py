"""Would the measure separate a family? A question of its own (Art. 6 GG, Art. 8 EMRK)."""

from datetime import date
from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.recht.pruefhilfe.befund import Grund
from haertefall.recht.vollzug.pruefung import Punktergebnis
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vollzug.punkte_pruefen import GRUENDE
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Punktbefund
from haertefall.zeit import jetzt

PUNKT = next(p for p in vollzugsrecht().punkte.punkt if p.eigene_frage)
TRENNUNG = [
    ("nein", "Nein, niemand würde getrennt"),
    ("ja", "Ja, Teile der Familie würden getrennt"),
    ("keine_familie", "Hier ist keine Familie betroffen"),
    ("zu_klaeren", "Das ist noch zu klären"),
]
_OHNE_BEWERTUNG = {
    "nein": Punktergebnis.KEIN_HINDERNIS,
    "keine_familie": Punktergebnis.BETRIFFT_NICHT,
    "zu_klaeren": Punktergebnis.ZU_KLAEREN,
}


class Trennung(Eingabe):
    """Whether, who from whom, and what a person makes of it."""

    getrennt = forms.ChoiceField(label=PUNKT.frage, choices=TRENNUNG, widget=forms.RadioSelect)
    wer = LangerText(
        label="Wer würde von wem getrennt, und wie lange?",
        required=False,
        max_length=4_000,
        help_text="Bei einem Ja nötig",
    )
    bewertung = forms.ChoiceField(
        label="Wenn ja: Was folgt daraus?",
        required=False,
        choices=[
            ("", "–"),
            (Punktergebnis.HINDERNIS.value, "Die Trennung steht der Abschiebung entgegen"),
            (Punktergebnis.KEIN_HINDERNIS.value, "Die Trennung ist nach Abwägung zumutbar"),
        ],
        help_text="Eine Bewertung im Einzelfall. Sie treffen sie, nicht das Programm.",
    )
    grund = forms.ChoiceField(label="Wenn zu klären: warum?", required=False, choices=GRUENDE)
    jugendamt_am = TagFeld(
        label="Jugendamt informiert am",
        required=False,
        initial=None,
        help_text="Wenn ein minderjähriges Kind getrennt würde (Praxis in NRW seit 2017)",
    )
    am = TagFeld(label="Angesehen am")
    nachweis = forms.CharField(
        label="Was beweist es?",
        required=False,
        max_length=1_000,
        help_text="Zum Beispiel: " + ", ".join(PUNKT.nachweise),
    )

    def clean(self) -> dict[str, Any]:
        """A yes needs who and what follows; an open question a reason; an answer a proof."""
        daten = super().clean() or {}
        getrennt = daten.get("getrennt")
        if getrennt == "ja":
            for feld, satz in (
                ("wer", "Bitte schreiben Sie, wer von wem getrennt würde."),
                ("bewertung", "Bitte wählen Sie, was daraus folgt."),
            ):
                if not daten.get(feld):
                    self.add_error(feld, satz)
        if getrennt == "zu_klaeren" and not daten.get("grund"):
            self.add_error("grund", "Warum ist es noch zu klären?")
        if getrennt in ("ja", "nein") and not daten.get("nachweis"):
            self.add_error("nachweis", "Worauf stützt es sich?")
        return daten


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """One row for the point, with the answers that belong to it."""
    getrennt: str = daten["getrennt"]
    ergebnis = _OHNE_BEWERTUNG.get(getrennt) or Punktergebnis(daten["bewertung"])
    informiert: date | None = daten["jugendamt_am"]
    befund = Punktbefund(
        pruefung=vorgang.vollzugspruefung,
        punkt=PUNKT.kennung,
        am=daten["am"],
        von=vorgang.konto_id,
        erfasst_um=jetzt(),
    )
    befund.ergebnis = ergebnis
    befund.grund = Grund(daten["grund"]) if ergebnis is Punktergebnis.ZU_KLAEREN else ""
    befund.nachweis = daten["nachweis"] or None
    befund.bemerkung = daten["wer"] or None
    befund.angaben = {
        "getrennt": getrennt,
        "jugendamt_am": informiert.isoformat() if informiert else "",
    }
    befund.save(force_insert=True)
    vorgang.pruefung_wieder_offen()


SCHRITT = Schritt(
    "vollzug_familientrennung_pruefen",
    "Trennung der Familie prüfen",
    Trennung,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis=f"{PUNKT.norm}. {PUNKT.massstab}",
)
