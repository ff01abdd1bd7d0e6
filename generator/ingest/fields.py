"""The fields that front matter and metadata.csv may give, under the names that are in use for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.ingest import dates
from generator.ingest.cleaning import Counts, clean_plain, squeeze
from generator.ingest.draft import Claims
from generator.model import Source

_NAMES = {
    "title": "title headline dc.title dcterms.title og:title",
    "date": "date published published_time publishdate publish_date pubdate pub_date created issued datepublished"
    " date_published dc.date dcterms.date dcterms.issued dcterms.created article:published_time",
    "source": "source publisher site site_name outlet publication newspaper dc.source dc.publisher dcterms.publisher"
    " dcterms.source og:site_name",
    "authors": "authors author creator byline by dc.creator dcterms.creator article:author",
    "url": "url link permalink source_url canonical_url canonical original_url dc.identifier dcterms.identifier"
    " identifier",
    "rights": "rights license licence copyright dc.rights dcterms.rights dcterms.license",
    "language": "language lang locale dc.language dcterms.language",
}
NAMES: tuple[str, ...] = tuple(_NAMES)
"""The fields, by the names that the documentation gives them."""
_FIELD = {name.replace(":", "."): field for field, names in _NAMES.items() for name in names.split()}
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
_LONGEST = 1_000
"""Longest value of a field, in code points."""


def known(name: str) -> str | None:
    """The field that `name` stands for, or None."""
    return _FIELD.get(name.strip().lower().replace(":", ".").replace("-", "_"))


def claims(witness: Source, given: Mapping[str, object]) -> tuple[Claims, tuple[str, ...]]:
    """What `given` (texts, or lists of texts, by name) says about an article, and what is wrong with it.

    Fields that are not known are passed over; of two names for one field, the one that stands first here counts.
    """
    values: dict[str, object] = {}
    for name in sorted(given, key=lambda name: _rank(str(name))):
        field = known(str(name))
        if field and given[name] not in ("", None):
            values.setdefault(field, given[name])
    warnings: list[str] = []
    texts = {field: _text(field, value, warnings) for field, value in values.items() if field != "authors"}
    date = dates.day(texts.get("date", ""))
    if texts.get("date") and not date:
        warnings.append(f"the date {texts['date']!r} is no full date; write it as 2021-03-09.")
    url = texts.get("url", "")
    if url and not re.match(r"https?://\S+$", url):
        url = ""
    language = _LANGUAGE.fullmatch(texts.get("language", ""))
    if texts.get("language") and not language:
        warnings.append(f"the language {texts['language']!r} is no code such as en or fr.")
    found = Claims(
        witness,
        title=texts.get("title", ""),
        date=date,
        source=texts.get("source", ""),
        authors=_authors(values.get("authors"), warnings),
        url=url,
        rights=texts.get("rights", ""),
        language=language[1].lower() if language else "",
    )
    return found, tuple(warnings)


def _rank(name: str) -> tuple[int, str]:
    key = name.strip().lower().replace(":", ".").replace("-", "_")
    return (list(_FIELD).index(key) if key in _FIELD else len(_FIELD), name)


def _text(field: str, value: object, warnings: list[str]) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        warnings.append(f"`{field}` is not one line of text; it is left out.")
        return ""
    return squeeze(clean_plain(value, Counts()))


def _authors(value: object, warnings: list[str]) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        value = re.split(r"\s*[|;]\s*", value)
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value):
        warnings.append("`authors` is neither a text nor a list of texts; it is left out.")
        return ()
    return tuple(dict.fromkeys(filter(None, (_text("authors", one, warnings) for one in value))))
