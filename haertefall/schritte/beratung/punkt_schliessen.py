"""Close the item: what was decided flows into the case, by the act that records results there."""

from typing import Any

from django import forms

from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Gegenstand
from haertefall.schritte.abstimmung import OHNE_BESCHLUSS
from haertefall.schritte.leitung import LEITUNG, ZumPunkt, anwesenheit_am_punkt
from haertefall.schritte.schritt import LangerText, Schritt
from haertefall.schritte.sitzung.ruecknahme_aufsetzen import ruecknehmbare
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import ruecknahme_beraten
from haertefall.sitzungen.abwaegung import noch_abzuwaegen
from haertefall.sitzungen.antraege import aufgerufene_antraege, entscheide, gruende_aus
from haertefall.sitzungen.lage import lage
from haertefall.sitzungen.models import Antrag, Punktart, Tagesordnungspunkt
from haertefall.zeit import jetzt

NUR_EINZELNE = (
    "Entschieden ist nur für einzelne Personen, und vertagt oder weiter aufgeklärt wird der ganze "
    "Fall. Bitte beschließen Sie auch über die anderen Personen."
)

NICHT_MEHR = (
    "Das Ersuchen lässt sich nicht mehr zurücknehmen: Der Fall ist inzwischen weiter. Was "
    "beschlossen ist, steht in der Niederschrift; am Fall ändert sich nichts."
)


class Schluss(ZumPunkt):
    """A note for the Niederschrift; the answer to a general question."""

    antwort = LangerText(label="Antwort auf die Frage", required=False)
    vermerk = LangerText(label="Vermerk zum Verlauf", required=False)

    antraege: list[Antrag]

    def aufgerufener(self) -> Tagesordnungspunkt | None:
        """The item comes with its motions, if it has some."""
        self.antraege = aufgerufene_antraege(self.vorgang.tagung)
        return self.antraege[0].punkt if self.antraege else super().aufgerufener()

    def vorbereiten(self) -> None:
        """Only a question has an answer."""
        super().vorbereiten()
        punkt = self.punkt
        ruecknahme = punkt is not None and punkt.art == Punktart.RUECKNAHME
        # Why it is to be taken back stands where a question would; it has no answer.
        if punkt is None or not punkt.frage or ruecknahme:
            self.fields.pop("antwort")
        if punkt is not None and ruecknahme and not _steht_noch(self.vorgang, punkt):
            self.feld("vermerk").help_text = NICHT_MEHR

    def clean(self) -> dict[str, Any]:
        """A case has a result, and no motion is left open."""
        daten = super().clean()
        punkt = self.punkt
        if punkt is None:
            return daten
        daten["entscheide"] = entscheide(self.antraege)
        antraege = [e.antrag for e in daten["entscheide"]]
        if any(a.angenommen is None for a in antraege):
            raise forms.ValidationError("Über einen Antrag ist noch nicht entschieden.")
        if punkt.art == Punktart.RUECKNAHME:
            _ruecknahme_pruefen(antraege)
        elif punkt.fall is not None:
            daten["ausgang"] = ausgang(antraege)
            if daten["ausgang"] is None:
                raise forms.ValidationError(
                    "Zu diesem Fall ist noch nichts beschlossen. Auch eine Vertagung wird "
                    "beantragt."
                )
            if _jemand_ist_vertagt(punkt, antraege, daten["ausgang"]):
                raise forms.ValidationError(NUR_EINZELNE)
            if daten["ausgang"] == Gegenstand.ERSUCHEN:
                self._alles_abgewogen(punkt)
        daten["antraege"] = antraege
        return daten

    def _alles_abgewogen(self, punkt: Tagesordnungspunkt) -> None:
        offen = noch_abzuwaegen(punkt)
        if offen:
            raise forms.ValidationError(
                [f"Noch nicht abgewogen: {g.bezeichnung} ({g.beleg})." for g in offen]
            )


def _ruecknahme_pruefen(antraege: list[Antrag]) -> None:
    """Something was decided; what is taken back has its reasons."""
    if not antraege:
        raise forms.ValidationError(
            "Zur Rücknahme ist noch nichts beschlossen. Auch eine Vertagung wird beantragt."
        )
    if any(
        a.angenommen and a.gegenstand == Gegenstand.RUECKNAHME_ERSUCHEN and not a.begruendung
        for a in antraege
    ):
        raise forms.ValidationError("Die Gründe der Rücknahme fehlen noch.")


def ausgang(antraege: list[Antrag]) -> str | None:
    """The result of a case: what was carried; else, after a motion for an Ersuchen, none.

    That an Ersuchen which does not carry means „kein Ersuchen“ without a second vote is a reading.
    """
    angenommen = [a.gegenstand for a in antraege if a.angenommen]
    if Gegenstand.ERSUCHEN in angenommen:
        return Gegenstand.ERSUCHEN
    if angenommen:
        return angenommen[-1]
    if any(a.gegenstand == Gegenstand.ERSUCHEN for a in antraege):
        return Gegenstand.KEIN_ERSUCHEN
    return None


