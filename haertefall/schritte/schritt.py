"""What a Schritt is: a name, a title, a form and an effect.

The form is the contract of the act; one generic page renders any of them.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.conf import settings
from django.db.models import QuerySet, UUIDField

from haertefall.anweisung import FesteLesung, Stelle
from haertefall.faelle.ablage import Eingang, Mangel
from haertefall.gremien.models import Behoerde
from haertefall.zeit import heute

if TYPE_CHECKING:
    from haertefall.schritte.vorgang import Vorgang
    from haertefall.sitzungen.models import Sitzung


class Eingabe(forms.Form):
    """Base of all forms of acts. `vorgang` offers case, body and rules to the choices."""

    vorgang: "Vorgang"
    # Whether the day of the event may lie before the receipt of the case.
    vor_eingang = False
    # How fields begin that only this case or session has (one for each person, ground, member).
    vorsilben: ClassVar[tuple[str, ...]] = ()
    # A Vorlage from which it was filled in: showing it is to open that.
    zeigt_vorlage: UUID | None = None

    def __init__(self, *args: Any, vorgang: "Vorgang", **kwargs: Any) -> None:
        self.vorgang = vorgang
        super().__init__(*args, **kwargs)
        self.vorbereiten()

    def feld(self, name: str) -> Any:
        """A field of this form, to fill its choices."""
        return self.fields[name]

    def vorbereiten(self) -> None:
        """Fill choices that depend on the case. Overridden by forms that need it."""

    def clean(self) -> dict[str, Any]:
        """Nothing happens to a case before it came in."""
        daten = super().clean() or {}
        fall, am = self.vorgang.fall, daten.get("am")
        if fall and isinstance(am, date) and am < fall.eingegangen_am and not self.vor_eingang:
            self.add_error("am", f"Der Fall ging erst am {fall.eingegangen_am:%d.%m.%Y} ein.")
        return daten


class TagFeld(forms.DateField):
    """A day that is not in the future."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("initial", heute)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        """Today at the latest."""
        tag: date | None = super().clean(value)
        if tag and tag > heute():
            raise forms.ValidationError("Der Tag liegt in der Zukunft.")
        return tag


ERSTER_STICHTAG, LETZTER_STICHTAG = date(2000, 1, 1), date(2999, 12, 31)


class Stichtagsfeld(forms.DateField):
    """The day for which the law is looked at; at the ends of the calendar nothing is counted."""

    def clean(self, value: Any) -> date | None:
        """A day of these times."""
        tag: date | None = super().clean(value)
        if tag and not ERSTER_STICHTAG <= tag <= LETZTER_STICHTAG:
            raise forms.ValidationError("Bitte geben Sie einen Tag von 2000 bis 2999 an.")
        return tag


class KuenftigerTag(forms.DateField):
    """A day from today on."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        """Today at the earliest."""
        tag: date | None = super().clean(value)
        if tag and tag < heute():
            raise forms.ValidationError("Der Tag liegt in der Vergangenheit.")
        return tag


class LangerText(forms.CharField):
    """Several lines."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5}))
        kwargs.setdefault("max_length", 20_000)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Browsers end lines in their own way: a text that only went there and back is the same."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class Fundstelle(forms.CharField):
    """A citation such as „§ 25b Abs. 1 AufenthG“. It is counted in clear: no other text."""

    FORM = re.compile(
        r"(§{1,2}|Art\.) ?\d{1,3}[a-z]?"
        r"( (Abs\.|Satz|Nr\.|Buchst\.|bis|und|in Verbindung mit|§{1,2}) ?(\d{1,3}[a-z]?|[a-z])?)*"
        r" [A-ZÄÖÜ][A-Za-zÄÖÜäöü]{1,14}"
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Rechtsgrundlage", required=False, max_length=60, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not self.FORM.fullmatch(value):
            raise forms.ValidationError(
                "Bitte schreiben Sie nur die Fundstelle, zum Beispiel „§ 25b AufenthG“."
            )


class _Dateiauswahl(forms.FileInput):
    """The door hands over one input; a file is part of it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)


class DateiFeld(forms.Field):
    """A file that has arrived. Browsers cannot show it again: a form that comes back asks anew."""

    widget = _Dateiauswahl

    def __init__(self, *, endungen: tuple[str, ...], **kwargs: Any) -> None:
        self.endungen = endungen
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(f".{endung}" for endung in endungen)

    def clean(self, value: Any) -> Eingang:
        """Not empty, not too large, of a kind that is taken, and what its ending says."""
        if not isinstance(value, Eingang):
            raise forms.ValidationError("Bitte wählen Sie eine Datei aus.", code="required")
        if value.mangel is Mangel.ZU_GROSS:
            megabyte = settings.DOKUMENT_HOECHSTENS // (1024 * 1024)
            raise forms.ValidationError(
                f"Die Datei ist zu groß. Möglich sind höchstens {megabyte} MB. Teilen Sie sie auf, "
                "oder scannen Sie mit geringerer Auflösung."
            )
        if value.mangel is not None:
            raise forms.ValidationError(value.mangel.value)
        _, punkt, endung = value.name.rpartition(".")
        if not punkt or endung.lower() not in self.endungen:
            raise forms.ValidationError(
                "Diese Art von Datei wird nicht angenommen. Möglich sind: "
                f"{', '.join(endung.upper() for endung in self.endungen)}."
            )
        self._beschaue(value, endung.lower())
        return value

    def _beschaue(self, eingang: Eingang, endung: str) -> None:
        """What is in it must be what the ending says."""
        art = eingang.beschau.art
        if art is None:
            raise forms.ValidationError(
                f"Der Inhalt passt nicht zur Endung: Das ist keine {endung.upper()}-Datei, oder "
                "sie ist beschädigt oder mit einem Kennwort verschlossen. Öffnen Sie sie auf "
                "Ihrem Gerät, speichern oder drucken Sie sie als PDF und wählen Sie dieses aus."
            )
        if endung not in art.endungen:
            raise forms.ValidationError(
                f"Der Inhalt passt nicht zur Endung: Die Datei heißt „.{endung}“, ist aber "
                f"{art.endungen[0].upper()}. Benennen Sie sie um, sodass sie auf "
                f"„.{art.endungen[0]}“ endet, und wählen Sie sie noch einmal aus."
            )


_behoerde = FesteLesung(lambda: Behoerde.objects.filter(pk=Stelle("pk", UUIDField())))


class Behoerdenwahl(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among all authorities. The one proposed (`initial`) is at hand already."""

    def __init__(self, **kwargs: Any) -> None:
        # Who only asks the form for its words, without filling it in, reads no table for that.
        super().__init__(Behoerde.objects.none(), **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Behoerdenwahl":
        """The field of one form."""
        feld: Behoerdenwahl = super().__deepcopy__(memo)
        feld.queryset = Behoerde.objects.all()
        return feld

    def to_python(self, value: Any) -> Behoerde | None:
        """The chosen one."""
        if value in self.empty_values:
            return None
        if isinstance(self.initial, Behoerde) and str(self.initial.pk) == value:
            return self.initial
        with suppress(ValueError):
            if gewaehlt := _behoerde.erste(pk=UUID(str(value))):
                return gewaehlt
        raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class GesperrteWahl(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of a row that stays locked while the act runs.

    Who waits for the lock finds the row as it is then, or finds that it can no longer be chosen.
    """

    def clean(self, value: Any) -> Any:
        """The row is still among the choices when it is locked."""
        auswahl: QuerySet[Any] = self.queryset  # type: ignore[assignment]
        try:
            self.queryset = auswahl.select_for_update(of=("self",), no_key=True)
            return super().clean(value)
        finally:
            self.queryset = auswahl


@dataclass(frozen=True)
class Schritt:
    """One act.

    Attributes:
        name: the word that is also the file name, and the row in the body's rules.
        titel: what the button says.
        eingabe: the form.
        wirkung: does the act; returns the outcome if the row of the rules names several.
        objekt: what the act is about: a key of `objekt.ARTEN`.
        hinweis: a sentence above the form.
        wer: Funktionen for acts that no Ordnung regulates (objekt other than "fall").
        danach: the page of the room that shows what the act did, if it is no case.
        tagesordnung: may put a case on an agenda or take it off: the sessions are locked first.
        auf_stand: what was entered holds only for the version the person saw. False for a
            statement that stands by itself whatever others did meanwhile ("I come").
        geheim: fields that nothing may remember, not even as a keyed hash: of three possible
            votes the right one is soon guessed.
        titel_im_umlauf, hinweis_im_umlauf: the same where members answer in writing; "" as ever.
    """

    name: str
    titel: str
    eingabe: type[Eingabe]
    wirkung: "Callable[[Vorgang, dict[str, Any]], str | None]"
    objekt: str = "fall"
    hinweis: str = ""
    wer: frozenset[Any] = field(default_factory=frozenset)
    danach: str = ""
    tagesordnung: bool = False
    auf_stand: bool = True
    geheim: frozenset[str] = frozenset()
    titel_im_umlauf: str = ""
    hinweis_im_umlauf: str = ""

    def titel_in(self, sitzung: "Sitzung | None") -> str:
        """What the button says about this session: in an Umlauf nobody meets."""
        umlauf = sitzung is not None and sitzung.ist_umlauf
        return self.titel_im_umlauf if umlauf and self.titel_im_umlauf else self.titel

    def hinweis_in(self, sitzung: "Sitzung | None") -> str:
        """The sentence above the form about this session."""
        umlauf = sitzung is not None and sitzung.ist_umlauf
        return self.hinweis_im_umlauf if umlauf and self.hinweis_im_umlauf else self.hinweis
