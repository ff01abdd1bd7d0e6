"""What articles and topics are filed under in an A–Z, in ASCII; case is for people to read, and parts nothing."""

from __future__ import annotations

import re

from generator.write.addresses import in_ascii

_OPENING = re.compile(r"^[^a-z0-9]*((the|an?) )?", re.IGNORECASE)
"""What a title is not filed under."""


def filed_title(title: str, id: str) -> str:
    """What an article is filed under; titles alike are parted by the id."""
    return f"{_OPENING.sub('', in_ascii(title))} {id}"


def filed_label(label: str) -> str:
    """What a topic is filed under."""
    return in_ascii(label)
