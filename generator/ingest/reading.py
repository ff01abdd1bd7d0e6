"""One file to one article: its bytes decoded, its format read, and of all that is claimed the best believed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator import document
from generator.errors import EmptyArticleError, TooLargeError
from generator.ingest import boilerplate, dates, formats, titles
from generator.ingest.cleaning import Counts, clean_plain, squeeze
from generator.ingest.decoding import decode
from generator.ingest.draft import Claims, Draft
from generator.ingest.glued import glued_words
from generator.ingest.html import looks_like_html, read_html
from generator.ingest.images import Neighbours
from generator.ingest.length import check_length
from generator.ingest.markdown import parsed, read_markdown
from generator.ingest.nesting import check_nesting
from generator.ingest.opening import BLANK, open_file
from generator.ingest.text import read_text
from generator.model import Article, Source
from generator.settings import Limits


def read_article(
    data: bytes, neighbours: Neighbours, keeper: Claims, limits: Limits
) -> tuple[Article, tuple[str, ...]]:
    """Read the bytes of a file; `neighbours` knows where it lies, `keeper` is what metadata.csv says of it.

    Returns the article and the warnings about it. Raises an `ArticleError` when there is nothing to publish.
    """
    path = neighbours.path
    counts = Counts()
    draft = _draft(data, path.rpartition(".")[2].lower(), neighbours, limits, counts)
    body = parsed(draft.markdown)
    check_nesting(body, limits)
    if not any(token.content.strip() or token.type == "hr" for token in body.tokens):
        raise EmptyArticleError("has nothing to read in it.", remedy="Add text, or remove the file.")
    check_length(len(body.text), limits)
    claims = (keeper, *draft.claims)
    title, title_source = _title(claims, body.text, path)
    date, date_source = _date(claims, path)
    url = _first(claim.url for claim in claims)
    article = Article(
        id=neighbours.article_id,
        path=path,
        title=title,
        title_source=title_source,
        date=date,
        date_source=date_source,
        language=_first(claim.language for claim in claims),
        source=_first(claim.source for claim in claims) or boilerplate.host(url),
        authors=next((claim.authors for claim in claims if claim.authors), ()),
        url=url,
        rights=_first(claim.rights for claim in claims),
        encoding=draft.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        markdown=draft.markdown,
        text=body.text,
        images=draft.images,
        byline=draft.byline,
        cleaned=tuple(sorted((+counts).items())),
        glued=glued_words(body.text),
        links=document.destinations(body),
    )
    return article, draft.warnings


def _draft(data: bytes, ending: str, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read a file as what its ending says."""
    if ending in formats.DOCUMENTS:
        draft = formats.read_document(data, ending, neighbours, limits, counts)
        check_length(len(draft.markdown) // 4, limits)  # the rest may be marks and addresses
        return draft
    formats.check_text(data)
    decoded = decode(data)
    # What cleaning takes out of a text is little; of a web page most is markup.
    check_length(len(decoded.text) // (20 if looks_like_html(decoded.text) else 1), limits)
    if decoded.broken:
        counts["broken characters"] = decoded.broken
    draft = _text(decoded.text, ending, neighbours, limits, counts)
    return replace(draft, encoding=decoded.encoding)


def _text(text: str, ending: str, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read a text as what it is: a whole web page is one under any ending."""
    if ending in ("html", "htm", "xhtml") or looks_like_html(text):
        return read_html(text, neighbours, counts)
    if ending in ("md", "markdown"):
        return read_markdown(text, neighbours, limits, counts)
    return read_text(text, counts)


def read_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a file. Raises `TooLargeError`, `EmptyArticleError`, `UnreadableError` and `OSError`."""
    limit = limits.file_bytes
    with open_file(path) as file:
        data = file.read(limit + 1)
        size = os.fstat(file.fileno()).st_size
    if len(data) > limit:
        raise TooLargeError(
            f"has {size:,} bytes, more than the {limit:,} that a file may have.",
            remedy="Split it, or raise `extra: generator: limits: file_bytes` in mkdocs.yml.",
        )
    if not data.strip(BLANK):
        raise EmptyArticleError("is empty.", remedy="Add text, or remove the file.")
    return data


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _title(claims: tuple[Claims, ...], text: str, path: str) -> tuple[str, Source]:
    for claim in claims:
        if claim.title:
            return claim.title, claim.witness
    made = titles.made(tuple(text.split("\n\n")))
    if made:
        return made, "made"
    stem = path.rpartition("/")[2].rpartition(".")[0].encode("utf-8", "replace").decode()
    return squeeze(clean_plain(stem.replace("_", " ").replace("-", " "), Counts())) or "Untitled", "filename"


def _date(claims: tuple[Claims, ...], path: str) -> tuple[str, Source]:
    for claim in claims:
        if claim.date:
            return claim.date, claim.witness
    found = dates.in_path(path)
    return (found, "filename") if found else ("", "none")
