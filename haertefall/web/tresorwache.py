"""Content that was tampered with never becomes a page: a clear error, and a line in the trace."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from haertefall.audit.record import Objektart, record
from haertefall.tresor.schluesseldatei import Verfaelscht
from haertefall.web.fehlerseiten import fehlerseite
from haertefall.web.huelle import Antwortgeber

VERFAELSCHT = "inhalt_verfaelscht"


class Tresorwache:
    """Stands around every page that opens something from the vault."""

    def __init__(self, get_response: Antwortgeber) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the page happen."""
        return self.get_response(request)

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """What was changed, exchanged or cut outside of the program does not open."""
        if not isinstance(exception, Verfaelscht):
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


def _objekt(teile: dict[str, Any]) -> tuple[Objektart, UUID | None]:
    """What the page was about, as far as its address says so."""
    if "dokument_id" in teile:
        return "dokument", teile["dokument_id"]
    return ("fall", teile["fall_id"]) if "fall_id" in teile else ("", None)
