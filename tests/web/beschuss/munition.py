"""What is shot at forms, addresses and uploads: whatever a person, browser or attacker sends.

Values are bytes: broken UTF-8 and lone surrogates have no other form.
"""

from random import Random
from uuid import uuid4

TEXTE: tuple[bytes, ...] = (
    b"",
    b" ",
    b"\x00",
    b"vor\x00nach",
    b"\xff\xfe",
    b"\xc3\x28 gebrochen",
    b"\xed\xa0\x80 halbes Paar",
    b"\xf0\x9f\x92\xa9",
    "é zerlegt e\N{COMBINING ACUTE ACCENT}".encode(),
    "\N{RIGHT-TO-LEFT OVERRIDE}gnudlehcsbA".encode(),
    "\N{RIGHT-TO-LEFT ISOLATE}شيرين\N{POP DIRECTIONAL ISOLATE}".encode(),
    "\N{ZERO WIDTH SPACE}\N{BYTE ORDER MARK}".encode(),
    "\ue000\ufffe".encode(),
    ("Z" + "\N{COMBINING DIAERESIS}" * 300).encode(),
    "ﷺ ẞ ß İ ı".encode(),
    b"Zeile 1\r\nSet-Cookie: a=b\r\n\r\nZeile 4",
    b"<script>alert(1)</script><img src=x onerror=alert(1)>",
    b"\"'><svg/onload=alert(1)>",
    b"{{ 7|add:7 }}{% load x %}{# #}",
    b"%s%n%d %(name)s {0} ${jndi:ldap://x}",
    b"' OR 1=1; DROP TABLE faelle_fall; --",
    b"../../../../etc/passwd\x00.pdf",
    b"\\..\\..\\windows\\win.ini",
    b"=HYPERLINK(1);@SUM(1)",
    b"x" * 255,
    b"x" * 5_000,
    b"lang und breit " * 2_000,
    b"[" * 20_000,
    b'{"a":' * 2_000,
    b"null",
    b"undefined",
    b"true",
    b"None",
    b"NaN",
)
ZAHLEN: tuple[bytes, ...] = (
    b"0", b"-0", b"-1", b"1e999", b"-1e999", b"0x10", b"1_000", b"1,5", b"9" * 30, b"9" * 5_000,
    b"2147483648", b"9223372036854775808", b"-9223372036854775809", "١٢٣".encode(), "½".encode(),
    b"Infinity", b" 7 ", b"+7",
)  # fmt: skip
TAGE: tuple[bytes, ...] = (
    b"0000-00-00", b"0001-01-01", b"9999-12-31", b"10000-01-01", b"+1000000-01-01", b"-0044-03-15",
    b"2026-02-30", b"2024-02-29", b"1900-02-29", b"1582-10-10", b"31.12.9999", b"2026-1-1",
    b"2026-01-01T00:00:00Z", b"2026-10-25T02:30", b"9999-12-31T23:59", b"0001-01-01T00:00",
    b"2026-03-29T02:30", b"24:00", "٢٠٢٦-٠١-٠١".encode(), b"heute", b"1.1.26",
)  # fmt: skip
KENNUNGEN: tuple[bytes, ...] = (
    b"00000000-0000-0000-0000-000000000000",
    b"ffffffff-ffff-ffff-ffff-ffffffffffff",
    b"{12345678-1234-5678-1234-567812345678}",
    b"urn:uuid:12345678-1234-5678-1234-567812345678",
    b"123456781234567812345678123456781",
    b"g2345678-1234-5678-1234-567812345678",
)
# Whole bodies that no form sends.
LEIBER: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"einmal": 1}'),
    ("application/json", b'{"a":' * 5_000),
    ("text/plain", b"einmal=1"),
    ("application/x-www-form-urlencoded", b"a=1&" * 5_000),
    ("application/x-www-form-urlencoded", b"=&&=&%=%zz&%00=1"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"grund=%2BADw-"),
    ("application/x-www-form-urlencoded; charset=gibtesnicht", b"grund=1"),
    ("application/x-www-form-urlencoded", b"grund=" + b"x" * 3_000_000),
    ("multipart/form-data", b"ohne Grenze"),
    ("multipart/form-data; boundary=", b"--\r\n\r\n"),
    ("multipart/form-data; boundary=" + "g" * 300, b"zu lange Grenze"),
    ("multipart/form-data; boundary=g", b'--g\r\nContent-Disposition: form-data; name="a'),
    ("multipart/form-data; boundary=g", b"--g\r\nContent-Disposition: form-data\r\n\r\nx\r\n--g--"),
    (
        "multipart/form-data; boundary=g",
        b'--g\r\nContent-Disposition: form-data; name="a"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--g--\r\n",
    ),
    (
        "multipart/form-data; boundary=g",
        b'--g\r\nContent-Disposition: form-data; name="datei"; filename="../\x00.pdf"\r\n'
        b"Content-Type: \xff/\xff\r\n\r\n%PDF-\r\n--g--\r\n",
    ),
    ("", b"\x00\x01\x02"),
    ("ganz/falsch; charset=\xe4", b"x"),
)
KOPFZEILEN: tuple[dict[str, str], ...] = (
    {"HTTP_ACCEPT_LANGUAGE": "de-" + "x" * 3_000},
    {"HTTP_ACCEPT_LANGUAGE": "*;q=nan, \x00"},
    {"HTTP_COOKIE": "sessionid=\x00\xff; csrftoken=" + "a" * 9_000},
    {"HTTP_COOKIE": "messages=[[; sessionid="},
    {"HTTP_HOST": "boese.example"},
    {"HTTP_HOST": "127.0.0.1:notaport"},
    {"HTTP_HOST": "[::1"},
    {"HTTP_X_FORWARDED_FOR": "' OR 1=1, \x00, 999.999.999.999"},
    {"HTTP_X_FORWARDED_HOST": "boese.example"},
    {"HTTP_RANGE": "bytes=9-1,-5,abc"},
    {"HTTP_IF_NONE_MATCH": 'W/"\x00", *'},
    {"HTTP_IF_MODIFIED_SINCE": "gestern"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "<x>"},
    {"HTTP_USER_AGENT": "\x00" * 500},
    {"HTTP_REFERER": "javascript:alert(1)"},
    {"CONTENT_LENGTH": "-1"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
)
FRAGEN = (
    "stand", "jahr", "vor", "nach", "seite", "von", "bis", "stichtag", "q", "suche", "person",
    "next", "tag", "x", "code", "state", "error", "fall", "eintrag", "weg", "gruppe", "art", "land",
)  # fmt: skip
METHODEN = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "CONNECT", "QUATSCH")
WEGE: tuple[str, ...] = (
    "/%00", "/%ff%fe/", "//", "/nrw//faelle/", "/nrw/faelle/%2e%2e/%2e%2e/", "/nrw/%F0%9F%92%A9/",
    "/" + "a" * 4_000, "/nrw/faelle/?" + "a=b&" * 2_000, "/nrw/faelle/?%00=%00", "/?next=//x",
    "/anmelden/?next=%00", "/anmelden/?next=http://[", "/static/..%2f..%2fsettings.py",
    "/static/%00", "/static/web/", "/abh/%ff/", "/abh//", "/nrw/faelle/;a=b/", "/%E2%80%AE/",
)  # fmt: skip
DATEIEN: tuple[tuple[str, str, bytes], ...] = (
    ("leer.pdf", "application/pdf", b""),
    ("nur-kopf.pdf", "application/pdf", b"%PDF-1.7"),
    ("../../../x.pdf", "application/pdf", b"%PDF-1.4\n1 0 obj<</OpenAction 1 0 R>>endobj"),
    ("bild.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64),
    ("bild.png", "image/png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("seite.pdf", "application/pdf", b"<html><script>alert(1)</script>"),
    ("a" * 400 + ".pdf", "application/pdf", b"%PDF-1.4"),
    ("\u202efdp.exe", "application/x-msdownload", b"MZ\x90\x00"),
    ("nul\x00.pdf", "application/pdf", b"%PDF-1.4"),
    ("archiv.zip", "application/zip", b"PK\x03\x04" + b"\xff" * 100),
    ("con", "quatsch", b"x"),
    ("gross.bin", "application/octet-stream", b"\x00" * 3_000_000),
)


def wert(zufall: Random) -> bytes:
    """One value of any kind; sometimes two glued together, or pure noise."""
    match zufall.randrange(8):
        case 0:
            return zufall.choice(ZAHLEN)
        case 1:
            return zufall.choice(TAGE)
        case 2:
            return zufall.choice((*KENNUNGEN, str(uuid4()).encode()))
        case 3:
            return zufall.randbytes(zufall.randrange(40))
        case 4:
            return zufall.choice(TEXTE) + zufall.choice(TEXTE)
        case 5:
            bereiche = [zufall.choice((0x250, 0x11_0000)) for _ in range(zufall.randrange(30))]
            zeichen = (chr(zufall.randrange(32, ende)) for ende in bereiche)
            return "".join(zeichen).encode("utf-8", "surrogatepass")
        case _:
            return zufall.choice(TEXTE)
