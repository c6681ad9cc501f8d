"""What an act may touch while it runs: the only hand that reaches into the case file."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from django.db.models import CharField, DateField, F, Q, UUIDField
from django.db.models.functions import Greatest

from haertefall.anweisung import FesteAenderung, FesteLesung, Stelle
from haertefall.audit.akteur import Akteur
from haertefall.audit.models import Zugriff
from haertefall.auftraege.argumente import Wert
from haertefall.faelle.models import (
    Fall,
    Person,
    Seite,
    Verlaufseintrag,
    Wiedervorlage,
    Zugang,
    Zugangsart,
)
from haertefall.gremien.fassungen import Fassung
from haertefall.gremien.models import Amt, Behoerde, Gremium
from haertefall.recht.begriffe import Funktion
from haertefall.recht.ordnung import Ablaufzeile
from haertefall.sitzungen.antraege import Entscheid
from haertefall.sitzungen.models import Sitzung, Tagesordnungspunkt
from haertefall.vollzug.models import Pruefungsstand, Vollzugspruefung

_offene_erledigen = FesteAenderung(
    lambda: Wiedervorlage.objects.filter(
        fall=Stelle("fall", UUIDField()), anlass=Stelle("anlass", CharField()), erledigt_am=None
    ),
    erledigt_am=Stelle("tag", DateField()),
)

_personen = FesteLesung(lambda: Person.objects.filter(fall=Stelle("fall", UUIDField())))

Tuer = Callable[[str, uuid.UUID, Mapping[str, Any]], "Vorgang"]
Spurart = Literal["fall", "sitzung", "gremium", "behoerde", "vollzug"]


@dataclass
class Vorgang:
    """The act under way.

    Attributes:
        akteur: who acts.
        _gremium: the body; None for acts in an authority's own room.
        _fassung: the version of the rules that governs the act, where a body has some.
        heute: the legal day of recording.
        fall: the locked case; None until an opening act has made it.
        zeile: the row of the rules that permits the act.
        am: day of the event; facts and history use it. Set by the act, default `heute`.
        zaehlt: what the act changes in the counted facts (codes).
        objekt: id of what the act made or is about, if it is no case.
        ersetzt: the history entry that this act corrects.
        stelle: place in the order of events, if not the last.
        sitzung: the locked session, for an act about one and for what it brings about in a case.
        punkt: the item of that session, for what it brings about in its case.
        entscheide: what was decided on that item, on which the result of the case rests.
        tuer: the door for acts on cases within this act; set by the door.
        behoerde: the authority, for acts in its room.
        pruefung: the locked check before a deportation, for an act about one.
        zugangstage: how long members see a case after the session, if the house decided so.
        punkte: where the case stands on an agenda, for acts that lock the sessions.
        spuren: rows of the trace, written together at the end: of the acts within, then its own.
        gelesen: the locked row as it was read, by column; at the end what differs is saved.
    """

    akteur: Akteur
    _gremium: Gremium | None
    _fassung: Fassung | None
    heute: date
    fall: Fall | None = None
    zeile: Ablaufzeile | None = None
    am: date | None = None
    zaehlt: dict[str, Any] = field(default_factory=dict)
    objekt: uuid.UUID | None = None
    ersetzt: Verlaufseintrag | None = None
    stelle: int | None = None
    auftraege: list[tuple[str, dict[str, Wert], str | None]] = field(default_factory=list)
    sitzung: Sitzung | None = None
    punkt: Tagesordnungspunkt | None = None
    entscheide: list[Entscheid] = field(default_factory=list)
    tuer: Tuer | None = None
    behoerde: Behoerde | None = None
    pruefung: Vollzugspruefung | None = None
    zugangstage: int | None = None
    punkte: list[Tagesordnungspunkt] | None = None
    spuren: list[Zugriff] = field(default_factory=list)
    gelesen: dict[str, Any] = field(default_factory=dict)

    @property
    def gremium(self) -> Gremium:
        """The body; acts outside an authority's room always have one."""
        if self._gremium is None:
            raise RuntimeError("Dieser Vorgang gehört zu keinem Gremium.")
        return self._gremium

    @property
    def gremium_id(self) -> uuid.UUID | None:
        """The body, if there is one."""
        return self._gremium.pk if self._gremium else None

    @property
    def fassung(self) -> Fassung:
        """The version of the rules; acts outside an authority's room always have one."""
        if self._fassung is None:
            raise RuntimeError("Dieser Vorgang gehört zu keiner Ordnung.")
        return self._fassung

    @fassung.setter
    def fassung(self, fassung: Fassung) -> None:
        self._fassung = fassung

    @property
    def amt(self) -> Behoerde:
        """The authority in whose room the act is done."""
        if self.behoerde is None:
            raise RuntimeError("Dieser Vorgang gehört zu keiner Behörde.")
        return self.behoerde

    @property
    def vollzugspruefung(self) -> Vollzugspruefung:
        """The check; an act that opens one has it only after it made it."""
        if self.pruefung is None:
            raise RuntimeError("Dieser Vorgang gehört zu keiner Vollzugsprüfung.")
        return self.pruefung

    @property
    def version(self) -> int | None:
        """Version of what the act is about, where it has one."""
        gegenstand = self.fall or self.sitzung or self.pruefung
        return gegenstand.version if gegenstand else None

    @property
    def wort(self) -> str:
        """What the act is about, as an error names it."""
        if self.sitzung:
            return "Der Umlauf" if self.sitzung.ist_umlauf else "Die Sitzung"
        return "Die Prüfung" if self.pruefung else "Der Fall"

    @property
    def spur(self) -> tuple[Spurart, uuid.UUID]:
        """What the trace says the act was about."""
        if self.fall:
            return "fall", self.fall.pk
        if self.sitzung:
            return "sitzung", self.sitzung.pk
        if self.pruefung:
            return "vollzug", self.pruefung.pk
        if self.behoerde:
            return "behoerde", self.behoerde.pk
        return "gremium", self.gremium.pk

    @property
    def tagung(self) -> Sitzung:
        """The session; acts about one always have it."""
        if self.sitzung is None:
            raise RuntimeError("Dieser Vorgang gehört zu keiner Sitzung.")
        return self.sitzung

    def pruefung_wieder_offen(self) -> None:
        """Something new was found: whoever confirmed the check has not seen it."""
        pruefung = self.vollzugspruefung
        pruefung.stand = Pruefungsstand.OFFEN
        pruefung.geprueft_am = pruefung.geprueft_von = None
        pruefung.bestaetigt_am = pruefung.bestaetigt_von = None

    def am_fall(self, schritt: str, fall_id: uuid.UUID, **eingabe: Any) -> "Vorgang":
        """Do an act on a case as part of this act: the same door, the same transaction."""
        if self.tuer is None:
            raise RuntimeError("Dieser Vorgang wird nur vorbereitet, nicht ausgeführt.")
        return self.tuer(schritt, fall_id, eingabe)

    def sitzung_geaendert(self, sitzung_id: uuid.UUID) -> None:
        """An act on a case changed an agenda: whoever saw the session before has not seen that."""
        Sitzung.objects.filter(pk=sitzung_id).update(version=F("version") + 1)

    @property
    def akte(self) -> Fall:
        """The case; acts that open one use it only after they made it."""
        if self.fall is None:
            raise RuntimeError("Dieser Vorgang hat noch keinen Fall.")
        return self.fall

    @property
    def erlaubte_zeile(self) -> Ablaufzeile:
        """The row that permits the act; acts about a case always have one."""
        if self.zeile is None:
            raise RuntimeError("Dieser Vorgang beruht auf keiner Zeile der Ordnung.")
        return self.zeile

    @cached_property
    def personen(self) -> list[Person]:
        """Persons of the case, one query, key at hand."""
        personen = _personen(fall=self.akte.pk)
        for person in personen:
            person.fall = self.akte
        return personen

    @property
    def konto_id(self) -> uuid.UUID:
        """The acting person, where an act needs one."""
        if self.akteur.konto_id is None:
            raise RuntimeError("Dieser Vorgang braucht eine handelnde Person.")
        return self.akteur.konto_id

    @property
    def tag(self) -> date:
        """Day of the event."""
        return self.am or self.heute

    def zugang(
        self,
        art: Zugangsart,
        *,
        funktion: Funktion | None = None,
        amt: Amt | None = None,
        behoerde: Behoerde | None = None,
    ) -> None:
        """Give access from today on; an open row for the same receiver stays as it is."""
        zeile = Zugang(
            fall=self.akte,
            art=art,
            funktion=funktion or "",
            amt=amt,
            behoerde=behoerde,
            ab=self.heute,
        )
        Zugang.objects.bulk_create([zeile], ignore_conflicts=True)

    def zugang_beenden(self, *arten: Zugangsart) -> None:
        """End open access of these kinds; a right ends with the day, whatever the house decides."""
        offen = Q(bis__isnull=True) | Q(bis__gte=self.heute)
        Zugang.objects.filter(offen, fall=self.akte, art__in=arten).update(
            bis=self.heute, beraten_am=None
        )

    def zustaendig(self, behoerde: Behoerde) -> None:
        """From now on this authority sees the case and counts; a former one sees it no longer."""
        fall = self.akte
        if fall.behoerde_id != behoerde.pk:
            if fall.behoerde_id is not None:
                self.zugang_beenden(Zugangsart.BEHOERDE)
            fall.behoerde = behoerde
            self.zaehlt["behoerde"] = behoerde.kennung
        self.zugang(Zugangsart.BEHOERDE, behoerde=behoerde)

    def behoerde_von(self, seite: str, gewaehlt: str = "") -> Any:
        """Whose word it is, on the authorities' side: who acts, the chosen one, or the case's."""
        if seite != Seite.BEHOERDE:
            return None
        return self.akteur.behoerde_id or gewaehlt or self.akte.behoerde_id

    def wiedervorlage(self, am: date, anlass: str, beleg: str, text: str | None = None) -> None:
        """Look again on a day; an earlier open one for the same reason is settled."""
        self.wiedervorlage_erledigen(anlass)
        zeile = Wiedervorlage(fall=self.akte, faellig_am=am, anlass=anlass, beleg=beleg)
        zeile.text = text
        zeile.save(force_insert=True)

    def wiedervorlage_erledigen(self, anlass: str) -> None:
        """Settle the open ones for this reason."""
        _offene_erledigen(fall=self.akte.pk, anlass=anlass, tag=self.heute)

    def wiedervorlagen_erledigen(self) -> None:
        """Settle all that are open."""
        offen = Wiedervorlage.objects.filter(fall=self.akte, erledigt_am=None)
        offen.update(erledigt_am=self.heute)

    def ruhen_beenden(self) -> None:
        """The case goes on from the day of the event, at the earliest from the day it rested."""
        fall = self.akte
        fall.ruht = False
        fall.ruhezeiten.filter(bis=None).update(bis=Greatest("ab", self.tag))
        self.zaehlt["ruht"] = ""
        self.wiedervorlage_erledigen("ruhen")

    def auftrag(self, art: str, schluessel: str | None = None, **argumente: Wert) -> None:
        """Enqueue a job in the transaction of this act."""
        self.auftraege.append((art, argumente, schluessel))
