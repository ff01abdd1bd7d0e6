"""OpenDocument texts: the parts of the archive in XML, read with lxml.

Their styles say what a paragraph or a list is. odfdo was tried: its Markdown leaves characters unescaped that mean
something in Markdown, and loses links around pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from generator.errors import BrokenFormatError, EncryptedError
from generator.ingest import markup, properties
from generator.ingest.cleaning import Counts
from generator.ingest.draft import Draft
from generator.ingest.images import Neighbours
from generator.ingest.markup import element_number, name, say, words
from generator.ingest.packed import DECRYPT, unpack
from generator.settings import Limits

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NO_TEXT = frozenset(
    "tracked-changes change change-start change-end annotation annotation-end forms script event-listeners desc title"
    " table-of-content hidden-text page-number page-count sequence-decls variable-decls user-field-decls dde-connection"
    "-decls soft-page-break ruby-text object object-ole plugin table-of-content-source bibliography-source"
    " alphabetical-index-source user-index-source illustration-index-source table-index-source object-index-source"
    " control".split()
)
_FLOW = frozenset(
    ("section", "index-body", "index-title", "bibliography", "alphabetical-index", "user-index", "numbered-paragraph")
)
_FLOATING = frozenset(("text-box", "p", "h", "list", "table"))
_SHAPES = frozenset(
    "frame text-box g custom-shape rect ellipse circle caption line polyline polygon regular-polygon path connector"
    " measure".split()
)
"""What is drawn, and may hold words."""
_MOST_REPEATED = 50
"""Cells or rows that one of them may stand for: a spreadsheet's empty margin stands for a million."""


@dataclass(slots=True)
class _Styles:
    """What the styles of a document tell, by their names."""

    parents: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    """`#b` or `#i`."""
    numbered: dict[str, str] = field(default_factory=dict)
    """The kinds of a list's levels, outermost first: `1` for a number, `-` for a bullet."""

    def add(self, root: Element) -> None:
        """Take what a part says of styles."""
        for style in root.iter(f"{_STYLE}style"):
            named = style.get(f"{_STYLE}name") or ""
            self.parents[named] = style.get(f"{_STYLE}parent-style-name") or ""
            font = style.find(f"{_STYLE}text-properties")
            if font is not None and font.get(f"{_FO}font-weight") in ("bold", "700", "800", "900"):
                self.fonts[named] = "#b"
            elif font is not None and font.get(f"{_FO}font-style") in ("italic", "oblique"):
                self.fonts[named] = "#i"
        for style in root.iter(f"{_TEXT}list-style"):
            levels = ("1" if name(level).endswith("-number") else "-" for level in style)
            self.numbered[style.get(f"{_STYLE}name") or ""] = "".join(levels)

    def line(self, element: Element) -> tuple[str, ...]:
        """The style of an element, and those that it follows."""
        found: list[str] = []
        style = element.get(f"{_TEXT}style-name") or ""
        while style and style not in found:
            found.append(style)
            style = self.parents.get(style, "")
        return tuple(found)


