"""What stands at the head and foot of a text and is not of it: bylines, stamps, requests to subscribe or share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.ingest import dates

_EMAIL = re.compile(r"[\w.+'-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
_END_MARK = re.compile(
    r"(?:\\?#\s*){1,5}|\\?#{2,6}|-\s?(?:30|end|ends|fin)\s?-|/?(?:ends?|ENDS)/?|[*_=~—–-]{3,}|(?:\*\s*){2,}", re.I
)
_NAME = r"[^\W\d_a-zа-я][\w.'’-]*"
_PARTICLE = r"(?:de|van|von|der|den|al|bin|del|la)"
_BY = re.compile(
    rf"(?:By|by|BY|Par|Von|Автор:?|От)\s+(?P<names>{_NAME}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME}){{0,4}}"
    rf"(?:(?:,| and| &| et| und| и)\s+{_NAME}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME}){{1,4}})*)(?P<rest>.*)"
)
_NO_NAMES = re.compile(r"\b(?:staff|writer|correspondent|reporter|editor|agencies|agency|desk|news|team|the)\b", re.I)
_STAMP = re.compile(
    r"(?:last\s+)?(?:updated|published|posted|modified|mis à jour|обновлено|опубликовано)\b.{0,60}", re.I
)
_ASKS = re.compile(
    r"""(?:
      (?:please\s+)?(?:subscribe|sign\s+up)\b
      (?:.{0,60}\b(?:newsletters?|e-?mails?|alerts?|updates?|channel|feed|today|now|here))?
    | share\s+(?:this|on|via|with)\b.{0,60} | share(?:\s+article)?
    | (?:print|email|save|bookmark)\s+(?:this|the)?\s*(?:article|page|story)?
    | (?:(?:facebook|twitter|x|vk|telegram|whatsapp|linkedin|reddit|e-?mail|pinterest|instagram|print
        |copy\ link|share|tweet)\W*){2,}
    | read\s+(?:more|also|next|the\s+full\s+(?:story|article))
      (?:\s*[:…»>›].{0,80}|\s+(?:on|about|at|here|from)\b.{0,60})?
    | (?:related|recommended|more|top|latest|popular)\s+(?:stories|articles|news|topics|coverage|posts)\b.{0,60}
    | (?:see\s+also|also\s+read):?.{0,80} | (?:follow\s+us|like\s+us\s+on|click\s+here)\b.{0,80}
    | advertisement | advertising | sponsored(?:\s+content)? | story\s+continues\s+below.{0,40}
    | (?:all\s+)?comments?(?:\s*\(\d+\))? | \d+\s+comments? | leave\s+a\s+(?:comment|reply) | post\s+a\s+comment
    | (?:photo|image|picture|photograph|video)s?(?:\s+(?:credit|by|courtesy))?\s*[:/].{1,60}
    | back\s+to\s+top | skip\s+to\s+(?:main\s+)?content | home | menu | search | loading(?:\.\.\.|…)?
    | download\s+(?:our|the)\s+app.{0,60} | this\s+(?:website|site)\s+uses\s+cookies.{0,120} | tags?:\s.{1,120}
    | (?:abonnez-vous|partager|(?:à\s+)?lire\s+aussi)\b.{0,80}
    | (?:(?:jetzt\s+)?abonnieren|lesen\s+sie\s+auch)\b.{0,80} | teilen
    | (?:suscríbase|compartir)\b.{0,60}
    | (?:читайте\s+также|подпис(?:аться|ывайтесь)|поделиться)\b.{0,80}
    )\s*[.!:›»>→]*""",
    re.IGNORECASE | re.VERBOSE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)\s|copyright\b).{0,160}"
    r"|.{0,80}\b(?:all\s+rights\s+reserved|tous\s+droits\s+réservés|alle\s+rechte\s+vorbehalten"
    r"|все\s+права\s+защищены)\b.{0,120}",
    re.IGNORECASE,
)
_LONGEST = 200
"""Longest line, in code points, that can be a byline or boilerplate."""
_HEAD = 4
"""How many paragraphs from the top may be bylines and stamps."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A text without its frame."""

    text: tuple[int, ...]
    """Indices of the paragraphs that are left, in order."""
    byline: str = ""
    """The bylines, joined with ` | `."""
    authors: tuple[str, ...] = ()
    source: str = ""
    """The domain of a byline's address."""
    rights: str = ""
    date: str = ""
    """ISO 8601 day of a stamp that was taken out."""
    removed: int = 0
    """How many lines of boilerplate were taken out; bylines do not count."""


