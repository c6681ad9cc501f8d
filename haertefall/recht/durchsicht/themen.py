"""Head and topics: contradictions between what is said to be missing and what is there."""

from collections.abc import Iterator

from haertefall.recht.begriffe import Funktion
from haertefall.recht.durchsicht.auffaelligkeit import Auffaelligkeit, hinweis, warnung
from haertefall.recht.ordnung import THEMA_WORTE, Grundlage, Ordnung, Status, Thema
from haertefall.recht.regelungsstand import Regelung, Themenstand, regelungsstand


def themen(ordnung: Ordnung) -> Iterator[Auffaelligkeit]:
    """Everything about the head, the seats and the list of topics."""
    stand = regelungsstand(ordnung)
    yield from _kopf(ordnung, unvollstaendig=stand.unvollstaendig)
    yield from _sitze(ordnung)
    yield from _kein_vorsitz(ordnung)
    for thema in stand.themen:
        yield from _widerspruch(ordnung, thema)
        if thema.regelung is Regelung.UNBEKANNT and not thema.luecken:
            was = "Dazu sagt die Datei nichts."
            tun = "Ergänzen Sie eine Zeile, [[nicht_geregelt]] oder [[unbekannt]]."
            yield hinweis(_stelle(thema.thema), was, tun)


def _kopf(ordnung: Ordnung, *, unvollstaendig: bool) -> Iterator[Auffaelligkeit]:
    kopf = ordnung.ordnung
    if unvollstaendig and kopf.status is Status.VOLLSTAENDIG:
        was = "Mehr als die Hälfte der Themen ist unbekannt."
        yield warnung("[ordnung]", was, 'Schreiben Sie status = "unvollstaendig".')
    if kopf.inkrafttreten is None and kopf.status is not Status.ENTWURF:
        yield hinweis("[ordnung]", "In Kraft seit: nicht bekannt.")
    if kopf.geprueft_von is None:
        yield hinweis("[ordnung]", "Diese Datei hat noch keine Juristin und kein Jurist geprüft.")


def _sitze(ordnung: Ordnung) -> Iterator[Auffaelligkeit]:
    sitze = [sitz for sitz in ordnung.sitz if not sitz.beratend]
    zahlen = [sitz.anzahl for sitz in sitze if sitz.anzahl is not None]
    if not sitze or len(zahlen) < len(sitze):
        return
    summe = sum(zahlen)
    for zeile in ordnung.mitgliederzahl:
        if not (zeile.mindestens or 0) <= summe <= (zeile.hoechstens or summe):
            spanne = f"{zeile.mindestens or '?'} bis {zeile.hoechstens or '?'}"
            was = f"Die Sitze ergeben {summe}, die Mitgliederzahl ist {spanne} ({zeile.beleg})."
            yield warnung("[[sitz]]", was, "Fehlt ein Sitz, nennen Sie ihn unter [[unbekannt]].")


def _kein_vorsitz(ordnung: Ordnung) -> Iterator[Auffaelligkeit]:
    keiner = any(vorsitz.keiner for vorsitz in ordnung.vorsitz)
    for sitz in ordnung.sitz:
        if keiner and sitz.funktion is Funktion.VORSITZ:
            was = "Der Sitz gehört zum Vorsitz, aber nach [[vorsitz]] gibt es keinen."
            yield warnung(f"[[sitz]] „{sitz.kennung}“", was)


def _widerspruch(ordnung: Ordnung, stand: Themenstand) -> Iterator[Auffaelligkeit]:
    stelle = _stelle(stand.thema)
    ganz = {
        name: any(a.thema is stand.thema and a.inhalt is None for a in angaben)
        for name, angaben in (
            ("nicht_geregelt", ordnung.nicht_geregelt),
            ("unbekannt", ordnung.unbekannt),
        )
    }
    if all(ganz.values()):
        yield warnung(stelle, "Steht ganz unter [[nicht_geregelt]] und ganz unter [[unbekannt]].")
    texte = [z for z in stand.zeilen if z.art is Grundlage.TEXT]
    for name in (name for name, betroffen in ganz.items() if betroffen and texte):
        was = f"Steht ganz unter [[{name}]], ist aber geregelt ({texte[0].beleg})."
        yield warnung(stelle, was, "Nennen Sie mit „inhalt“ den Teil, der gemeint ist.")


def _stelle(thema: Thema) -> str:
    return f"Thema „{THEMA_WORTE[thema]}“"
