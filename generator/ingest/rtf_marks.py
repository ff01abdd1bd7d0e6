"""What striprtf would leave out or flatten in Rich Text, marked before it is turned into text.

Footnotes, text boxes and the title of the properties are taken out as texts of their own; headings, rows and cells,
labels of lists, links and line breaks get a mark: a character for private use, which passes through striprtf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.errors import BrokenFormatError
from generator.ingest.packed import REMEDY

HEADING = "\ue001"
"""Behind a paragraph, before its level."""
CELL, ROW_ENDS, ROW = "\ue002", "\ue003", "\ue006"
BOX = "\ue005"
"""Where a text box hangs; its number and `END` follow."""
LABEL, LABEL_ENDS = "\ue007", "\ue008"
BREAK = "\ue009"
LINK, END, LINK_ENDS = "\ue010", "\ue011", "\ue012"
"""A link: its number, `END`, its words, `LINK_ENDS`."""
_MARKS = range(0xE000, 0xE100)

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<brace>[{}])|(?P<text>[^\\{}]+|\\'[0-9A-Fa-f]{2}|\\.|\\)",
    re.DOTALL,
)
_UNREAD = frozenset(
    "pict objdata themedata datastore colorschememapping latentstyles rsidtbl listtable listoverridetable filetbl"
    " revtbl generator xmlnstbl nonshppict blipuid mmathPr background".split()
)
"""Groups that hold no words; pictures in them are most of many files."""
_STYLE = re.compile(r"\{\\s(\d{1,5})\b[^{}]{0,2000}?[ \n]([^\\{};]{1,60});\}")
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre|заголовок|encabezado|título)\s*([1-6])", re.IGNORECASE)
_DEEPEST = 1_000
"""How deep groups may stand in one another: programs write a dozen."""
_ADDRESS = re.compile(r'HYPERLINK\s+"([^"\s]{1,2000})"', re.IGNORECASE)


@dataclass(slots=True)
class Marked:
    """Rich Text with marks, and what was taken out of it."""

    rtf: str = ""
    head: str = ""
    """What a text that was taken out needs before it to be read: the code page and the fonts."""
    notes: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    title: str = ""


@dataclass(slots=True)
class _Group:
    """What holds up to a closing brace."""

    level: int = 0
    """Of the paragraph, as a heading; 0 for text."""
    word: str = ""
    """The first control word."""
    taken: str = ""
    """What the group is taken out as: a note, a box, a title, a link's address."""
    start: int = 0
    """Where in the output it began."""
    after: str = ""
    """What follows its brace."""
    link: int = -1
    """The link whose words may follow in a group of it."""


def mark(text: str) -> Marked:
    """Mark `text`, Rich Text with a code point for each byte."""
    return _Marker(text, _levels(text)).run()


def _levels(text: str) -> dict[int, int]:
    """The levels of the styles that are headings, by their numbers."""
    start = text.find("{\\stylesheet")
    found: dict[int, int] = {}
    for style in _STYLE.finditer(text, start, start + 500_000) if start >= 0 else ():
        name = style[2].strip()
        heading = _HEADING_STYLE.match(name)
        if heading:
            found[int(style[1])] = int(heading[1])
        elif name.lower() == "title":
            found[int(style[1])] = 1
    return found


