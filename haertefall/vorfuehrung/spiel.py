"""Plays acts through the door with invented input. Demonstration, dry run and tests use it.

No state is ever set: a case gets there by acts, found as a path through the rows of its Ordnung.
"""

import uuid
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall
from haertefall.faelle.pruefung import gefragte_merkmale
from haertefall.gremien.akteure import akteur_aus
from haertefall.gremien.models import Amt, Gremium
from haertefall.recht.ablauf import ergebnis_nach
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.recht.ordnung import Ablaufzeile, Ordnung
from haertefall.schritte.ausfuehren import Erledigung, ausfuehren
from haertefall.schritte.fassung import fassung_des_gremiums
from haertefall.schritte.register import hole
from haertefall.sitzungen.models import Sitzung, Sitzungsstand
from haertefall.vorfuehrung import namen
from haertefall.vorfuehrung.papiere import papier
from haertefall.vorfuehrung.sitzungsbeispiele import sitzungsbeispiel
from haertefall.zeit import heute, jetzt

Zug = tuple[str, str | None]
"""An act and its outcome."""


class KeinWeg(Exception):
    """No path of acts leads there under these rules."""


def weg_nach(
    ablauf: Sequence[Ablaufzeile],
    ziel: Stand,
    *,
    weg: str,
    antragsweg: str,
    von: Stand | None = None,
    ergebnis: str = "",
    meide: frozenset[str] = frozenset(),
) -> list[Zug]:
    """Shortest path of (act, outcome) from `von` (None: nothing yet) to `ziel`.

    Never over an exclusion: not every body has compulsory grounds.

    Raises:
        KeinWeg: the state cannot be reached.
    """
    # Where a statement is asked for, the story goes that way and not around it.
    mit_stellungnahme = any(z.schritt == "stellungnahme_anfordern" for z in ablauf)
    ohne = meide | ({"zur_beratung_vorsehen"} if mit_stellungnahme else set())
    schlange: deque[tuple[Stand | None, str, list[Zug]]] = deque([(von, ergebnis, [])])
    gesehen: set[tuple[Stand | None, str]] = {(von, ergebnis)}
    while schlange:
        stand, ergebnis, zuege = schlange.popleft()
        if stand == ziel:
            return zuege
        for zeile in ablauf:
            if zeile.frei or zeile.schritt in ohne:
                continue
            if zeile.weg not in (None, weg) or (
                zeile.antragsweg and antragsweg not in zeile.antragsweg
            ):
                continue
            if zeile.nur_nach and ergebnis not in zeile.nur_nach:
                continue
            if (stand in zeile.von) if stand else not zeile.von:
                for ausgang, nach in zeile.ziele().items():
                    ort = (nach, ergebnis_nach(zeile.schritt, ausgang, ergebnis))
                    if nach is not None and ort not in gesehen and ausgang != "ausgeschlossen":
                        gesehen.add(ort)
                        schlange.append((*ort, [*zuege, (zeile.schritt, ausgang)]))
    raise KeinWeg(f"Kein Weg nach „{ziel}“.")


def ausschlussfreie_antworten(ordnung: Ordnung) -> dict[str, str]:
    """Answers under which no ground applies and every condition is met."""
    antworten = dict.fromkeys(gefragte_merkmale(ordnung), "nein")
    for grund in ordnung.ausschlussgrund:
        for merkmal, soll in grund.wenn.items():
            antworten[merkmal] = "nein" if soll else "ja"
    for voraussetzung in ordnung.voraussetzung:
        for merkmal, soll in voraussetzung.wenn.items():
            antworten[merkmal] = "ja" if soll else "nein"
    return antworten


