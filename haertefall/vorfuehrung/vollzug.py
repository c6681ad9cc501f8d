"""Plays checks before a deportation in an authority's room, through the door, all invented."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from haertefall.audit.akteur import Akteur
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Behoerde
from haertefall.recht.begriffe import Funktion
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.schritte.ausfuehren import Erledigung, ausfuehren
from haertefall.schritte.vollzug.punkte_pruefen import gruppenpunkte
from haertefall.schritte.vollzug.vorlegen import offene_wege
from haertefall.schritte.vollzugseintraege import eintraege
from haertefall.vollzug.lage import Pruefungslage
from haertefall.vollzug.models import Vollzugspruefung
from haertefall.vorfuehrung.einrichten import amt_anlegen
from haertefall.zeit import gestellt, heute, jetzt


@dataclass
class Pruefspiel:
    """Plays for one authority; two of its staff, because the second person is another one."""

    behoerde: Behoerde
    leute: list[Akteur] = field(default_factory=list)

    def __post_init__(self) -> None:
        aemter = Amt.objects.filter(
            behoerde=self.behoerde, funktion=Funktion.AUSLAENDERBEHOERDE
        ).order_by("konto__name")
        self.leute = [akteur_aus(amt) for amt in aemter]

    def tue(
        self, name: str, pruefung: Vollzugspruefung | None = None, kraft: int = 0, **eingabe: Any
    ) -> Erledigung:
        """One act with example input; `eingabe` overrides fields, `kraft` counts the staff."""
        erledigt = ausfuehren(
            name,
            akteur=self.leute[kraft],
            eingabe={**self._beispiel(name, pruefung), **eingabe},
            einmal=uuid.uuid4(),
            behoerde_id=None if pruefung else self.behoerde.pk,
            vollzug_id=pruefung.pk if pruefung else None,
            version=pruefung.version if pruefung else None,
        )
        if pruefung:
            pruefung.refresh_from_db()
        return erledigt

    def neue(self, **person: Any) -> Vollzugspruefung:
        """A check with one person."""
        erledigt = self.tue("vollzug_beginnen")
        pruefung = Vollzugspruefung.objects.select_related("schluessel", "behoerde").get(
            pk=str(erledigt.objekt_id)
        )
        self.tue("vollzug_person_eintragen", pruefung, **person)
        return pruefung

    def alles_ansehen(
        self, pruefung: Vollzugspruefung, gruppen: Iterable[str] | None = None, **anders: str
    ) -> None:
        """Every point of these groups (all if none are named) without an obstacle."""
        recht = vollzugsrecht()
        for gruppe in recht.punkte.gruppe:
            if gruppen is not None and gruppe.kennung not in gruppen:
                continue
            punkte = gruppenpunkte(gruppe.kennung)
            if not punkte:
                self.tue("vollzug_familientrennung_pruefen", pruefung)
                continue
            eingabe: dict[str, Any] = {"gruppe": gruppe.kennung}
            for punkt in punkte:
                eingabe[f"{punkt.kennung}_ergebnis"] = "kein_hindernis"
                eingabe[f"{punkt.kennung}_nachweis"] = punkt.nachweise[0]
            hier = {p.kennung for p in punkte}
            eingabe |= {k: w for k, w in anders.items() if k.partition("_")[0] in hier}
            self.tue("vollzug_punkte_pruefen", pruefung, **eingabe)

    def erlasse_bedenken(self, pruefung: Vollzugspruefung) -> None:
        """Every decree that is still to be thought of."""
        for zeile in Pruefungslage(pruefung, heute()).erlasse:
            if zeile.offen:
                self.tue("vollzug_erlass_bedenken", pruefung, erlass=zeile.erlass.kennung)

    def berichtige(self, pruefung: Vollzugspruefung, art: str, **neu: str) -> None:
        """Put the first entry of a kind right, as the page shows it."""
        eintrag = next(e for e in eintraege(pruefung).values() if e.art.kennung == art)
        gezeigt = {f"{art}_{k}": w for k, w in eintrag.art.werte(eintrag.zeile).items()}
        fest = {"eintrag": eintrag.kennung, "angesehen": eintrag.kennung}
        grund = {"grund": "Beim Eintragen in der Zeile verrutscht."}
        self.tue("vollzug_berichtigen", pruefung, 0, **gezeigt | fest | grund | neu)

    def bestaetigt(self, pruefung: Vollzugspruefung, **anders: str) -> None:
        """Looked at, reported as done, confirmed by another person."""
        self.alles_ansehen(pruefung, **anders)
        self.erlasse_bedenken(pruefung)
        self.tue("vollzug_abschliessen", pruefung)
        self.tue("vollzug_bestaetigen", pruefung, kraft=1)

    def _beispiel(self, name: str, pruefung: Vollzugspruefung | None) -> dict[str, Any]:
        personen = (
            [str(pk) for pk in pruefung.betroffene.values_list("pk", flat=True)] if pruefung else []
        )
        tag = {"am": heute().isoformat()}
        match name:
            case "vollzug_beginnen":
                return {"bundesland": "NW"}
            case "vollzug_person_eintragen":
                return {"nachname": "Beispiel", "vornamen": "Lejla", "land": "SRB"}
            case "vollzug_massnahme_planen":
                return {"tag": (heute() + timedelta(days=9)).isoformat(), "ablauf": "Sammelflug"}
            case "vollzug_familientrennung_pruefen":
                return tag | {"getrennt": "nein", "nachweis": "Familienbogen"}
            case "vollzug_erlass_bedenken":
                return tag | {"text": "Der Einzelfall wurde geprüft."}
            case "vollzug_rueckkehr_erklaeren" | "vollzug_merkblatt_aushaendigen":
                return tag | {"sprache": "Serbisch, mit Sprachmittlung"}
            case "vollzug_verfahren_vermerken":
                return {"wo": "Petitionsausschuss des Landtags", "seit": heute().isoformat()}
            case "vollzug_abschliessen" | "vollzug_bestaetigen":
                return {"bestaetigt": "on"}
            case "vollzug_vorlegen":
                return {
                    "wohin": "nrw:sonstiger_einzelfall",
                    "einwilligung_am": heute().isoformat(),
                    "einwilligung": "Frau Beispiel, schriftlich",
                    "personen": personen,
                    "votum": "Ein Ersuchen nach § 23a.",
                    "gruende": "Lebt seit zehn Jahren hier, zwei Schulkinder.",
                }
            case "vollzug_ausgang_eintragen":
                return tag | {"ausgang": "vollzogen"}
            case "vollzug_aufenthalt_eintragen":
                return {"person": personen[0], "art": "duldung", "von": "2018-08-02"}
        return tag


def pruefungen_spielen(behoerde: Behoerde) -> None:
    """Three checks in different states, one of them handed over, and two past removals."""
    amt_anlegen("Berta Zweite-Amt", Funktion.AUSLAENDERBEHOERDE, behoerde=behoerde)
    spiel = Pruefspiel(behoerde)
    _vergangene(spiel)
    _uebergebene(spiel)
    _wartende(spiel)
    _offene(spiel)


def _vergangene(spiel: Pruefspiel) -> None:
    """One looked at before the removal, one only afterwards."""
    beginn = jetzt() - timedelta(days=80)
    with gestellt(beginn):
        vorher = spiel.neue(nachname="Erfunden", vornamen="Dragan")
        spiel.bestaetigt(vorher)
    with gestellt(beginn + timedelta(days=20)):
        spiel.tue("vollzug_ausgang_eintragen", vorher)
        nachher = spiel.neue(nachname="Erdacht", vornamen="Arta", land="XKX")
        spiel.tue("vollzug_ausgang_eintragen", nachher)
    with gestellt(beginn + timedelta(days=27)):
        spiel.bestaetigt(nachher)


def _uebergebene(spiel: Pruefspiel) -> None:
    """Confirmed; something stands against it, and the case lies with the commission."""
    with gestellt(jetzt() - timedelta(days=12)):
        pruefung = spiel.neue(
            nachname="Ausgedacht",
            vornamen="Mirela",
            geburtsdatum="03.02.1986",
            land="SRB",
            verletzlich=["familie_mit_kindern", "kind_unter_14"],
        )
        spiel.tue("vollzug_person_eintragen", pruefung, nachname="Ausgedacht", vornamen="Luka")
        spiel.bestaetigt(
            pruefung,
            V13_ergebnis="hindernis",
            V13_nachweis="Stellungnahme der Grundschule",
            V13_bemerkung="Der Sohn ist seit zwei Jahren in fester Förderung.",
        )
        spiel.tue("vollzug_aufenthalt_eintragen", pruefung)
        spiel.tue("vollzug_rueckkehr_erklaeren", pruefung, antwort="Möchte bleiben.")
        spiel.tue("vollzug_merkblatt_aushaendigen", pruefung, sprache="Serbisch")
        spiel.berichtige(pruefung, "merkblatt", merkblatt_sprache="Bosnisch")
        if offene_wege(heute()):
            spiel.tue("vollzug_vorlegen", pruefung)


def _wartende(spiel: Pruefspiel) -> None:
    """Done, the second person is still missing."""
    with gestellt(jetzt() - timedelta(days=4)):
        pruefung = spiel.neue(nachname="Fiktiv", vornamen="Samir", land="IRQ")
        spiel.alles_ansehen(pruefung)
        spiel.tue("vollzug_massnahme_planen", pruefung)
        spiel.tue(
            "vollzug_verfahren_vermerken",
            pruefung,
            zugesichert_am=heute().isoformat(),
            zusicherung="Bis zur Entscheidung des Ausschusses wird nicht abgeschoben.",
        )
        spiel.tue("vollzug_abschliessen", pruefung)


def _offene(spiel: Pruefspiel) -> None:
    """Just begun: health is to be clarified."""
    pruefung = spiel.neue(nachname="Muster", vornamen="Nino", land="GEO", verletzlich=["krank"])
    spiel.alles_ansehen(pruefung, ["ausreisepflicht"])
    spiel.tue(
        "vollzug_punkte_pruefen",
        pruefung,
        gruppe="gesundheit",
        V7_ergebnis="zu_klaeren",
        V7_grund="nachweis",
        V7_bemerkung="Das Attest nennt die Diagnose nicht.",
    )
