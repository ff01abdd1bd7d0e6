"""The Python-Markdown extension of the pages: it reads our spans, heading ids and divs, and takes raw HTML out.

`generator.write.markdown` writes what this reads: `[text]{#id .class lang=ru}`, `[text](address){#id .class}`,
`## Heading {#id}`, `::: name` … `:::`, and `<!-- -->`, which parts two lists. What any other extension makes of a page
goes through `generator.publish.wall` as well.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, OListProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from generator.publish.wall import Wall

_ELEMENTS = frozenset({"mark", "em", "strong", "code", "br"})
"""Classes that name the element a span becomes."""
_ATTRIBUTES = re.compile(r"\{((?:(?:[#.][A-Za-z0-9_-]+|(?:lang|dir)=[A-Za-z0-9-]+) ?)+)\}")
_TARGET = re.compile(r"\(([^\s()<>\"'\[\]]*)\)")
_BRACKET = re.compile(r"[\[\]]")
_UNFINISHED = re.compile(r"[\\`*_!<\x02]|  \n")
"""What another inline pattern may begin with; a text without it is finished."""
_HEADING_ATTRIBUTES = re.compile(r"\s+" + _ATTRIBUTES.pattern + "$")
_DIV = re.compile(r"^:::(?: (?:(?P<name>[A-Za-z0-9_-]+)|(?P<attributes>\{.*\})))?[ ]*$", re.MULTILINE)
_CODE = re.compile(r"::: code\n[ ]*(?P<code>.*)\n[ ]*:::")
_SEPARATOR = "<!-- -->"
_OPEN, _CLOSE, _SEPARATE = "div-opens", "div-closes", "separator"


def makeExtension(**settings: object) -> Extension:
    """Return the extension."""
    return ReadingRoom(**settings)


class ReadingRoom(Extension):
    """Registers the readers and the wall."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Take part in the conversion of `md`'s pages."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("entity")  # the serializer keeps references; stashing each is slow
        md.parser.blockprocessors.register(_Numbered(md.parser), "olist", 40)
        md.parser.blockprocessors.register(_Divs(md.parser), "readingroom-divs", 95)
        md.treeprocessors.register(_Structure(md), "readingroom-structure", 25)
        md.inlinePatterns.register(_Spans(r"\[", md), "readingroom-spans", 175)
        md.treeprocessors.register(Wall(md), "readingroom-wall", -10)


class _Numbered(OListProcessor):
    """Lists that begin with 5 are shown so."""

    LAZY_OL = False


@dataclass(slots=True)
class _Bracket:
    """What stands behind a `[`, up to its `]`."""

    is_image: bool
    text: str = ""
    children: list[etree.Element] = field(default_factory=list)

    def add(self, text: str) -> None:
        if self.children:
            self.children[-1].tail = (self.children[-1].tail or "") + text
        else:
            self.text += text

    def absorb(self, other: _Bracket) -> None:
        """Take in a bracket that is only text."""
        self.add(f"[{other.text}")
        self.children += other.children
        self.add("]")

    def element(self, target: str | None, attributes: str) -> etree.Element:
        """Make the element that the bracket stands for; `target` is None for a span."""
        made = _element(target, attributes)
        made.text = _finished(self.text)
        for child in self.children:
            child.tail = _finished(child.tail or "")
        made.extend(self.children)
        return made


