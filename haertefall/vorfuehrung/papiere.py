"""Invented papers: one page that says what it stands for, and that it is invented."""

from haertefall.faelle.ablage import Eingang


def papier(titel: str) -> Eingang:
    """A paper as it arrives."""
    eingang = Eingang(f"{titel}.pdf")
    eingang.schreibe(pdf([titel, "ERFUNDEN: Dieses Papier gehört zur Vorführung von Härtefall."]))
    eingang.beende()
    return eingang


def pdf(zeilen: list[str]) -> bytes:
    """A page of text as the smallest PDF that every reader opens."""
    text = " ".join(f"({_geschuetzt(zeile)}) Tj 0 -24 Td" for zeile in zeilen)
    inhalt = f"BT /F1 14 Tf 60 760 Td {text} ET".encode("cp1252", "replace")
    objekte = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(inhalt), inhalt),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    datei, stellen = bytearray(b"%PDF-1.4\n"), []
    for nummer, objekt in enumerate(objekte, start=1):
        stellen.append(len(datei))
        datei += b"%d 0 obj\n%s\nendobj\n" % (nummer, objekt)
    anfang = len(datei)
    datei += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objekte) + 1)
    for stelle in stellen:
        datei += b"%010d 00000 n \n" % stelle
    datei += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objekte) + 1,
        anfang,
    )
    return bytes(datei)


def _geschuetzt(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
