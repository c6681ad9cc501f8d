"""Look at the points of one group and record what was found."""

from typing import Any

from django import forms

from haertefall.recht.begriffe import Funktion
from haertefall.recht.pruefhilfe.befund import Grund
from haertefall.recht.pruefhilfe.worte import GRUND_WORTE
from haertefall.recht.vollzug.daten import Punkt
from haertefall.recht.vollzug.pruefung import Punktergebnis
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.recht.vollzug.worte import PUNKT_WORTE
from haertefall.schritte.schritt import Eingabe, LangerText, Schritt, TagFeld
from haertefall.schritte.vorgang import Vorgang
from haertefall.vollzug.models import Punktbefund
from haertefall.zeit import jetzt

ERGEBNISSE = [("", "Jetzt nicht"), *((e.value, PUNKT_WORTE[e]) for e in Punktergebnis)]
GRUENDE = [("", "–"), *((g.value, GRUND_WORTE[g]) for g in Grund)]


def gruppenpunkte(gruppe: str) -> tuple[Punkt, ...]:
    """Points of a group that are not asked for themselves."""
    return tuple(p for p in vollzugsrecht().in_gruppe(gruppe) if not p.eigene_frage)


class Punktbogen(Eingabe):
    """A day, and per point: what, why open, what proves it. Fields of other groups fall away."""

    gruppe = forms.ChoiceField(widget=forms.HiddenInput)
    am = TagFeld(label="Angesehen am")

    def vorbereiten(self) -> None:
        """Only the points of the group one looks at."""
        recht = vollzugsrecht()
        mit_punkten = [g for g in recht.punkte.gruppe if gruppenpunkte(g.kennung)]
        self.feld("gruppe").choices = [(g.kennung, g.titel) for g in mit_punkten]
        gewaehlt = self.data.get("gruppe") or self.initial.get("gruppe") or ""
        self.punkte = gruppenpunkte(str(gewaehlt))
        hier = {p.kennung for p in self.punkte}
        for name in list(self.fields):
            if name.startswith("V") and name.partition("_")[0] not in hier:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Something was looked at; what is open has a reason, what is found has a proof."""
        daten = super().clean() or {}
        daten["befunde"] = []
        for punkt in self.punkte:
            werte = {
                teil: daten.get(f"{punkt.kennung}_{teil}") or ""
                for teil in ("ergebnis", "grund", "nachweis", "bemerkung")
            }
            if not werte["ergebnis"]:
                if werte["nachweis"] or werte["bemerkung"]:
                    self.add_error(f"{punkt.kennung}_ergebnis", "Bitte wählen Sie ein Ergebnis.")
                continue
            offen = werte["ergebnis"] == Punktergebnis.ZU_KLAEREN
            if offen and not werte["grund"]:
                self.add_error(f"{punkt.kennung}_grund", "Warum ist der Punkt noch zu klären?")
            werte["grund"] = werte["grund"] if offen else ""
            gefunden = werte["ergebnis"] in (
                Punktergebnis.HINDERNIS,
                Punktergebnis.KEIN_HINDERNIS,
            )
            if gefunden and not werte["nachweis"]:
                self.add_error(f"{punkt.kennung}_nachweis", "Worauf stützt es sich?")
            daten["befunde"].append((punkt.kennung, werte))
        if not daten["befunde"] and not self.errors:
            raise forms.ValidationError("Bitte halten Sie mindestens einen Punkt fest.")
        return daten


def _felder(punkt: Punkt) -> dict[str, forms.Field]:
    """The fields of one point."""
    kennung = punkt.kennung
    return {
        f"{kennung}_ergebnis": forms.ChoiceField(
            label=f"{kennung}: {punkt.frage}",
            required=False,
            help_text=punkt.massstab or "",
            choices=ERGEBNISSE,
            widget=forms.RadioSelect,
        ),
        f"{kennung}_grund": forms.ChoiceField(
            label=f"{kennung}: Wenn zu klären, warum?", required=False, choices=GRUENDE
        ),
        f"{kennung}_nachweis": forms.CharField(
            label=f"{kennung}: Was beweist es?",
            required=False,
            max_length=1_000,
            help_text="Zum Beispiel: " + ", ".join(punkt.nachweise),
        ),
        f"{kennung}_bemerkung": LangerText(
            label=f"{kennung}: Bemerkung",
            required=False,
            max_length=4_000,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
    }


for _punkt in vollzugsrecht().punkte.punkt:
    if not _punkt.eigene_frage:
        Punktbogen.base_fields.update(_felder(_punkt))


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """A row per point; earlier ones stay. A new finding opens a confirmed check again."""
    pruefung = vorgang.vollzugspruefung
    for punkt, werte in daten["befunde"]:
        befund = Punktbefund(
            pruefung=pruefung,
            punkt=punkt,
            am=daten["am"],
            von=vorgang.konto_id,
            erfasst_um=jetzt(),
        )
        befund.ergebnis, befund.grund = werte["ergebnis"], werte["grund"]
        befund.nachweis = werte["nachweis"] or None
        befund.bemerkung = werte["bemerkung"] or None
        befund.save(force_insert=True)
    vorgang.pruefung_wieder_offen()


SCHRITT = Schritt(
    "vollzug_punkte_pruefen",
    "Punkte festhalten",
    Punktbogen,
    wirkung,
    objekt="vollzug",
    wer=frozenset({Funktion.AUSLAENDERBEHOERDE}),
    hinweis="Was Sie heute nicht ansehen, lassen Sie bei „Jetzt nicht“. Frühere Einträge bleiben.",
)
