"""Characters and tags that are no text: taken out, and counted under words that a reader understands."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

Counts = Counter[str]
"""What was cleaned, and how often."""
_ROUNDS = 3
"""How often text may have been escaped, or spoilt, over again."""
_ENTITY = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&(?:nbsp|amp|quot|lt|gt)(?![\w=;])"
)
"""References as HTML ends them; without the semicolon only the commonest, and not inside an address (`?a=1&copy=2`)."""
_OPENING = re.compile(r"<(script|style|noscript|template|svg|head|!--)(?=[\s>/]|(?<=!--))[^<>]*", re.IGNORECASE)
"""What goes with all that stands in it, up to where it is closed."""
_DECLARATION = re.compile(r"<(?:!DOCTYPE|\?xml)\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|table|tbody|thead|blockquote|section|article|figure|figcaption|center"
    r"|header|footer|aside|nav|main|hr|pre|html|body|form|iframe|details|summary|address|caption|colgroup|col|fieldset"
    r"|legend|video|audio)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINE_BREAKS = re.compile(r"(?:<br\b[^<>]{0,80}>\s*){2,}", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\b[^<>]{0,80}>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|big|blink|cite|code|del|dfn|em|font|i|img|input|ins|kbd|label|link|mark|meta|o:p|q|s|samp"
    r"|small|span|strike|strong|sub|sup|td|th|tt|u|var|wbr|script|style|picture|source|track|embed|param|time|button"
    r"|nobr|bdi|bdo|ruby|rt|rp)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INDENT = re.compile(
    "^( {0,3})[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000][ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*",
    re.MULTILINE,
)
"""An indent made of such spaces is for the eye; as plain spaces it would make a line of Markdown code."""
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\u0085\u2028]|\u2029")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c]")
_FOREIGN = re.compile("[^\t-~\u00a0‘’“”–—…]")
"""What a line must hold for anything in it to be mojibake: more than ASCII with typographic quotes and dashes."""
_SURROGATES = re.compile("[\ud800-\udfff]")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no tree of lxml may be given, though its parser of HTML may make it of a character reference."""
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("soft hyphens", re.compile("\u00ad")),
    ("direction overrides", re.compile("[\u202a-\u202e\u2066-\u2069]")),
    ("zero-width characters", re.compile("[\u200b\u2060-\u2064\ufeff\u180e]")),
    (
        "characters that mean nothing",
        re.compile(
            "[\ufdd0-\ufdef\ufff0-\ufffc\U000e0000-\U000e007f"
            + "".join(f"{chr(p * 0x10000 + 0xFFFE)}-{chr(p * 0x10000 + 0xFFFF)}" for p in range(17))
            + "]"
        ),
    ),
    ("control characters", re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")),
    # A joiner shapes Persian, Indic scripts and emoji; between Western letters it is dirt.
    ("zero-width characters", re.compile("(?<![\u0590-\u1fff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")),
)
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000"
    "\ufdd0-\ufdef\ufeff\ufff0-\uffff\U0001fffe-\U0001ffff\U0002fffe-\U000fffff\U0010fffe\U0010ffff]"
)


def clean_characters(text: str, counts: Counts) -> str:
    """Mend mojibake, make every line end `\\n` and every space ` `, take out what cannot be seen; NFC."""
    text = _counted(_SURROGATES, "", text, "unpaired surrogates", counts)
    for _ in range(_ROUNDS):  # mojibake may come to light only when what stood within it is gone
        before = text = _mend(text, counts)
        text = _without_unseen(text, counts)
        if text == before:
            break
    return unicodedata.normalize("NFC", text)


def clean_plain(text: str, counts: Counts) -> str:
    """Clean text that is not written in a markup: entities decoded, stray tags taken out, then `clean_characters`.

    What has been escaped over and over is decoded at most three times.
    """
    for _ in range(_ROUNDS):
        before = text
        text = decode_entities(text, counts)
        if "<" in text:
            text = _without_tags(text, counts)
        if text == before:
            break
    return clean_characters(text, counts)


