"""The text model: an article's Markdown, read once, as tokens that know where their words stand in the plain text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

BLOCK_BREAK = "\n\n"
"""What parts two blocks of the plain text: paragraphs, headings, items of a list, cells of a table."""

DEEPEST = 60
"""Levels of nested lists and quotes (a list has two) from which on the parser would leave out what is inside them; a
text that goes so deep is read without lists and quotes, so that no word is lost."""

_UNPRINTABLE = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    **dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " "),
}
"""Controls and bidirectional overrides, which a character reference can bring back into cleaned text; white space among
them becomes a space, so that a line or paragraph ends only where a token says so."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article's body: its plain text and the tokens it was read from."""

    text: str
    """Blocks parted by one blank line, soft breaks a space, hard breaks a newline; without code and images' texts."""
    tokens: tuple[Token, ...]
    """As markdown-it-py gives them; inline tokens and their children that stand in the text know their `span`."""
    flattened: bool = False
    """Whether the text went so deep that it was read without lists and quotes."""


def parse(markdown: str) -> Document:
    """Read CommonMark with tables; raw HTML is text. Every string is a document; nothing is raised."""
    tokens = _parser().parse(markdown)
    flattened = any(token.level >= DEEPEST - 1 for token in tokens)
    if flattened:
        tokens = _flat_parser().parse(markdown)
    blocks: list[str] = []
    position = 0
    for token in tokens:
        if token.type != "inline":
            continue
        text = _place(token, position)
        if text:
            blocks.append(text)
            position += len(text) + len(BLOCK_BREAK)
    return Document(BLOCK_BREAK.join(blocks), tuple(tokens), flattened)


def span(token: Token) -> tuple[int, int] | None:
    """Where `token` stands in its document's text, in code points; None when it is no part of the text."""
    found: tuple[int, int] | None = token.meta.get("span")
    return found


def destinations(document: Document) -> tuple[str, ...]:
    """The addresses that links and images of `document` name, percent-encoded, in order, each once."""
    named = (
        str(child.attrs.get("src" if child.type == "image" else "href", ""))
        for token in document.tokens
        for child in token.children or ()
        if child.type in {"image", "link_open"}
    )
    return tuple(dict.fromkeys(url for url in named if url))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")


@cache
def _flat_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["list", "blockquote"])


def _place(inline: Token, start: int) -> str:
    """Tell the pieces of one block where they stand when the block begins at `start`; return the block's text.

    White space at the block's ends, and what code or an image leaves on its both sides, stands in no text.
    """
    pieces = [piece for child in inline.children or [] for piece in _pieces(child)]
    words = [_words(piece) for piece in pieces]
    _drop_gaps(words)
    position = start
    for piece, word in zip(pieces, words, strict=True):
        if word:
            piece.meta["span"] = (position, position + len(word))
            position += len(word)
    if position > start:
        inline.meta["span"] = (start, position)
    inline.children = pieces
    return "".join(words)


def _pieces(token: Token) -> list[Token]:
    """Take the controls out of a text and part the spaces at its ends from it; any other token is one piece."""
    if token.type != "text":
        return [token]
    content = token.content if token.content.isprintable() else token.content.translate(_UNPRINTABLE)
    core = content.strip(" ")
    if core and core == token.content:
        return [token]
    if not core:
        parts = [content]
    else:
        before, _, after = content.partition(core)
        parts = [before, core, after]
    return [token.copy(content=part, meta={}) for part in parts if part]


def _words(token: Token) -> str:
    """What `token` adds to the text, its parts aside."""
    match token.type:
        case "text":
            return token.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case _:
            return ""


def _drop_gaps(words: list[str]) -> None:
    """Empty the spaces and breaks of `words` that stand at its ends or follow another."""
    blank = True
    for index, word in enumerate(words):
        if word and not word.strip(" \n"):
            if blank:
                words[index] = ""
            blank = True
        elif word:
            blank = False
    for index in range(len(words) - 1, -1, -1):
        if words[index].strip(" \n"):
            break
        words[index] = ""
