"""Seats invented people in a body, by the acts with which an office does it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Gremium, Sitzrolle
from haertefall.gremien.posten import Posten, posten_des_gremiums
from haertefall.recht.begriffe import Funktion
from haertefall.schritte.ausfuehren import ausfuehren
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.vorfuehrung import namen
from haertefall.zeit import heute

VORSITZ, VORPRUEFER = "Vera Vorsitz", "Viktor Vorprüfer"
MITGLIEDER = ("Maria Kirchner", "Tom Wohlfahrt")


@dataclass(frozen=True)
class Sitzverteilung:
    """Since when and until when seats are held; `voll`: every seat and deputy, else a few."""

    von: date
    bis: date | None
    voll: bool = False


# For tests that travel in time: the few people one plays with, on all days.
IMMER = Sitzverteilung(date(2005, 1, 1), date(2099, 12, 31))


def laufende_amtszeit() -> Sitzverteilung:
    """A term that began 14 months ago, every seat held."""
    return Sitzverteilung(heute() - timedelta(days=425), None, voll=True)


def besetzen(gremium: Gremium, sitze: Sitzverteilung = IMMER) -> None:
    """Chair, two members, somebody in the small body; with `voll` everybody.

    Names are made distinct by the body: nobody sits in two of them.
    """
    buero = Amt.objects.filter(gremium=gremium, funktion=Funktion.GESCHAEFTSSTELLE)
    hand = Hand(gremium, buero.order_by("von", "id")[0], sitze)
    posten = alle_posten(gremium)
    weitere = iter(namen.EHRENAMTLICHE)
    vergeben = feste(posten, voll=sitze.voll)
    for stelle in posten:
        name = vergeben.get(stelle.schluessel)
        if name is None and sitze.voll and stelle.geregelt and not stelle.klein:
            name = next(weitere)
        if name is not None:
            hand.besetze(stelle, f"{name}-{gremium.kennung.title()}")
    for name in MITGLIEDER:
        if name not in vergeben.values():  # rows without a number offer one seat after the other
            stelle = next(p for p in alle_posten(gremium) if p.wort.endswith(("Sitz)", "(2)")))
            hand.besetze(stelle, f"{name}-{gremium.kennung.title()}")
    klein = [p for p in posten if p.klein]
    if sitze.voll and klein:
        hand.aus_der_kommission(klein)


def alle_posten(gremium: Gremium) -> list[Posten]:
    """The posts of the body today."""
    return posten_des_gremiums(gremium, fassung_des_gremiums(gremium, heute()), heute())


def feste(posten: list[Posten], *, voll: bool) -> dict[str, str]:
    """The people one meets in every body, by post."""
    vorsitz = [p for p in posten if not p.klein and p.funktion is Funktion.VORSITZ]
    mitglieder = [
        p for p in posten if p.rolle is Sitzrolle.MITGLIED and p.funktion is Funktion.MITGLIED
    ]
    benannt = [p for p in posten if p.klein and p.sitz == "benannt"]
    # One is called after the welfare associations.
    erster = mitglieder[0]
    mitglieder.sort(key=lambda p: (p is not erster, "wohlfahrt" not in p.sitz))
    leute = [*MITGLIEDER, VORPRUEFER] if benannt and voll else [*MITGLIEDER]
    return {
        **{p.schluessel: VORSITZ for p in vorsitz[:1]},
        **{p.schluessel: n for p, n in zip(mitglieder, leute, strict=False)},
        **{p.schluessel: VORPRUEFER for p in benannt[:1]},
    }


class Hand:
    """Records proposals and appointments for one body, as its office."""

    def __init__(self, gremium: Gremium, buero: Amt, sitze: Sitzverteilung) -> None:
        self.gremium, self.buero, self.sitze = gremium, buero, sitze
        self.zaehler = 0

    def besetze(self, posten: Posten, name: str) -> None:
        """Proposal and appointment, or the seat at once where nobody proposes."""
        wer = {
            "posten": posten.schluessel,
            "name": name,
            "email": namen.adresse(name),
        }
        # The small body comes after the commission: of two Ämter the seat there is the later one.
        von = self.sitze.von + timedelta(days=1 if name.startswith(VORPRUEFER) else 0)
        zeit = {"von": von.isoformat(), "bis": self.sitze.bis.isoformat() if self.sitze.bis else ""}
        if not posten.mit_vorschlag:
            wer["berufen_durch"] = "" if posten.beruft else "so benannt (erfunden)"
            self._tue("sitz_besetzen", {**wer, **zeit})
            return
        frei = self._ueber_sich() if self.sitze.voll else {}
        berufung = self._tue("person_vorschlagen", {**wer, "am": von.isoformat(), **frei})
        beruft = "" if posten.beruft else "so berufen (erfunden)"
        self._tue(
            "person_berufen",
            {
                "berufung": str(berufung),
                "am": von.isoformat(),
                "berufen_durch": beruft,
                **zeit,
            },
        )

    def aus_der_kommission(self, posten: list[Posten]) -> None:
        """Seats of the small body that are still free, with members of the commission."""
        vorsitz = Amt.objects.get(gremium=self.gremium, funktion=Funktion.VORSITZ, sitz="vorsitz")
        mitglieder = Amt.objects.filter(gremium=self.gremium, funktion=Funktion.MITGLIED)
        weitere = iter(mitglieder.exclude(konto__name__startswith=VORPRUEFER).order_by("id"))
        for stelle in posten:
            if stelle.berufungen(self.gremium):
                continue
            am_amt = stelle.sitz == "vorsitz" and stelle.rolle is Sitzrolle.MITGLIED
            self.besetze(stelle, (vorsitz if am_amt else next(weitere)).konto.name)

    def _ueber_sich(self) -> dict[str, str]:
        """What people tell about themselves, if they wish."""
        self.zaehler += 1
        return {
            "erfahrung": namen.ERFAHRUNG,
            "fachrichtung": namen.FACHRICHTUNGEN[self.zaehler % len(namen.FACHRICHTUNGEN)],
            "geschlecht": ("frau", "mann")[self.zaehler % 2],
        }

    def _tue(self, schritt: str, eingabe: dict[str, Any]) -> UUID | None:
        erledigt = ausfuehren(
            schritt,
            akteur=akteur_aus(self.buero),
            eingabe=eingabe,
            einmal=uuid4(),
            gremium_id=self.gremium.pk,
        )
        return erledigt.objekt_id
