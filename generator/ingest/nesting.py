"""How deep what stands in one another may go: parsers recurse into it, or drop what is deepest without a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator import document
from generator.document import Document
from generator.errors import TooLargeError
from generator.ingest.cleaning import NO_XML
from generator.settings import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEEPEST_ELEMENT = 250
"""Elements of a web page: libxml2 stops reading at 256, and all that follows would be lost."""
_TOO_DEEP = "/*" * DEEPEST_ELEMENT
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_BLOCKS_OF_WORDS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "br", "pre"})
"""These stay where others are too deep: without its paragraphs a text is no text to trafilatura."""
_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "li", "dt", "dd"})
"""These stay where what they are parts of stays."""
_ROOM = 10
"""Levels that are kept for blocks of words, and as many more for parts."""
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_CONTAINERS = frozenset({"blockquote", "bullet_list", "ordered_list"})
_TOML_TEXT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' r"|'''(?:[^']|'(?!''))*'''" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'|#[^\n]*",
    re.DOTALL,
)
_TOML_DOTS = re.compile(r"[\w-]+(?:[ \t]*\.[ \t]*[\w-]+)+")


def check_nesting(parsed: Document, limits: Limits) -> None:
    """Raise `TooLargeError` where the lists and quotes of `parsed` go deeper than the settings allow."""
    found = deepest = 0
    for token in parsed.tokens:
        found += token.nesting * (token.type.rpartition("_")[0] in _CONTAINERS)
        deepest = max(deepest, found)
    if parsed.flattened or deepest > limits.nesting:
        depth = f"more than {document.DEEPEST // 2 - 2}" if parsed.flattened else f"{deepest}"
        raise too_deep(f"has {depth} lists and quotes in one another", limits)


def too_deep(problem: str, limits: Limits, line: int | None = None) -> TooLargeError:
    """The error that `problem` is, which says how deep something goes."""
    return TooLargeError(
        f"{problem}, more than the {limits.nesting} that are read.",
        remedy="Simplify it, or raise `extra: generator: limits: nesting` in mkdocs.yml, which may be 28.",
        line=line,
    )


def check_toml(block: str, limits: Limits) -> None:
    """Raise `TooLargeError`, with the line in the file, where the lists, tables and dotted keys of TOML go too deep.

    It is found without a parser: that of Python takes the square of the depth in time and memory for dotted keys.
    """
    depth = 0
    plain = _TOML_TEXT.sub(lambda text: "_" + "\n" * text[0].count("\n"), block)
    for number, line in enumerate(plain.split("\n"), 2):
        dots = max((key.count(".") for key in _TOML_DOTS.findall(line)), default=0)
        if dots >= limits.nesting:
            raise too_deep(f"has a key of {dots + 1:,} parts in its front matter", limits, number)
        for character in line:
            depth += (character in "[{") - (character in "]}")
            if depth >= limits.nesting:
                raise too_deep(f"has front matter that nests {depth + 1} deep or more", limits, number)


def flattened(text: str) -> tuple[str, int]:
    """Write a web page so that no element stands deeper than `DEEPEST_ELEMENT`, and say how deep they stood.

    The words of what is deeper are words of the element around it: none is lost.
    """
    from lxml import etree

    builder = _Flat()
    parser = etree.HTMLParser(target=builder, huge_tree=True, remove_comments=True, remove_pis=True)
    parser.feed(text)
    page: str = etree.tostring(parser.close(), encoding="unicode", method="html")
    return page, builder.deepest


def nests_too_deep(tree: Element) -> bool:
    """Whether a page goes so deep that what libxml2 made of it may not be all of it."""
    return bool(tree.xpath(f"boolean({_TOO_DEEP})"))


class _Flat:
    """Builds a tree from the events of a parser; scripts that are too deep go with what is in them."""

    def __init__(self) -> None:
        from lxml import etree

        self._tree = etree.TreeBuilder()
        self._open: list[tuple[str, bool]] = []
        """The elements that are not ended, and whether each is in the tree."""
        self._kept = 0
        """How many of them are."""
        self._unseen = 0
        self.deepest = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        keep = self._is_kept(tag)
        if keep:
            named = {name: value for name, value in attributes.items() if _NAME.fullmatch(name)}
            self._tree.start(tag, {name: NO_XML.sub("", value or "") for name, value in named.items()})
        self._open.append((tag, keep))
        self._kept += keep
        self._unseen += not keep and tag in _UNSEEN
        self.deepest = max(self.deepest, len(self._open))

    def _is_kept(self, tag: str) -> bool:
        if not _NAME.fullmatch(tag):
            return False
        if tag in _BLOCKS_OF_WORDS:
            return self._kept < DEEPEST_ELEMENT
        if tag in _PARTS:
            return self._kept < DEEPEST_ELEMENT - _ROOM and all(keep for _, keep in self._open[-1:])
        return self._kept < DEEPEST_ELEMENT - 2 * _ROOM

    def end(self, tag: str) -> None:
        """An element ends; the outermost only with the page, for a tree has one."""
        if len(self._open) > 1:
            self._end()

    def data(self, words: str) -> None:
        """Words."""
        if not self._unseen:
            self._tree.data(NO_XML.sub("", words))

    def close(self) -> Element:
        """The page ends, and with it all that libxml2 left open."""
        if not self.deepest:
            self.start("html", {})
        while self._open:
            self._end()
        return self._tree.close()

    def _end(self) -> None:
        tag, keep = self._open.pop()
        if keep:
            self._tree.end(tag)
        self._kept -= keep
        self._unseen -= not keep and tag in _UNSEEN
