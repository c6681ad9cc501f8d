"""What a change of state brings along by itself: access, agenda, rest, Wiedervorlagen."""

from haertefall.faelle.models import Zugangsart
from haertefall.faelle.pruefung import gefragte_merkmale
from haertefall.gremien.fassungen import merkmale
from haertefall.recht.ablauf import FESTSTELLUNG
from haertefall.recht.begriffe import Stand
from haertefall.schritte.vorgang import Vorgang
from haertefall.schritte.zugaenge import nach_stand
from haertefall.sitzungen.models import Tagesordnungspunkt

GRUENDE_ERNEUT = "gruende_erneut"
# After the deliberation nobody needs to ask again.
_DANACH = frozenset({Stand.ENTSCHIEDEN, Stand.ERSUCHEN_BESCHLOSSEN})


def mitziehen(vorgang: Vorgang, schritt: str, von: str) -> None:
    """Called by the door once the new state of the case is known and before it is saved."""
    fall = vorgang.akte
    if von == fall.stand:
        return
    nach_stand(vorgang, von, fall.stand)
    if von == Stand.AUF_TAGESORDNUNG and schritt != FESTSTELLUNG:
        # Else the session could be neither closed nor cancelled: nobody could take the item off.
        for punkt in Tagesordnungspunkt.objects.filter(
            fall=fall, abgesetzt=False, geschlossen_um=None
        ):
            punkt.abgesetzt = True
            punkt.save(update_fields=["abgesetzt"])
            vorgang.sitzung_geaendert(punkt.sitzung_id)
        vorgang.zugang_beenden(Zugangsart.VORGELEGT)
    if fall.ruht and not _kann_ruhen(vorgang):
        vorgang.ruhen_beenden()
    if fall.stand == Stand.AUF_TAGESORDNUNG and _fragt_veraenderliches(vorgang):
        # What can change is asked once more before the body deliberates: an office setting.
        vorgang.wiedervorlage(
            vorgang.heute, GRUENDE_ERNEUT, "Annahme des Programms: vor der Beratung erneut fragen"
        )
    if von in _DANACH or (von == Stand.AUF_TAGESORDNUNG and schritt != FESTSTELLUNG):
        vorgang.wiedervorlage_erledigen(GRUENDE_ERNEUT)
    if fall.stand == Stand.ABGESCHLOSSEN:
        vorgang.wiedervorlagen_erledigen()


def _fragt_veraenderliches(vorgang: Vorgang) -> bool:
    """Whether the grounds of this version rest on facts that can change (where somebody is …)."""
    bekannt = merkmale()
    gefragt = gefragte_merkmale(vorgang.fassung.ordnung)
    return any(bekannt[name].veraenderlich for name in gefragt if name in bekannt)


def _kann_ruhen(vorgang: Vorgang) -> bool:
    """A case never rests where nobody could end the rest."""
    return any(
        z.schritt == "ruhen_beenden" and vorgang.akte.stand in z.von for z in vorgang.fassung.ablauf
    )
