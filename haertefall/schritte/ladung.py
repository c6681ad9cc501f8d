"""What acts on a planned session share: the day, the period of the invitation, who is told."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms

from haertefall.gremien.besetzung import Zusammensetzung
from haertefall.recht.ordnung import Ordnung, Sitzungsregel
from haertefall.schritte.schritt import Eingabe, LangerText
from haertefall.schritte.vorgang import Vorgang
from haertefall.sitzungen.aufgaben import Anlass
from haertefall.sitzungen.mitwirkende import einzuladende
from haertefall.sitzungen.models import Sitzung, Sitzungsform, Sitzungsstand, Teilnahme
from haertefall.zeit import BERLIN, jetzt, rechtstag

GEPLANT = (Sitzungsstand.ANBERAUMT, Sitzungsstand.EINGELADEN)
FORMEN = [(f.value, f.label) for f in Sitzungsform if f is not Sitzungsform.UMLAUF]


def regel(ordnung: Ordnung, gegenstand: str) -> Sitzungsregel | None:
    """The rule about one matter of sessions; None: not regulated."""
    return next((r for r in ordnung.sitzungsregel if r.gegenstand == gegenstand), None)


def letzter_tag_der_ladung(ordnung: Ordnung, beginn: datetime) -> date | None:
    """By when to invite under the Ordnung; None: it has no period."""
    frist = regel(ordnung, "ladungsfrist")
    if frist is None or frist.tage is None:
        return None
    return rechtstag(beginn) - timedelta(days=frist.tage)


def plaetze_geben(sitzung: Sitzung, besetzung: Zusammensetzung) -> None:
    """Everybody who has a seat on its day can be marked present, invited or not."""
    Teilnahme.objects.bulk_create(
        [
            Teilnahme(sitzung=sitzung, amt=amt, sitz=sitz)
            for amt, sitz in einzuladende(sitzung, besetzung).items()
        ],
        ignore_conflicts=True,  # Who has a row from an opening.
    )


class Terminfelder(Eingabe):
    """Day, time, place or video."""

    tag = forms.DateField(
        label="Tag", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    uhrzeit = forms.TimeField(
        label="Uhrzeit", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    form = forms.ChoiceField(label="Form", choices=FORMEN, widget=forms.RadioSelect)
    ort = forms.CharField(label="Ort", max_length=200, required=False)
    einwahl = forms.CharField(
        label="Zugang zur Videokonferenz",
        max_length=500,
        required=False,
        help_text="Steht nur auf der Seite der Sitzung, nie in einer Mail",
    )

    def vorbereiten(self) -> None:
        """Say what the Ordnung knows about video."""
        super().vorbereiten()
        video = regel(self.vorgang.fassung.ordnung, "video")
        self.feld("form").help_text = (
            f"{video.inhalt} ({video.beleg})"
            if video
            else "Zur Videokonferenz ist keine Regel hinterlegt."
        )

    def clean(self) -> dict[str, Any]:
        """A session is planned for the future."""
        daten = super().clean()
        if daten.get("tag") and daten.get("uhrzeit"):
            daten["beginn"] = datetime.combine(daten["tag"], daten["uhrzeit"], BERLIN)
            if daten["beginn"] <= jetzt():
                self.add_error("tag", "Der Termin liegt in der Vergangenheit.")
        return daten


class MitLadungsfrist(Eingabe):
    """Past the last day of the invitation it goes on only by a recorded decision."""

    trotz_frist = forms.BooleanField(
        required=False, label="Trotz abgelaufener Frist für die Einladung"
    )
    grund_frist = LangerText(label="Grund dafür", required=False, max_length=2_000)

    # Whether it may be an Umlauf of which it decides: that has a period of its own, for answers.
    auch_umlauf: ClassVar[bool] = True

    def vorbereiten(self) -> None:
        """Where the Ordnung has no period there is nothing to decide."""
        super().vorbereiten()
        ordnung = self.vorgang.fassung.ordnung
        ohne = self.auch_umlauf and self.vorgang.tagung.ist_umlauf
        if ohne or letzter_tag_der_ladung(ordnung, self.vorgang.tagung.beginn) is None:
            del self.fields["trotz_frist"], self.fields["grund_frist"]

    def pruefe_frist(self, beginn: datetime, daten: dict[str, Any]) -> None:
        """Too late is not forbidden by the program: a person decides and says why."""
        bis = letzter_tag_der_ladung(self.vorgang.fassung.ordnung, beginn)
        if bis is None or self.vorgang.heute <= bis or "trotz_frist" not in self.fields:
            return
        if not daten.get("trotz_frist"):
            frist = regel(self.vorgang.fassung.ordnung, "ladungsfrist")
            self.add_error(
                "trotz_frist",
                f"Eingeladen werden musste bis {bis:%d.%m.%Y} ({frist.beleg if frist else ''}). "
                "Bitte verlegen Sie die Sitzung oder entscheiden Sie, dass sie trotzdem "
                "stattfindet.",
            )
        elif not daten.get("grund_frist"):
            self.add_error("grund_frist", "Bitte nennen Sie den Grund.")


def vermerken(vorgang: Vorgang, text: str | None) -> None:
    """Keep with the session why it went another way than planned."""
    if text:
        bisher = vorgang.tagung.vermerk
        vorgang.tagung.vermerk = f"{bisher}\n\n{text}" if bisher else text


def nur_geplant(vorgang: Vorgang) -> None:
    """For acts on a session that has not begun."""
    if vorgang.tagung.stand not in GEPLANT:
        raise forms.ValidationError(
            f"Diese Sitzung ist schon „{vorgang.tagung.get_stand_display()}“."
        )


def mitteilen(vorgang: Vorgang, anlass: Anlass, sitzung: Sitzung | None = None) -> None:
    """A mail to everybody who was invited and has an account."""
    sitzung = sitzung or vorgang.tagung
    if sitzung.eingeladen_um is not None:
        vorgang.auftrag("sitzungen.mitteilen", sitzung=sitzung.pk, anlass=anlass)
