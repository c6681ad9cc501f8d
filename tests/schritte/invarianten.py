"""What holds for every case at every moment, whatever was done to it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from haertefall.audit.akteur import Akteur
from haertefall.faelle.models import Fall, Zugang, Zugangsart
from haertefall.faelle.sicht import Tiefe, sichtbar_fuer, tiefe
from haertefall.gremien import fassungen
from haertefall.recht.begriffe import Funktion, Stand
from haertefall.sitzungen.models import Tagesordnungspunkt
from haertefall.statistik.laender import UNGEKLAERT
from haertefall.statistik.models import Tatsache
from haertefall.statistik.zeitleiste import OFFEN
from haertefall.zeit import heute
from tests.schritte.pruefstand import bekannte_tatsachen, frisch

MITGLIEDER = {Funktion.MITGLIED, Funktion.VORSITZ}
NUR_EIGENES = {Funktion.BERATUNG, Funktion.STELLVERTRETUNG}
BEI_DER_BEHOERDE = {Stand.ERSUCHEN_ZUGELEITET, Stand.ANGEKUENDIGT, Stand.ANGEORDNET}


def pruefe_alles(fall: Fall, leute: Iterable[Akteur]) -> None:
    """Every invariant of one case."""
    fall = frisch(fall)
    pruefe_verlauf(fall)
    pruefe_tatsachen(fall)
    pruefe_ruhe(fall)
    pruefe_tagesordnung(fall)
    pruefe_lesbarkeit(fall)
    pruefe_sicht(fall, leute)


def pruefe_verlauf(fall: Fall) -> None:
    """Numbered without gaps, each entry begins where the one before ended."""
    eintraege = list(fall.verlauf.order_by("nummer"))
    assert [e.nummer for e in eintraege] == list(range(1, fall.version + 1))
    assert eintraege[0].von == ""
    for davor, danach in pairwise(eintraege):
        assert danach.von == davor.nach, (davor, danach)
    assert eintraege[-1].nach == fall.stand
    im_graph = {
        stand
        for zeile in fassungen.aus_hash(fall.fassung_id).ablauf
        for stand in (*zeile.von, *zeile.ziele().values())
    }
    assert fall.stand in im_graph
    assert all(e.beleg or e.grundlage == "annahme" for e in eintraege)


def pruefe_tatsachen(fall: Fall) -> None:
    """What is counted follows from the case: one row for every day, closed if it is closed."""
    zeilen = bekannte_tatsachen(fall)
    assert zeilen[0].gilt_ab == fall.eingegangen_am
    assert zeilen[-1].gilt_bis == OFFEN
    for davor, danach in pairwise(zeilen):
        assert davor.gilt_bis == danach.gilt_ab
    assert sum(z.gilt_ab <= heute() < z.gilt_bis for z in zeilen) == 1
    pruefe_kenntnis(list(Tatsache.objects.filter(vorgang=fall.zaehl_vorgang)))
    jetzt = zeilen[-1]
    assert jetzt.ergebnis == (fall.zaehlt_als or "offen")
    assert jetzt.zaehlt == (fall.geht_auf_in_id is None)
    assert jetzt.land == (fall.land or UNGEKLAERT)
    assert jetzt.personen == fall.personenzahl == fall.personen.count()
    assert jetzt.behoerde == (fall.behoerde.kennung if fall.behoerde else "")
    assert jetzt.jahr == fall.eingegangen_am.year
    offen = "offen" in (jetzt.ergebnis, jetzt.folge)
    if fall.stand == Stand.ABGESCHLOSSEN:
        assert not offen
        assert not fall.wiedervorlagen.filter(erledigt_am=None).exists()
    if fall.stand == Stand.ERSUCHEN_BESCHLOSSEN:
        assert (jetzt.ergebnis, jetzt.folge) == ("ersuchen", "offen")
    if fall.stand in BEI_DER_BEHOERDE and jetzt.ergebnis == "ersuchen":
        assert jetzt.folge == "offen"
    if jetzt.folge != "abschiebung":
        assert not jetzt.entfernt_trotz
    if jetzt.folge != "nicht_gefolgt":
        assert not jetzt.grund


def pruefe_kenntnis(zeilen: Sequence[Tatsache]) -> None:
    """At any pair of days at most one row holds."""
    for stelle, eine in enumerate(zeilen):
        for andere in zeilen[stelle + 1 :]:
            gleichzeitig_bekannt = (
                eine.bekannt_ab < andere.bekannt_bis and andere.bekannt_ab < eine.bekannt_bis
            )
            gleichzeitig_gueltig = eine.gilt_ab < andere.gilt_bis and andere.gilt_ab < eine.gilt_bis
            assert not (gleichzeitig_bekannt and gleichzeitig_gueltig), (eine, andere)


def pruefe_ruhe(fall: Fall) -> None:
    """A case rests exactly if a rest is open, and then somebody can end it."""
    offen = list(fall.ruhezeiten.filter(bis=None))
    assert len(offen) == fall.ruht
    assert all(r.bis is None or r.bis >= r.ab for r in fall.ruhezeiten.all())
    zaehlung = bekannte_tatsachen(fall)[-1]
    if fall.ruht:
        assert any(
            z.schritt == "ruhen_beenden" and fall.stand in z.von
            for z in fassungen.aus_hash(fall.fassung_id).ablauf
        )
    if "offen" in (zaehlung.ergebnis, zaehlung.folge):
        assert zaehlung.ruht == (offen[0].kategorie if offen else "")
    else:
        assert not zaehlung.ruht


def pruefe_tagesordnung(fall: Fall) -> None:
    """On the agenda exactly once; whatever left it without a result is taken off."""
    punkte = Tagesordnungspunkt.objects.filter(fall=fall, abgesetzt=False)
    if fall.stand == Stand.AUF_TAGESORDNUNG:
        assert punkte.count() == 1
        assert punkte.get().sitzung.stand in ("anberaumt", "eingeladen", "laeuft")
    elif not fall.ergebnisse.exists():
        assert not punkte.exists()


def pruefe_lesbarkeit(fall: Fall) -> None:
    """Everything encrypted opens with the key of the case."""
    for person in fall.personen.select_related("fall__schluessel"):
        assert person.nachname.isprintable()
        assert person.name
    assert fall.darstellung.votum
    for eintrag in fall.verlauf.select_related("fall__schluessel"):
        assert isinstance(eintrag.angaben, dict)


def pruefe_sicht(fall: Fall, leute: Iterable[Akteur]) -> None:
    """Nobody without access sees the case; filter and depth agree."""
    zugaenge = list(Zugang.objects.filter(fall=fall))
    offen = [z for z in zugaenge if z.ab <= heute() and (z.bis is None or z.bis >= heute())]
    for akteur in leute:
        erwartet = _darf(akteur, fall, offen)
        assert sichtbar_fuer(akteur).filter(pk=fall.pk).exists() == erwartet, (akteur, fall.stand)
        assert (tiefe(akteur, fall) > Tiefe.NICHTS) == erwartet
    for zugang in zugaenge:
        if zugang.bis is None and zugang.art == Zugangsart.VORPRUEFUNG:
            assert fall.stand == Stand.VORPRUEFUNG
        if zugang.bis is None and zugang.art == Zugangsart.ANGEBOTEN:
            assert fall.stand in (Stand.ANGEBOTEN, Stand.ENTSCHIEDEN)


def _darf(akteur: Akteur, fall: Fall, offen: Sequence[Zugang]) -> bool:
    """The same question, asked the plain way."""
    if akteur.funktion is Funktion.AUSLAENDERBEHOERDE:
        return any(z.behoerde_id == akteur.behoerde_id for z in offen if z.behoerde_id)
    if akteur.gremium_id != fall.gremium_id:
        return False
    if akteur.funktion is Funktion.GESCHAEFTSSTELLE:
        return True
    if akteur.funktion in MITGLIEDER:
        return any(z.amt_id == akteur.amt_id or z.funktion == Funktion.MITGLIED for z in offen)
    if akteur.funktion in (Funktion.VORPRUEFUNGSAUSSCHUSS, Funktion.FACHAUFSICHT):
        return any(z.funktion == akteur.funktion for z in offen)
    return akteur.funktion in NUR_EIGENES and any(z.amt_id == akteur.amt_id for z in offen)
