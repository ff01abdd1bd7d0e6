"""What the properties of an office document say of it: a title, where a person gave it one.

Authors and days are not taken: they are of whoever opened the program, and of when, not of the article.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.errors import BrokenFormatError
from generator.ingest.cleaning import Counts, clean_plain, squeeze
from generator.ingest.draft import Claims, Draft
from generator.ingest.packed import Package

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MADE = re.compile(
    r"(?:microsoft\s+word|microsoft\s+powerpoint|untitled|unbenannt|sans\s+titre|без\s+имени|document\d*|dokument\d*"
    r"|title|titel|titre|doc\d*|new\s|layout\s)\b.*|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|tex|dvi|txt|html?|wpd|pages)\b.*"
    r"|\W*|[\W\d_]+|\S*[\\/]\S*|.*\btemplate\b.*",
    re.IGNORECASE,
)
"""Names that programs give, and names of files."""
_LONGEST = 300


def title(package: Package, part: str) -> str:
    """The title among the properties that `part` of a package holds; empty where a program made it up."""
    if part not in package.names():
        return ""
    try:
        tree = package.xml(part)
    except BrokenFormatError:
        return ""  # properties that cannot be read say nothing; the text may be whole
    return plausible(next((str(one.text or "") for one in tree.iter(_TITLE)), ""))


def plausible(given: str) -> str:
    """A title on one line; empty where it is none that a person gave."""
    said = squeeze(clean_plain(given[: 2 * _LONGEST], Counts()))
    return "" if len(said) > _LONGEST or _MADE.fullmatch(said) or len(said.split()) < 2 else said


def with_title(draft: Draft, given: str) -> Draft:
    """`draft` with a title of the properties, which counts where the text itself has none."""
    return replace(draft, claims=(*draft.claims, Claims("front-matter", title=given))) if given else draft
