"""Rich Text: striprtf tells the letters, marks that are put in before tell headings, tables, lists, links and notes."""

from __future__ import annotations

import re
from itertools import groupby

from lxml import etree
from lxml.etree import _Element as Element

from generator.ingest import layout, markup, properties, rtf_marks
from generator.ingest.cleaning import NO_XML, Counts, clean_characters, squeeze
from generator.ingest.draft import Draft
from generator.ingest.images import Neighbours
from generator.ingest.markup import say
from generator.ingest.rtf_marks import BOX, BREAK, CELL, END, HEADING, LABEL, LABEL_ENDS, LINK, LINK_ENDS, ROW, ROW_ENDS
from generator.settings import Limits

_ROWS = re.compile(f"{ROW}([^{ROW_ENDS}]*){ROW_ENDS}")
_INLINE = re.compile(f"({LINK}[0-9]+{END}|{LINK_ENDS}|{BREAK})")
_HEADED = re.compile(f"(.*){HEADING}([1-6])$")
_LABELLED = re.compile(f"\\s*{LABEL}([^{LABEL_ENDS}]*){LABEL_ENDS}(.*)")
_BOXED = re.compile(f"{BOX}([0-9]+){END}")
_NUMBER = re.compile(r"\(?(\d{1,4})[.)]")
_LEFT_OVER = re.compile("[\ue000-\ue0ff]")
_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "›", "\uf02d": "–"})
"""The commonest signs of the fonts Symbol and Wingdings, which lie where Unicode has nothing."""


def read_rtf(data: bytes, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read Rich Text; what was cleaned goes to `counts`. Raises `BrokenFormatError`, and what striprtf raises."""
    marked = rtf_marks.mark(data.decode("latin-1"))
    reader = _Reader(marked, counts)
    tree = etree.Element("body")
    reader.blocks(_text(marked.rtf), tree)
    for number, note in enumerate(marked.notes, start=1):
        reader.blocks(f"[{number}] {reader.inner(note).strip()}", etree.SubElement(tree, "div"))
    title = properties.plausible(reader.inner(marked.title)) if marked.title else ""
    return properties.with_title(markup.draft(tree, neighbours, counts), title)


def _text(rtf: str) -> str:
    from striprtf.striprtf import rtf_to_text

    said: str = rtf_to_text(rtf, errors="replace")
    whole = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # pairs are written as two
    return whole.translate(_BULLETS)


class _Reader:
    """Turns texts with marks into the tree that is written as Markdown."""

    def __init__(self, marked: rtf_marks.Marked, counts: Counts) -> None:
        self._marked = marked
        self._counts = counts

    def inner(self, rtf: str) -> str:
        """A piece that was taken out, as text."""
        return _text(f"{{\\rtf1 {self._marked.head}{rtf}}}")

    def blocks(self, text: str, target: Element) -> None:
        """Append the blocks of a text to `target`."""
        for number, part in enumerate(_ROWS.split(text)):
            if number % 2:
                self._row(part, target)
            else:
                self._paragraphs(part, target)

    def _row(self, text: str, target: Element) -> None:
        """A row: of the table that ends just before, or of a new one."""
        row = etree.SubElement(markup.at_end(target, "table"), "row")
        *cells, rest = text.split(CELL)
        for cell in [*cells, rest] if rest.strip() else cells:
            words = " ".join(_label(line)[1] for line in cell.split("\n"))
            self._words(words, etree.SubElement(row, "cell"))
        self._hang(text, target)

    def _paragraphs(self, text: str, target: Element) -> None:
        lines = text.split("\n")
        for kind, group in groupby(lines, key=_kind):
            run = list(group)
            if kind == "plain":
                for paragraph in layout.paragraphs(clean_characters("\n".join(run), self._counts)):
                    self._words(paragraph.text, etree.SubElement(target, "p"))
                    self._hang(paragraph.text, target)
            elif kind == "heading":
                for line in run:
                    self._heading(line, target)
            else:
                self._list([_label(line) for line in run], target)
                self._hang("".join(run), target)

    def _heading(self, line: str, target: Element) -> None:
        found = _HEADED.match(line)
        words = found[1] if found else line
        if _LEFT_OVER.sub("", words).strip():
            label, said = _label(words)
            level = found[2] if found else "2"
            self._words(f"{label} {said}".strip(), etree.SubElement(target, "head", rend=f"h{level}"))
        self._hang(line, target)

    def _list(self, items: list[tuple[str, str]], target: Element) -> None:
        number = _NUMBER.match(items[0][0])
        made = etree.SubElement(target, "list", rend="ol" if number else "ul")
        if number:
            made.set("start", number[1])
        for _, words in items:
            self._words(words, etree.SubElement(made, "item"))

    def _words(self, text: str, target: Element) -> None:
        """Words with their links and line breaks."""
        here = target
        for piece in _INLINE.split(_BOXED.sub("", text)):
            if piece == BREAK:
                etree.SubElement(here, "lb")
            elif piece == LINK_ENDS:
                here = target
            elif piece.startswith(LINK):
                number = int(piece[1:-1])
                address = self._marked.links[number] if number < len(self._marked.links) else ""
                here = etree.SubElement(target, "ref", target=address)
            else:
                say(here, _safe(piece))

    def _hang(self, text: str, target: Element) -> None:
        """The text boxes that hang at a paragraph, behind it."""
        for box in _BOXED.finditer(text):
            if int(box[1]) < len(self._marked.boxes):
                boxed = self._marked.boxes[int(box[1])]
                self.blocks(_BOXED.sub("", self.inner(boxed)), target)


def _kind(line: str) -> str:
    """What a line is: `heading`, `plain`, or an item of one or the other kind of list."""
    if _HEADED.match(line):
        return "heading"
    if not _LABELLED.match(line):
        return "plain"
    return "number" if _NUMBER.match(_label(line)[0]) else "bullet"


def _label(line: str) -> tuple[str, str]:
    """The label of a line of a list, and what it says."""
    found = _LABELLED.match(line)
    return (squeeze(found[1]), found[2]) if found else ("", line)


def _safe(text: str) -> str:
    """Words without marks, and without what XML cannot hold."""
    return NO_XML.sub("", _LEFT_OVER.sub("", text)).replace("\r", "")
