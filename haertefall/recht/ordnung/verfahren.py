"""Rows about the way of a case: who may apply, what excludes, which step follows which."""

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from haertefall.recht.begriffe import Funktion, Stand, Wirkung
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

    kennung: Kennung = Field(description="Kurzer Name in dieser Datei")
    bezeichnung: Satz = Field(description="Wie ein Fall auf diesem Weg hereinkommt")
    wer: list[
        Literal[
            "mitglied",
            "betroffene",
            "vertretung",
            "initiative",
            "beratung",
            "auslaenderbehoerde",
            "petitionsausschuss",
            "einwohner",
            "organisation",
            "jede_person",
        ]
    ] = Field(min_length=1, description="Wer so an das Gremium herantreten kann")
    ueber: Satz | None = Field(
        default=None, description="Wer dazwischen stehen muss, z. B. eine Beratung"
    )
    form: list[Satz] = Field(default_factory=list, description="Form, Sprache, Vordruck")
    inhalt: list[Satz] = Field(default_factory=list, description="Was darin stehen muss")
    inhalt_wenn_einschlaegig: list[Satz] = Field(
        default_factory=list, description="Was darin steht, wenn es zutrifft"
    )
    unterlagen: list[Satz] = Field(default_factory=list, description="Was beizufügen ist")
    unterlagen_wenn_einschlaegig: list[Satz] = Field(
        default_factory=list, description="Was beizufügen ist, wenn es zutrifft"
    )
    einverstaendnis: bool | None = Field(
        default=None, description="Ob das Einverständnis der Betroffenen vorliegen muss"
    )
    vollmacht: bool | None = Field(
        default=None, description="Ob eine schriftliche Vollmacht vorliegen muss"
    )
    vorlage_noetig: bool = Field(
        default=False, description="true: wird erst durch Aufgreifen eines Mitglieds zum Antrag"
    )
    mitglieder_mindestens: int | None = Field(
        default=None, ge=1, description="Wie viele Mitglieder zusammen antragen müssen"
    )


class Lesart(Modell):
    """One of two readings of an unclear rule; both are shown, neither closes a case."""

    text: Satz = Field(description="Was diese Lesart sagt")
    folge: Literal["schliesst_aus", "schliesst_nicht_aus"] = Field(
        description="Was aus ihr für den Fall folgt"
    )
    zweifel: Satz = Field(description="Was gegen sie spricht")


class Ausschlussgrund(Zeile):
    """A ground for exclusion.

    `wenn`: all must match. `es_sei_denn`: if all match, the ground does not apply. Answers are
    given by people; the program only combines them. In `stellt_fest` and `hebt_auf`, `mitglied`
    means the body itself, by resolution.
    """

    kennung: Kennung = Field(description="Kurzer Name in dieser Datei")
    bezeichnung: Satz = Field(description="Der Grund in einem Satz")
    wirkung: Wirkung = Field(
        description="zwingend schließt aus; soll und kann sind abzuwägen; hinweis wird nur "
        "gezeigt; streitig hat zwei Lesarten und schließt allein nichts aus"
    )
    wenn: Merkmale = Field(
        min_length=1, description="Fragen und Antworten, die alle zutreffen müssen"
    )
    es_sei_denn: Merkmale = Field(
        default_factory=dict, description="Treffen diese alle zu, gilt der Grund nicht"
    )
    stellt_fest: list[Funktion] = Field(
        min_length=1, description="Wer den Grund feststellt; „mitglied“ heißt: das Gremium selbst"
    )
    hebt_auf: list[Funktion] = Field(
        default_factory=list,
        description="Wer sich darüber hinwegsetzen darf; „mitglied“ heißt: das Gremium selbst",
    )
    erneut_pruefen: bool = Field(
        default=False, description="true: kann später eintreten, vor der Sitzung erneut fragen"
    )
    heilbar: bool | None = Field(
        default=None, description="Ob der Grund wegfallen kann, z. B. durch Berichtigung"
    )
    je: Literal["person", "fall"] = Field(
        default="person", description="Ob je Person oder einmal für den Fall gefragt wird"
    )
    erfasst_alle: bool = Field(
        default=False, description="true: trifft er eine Person, trifft er alle Personen des Falls"
    )
    folge: Literal["ablehnen", "abwaegen", "ruhen", "hinweisen"] = Field(
        default="ablehnen", description="Was geschieht, wenn der Grund vorliegt"
    )
    verfaellt_nach_jahren: int | None = Field(
        default=None, ge=1, description="Nach so vielen Jahren gilt der Grund nicht mehr"
    )
    frist_tage: int | None = Field(
        default=None, ge=1, description="Tage, die ein anderer Vorgang zuvor zurückliegen muss"
    )
    lesarten: list[Lesart] = Field(
        default_factory=list, description="Bei „streitig“: die Lesarten, mindestens zwei"
    )

    @model_validator(mode="after")
    def _passt(self) -> Self:
        if (self.wirkung is Wirkung.STREITIG) != bool(self.lesarten):
            raise ValueError('„wirkung = "streitig"“ und „lesarten“ gehören zusammen.')
        if self.wirkung is Wirkung.STREITIG and len(self.lesarten) < 2:
            raise ValueError("Ein streitiger Grund braucht mindestens zwei Lesarten.")
        return self


