"""Keywords of one article, by YAKE, as a person would write them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.model import Keyword, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from yake import KeywordExtractor


@lru_cache(maxsize=8)
def _extractor(language: str) -> KeywordExtractor:
    from yake import KeywordExtractor

    return KeywordExtractor(lan=language, n=3, dedup_lim=1.0, top=100)


def find_keywords(doc: Doc, title: str, mentions: tuple[Mention, ...], limit: int = 12) -> tuple[Keyword, ...]:
    """Find at most `limit` keywords of an article, best first.

    `doc` is the article's text: tagged and parsed where `doc.lang_` is English, otherwise blank with sentences.
    """
    found = _extractor(doc.lang_).extract_keywords(f"{title}.\n{doc.text}")
    names = {doc.text[m.start : m.end].casefold(): number for number, m in enumerate(mentions)}
    best: dict[str, Keyword] = {}
    for text, cost in found:
        key = text.casefold()
        best.setdefault(key, Keyword(text, key, round(1 / (1 + float(cost)), 4), names.get(key)))
    return tuple(best.values())[:limit]