def read_odt(data: bytes, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read an ODT; what was cleaned goes to `counts`. Raises an `ArticleError`."""
    package = unpack(data, limits)
    names = package.names()
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise EncryptedError("is encrypted: it was saved with a password.", remedy=DECRYPT)
    styles = _Styles()
    if "styles.xml" in names:
        styles.add(package.xml("styles.xml"))
    content = package.xml("content.xml")
    styles.add(content)
    body = next((one for one in content.iter() if name(one) == "text" and name(one.getparent()) == "body"), None)
    if body is None:
        raise BrokenFormatError("is an OpenDocument file, but no text.", remedy="Save it as a text document (.odt).")
    text = _Text(styles)
    tree = etree.Element("body")
    text.blocks(body, tree)
    for number, note in enumerate(text.notes, start=1):
        _lead(etree.SubElement(tree, "div"), note, f"[{number}] ")
    title = properties.title(package, "meta.xml")
    return properties.with_title(markup.draft(tree, neighbours, counts), title)


def _lead(target: Element, note: Element, mark: str) -> None:
    """Put a note's blocks into `target`, the number before its first words."""
    target.extend(list(note))
    first = next(iter(target), None)
    if first is None:
        target.text = mark.strip()
    else:
        first.text = mark + (first.text or "").lstrip()


@dataclass(slots=True)
class _Text:
    """Turns the elements of a text into the tree that is written as Markdown."""

    styles: _Styles
    notes: list[Element] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    """How many items the lists of a style have had."""

    def blocks(self, source: Element, target: Element, level: int = 0, listed: str = "") -> None:
        """Append the blocks in `source`, which are `level` lists deep in one of the style `listed`."""
        for child in source:
            match name(child):
                case "h":
                    depth = min(element_number(child, f"{_TEXT}outline-level"), 6)
                    self._paragraph(child, etree.SubElement(target, "head", rend=f"h{depth}"), target)
                case "p":
                    self._paragraph(child, self._place(child, target), target)
                case "list":
                    self._list(child, target, level, child.get(f"{_TEXT}style-name") or listed)
                case "table":
                    self._table(child, target)
                case kind if kind in _SHAPES or kind == "a":
                    self._floating(child, target)
                case kind if kind in _FLOW:
                    self.blocks(child, etree.SubElement(target, "div"), level, listed)
                case _:
                    pass

    def _place(self, element: Element, target: Element) -> Element:
        """What a paragraph becomes: a title, a quotation, or a paragraph."""
        line = self.styles.line(element)
        if "Title" in line:
            return etree.SubElement(target, "head", rend="h1")
        if "Quotations" in line or "Quote" in line:
            return etree.SubElement(markup.at_end(target, "quote"), "p")
        return etree.SubElement(target, "p")

    def _paragraph(self, source: Element, made: Element, target: Element) -> None:
        aside = etree.Element("div")
        self._inline(source, made, aside)
        target.extend(list(aside))

    def _inline(self, source: Element, target: Element, aside: Element) -> None:
        """Append the words of `source`; what floats beside them goes to `aside`."""
        say(target, source.text)
        for child in source:
            self._piece(child, target, aside)
            say(target, child.tail)

    def _piece(self, child: Element, target: Element, aside: Element) -> None:
        kind = name(child)
        if not kind or kind in _NO_TEXT:
            return
        if kind in ("s", "tab"):
            say(target, " ")
        elif kind == "line-break":
            etree.SubElement(target, "lb")
        elif kind == "note":
            self._note(child, target)
        elif kind in _SHAPES:
            self._floating(child, aside)
        elif kind == "image":
            etree.SubElement(target, "graphic", src=markup.EMBEDDED)
        elif kind == "a" and markup.leads_out(child.get(_HREF)):
            self._inline(child, etree.SubElement(target, "ref", target=child.get(_HREF)), aside)
        else:
            mark = next((self.styles.fonts[one] for one in self.styles.line(child) if one in self.styles.fonts), "")
            spans = kind == "span" and mark
            self._inline(child, etree.SubElement(target, "hi", rend=mark) if spans else target, aside)

    def _note(self, element: Element, target: Element) -> None:
        body = next((one for one in element if name(one) == "note-body"), None)
        if body is None:
            return
        made = etree.Element("div")
        self.notes.append(made)
        say(target, f"[{len(self.notes)}]")
        self.blocks(body, made)

    def _floating(self, element: Element, target: Element) -> None:
        """A picture, or words in a box."""
        for child in element:
            if name(child) == "image":
                etree.SubElement(etree.SubElement(target, "p"), "graphic", src=markup.EMBEDDED)
        inside = [child for child in element if name(child) in _FLOATING]
        if any(name(child) != "text-box" for child in inside):
            self.blocks(element, target)
        else:
            for child in element:
                if name(child) in _SHAPES or name(child) == "a":
                    self._floating(child, target)

    def _list(self, element: Element, target: Element, level: int, style: str) -> None:
        kinds = self.styles.numbered.get(style, "")
        ordered = kinds[level : level + 1] == "1"
        items = [child for child in element if name(child) in ("list-item", "list-header")]
        if any(name(block) == "h" for item in items for block in item):  # headings with numbers
            for item in items:
                self.blocks(item, target, level + 1, style)
            return
        made = etree.SubElement(target, "list", rend="ol" if ordered else "ul")
        if ordered and level == 0:
            before = self.counted.get(style, 0) if element.get(f"{_TEXT}continue-numbering") == "true" else 0
            made.set("start", str(before + 1))
            self.counted[style] = before + len(items)
        for item in items:
            self.blocks(item, etree.SubElement(made, "item"), level + 1, style)

    def _table(self, element: Element, target: Element) -> None:
        made = etree.SubElement(target, "table")
        for row, repeated in _rows(element):
            cells = [one for one in row if name(one) in ("table-cell", "covered-table-cell")]
            for _ in range(repeated if words(row).strip() else 1):
                self._row(cells, etree.SubElement(made, "row"))
        if name(element[0] if len(element) else element) == "table-header-rows":
            for cell in made[0] if len(made) else ():
                cell.set("role", "head")

    def _row(self, cells: list[Element], made: Element) -> None:
        for cell in cells:
            said = bool(words(cell).strip())
            repeated = min(element_number(cell, f"{_TABLE}number-columns-repeated"), _MOST_REPEATED)
            if cell is cells[-1] and not said and repeated > 1:
                return  # the margin of a sheet
            for _ in range(repeated):
                self.blocks(cell, etree.SubElement(made, "cell"))


def _rows(table: Element) -> Iterator[tuple[Element, int]]:
    """The rows of a table, none of a table in it, and how many of each there are."""
    for child in table:
        kind = name(child)
        if kind == "table-row":
            yield child, min(element_number(child, f"{_TABLE}number-rows-repeated"), _MOST_REPEATED)
        elif kind in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)