def _jemand_ist_vertagt(punkt: Tagesordnungspunkt, antraege: list[Antrag], ergebnis: str) -> bool:
    """Something holds for some people, and to wait was carried for whom nothing was decided."""
    in_der_sache = [a.personen for a in antraege if a.gegenstand not in OHNE_BESCHLUSS]
    vertagt = any(a.angenommen and a.gegenstand in OHNE_BESCHLUSS for a in antraege)
    if punkt.fall is None or ergebnis in OHNE_BESCHLUSS or not vertagt or not all(in_der_sache):
        return False
    alle = {str(pk) for pk in punkt.fall.personen.values_list("pk", flat=True)}
    return bool(alle - {pk for personen in in_der_sache for pk in personen or ()})


def wirkung(vorgang: Vorgang, daten: dict[str, Any]) -> None:
    """The item ends; the case moves on, in the same transaction."""
    punkt: Tagesordnungspunkt = daten["punkt"]
    punkt.geschlossen_um = jetzt()
    punkt.vermerk = daten["vermerk"] or None
    if daten.get("antwort"):
        punkt.antwort = daten["antwort"]
    punkt.save(update_fields=["geschlossen_um", "vermerk", "antwort"])
    # A count has kept who was there.
    gezaehlt = any(e.abstimmungen for e in daten["entscheide"])
    if not gezaehlt and not punkt.anwesenheiten.exists():
        anwesenheit_am_punkt(punkt, lage(vorgang.tagung, vorgang.fassung, punkt))
    if punkt.fall_id is None:
        return
    vorgang.punkt, vorgang.entscheide = punkt, daten["entscheide"]
    tragend = [a for a in daten["antraege"] if a.angenommen]
    if punkt.art == Punktart.RUECKNAHME:
        _zuruecknehmen(vorgang, punkt, tragend)
        return
    vorgang.am_fall(
        "ergebnis_feststellen",
        punkt.fall_id,
        ausgang=str(daten["ausgang"]),
        am=vorgang.heute.isoformat(),
        gruende=gruende_aus(tragend),
        grundarten=_grundarten(tragend, str(daten["ausgang"])),
        **_abweichend(punkt, str(daten["ausgang"]), tragend),
    )


def _zuruecknehmen(vorgang: Vorgang, punkt: Tagesordnungspunkt, tragend: list[Antrag]) -> None:
    """The Ersuchen goes, by the act of the case; where that was not carried it stands."""
    if punkt.fall_id is None:
        return
    gruende = [a.begruendung for a in tragend if a.gegenstand == Gegenstand.RUECKNAHME_ERSUCHEN]
    if gruende and _steht_noch(vorgang, punkt):
        vorgang.am_fall(
            "ersuchen_zuruecknehmen",
            punkt.fall_id,
            am=vorgang.heute.isoformat(),
            gruende="\n\n".join(str(g) for g in gruende),
        )
    ruecknahme_beraten(punkt, vorgang.heute, vorgang.heute)


def _steht_noch(vorgang: Vorgang, punkt: Tagesordnungspunkt) -> bool:
    """While the body deliberates the authority may decide: then there is nothing to take back."""
    if punkt.fall is None:
        return False
    fassung = fassungen.aus_hash(punkt.fall.fassung_id)
    return ruecknehmbare(vorgang.akteur, fassung).filter(pk=punkt.fall.pk).exists()


def _grundarten(tragend: list[Antrag], ergebnis: str) -> list[str]:
    """Kinds of reason of what was carried, for the figures."""
    arten = [
        art
        for a in tragend
        if a.angenommen and a.gegenstand == ergebnis
        for art in a.grundarten or []
    ]
    return sorted(set(arten))


def _abweichend(punkt: Tagesordnungspunkt, ergebnis: str, tragend: list[Antrag]) -> dict[str, Any]:
    """People for whom the result was not carried: for them there is no Ersuchen.

    What else was carried for them is their result (`ergebnis_feststellen`).
    """
    mit = [set(a.personen or ()) for a in tragend if a.gegenstand == ergebnis]
    if punkt.fall is None or ergebnis in OHNE_BESCHLUSS or not all(mit):
        return {}
    alle = {str(pk) for pk in punkt.fall.personen.values_list("pk", flat=True)}
    ohne = alle - set().union(*mit)
    if not ohne or not mit:
        return {}
    return {"abweichend": sorted(ohne), "abweichendes_ergebnis": str(Gegenstand.KEIN_ERSUCHEN)}


SCHRITT = Schritt(
    "punkt_schliessen",
    "Punkt schließen",
    Schluss,
    wirkung,
    objekt="sitzung",
    wer=LEITUNG,
    danach="sitzung_live",
)