class Voraussetzung(Zeile):
    """An entry condition other than a ground for exclusion: all of `wenn` must be answered so."""

    kennung: Kennung = Field(description="Kurzer Name in dieser Datei")
    bezeichnung: Satz = Field(description="Die Voraussetzung in einem Satz")
    wenn: Merkmale = Field(
        min_length=1, description="Fragen und Antworten, die alle zutreffen müssen"
    )
    stellt_fest: list[Funktion] = Field(
        min_length=1, description="Wer sie feststellt; „mitglied“ heißt: das Gremium selbst"
    )
    nachholbar: bool = Field(
        default=False, description="true: fehlt sie, ist nichts ausgeschlossen, nur noch offen"
    )
    je: Literal["person", "fall"] = Field(
        default="person", description="Ob je Person oder einmal für den Fall gefragt wird"
    )


class Wiederholung(Zeile):
    """Whether a case may come again."""

    zulaessig: Literal[
        "jederzeit", "neue_tatsachen", "guenstigere_tatsachen", "nach_heilung", "nie"
    ] = Field(description="Wann derselbe Fall noch einmal beraten wird")
    grund: Kennung | None = Field(
        default=None, description="Kennung des Ausschlussgrundes, der das im Einzelfall prüft"
    )
    inhalt: Satz | None = Field(default=None, description="Die Regel in einem Satz")


class Weg(Zeile):
    """A way through the procedure, where text and practice differ. One is the default."""

    kennung: Literal["text", "praxis"] = Field(description="text oder praxis")
    bezeichnung: Satz = Field(description="Worin dieser Weg besteht")
    standard: bool = Field(default=False, description="true: wird von selbst vorgeschlagen")


