"""Rows that name other rows: the other row has to be there."""

from collections.abc import Collection, Iterable, Iterator

from haertefall.recht.durchsicht.auffaelligkeit import Auffaelligkeit, fehler
from haertefall.recht.ordnung import Ordnung, Zeile
from haertefall.recht.ordnung.meldungen import aufzaehlung, naechstes


def verweise(ordnung: Ordnung) -> Iterator[Auffaelligkeit]:
    """Names of small bodies, texts, ways in, ways, grounds and periods that do not exist."""
    kleine = {k.kennung for k in ordnung.kleines_gremium}
    antragswege = {a.kennung for a in ordnung.antragsweg}
    wege = {w.kennung for w in ordnung.weg}
    gruende = {g.kennung for g in ordnung.ausschlussgrund}
    fristen = {f.kennung for f in ordnung.frist}
    yield from _suchen(
        ((f"[[{name}]]", zeile.nachrangig) for name, zeile in alle_zeilen(ordnung)),
        {n.kennung for n in ordnung.nachrangiges},
        "nachrangiges",
    )
    yield from _suchen(
        (("[[beschlussfaehigkeit]]", z.kleines_gremium) for z in ordnung.beschlussfaehigkeit),
        kleine,
        "kleines_gremium",
    )
    yield from _suchen(
        (("[[mehrheit]]", z.kleines_gremium) for z in ordnung.mehrheit), kleine, "kleines_gremium"
    )
    yield from _suchen(
        ((f"[[ablauf]] „{z.schritt}“", a) for z in ordnung.ablauf for a in z.antragsweg),
        antragswege,
        "antragsweg",
    )
    yield from _suchen(((f"[[ablauf]] „{z.schritt}“", z.weg) for z in ordnung.ablauf), wege, "weg")
    yield from _suchen(
        (("[[wiederholung]]", z.grund) for z in ordnung.wiederholung), gruende, "ausschlussgrund"
    )
    yield from _suchen(
        ((f"[[informationspflicht]] „{z.kennung}“", z.frist) for z in ordnung.informationspflicht),
        fristen,
        "frist",
    )


def alle_zeilen(ordnung: Ordnung) -> Iterator[tuple[str, Zeile]]:
    """Every row of the file with the name of its table."""
    for name in Ordnung.model_fields:
        wert = getattr(ordnung, name)
        for zeile in wert if isinstance(wert, list) else [wert]:
            if isinstance(zeile, Zeile):
                yield name, zeile


def _suchen(
    verwendet: Iterable[tuple[str, str | None]], vorhanden: Collection[str], art: str
) -> Iterator[Auffaelligkeit]:
    for stelle, name in dict.fromkeys(verwendet):
        if name is None or name in vorhanden:
            continue
        nah = naechstes(name, vorhanden)
        tun = f"Meinten Sie „{nah}“?" if nah else f"Vorhanden: {aufzaehlung(sorted(vorhanden))}."
        if not vorhanden:
            tun = f"Legen Sie [[{art}]] mit dieser Kennung an."
        yield fehler(stelle, f"„{name}“ gibt es unter [[{art}]] nicht.", tun)
