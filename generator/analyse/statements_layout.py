"""The layout of an article: which of its tokens are quoted, and sentences that keep quotations whole."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.statements_quotes import Quote, find_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STOPS = (".", "!", "?", "…")
_ASKING = ("!", "?", "…")
_OPENING = frozenset(("“", '"', "«", "„", "``", "''", "‘", "'"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation with its tokens, marks included: `first` to `last`, which is exclusive."""

    quote: Quote
    first: int
    last: int
    finished: bool
    """Whether what is quoted ends as a sentence does."""
    asks: bool
    """Whether it ends with a mark that an attribution may follow within the sentence ("Why?" Smith asked)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence in which quotations are whole (the parser cuts some): tokens `first` to `last`, exclusive."""

    first: int
    last: int
    paragraph: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """An article's tokens, cut into units; `quoted` holds 1 for each token within a quotation, marks included."""

    text: str
    tokens: tuple[Token, ...]
    quoted: bytearray
    units: tuple[Unit, ...]


def lay_out(doc: Doc) -> Layout:
    """Cut `doc` into units."""
    text: str = doc.text  # built anew at every access
    tokens = tuple(doc)
    offsets = [token.idx for token in tokens]
    quoted = bytearray(len(tokens))
    opening: dict[int, Passage] = {}
    for quote in find_quotes(text):
        first, last = bisect_left(offsets, quote.start), bisect_left(offsets, quote.end)
        if first < last and not quoted[first]:
            inner = text[quote.inner_start : quote.inner_end].rstrip()
            opening[first] = Passage(quote, first, last, inner.endswith(_STOPS), inner.endswith(_ASKING))
            quoted[first:last] = b"\x01" * (last - first)
    return Layout(text, tokens, quoted, tuple(_units(tokens, opening)))


def _units(tokens: tuple[Token, ...], opening: dict[int, Passage]) -> list[Unit]:
    """Go through the tokens, from quotation to quotation, and cut where a sentence begins."""
    units: list[Unit] = []
    first, paragraph, position = 0, 0, 0
    passages: list[Passage] = []
    before: Token | Passage | None = None

    def cut(at: int) -> None:
        nonlocal first, passages
        if at > first:
            units.append(Unit(first, at, paragraph, tuple(passages)))
        first, passages = at, []

    while position < len(tokens):
        token = tokens[position]
        passage = opening.get(position)
        if token.is_space and "\n" in token.text:
            cut(position)
            if "\n\n" in token.text:
                paragraph += 1
            first, before = position + 1, None
            position += 1
            continue
        if before is not None and _begins(token, passage, before):
            cut(position)
        if passage:
            passages.append(passage)
            before, position = passage, passage.last
        else:
            if not token.is_space:
                before = token
            position += 1
    cut(len(tokens))
    return units


def _begins(token: Token, passage: Passage | None, before: Token | Passage) -> bool:
    """Whether a sentence begins with `token`, which opens `passage` if there is one, behind `before`."""
    if isinstance(before, Passage):
        if passage:
            return before.finished
        return before.finished and _capital(token) and not before.asks
    if before.text not in _STOPS and not (before.is_punct and before.text.endswith(_STOPS)):
        return bool(token.is_sent_start and before.text.endswith(".") and _capital(token))
    return passage is not None or _capital(token) or bool(token.is_sent_start)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit() or token.text in _OPENING
