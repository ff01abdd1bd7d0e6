"""Where the pieces of a Markdown text stand in its source: pictures, raw HTML, code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_WATCHED = ("image", "html_inline", "backticks")
Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a Markdown source."""

    start: int
    end: int
    """Code points in the source."""
    token: Token
    """`image`, `html_inline` or `html_block`."""


def pieces(source: str) -> tuple[Piece, ...]:
    """The pictures and the raw HTML of a Markdown source, in order; none lies in another.

    markdown-it-py tells the lines of a block but not the place of what is in a line, so its rules are watched while
    they read, and what they took is found again in the block's lines.
    """
    seen: list[tuple[str, str, Token]] = []
    tokens = _parser().parse(source, {"seen": seen})
    starts = _line_starts(source)
    found: list[Piece] = []
    waiting = iter(seen)
    upcoming = next(waiting, None)
    for token in tokens:
        if not token.map:
            continue
        start, end = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
        if token.type == "html_block":
            found.append(Piece(start, end, token))
        if token.type != "inline":
            continue
        position = start
        while upcoming and upcoming[0] == token.content:
            _, raw, piece = upcoming
            match = _as_written(raw).search(source, position, end)
            if match:
                position = match.end()
                if piece.type in ("image", "html_inline"):
                    found.append(Piece(match.start(), match.end(), piece))
            upcoming = next(waiting, None)
    return tuple(found)


def replace(source: str, changes: list[tuple[int, int, str]]) -> str:
    """`source` with each span (start, end) of `changes`, which are in order, exchanged for a text."""
    parts = []
    position = 0
    for start, end, text in changes:
        parts += [source[position:start], text]
        position = end
    return "".join([*parts, source[position:]])


def _line_starts(source: str) -> list[int]:
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    return [*starts, len(source)]


def _as_written(raw: str) -> re.Pattern[str]:
    """A piece as it may stand in the source: a line of it may begin with the marks of a quote or a list."""
    return re.compile(r"\n[ \t>]*".join(re.escape(line) for line in raw.split("\n")))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for rule in parser.inline.ruler.__rules__:
        if rule.name in _WATCHED:
            parser.inline.ruler.at(rule.name, _watch(rule.fn))
    return parser


def _watch(rule: Rule) -> Rule:
    def watched(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        seen: list[Any] = state.env["seen"]
        mark = len(seen)
        took = rule(state, silent)
        if took and not silent and len(state.tokens) > count:
            del seen[mark:]  # what a picture's own text holds
            seen.append((state.src, state.src[start : state.pos], state.tokens[-1]))
        return took

    return watched
