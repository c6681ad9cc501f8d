"""Without the right key nothing is shown but that; what was tampered with never becomes a page."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from haertefall.audit.akteur import Akteur
from haertefall.audit.record import Objektart, Zusatz, record
from haertefall.audit.schluesselzustand import Schluesselzustand, verlange_schluessel, zustand
from haertefall.tresor.schluesseldatei import SchluesselFalsch, SchluesselFehlt, Verfaelscht
from haertefall.web.fehlerseiten import fehlerseite
from haertefall.web.huelle import Antwortgeber

VERFAELSCHT = "inhalt_verfaelscht"
ERNEUT_NACH_SEKUNDEN = 60
_TITEL = {
    SchluesselFehlt: "Der Schlüssel dieser Installation fehlt",
    SchluesselFalsch: "Der Schlüssel dieser Installation passt nicht",
}


class SchluesselNoetig:
    """Before everything but style sheets and fonts: sign-in, pages, downloads, figures."""

    def __init__(self, get_response: Antwortgeber) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """One page while the key is missing or wrong; it comes back by itself."""
        try:
            verlange_schluessel()
        except (SchluesselFehlt, SchluesselFalsch) as fehler:
            antwort = fehlerseite(
                request,
                503,
                titel=_TITEL[type(fehler)],
                grund=f"{fehler} Härtefall zeigt deshalb nichts an. Es ist nichts verloren: Mit "
                "dem richtigen Schlüssel ist alles wieder da.",
                tun="Sagen Sie dem Betrieb Bescheid. Er holt die Kopie der Schlüsseldatei zurück "
                "oder setzt die Bergungsbögen zusammen (haertefall schluessel zusammensetzen).",
            )
            antwort["Retry-After"] = str(ERNEUT_NACH_SEKUNDEN)
            return antwort
        return self.get_response(request)


class Tresorwache:
    """Stands around every page that opens something from the vault."""

    def __init__(self, get_response: Antwortgeber) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the page happen."""
        return self.get_response(request)

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """What was changed, exchanged or cut outside of the program does not open."""
        if not _verfaelscht(exception):
            return None
        record(
            getattr(request, "akteur", None),
            VERFAELSCHT,
            *_objekt(request.resolver_match.kwargs),
            {"seite": request.resolver_match.url_name},
        )
        return fehlerseite(
            request,
            500,
            titel="Dieser Inhalt ist beschädigt",
            grund=(
                "Etwas, das diese Seite zeigen soll, wurde außerhalb von Härtefall verändert, "
                "vertauscht oder entfernt. Es wird nicht geöffnet, damit niemand etwas Falsches "
                "liest. In einer Sicherung kann es noch heil sein."
            ),
            tun="Melden Sie die Nummer unten dem Betrieb.",
        )


def _verfaelscht(fehler: Exception) -> bool:
    """Also the key of a single body or room: that of the installation opens the others."""
    if isinstance(fehler, SchluesselFalsch):
        return zustand() is Schluesselzustand.BEREIT
    return isinstance(fehler, Verfaelscht)


def verfaelscht_in_liste(
    akteur: Akteur, faelle: Iterable[tuple[UUID, UUID]], seite: str = "liste"
) -> None:
    """Trace of a list that shows all but what was tampered with: the cases, each with its body."""
    for fall, gremium in faelle:
        record(akteur, VERFAELSCHT, "fall", fall, {"seite": seite}, gremium=gremium)


def verfaelschte_pruefungen(akteur: Akteur, pruefungen: Iterable[UUID], seite: str) -> None:
    """The same of a list of an authority's own checks."""
    for pruefung in dict.fromkeys(pruefungen):
        record(akteur, VERFAELSCHT, "vollzug", pruefung, {"seite": seite})


def verfaelschte_notzugaenge(akteur: Akteur, faelle: Iterable[UUID | None]) -> None:
    """The same of requests to read a case; of the body, where the number asked for was none."""
    for fall in faelle:
        art: Objektart = "fall" if fall else "gremium"
        record(akteur, VERFAELSCHT, art, fall or akteur.gremium_id, {"seite": "zugang"})


def verfaelschte_suchbloecke(akteur: Akteur, anzahl: int) -> None:
    """Trace of a search that went past blocks: they are of the body, not of one case."""
    if anzahl:
        zusatz: Zusatz = {"seite": "suche", "bloecke": anzahl}
        record(akteur, VERFAELSCHT, "gremium", akteur.gremium_id, zusatz)


def _objekt(teile: dict[str, Any]) -> tuple[Objektart, UUID | None]:
    """What the page was about, as far as its address says so."""
    if "dokument_id" in teile:
        return "dokument", teile["dokument_id"]
    if "vollzug_id" in teile:
        return "vollzug", teile["vollzug_id"]
    return ("fall", teile["fall_id"]) if "fall_id" in teile else ("", None)
