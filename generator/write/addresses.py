"""Where every page of the site lies, and how one page links to another.

An address is a path below the site's root with `/`: `articles/1975/helsinki.html`, perhaps with `#anchor`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from anyascii import anyascii

from generator.ids import slug, tell_apart
from generator.model import Entity

_ADDRESS = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.html")


def article(article_id: str) -> str:
    """The address of an article's page."""
    return f"articles/{article_id}.html"


def entity(entity_id: str) -> str:
    """The address of the page of an entity that has one; see `generator.write.registers` for the others."""
    return f"{entity_id}.html"


def topic(topic_id: str) -> str:
    """The address of a topic's page."""
    return f"{topic_id}.html"


def filed_name(one: Entity) -> str:
    """What an entity is filed under in an A–Z, in ASCII: a person's family name first.

    The family name is the last word, or the first where texts use the first alone ("Yang" for Yang Jiechi).
    """
    words = one.name.split()
    if one.type == "person" and len(words) > 1 and not (words[0] in one.aliases and words[-1] not in one.aliases):
        words = [words[-1], *words[:-1]]
    return in_ascii(" ".join(words))


def in_ascii(text: str) -> str:
    """Any text in letters of ASCII, by which it is put into an alphabetical order without regard to case."""
    return text if text.isascii() else text.translate(_ASCII)


class _Ascii(dict[int, str]):
    """What stands for each character in ASCII, looked up once."""

    def __missing__(self, code_point: int) -> str:
        self[code_point] = ascii = anyascii(chr(code_point))
        return ascii


_ASCII = _Ascii()


def initial(one: Entity) -> str:
    """The A–Z page an entity stands on: `a` to `z`, or `other`."""
    return letter(filed_name(one))


def letter(key: str) -> str:
    """The A–Z page that something filed under `key` (ASCII) stands on: `a` to `z`, or `other`."""
    first = key[:1].lower()
    return first if "a" <= first <= "z" else "other"


def index(folder: str) -> str:
    """The first page of a part of the site: `people`, `articles`, `timeline` …"""
    return f"{folder}/index.html"


def a_to_z(folder: str, initial: str) -> str:
    """The page of an A–Z for one initial, as `letter` gives it."""
    return f"{folder}/a-z/{initial}.html"


def part(address: str, key: str) -> str:
    """The page of one part of a list too long for the page at `address`; `key` is a date cut to year, month or day, …

    `people/leonid-brezhnev.html` has `people/leonid-brezhnev/1975.html`; an index has its parts beside it.
    """
    base = address.removesuffix(".html").removesuffix("/index")
    return f"{base}/{key}.html"


def year(year: str) -> str:
    """The page that lists the articles of a year; of the undated ones for the empty year."""
    return f"timeline/{year or 'undated'}.html"


def sources(names: Iterable[str]) -> dict[str, str]:
    """The page of each source, by its name; names come in their order, the empty one stands for no source."""
    known = list(names)
    slugs = tell_apart(slug(name, fallback="unknown") for name in known)
    return {name: f"sources/{given}.html" for name, given in zip(known, slugs, strict=True)}


def source_file(address: str) -> str:
    """The Markdown file, below docs/, that the page at `address` is made from.

    Raises `ValueError` for what is no address: whatever made it, nothing is written outside of docs/.
    """
    page = address.partition("#")[0]
    if not _ADDRESS.fullmatch(page):
        raise ValueError(f"{page!r} can be no address of a page")
    return page.removesuffix(".html") + ".md"


def relative(here: str, there: str) -> str:
    """The link from the page at `here` to `there`; both are addresses."""
    page, mark, anchor = there.partition("#")
    if page == here.partition("#")[0] and mark:
        return f"#{anchor}"
    folders, steps = here.split("/")[:-1], page.split("/")
    shared = 0
    while shared < min(len(folders), len(steps) - 1) and folders[shared] == steps[shared]:
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(steps[shared:]) + mark + anchor