class _Marker:
    """One pass over a text."""

    def __init__(self, text: str, levels: dict[int, int]) -> None:
        self._text = text
        self._levels = levels
        self._out: list[str] = []
        self._stack = [_Group()]
        self._in_row = False
        self._made = Marked()

    def run(self) -> Marked:
        position = 0
        star = False
        while position < len(self._text):
            token = _TOKEN.match(self._text, position)
            assert token is not None  # one of the alternatives fits whatever comes
            position = token.end()
            if token["brace"] == "{":
                self._open()
                position = self._skipped(position)
            elif token["brace"]:
                self._close()
            elif token["word"]:
                number = token["number"]
                if token["word"] == "bin":
                    position += max(0, int(number or 0))
                else:
                    self._word(token["word"], int(number) if number else None, token[0], star)
            elif token["text"] != "\\*":
                self._out.append(f"{{}}{BREAK}" if token["text"] == "\\\n" else token["text"])
            star = token["text"] == "\\*"
        while len(self._stack) > 1:
            self._close()
        self._made.rtf = "".join(self._out)
        return self._made

    def _skipped(self, position: int) -> int:
        """Where the group that begins before `position` ends, when it is one that holds no words."""
        named = re.compile(r"(?:\\\*)?\s*\\([A-Za-z]{1,32})").match(self._text, position)
        if named is None or named[1] not in _UNREAD:
            return position
        depth = 1
        while depth and position < len(self._text):
            token = _TOKEN.match(self._text, position)
            assert token is not None  # as above
            position = token.end()
            if token["brace"]:
                depth += 1 if token["brace"] == "{" else -1
            elif token["word"] == "bin":
                position += max(0, int(token["number"] or 0))
        self._close()
        return position

    def _open(self) -> None:
        if len(self._stack) > _DEEPEST:
            raise BrokenFormatError(f"nests more than {_DEEPEST:,} deep.", remedy=REMEDY)
        above = self._stack[-1]
        self._stack.append(_Group(level=above.level, start=len(self._out)))
        self._out.append("{")

    def _close(self) -> None:
        if len(self._stack) == 1:
            return
        group = self._stack.pop()
        above = self._stack[-1]
        if group.taken:
            inner = "".join(self._out[group.start + 1 :])
            del self._out[group.start :]
            self._take(group.taken, inner)
        else:
            self._out.append("}" if not group.after else f"}}{{}}{group.after}")
            above.level = above.level if group.word else group.level
        if group.word == "fonttbl":
            self._made.head += "".join(self._out[group.start :])

    def _take(self, kind: str, inner: str) -> None:
        made, above = self._made, self._stack[-1]
        if kind == "footnote":
            made.notes.append(inner)
            self._out.append(f"{{}}[{len(made.notes)}]")
        elif kind == "shptxt":
            made.boxes.append(inner)
            outer = next((group for group in self._stack if group.word == "shp"), above)
            outer.after += f"{BOX}{len(made.boxes) - 1}{END}"
        elif kind == "fldinst":
            address = _ADDRESS.search(inner)
            if address:
                made.links.append(address[1])
                above.link = len(made.links) - 1
        elif not made.title:
            made.title = inner

    def _word(self, word: str, number: int | None, written: str, star: bool) -> None:
        group = self._stack[-1]
        first = not group.word
        group.word = group.word or word
        above = self._stack[-2] if len(self._stack) > 1 else group
        if first and (word in ("footnote", "shptxt", "fldinst") or (word == "title" and above.word == "info")):
            group.taken = word
            return
        if word == "fldrslt" and above.link >= 0:
            self._out.append(f"{{}}{LINK}{above.link}{END}")
            group.after = LINK_ENDS
        elif word in ("listtext", "pntext") and first:
            self._out.append(f"{{}}{LABEL}")
            group.after = LABEL_ENDS
        elif word in ("u", "uc") and not _is_letter(word, number):
            return
        else:
            self._format(group, word, number)
            self._out.append(_EXCHANGED.get(word, f"\\*{written}" if star else written))

    def _format(self, group: _Group, word: str, number: int | None) -> None:
        if word == "ansicpg" and not self._made.head:
            self._made.head = f"\\ansicpg{number or 1252}"
        elif word == "pard":
            group.level = 0
        elif word == "outlinelevel" and number is not None:
            group.level = number + 1 if 0 <= number < 6 else 0
        elif word == "s" and number is not None:
            group.level = self._levels.get(number, group.level)
        elif word == "par" and group.level:
            self._out.append(f"{{}}{HEADING}{group.level}")
        elif word in ("trowd", "intbl") and not self._in_row:
            self._in_row = True
            self._out.append(f"{{}}{ROW}")
        elif word == "row":
            self._in_row = False


_EXCHANGED = {
    "cell": f"{{}}{CELL}",
    "nestcell": f"{{}}{CELL}",
    "row": f"{{}}{ROW_ENDS}",
    "nestrow": " ",
    "line": f"{{}}{BREAK}",
}


def _is_letter(word: str, number: int | None) -> bool:
    """Whether `\\u` names a character, and none of the marks; `\\uc` needs a number only."""
    if number is None:
        return False
    code = number + 0x10000 if number < 0 else number
    return word == "uc" or (0 < code < 0x10000 and code not in _MARKS)
