"""In how many ways the sixteen Länder differ, and for each way a row that expresses it.

The fixtures are no law in force. What they show of votes is in `test_formatproben.py`.
"""

from collections.abc import Callable

import pytest

from haertefall.recht.begriffe import Gegenstand, Wirkung
from haertefall.recht.ordnung import Ordnung, Sitzungsregel, Vertretung
from haertefall.recht.ordnung.laden import lesen
from tests.recht.bau import WURZEL, probe


def nrw() -> Ordnung:
    datei = WURZEL / "nrw" / "2020-10-14.toml"
    return lesen(datei.read_text("utf-8"), datei.name)


def dortmund() -> Ordnung:
    (datei,) = (WURZEL / "dortmund").glob("*.toml")
    return lesen(datei.read_text("utf-8"), datei.name)


def regel(ordnung: Ordnung, gegenstand: str) -> Sitzungsregel:
    return next(r for r in ordnung.sitzungsregel if r.gegenstand == gegenstand)


UNTERSCHIEDE: dict[str, Callable[[], bool]] = {
    "Textschichten": lambda: (
        [t.rang for t in probe("he").textschicht] == ["gesetz", "geschaeftsordnung"]
        and [t.rang for t in nrw().textschicht] == ["gesetz", "verordnung"]
    ),
    "Geltung, auch bis zu einem Ereignis oder unbekannt": lambda: (
        probe("hh").ordnung.endet_mit is not None
        and probe("rp").ordnung.verkuendet_am is not None
        and dortmund().ordnung.inkrafttreten is None
    ),
    "Wo die Geschäftsstelle angesiedelt ist und ob sie von außen annimmt": lambda: (
        probe("hh").geschaeftsstelle[0].angesiedelt_bei == "Verwaltung des Parlaments"
        and probe("st").geschaeftsstelle[0].nimmt_von_aussen is False
        and nrw().geschaeftsstelle[0].nimmt_von_aussen is True
    ),
    "Zahl der Sitze: fest, höchstens, Spanne, Formel": lambda: (
        probe("bb").mitgliederzahl[0].mindestens is None
        and probe("bb").mitgliederzahl[0].hoechstens == 8
        and nrw().mitgliederzahl[0].mindestens == 7
        and probe("hh").mitgliederzahl[0].formel == "je_fraktion"
    ),
    "Wer einen Sitz füllt": lambda: (
        probe("mv").sitz[0].gemeinsamer_vorschlag
        and probe("bw").sitz[0].schlaegt_vor == []
        and probe("th").sitz[1].beratend
        and probe("by").sitz[1].stimmrecht_nur == [Gegenstand.ERSUCHEN]
    ),
    "Stufen der Berufung, arbeitsfähig mit einem Teil der Sitze": lambda: (
        None not in (probe("hh").sitz[0].waehlt, probe("hh").sitz[0].beruft)
        and probe("hh").mitgliederzahl[0].arbeitsfaehig_ab == "2/3"
    ),
    "Amtszeit und Nachfolge für den Rest": lambda: (
        probe("bb").amtszeit[0].jahre == 2.5
        and probe("bb").amtszeit[0].nachfolge_fuer_rest is True
        and dortmund().amtszeit[0].bis_ereignis is not None
    ),
    "Vertretungen: keine, eine, zwei": lambda: (
        {s.vertretung for s in (*dortmund().sitz, *probe("hh").sitz)}
        | {nrw().kleines_gremium[0].vertretung}
        == {Vertretung.KEINE, Vertretung.JE_ZWEI, Vertretung.JE_EINE}
    ),
    "Vorsitz mit und ohne Stimme, gewählt": lambda: (
        probe("th").vorsitz[0].stimmrecht == "nein"
        and nrw().vorsitz[0].stimmrecht == "ja"
        and Gegenstand.WAHL_VORSITZ in probe("by").mehrheit[0].gegenstand
    ),
    "Mehrheit: Anteil, Zahl, einstimmig, Sperre, Stichentscheid": lambda: (
        probe("hh").mehrheit[0].einstimmig
        and probe("ni").mehrheit[0].anzahl == 6
        and probe("by").mehrheit[0].mindestens == "2/3"
        and probe("he").mehrheit[0].sperre == "1/3"
        and probe("ni").mehrheit[1].stichentscheid == "vorsitz"
    ),
    "Vorbehalt Einzelner": lambda: (
        [v.form for v in probe("mv").vorbehalt] == ["zustimmung", "widerspruch"]
    ),
    "Beschlussfähigkeit, auch eigene des kleinen Gremiums": lambda: (
        probe("by").beschlussfaehigkeit[0].alle_geladen is True
        and [b.anzahl for b in probe("ni").beschlussfaehigkeit] == [5, 3]
    ),
    "Kleines Gremium: wahlfrei, mit letztem Wort": lambda: (
        nrw().kleines_gremium[0].wahlfrei is True
        and probe("ni").kleines_gremium[0].abschliessend is True
        and probe("by").kleines_gremium == []
    ),
    "Wer einen Fall bringt": lambda: (
        {w for land in ("ni", "hh", "by") for weg in probe(land).antragsweg for w in weg.wer}
        == {
            "betroffene",
            "vertretung",
            "einwohner",
            "organisation",
            "petitionsausschuss",
            "auslaenderbehoerde",
            "mitglied",
        }
        and probe("by").antragsweg[0].mitglieder_mindestens == 5
    ),
    "Form, Inhalt und Unterlagen: muss und wo einschlägig": lambda: (
        bool(probe("st").antragsweg[0].unterlagen_wenn_einschlaegig)
        and bool(probe("st").antragsweg[0].inhalt_wenn_einschlaegig)
        and probe("ni").antragsweg[0].vollmacht is True
        and dortmund().antragsweg[0].einverstaendnis is True
    ),
    "Voraussetzungen neben den Gründen": lambda: (
        {v.kennung for land in ("ni", "th", "he") for v in probe(land).voraussetzung}
        == {"mindestaufenthalt", "gespraech", "petition_zuerst"}
    ),
    "Gründe: Stärke, heilbar, für alle, verfallend, mit Frist": lambda: (
        {g.wirkung for land in ("he", "ni") for g in probe(land).ausschlussgrund}
        == {Wirkung.ZWINGEND, Wirkung.SOLL, Wirkung.KANN}
        and probe("ni").ausschlussgrund[0].erfasst_alle
        and probe("ni").ausschlussgrund[0].verfaellt_nach_jahren == 5
        and probe("ni").ausschlussgrund[1].frist_tage == 28
    ),
    "Reihenfolge der Schritte, verschieden in Text und Praxis": lambda: (
        {w.kennung for w in nrw().weg} == {"text", "praxis"}
    ),
    "Wer berichtet": lambda: regel(probe("rp"), "berichterstattung").wer == "Ministerium",
    "Anhörung": lambda: regel(probe("by"), "anhoerung").erlaubt is False,
    "Sitzung: Turnus, öffentlich, Video, Ladungsfrist": lambda: (
        regel(nrw(), "oeffentlichkeit").erlaubt is False
        and regel(nrw(), "video").erlaubt is True
        and regel(probe("he"), "ladungsfrist").tage == 6
        and len(nrw().turnus) == 3
    ),
    "Fristen im Fall, auch von der Geschäftsstelle gesetzt": lambda: (
        str(probe("sh").frist[0].gesetzt_von) == "geschaeftsstelle"
    ),
    "Zuwarten mit der Abschiebung: rechtlich oder keines": lambda: (
        probe("bw").aussetzung[0].art_der_wirkung == "rechtlich"
        and nrw().aussetzung[0].art_der_wirkung == "keine"
    ),
    "Pflicht, Betroffene zu unterrichten": lambda: (
        probe("ni").informationspflicht[0].wiederholung_nach_jahren == 5
    ),
    "Arten von Ergebnissen": lambda: (
        {str(e.gegenstand) for o in (nrw(), dortmund(), probe("bw")) for e in o.ergebnis}
        >= {
            "ersuchen",
            "kein_ersuchen",
            "nichtbefassung",
            "offensichtlich_unbegruendet",
            "empfehlung",
            "einschaetzung",
            "ruecknahme_ersuchen",
        }
    ),
    "Was einem Ersuchen beiliegt": lambda: (
        probe("by").ergebnis[0].massgabe is True
        and len(probe("by").ergebnis[0].beizufuegen) == 2
        and nrw().ergebnis[0].erwartungen is True
    ),
    "Empfänger und mehrere Adressaten der Antwort": lambda: (
        len(nrw().rueckmeldung[0].an) == len(probe("hh").rueckmeldung[0].an) == 2
    ),
    "Gründe oder Anhörung vor der Ablehnung": lambda: (
        nrw().rueckmeldung[0].gruende_vor_ablehnung is True
        and probe("he").rueckmeldung[0].anhoerung_vor_ablehnung is True
    ),
    "Was nach der Entscheidung noch fällig wird": lambda: (
        (probe("st").frist[0].anzahl, probe("st").frist[0].einheit) == (1, "jahre")
    ),
    "Geld": lambda: (
        {k.gegenstand for land in ("mv", "he") for k in probe(land).kosten}
        == {"verpflichtungserklaerung", "haertefallfonds"}
        and "Entschädigung" in regel(nrw(), "entschaedigung").inhalt
    ),
    "Erneute Vorlage": lambda: (
        {w.zulaessig for land in ("by", "sl", "he") for w in probe(land).wiederholung}
        == {"nie", "guenstigere_tatsachen", "nach_heilung"}
    ),
    "Befangenheit: geregelt oder nicht": lambda: (
        len(regel(probe("by"), "befangenheit").einzelheiten) == 2
        and regel(probe("by"), "befangenheit").folgen
        == ("Stimme entfällt", "Einsicht bleibt", "Stellvertretung tritt ein")
        and any(t.thema == "befangenheit" for t in nrw().nicht_geregelt)
    ),
    "Verschwiegenheit und wer nach außen spricht": lambda: (
        "Abstimmungsverhalten" in (regel(nrw(), "verschwiegenheit").wortlaut or "")
        and regel(probe("he"), "auskunft_nach_aussen").wer == "Vorsitz"
    ),
    "Berichtspflicht, Einheiten, kleine Zahlen": lambda: (
        probe("sl").bericht.einheiten == ["fall", "person", "kind"]
        and probe("sl").bericht.berichtspflicht is not None
        and probe("sl").bericht.kleine_zahlen is not None
    ),
    "Eigene Worte": lambda: (
        nrw().ordnung.begriffe["niederschrift"] == "Sitzungsprotokoll"
        and dortmund().ordnung.begriffe["antrag"] == "Kurzantrag"
    ),
}


@pytest.mark.parametrize("worin", UNTERSCHIEDE)
def test_it_expresses_every_way_in_which_bodies_differ(worin: str) -> None:
    assert UNTERSCHIEDE[worin]()


def test_it_knows_thirty_five_of_them() -> None:
    assert len(UNTERSCHIEDE) == 35
