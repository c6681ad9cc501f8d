"""The data in `gesetze/`: dated parameters, rows of the decision tables, guided questions.

Every value has the day from which it holds, its source, the day on which it was last compared
with the source, and how sure that is. What no source gives is absent; `entfaellt` says that a
requirement did not exist.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from haertefall.recht.ordnung.zeile import Modell, Satz, doppelte
from haertefall.recht.pruefhilfe.sachverhalt import Sprachstufe

Nummer = Annotated[str, Field(pattern=r"^[0-9A-Za-z_]+(\.[0-9A-Za-z_]+)*$", max_length=60)]


class Sicherheit(StrEnum):
    """How sure a statement is, as the source itself says."""

    HOCH = "hoch"
    MITTEL = "mittel"
    NIEDRIG = "niedrig"


class Rolle(StrEnum):
    """What a row does to the result of its way."""

    VORAUSSETZUNG = "voraussetzung"
    REGEL = "regel"
    VERZICHTBAR = "verzichtbar"
    AUSSCHLUSS = "ausschluss"
    SOLL_AUSSCHLUSS = "soll_ausschluss"
    KANN_AUSSCHLUSS = "kann_ausschluss"
    BERATUNG = "beratung"
    BERATUNG_WENN_JA = "beratung_wenn_ja"
    HINWEIS = "hinweis"


class Staerke(StrEnum):
    """Strength of a legal consequence."""

    ANSPRUCH = "anspruch"
    SOLL = "soll"
    REGEL = "regel"
    KANN = "kann"


class Folge(StrEnum):
    """What a way leads to."""

    AUFENTHALTSERLAUBNIS = "aufenthaltserlaubnis"
    DULDUNG = "duldung"
    ARBEITSVERBOT = "arbeitsverbot"
    BESCHAEFTIGUNGSERLAUBNIS = "beschaeftigungserlaubnis"
    ZUSATZ = "zusatz"
    SCHUTZ = "schutz"


class Herkunft(Modell):
    """Where a statement comes from."""

    quelle: Satz = Field(description="Fundstelle oder Adresse")
    zuletzt_geprueft: date = Field(description="Tag des Textes, mit dem verglichen wurde")
    sicherheit: Sicherheit = Field(description="hoch, mittel oder niedrig")


class Geltung(Modell):
    """A period of validity; both days belong to it."""

    gueltig_ab: date | None = Field(default=None, description="Erster Tag")
    gueltig_bis: date | None = Field(default=None, description="Letzter Tag")

    def gilt_am(self, tag: date) -> bool:
        """Whether it is in force on a day."""
        nach_beginn = self.gueltig_ab is None or self.gueltig_ab <= tag
        return nach_beginn and (self.gueltig_bis is None or tag <= self.gueltig_bis)


class Wertfassung(Herkunft, Geltung):
    """A value from a day on. Exactly one of zahl, tag, stufe, gilt and entfaellt."""

    zahl: int | None = Field(default=None, description="Eine ganze Zahl")
    tag: date | None = Field(default=None, description="Ein Tag")
    stufe: Sprachstufe | None = Field(default=None, description="Eine Sprachstufe")
    gilt: Literal[True] | None = Field(default=None, description="Die Regelung gilt")
    entfaellt: Literal[True] | None = Field(default=None, description="Kein Erfordernis")
    ab_ist_lesetag: bool = Field(
        default=False, description="gueltig_ab ist der Tag, an dem der Wert gelesen wurde"
    )
    vorbehalt: Satz | None = Field(default=None, description="Was unsicher ist")

    @model_validator(mode="after")
    def _ein_wert(self) -> Self:
        werte = (self.zahl, self.tag, self.stufe, self.gilt, self.entfaellt)
        if sum(wert is not None for wert in werte) != 1:
            raise ValueError("Genau eines von zahl, tag, stufe, gilt und entfaellt.")
        if self.gueltig_ab is None:
            raise ValueError("Es fehlt „gueltig_ab“.")
        return self

    @property
    def abgeschlossen(self) -> bool:
        """Whether it belongs to the past: what was read then does not change any more."""
        return self.gueltig_bis is not None and self.gueltig_bis <= self.zuletzt_geprueft

    @property
    def wert(self) -> int | date | Sprachstufe | None:
        """The value; None where a requirement does not exist."""
        return self.zahl if self.zahl is not None else self.tag or self.stufe


class Parameter(Modell):
    """A number, day or level of the law, with all its versions."""

    kennung: Nummer
    bezeichnung: Satz
    norm: Satz
    einheit: Satz | None = None
    fassung: list[Wertfassung] = Field(min_length=1)

    @model_validator(mode="after")
    def _der_reihe_nach(self) -> Self:
        grenze: date | None = None
        for stelle, fassung in enumerate(self.fassung):
            ab = fassung.gueltig_ab
            if stelle and (grenze is None or ab is None or ab <= grenze):
                raise ValueError(f"{self.kennung}: Die Fassungen überschneiden sich.")
            grenze = fassung.gueltig_bis
        return self

    def am(self, tag: date) -> Wertfassung | None:
        """The version on a day, if one is stored."""
        return next((f for f in self.fassung if f.gilt_am(tag)), None)


class Zeilendaten(Geltung):
    """A row of a decision table. Quelle and so on come from the file if the row names none."""

    kennung: Nummer
    bedingung: Satz = Field(description="Die Bedingung als Frage oder Satz")
    norm: Satz
    rolle: Rolle = Rolle.VORAUSSETZUNG
    art: Literal["tatsache", "wertung", "beides"] = "tatsache"
    angabe: Nummer | None = Field(
        default=None, description="Geführte Frage, die eine gemeinsame Angabe stellt"
    )
    parameter: list[Nummer] = Field(default_factory=list)
    nachweise: list[Satz] = Field(default_factory=list)
    hinweis: Satz | None = None
    quelle: Satz | None = None
    sicherheit: Sicherheit | None = None
    geheim_97a: bool = Field(
        default=False, description="Auskunft der Behörde über Tag oder Ablauf einer Abschiebung"
    )


class Staerkefassung(Geltung):
    """The strength of the consequence from a day on."""

    wert: Staerke
    vorbehalt: Satz | None = None


class Wegdaten(Geltung):
    """A way to a title or a Duldung, and what follows from it."""

    kennung: Nummer
    titel: Satz
    norm: Satz
    folge: Folge
    staerke: list[Staerkefassung] = Field(
        default_factory=list, description="fehlt, wo die Quelle keine nennt"
    )
    hinterlegt_ab: date | None = Field(
        default=None, description="Erster Tag, für den die Regel hinterlegt ist"
    )
    hinweise: list[Nummer] = Field(
        default_factory=list, description="Zeilen, die nur gezeigt werden"
    )

    def staerke_am(self, tag: date) -> Staerkefassung | None:
        """How strong the consequence is on a day."""
        return next((s for s in self.staerke if s.gilt_am(tag)), None)


class Gruppe(Modell):
    """Rows and groups combined: all of `alle`, and one of `eine` if there are any."""

    kennung: Nummer
    alle: list[Nummer] = Field(default_factory=list)
    eine: list[Nummer] = Field(default_factory=list)

    @model_validator(mode="after")
    def _nicht_leer(self) -> Self:
        if not self.alle and not self.eine:
            raise ValueError(f"{self.kennung}: Eine Gruppe nennt „alle“ oder „eine“.")
        return self


class Tafel(Herkunft):
    """One file of `gesetze/tafeln/`: a section of the source."""

    titel: Satz
    warnung: Satz | None = Field(default=None, description="Was vor jedem Rat zu bedenken ist")
    weg: list[Wegdaten] = Field(default_factory=list)
    zeile: list[Zeilendaten] = Field(default_factory=list)
    gruppe: list[Gruppe] = Field(
        default_factory=list, description="Nur bei geführten Fragen; sonst steht es im Programm"
    )


class Angabedaten(Modell):
    """A fact or judgement that rules ask for, in the words of a form."""

    kennung: Nummer
    frage: Satz
    art: Literal[
        "tag", "ja_nein", "zahl", "sprachstufe", "zeitraum", "ereignis", "wertung", "liste"
    ]
    hinweis: Satz | None = None
    geheim_97a: bool = Field(
        default=False, description="Auskunft der Behörde über Tag oder Ablauf einer Abschiebung"
    )


class Hinweisdaten(Modell):
    """Something that never becomes a rule: it is named, and points to counselling."""

    kennung: Nummer
    thema: Satz
    warum: Satz


class Beobachtung(Herkunft):
    """Something to look at again, on a day if one is known."""

    am: date | None = None
    was: Satz
    betrifft: list[Nummer] = Field(default_factory=list)


class Parameterdatei(Modell):
    """One file of `gesetze/parameter/`."""

    parameter: list[Parameter] = Field(min_length=1)


class Angabendatei(Modell):
    """`gesetze/angaben.toml`."""

    angabe: list[Angabedaten] = Field(min_length=1)


class Standdatei(Modell):
    """`gesetze/stand.toml`: how far the whole was checked, what to watch, what stays open."""

    gesetz: Satz
    text_vom: date
    vorbehalt: Satz
    hinweis: list[Hinweisdaten]
    beobachtung: list[Beobachtung]


@dataclass(frozen=True, eq=False)
class Gesetze:
    """Everything in `gesetze/`, by name. Two of them are the same only if they are one."""

    stand: Standdatei
    tafeln: tuple[Tafel, ...]
    parameter: Mapping[str, Parameter]
    zeilen: Mapping[str, Zeilendaten]
    wege: Mapping[str, Wegdaten]
    gruppen: Mapping[str, Gruppe]
    tafel_von: Mapping[str, Tafel]
    angaben: Mapping[str, Angabedaten]


def zusammenstellen(
    stand: Standdatei,
    tafeln: Iterable[Tafel],
    parameter: Iterable[Parameter],
    angaben: Iterable[Angabedaten],
) -> Gesetze:
    """Put the files together. Raises ValueError where a name occurs twice."""
    tafeln, parameter, angaben = tuple(tafeln), tuple(parameter), tuple(angaben)
    zeilen = [zeile for tafel in tafeln for zeile in tafel.zeile]
    gruppen = [gruppe for tafel in tafeln for gruppe in tafel.gruppe]
    for liste in (
        [*(z.kennung for z in zeilen), *(g.kennung for g in gruppen)],
        [p.kennung for p in parameter],
        [a.kennung for a in angaben],
        [w.kennung for t in tafeln for w in t.weg],
    ):
        if doppelt := doppelte(liste):
            raise ValueError(f"In „gesetze“ gibt es zweimal: {', '.join(doppelt)}.")
    return Gesetze(
        stand=stand,
        tafeln=tafeln,
        parameter={p.kennung: p for p in parameter},
        zeilen={z.kennung: z for z in zeilen},
        wege={w.kennung: w for t in tafeln for w in t.weg},
        gruppen={g.kennung: g for g in gruppen},
        tafel_von={weg.kennung: tafel for tafel in tafeln for weg in tafel.weg},
        angaben={a.kennung: a for a in angaben},
    )
