"""The only place that escapes: every piece of Markdown of the generated pages is made by these functions.

They write CommonMark with Pandoc's bracketed spans, heading attributes and fenced divs, which
`generator.publish.markdown` reads. A character of a text that could mean something becomes a character reference, never
a backslash escape: no parser, preprocessor or plugin of any dialect finds structure in a reference.

Arguments named `inline` are Markdown without a line break, as `escape`, `link` and `span` return it; those named `body`
are blocks of Markdown parted by blank lines. A wrong id, class or language is a `ValueError`: a fault of the caller,
never of a text.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, TypeAlias
from urllib.parse import quote

SCHEMES = frozenset({"http", "https", "mailto"})
"""What an address may begin with, beside relative ones."""
SEPARATOR = "<!-- -->"
"""A block that renders to nothing and keeps two lists or two quotes apart."""
BREAK = "[]{.br}"
"""A line break within a paragraph, a heading or a cell."""

RULE = "***"
"""A thematic break."""

Gap = Literal["tight", "loose"]
"""Whether the items of a list are lines or paragraphs."""
Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value]"
"""What front matter may hold."""

_REFERENCES = str.maketrans(
    {char: f"&#{ord(char)};" for char in "\\`*_{}[]#|~^!\n\r\t\f\u2028\u2029"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    | dict.fromkeys((*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0xA0)), "")
    | dict.fromkeys((0x0B, 0x1C, 0x1D, 0x1E, 0x1F, 0x85), " ")
)
_GAPS: Mapping[Gap, str] = {"tight": "\n", "loose": "\n\n"}
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_OPENING = re.compile(r"(?P<number>[0-9]+)(?P<delimiter>[.)])|[-+=:?;/$%\s]")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


# ---- inline ---------------------------------------------------------------------------------------------------------


def escape(text: str) -> str:
    """Write `text` as one line of inline Markdown that reads as exactly `text`, wherever it is put.

    Line breaks are kept as references; control characters are left out.
    """
    inline = open_line(escape_within(text))
    if inline[-1:].isspace():
        return f"{inline[:-1]}&#{ord(inline[-1])};"
    return inline


def escape_within(text: str) -> str:
    """Write `text` as inline Markdown for a place that neither begins nor ends a line."""
    return text.translate(_REFERENCES)


def open_line(inline: str) -> str:
    """Keep the first characters of an inline piece from opening a list, a heading, a fence or a directive."""
    found = _OPENING.match(inline)
    if not found:
        return inline
    if found["number"]:
        return f"{found['number']}&#{ord(found['delimiter'])};{inline[found.end() :]}"
    return f"&#{ord(inline[0])};{inline[1:]}"


def span(inline: str, *classes: str, id: str = "", lang: str = "") -> str:
    """Wrap `inline` in a `<span>`; class `mark`, `em`, `strong` or `code` gives the element of that name instead."""
    attributes = _attributes(classes, id, lang)
    return f"[{inline}]{attributes}" if attributes else inline


def anchor(id: str) -> str:
    """Make a place that links lead to."""
    return span("", id=id)


def link(inline: str, url: str, *classes: str, id: str = "") -> str:
    """Make `inline` a link to `url`, which is relative, `http`, `https` or `mailto`; any other leaves `inline` alone.

    With class `again` it is a name mentioned again, which the theme makes a link on demand.
    """
    target = address(url)
    if not target:
        return span(inline, *classes, id=id)
    return f"[{inline}]({target}){_attributes(classes, id, '')}"


def image(alt: str, url: str) -> str:
    """Show the picture at the relative address `url`; `alt` is plain text. Any other address leaves the text."""
    target = "" if is_absolute(url) else address(url)
    return f"![{escape(alt)}]({target})" if target else escape(alt)


def is_absolute(url: str) -> bool:
    """Whether `url` names its scheme or its host."""
    return bool(_SCHEME.match(url.strip()) or url.strip().replace("\\", "/").startswith("//"))


def address(url: str) -> str:
    """Write `url` as the target of a link: percent-encoded where Markdown needs it; empty when it may lead nowhere."""
    bare = url.strip().encode("utf-8", "ignore").decode().replace("\\", "/")
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in SCHEMES:
        return ""
    return quote(bare, safe="/:?#@!$&*+,;=%~").replace("&", "&amp;")


# ---- blocks ---------------------------------------------------------------------------------------------------------


def heading(level: int, inline: str, id: str = "") -> str:
    """Make a heading of `level` 1 to 6."""
    attributes = _attributes((), id, "")
    return f"{'#' * level} {inline} {attributes}".rstrip()


def bullets(items: Iterable[str], gap: Gap = "tight") -> str:
    """Make a list; an item is one line of inline Markdown, or several blocks."""
    return _GAPS[gap].join(f"-   {_indented(item)}" for item in items)


def numbered(items: Iterable[str], first: int = 1, gap: Gap = "tight") -> str:
    """Make a list numbered from `first`."""
    return _GAPS[gap].join(f"{f'{number}.':<3} {_indented(item)}" for number, item in enumerate(items, first))


def table(header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Collection[int] = ()) -> str:
    """Make a table of inline cells; the columns whose index (from 0) is in `numeric` are aligned right."""
    rules = ["---:" if index in numeric else "---" for index in range(len(header))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rules, *rows))


def quotation(body: str) -> str:
    """Make a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in body.split("\n"))


