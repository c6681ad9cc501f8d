"""Rows about the way of a case: who may apply, what excludes, which step follows which."""

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from haertefall.recht.begriffe import Funktion, Gegenstand, Stand, Wirkung
from haertefall.recht.ordnung.zeile import Kennung, Modell, Satz, Zeile

Merkmale = dict[Kennung, bool]


def _art_des_ziels(wert: object) -> str:
    return "ausgaenge" if isinstance(wert, dict) else "stand"


# One state for every outcome, or a state per outcome; told apart so that errors stay readable.
Ziel = Annotated[
    Annotated[Stand, Tag("stand")] | Annotated[dict[Kennung, Stand], Tag("ausgaenge")],
    Discriminator(_art_des_ziels),
]


class Antragsweg(Zeile):
    """A way in: who may bring a case, through whom, in which form."""

    kennung: Kennung
    bezeichnung: Satz
    wer: list[
        Literal[
            "mitglied",
            "betroffene",
            "vertretung",
            "initiative",
            "beratung",
            "auslaenderbehoerde",
            "petitionsausschuss",
            "jede_person",
        ]
    ] = Field(min_length=1)
    ueber: Satz | None = Field(None, description="Wer dazwischen stehen muss, z. B. eine Beratung")
    form: list[Satz] = Field(default_factory=list)
    inhalt: list[Satz] = Field(default_factory=list)
    einverstaendnis: bool | None = None
    vorlage_noetig: bool = Field(
        False, description="true: wird erst durch Aufgreifen eines Mitglieds zum Antrag"
    )
    mitglieder_mindestens: int | None = Field(None, ge=1)


class Lesart(Modell):
    """One of two readings of an unclear rule; both are shown, neither closes a case."""

    text: Satz
    folge: Literal["schliesst_aus", "schliesst_nicht_aus"]
    zweifel: Satz


class Ausschlussgrund(Zeile):
    """A ground for exclusion.

    `wenn`: all must match. `es_sei_denn`: if all match, the ground does not apply. Answers are
    given by people; the program only combines them.
    """

    kennung: Kennung
    bezeichnung: Satz
    wirkung: Wirkung
    wenn: Merkmale = Field(min_length=1)
    es_sei_denn: Merkmale = Field(default_factory=dict)
    stellt_fest: list[Funktion] = Field(min_length=1)
    hebt_auf: list[Funktion] = Field(default_factory=list)
    erneut_pruefen: bool = False
    heilbar: bool | None = None
    je: Literal["person", "fall"] = "person"
    folge: Literal["ablehnen", "abwaegen", "ruhen", "hinweisen"] = "ablehnen"
    verfaellt_nach_jahren: int | None = Field(None, ge=1)
    frist_tage: int | None = Field(
        None, ge=1, description="Tage, die ein anderer Vorgang zuvor zurückliegen muss"
    )
    lesarten: list[Lesart] = Field(default_factory=list)

    @model_validator(mode="after")
    def _passt(self) -> Self:
        if (self.wirkung is Wirkung.STREITIG) != bool(self.lesarten):
            raise ValueError('„wirkung = "streitig"“ und „lesarten“ gehören zusammen.')
        if self.wirkung is Wirkung.STREITIG and len(self.lesarten) < 2:
            raise ValueError("Ein streitiger Grund braucht mindestens zwei Lesarten.")
        return self


class Voraussetzung(Zeile):
    """An entry condition other than a ground for exclusion: all of `wenn` must be answered so."""

    kennung: Kennung
    bezeichnung: Satz
    wenn: Merkmale = Field(min_length=1)
    stellt_fest: list[Funktion] = Field(min_length=1)
    je: Literal["person", "fall"] = "person"


class Weg(Zeile):
    """A way through the procedure, where text and practice differ. One is the default."""

    kennung: Literal["text", "praxis"]
    bezeichnung: Satz
    standard: bool = False


class Ablaufzeile(Zeile):
    """One permitted step: from which states, to which state (by outcome), by whom.

    `von = []` opens a case. `nach` missing: the state stays. `weg`: only on that way;
    `antragsweg`: only for cases that came in this way. What has no row is not permitted.
    """

    schritt: Kennung
    von: list[Stand]
    nach: Ziel | None = None
    wer: list[Funktion] = Field(min_length=1)
    weg: Literal["text", "praxis"] | None = None
    antragsweg: list[Kennung] = Field(default_factory=list)
    frei: bool = Field(
        False, description="true: Nebenschritt, in jedem Stand aus „von“ beliebig oft"
    )

    def ziele(self) -> dict[str | None, Stand | None]:
        """Outcome → state that follows (None: the state stays)."""
        if isinstance(self.nach, dict):
            return {**self.nach}
        return {None: self.nach}


class Ergebnisart(Zeile):
    """A result this body can reach, and what has to be said with it."""

    gegenstand: Gegenstand
    empfaenger: list[Satz] = Field(default_factory=list)
    gruende_pflicht: bool = False
    erwartungen: bool = False
    nur_ohne_ersuchen: bool = False


class Rueckmeldung(Zeile):
    """What the recipient of a result has to answer, if anything."""

    kennung: Kennung
    bezeichnung: Satz
    wer: Satz
    an: list[Satz] = Field(default_factory=list)
    pflicht: bool = False
    gruende_vor_ablehnung: bool = False


class Aussetzung(Zeile):
    """Whether a removal waits while the case runs. Never modelled as automatic."""

    art_der_wirkung: Literal["rechtlich", "verwaltungspraxis", "zusage", "keine"]
    beginn: Satz | None = None
    ende: Satz | None = None


class Fristzeile(Zeile):
    """A period: needs a norm. `verschiebung` names the rule that moves its end to a working day."""

    kennung: Kennung
    bezeichnung: Satz
    anzahl: int = Field(ge=1)
    einheit: Literal["tage", "werktage", "wochen", "monate", "jahre"]
    beginn: Satz
    rueckwaerts: bool = False
    verschiebung: Literal["§ 193 BGB", "§ 31 Abs. 3 VwVfG"] | None = None


class Uebergang(Zeile):
    """Transition rule: which version governs running cases."""

    laufende_faelle: Literal["alte_fassung", "neue_fassung", "person_waehlt"]
    inhalt: Satz
