"""Sees to it that what is refused to somebody signed in stands in the trace."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase

from haertefall.audit.abweisung import abgewiesen
from haertefall.audit.record import Objektart
from haertefall.schritte.register import SCHRITTE
from haertefall.web.huelle import Antwortgeber

# A screen asks for it by itself again and again, also when the session it followed is closed.
VON_SELBST = "sitzung_puls"
_OBJEKTE: dict[str, Objektart] = {
    "fall_id": "fall",
    "sitzung_id": "sitzung",
    "vollzug_id": "vollzug",
    "vorlage_id": "vorlage",
}


class Abweisungsspur:
    """Around every page: what a page says is not there for this Akteur.

    An address that no page has is none of it, nor a form that comes too late.
    """

    def __init__(self, get_response: Antwortgeber) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the page happen."""
        return self.get_response(request)

    def process_exception(self, request: Any, exception: Exception) -> None:
        """The page itself said that there is nothing."""
        if isinstance(exception, Http404):
            festhalten(request, 404)


def festhalten(request: Any, status: int) -> None:
    """Write down what was refused, to whom, and about what, as far as the address says so."""
    ort = request.resolver_match
    if getattr(request, "akteur", None) is None or ort.url_name == VON_SELBST:
        return
    name = ort.kwargs.get("name", "")
    objektart, objekt = _objekt(ort.kwargs)
    abgewiesen(
        request.akteur,
        name if name in SCHRITTE else "",
        objektart,
        objekt,
        {"seite": ort.url_name or "", "status": status},
    )


def _objekt(teile: dict[str, Any]) -> tuple[Objektart, UUID | None]:
    for name, art in _OBJEKTE.items():
        if name in teile:
            return art, teile[name]
    return "", None
