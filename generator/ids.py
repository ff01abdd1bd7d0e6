"""Ids: the one place where names of files, people and topics become parts of an address."""

from __future__ import annotations

import re
from collections.abc import Iterable

from anyascii import anyascii

SLUG_LENGTH = 80
"""Longest slug, in characters: well below the 255 bytes that file systems allow a name."""
RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
"""Slugs that would collide with an index page or a device name of Windows."""

_UNSAFE = re.compile(r"[^a-z0-9]+")


def slug(text: str, *, fallback: str = "untitled") -> str:
    """Turn any text into one safe part of an address: `[a-z0-9-]`, at most `SLUG_LENGTH` characters.

    Other scripts are transliterated; a reserved word gets `-page` behind it; what leaves nothing becomes `fallback`.
    """
    ascii_text = anyascii(text).replace("'", "").lower()
    name = _UNSAFE.sub("-", ascii_text).strip("-")[:SLUG_LENGTH].rstrip("-") or fallback
    return f"{name}-page" if name in RESERVED else name


def tell_apart(wanted: Iterable[str]) -> list[str]:
    """Give every id of `wanted`, in that order, a form of its own: later ones that collide get `-2`, `-3` …"""
    taken: set[str] = set()
    last: dict[str, int] = {}
    given = []
    for name in wanted:
        candidate = name
        while candidate in taken:
            last[name] = last.get(name, 1) + 1
            candidate = f"{name}-{last[name]}"
        taken.add(candidate)
        given.append(candidate)
    return given
