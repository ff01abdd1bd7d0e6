"""The second wall: whatever made a page's elements, only these and their harmless attributes reach the reader."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

ELEMENTS = frozenset(
    (
        "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i "
        "img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul "
        "var"
    ).split()
)
"""What a page may be made of; any other element becomes a span without attributes."""
ATTRIBUTES = frozenset(
    "alt class colspan data-href dir headers height href id lang open rel rowspan scope src start title width".split()
)
ADDRESSES = ("href", "src", "data-href")
SCHEMES = frozenset({"http", "https", "mailto"})

_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")
_SCHEME = re.compile(r"([^/?#]*?):")
_OTHER_HOST = re.compile(r"(?:https?:|[/\\]{2})", re.IGNORECASE)
_ALIGNMENT = re.compile(r"text-align: (left|right|center);")


class Wall(Treeprocessor):
    """Runs last, over the finished tree."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            if element is root:
                continue
            if element.tag not in ELEMENTS:
                element.tag, element.text = "span", None
                element.attrib.clear()
            elif element.attrib:
                _clean(element)


def is_allowed(address: str) -> bool:
    """Whether a browser that follows `address` stays with `SCHEMES` or within the site."""
    scheme = _SCHEME.match(_INVISIBLE.sub("", html.unescape(address.replace(AMP_SUBSTITUTE, "&"))))
    return scheme is None or scheme[1].lower() in SCHEMES


def _clean(element: etree.Element) -> None:
    attributes = element.attrib
    alignment = _ALIGNMENT.fullmatch(attributes.get("style", ""))
    if alignment and element.tag in {"td", "th"}:
        attributes["class"] = alignment[1]
    for name in [name for name in attributes if name not in ATTRIBUTES]:
        del attributes[name]
    for name in ADDRESSES:
        if name in attributes and not is_allowed(attributes[name]):
            del attributes[name]
    if _OTHER_HOST.match(attributes.get("src", "").strip()):
        del attributes["src"]
    if _OTHER_HOST.match(attributes.get("href", "")):
        attributes["rel"] = "noopener noreferrer"
