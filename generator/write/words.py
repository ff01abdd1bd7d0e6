"""How dates, numbers, languages and lengths are put into words a person reads."""

from __future__ import annotations

from functools import cache

from generator.model import Source
from generator.scripts import UNSPACED

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019,
"How many words do we read per minute?")."""
CHARACTERS_A_MINUTE = 500
"""For scripts written without spaces."""
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})

_INFERRED: dict[Source, str] = {
    "text": "from the text",
    "filename": "from the file name",
    "made": "made from the first sentence",
}
_EVIDENCE: dict[Source, str] = {
    "metadata-csv": "from the keeper’s metadata.csv",
    "front-matter": "from what the file says of itself",
    "html": "from the page’s own HTML",
    "text": "read from a line of the text",
    "filename": "read from the file’s name or folder",
    "made": "made from the beginning of the text",
    "none": "not known",
}


def day(date: str) -> str:
    """An ISO 8601 date of any precision as words: `1 August 1975`, `August 1975`, `1975`; empty stays empty."""
    year, _, rest = date.partition("-")
    month, _, number = rest.partition("-")
    if not month:
        return year
    name = MONTHS[int(month) - 1]
    return f"{int(number)} {name} {year}" if number else f"{name} {year}"


def short_day(date: str) -> str:
    """A date with its month cut to three letters: `1 Aug 1975`."""
    words = day(date).split(" ")
    return " ".join(word[:3] if word in MONTHS else word for word in words)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 article`, `1,204 articles`; `many` is the plural where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def minutes(text: str) -> int:
    """How long a text takes to read, in minutes, at least one."""
    unspaced = len(UNSPACED.findall(text))
    spaced = len(UNSPACED.sub(" ", text).split())
    return max(1, round(spaced / WORDS_A_MINUTE + unspaced / CHARACTERS_A_MINUTE))


@cache
def language(code: str) -> str:
    """The English name of a language by its ISO 639-1 code; the code itself where it has none, empty for `und`."""
    from babel import Locale

    if code in ("", "und"):
        return ""
    name: str = Locale("en").languages.get(code, code)
    return name


def direction(code: str) -> str:
    """`rtl` for a language written from right to left, else `ltr`."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def inferred(source: Source) -> str:
    """What to say beside a title or date that was not stated as such, `from the text`; empty for one that was."""
    return _INFERRED.get(source, "")


def evidence(source: Source) -> str:
    """Where a title or date came from, as part of a sentence."""
    return _EVIDENCE[source]


def lead(text: str, length: int = 200) -> str:
    """The beginning of a text on one line, at most `length` code points, cut between words."""
    line = " ".join(text[: 2 * length].split())
    if len(line) <= length:
        return line
    cut = line[:length]
    cut = cut.rpartition(" ")[0] or cut[:-1]
    return cut.rstrip(",;:–—- ") + "…"
