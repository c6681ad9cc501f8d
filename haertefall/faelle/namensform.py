"""Names as authorities write them: one person, many spellings. Pure functions, no database.

A name that was Arabic, Cyrillic or Kurdish once is written down by ear: Khalid, Chalid, Halid,
Xalid. Vowels are heard differently, consonants fall into few groups, some letters are read in more
than one way. So each word gets its `laute`: what remains of it as groups of consonants, in every
reading. Two spellings may belong together if they share one. How alike they are says
`aehnlichkeit`; it orders the hits of one search and is neither stored nor shown.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, product

# What NFKD does not take apart. Cyrillic and Arabic letters as they are read out.
_BUCHSTABEN = str.maketrans({
    "ł": "l", "đ": "dj", "ð": "d", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "ə": "a", "ğ": "gh", "ʿ": "", "ʾ": "", "'": "", "’": "", "‘": "", "`": "", "ʻ": "", "ʼ": "",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "jo", "є": "je",
    "ж": "sh", "з": "z", "и": "i", "і": "i", "ї": "ji", "й": "j", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "tsch", "ш": "sch", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "ju", "я": "ja", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "tsch", "џ": "dsch",
    "ў": "u", "ѓ": "gj", "ќ": "kj", "ѕ": "dz",
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ء": "", "ئ": "", "ؤ": "u", "ب": "b", "پ": "p",
    "ت": "t", "ة": "a", "ث": "th", "ج": "dj", "چ": "tsch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "ژ": "sh", "س": "s", "ش": "sch", "ص": "s", "ض": "z", "ط": "t",
    "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ی": "y", "ى": "a",
})  # fmt: skip
# Names that are put together in one spelling and apart in another.
_TRENNUNGEN = (
    (re.compile(r"\bab[dt] ?(?:[aeou]+l? ?|[aeou]?(?=([rsntdz])\1))(?=\w{3})"), "abd "),
    (re.compile(r"(\w{2,}?)[aeiou]+[ld]?-?dd?[iy]e?e?n[e]?\b"), r"\1 din"),
    (re.compile(r"(\w{3,}?) ?[aeou]l+[aeo]h?\b"), r"\1 ulla"),
)
# Little words that are there in one spelling and not in another.
FUELLWOERTER = frozenset({
    "al", "el", "ul", "il", "ad", "ed", "ud", "ar", "er", "ur", "as", "es", "us", "at", "et", "an",
    "en", "az", "ez", "ash", "bin", "ibn", "ben", "bint", "abu", "abou", "bu", "bou", "von", "van",
    "de", "del", "della", "da", "dos", "di", "la", "le", "und",
})  # fmt: skip
# Each reading of what stands at this place; the first pattern that fits counts. P: b p, F: f v w,
# K: k g q, S: hissing, T: d t; an empty one is not heard.
_LESARTEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("schtsch", ("S",)), ("shch", ("S",)), ("dsch", ("S",)), ("tsch", ("S",)), ("dzh", ("S",)),
    ("tch", ("S",)), ("tsh", ("S",)), ("sch", ("S", "SK")), ("dj", ("S", "T")), ("dz", ("S",)),
    ("gj", ("K", "S", "T")), ("gi", ("K", "S")), ("sh", ("S",)), ("zh", ("S",)), ("sz", ("S",)),
    ("cz", ("S",)), ("ch", ("S", "", "K")), ("ck", ("K",)), ("kh", ("K", "")), ("gh", ("K", "")),
    ("xh", ("S",)), ("ts", ("S",)), ("tz", ("S",)), ("ph", ("F",)), ("th", ("T", "S")),
    ("dh", ("T", "S")), ("ng", ("N", "NK")), ("di", ("T", "S")), ("b", ("P",)), ("p", ("P",)),
    ("f", ("F",)), ("v", ("F", "")), ("w", ("F", "")), ("c", ("S", "K", "")), ("g", ("K", "S", "")),
    ("k", ("K",)), ("q", ("K", "S")), ("s", ("S",)), ("z", ("S", "T")), ("j", ("", "S")),
    ("x", ("KS", "", "S", "K")), ("d", ("T",)), ("t", ("T",)), ("l", ("L",)), ("m", ("M",)),
    ("n", ("N",)), ("r", ("R",)),
)  # fmt: skip
_LESART = dict(_LESARTEN)
# "di" and "gi" before another vowel only: Diallo and Jallow, Giafar and Jafar.
_ZEICHEN = re.compile(
    "|".join(f"{m}(?=[aeou])" if m in ("di", "gi") else m for m, _ in _LESARTEN) + "|."
)
HOECHSTENS_LESARTEN = 48
STUMM = "0"
Vergleich = Callable[[str, str], float]
_VOKALE = frozenset("aeiouy")
_SCHWACH = frozenset("hywj")


def woerter(text: str) -> list[str]:
    """The words of a name in small Latin letters without marks."""
    klein = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).lower().translate(
        _BUCHSTABEN)).translate(_BUCHSTABEN)  # fmt: skip
    ohne = "".join(z for z in klein if not unicodedata.combining(z))
    flach = " ".join(re.findall(r"[a-z]+", ohne))
    for muster, ersatz in _TRENNUNGEN:
        flach = muster.sub(ersatz, flach)
    return flach.split()


def tragende(text: str) -> list[str]:
    """The words without the little ones, unless there are no others."""
    alle = woerter(text)
    return [wort for wort in alle if wort not in FUELLWOERTER and len(wort) > 1] or alle


def laute(wort: str) -> frozenset[str]:
    """Every reading of a word as groups of consonants."""
    lesarten = [_LESART.get(z, ("|" if z in _VOKALE else "",)) for z in _ZEICHEN.findall(wort)]
    gelesen = set()
    for eine in product(*lesarten):
        # Doubled without a vowel between is one: ss, ck, Šč.
        ohne_doppelte = re.sub(r"([A-Z])\1+", r"\1", "".join(eine))
        gelesen.add(ohne_doppelte.replace("|", "") or STUMM)
        if len(gelesen) >= HOECHSTENS_LESARTEN:
            break
    return frozenset(gelesen)


def verbunden(worte: Iterable[str]) -> list[str]:
    """Neighbours as one word: Ahmadi Nejad and Ahmadinejad."""
    return [a + b for a, b in pairwise(worte)]


def wortaehnlichkeit(a: str, b: str) -> float:
    """From 0 to 1. What is heard weakly counts little: vowels, h, w, y, doubled letters."""
    if a == b:
        return 1.0
    kurz, lang = sorted((_verklungen(a), _verklungen(b)), key=len)
    if lang.startswith(kurz) and len(kurz) >= 3:
        return 0.9 if kurz == lang else 0.7 + 0.2 * len(kurz) / len(lang)
    zeile = [0.0]
    for zeichen in lang:
        zeile.append(zeile[-1] + _hoerbar(zeichen))
    for links in kurz:
        neu = [zeile[0] + _hoerbar(links)]
        for stelle, rechts in enumerate(lang):
            neu.append(
                min(
                    zeile[stelle] + _tausch(links, rechts),
                    zeile[stelle + 1] + _hoerbar(links),
                    neu[-1] + _hoerbar(rechts),
                )
            )
        zeile = neu
    return max(0.0, 1 - zeile[-1] / max(1.0, sum(map(_hoerbar, lang))))


def aehnlichkeit(
    gesucht: Sequence[str], vorhanden: Sequence[str], vergleich: Vergleich = wortaehnlichkeit
) -> float:
    """How well the words asked for are found among those of a person, and how few are left over."""
    ziele = [*vorhanden, *verbunden(vorhanden)]
    ganz, laenge = 0.0, 0
    for wort in gesucht:
        ganz += len(wort) * max((vergleich(wort, ziel) for ziel in ziele), default=0.0)
        laenge += len(wort)
    if len(gesucht) > 1 and ziele:
        als_eines = "".join(gesucht)
        beste = max(vergleich(als_eines, ziel) for ziel in ziele)
        ganz = max(ganz, beste * laenge if beste > 0.9 else 0.0)
    rest = abs(len(vorhanden) - len(gesucht)) / max(len(vorhanden), len(gesucht), 1)
    return ganz / max(laenge, 1) - 0.1 * rest


_GLEICH = (
    ("schtsch", "s"), ("shch", "s"), ("dsch", "c"), ("tsch", "c"), ("dzh", "c"), ("tch", "c"),
    ("sch", "s"), ("sh", "s"), ("zh", "s"), ("dj", "c"), ("dz", "c"), ("xh", "c"), ("ch", "c"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("q", "k"),
    ("w", "v"), ("y", "i"), ("j", "i"), ("x", "h"), ("z", "s"),
)  # fmt: skip
_NAH = {
    frozenset(paar)
    for paar in ("pb", "td", "kg", "kh", "gh", "fv", "sc", "ci", "si", "ck", "cg", "mn", "ts", "ds")
}


def _verklungen(wort: str) -> str:
    for von, zu in _GLEICH:
        wort = wort.replace(von, zu)
    return re.sub(r"(.)\1+", r"\1", wort)


def _hoerbar(zeichen: str) -> float:
    return 0.4 if zeichen in _VOKALE or zeichen in _SCHWACH else 1.0


def _tausch(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOKALE and b in _VOKALE:
        return 0.25
    return 0.35 if frozenset((a, b)) in _NAH else 1.0
