"""Attendance list and allowance sheet of a session, as a spreadsheet for the office."""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

import xlsxwriter  # type: ignore[import-untyped]
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from haertefall.audit.record import record
from haertefall.recht.begriffe import FUNKTION_WORTE, Funktion
from haertefall.sitzungen.mitwirkende import wessen
from haertefall.sitzungen.models import Anwesenheit, Entschaedigungssatz, Sitzung
from haertefall.sitzungen.sicht import sichtbare_sitzungen
from haertefall.sitzungen.vorbereitung import MITGLIEDER
from haertefall.web.huelle import Anfrage
from haertefall.web.raum import nur_fuer
from haertefall.zeit import BERLIN, rechtstag

_TYP = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KOPF = ("Name", "Funktion", "Von", "Bis", "Teilnahme", "Vertritt", "Entschädigung (EUR)")


@dataclass(frozen=True)
class Zeile:
    """One person in one session. `cent`: None where no rate is entered or none is due."""

    name: str
    funktion: str
    von: str
    bis: str
    teilnahme: str
    vertritt: str
    cent: int | None


@nur_fuer(frozenset({Funktion.GESCHAEFTSSTELLE}))
@require_safe
def blatt(request: Anfrage, sitzung_id: UUID) -> HttpResponse:
    """The sheet, made when it is asked for; nothing of it is kept."""
    sitzung = (
        sichtbare_sitzungen(request.akteur)
        .select_related("gremium", "schluessel__eltern")
        .filter(pk=sitzung_id)
        .first()
    )
    if sitzung is None:
        raise Http404
    record(request.akteur, "entschaedigung_geladen", "sitzung", sitzung.pk)
    satz = satz_fuer(sitzung)
    antwort = HttpResponse(als_tabelle(sitzung, zeilen(sitzung, satz), satz), content_type=_TYP)
    name = f"anwesenheit-{rechtstag(sitzung.beginn).isoformat()}.xlsx"
    antwort["Content-Disposition"] = f'attachment; filename="{name}"'
    return antwort


def satz_fuer(sitzung: Sitzung) -> Entschaedigungssatz | None:
    """The rate the office entered for the day of this session; none is shipped."""
    return (
        Entschaedigungssatz.objects.filter(
            gremium=sitzung.gremium_id,
            kleines_gremium=bool(sitzung.kleines_gremium),
            ab__lte=rechtstag(sitzung.beginn),
        )
        .order_by("-ab", "-erfasst_um")
        .first()
    )


def zeilen(sitzung: Sitzung, satz: Entschaedigungssatz | None) -> list[Zeile]:
    """Who was there, each person once; members and deputies get the rate once per session."""
    strecken = Anwesenheit.objects.filter(teilnahme__sitzung=sitzung).select_related(
        "teilnahme__amt__konto", "fuer__amt__konto"
    )
    je_person: dict[UUID, list[Anwesenheit]] = {}
    for strecke in strecken:
        strecke.teilnahme.sitzung = sitzung
        # Who is there in two Ämter, as a member and for another, is one person all the same.
        amt = strecke.teilnahme.amt
        wer = amt.konto_id if amt else strecke.teilnahme_id
        je_person.setdefault(wer, []).append(strecke)
    gefunden = [_zeile(eine, satz) for eine in je_person.values()]
    return sorted(gefunden, key=lambda z: (z.name, z.von))


def _zeile(strecken: list[Anwesenheit], satz: Entschaedigungssatz | None) -> Zeile:
    erste = strecken[0]
    # Of two Ämter at a time the one taken up first may end last.
    enden = [s.bis for s in strecken if s.bis]
    bis = max(enden) if len(enden) == len(strecken) else None
    aemter = [s.teilnahme.amt for s in strecken if s.teilnahme.amt]
    berechtigte = [a for a in aemter if a.get_funktion() in MITGLIEDER]
    amt = next(iter([*berechtigte, *aemter]), None)
    bekommt, umlauf = bool(berechtigte), erste.teilnahme.sitzung.ist_umlauf
    fuer = [s.fuer.amt.konto.name for s in strecken if s.fuer and s.fuer.amt]
    return Zeile(
        name=amt.konto.name if amt else (erste.teilnahme.gast or "Gast"),
        funktion=FUNKTION_WORTE[amt.get_funktion()] if amt else "Gast",
        # When an answer was entered says nothing about when somebody answered.
        von="" if umlauf else f"{erste.von.astimezone(BERLIN):%H:%M}",
        bis=f"{bis.astimezone(BERLIN):%H:%M}" if bis and not umlauf else "",
        teilnahme="im Umlauf"
        if umlauf
        else "per Video"
        if all(s.per_video for s in strecken)
        else "vor Ort",
        vertritt=", ".join(dict.fromkeys(fuer)),
        # A rate is for taking part in a session (§ 2 Abs. 3 Satz 2 HFKVO); an Umlauf is none.
        cent=satz.betrag_cent if satz and bekommt and not umlauf else None,
    )


def als_tabelle(sitzung: Sitzung, alle: list[Zeile], satz: Entschaedigungssatz | None) -> bytes:
    """A spreadsheet in which no text is ever a formula or a link."""
    ziel = BytesIO()
    mappe = xlsxwriter.Workbook(
        ziel, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    blatt = mappe.add_worksheet("Anwesenheit")
    fett, geld = mappe.add_format({"bold": True}), mappe.add_format({"num_format": "0.00"})
    blatt.set_column(0, 0, 32)
    blatt.set_column(1, 5, 18)
    blatt.set_column(6, 6, 22)
    wort = "Umlauf bis" if sitzung.ist_umlauf else "Sitzung am"
    tag = f"{sitzung.beginn.astimezone(BERLIN):%d.%m.%Y, %H:%M} Uhr"
    wer = ", ".join(filter(None, [sitzung.gremium.name, wessen(sitzung)]))
    blatt.write_string(0, 0, f"{wer}: {wort} {tag}", fett)
    blatt.write_string(1, 0, _zum_satz(satz))
    blatt.write_row(3, 0, KOPF, fett)
    for nummer, zeile in enumerate(alle, start=4):
        texte = (
            zeile.name, zeile.funktion, zeile.von, zeile.bis, zeile.teilnahme, zeile.vertritt,
        )  # fmt: skip
        for spalte, text in enumerate(texte):
            blatt.write_string(nummer, spalte, text)
        if zeile.cent is not None:
            blatt.write_number(nummer, 6, zeile.cent / 100, geld)
    ende = 4 + len(alle)
    blatt.write_string(ende, 0, "Summe", fett)
    summe = sum(z.cent or 0 for z in alle)
    if satz is not None:
        blatt.write_number(ende, 6, summe / 100, geld)
    if not alle:
        blatt.write_string(ende + 1, 0, "Keine Anwesenheit erfasst.")
    mappe.close()
    return ziel.getvalue()


def _zum_satz(satz: Entschaedigungssatz | None) -> str:
    if satz is None:
        return "Kein Entschädigungssatz hinterlegt. Die Geschäftsstelle legt ihn fest."
    return (
        f"Satz je Sitzung: {satz.euro} Euro, gilt ab {satz.ab:%d.%m.%Y}. "
        f"Grundlage: {satz.grundlage}"
    )
