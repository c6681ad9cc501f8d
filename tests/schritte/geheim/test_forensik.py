"""Nobody who has files, log, copies, logs and trace learns who voted how.

Two hundred ballots with known votes; a permutation test says whether any sign beats guessing from
the totals. Variants that leak on purpose must be caught by the same test.
"""

import os
import random
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from haertefall.audit.record import record
from haertefall.gremien.akteure import akteur_aus
from haertefall.schritte import register
from haertefall.sitzungen import fluechtig
from haertefall.sitzungen import urne as urnen
from haertefall.sitzungen.models import Urne
from haertefall.tresor import siegel
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.conftest import Werkstatt
from tests.schritte.geheim.angreifer import (
    Angreifer,
    Beobachtung,
    errate,
    mitgelesen,
    verraet,
)
from tests.schritte.geheim.wahl import Wahl, gezogene_stimmen, summen, wahl

ABSTIMMUNGEN, STIMMENDE = 200, 4
UNDICHT = 40


@pytest.fixture(scope="module")
def probe(werkstatt: Werkstatt, spiele: list[Spiel]) -> Wahl:
    gebaut: Wahl = werkstatt.allein(lambda: wahl(spiele[0], STIMMENDE))
    return gebaut


def belausche(probe: Wahl, zahl: int, saat: int) -> list[Beobachtung]:
    """So many ballots, each vote watched; the totals must be right."""
    zufall, angreifer, gesehen = random.Random(saat), Angreifer(), []
    with mitgelesen(angreifer):
        for nummer in range(zahl):
            stimmen = gezogene_stimmen(STIMMENDE, zufall)
            reihe = list(zip(probe.waehlende, stimmen, strict=True))
            zufall.shuffle(reihe)
            urne = probe.eroeffne()
            angreifer.eroeffnet(urne)
            dieser: list[Beobachtung] = []
            for amt, stimme in reihe:
                einmal = uuid.uuid4()
                probe.stimme(amt, urne, stimme, einmal)
                dieser.append(
                    Beobachtung(nummer, stimme, angreifer.sieht(urne, akteur_aus(amt), einmal))
                )
            assert probe.schliesse(urne) == summen(stimmen)
            for name, werte in angreifer.geschlossen().items():
                if len(werte) == len(dieser):
                    for beobachtung, wert in zip(dieser, werte, strict=True):
                        beobachtung.zeichen = {**beobachtung.zeichen, name: wert}
            gesehen += dieser
    return gesehen


def rohe_dateien() -> bytes:
    """Database, log, everything the server holds of this database."""
    if connection.vendor != "postgresql":
        datei = Path(str(connection.settings_dict["NAME"]))
        return b"".join(eine.read_bytes() for eine in datei.parent.glob(f"{datei.name}*"))
    adresse = os.environ["DATABASE_URL"]
    with psycopg.connect(adresse, autocommit=True) as verbindung:
        verbindung.execute("CHECKPOINT")
        wal = verbindung.execute(
            "SELECT pg_read_binary_file('pg_wal/' || name) FROM pg_ls_waldir() "
            " WHERE length(name) = 24"
        ).fetchall()
    with connection.cursor() as zeiger:
        zeiger.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
            " WHERE relkind IN ('r', 'i', 't') AND relfilenode <> 0 AND oid >= 16384"
        )
        return b"".join(bytes(zeile[0]) for zeile in [*wal, *zeiger.fetchall()])


def test_it_tells_nobody_how_anybody_voted(
    werkstatt: Werkstatt, probe: Wahl, monkeypatch: pytest.MonkeyPatch
) -> None:
    schluessel: list[bytes] = []
    wahr = fluechtig.anlegen

    def notiert(wozu: uuid.UUID, stufe: int) -> bytes:
        schluessel.append(wahr(wozu, stufe))
        return schluessel[-1]

    monkeypatch.setattr(fluechtig, "anlegen", notiert)

    def pruefen() -> None:
        vorsprung = errate(belausche(probe, ABSTIMMUNGEN, saat=2026))
        assert {name: z for name, z in vorsprung.items() if z > 6} == {}
        assert {"einmalschluessel", "urne:geoeffnet", "audit_zugriff.10"} <= vorsprung.keys()
        assert len(schluessel) == ABSTIMMUNGEN * (STIMMENDE + 1)
        roh = rohe_dateien()
        assert [s for s in schluessel if s in roh] == []
        assert fluechtig.wessen() & set(Urne.objects.values_list("pk", flat=True)) == set()

    werkstatt.allein(pruefen)


