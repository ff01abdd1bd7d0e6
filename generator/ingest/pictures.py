"""An article's pictures in its Markdown: copies of those that lie beside it, links to those of other hosts.

Pictures written into the address itself (`data:`), mostly ornaments of a web page, are left out. Both are counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from generator.ingest.cleaning import Counts, squeeze
from generator.ingest.images import Neighbours
from generator.ingest.text import escape, link
from generator.model import Image

_EMBEDDED = re.compile(r"\s*data:", re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


@dataclass(slots=True)
class Pictures:
    """Writes the pictures of one article, and knows which are to be copied and which are missing."""

    neighbours: Neighbours
    counts: Counts
    """Where what is left out of the text is counted."""
    copied: dict[Image, None] = field(default_factory=dict)
    """Each once, in order."""
    warnings: dict[str, None] = field(default_factory=dict)
    """Each once, in order."""

    def markdown(self, url: str, alternative: str, base: str = "") -> str:
        """The Markdown that shows the picture at `url` or leads to it; empty where there is none.

        `alternative` is plain text; `base` is the address of the page that `url` stands on, where it is known.
        """
        if _EMBEDDED.match(url):
            self.counts["embedded pictures"] += 1
            return ""
        words = escape(squeeze(alternative))
        found = self.neighbours.find(url)
        if isinstance(found, Image):
            self.copied[found] = None
            return f"![{words}](<{self.neighbours.link(found)}>)"
        absolute = resolved(base, url)
        if _REMOTE.match(absolute):
            self.counts["pictures of other hosts made links"] += 1
            address = f"https:{absolute}" if absolute.startswith("//") else absolute
            return link(words or escape(address.rpartition("/")[2] or address), address)
        self.warnings[f"the picture {url[:200]!r} {found}; it is left out."] = None
        return ""


def resolved(base: str, url: str) -> str:
    """Where `url` leads from the page at `base`; `url` itself where that cannot be told."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url