class Ablaufzeile(Zeile):
    """One permitted step: from which states, to which state (by outcome), by whom.

    `von = []` opens a case. `nach` missing: the state stays. `weg`: only on that way;
    `antragsweg`: only for cases that came in this way. What has no row is not permitted.
    """

    schritt: Kennung = Field(description="Name des Schritts im Programm")
    von: list[Stand] = Field(
        description="In welchen Ständen er möglich ist; von = []: er eröffnet einen Fall"
    )
    nach: Ziel | None = Field(
        default=None,
        description="Der Stand danach, oder je Ausgang einer: { befassung = „aufgenommen“ }; "
        "fehlt er, bleibt der Stand",
    )
    wer: list[Funktion] = Field(min_length=1, description="Wer den Schritt gehen darf")
    weg: Literal["text", "praxis"] | None = Field(
        default=None, description="Nur auf diesem Weg (siehe [[weg]])"
    )
    antragsweg: list[Kennung] = Field(
        default_factory=list, description="Nur für Fälle, die auf diesem Antragsweg kamen"
    )
    nur_nach: list[Kennung] = Field(
        default_factory=list, description="Nur wenn zuletzt eines dieser Ergebnisse feststand"
    )
    frei: bool = Field(
        default=False, description="true: Nebenschritt, in jedem Stand aus „von“ beliebig oft"
    )

    @model_validator(mode="after")
    def _fuehrt_irgendwohin(self) -> Self:
        if not self.von and self.nach is None:
            raise ValueError("Ein Schritt, der einen Fall eröffnet (von = []), braucht „nach“.")
        if self.frei and (self.nach is not None or not self.von):
            raise ValueError("Ein Nebenschritt (frei = true) hat „von“ und kein „nach“.")
        return self

    def ziele(self) -> dict[str | None, Stand | None]:
        """Outcome → state that follows (None: the state stays)."""
        if isinstance(self.nach, dict):
            return dict(self.nach.items())
        return {None: self.nach}


class Aussetzung(Zeile):
    """Whether a removal waits while the case runs. Never modelled as automatic."""

    art_der_wirkung: Literal["rechtlich", "verwaltungspraxis", "zusage", "keine"] = Field(
        description="Worauf das Zuwarten beruht"
    )
    beginn: Satz | None = Field(default=None, description="Womit es beginnt")
    ende: Satz | None = Field(default=None, description="Womit es endet")
    ausnahmen: list[Satz] = Field(default_factory=list, description="Wann es nicht gilt")
    mitteilung_an: list[Satz] = Field(
        default_factory=list, description="Wem Beginn und Ende mitzuteilen sind"
    )


class Fristzeile(Zeile):
    """A period: needs a norm. `verschiebung` names the rule that moves its end to a working day."""

    kennung: Kennung = Field(description="Kurzer Name in dieser Datei")
    bezeichnung: Satz = Field(description="Wofür die Frist gilt")
    anzahl: int | None = Field(default=None, ge=1, description="Wie viele Tage, Wochen, …")
    einheit: Literal["tage", "werktage", "wochen", "monate", "jahre"] | None = Field(
        default=None, description="Was gezählt wird; Werktage sind Montag bis Sonnabend"
    )
    gesetzt_von: Funktion | None = Field(
        default=None, description="Wer die Frist im Einzelfall setzt, wenn keine Zahl geregelt ist"
    )
    beginn: Satz = Field(description="Ereignis, ab dem gezählt wird (§ 187 Abs. 1 BGB)")
    rueckwaerts: bool = Field(
        default=False, description="true: vom Ereignis zurückgerechnet; verschiebt sich nie"
    )
    verschiebung: Literal["§ 193 BGB", "§ 31 Abs. 3 VwVfG"] | None = Field(
        default=None, description="Norm, nach der das Ende auf den nächsten Werktag rückt"
    )

    @model_validator(mode="after")
    def _passt(self) -> Self:
        if not self.norm:
            raise ValueError("Eine Frist braucht „norm“; ein Termin der Stelle ist keine Frist.")
        if (self.anzahl is None) != (self.einheit is None):
            raise ValueError("„anzahl“ und „einheit“ gehören zusammen.")
        if (self.anzahl is None) == (self.gesetzt_von is None):
            raise ValueError("Entweder „anzahl“ mit „einheit“ oder „gesetzt_von“.")
        if self.rueckwaerts and self.verschiebung:
            raise ValueError("Eine rückwärts gerechnete Frist verschiebt sich nie.")
        return self


class Uebergang(Zeile):
    """Transition rule: which version governs running cases."""

    laufende_faelle: Literal["alte_fassung", "neue_fassung", "person_waehlt"] = Field(
        description="Welche Fassung für laufende Fälle gilt"
    )
    inhalt: Satz = Field(description="Die Regel in einem Satz")