def _schluessel_in_der_datenbank(probe: Wahl, mp: pytest.MonkeyPatch) -> None:
    klar = probe.punkt.sitzung.schluessel.klartext()
    mp.setattr(fluechtig, "anlegen", lambda wozu, stufe: klar)
    mp.setattr(fluechtig, "holen", lambda wozu, stufe: klar)


def _einmalschluessel_mit_der_stimme(probe: Wahl, mp: pytest.MonkeyPatch) -> None:
    schritt = register.SCHRITTE["geheim_abstimmen"]
    mp.setitem(register.SCHRITTE, "geheim_abstimmen", replace(schritt, geheim=frozenset()))


def _laenge_nach_der_stimme(probe: Wahl, mp: pytest.MonkeyPatch) -> None:
    """Unpadded: words as they are."""
    wahr = siegel.versiegeln

    def ungefuellt(schluessel: bytes, klar: bytes, etikett: str, zeile: bytes) -> bytes:
        if etikett != urnen.ETIKETT:
            return wahr(schluessel, klar, etikett, zeile)
        worte = sum(len(urnen.Stimme(z).name) for z in klar if z)
        return wahr(schluessel, klar, etikett, zeile) + bytes(worte)

    offen = siegel.oeffnen
    mp.setattr(siegel, "versiegeln", ungefuellt)
    mp.setattr(
        siegel,
        "oeffnen",
        lambda s, wert, e, z: offen(
            s, wert[: 1 + 12 + urnen.ZELLEN + 16] if e == urnen.ETIKETT else wert, e, z
        ),
    )


def _spur_mit_der_stimme(probe: Wahl, mp: pytest.MonkeyPatch) -> None:
    wahr = urnen.einwerfen

    def geschwaetzig(urne: Urne, stimme: urnen.Stimme) -> None:
        wahr(urne, stimme)
        record(None, "urne", "sitzung", urne.punkt.sitzung_id, {"gewicht": int(stimme)})

    mp.setattr(urnen, "einwerfen", geschwaetzig)


def _derselbe_zufall(probe: Wahl, mp: pytest.MonkeyPatch) -> None:
    """One key and one nonce for all: two copies differ where the vote is, by what it is."""
    klar = bytes(32)
    mp.setattr(fluechtig, "anlegen", lambda wozu, stufe: klar)
    mp.setattr(fluechtig, "holen", lambda wozu, stufe: klar)
    zu, auf = siegel.versiegeln, siegel.oeffnen

    def nur_urnen(wahr: Callable[..., bytes]) -> Callable[..., bytes]:
        """Keys opened meanwhile stay in memory: they must come out right."""
        return lambda s, wert, e, z: (
            bytes(i ^ 0x5A for i in wert) if e == urnen.ETIKETT else wahr(s, wert, e, z)
        )

    mp.setattr(siegel, "versiegeln", nur_urnen(zu))
    mp.setattr(siegel, "oeffnen", nur_urnen(auf))


@pytest.mark.parametrize(
    ("undicht", "woran"),
    [
        (_schluessel_in_der_datenbank, "urne:geoeffnet"),
        (_einmalschluessel_mit_der_stimme, "einmalschluessel"),
        (_laenge_nach_der_stimme, "urne:laenge"),
        (_spur_mit_der_stimme, "audit_zugriff.10"),
        (_derselbe_zufall, "urne:unterschied"),
    ],
)
def test_it_notices_what_leaks(
    werkstatt: Werkstatt,
    probe: Wahl,
    undicht: Callable[[Wahl, pytest.MonkeyPatch], None],
    woran: str,
) -> None:
    def pruefen() -> None:
        with pytest.MonkeyPatch.context() as nur_hier:
            undicht(probe, nur_hier)
            gefunden = verraet(belausche(probe, UNDICHT, saat=11))
        assert woran in gefunden, gefunden

    werkstatt.allein(pruefen)