def code_block(text: str) -> str:
    """Show `text` as it is, line by line.

    It is written as a div of escaped text because in a fence nothing can be escaped, and preprocessors read there too.
    """
    return f"::: code\n{escape(text)}\n:::"


def div(name: str, body: str, *classes: str, id: str = "", lang: str = "", dir: str = "") -> str:
    """Wrap blocks in a `<div>` of class `name` (and `classes`); `dir` is `ltr` or `rtl`."""
    if dir not in {"", "ltr", "rtl"}:
        raise ValueError(f"{dir!r} is no direction of writing")
    if not (classes or id or lang or dir):
        opening = _checked(_IDENTIFIER, name)
    else:
        opening = _attributes((name, *classes), id, lang, *([f"dir={dir}"] if dir else []))
    return f"::: {opening}\n\n{body}\n\n:::"


# ---- pages ----------------------------------------------------------------------------------------------------------


def front_matter(mapping: Mapping[str, Value]) -> str:
    """Write a mapping as YAML between `---` lines; any text comes back as it was.

    Keys are our own words; values are JSON, which is YAML once what YAML does not print is escaped.
    """
    lines = [f"{_checked(_IDENTIFIER, key)}: {_yaml(value)}\n" for key, value in mapping.items()]
    return "---\n" + "".join(lines) + "---\n"


def page(mapping: Mapping[str, Value], body: str) -> str:
    """Write a whole page; `title`, which MkDocs puts into pages as it is, is made safe as HTML."""
    title = mapping.get("title")
    safe = {**mapping, "title": html.escape(title)} if isinstance(title, str) else mapping
    return f"{front_matter(safe)}\n{body}\n"


def _indented(item: str) -> str:
    return "\n".join(f"    {line}" if line and number else line for number, line in enumerate(item.split("\n")))


def _yaml(value: Value) -> str:
    """Write JSON that YAML 1.1 reads alike: floats have a point, and no character is raw that YAML does not print."""
    match value:
        case str():
            text = _JSON.encode(value)
            return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
        case float() if "e" in repr(value) and "." not in repr(value):
            return repr(value).replace("e", ".0e")
        case Mapping():
            return "{" + ", ".join(f"{_yaml(key)}: {_yaml(item)}" for key, item in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(map(_yaml, value)) + "]"
        case _:
            return _JSON.encode(value)


def _attributes(classes: Sequence[str], id: str, lang: str, *more: str) -> str:
    parts = [f"#{_checked(_IDENTIFIER, id)}"] if id else []
    parts += [f".{_checked(_IDENTIFIER, name)}" for name in classes]
    parts += [f"lang={_checked(_LANGUAGE, lang)}"] if lang else []
    parts += more
    return f"{{{' '.join(parts)}}}" if parts else ""


def _checked(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(f"{value!r} can be no id, class, key or language of a page")
    return value