class _Spans(InlineProcessor):
    """Reads a bracket and everything nested in it in one pass, linear in its length."""

    def handleMatch(  # type: ignore[override]  # the stubs know no None here, which Python-Markdown's reference asks for
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the element and its span in `data`; None where the bracket is no span or link of ours."""
        start = m.start()
        if data[start - 1 : start] == "!":
            return None, None, None
        stack = [_Bracket(is_image=False)]
        position = start + 1
        for bracket in _BRACKET.finditer(data, position):
            stack[-1].add(data[position : bracket.start()])
            position = bracket.end()
            if bracket[0] == "[":
                stack.append(_Bracket(is_image=data[bracket.start() - 1] == "!"))
                continue
            closed = stack.pop()
            target = None if closed.is_image else _TARGET.match(data, position)
            attributes = None if closed.is_image else _ATTRIBUTES.match(data, target.end() if target else position)
            if target or attributes:
                element = closed.element(target[1] if target else None, attributes[1] if attributes else "")
                position = attributes.end() if attributes else target.end() if target else position
                if not stack:
                    return element, start, position
                stack[-1].children.append(element)
            elif stack:
                stack[-1].absorb(closed)
            else:
                break
        return None, None, None


class _Divs(BlockProcessor):
    """Reads `:::` lines and separators into markers, since what lies between may come in several calls."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether `block` holds one of our lines."""
        return block.startswith(":::") or "\n:::" in block or block.rstrip() == _SEPARATOR

    def run(self, parent: etree.Element, blocks: list[str]) -> bool | None:
        """Take the first block off `blocks` and put what it says under `parent`; False when it is no block of ours."""
        block = blocks[0].strip()
        line = _DIV.search(block)
        if block == _SEPARATOR:
            etree.SubElement(parent, _SEPARATE)
            blocks.pop(0)
        elif code := _CODE.fullmatch(block):
            etree.SubElement(etree.SubElement(parent, "pre"), "code").text = AtomicString(code["code"])
            blocks.pop(0)
        elif line:
            before, after = block[: line.start()].rstrip("\n"), block[line.end() :].lstrip("\n")
            blocks.pop(0)
            if before:
                self.parser.parseBlocks(parent, [before])
            if line["name"]:
                etree.SubElement(parent, _OPEN, {"class": line["name"]})
            elif line["attributes"] and (written := _ATTRIBUTES.fullmatch(line["attributes"])):
                etree.SubElement(parent, _OPEN, _attributes(written[1]))
            else:
                etree.SubElement(parent, _CLOSE)
            if after:
                blocks.insert(0, after)
        else:
            return False
        return True


class _Structure(Treeprocessor):
    """Gives headings their attributes and puts what stands between two markers into a div."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place, before its inline text is read."""
        for element in list(root.iter()):
            if element.tag[0] == "h" and element.text and (found := _HEADING_ATTRIBUTES.search(element.text)):
                element.attrib.update(_attributes(found[1]))
                element.text = element.text[: found.start()]
            if any(child.tag in {_OPEN, _CLOSE, _SEPARATE} for child in element):
                _nest(element)


def _nest(parent: etree.Element) -> None:
    """Replace the markers among the children of `parent` by divs; one without its counterpart ends with `parent`."""
    children = list(parent)
    for child in children:
        parent.remove(child)
    around = [parent]
    for child in children:
        if child.tag == _OPEN:
            child.tag = "div"
            around[-1].append(child)
            around.append(child)
        elif child.tag == _CLOSE:
            around = around[:-1] or [parent]
        elif child.tag != _SEPARATE:
            around[-1].append(child)


def _element(target: str | None, attributes: str) -> etree.Element:
    found = _attributes(attributes)
    classes = found.get("class", "").split()
    if target is None:
        tag = next((name for name in classes if name in _ELEMENTS), "span")
        kept = " ".join(name for name in classes if name != tag)
        found.pop("class", None)
        return etree.Element(tag, {**found, "class": kept} if kept else found)
    if "again" in classes:
        return etree.Element("span", {**found, "data-href": target})
    return etree.Element("a", {**found, "href": target})


def _attributes(written: str) -> dict[str, str]:
    """Read `#id .class .class lang=ru`."""
    found: dict[str, str] = {}
    for part in written.split():
        if part[0] == "#":
            found["id"] = part[1:]
        elif part[0] == ".":
            found["class"] = f"{found['class']} {part[1:]}" if "class" in found else part[1:]
        else:
            key, _, value = part.partition("=")
            found[key] = value
    return found


def _finished(text: str) -> str:
    """Spare the other inline patterns a text that none of them can begin in."""
    return text if _UNFINISHED.search(text) else AtomicString(text)
