"""Mails: the text, what the headers say, and the names of what is attached.

Nothing that is attached is opened, a forwarded mail no more than a picture.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.charset import Charset
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from lxml import etree

from generator.errors import BrokenFormatError, EmptyArticleError, EncryptedError
from generator.ingest import layout, markup
from generator.ingest.cleaning import Counts, clean_characters, clean_plain, squeeze
from generator.ingest.decoding import Decoded, codecs_for_text, decode
from generator.ingest.draft import Claims, Draft
from generator.ingest.frame import frame
from generator.ingest.images import Neighbours
from generator.ingest.text import escape
from generator.settings import Limits

_MOST_PARTS = 1_000
"""Parts that are looked at; a mail has a handful."""
_QUOTED = re.compile(r"[ ]?>[ ]?")
_LONGEST_NAME = 200
_NO_NAME = re.compile(r"[`\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")
_NAMING = ("content-disposition", "content-type")
_BARE_NAME = re.compile(r"""name=([^\s;"']*[ =][^;"'\r\n]*?)\s*(?:;|$)""", re.IGNORECASE)
_ENCRYPTED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_ENCODED = frozenset(("base64", "x-uuencode", "uuencode", "uue", "x-uue"))
_ADDRESS = re.compile(r"[^\s@<>]+@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_YEARS = range(1970, 2101)
_STUB = 4
"""How many times longer than the plain text its other form in HTML is, where the plain text only says to look there."""
_SHINGLE = 8
"""Letters that stand in a row by chance in no two texts."""
_ALONE = 0
"""The group of a part that is no other form of another."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The leaves of a mail."""

    plain: tuple[tuple[Message, int], ...]
    """With the group of parts that say the same in several forms, or `_ALONE`."""
    html: tuple[tuple[Message, int], ...]
    attached: tuple[Message, ...]


def read_mail(data: bytes, neighbours: Neighbours, limits: Limits, counts: Counts) -> Draft:
    """Read a mail; what was cleaned goes to `counts`.

    Raises `EncryptedError`, `BrokenFormatError` where it has too many parts, and `EmptyArticleError` where there is
    neither text nor attachment.
    """
    found = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    parts = _parts(found)
    claims = _claims(found)
    drafts = list(_bodies(parts, neighbours, counts, claims.title))
    names = [_attachment(one) for one in parts.attached]
    if not drafts and not names:
        raise EmptyArticleError("is a mail without a text.", remedy="Add text, or remove the file.")
    last = f"{'Attachment' if len(names) == 1 else 'Attachments'}: {', '.join(names)}" if names else ""
    first = drafts[0] if drafts else Draft("")
    return replace(
        first,
        markdown="\n\n".join(filter(None, (*(one.markdown for one in drafts), last))),
        claims=(claims, *(claim for one in drafts for claim in one.claims)),
        images=tuple(dict.fromkeys(image for one in drafts for image in one.images)),
        warnings=tuple(warning for one in drafts for warning in one.warnings),
    )


def _parts(mail: Message) -> _Parts:
    """Part the text of a mail from what is attached; a mail inside of it is not entered."""
    plain: list[tuple[Message, int]] = []
    html: list[tuple[Message, int]] = []
    attached: list[Message] = []
    for part, group in _leaves(mail):
        kind = part.get_content_type()
        if kind in _ENCRYPTED and part.get_param("smime-type", "enveloped-data") == "enveloped-data":
            raise EncryptedError(
                "is an encrypted mail.",
                remedy="Save it decrypted, or put an underscore before its name to leave it out.",
            )
        named = part.get_content_disposition() == "attachment" or ((plain or html) and _file_name(part))
        if named or kind not in ("text/plain", "text/html"):
            attached.append(part)
        else:
            (plain if kind == "text/plain" else html).append((part, group))
    return _Parts(tuple(plain), tuple(html), tuple(attached))


def _leaves(mail: Message) -> Iterator[tuple[Message, int]]:
    """The parts of a mail that hold no others, in order; a forwarded mail is one. No depth of nesting matters.

    With each goes the group of those that say the same in several forms, or `_ALONE`.
    """
    waiting = [(mail, _ALONE)]
    seen = 0
    while waiting:
        part, group = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise BrokenFormatError(
                f"is a mail of more than {_MOST_PARTS:,} parts.", remedy="Save the text of it as .txt."
            )
        inside = part.get_payload()
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart" and kind not in _ENCRYPTED and isinstance(inside, list):
            within = seen if kind == "multipart/alternative" else group
            waiting.extend((one, within) for one in reversed(inside) if isinstance(one, Message))
        else:  # also what says it has parts, and has none
            yield part, group


def _bodies(parts: _Parts, neighbours: Neighbours, counts: Counts, title: str) -> Iterator[Draft]:
    """The text of a mail: what is plain, then what only the HTML says."""
    plain = [(*_text(part, counts), group) for part, group in parts.plain]
    said = "\n\n".join(text for text, *_ in plain)
    if said.strip():
        yield replace(_read_plain(said, counts, title), encoding=plain[0][1])
    tree = etree.Element("body")
    encoding = ""
    for part, group in parts.html:
        cleaned = Counts()
        text, its_encoding = _text(part, cleaned)
        found = markup.parsed(text)
        made = etree.Element("div")
        if found is not None:
            markup.from_html(found, made)
        same = "".join(text for text, _, one in plain if one == group != _ALONE)
        if _says_more(markup.words(made), said, same):
            tree.append(made)
            encoding = its_encoding
            counts.update(cleaned)
    if markup.words(tree).strip():
        yield replace(markup.draft(tree, neighbours, counts, title), encoding=encoding)


def _says_more(html: str, said: str, same: str) -> bool:
    """Whether a part in HTML has a text of its own beside the plain texts `said`.

    Of the plain text `same`, which is the same in another form, it has none, unless that is a mere stub.
    """
    if same.strip() and len(html) < _STUB * len(same):
        return False
    shingles = _shingles(html)
    return 2 * len(shingles & _shingles(said)) < len(shingles)


def _shingles(text: str) -> set[str]:
    letters = "".join(filter(str.isalnum, text.casefold()))
    return {letters[at : at + _SHINGLE] for at in range(max(1, len(letters) - _SHINGLE + 1))} if letters else set()


def _text(part: Message, counts: Counts) -> tuple[str, str]:
    """The text of a part and its encoding: the one it declares where its bytes are that, else what they look like."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if not data.strip():
        return "", ""
    found = _declared(data, part) or decode(data)
    if found.broken:
        counts["broken characters"] += found.broken
    return found.text, found.encoding


def _declared(data: bytes, part: Message) -> Decoded | None:
    """The text in the encoding that a part declares; None where its bytes are UTF-8, or do not fit."""
    try:
        name = codecs.lookup(Charset(str(part.get_content_charset() or "us-ascii")).input_codec or "").name
        if name in ("ascii", "utf-8") or name not in codecs_for_text() or _is_unicode(data):
            return None
        if name == "iso8859-1":  # what says so is mostly the other, which has quotation marks and dashes
            return Decoded(data.decode("cp1252"), "windows-1252")
        return Decoded(data.decode(name), str(part.get_content_charset()))
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_unicode(data: bytes) -> bool:
    """Whether bytes are UTF-8 beyond doubt."""
    try:
        return not data.decode().isascii()
    except UnicodeError:
        return False


def _read_plain(text: str, counts: Counts, title: str) -> Draft:
    """Read the plain text of a mail; lines that begin with `>` are quotations."""
    blocks: list[tuple[int, str]] = []
    for depth, run in _runs(clean_plain(text, counts)):
        blocks.extend((depth, paragraph.text) for paragraph in layout.paragraphs(run))
    framed = frame([words for _, words in blocks], counts, title)
    lines: list[str] = []
    above = 0
    for depth, words in (blocks[index] for index in framed.text):
        if lines:
            lines.append(("> " * min(depth, above)).rstrip())
        lines.append("> " * depth + escape(words))
        above = depth
    return Draft("\n".join(lines), (framed.claims,), byline=framed.byline)


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """The text in runs of lines of one depth of quotation, which is at most 5, without the signs."""
    depth = 0
    run: list[str] = []
    for line in text.split("\n"):
        found = 0
        rest = line
        while (sign := _QUOTED.match(rest)) and found < 5:
            rest = rest[sign.end() :]
            found += 1
        if found != depth and run:
            yield depth, "\n".join(run)
            run = []
        depth = found
        run.append(rest)
    yield depth, "\n".join(run)


def _claims(mail: Message) -> Claims:
    """What the headers say: subject, sender, day."""
    name, address = _sender(mail)
    host = _ADDRESS.fullmatch(address)
    return Claims(
        "front-matter",
        title=_header(mail, "subject"),
        date=_day(mail),
        source=host["host"].lower().removeprefix("www.") if host else "",
        authors=tuple(filter(None, (name or (address if host else ""),))),
    )


def _header(mail: Message, name: str) -> str:
    """A header on one line, cleaned; empty where it is missing or cannot be read."""
    try:
        value = str(mail.get(name) or "")
    except Exception:  # the standard library's parser of headers fails on some that are broken
        value = next((str(raw) for key, raw in mail.raw_items() if key.lower() == name), "")
    return squeeze(clean_plain(value[:1_000], Counts()))


def _sender(mail: Message) -> tuple[str, str]:
    said = _header(mail, "from")
    names = email.utils.getaddresses([said])
    name, address = names[0] if names else ("", "")
    return ("" if "@" in name else name), address if "@" in address else ""


def _day(mail: Message) -> str:
    """The day in the sender's own time; empty where the header gives none."""
    try:
        sent: datetime | None = email.utils.parsedate_to_datetime(_header(mail, "date"))
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""
    return sent.date().isoformat() if sent and sent.year in _YEARS else ""


def _attachment(part: Message) -> str:
    """The name of what is attached, as code, and its size."""
    name = _file_name(part)
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        forwarded = inside[0] if isinstance(inside, list) and inside else None
        subject = _header(forwarded, "subject") if isinstance(forwarded, Message) else ""
        name = name or (f"{subject[: _LONGEST_NAME - 4]}.eml" if subject else "")
    shown = _shown(name) or _shown(part.get_content_type()) or "unnamed"
    return f"`{shown}` ({_size(part)})"


def _shown(name: str) -> str:
    return _NO_NAME.sub("", squeeze(clean_characters(name, Counts())))[:_LONGEST_NAME].strip()


def _file_name(part: Message) -> str:
    """The name that a part gives itself; empty where it gives none.

    A name with spaces or `=` that lacks its quotation marks is taken from the header as it stands.
    """
    for header, raw in part.raw_items():
        bare = _BARE_NAME.search(str(raw)[: 10 * _LONGEST_NAME]) if header.lower() in _NAMING else None
        if bare:
            return _decoded(" ".join(bare[1].split()))
    return part.get_filename() or ""


def _decoded(name: str) -> str:
    try:
        return str(make_header(decode_header(name)))
    except (MessageError, LookupError, ValueError):
        return name


def _size(part: Message) -> str:
    """How large an attachment is, as a person says it, without decoding it."""
    payload = part.get_payload()
    if isinstance(payload, list):
        size = sum(len(one.as_bytes(policy=email.policy.compat32)) for one in payload if isinstance(one, Message))
    else:
        size = len(str(payload))
        if str(part.get("content-transfer-encoding") or "").strip().lower() in _ENCODED:
            size = size * 3 // 4
    for unit in ("bytes", "KB", "MB"):
        if size < 1_000:
            return f"{size} {unit}"
        size = round(size / 1_000)
    return f"{size} GB"