def decode_entities(text: str, counts: Counts) -> str:
    """Decode the character references of HTML, once."""
    if "&" not in text:
        return text
    return _counted(_ENTITY, lambda m: html.unescape(m[0]), text, "entities", counts)


def squeeze(text: str) -> str:
    """One line of text: every run of white space is one space, none at the ends."""
    return " ".join(text.split())


def _without_unseen(text: str, counts: Counts) -> str:
    if not _SUSPECT.search(text):
        return text
    text = _LINE_ENDS.sub(lambda m: "\n\n" if m[0] == "\u2029" else "\n", text)
    for kind, pattern in _KINDS:
        text = _counted(pattern, "", text, kind, counts)
    text = _counted(_INDENT, r"\1", text, "unusual spaces", counts)
    text = _counted(_SPACES, " ", text, "unusual spaces", counts)
    if not _RIGHT_TO_LEFT.search(text):
        text = _counted(_DIRECTION_MARKS, "", text, "direction marks", counts)
    return text


def _without_tags(text: str, counts: Counts) -> str:
    text = _without_content(text, counts)
    text = _counted(_DECLARATION, "", text, "tags", counts)
    text = _counted(_LINE_BREAKS, "\n\n", text, "tags", counts)
    text = _counted(_LINE_BREAK, " ", text, "tags", counts)
    text = _counted(_BLOCK_TAG, "\n\n", text, "tags", counts)
    return _counted(_INLINE_TAG, "", text, "tags", counts)


def _without_content(text: str, counts: Counts) -> str:
    """Take scripts, styles and comments out with what is in them, in linear time even where they are never closed."""
    lower = text.lower() if text.isascii() else "".join(c.lower() if c < "\x80" else c for c in text)
    kept: list[str] = []
    position = 0
    never_closed: set[str] = set()
    for opening in _OPENING.finditer(text):
        name = opening[1].lower()
        if opening.start() < position or name in never_closed:
            continue
        closing = "-->" if name == "!--" else f"</{name}"
        found = lower.find(closing, opening.start() + 4)
        end = lower.find(">", found) if found >= 0 else -1
        if end < 0:
            never_closed.add(name)
            continue
        kept.append(text[position : opening.start()])
        position = end + 1
        counts["tags"] += 1
    return " ".join([*kept, text[position:]])


def _counted(
    pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str], text: str, kind: str, counts: Counts
) -> str:
    text, changes = pattern.subn(by, text)
    if changes:
        counts[kind] += changes
    return text


def _mend(text: str, counts: Counts) -> str:
    """Mend what was decoded in a wrong encoding (ftfy: Speer, "ftfy", 2019), line by line."""
    if not _FOREIGN.search(text):
        return text
    fix, config = _mender()
    mended = []
    for line in text.split("\n"):
        better = fix(line, config) if _FOREIGN.search(line) else line
        if "&" in better and better != (decoded := _ENTITY.sub(_beyond_ascii, better)) and _FOREIGN.search(line):
            again = fix(decoded, config)
            better = better if again == unicodedata.normalize("NFC", decoded) else again
        counts["mojibake"] += better != unicodedata.normalize("NFC", line)
        mended.append(better)
    if not counts["mojibake"]:
        del counts["mojibake"]
    return "\n".join(mended)


def _beyond_ascii(reference: re.Match[str]) -> str:
    """What a reference stands for, if it can be no markup: half of a broken letter may be written as one."""
    meant = html.unescape(reference[0])
    return reference[0] if meant.isascii() else meant


@cache
def _mender() -> tuple[Callable[..., str], object]:
    import ftfy

    # Curly quotes, full-width forms and ligatures are the text's own; entities and controls are counted elsewhere.
    config = ftfy.TextFixerConfig(
        unescape_html=False,
        uncurl_quotes=False,
        fix_character_width=False,
        fix_latin_ligatures=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        remove_terminal_escapes=True,
        normalization="NFC",
        explain=False,
    )
    return ftfy.fix_text, config
