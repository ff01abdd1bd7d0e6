"""What articles and topics are filed under in an A–Z, in ASCII lower case."""

from __future__ import annotations

import re

from anyascii import anyascii

_OPENING = re.compile(r"^[^a-z0-9]*((the|an?) )?")
"""What a title is not filed under."""


def filed_title(title: str, id: str) -> str:
    """What an article is filed under; titles alike are parted by the id."""
    return f"{_OPENING.sub('', anyascii(title).lower())} {id}"


def filed_label(label: str) -> str:
    """What a topic is filed under."""
    return anyascii(label).lower()
