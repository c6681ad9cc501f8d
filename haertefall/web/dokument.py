"""Giving out a paper of a case, with a trace of its own each time."""

from uuid import UUID

from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.faelle.dokumente import inhalt, lesbare_dokumente, pruefe
from haertefall.faelle.models import Dokument, Fall
from haertefall.web.akte import sichtbarer_fall
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import MIT_FAELLEN, nur_fuer

GEOEFFNET = "dokument_geoeffnet"


@nur_fuer(MIT_FAELLEN)
@require_safe
def herunterladen(request: Anfrage, fall_id: UUID, dokument_id: UUID) -> HttpResponseBase:
    """The paper as it came in. It is saved, never shown in the page: nothing in it can run here."""
    fall, stufe = sichtbarer_fall(request.akteur, fall_id)
    lesbar = lesbare_dokumente(request.akteur, fall, stufe)
    dokument = lesbar.filter(pk=dokument_id).first()
    if dokument is None:
        raise Http404
    dokument.fall = fall
    name = dateiname(fall, dokument, lesbar.filter(nummer__lte=dokument.nummer).count())
    pruefe(dokument)
    record(
        request.akteur,
        GEOEFFNET,
        "dokument",
        dokument.pk,
        {"fall": str(fall.pk), "nummer": dokument.nummer},
        gremium=fall.gremium_id,
    )
    antwort = StreamingHttpResponse(inhalt(dokument), content_type="application/octet-stream")
    antwort["Content-Length"] = str(dokument.groesse)
    antwort["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    antwort["Content-Security-Policy"] = "sandbox; default-src 'none'"
    antwort["Cache-Control"] = "no-store"
    return antwort


def dateiname(fall: Fall, dokument: Dokument, nummer: int) -> str:
    """A neutral name: what lies in a download folder tells nobody whose paper it is.

    `nummer`: its place among the papers that the reader may see, as the page shows it.
    """
    return f"{fall.aktenzeichen}-{nummer}.{dokument.endung}".replace("/", "-")
