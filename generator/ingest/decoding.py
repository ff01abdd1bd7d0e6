"""Bytes to text: a byte order mark, else strict UTF-8, else what the file declares, else what its bytes look like."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from generator.errors import NotTextError

_REMEDY = "Save it as UTF-8 text, or put an underscore before its name to leave it out."
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"{\\rtf",
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_ODD_IN_A_WORD = re.compile(r"[a-zà-ÿ][¡-§©-¬®-³µ¶¸-¿×÷ƒˆ†‡‰‹›¦][a-zà-ÿ]|[a-zà-ÿ][¹³¿¢¥¼½¾£¯]")
_USUAL = (
    "cp1251 cp1250 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8_r koi8_u iso8859_2 iso8859_5 iso8859_7"
    " mac_roman mac_cyrillic cp866 gb18030 big5 shift_jis cp932 euc_jp euc_kr cp949 tis_620"
).split()
"""Encodings that articles are found in; a rarer one explains any bytes at all, and is wrong."""
_SAMPLE = 60_000
"""Bytes that the guess looks at: more costs time and tells nothing new."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file."""

    text: str
    encoding: str
    """IANA name, lower case."""
    broken: int = 0
    """Bytes that did not fit the encoding: they became U+FFFD, or what they are in cp1252."""


def decode(data: bytes) -> Decoded:
    """Read `data` as text. Raises `NotTextError` when it is a picture or a program, or its encoding cannot be told."""
    if data.startswith(_NO_TEXT):
        raise NotTextError("is no text file, whatever its name says.", remedy=_REMEDY)
    decoded = _marked(data) or _unicode(data) or _declared(data) or _mostly_utf8(data) or _guessed(data)
    if decoded is None or len(_CONTROL.findall(decoded.text)) > max(8, len(decoded.text) // 20):
        raise NotTextError("is not text in any encoding that can be told.", remedy=_REMEDY)
    return decoded


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text, encoding.removesuffix("-le").removesuffix("-be"), text.count("\ufffd"))
    return None


def _unicode(data: bytes) -> Decoded | None:
    """UTF-16 without a mark, else strict UTF-8."""
    low, high = set(data[:_SAMPLE:2]), set(data[1:_SAMPLE:2])
    if min(low, default=9) < 9 or min(high, default=9) < 9:  # the upper halves of letters are controls as bytes
        for encoding, lower, upper in (("utf-16-le", low, high), ("utf-16-be", high, low)):
            text = _strictly(data, encoding) if 4 * len(upper) <= len(lower) else None
            if text is not None:
                return Decoded(text, "utf-16")
    text = _strictly(data, "utf-8")
    return None if text is None else Decoded(text, "utf-8")


def _declared(data: bytes) -> Decoded | None:
    found = _DECLARED.search(data[:2048])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    try:
        name = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}.get(name, codecs.lookup(name).name)
    except LookupError:
        return None
    if name.startswith("utf") or name not in codecs_for_text():
        return None
    text = _strictly(data, name)
    return None if text is None else Decoded(text, _iana(name))


def codecs_for_text() -> frozenset[str]:
    """Python's names of the encodings that a file may declare: those of text, not `rot13`, `zip` or `idna`."""
    from charset_normalizer.constant import IANA_SUPPORTED

    return frozenset(codecs.lookup(name).name for name in IANA_SUPPORTED)


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes of cp1252 between: more whole multi-byte characters than bytes that are none."""
    broken = 0

    def as_western(error: UnicodeError) -> tuple[str, int]:
        nonlocal broken
        assert isinstance(error, UnicodeDecodeError)
        broken += error.end - error.start
        return data[error.start : error.end].decode("cp1252", errors="replace"), error.end

    codecs.register_error("generator.as-western", as_western)
    text = data.decode("utf-8", errors="generator.as-western")
    return Decoded(text, "utf-8", broken) if len(_MULTIBYTE.findall(data)) >= 2 * broken else None


def _guessed(data: bytes) -> Decoded | None:
    """cp1252 where it gives plausible words, else what charset-normalizer finds."""
    western = _strictly(data, "cp1252")
    if western is not None and _looks_western(western):
        return Decoded(western, "windows-1252")
    from charset_normalizer import from_bytes

    sample = data if len(data) <= _SAMPLE else data[:_SAMPLE].rpartition(b"\n")[0] or data[:_SAMPLE]
    for match in from_bytes(sample, cp_isolation=_USUAL, preemptive_behaviour=False):
        name = match.encoding
        text = _strictly(data, "gb18030" if name in ("gb2312", "gbk", "hz") else name)
        if text is not None:
            return Decoded(text, _iana(name))
    return None if western is None else Decoded(western, "windows-1252")


def _looks_western(text: str) -> bool:
    """Whether a reading as cp1252 gives Western words: letters mostly ASCII, and no signs inside words."""
    beyond = sum(1 for c in text if c > "\x7f" and c.isalpha())
    plain = sum(1 for c in text if c < "\x80" and c.isalpha())
    return beyond * 6 <= plain and not _ODD_IN_A_WORD.search(text)


def _iana(name: str) -> str:
    usual = {
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "hz": "gb18030",
        "latin_1": "iso-8859-1",
        "euc_kr": "euc-kr",
        "euc_jp": "euc-jp",
    }
    if name in usual:
        return usual[name]
    if name.startswith("cp125"):
        return "windows-" + name[2:]
    return name.replace("iso8859_", "iso-8859-").replace("_", "-")
