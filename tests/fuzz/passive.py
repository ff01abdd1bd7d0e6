"""Whether a page could do anything but be read: its elements, attributes and addresses, as a browser parses them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

SCHEMES = frozenset({"http", "https", "mailto"})
_GLOBAL = frozenset({"class", "id", "lang", "dir"})
BODY: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "p br em strong code pre hr ul ol li blockquote table thead tbody tr th td h1 h2 h3 h4 h5 h6 mark div".split(),
        _GLOBAL,
    ),
    "ol": _GLOBAL | {"start"},
    "span": _GLOBAL | {"data-href"},
    "a": _GLOBAL | {"href", "rel"},
    "img": frozenset({"src", "alt"}),
}
"""All that the writer can make of any article, name or topic."""
_QUIET = frozenset(
    "details summary small section article aside nav header footer main time dl dt dd b i sup sub figure figcaption "
    "caption abbr kbd s button svg g rect path line circle text".split()
)
"""What our templates have besides, some of it only where a page has much to say, and what can do nothing."""
_FRAME = frozenset({"html", "head", "body"})
_ID = re.compile(r"[A-Za-z0-9_-]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DATA = re.compile(r"application/(?:ld\+)?json")


def assert_passive_body(html: str) -> None:
    """Check what a page's Markdown became."""
    tree = LexborHTMLParser(html)
    for node in _elements(tree):
        tag = str(node.tag)
        if tag in _FRAME:
            assert not node.attributes
            continue
        assert tag in BODY, f"<{tag}> in {html[:2000]!r}"
        unknown = node.attributes.keys() - BODY[tag]
        assert not unknown, f"<{tag}> has {sorted(unknown)} in {html[:2000]!r}"
        _assert_addresses(node, html)
    _assert_ids(tree, html)


def shape(html: str) -> frozenset[tuple[str, ...]]:
    """What a whole page has besides words: elements with the names of their attributes, scripts with what they say."""
    found: set[tuple[str, ...]] = set()
    for node in _elements(LexborHTMLParser(html)):
        tag, attributes = str(node.tag), node.attributes
        if tag in BODY or tag in _QUIET:
            continue
        is_data = tag == "script" and _DATA.fullmatch(attributes.get("type") or "")
        said = node.text(deep=True) if tag in {"script", "style"} and not is_data else ""
        place = str(attributes.get("src") or "") if tag in {"script", "iframe", "object", "embed"} else ""
        place = re.sub(r"^(\.\./)+", "", place)  # as deep as the page lies
        found.add((tag, said, place, *sorted(attributes)))  # a comment's tag is `-comment`
    return frozenset(found)


def assert_passive_page(html: str, known: frozenset[tuple[str, ...]]) -> None:
    """Check a whole page: no element that is not `known` from pages of harmless words, nothing that can run."""
    foreign = shape(html) - known
    assert not foreign, f"{sorted(foreign)[:5]}"
    tree = LexborHTMLParser(html)
    for node in _elements(tree):
        handlers = [name for name in node.attributes if name.startswith("on") or name in {"srcdoc", "formaction"}]
        assert not handlers, f"<{node.tag}> has {handlers}"
        if node.tag != "link" and node.tag != "script":
            _assert_addresses(node, html)


def _assert_addresses(node: LexborNode, html: str) -> None:
    for name in ("href", "src", "data-href", "action", "xlink:href"):
        address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", node.attributes.get(name) or "")
        scheme = _SCHEME.match(address)
        assert scheme is None or scheme[1].lower() in SCHEMES, f"{name}={address!r} in {html[:2000]!r}"
        if name == "src":
            assert not scheme and not re.match(r"[/\\]{2}", address), f"loads {address!r}"
        elif name != "data-href" and (re.match(r"[/\\]{2}", address) or (scheme and scheme[1].lower() != "mailto")):
            assert node.tag != "a" or node.attributes.get("rel") == "noopener noreferrer", f"{address!r} without rel"


def _assert_ids(tree: LexborHTMLParser, html: str) -> None:
    ids = [node.attributes["id"] or "" for node in _elements(tree) if "id" in node.attributes]
    assert all(_ID.fullmatch(id) for id in ids), f"{ids} in {html[:2000]!r}"
    assert len(ids) == len(set(ids)), f"an id twice: {ids}"


def _elements(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Every element and comment."""
    assert tree.root is not None
    for node in tree.root.traverse(include_text=False):
        if node.tag not in {"-doctype", "!doctype"}:
            yield node
