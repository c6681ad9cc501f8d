"""What is expected of each person, and why it can be expected: fields for acts that record it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from haertefall.faelle.models import Person
from haertefall.recht.begriffe import GEGENSTAND_WORTE
from haertefall.recht.ordnung import Ordnung
from haertefall.schritte.schritt import Eingabe

# A second and third expectation are folded; more than three for one person nobody has described.
ZEILEN = 3
TEILE = ("was", "zumutbar")


class Erwartungseingabe(forms.MultiWidget):
    """Pairs of lines: what is expected, why it can be expected."""

    template_name = "formular/erwartungen.html"

    def __init__(self) -> None:
        super().__init__(
            {
                f"{teil}{nummer}": forms.Textarea(attrs={"rows": 2})
                for nummer in range(1, ZEILEN + 1)
                for teil in TEILE
            }
        )

    def decompress(self, value: Any) -> list[str]:
        """From pairs to single values."""
        werte = [wert for paar in value or () for wert in paar]
        return werte + [""] * (ZEILEN * len(TEILE) - len(werte))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The pairs, the first apart from the others."""
        inhalt = super().get_context(name, value, attrs)
        teile = inhalt["widget"]["subwidgets"]
        paare = [teile[i : i + len(TEILE)] for i in range(0, len(teile), len(TEILE))]
        inhalt["erstes"], inhalt["weitere"] = paare[0], paare[1:]
        inhalt["offen"] = any(teil["value"] for paar in paare[1:] for teil in paar)
        return inhalt


class Erwartungsfeld(forms.MultiValueField):
    """The expectations of one person as pairs."""

    # The page shows it only beside a choice that knows expectations.
    nur_mit_erwartung = True

    def __init__(self, label: str, wozu: str) -> None:
        super().__init__(
            [forms.CharField(max_length=1_000, required=False) for _ in range(ZEILEN * len(TEILE))],
            label=label,
            help_text=f"Nur zu: {wozu}",
            required=False,
            require_all_fields=False,
            widget=Erwartungseingabe(),
        )

    def compress(self, data_list: Sequence[str]) -> list[tuple[str, str]]:
        """Each expectation has its sentence, no sentence stands alone."""
        paare = [
            (was.strip(), warum.strip())
            for was, warum in zip(data_list[::2], data_list[1::2], strict=True)
        ]
        gefuellt = [paar for paar in paare if any(paar)]
        if any(not warum for _, warum in gefuellt):
            raise forms.ValidationError(
                "Zu jeder Erwartung gehört ein Satz, warum sie zumutbar ist."
            )
        if any(not was for was, _ in gefuellt):
            raise forms.ValidationError("Was wird erwartet? Hier steht nur, warum es zumutbar ist.")
        return gefuellt


class Ergebniswahl(forms.RadioSelect):
    """Marks the choices that know expectations: beside the others the page asks for none."""

    mit_erwartung: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *rest: Any, **mehr: Any) -> dict[str, Any]:
        """One choice."""
        wahl = super().create_option(name, value, *rest, **mehr)
        if str(value) in self.mit_erwartung:
            wahl["attrs"]["data-erwartung"] = True
        return wahl


class MitErwartungen(Eingabe):
    """Base of forms that record expectations; only where the Ordnung knows them."""

    vorsilben: ClassVar[tuple[str, ...]] = ("erwartungen_",)

    # Nobody, until somebody is offered.
    _mit: Mapping[str, Person] = {}
    _kennt: frozenset[str] = frozenset()

    def erwartungen_anbieten(
        self, menschen: Iterable[Person], ordnung: Ordnung, *, wahl: str, nach: str
    ) -> None:
        """One field for each person, behind the field `nach`; `wahl`: what is moved or decided."""
        self._kennt = frozenset(str(e.gegenstand) for e in ordnung.ergebnis if e.erwartungen)
        self.feld(wahl).widget.mit_erwartung = self._kennt
        wozu = ", ".join(wort for g, wort in GEGENSTAND_WORTE.items() if g in self._kennt)
        self._mit = {f"erwartungen_{p.nummer}": p for p in menschen} if self._kennt else {}
        namen = list(self.fields)
        stelle = namen.index(nach) + 1
        for name, person in self._mit.items():
            self.fields[name] = Erwartungsfeld(f"Erwartungen an {person.name}", wozu)
        self.order_fields([*namen[:stelle], *self._mit, *namen[stelle:]])

    def erwartungen_pruefen(
        self, daten: dict[str, Any], gegenstand: str, ohne: Iterable[str] = ()
    ) -> dict[UUID, list[tuple[str, str]]]:
        """By person; none where the result knows none or does not concern the person (`ohne`)."""
        gefunden = {}
        for name, person in self._mit.items():
            paare = daten.pop(name, None)
            if not paare:
                continue
            if gegenstand not in self._kennt:
                self.add_error(
                    name,
                    "Hierzu gibt es keine Erwartungen; sie gehören zu einem Ersuchen. Bitte "
                    "leeren Sie diese Felder, oder wählen Sie „Ersuchen“.",
                )
            elif str(person.pk) in ohne:
                self.add_error(name, "Für diese Person gilt das Ersuchen nicht.")
            else:
                gefunden[person.pk] = paare
        return gefunden


def in_einem_satz(was: str, zumutbar: str) -> str:
    """As it stands in the result."""
    return f"{was} – zumutbar: {zumutbar}"
