"""Any bytes under any names: the pages of what becomes an article hold nothing that could run, and can be made at all.

The analysis is invented from the text, so that any words of it become names, topics and statements.
"""

from __future__ import annotations

import atexit
import csv
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import model
from generator.ingest.corpus import read_corpus
from generator.progress import Silent
from generator.publish.front_matter import read_front_matter
from generator.publish.mkdocs import load
from generator.publish.pages import files_below
from generator.publish.render import Listed, Renderer
from generator.resolve import resolve
from generator.settings import Settings
from generator.write import catalogue, write_images, write_pages, write_tables
from generator.write.cells import guarded
from tests.fuzz.inputs import BARE, SETTINGS, corpus
from tests.fuzz.passive import assert_passive_body, assert_passive_page, shape
from tests.rendering import render
from tests.shared import ROOT

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LONGEST = 8_000
"""Code points of a text that are read for names."""
WHOLE_PAGES = 6
"""Pages that are filled into their templates: the slow part."""
_WORDS = re.compile(r"\S+(?: \S+)?")
_SENTENCE = re.compile(r"[^.!?\n][^.!?\n]*[.!?]*")
_TYPES: tuple[model.EntityType, ...] = ("person", "organisation", "place")
_SAMPLE = b"""%%% a/plain.md
---
title: Plain words
date: 1975-08-01
source: Herald
author: [Ann Holm, Carl Brandt]
url: https://example.org/a
rights: CC0
---
Ann Holm met Carl Brandt. "It is late", Ann Holm said in May 1975.

![alt](https://example.org/a.png) [b](b.md)
%%% a/b.txt
Ann Holm met Carl Brandt again. Grain prices rose. Grain prices fell.
%%% a/none.txt
\0
%%% x.doc
y
%%% a/plain.html
<html><head><title>Grain prices</title></head><body><p>Ann Holm met Carl Brandt again in the town.</p></body></html>
"""
"""Harmless words on every kind of page."""


def page(data: bytes) -> None:
    """Make and check all pages and tables of the corpus that `data` describes."""
    known = _known_shape()
    with _docs(data) as docs:
        paths = files_below(docs)
        for path in paths:
            if path.endswith(".md"):
                assert_passive_body(_rendered(read_front_matter((docs / path).read_text(encoding="utf-8"))[0]))
        for whole in _whole_pages(docs, _chosen(paths, data)):
            assert_passive_page(whole, known)


@contextmanager
def _docs(data: bytes) -> Iterator[Path]:
    """All pages, tables and pictures of the corpus that `data` describes, in a folder."""
    with corpus(data) as root:
        found = read_corpus(root, SETTINGS, Silent(), workforce=BARE)
        analysed = model.Analysed(found, tuple(invented(article) for article in found.articles))
        whole = resolve(analysed, Settings(topic_min_articles=1), Silent())
        docs = root.parent / "docs"
        whole = write_images(whole, root, docs)
        write_pages(catalogue(whole, "corpus"), docs, Silent())
        write_tables(whole, docs / "data")
        _check_tables(docs / "data")
        yield docs


def _whole_pages(docs: Path, paths: Iterable[str]) -> Iterator[str]:
    """The pages at `paths` below `docs`, filled into their templates."""
    config = _configuration()
    config.docs_dir, config.site_dir = str(docs), str(docs.parent / "site")
    renderer = Renderer(config, Listed(files_below(docs), ()))
    for path in paths:
        renderer.render(path)
        yield Path(config.site_dir, path).with_suffix(".html").read_text(encoding="utf-8")


def invented(article: model.Article) -> model.Analysis:
    """Names, statements, descriptions, keywords and dates out of any words of an article, the same in every run."""
    text = article.text[:LONGEST]
    sentences = tuple(found.span() for found in _SENTENCE.finditer(text))
    words = [found for found in _WORDS.finditer(text) if zlib.crc32(found[0].encode()) % 3 == 0][:24]
    mentions = tuple(
        model.Mention(one.start(), one.end(), _TYPES[number % 3], ("model",), one[0].strip())
        for number, one in enumerate(words)
        if one[0].strip()
    )
    said = tuple(
        model.Statement(start, end, "direct", "said", speaker=len(mentions) - 1 if mentions else None)
        for start, end in sentences[:6]
    )
    return model.Analysis(
        language=article.language or "en",
        sentences=sentences,
        mentions=mentions,
        statements=said,
        roles=tuple(model.Role(start, end, 0) for start, end in sentences[1:4] if mentions),
        keywords=tuple(
            model.Keyword(one[0], one[0].casefold(), 0.5) for one in {word[0]: word for word in words}.values()
        )[:10],
        dates=tuple(model.SpokenDate(start, end, "1975-05", "month") for start, end in sentences[:3]),
    )


def _check_tables(folder: Path) -> None:
    """No cell can run as a formula, and every table can be read."""
    csv.field_size_limit(10_000_000)
    for table in sorted(folder.glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream, strict=True):
                for cell in row:
                    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or _is_number(cell), (
                        f"{table.name}: {cell!r}"
                    )
                    assert not cell.startswith("'") or guarded(cell[1:]) == cell or guarded(cell) == cell


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None


@lru_cache(maxsize=2_000)
def _rendered(body: str) -> str:
    return render(body)


def _chosen(paths: Sequence[str], data: bytes) -> list[str]:
    """The pages of articles and of the collection first, then others that depend on the input."""
    turn = zlib.crc32(data)
    pages = [path for path in paths if path.endswith(".md")]
    first = [path for path in pages if path == "collection.md" or path.startswith("articles/")]
    others = sorted((path for path in pages if path not in first), key=lambda path: zlib.crc32(path.encode(), turn))
    return [*first, *others][:WHOLE_PAGES]


@cache
def _configuration() -> MkDocsConfig:
    """MkDocs' configuration of a copy of the project without its generated pages."""
    folder = Path(tempfile.mkdtemp(prefix="readingroom-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(ROOT / "generator" / "theme", folder / "generator" / "theme")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    config = load(folder / "mkdocs.yml", folder / "docs", folder / "site")[0]
    templates = config.theme.get_env()
    config.theme.get_env = lambda: templates  # type: ignore[method-assign]  # compiled once
    return config


@cache
def _known_shape() -> frozenset[tuple[str, ...]]:
    """What pages of harmless words are made of."""
    with _docs(_SAMPLE) as docs:
        paths = [path for path in files_below(docs) if path.endswith(".md")]
        return frozenset().union(*map(shape, _whole_pages(docs, paths)))
