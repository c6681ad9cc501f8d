"""Rows about what comes out: results, answers of the authority, duties to inform, money."""

from typing import Literal

from pydantic import Field

from haertefall.recht.begriffe import Gegenstand
from haertefall.recht.ordnung.zeile import Kennung, Satz, Zeile


class Ergebnisart(Zeile):
    """A result this body can reach, and what has to be said with it."""

    gegenstand: Gegenstand = Field(description="Welches Ergebnis")
    empfaenger: list[Satz] = Field(default_factory=list, description="An wen es geht")
    gruende_pflicht: bool = Field(
        default=False, description="true: Gründe sind schriftlich festzuhalten"
    )
    erwartungen: bool = Field(
        default=False, description="true: kann mit Erwartungen verknüpft werden"
    )
    massgabe: bool = Field(
        default=False, description="true: kann unter Maßgaben ergehen, auch befristet"
    )
    beizufuegen: list[Satz] = Field(
        default_factory=list, description="Was dem Ergebnis beizufügen ist"
    )
    nur_ohne_ersuchen: bool = Field(
        default=False, description="true: nur wenn kein Ersuchen beschlossen wurde"
    )


class Rueckmeldung(Zeile):
    """What the recipient of a result has to answer, if anything."""

    kennung: Kennung = Field(description="Kurzer Name in dieser Datei")
    bezeichnung: Satz = Field(description="Was zu melden ist")
    wer: Satz = Field(description="Wer meldet")
    an: list[Satz] = Field(default_factory=list, description="Wem gemeldet wird")
    pflicht: bool = Field(default=False, description="true: die Meldung ist Pflicht")
    gruende_vor_ablehnung: bool = Field(
        default=False, description="true: vor einer Ablehnung sind die Gründe mitzuteilen"
    )
    anhoerung_vor_ablehnung: bool = Field(
        default=False, description="true: vor einer Ablehnung ist das Gremium anzuhören"
    )


class Informationspflicht(Zeile):
    """A duty to tell people of the commission (Niedersachsen: before a date of removal)."""

    kennung: Kennung = Field(description="Kurzer Name in dieser Datei")
    wer: Satz = Field(description="Wer informiert")
    an: Satz = Field(description="Wen")
    inhalt: Satz = Field(description="Worüber")
    frist: Kennung | None = Field(
        default=None, description="Kennung der Frist ([[frist]]), bis zu der es geschieht"
    )
    wiederholung_nach_jahren: int | None = Field(
        default=None, ge=1, description="Nach so vielen Jahren ist erneut zu informieren"
    )


class Kostenregel(Zeile):
    """A rule about money that goes with the procedure."""

    gegenstand: Literal[
        "haertefallfonds", "zahlung_an_gemeinden", "verpflichtungserklaerung", "kostenerstattung"
    ] = Field(description="Wovon die Regel handelt")
    inhalt: Satz = Field(description="Die Regel in einem Satz")
