"""Writes docs/stueckliste.cdx.json: everything by others that is shipped or used to build.

A bill of materials in the form of CycloneDX, from the lock files and from what QUELLEN.md says of
files that were taken over. The same state gives the same text: no number of its own, no time.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

WURZEL = Path(__file__).parents[1]
ZIEL = WURZEL / "docs" / "stueckliste.cdx.json"
AUSGELIEFERT = "app"
_PAKET = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
# Which package wanted this one: "# via x", or one below the other.
_VIA = re.compile(r"^    # (?:via| ) +(\S.*)$", re.MULTILINE)
_QUELLE = re.compile(r"npm-Paket: `(?:(@[\w.-]+)/)?([\w.-]+)`, Fassung (\S+)")


def schloesser() -> dict[str, dict[str, str]]:
    """Name of each lock file → its packages with their versions."""
    return {
        datei.stem: dict(_PAKET.findall(datei.read_text("utf-8")))
        for datei in sorted((WURZEL / "requirements").glob("*.lock"))
    }


def gebraucht_von() -> Iterator[tuple[str, str]]:
    """Each package of a lock file beside one that needs it; "" is the application itself."""
    for datei in sorted((WURZEL / "requirements").glob("*.lock")):
        for absatz in re.split(r"\n(?=\S)", datei.read_text("utf-8")):
            for name, _ in _PAKET.findall(absatz):
                for wer in _VIA.findall(absatz):
                    if not wer.startswith("-"):
                        yield name, wer
                    elif wer == f"-r requirements/{AUSGELIEFERT}.in":
                        yield name, ""


def stuecke() -> Iterator[Component]:
    """Each package once, as required where it is shipped, else as excluded from what runs."""
    alle = schloesser()
    ausgeliefert = set(alle[AUSGELIEFERT].items())
    for name, fassung in sorted({paar for pakete in alle.values() for paar in pakete.items()}):
        adresse = PackageURL("pypi", name=name, version=fassung)
        yield _stueck(adresse, (name, fassung) in ausgeliefert)
    for ordner in ("haertefall", "tests"):
        for datei in sorted((WURZEL / ordner).rglob("QUELLEN.md")):
            for gruppe, name, fassung in _QUELLE.findall(datei.read_text("utf-8")):
                adresse = PackageURL("npm", gruppe or None, name, fassung)
                yield _stueck(adresse, ordner == "haertefall")
    pruefer = (WURZEL / "scripts" / "vnu.sh").read_text("utf-8")
    (fassung,) = re.findall(r"^fassung=(\S+)$", pruefer, re.MULTILINE)
    yield _stueck(PackageURL("npm", name="vnu-jar", version=fassung), ausgeliefert=False)


def stueckliste() -> str:
    """The whole list."""
    programm = Component(
        name="haertefall", type=ComponentType.APPLICATION, bom_ref="pkg:generic/haertefall"
    )
    bom = Bom(components=stuecke())
    bom.metadata.component = programm
    nach_namen = {stueck.name: stueck for stueck in bom.components} | {"": programm}
    for name, wer in gebraucht_von():
        bom.register_dependency(nach_namen[wer], [nach_namen[name]])
    for stueck in bom.components:
        if stueck.purl and stueck.purl.type == "npm" and stueck.scope is ComponentScope.REQUIRED:
            bom.register_dependency(programm, [stueck])
    liste = json.loads(JsonV1Dot6(bom).output_as_string())
    del liste["serialNumber"], liste["metadata"]["timestamp"]
    return json.dumps(liste, indent=2, ensure_ascii=False) + "\n"


def _stueck(adresse: PackageURL, ausgeliefert: bool) -> Component:
    return Component(
        name=adresse.name,
        group=adresse.namespace,
        version=adresse.version,
        type=ComponentType.LIBRARY,
        purl=adresse,
        bom_ref=str(adresse),
        scope=ComponentScope.REQUIRED if ausgeliefert else ComponentScope.EXCLUDED,
    )


if __name__ == "__main__":
    ZIEL.write_text(stueckliste(), "utf-8")
    print(f"{ZIEL.relative_to(WURZEL)} ist geschrieben.")
