"""HTML files."""

from __future__ import annotations

import re

from generator.ingest.cleaning import Counts
from generator.ingest.draft import Draft
from generator.ingest.images import Neighbours
from generator.ingest.text import read_text

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def looks_like_html(text: str) -> bool:
    """Whether a text is a whole HTML page."""
    return _PAGE.match(text) is not None


def read_html(text: str, neighbours: Neighbours, counts: Counts) -> Draft:
    """Read an HTML page."""
    return read_text(text, counts)
