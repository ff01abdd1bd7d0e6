"""What articles and topics are filed under in an A–Z, in ASCII lower case."""

from __future__ import annotations

import re

from generator.write.addresses import ascii_lower

_OPENING = re.compile(r"^[^a-z0-9]*((the|an?) )?")
"""What a title is not filed under."""


def filed_title(title: str, id: str) -> str:
    """What an article is filed under; titles alike are parted by the id."""
    return f"{_OPENING.sub('', ascii_lower(title))} {id}"


def filed_label(label: str) -> str:
    """What a topic is filed under."""
    return ascii_lower(label)
