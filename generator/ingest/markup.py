"""Documents that are HTML inside (a chapter of a book, a mail, a converted DOCX), where all is text and nothing frame.

They become the small tree that `html_body` writes as Markdown; what is no text (scripts, styles, forms) is not in it.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element as Element

from generator.ingest.cleaning import NO_XML, Counts
from generator.ingest.draft import Draft
from generator.ingest.html_body import Body
from generator.ingest.images import Neighbours
from generator.ingest.markdown import without_frame
from generator.ingest.nesting import flattened, nests_too_deep
from generator.ingest.pictures import Pictures

_NO_TEXT = frozenset(
    "script style template noscript head title svg math object embed iframe input button select textarea audio video"
    " canvas map datalist".split()
)
_FLOW = frozenset(
    "div section article main header footer aside nav figure figcaption center address details summary dl dt dd hgroup"
    " body html form fieldset hr li tr td th caption".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _FLOW | _HEADINGS | frozenset(("p", "ul", "ol", "blockquote", "pre", "table"))
_MARKS = {"b": "#b", "strong": "#b", "i": "#i", "em": "#i"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_CELL = 400
"""Code points in a cell from which on a table is there for the layout, as in mails."""
_WIDEST_CELL = 20
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_NUMBERED = re.compile(r"&#(?:x[0-9a-f]{1,4000}|[0-9]{1,4000});?", re.IGNORECASE)
"""Python makes a number of at most 4,300 digits."""
_PROLOGUE = re.compile(r"\s*<\?xml[^>]*>")
EMBEDDED = "data:"
"""The address of a picture that cannot be copied: it is counted and left out."""


def draft(tree: Element, neighbours: Neighbours, counts: Counts, title: str = "") -> Draft:
    """A document's tree, in the words of `html_body`, as a draft; `title` is what the document is known to be named."""
    pictures = Pictures(neighbours, counts)
    made = without_frame(Body(pictures, "", counts).markdown(tree), counts, title)
    return replace(made, images=tuple(pictures.copied), warnings=tuple(pictures.warnings))


def from_html(source: Element, target: Element) -> None:
    """Append what `source`, an element of HTML with or without its namespace, holds to `target`."""
    say(target, source.text)
    for child in source:
        _append(child, target)
        say(target, child.tail)


def parsed(text: str) -> Element | None:
    """The tree of a text in XHTML, or in HTML where it breaks the rules of XML; None where there is nothing.

    No entity is expanded, and nothing is fetched. What XML cannot hold is left out; the words of what nests too deep
    are words of the element around it.
    """
    text = NO_XML.sub("", _NUMBERED.sub(_possible, _PROLOGUE.sub("", text, count=1)))
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        found: Element | None = etree.fromstring(_NAMED.sub(lambda m: html.unescape(m[0]), text), strict)
    except (etree.XMLSyntaxError, ValueError):
        found = _of_html(text)
        if found is not None and nests_too_deep(found):
            found = _of_html(flattened(text)[0])
    return found if found is not None and isinstance(found.tag, str) else None


def _of_html(text: str) -> Element | None:
    """The tree that libxml2 makes of any HTML; None where there is nothing."""
    lenient = etree.HTMLParser(no_network=True, remove_pis=True, remove_comments=True)
    try:
        found: Element | None = etree.fromstring(text, lenient)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return found


def _possible(reference: re.Match[str]) -> str:
    """A reference to a character, unless it is to none that XML can hold."""
    meant = html.unescape(reference[0])
    return reference[0] if meant and not NO_XML.search(meant) else ""


def leads_out(address: str | None) -> bool:
    """Whether an address leads out of its document: to another place in it there is no link to lose."""
    return ":" in (address or "").partition("#")[0]


def say(target: Element, words: str | None) -> None:
    """Append words to what `target` holds."""
    if not words:
        return
    last = last_of(target)
    if last is not None:
        last.tail = (last.tail or "") + words
    else:
        target.text = (target.text or "") + words


def last_of(target: Element) -> Element | None:
    """The last child; at once, where lxml's own `len` counts them all."""
    return next(target.iterchildren(reversed=True), None)


def at_end(target: Element, tag: str, **attributes: str) -> Element:
    """The last child where it is a `tag`, else a new one behind it."""
    last = last_of(target)
    return last if last is not None and last.tag == tag else etree.SubElement(target, tag, attributes)