@dataclass
class Spiel:
    """Plays for one body. `stelle` counts invented people so that each case has its own."""

    gremium: Gremium
    stelle: int = 0
    aemter: dict[Funktion, Amt] = field(default_factory=dict)

    def akteur(self, funktion: Funktion) -> Akteur:
        """Somebody who holds the Funktion here (or in the first authority)."""
        if funktion not in self.aemter:
            frage = Amt.objects.filter(funktion=funktion).select_related("konto")
            if funktion is not Funktion.AUSLAENDERBEHOERDE:
                frage = frage.filter(gremium=self.gremium)
            amt = frage.order_by("von", "id").first()
            if amt is None:
                raise KeinWeg(f"Niemand handelt hier als {funktion}.")
            self.aemter[funktion] = amt
        return akteur_aus(self.aemter[funktion])

    def tue(
        self,
        schritt: str,
        *,
        fall: Fall | None = None,
        ausgang: str | None = None,
        als: Funktion | None = None,
        **eingabe: Any,
    ) -> Erledigung:
        """One act with example input; `eingabe` overrides fields, `sitzung` names the session."""
        akteur = self.akteur(als or self._wer(schritt, fall))
        daten = {**self._beispiel(schritt, fall, ausgang), **eingabe}
        if fall and hole(schritt).objekt != "fall":
            # About a case, but no step of its procedure.
            daten["fall"], fall = str(fall.pk), None
        ort: dict[str, Any] = {"gremium_id": self.gremium.pk}
        if hole(schritt).objekt == "sitzung":
            ort = {"sitzung_id": daten.pop("sitzung")}
        elif fall:
            ort = {"fall_id": fall.pk, "version": fall.version}
        return ausfuehren(schritt, akteur=akteur, eingabe=daten, einmal=uuid.uuid4(), **ort)

    def neuer_fall(self, **eingabe: Any) -> Fall:
        """Open a case with the next invented person."""
        erledigt = self.tue("antrag_erfassen", **eingabe)
        self.stelle += 1
        return Fall.objects.select_related("gremium", "schluessel").get(pk=str(erledigt.fall_id))

    def bis(self, ziel: Stand, fall: Fall | None = None, **antrag: Any) -> Fall:
        """Walk a (new) case to a state by the shortest path of acts."""
        fall = fall or self.neuer_fall(**antrag)
        ablauf = fassung_des_gremiums(self.gremium, fall.eingegangen_am).ablauf
        zuege = weg_nach(
            ablauf,
            ziel,
            weg=fall.weg,
            antragsweg=fall.antragsweg,
            von=Stand(fall.stand),
            ergebnis=fall.zaehlt_als,
        )
        for schritt, ausgang in zuege:
            self.zug(fall, schritt, ausgang)
        return fall

    def zug(self, fall: Fall, schritt: str, ausgang: str | None = None, **eingabe: Any) -> None:
        """One act on a case, with what belongs to it (answers, a session, the invitation to it)."""
        if schritt == "zulaessigkeit_feststellen":
            self.beantworte(fall, ausgang or "zulaessig")
        self.tue(schritt, fall=fall, ausgang=ausgang, **eingabe)
        fall.refresh_from_db()
        if schritt == "auf_tagesordnung_setzen":
            sitzung = fall.tagesordnungspunkte.get(abgesetzt=False, geschlossen_um=None).sitzung
            if sitzung.stand == Sitzungsstand.ANBERAUMT:
                self.einladen(sitzung)

    def beantworte(self, fall: Fall, ausgang: str) -> None:
        """Answer all questions so that the check yields `ausgang`."""
        ordnung = fassung_des_gremiums(self.gremium, fall.eingegangen_am).ordnung
        antworten = ausschlussfreie_antworten(ordnung)
        staerke = {"ausgeschlossen": "zwingend", "abzuwaegen": "soll"}.get(ausgang)
        for grund in ordnung.ausschlussgrund:
            if staerke and grund.wirkung == staerke:
                antworten |= {m: "ja" if soll else "nein" for m, soll in grund.wenn.items()}
                break
        for merkmal, antwort in antworten.items():
            self.tue("angabe_festhalten", fall=fall, merkmal=merkmal, antwort=antwort)
            fall.refresh_from_db()

    def sitzung(self) -> Sitzung:
        """The next planned session; one is planned if there is none."""
        geplant = Sitzung.objects.filter(
            gremium=self.gremium,
            kleines_gremium="",
            stand__in=[Sitzungsstand.ANBERAUMT, Sitzungsstand.EINGELADEN],
            beginn__gt=jetzt(),
        ).last()
        if geplant:
            return geplant
        erledigt = self.tue("sitzung_anberaumen", als=Funktion.GESCHAEFTSSTELLE)
        return Sitzung.objects.get(pk=str(erledigt.objekt_id))

    def einladen(self, sitzung: Sitzung | None = None) -> Sitzung:
        """Invite to a planned session: now the members see the cases on its agenda."""
        sitzung = sitzung or self.sitzung()
        self.tue("sitzung_einladen", sitzung=sitzung.pk)
        sitzung.refresh_from_db()
        return sitzung

    def _wer(self, schritt: str, fall: Fall | None) -> Funktion:
        tag = fall.eingegangen_am if fall else heute()
        for zeile in fassung_des_gremiums(self.gremium, tag).ablauf:
            if zeile.schritt == schritt and (fall is None or fall.stand in zeile.von):
                return zeile.wer[0]
        wer = hole(schritt).wer or {Funktion.GESCHAEFTSSTELLE}
        return next(funktion for funktion in Funktion if funktion in wer)

    def _beispiel(self, schritt: str, fall: Fall | None, ausgang: str | None) -> dict[str, Any]:
        tag = heute()
        gemeinsam: Mapping[str, Any] = {
            "am": tag.isoformat(),
            "grund": "Beispiel",
            "gruende": namen.BEGRUENDUNG.get(ausgang or "", namen.BEGRUENDUNG["ersuchen"]),
        }
        return {**gemeinsam, **self._eigenes(schritt, fall, ausgang)}

    def _eigenes(self, schritt: str, fall: Fall | None, ausgang: str | None) -> dict[str, Any]:
        spaeter = (heute() + timedelta(days=21)).isoformat()
        personen = [str(pk) for pk in fall.personen.values_list("pk", flat=True)] if fall else []
        match schritt:
            case "antrag_erfassen":
                return self._antrag()
            case "person_hinzufuegen":
                return {"nachname": "Beispiel", "vornamen": "Kind"}
            case "personendaten_berichtigen":
                return {"person": personen[0], "nachname": "Berichtigt"}
            case "angabe_festhalten":
                return {"seite": "geschaeftsstelle", "beleg": "Bescheid der Behörde"}
            case "dokument_hinzufuegen":
                return {
                    "datei": papier("Schulzeugnis der Tochter"),
                    "titel": "Schulzeugnis der Tochter",
                    "art": "schule",
                    "seite": "antrag",
                }
            case "dokument_freigeben":
                dokument = fall.dokumente.exclude(seite="behoerde").first() if fall else None
                return {"dokument": str(dokument.pk) if dokument else "", "sehen": "ja"}
            case "aufenthaltszeiten_festhalten":
                return {**self._rechtsangabe(personen), **namen.AUFENTHALT, "vollstaendig": "on"}
            case "rechtsangabe_festhalten":
                return {
                    **self._rechtsangabe(personen),
                    "angabe": "geburtstag",
                    "antwort": "1990-05-20",
                }
            case "strafen_festhalten":
                return {**self._rechtsangabe(personen), "wessen": "strafen", "vollstaendig": "on"}
            case "massnahmen_festhalten":
                return {**self._rechtsangabe(personen), "vollstaendig": "on"}
            case "pruefhilfe_vermerken":
                return {"person": personen[0], "stichtag": heute().isoformat()}
            case "zulaessigkeit_feststellen":
                return {"bestaetigt": "on", "vermerk": "Nach Aktenlage geprüft."}
            case "einzelfall_vorlegen":
                return {"wem": ausgang}
            case "befassung_entscheiden":
                return {"entscheidung": ausgang}
            case "stellungnahme_anfordern":
                return {"behoerde": str(self.behoerde_id(fall)), "erbeten_bis": spaeter}
            case "stellungnahme_eintragen":
                return {
                    "sachverhalt": "Der dargestellte Sachverhalt trifft zu.",
                    "votum": "Gegen ein Ersuchen bestehen keine Bedenken.",
                    "behoerde": str(fall and fall.behoerde_id),
                }
            case "unterlagen_nachfordern":
                return {"von_wem": "antrag", "was": "Schulzeugnisse", "wiedervorlage_am": spaeter}
            case "auf_tagesordnung_setzen":
                return {"sitzung": str(self.sitzung().pk)}
            case "ergebnis_feststellen":
                return {"ausgang": ausgang, **self._stimmen(ausgang)}
            case "ersuchen_zuleiten":
                return {"behoerde": str(self.behoerde_id(fall))}
            case "absicht_eintragen":
                return {"absicht": "absicht_folgen"}
            case "anordnung_eintragen" | "erlaubnis_eintragen":
                return {"personen": personen}
            case "ablehnung_eintragen":
                return {"kategorie": "andere_bewertung"}
            case "ergebnis_mitteilen":
                return {"an": ["antrag"], "weiter": ausgang or "abschluss"}
            case "unterstuetzung_einleiten":
                return {"wohin": "haertefallkommission"}
            case "rueckmeldung_eintragen":
                return {"folge": "gefolgt"}
            case "anderweitig_erledigen":
                return {"wodurch": "anderer_titel", "rechtsgrund": "§ 25b AufenthG"}
            case "ruhen_lassen":
                return {
                    "kategorie": "qualifikation",
                    "worauf": "Die Prüfung im Sommer wird abgewartet.",
                    "mit_wem": "Frau Beispiel, Ausländerbehörde",
                    "naechster_blick": spaeter,
                }
            case "wiedervorlage_setzen":
                return {"faellig_am": spaeter, "text": "Nachfragen"}
            case "gefahr_melden":
                return {"art": "duldung", "tag": spaeter, "seite": "antrag"}
            case "nachricht_dritter_eintragen":
                return {
                    "absender": "Frau Muster, singt mit ihr im Chor",
                    "text": "Sie singt seit drei Jahren bei uns mit. Bitte lassen Sie sie bleiben.",
                }
            case "gefahr_erledigen":
                offen = fall.gefahren.filter(erledigt_am=None).first() if fall else None
                return {"gefahr": str(offen.pk) if offen else ""}
            case "herkunftsland_festlegen":
                return {"land": "SRB"}
            case "notiz_schreiben":
                return {"text": namen.NOTIZ}
            case "frage_stellen":
                return {"frage": namen.FRAGE}
            case "frage_beantworten":
                return {"antwort": namen.ANTWORT}
            case "niederschrift_aendern":
                return {"text": namen.NIEDERSCHRIFT}
            case "niederschrift_genehmigen":
                return {"wie": "Zu Beginn der folgenden Sitzung, ohne Einwände (erfunden)."}
            case "laenderpapier_einstellen":
                return {
                    "land": "SRB",
                    "stand_am": (heute() - timedelta(days=400)).isoformat(),
                    **namen.LAENDERPAPIER,
                }
            case "laenderpapier_ueberholen":
                return {"weil": "Die Quelle hat eine neue Fassung herausgegeben (erfunden)."}
            case "zur_beratung_vorsehen":
                return {"vermerk": ""}
            case "zugangsende_festlegen":
                return {
                    "tage": 28,
                    "entschieden_von": "Beschluss der Kommission in ihrer Sitzung",
                    "entschieden_am": heute().isoformat(),
                }
            case "notzugang_beantragen":
                return {
                    "grund": "Ein Anwalt ruft nachts an, die Geschäftsstelle ist nicht besetzt.",
                    "stunden": 4,
                }
            case "notzugang_entscheiden":
                return {"entscheidung": "gewaehren"}
            case "lesemass_festlegen":
                return {"regel": "geschlossener_fall", "karenz_tage": 14}
        return sitzungsbeispiel(schritt)

    def _rechtsangabe(self, personen: Sequence[str]) -> dict[str, Any]:
        return {
            "person": personen[0],
            "seite": "antrag",
            "belegt": "on",
            "beleg": "Bescheinigungen in Kopie",
        }

    def behoerde_id(self, fall: Fall | None) -> uuid.UUID | None:
        """Authority of the case, else the first one."""
        if fall and fall.behoerde_id:
            return fall.behoerde_id
        return self.akteur(Funktion.AUSLAENDERBEHOERDE).behoerde_id

    def _antrag(self) -> dict[str, Any]:
        mensch = namen.MENSCHEN[self.stelle % len(namen.MENSCHEN)]
        fassung = fassung_des_gremiums(self.gremium, heute())
        kann_ersuchen = any(e.gegenstand == "ersuchen" for e in fassung.ordnung.ergebnis)
        wege = fassung.ordnung.antragsweg
        return {
            "eingegangen_am": heute().isoformat(),
            "antragsweg": wege[0].kennung if wege else "unbekannt",
            "behoerde": str(self.behoerde_id(None)),
            "land": mensch.land,
            "nachname": mensch.nachname,
            "vornamen": mensch.vornamen,
            "geburtsdatum": mensch.geburtsdatum,
            "staatsangehoerigkeit": mensch.staatsangehoerigkeit,
            "anschrift": f"Beispielstraße {self.stelle + 1}, 40000 Beispielstadt",
            "votum": namen.VOTUM if kann_ersuchen else namen.VOTUM_KOMMUNAL,
            "verfahren": namen.VERFAHREN,
            "gruende": mensch.gruende,
            "kurz": mensch.kurz,
            "vor_erster_fassung": "on",
        }

    def einbringende(self) -> str:
        """A counsellor of the body, where it has one: for cases that come from there."""
        amt = Amt.objects.filter(gremium=self.gremium, funktion=Funktion.BERATUNG).first()
        return str(amt.pk) if amt else ""

    def _stimmen(self, ausgang: str | None) -> dict[str, Any]:
        """Seven of ten present; five for the motion, or against it."""
        dafuer = ausgang != "kein_ersuchen"
        return {
            "mitglieder": 10,
            "anwesende": 8,
            "ja": 6 if dafuer else 2,
            "nein": 1 if dafuer else 5,
            "enthaltung": 1,
            "festgestellt": "on",
        }
