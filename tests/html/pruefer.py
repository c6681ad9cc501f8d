"""Checks HTML with the Nu Html Checker (vnu), many pages in one run.

Starting Java costs seconds and each page next to nothing: so `pruefe` takes all pages at once.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

JAR = Path(__file__).parents[2] / ".boot" / "vnu" / "vnu.jar"


class Fehlt(Exception):
    """Java or the checker is missing: an error, no reason to skip."""


def pruefe(seiten: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the findings of every page that is not valid; {} means that all are."""
    java = shutil.which("java")
    if java is None or not JAR.is_file():
        raise Fehlt("Java oder vnu.jar fehlt. `make test-web` richtet beides ein.")
    namen = list(seiten)
    with tempfile.TemporaryDirectory() as ordner:
        for nummer, name in enumerate(namen):
            # A page is often named by its path, which is no file name.
            Path(ordner, f"{nummer}.html").write_text(seiten[name], encoding="utf-8")
        lauf = subprocess.run(
            [java, "-Xss2m", "-jar", str(JAR), "--format", "json", "--stdout", ordner],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    # 0: all valid, 1: findings. Anything else is a crash, never a good result.
    if lauf.returncode not in (0, 1):
        raise RuntimeError(f"vnu endete mit {lauf.returncode}: {lauf.stderr[-2000:]}")
    befunde: dict[str, list[str]] = {}
    for meldung in json.loads(lauf.stdout)["messages"]:
        datei = Path(unquote(urlsplit(meldung["url"]).path))
        zeile = meldung.get("lastLine", "?")
        auszug = " ".join(meldung.get("extract", "").split())
        art = meldung.get("subType", meldung["type"])
        befunde.setdefault(namen[int(datei.stem)], []).append(
            f"Zeile {zeile}, {art}: {meldung['message']} [{auszug}]"
        )
    return befunde