def name(element: Element) -> str:
    """The name of an element without its namespace, lower case; empty for a comment or an entity."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def words(element: Element) -> str:
    """All that an element says."""
    return "".join(map(str, element.itertext()))


def _append(element: Element, target: Element) -> None:
    """Append one element of HTML to `target`."""
    kind = name(element)
    if not kind or kind in _NO_TEXT or _HIDDEN.search(element.get("style") or ""):
        return
    if kind in _HEADINGS:
        from_html(element, etree.SubElement(target, "head", rend=kind))
    elif kind in ("ul", "ol"):
        _list(element, target, kind)
    elif kind == "table":
        _table(element, target)
    elif kind == "pre":
        etree.SubElement(target, "code").text = words(element) + "\n"
    elif kind == "img":
        _picture(element, target)
    elif kind == "br":
        etree.SubElement(target, "lb")
    elif kind == "code":
        etree.SubElement(target, "code").text = " ".join(words(element).split())
    elif kind in _MARKS:
        from_html(element, etree.SubElement(target, "hi", rend=_MARKS[kind]))
    elif kind == "a" and leads_out(element.get("href")):
        from_html(element, etree.SubElement(target, "ref", target=element.get("href").strip()))
    elif kind == "blockquote":
        from_html(element, etree.SubElement(target, "quote"))
    elif kind == "p" and not any(name(inner) in _BLOCKS for inner in element.iterdescendants()):
        from_html(element, etree.SubElement(target, "p"))
    elif kind in _BLOCKS:
        from_html(element, etree.SubElement(target, "div"))
    else:
        from_html(element, target)


def _list(element: Element, target: Element, kind: str) -> None:
    made = etree.SubElement(target, "list", rend=kind, start=str(element_number(element, "start")))
    _loose(element.text, made)
    for child in element:
        if name(child) == "li":
            from_html(child, etree.SubElement(made, "item"))
        else:
            _append(child, etree.SubElement(made, "item"))
        _loose(child.tail, made)


def _loose(said: str | None, made: Element) -> None:
    """Words of a list that stand in none of its items, as an item."""
    if said and not said.isspace():
        say(etree.SubElement(made, "item"), said)


def _picture(element: Element, target: Element) -> None:
    """A picture of another host as what leads to it; one inside the document, or without words, is left out."""
    source, said = (element.get("src") or "").strip(), (element.get("alt") or "").strip()
    leads = said and source.lower().startswith(("http://", "https://"))
    etree.SubElement(target, "graphic", src=source if leads else EMBEDDED, alt=said)


def _table(element: Element, target: Element) -> None:
    rows = [[cell for cell in row if name(cell) in ("td", "th")] for row in element.iter() if name(row) == "tr"]
    for caption in element:
        if name(caption) == "caption":
            _append(caption, target)
    if _is_layout(element, rows):
        for row in rows:
            for cell in row:
                if _table_of(cell) is element:
                    from_html(cell, etree.SubElement(target, "div"))
        return
    made = etree.SubElement(target, "table")
    for row in rows:
        line = etree.SubElement(made, "row")
        for cell in row:
            from_html(cell, _cell(line, "head" if name(cell) == "th" else ""))
            span = element_number(cell, "colspan")
            for _ in range(min(span, _WIDEST_CELL) - 1):
                _cell(line, "")


def _cell(row: Element, role: str) -> Element:
    return etree.SubElement(row, "cell", {"role": role} if role else {})


def element_number(element: Element, attribute: str) -> int:
    """A number that an attribute gives; 1 where it gives none."""
    value = element.get(attribute) or ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else 1


def _table_of(cell: Element) -> Element | None:
    return next((above for above in cell.iterancestors() if name(above) == "table"), None)


def _is_layout(element: Element, rows: list[list[Element]]) -> bool:
    """Whether a table only puts things beside each other: one column, tables or headings or long texts in it."""
    if max(map(len, rows), default=0) < 2 or len(rows) < 2:
        return True
    inside = (name(one) for one in element.iterdescendants())
    if any(kind == "table" or kind in _HEADINGS for kind in inside):
        return True
    return any(len(words(cell)) > _LONGEST_CELL for row in rows for cell in row)
