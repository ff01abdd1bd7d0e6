"""The main text of a web page, as trafilatura gives it (a small TEI-like tree), to Markdown that says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from generator.ingest.cleaning import NO_XML, Counts, clean_characters, decode_entities, squeeze
from generator.ingest.images import Neighbours
from generator.ingest.pictures import Pictures, resolved
from generator.ingest.text import escape_inline, escape_start, link

_BLOCKS = frozenset(("p", "head", "list", "quote", "table", "div"))
_MARKS = {"#b": "**", "#i": "*"}
_LINKABLE = re.compile(r"(?:https?://|mailto:)\S+$", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n]+")
BESIDE = "beside:"
"""Marks a link to another file of the corpus while trafilatura is at work."""
_HARD_BREAK = "\\\n"


@dataclass(slots=True)
class Body:
    """Turns one page's tree into Markdown."""

    pictures: Pictures
    base: str
    """The page's own address, which the addresses of pictures start from; empty when unknown."""
    counts: Counts

    def markdown(self, tree: Element) -> str:
        """The Markdown of `tree`, blocks parted by a blank line."""
        return "\n\n".join(self._blocks(tree))

    def _blocks(self, parent: Element) -> list[str]:
        """The blocks of an element that holds blocks, loose words, or both."""
        blocks: list[str] = []
        loose = self._words(parent.text)
        for child in parent:
            if child.tag in _BLOCKS or _is_code_block(child):
                blocks += [*_paragraph(loose), *self._block(child)]
                loose = self._words(child.tail)
            else:
                loose += self._inline(child) + self._words(child.tail)
        return [*blocks, *_paragraph(loose)]

    def _block(self, element: Element) -> list[str]:
        match element.tag:
            case "head":
                level = re.sub(r"\D", "", element.get("rend") or "") or "2"
                words = squeeze(self._line(element))
                return [f"{'#' * min(int(level), 6)} {words}"] if words else []
            case "list":
                return [self._list(element)]
            case "quote":
                blocks = self._blocks(element)
                return [_indent("\n\n".join(blocks), "> ", "> ")] if blocks else []
            case "table":
                return self._table(element)
            case "code":
                return [_fence(self._clean("".join(map(str, element.itertext()))))]
            case _:
                return self._blocks(element)

    def _list(self, element: Element) -> str:
        ordered = element.get("rend") == "ol"
        start = min(int(element.get("start") or 1), 999_999)
        items: list[str] = []
        for child in element:
            blocks = self._blocks(child) if child.tag == "item" else self._block(child)
            if blocks:
                mark = f"{start + len(items)}. " if ordered else "- "
                items.append(_indent("\n\n".join(blocks), mark, " " * len(mark)))
        return "\n".join(items)

    def _table(self, element: Element) -> list[str]:
        rows = [[squeeze(self._line(cell)) for cell in row] for row in element if row.tag == "row"]
        rows = [row for row in rows if any(row)]
        if not rows:
            return []
        width = max(map(len, rows))
        headed = any(cell.get("role") == "head" for row in element for cell in row)
        head, *body = rows if headed else [[""] * width, *rows]
        lines = [head, ["---"] * width, *body]
        return ["\n".join("| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in lines)]

    def _line(self, element: Element) -> str:
        """All that an element says, on one line."""
        parts = [self._words(element.text)]
        for child in element:
            inside = f" {self._line(child)} " if child.tag in _BLOCKS else self._inline(child).replace(_HARD_BREAK, " ")
            parts += [inside, self._words(child.tail)]
        return "".join(parts)

    def _inline(self, element: Element) -> str:
        match element.tag:
            case "lb":
                return _HARD_BREAK
            case "graphic":
                return self._picture(element)
            case "code":
                return _code(self._clean("".join(map(str, element.itertext()))))
        words = self._words(element.text)
        for child in element:
            words += self._inline(child) + self._words(child.tail)
        if element.tag == "ref":
            return self._link(words, element.get("target") or "")
        mark = _MARKS.get(element.get("rend") or "") if element.tag == "hi" else None
        return _marked(words, mark, element.tail or "") if mark else words

    def _link(self, words: str, target: str) -> str:
        url = target.removeprefix(BESIDE)
        leads = self.pictures.neighbours.place(url) if target.startswith(BESIDE) else _LINKABLE.match(url)
        if not leads and words.strip() and url.strip("#"):
            self.counts["links without an address to follow"] += 1
        return link(words, url) if leads and words.strip() else words

    def _picture(self, element: Element) -> str:
        url = (element.get("src") or "").strip()
        words = self._clean(element.get("alt") or element.get("title") or "")
        return f" {self.pictures.markdown(url, words, self.base)} "

    def _words(self, text: str | None) -> str:
        return escape_inline(_SPACE.sub(" ", self._clean(decode_entities(text, self.counts)))) if text else ""

    def _clean(self, text: str) -> str:
        """Clean what a reference stood for: a tree may hold any character, however clean its source was."""
        return text if text.isspace() else clean_characters(text, self.counts)


def settle_links(page: Element, neighbours: Neighbours) -> None:
    """Resolve the links of a page against its own address, since trafilatura takes its host's front page for that.

    Links to other files of the corpus stay as they are, behind `BESIDE`.
    """
    said = page.xpath("//base/@href | //link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    base = next((url for url in map(str, said if isinstance(said, list) else ()) if _LINKABLE.match(url)), "")
    for anchor in page.iter("a"):
        target = NO_XML.sub("", anchor.get("href") or "").strip()
        anchor.set("href", BESIDE + target if neighbours.place(target) else resolved(base, target))


def _paragraph(words: str) -> list[str]:
    lines = [squeeze(line) for line in words.split(_HARD_BREAK)]
    text = _HARD_BREAK.join(escape_start(line) for line in lines if line)
    return [text] if text else []


def _is_code_block(element: Element) -> bool:
    return element.tag == "code" and (len(element) > 0 or "\n" in (element.text or ""))


def _indent(block: str, first: str, others: str) -> str:
    lines = block.split("\n")
    return "\n".join([first + lines[0], *((others + line).rstrip() for line in lines[1:])])


def _fence(code: str) -> str:
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return f"{ticks}\n{code.strip(chr(10))}\n{ticks}"


def _code(code: str) -> str:
    code = squeeze(code)
    ticks = "`" * (1 + max(map(len, re.findall("`+", code)), default=0))
    return (
        f"{ticks} {code} {ticks}"
        if code.startswith("`") or code.endswith("`")
        else f"{ticks}{code}{ticks}"
        if code
        else ""
    )


def _marked(words: str, mark: str, after: str) -> str:
    """Emphasis, where the rules for its marks let it end before `after`; else the words alone."""
    core = words.strip()
    if not core or _HARD_BREAK in core or not core[0].isalnum() or (not core[-1].isalnum() and after[:1].isalnum()):
        return words
    before, _, behind = words.partition(core)
    return f"{before}{mark}{core}{mark}{behind}"
