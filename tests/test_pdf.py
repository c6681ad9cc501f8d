"""No PDF of the demonstration without the word „erfunden“.

So far the program makes PDFs only as invented papers of the demonstration. Whoever makes another
producer finds this test, and says here how its output is marked.
"""

import ast
import re
from pathlib import Path

from haertefall.vorfuehrung.papiere import papier, pdf

PAKET = Path(__file__).parents[1] / "haertefall"
# Where bytes of a PDF are made: each writes the mark itself.
MACHT_PDF = {"vorfuehrung/papiere.py"}
# Looks whether what somebody sends is one; makes, imports and sends nothing.
ERKENNT_PDF = {"faelle/dateiarten.py"}
ZEICHEN = re.compile(r"%PDF|application/pdf|^(typst|reportlab|weasyprint|fpdf|pypdf)(\.|$)", re.I)


def _nennt_pdf(pfad: Path) -> bool:
    """Whether code makes, sends or imports what makes a PDF."""
    for knoten in ast.walk(ast.parse(pfad.read_text("utf-8"))):
        worte: list[str] = []
        if isinstance(knoten, ast.Constant):
            wert = knoten.value
            worte = [wert.decode("latin-1") if isinstance(wert, bytes) else str(wert)]
        elif isinstance(knoten, ast.Import):
            worte = [name.name for name in knoten.names]
        elif isinstance(knoten, ast.ImportFrom):
            worte = [knoten.module or ""]
        if any(ZEICHEN.search(wort) for wort in worte):
            return True
    return False


def test_it_has_no_producer_of_a_pdf_but_the_invented_papers() -> None:
    gefunden = {str(pfad.relative_to(PAKET)) for pfad in PAKET.rglob("*.py") if _nennt_pdf(pfad)}
    assert gefunden == MACHT_PDF | ERKENNT_PDF


def test_it_only_looks_at_the_beginning_where_it_recognises_one() -> None:
    for datei in ERKENNT_PDF:
        baum = ast.parse((PAKET / datei).read_text("utf-8"))
        fremd = [k for k in ast.walk(baum) if isinstance(k, (ast.Import, ast.ImportFrom))]
        namen = {n.name if isinstance(k, ast.Import) else k.module for k in fremd for n in k.names}
        assert namen == {"re", "dataclasses"}


def test_it_writes_on_every_invented_paper_that_it_is_invented() -> None:
    eingang = papier("Schulbescheinigung")
    assert eingang.mangel is None
    roh = pdf(["Schulbescheinigung", "ERFUNDEN: Dieses Papier gehört zur Vorführung."])
    assert roh.startswith(b"%PDF-") and b"ERFUNDEN" in roh


def test_it_puts_papers_into_the_demonstration_only_with_the_mark() -> None:
    """Nothing of the demonstration hands over a file but through the function that marks it."""
    for pfad in (PAKET / "vorfuehrung").glob("*.py"):
        quelle = pfad.read_text("utf-8")
        assert ("Eingang(" in quelle) == (pfad.name == "papiere.py"), pfad.name
    baum = ast.parse((PAKET / "vorfuehrung" / "papiere.py").read_text("utf-8"))
    (macht,) = (k for k in baum.body if isinstance(k, ast.FunctionDef) and k.name == "papier")
    assert "ERFUNDEN: " in ast.unparse(macht)


def test_it_keeps_the_mark_of_the_demonstration_when_a_page_is_printed() -> None:
    """A page saved as PDF by the browser shows what stands on it."""
    stil = (PAKET / "web" / "static" / "web" / "haertefall.css").read_text("utf-8")
    druck = stil[stil.index("@media print") :]
    versteckt = druck[: druck.index("{ display: none; }")]
    assert ".hf-demo" not in versteckt and "aside" not in versteckt
    assert re.search(r"\.hf-demo \{ border: 1px solid #000; \}", druck)
