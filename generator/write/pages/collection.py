"""About this collection: its numbers, what was left out and why, what was cleaned, how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.settings import Settings
from generator.write import words
from generator.write.catalogue import Catalogue, Page
from generator.write.markdown import Value, page
from generator.write.pages import home
from generator.write.pages.beside import Item

ADDRESS = "collection.html"


def pages(shelf: Catalogue, settings: Settings) -> Iterator[Page]:
    """The page about the collection."""
    whole = shelf.collection
    meta: dict[str, Value] = {
        "title": "About this collection",
        "heading": "About this collection",
        "template": "collection.html",
        "corpus": settings.corpus,
        "stats": home.stats(shelf),
        "files": {
            "all": f"{whole.files:,}",
            "published": f"{len(whole.records):,}",
            "duplicates": f"{sum(1 for record in whole.records if record.duplicate_of):,}",
            "quarantined": f"{len(whole.quarantined):,}",
            "ignored": f"{whole.ignored:,}",
        },
        "quarantined": [
            {"path": one.path if one.line is None else f"{one.path}, line {one.line}", "reason": one.message}
            for one in whole.quarantined
        ],
        "warnings": list(whole.warnings),
        "languages": _rows(
            Counter(words.language(record.analysis.language) or "not known" for record in whole.records)
        ),
        "encodings": _rows(Counter(record.article.encoding for record in whole.records)),
        "titles": _rows(Counter(words.evidence(record.article.title_source) for record in whole.records)),
        "dates": _rows(Counter(words.evidence(record.article.date_source) for record in whole.records)),
        "cleaned": _rows(_cleaned(shelf)),
        "glued": sum(len(record.article.glued) for record in whole.records),
    }
    yield Page(ADDRESS, page(meta, ""))


def _cleaned(shelf: Catalogue) -> Counter[str]:
    """What cleaning did in all articles, by kind."""
    counts: Counter[str] = Counter()
    for record in shelf.records:
        for kind, count in record.article.cleaned:
            counts[kind] += count
    return counts


def _rows(counts: Counter[str]) -> list[Item]:
    """Most frequent first, then by name."""
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [{"title": title, "count": f"{count:,}"} for title, count in rows]
