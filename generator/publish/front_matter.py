"""Reads front matter as MkDocs does, several times faster where each value is JSON, as in all generated pages.

Reading it as YAML took a quarter of the time of rendering a page.
"""

from __future__ import annotations

import json
import re

from mkdocs.utils.meta import get_data

_BLOCK = re.compile(r"---\n((?:[a-z_]+: .*\n)+)---\n")
_ANOTHER_IN_YAML = re.compile(
    "\\\\u[dD]|[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML reads otherwise than JSON: escaped surrogates, characters that it refuses or takes for a line end."""
_WORDS = frozenset({"yes", "no", "true", "false", "on", "off", "null"})
"""Keys that are no text in YAML."""


def read_front_matter(source: str) -> tuple[str, dict[str, object]]:
    """The Markdown of a page and its front matter, just what `mkdocs.utils.meta.get_data` makes of `source`."""
    block = _BLOCK.match(source)
    if block and not _ANOTHER_IN_YAML.search(block[1]):
        lines = [line.partition(": ") for line in block[1].splitlines()]
        try:
            values: dict[str, object] = {
                key: json.loads(value, parse_float=_float, parse_constant=_float) for key, _, value in lines
            }
        except ValueError:
            pass
        else:
            if _WORDS.isdisjoint(values):
                return source[block.end() :].lstrip("\n"), values
    markdown, data = get_data(source)
    return markdown, data


def _float(text: str) -> float:
    """A number with a point; YAML may take one with an exponent, and what JSON in Python calls `NaN`, for text."""
    if not text.lstrip("-").replace(".", "").isdigit():
        raise ValueError(text)
    return float(text)
