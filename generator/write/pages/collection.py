"""About this collection: its numbers, what was left out and why, what was cleaned, how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from generator.model import Quarantined
from generator.places import visible
from generator.write import account, words
from generator.write.catalogue import Catalogue
from generator.write.drafts import Draft, finished
from generator.write.markdown import Value, page
from generator.write.pages import home
from generator.write.pages.beside import Item

V = TypeVar("V")

ADDRESS = "collection.html"
LONG = 20
"""A list of more is folded: how many there are is what most readers want to know."""


def pages(shelf: Catalogue) -> Iterator[Draft[str]]:
    """The page about the collection."""
    whole = shelf.collection
    articles = [record.article for record in whole.records]
    meta: dict[str, Value] = {
        "title": "About this collection",
        "heading": "About this collection",
        "template": "collection.html",
        "corpus": shelf.corpus,
        "stats": home.stats(shelf),
        "account": _account(shelf),
        "ignored": [{"title": reason, "count": f"{files:,}"} for reason, files in whole.left_out],
        "quarantined": [_left_out(one) for one in whole.quarantined],
        "kinds": _rows(Counter(map(account.kind, whole.quarantined))),
        "warnings": list(map(visible, whole.warnings)),
        "folded": {"quarantined": len(whole.quarantined) > LONG, "warnings": len(whole.warnings) > LONG},
        "languages": _named([record.analysis.language for record in whole.records], _language),
        "encodings": _named([one.encoding for one in articles], lambda name: name or "the format’s own"),
        "titles": _named([one.title_source for one in articles], words.evidence),
        "dates": _named([one.date_source for one in articles], words.evidence),
        "cleaned": _rows(account.cleaned(whole)),
        "glued": words.counted(sum(len(one.glued) for one in articles), "word"),
    }
    yield finished(ADDRESS, page(meta, ""))


def _account(shelf: Catalogue) -> str:
    """What became of every file, as the end of a sentence about the folder: "34 files: 32 became articles …"."""
    whole = shelf.collection
    copies = sum(1 for record in whole.records if record.duplicate_of)
    fates = [
        f"{len(whole.records):,} became {'an article' if len(whole.records) == 1 else 'articles'}",
        f"{len(whole.quarantined):,} could not be read" if whole.quarantined else "",
        f"{whole.ignored:,} {'is no article' if whole.ignored == 1 else 'are no articles'} by name or ending"
        if whole.ignored
        else "",
    ]
    account = f"{words.counted(whole.files, 'file')}: {', '.join(fate for fate in fates if fate)}."
    if copies:
        account += f" {words.counted(copies, 'article')} {'repeats' if copies == 1 else 'repeat'} an earlier one, and"
        account += " says so." if copies == 1 else " say so."
    return account


def _left_out(one: Quarantined) -> Item:
    """A file that is in quarantine, and why. Its name and what its bytes say may be anything: it is made visible."""
    where = one.path if one.line is None else f"{one.path}, line {one.line}"
    return {"path": visible(where), "reason": visible(one.message)}


def _language(code: str) -> str:
    return words.language(code) or "not known"


def _named(values: Iterable[V], name: Callable[[V], str]) -> list[Item]:
    """How often each of the names of values comes."""
    counts: Counter[str] = Counter()
    for value, times in Counter(values).items():
        counts[name(value)] += times
    return _rows(counts)


def _rows(counts: Counter[str]) -> list[Item]:
    """Most frequent first, then by name."""
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [{"title": title, "count": f"{count:,}"} for title, count in rows]
