"""The tool itself."""

import pytest

from tests.html import pruefer

GUT = '<!DOCTYPE html><html lang="de"><head><title>Probe</title></head><body>{}</body></html>'


def test_viele_seiten_in_einem_lauf() -> None:
    seiten = {f"/gut/{nummer}/": GUT.format("<p>ä</p>") for nummer in range(20)}
    seiten["/doppelte-kennung/"] = GUT.format('<p id="a">1</p><p id="a">2</p>')
    befunde = pruefer.pruefe(seiten)
    assert list(befunde) == ["/doppelte-kennung/"]
    assert "Duplicate ID" in befunde["/doppelte-kennung/"][0]


def test_fehlender_pruefer_ist_ein_fehler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruefer, "JAR", pruefer.JAR.with_name("gibt-es-nicht.jar"))
    with pytest.raises(pruefer.Fehlt):
        pruefer.pruefe({"/": GUT})
