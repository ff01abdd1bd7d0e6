"""One block's inline tokens written as one line of Markdown, with its decorations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from generator.document import span as span_of
from generator.write import markdown
from generator.write.decorations import Decoration, Zone, Zones, fitted, unlinked

DEEPEST = 12
"""Emphasis nested deeper than this is left out."""

_EMPHASIS = {"em": "*", "strong": "**"}


@dataclass(slots=True)
class _Open:
    """A formatting or a decoration whose end has not come yet, and what was written since it opened."""

    what: Token | Decoration | None
    parts: list[str] = field(default_factory=list)


def inline(tokens: Sequence[Token], decorations: Iterable[Decoration], targets: Mapping[str, str]) -> str:
    """Write `tokens`; `targets` tells where relative addresses lie, and one that is not there leads nowhere."""
    start = next((place[0] for token in tokens if (place := span_of(token))), 0)
    tokens = _shallow(tokens)
    zones = _zones(tokens, start)
    links = Zones(zone for index, zone in zones.items() if tokens[index].type in {"link_open", "image"})
    shown = (unlinked(one) if one.url and links.touch(one) else one for one in decorations)
    writer = _Writer(fitted(shown, Zones(zones.values())), targets, start)
    for index, token in enumerate(tokens):
        writer.write(token, zones.get(index))
    return writer.finish()


def alternative(image: Token) -> str:
    """The alternative text of an image, in one line."""
    return " ".join("".join(_plain(image.children or ())).split())


def _plain(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _plain(token.children)
        else:
            yield " " if token.type in {"softbreak", "hardbreak"} else token.content


def _shallow(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without emphasis that nests too deep: it would be looked through at each piece of text within it."""
    depth = 0
    kept: list[Token] = []
    for token in tokens:
        if token.tag in _EMPHASIS:
            depth -= token.nesting == -1
            if depth < DEEPEST:
                kept.append(token)
            depth += token.nesting == 1
        else:
            kept.append(token)
    return kept


def _zones(tokens: Sequence[Token], position: int) -> dict[int, Zone]:
    """The stretch of text of each formatting, link and image, by the index of the token that opens it."""
    zones: dict[int, Zone] = {}
    opened: list[tuple[int, int]] = []
    for index, token in enumerate(tokens):
        place = span_of(token)
        if place:
            position = place[1]
        elif token.nesting == 1:
            opened.append((index, position))
        elif token.nesting == -1:
            opener, start = opened.pop()
            zones[opener] = Zone(start, position)
        elif token.type == "image":
            zones[index] = Zone(position, position)
    return zones


class _Writer:
    """Writes tokens in order, and opens and closes decorations where the text comes to their ends."""

    def __init__(self, decorations: Sequence[Decoration], targets: Mapping[str, str], start: int) -> None:
        self._waiting = list(reversed(decorations))
        self._targets = targets
        self._stack = [_Open(None)]
        self._position = start

    def write(self, token: Token, zone: Zone | None) -> None:
        """Write one token; `zone` is the stretch of text of one that opens a formatting."""
        match token.type:
            case "text" | "softbreak" | "hardbreak":
                words = token.content or (" " if token.type == "softbreak" else "\n")
                if span_of(token):
                    self._text(words)
                else:
                    self._add(_written(words))
            case "code_inline":
                self._add(markdown.span(markdown.escape(token.content), "code"))
            case "image":
                self._add(self._image(token))
            case _ if token.nesting == 1:
                if zone and zone.end > self._position:
                    self._open_waiting(zone.end)
                self._stack.append(_Open(token))
            case _:
                self._close_ended()
                self._close()
                self._close_ended()

    def finish(self) -> str:
        """Return the whole line."""
        self._open_waiting(0)
        return "".join(self._stack[0].parts).strip()

    def _text(self, words: str) -> None:
        start = self._position
        end = start + len(words)
        while self._position < end:
            self._open_waiting(0)
            borders = [one.what.end for one in self._stack if isinstance(one.what, Decoration)]
            borders += [one.start for one in self._waiting[-1:]]
            upto = min([end, *borders])
            self._add(_written(words[self._position - start : upto - start]))
            self._position = upto
            self._close_ended()

    def _open_waiting(self, reach: int) -> None:
        """Open the decorations that begin here or before and end at `reach` or behind it."""
        while self._waiting and self._waiting[-1].start <= self._position and self._waiting[-1].end >= reach:
            one = self._waiting.pop()
            if any(_is_link(opened.what) for opened in self._stack):
                one = unlinked(one)
            self._stack.append(_Open(one))
            self._close_ended()

    def _close_ended(self) -> None:
        while isinstance(one := self._stack[-1].what, Decoration) and one.end <= self._position:
            self._close()

    def _close(self) -> None:
        closed = self._stack.pop()
        content = "".join(closed.parts)
        match closed.what:
            case Decoration(url="", classes=classes, id=name):
                self._add(markdown.span(content, *classes, id=name))
            case Decoration(url=url, classes=classes, id=name):
                self._add(markdown.link(content, url, *classes, id=name))
            case Token(type="link_open") as token:
                self._add(self._link(content, str(token.attrs.get("href", ""))))
            case Token(tag=tag):
                self._add(self._emphasis(content, tag))

    def _add(self, written: str) -> None:
        if len(self._stack) == 1 and not self._stack[0].parts:
            written = markdown.open_line(written.lstrip(" "))
        if written:
            self._stack[-1].parts.append(written)

    def _emphasis(self, content: str, tag: str) -> str:
        """Write emphasis the usual way where it holds words alone, for there all parsers agree, else as a span."""
        if not content or len(self._stack) > DEEPEST:
            return content
        before = self._stack[-1].parts[-1:]
        plain = content == content.strip() and not {"*", "["} & set(content) and not (before and before[0][-1] == "*")
        return f"{_EMPHASIS[tag]}{content}{_EMPHASIS[tag]}" if plain else markdown.span(content, tag)

    def _link(self, content: str, url: str) -> str:
        target = url if markdown.is_absolute(url) else self._targets.get(url, "")
        return markdown.link(content, target) if content.strip() and target else content

    def _image(self, token: Token) -> str:
        """Show a picture that lies beside the article; one of another host becomes a link."""
        url = str(token.attrs.get("src", ""))
        alt = alternative(token)
        if not markdown.is_absolute(url):
            return markdown.image(alt, self._targets.get(url, ""))
        if any(_is_link(opened.what) for opened in self._stack):
            return markdown.escape(alt)
        return markdown.link(markdown.escape(alt or url), url)


def _is_link(what: Token | Decoration | None) -> bool:
    return bool(what.url) if isinstance(what, Decoration) else bool(what and what.type == "link_open")


def _written(words: str) -> str:
    return markdown.BREAK if words == "\n" else markdown.escape_within(words)