@dataclass(frozen=True, slots=True)
class _Line:
    kind: str
    """`byline`, `boilerplate` or `rights`; empty for text."""
    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""


def trim(paragraphs: Sequence[str]) -> Trimmed:
    """Take bylines and boilerplate off both ends of a text; the first four lines and the last run of such lines count.

    A title may stand first: it is left in place. Nothing is taken from the middle of a text.
    """
    kinds = [_line(p) if len(p) <= _LONGEST else _Line("") for p in paragraphs]
    out = {i for i, line in enumerate(kinds[: _HEAD + 1]) if line.kind}
    for i in range(len(paragraphs) - 1, -1, -1):
        if not kinds[i].kind:
            break
        out.add(i)
    if len(out) == len(paragraphs):
        return Trimmed(tuple(range(len(paragraphs))))
    taken = sorted(out)
    bylines = [i for i in taken if kinds[i].kind == "byline"]
    return Trimmed(
        text=tuple(i for i in range(len(paragraphs)) if i not in out),
        byline=" | ".join(paragraphs[i] for i in bylines),
        authors=tuple(dict.fromkeys(name for i in bylines for name in kinds[i].authors)),
        source=next((kinds[i].source for i in bylines if kinds[i].source), ""),
        rights=next((paragraphs[i] for i in taken if kinds[i].kind == "rights"), ""),
        date=next((kinds[i].date for i in taken if kinds[i].date and i <= _HEAD), ""),
        removed=len(taken) - len(bylines),
    )


def is_frame(line: str) -> bool:
    """Whether a line by itself is a byline or boilerplate."""
    return bool(line) and len(line) <= _LONGEST and bool(_line(line).kind)


def host(url: str) -> str:
    """The host of a web address without `www.`, lower case; empty when there is none."""
    found = re.match(r"https?://(?:www\.)?([\w.-]+\.[a-z]{2,})(?=[:/?#]|$)", url.strip(), re.IGNORECASE)
    return found[1].lower() if found else ""


def _line(text: str) -> _Line:
    if _END_MARK.fullmatch(text) or _ASKS.fullmatch(text):
        return _Line("boilerplate")
    if _RIGHTS.fullmatch(text):
        return _Line("rights")
    address = _EMAIL.search(text)
    if address and len(text) <= len(address[0]) + 60 and len(_EMAIL.findall(text)) <= 2:
        return _Line("byline", _authors(text[: address.start()]), address["domain"].lower().removeprefix("www."))
    stamped = dates.find(text) if len(text) <= 100 else None
    rest = text
    if stamped:
        rest = (text[: stamped.start] + text[stamped.end :]).strip(" |·•,;:–—-()")
    if len(rest) <= 90 and _BY.fullmatch(rest) and not re.search(r"[.!?]\s", rest):
        return _Line("byline", _authors(rest), date=stamped.day if stamped else "")
    if _STAMP.fullmatch(rest) or (stamped and _STAMP.fullmatch(text)):
        return _Line("boilerplate", date=stamped.day if stamped else "")
    return _Line("")


def _authors(line: str) -> tuple[str, ...]:
    found = _BY.match(line.strip())
    if not found:
        return ()
    names = re.split(r",\s+|\s+(?:and|&|et|und|и)\s+", found["names"])
    return tuple(_proper(name.strip(" ,.")) for name in names if name.strip(" ,.") and not _NO_NAMES.search(name))


def _proper(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 3 else name
