"""The blank list of all points, to print: for bodies, counsellors and authorities."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haertefall.recht.vollzug import worte
from haertefall.recht.vollzug.sammlung import vollzugsrecht
from haertefall.statistik.laender import laender
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import MIT_FAELLEN, nur_fuer


@nur_fuer(MIT_FAELLEN)
@require_safe
def seite(request: Anfrage) -> HttpResponse:
    """Every point with citation, question, what proves it, and room to write."""
    recht = vollzugsrecht()
    je_land = {s.land for s in recht.stopps.stopp}
    inhalt = {
        "gruppen": [(g, recht.in_gruppe(g.kennung)) for g in recht.punkte.gruppe],
        "anzahl": len(recht.punkte.punkt),
        "ergebnisse": list(worte.PUNKT_WORTE.values()),
        "erlasse": [
            (
                e,
                worte.ERLASSSTAND_WORTE[e.stand],
                ", ".join(laender()[k].name for k in e.laender),
                ", ".join(recht.verletzlichkeit[v] for v in e.verletzlich),
            )
            for e in sorted(recht.erlasse.erlass, key=lambda e: e.vom, reverse=True)
        ],
        "stopps": recht.stopps,
        "ohne_stopp": [name for kurz, name in worte.BUNDESLAENDER.items() if kurz not in je_land],
        "bundeslaender": worte.BUNDESLAENDER,
        "rueckkehr": recht.rueckkehr,
        "zustaendig": recht.punkte.zustaendig,
        "pflicht": worte.EIGENE_PFLICHT,
        "gruppe_nur_genannt": worte.GRUPPE_NUR_GENANNT,
        "ohne_folge": worte.ABLEHNUNG_OHNE_FOLGE,
        "banner": worte.BANNER.format(tag=recht.punkte.zuletzt_geprueft),
    }
    return render(request, "web/vollzug/bogen.html", inhalt)
