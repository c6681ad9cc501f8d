"""Head, members, chair, office."""

from collections.abc import Iterator
from datetime import date

from haertefall.recht.begriffe import GEGENSTAND_WORTE
from haertefall.recht.ordnung import (
    FORMEL_WORTE,
    STATUS_WORTE,
    VERTRETUNG_WORTE,
    Amtszeit,
    KleinesGremium,
    Mitgliederzahl,
    Ordnung,
    Sitz,
    Vorsitz,
)
from haertefall.recht.steckbrief.satzspiegel import (
    absatz,
    mit_beleg,
    paar,
    punkt,
    ueberschrift,
    vermerke,
    worte,
)

_STIMMRECHT = {"ja": "mit Stimme", "nein": "ohne Stimme", None: "Stimmrecht nicht bekannt"}


def kopf(ordnung: Ordnung, gremium: str, datei: str) -> Iterator[str]:
    """What it is, since when, how far it was checked."""
    k = ordnung.ordnung
    yield from absatz(k.gremium)
    yield "═" * min(len(k.gremium), 80)
    yield from paar("Text", k.bezeichnung)
    yield from paar("Datei", f"{gremium}/{datei.rpartition('/')[2]}")
    yield from paar("Status der Datei", STATUS_WORTE[k.status])
    beginn = _tag(k.inkrafttreten) or (k.beginnt_mit and f"mit: {k.beginnt_mit}")
    yield from paar("In Kraft seit", beginn or "nicht bekannt")
    yield from paar("Verkündet am", _tag(k.verkuendet_am))
    yield from paar("Außer Kraft nach", _tag(k.ausserkrafttreten))
    yield from paar("Endet mit", k.endet_mit)
    yield from paar("Stand der Quelle", _tag(k.stand))
    yield from paar("Fundstelle", k.fundstelle)
    yield from paar("Rechtsgrundlage", k.rechtsgrundlage)
    yield from paar("Gebiet", k.gebiet)
    yield from paar("Vorläufer", k.vorlaeufer)
    geprueft = k.geprueft_von and f"von {k.geprueft_von} am {_tag(k.geprueft_am)}"
    yield from paar("Juristisch geprüft", geprueft or "nein")
    for schicht in ordnung.textschicht:
        yield from punkt(mit_beleg(f"{schicht.bezeichnung} ({schicht.rang})", schicht), 2)
    if k.bitte_pruefen:
        yield from ueberschrift("Bitte prüfen")
        for satz in k.bitte_pruefen:
            yield from punkt(satz)


def zusammensetzung(ordnung: Ordnung) -> Iterator[str]:
    """Who sits there."""
    yield from ueberschrift("Zusammensetzung")
    if not (ordnung.mitgliederzahl or ordnung.sitz):
        yield from absatz("Dazu ist nichts hinterlegt.")
    for zahl in ordnung.mitgliederzahl:
        yield from punkt(mit_beleg(_zahl(zahl), zahl))
    for sitz in ordnung.sitz:
        yield from punkt(mit_beleg(_sitz(sitz), sitz))
    for amtszeit in ordnung.amtszeit:
        yield from punkt(mit_beleg(f"Amtszeit: {_amtszeit(amtszeit)}", amtszeit))
    for vorsitz in ordnung.vorsitz:
        yield from punkt(mit_beleg(f"Vorsitz: {_vorsitz(vorsitz)}", vorsitz))
        yield from vermerke(vorsitz, 4)
    for stelle in ordnung.geschaeftsstelle:
        bei = stelle.angesiedelt_bei and f"bei: {stelle.angesiedelt_bei}"
        text = worte([f"Geschäftsstelle: {stelle.bezeichnung}", bei])
        yield from punkt(mit_beleg(text, stelle))
    for gremium in ordnung.kleines_gremium:
        yield from punkt(mit_beleg(_kleines_gremium(gremium), gremium))
        yield from vermerke(gremium, 4)


def _zahl(zeile: Mitgliederzahl) -> str:
    von, bis = zeile.mindestens, zeile.hoechstens
    if von and bis:
        zahl = str(von) if von == bis else f"{von} bis {bis}"
    elif von:
        zahl = f"mindestens {von}"
    else:
        zahl = f"höchstens {bis}" if bis else ""
    formel = FORMEL_WORTE[zeile.formel] if zeile.formel else None
    ab = zeile.arbeitsfaehig_ab and f"arbeitsfähig ab {zeile.arbeitsfaehig_ab} der Sitze"
    return f"Mitglieder: {worte([zahl, formel, zeile.bezeichnung, ab])}"


def _sitz(sitz: Sitz) -> str:
    anzahl = f"{sitz.anzahl} × " if sitz.anzahl else ""
    wer = " und ".join(sitz.schlaegt_vor)
    gemeinsam = " gemeinsam" if sitz.gemeinsamer_vorschlag else ""
    stimmt = _STIMMRECHT.get(sitz.stimmrecht) or _stimmt_nur(sitz)
    return anzahl + worte(
        [
            sitz.bezeichnung,
            f"bis zu {sitz.hoechstens}" if sitz.hoechstens else None,
            FORMEL_WORTE[sitz.formel] if sitz.formel else None,
            f"Vorschlag{gemeinsam}: {wer}" if wer else None,
            f"Wahl: {sitz.waehlt}" if sitz.waehlt else None,
            f"Berufung: {sitz.beruft}" if sitz.beruft else None,
            "von Amts wegen" if sitz.von_amts_wegen else None,
            "beratend" if sitz.beratend else stimmt,
            VERTRETUNG_WORTE[sitz.vertretung] if sitz.vertretung else None,
        ]
    )


def _stimmt_nur(sitz: Sitz) -> str:
    return "Stimme nur bei: " + worte(GEGENSTAND_WORTE[g] for g in sitz.stimmrecht_nur)


def _amtszeit(zeile: Amtszeit) -> str:
    return worte(
        [
            f"{zeile.jahre:g} Jahre".replace(".", ",") if zeile.jahre else None,
            f"bis: {zeile.bis_ereignis}" if zeile.bis_ereignis else None,
            "in der Regel" if zeile.in_der_regel else None,
            {True: "wiederholbar", False: "nicht wiederholbar", None: None}[zeile.wiederholbar],
            "wer nachrückt, für den Rest" if zeile.nachfolge_fuer_rest else None,
        ]
    )


def _vorsitz(zeile: Vorsitz) -> str:
    stimme = None if zeile.keiner else _STIMMRECHT[zeile.stimmrecht]
    vertritt = zeile.vertretung and f"Vertretung: {zeile.vertretung}"
    return worte([zeile.bezeichnung, stimme, vertritt])


def _kleines_gremium(zeile: KleinesGremium) -> str:
    return worte(
        [
            f"{zeile.bezeichnung} ({'kann gebildet werden' if zeile.wahlfrei else 'besteht'})",
            f"{zeile.mitglieder} Mitglieder" if zeile.mitglieder else None,
            VERTRETUNG_WORTE[zeile.vertretung] if zeile.vertretung else None,
            zeile.vertretung_aus,
            f"entscheidet: {worte(GEGENSTAND_WORTE[g] for g in zeile.entscheidet)}"
            if zeile.entscheidet
            else None,
            "abschließend" if zeile.abschliessend else None,
        ]
    )


def _tag(tag: date | None) -> str | None:
    return f"{tag:%d.%m.%Y}" if tag else None
