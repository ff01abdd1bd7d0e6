"""Keywords of one article, weighed by YAKE, worded as a person would write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from math import log2, sqrt
from typing import TYPE_CHECKING

from generator.analyse.keyword_folding import fold
from generator.analyse.keyword_generality import is_in_dictionary, tells
from generator.analyse.keyword_phrases import Phrase, find_names, find_phrases
from generator.analyse.keyword_words import VAGUE
from generator.model import Keyword, Mention
from generator.scripts import UNSPACED

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMES = 0.5
"""How many names there are at most for each other keyword that is wanted: names have lists of their own."""
RANK_OFFSET = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher, "Reciprocal Rank Fusion", 2009)."""
PART_WEIGHT = 0.3
"""What a phrase's words count where they stand outside it, against the phrase itself."""
VAGUE_HEAD = 0.7
"""What a phrase counts whose last word alone would be no keyword ("technical sphere")."""
LISTED = 1.7
"""What a phrase counts that is one of three or more in an enumeration: writers enumerate what they write about."""
EARLY = 10
"""Tokens after which a first occurrence begins to count as late."""
WORDS = 2
"""Words in a keyword where no parts of speech are known; and letters, in scripts without spaces between words."""

_LINE = re.compile(r"\s*\n\s*")
_STOPS = ".!?:;…。！？"
_ACRONYM = re.compile(r"\(([A-Z][A-Z0-9]{1,7})s?\)")


def find_keywords(
    doc: Doc,
    title: str,
    mentions: tuple[Mention, ...],
    limit: int,
    never: frozenset[str] = frozenset(),
) -> tuple[Keyword, ...]:
    """Find at most `limit` keywords of an article, and beside them at most half as many that are names, best first.

    `doc` is the article's text; where `doc.lang_` is English it is tagged and parsed, and the keywords are its noun
    phrases and names; otherwise it has tokens only, and they are YAKE's n-grams. The ranking fuses YAKE (Campos et
    al., "YAKE! Keyword extraction from single documents using multiple local features", 2020) with frequency and
    position. `score` falls with the rank from 1 towards 0; it is 0 for words of any
    story, which come last. What is written in `never`, in any case or number, is none.
    """
    refused = {fold(word) for word in never}
    if doc.has_annotation("TAG"):
        ranked = _ranked_phrases(doc, title, mentions)
    else:
        ranked = _ranked_ngrams(doc, title, mentions, most=limit + len(refused))
    chosen = _choose([phrase for phrase in ranked if phrase.key not in refused], limit)
    titled = set(fold(title).split())
    return tuple(
        Keyword(phrase.text, phrase.key, _score(rank, phrase, titled), phrase.mention)
        for rank, phrase in enumerate(chosen)
    )


def _score(rank: int, phrase: Phrase, titled: Collection[str]) -> float:
    """What falls with the rank from 1 towards 0, and is 0 for what says too little to be shown."""
    return round(1 / (1 + rank), 4) if _tells(phrase, titled) else 0.0


def _choose(ranked: Sequence[Phrase], limit: int) -> list[Phrase]:
    """The first `limit` that are no names, and beside them the first names."""
    others = [phrase for phrase in ranked if phrase.mention is None][:limit]
    names = [phrase for phrase in ranked if phrase.mention is not None][: int(NAMES * limit)]
    chosen = {phrase.key for phrase in (*others, *names)}
    return [phrase for phrase in ranked if phrase.key in chosen]


# ---- English --------------------------------------------------------------------------------------------------------


def _ranked_phrases(doc: Doc, title: str, mentions: tuple[Mention, ...]) -> list[Phrase]:
    phrases = _without_extensions(_without_halves(_with_acronyms_folded(find_phrases(doc, mentions), doc.text)))
    by_yake = _yake_costs(phrases, doc, title)
    by_place = _prominence(phrases, title)
    first = _ranks(phrases, lambda phrase: by_yake.get(phrase.key, float("inf")))
    second = _ranks(phrases, lambda phrase: -by_place[phrase.key])
    fused = {
        phrase.key: 1 / (RANK_OFFSET + first[phrase.key]) + 1 / (RANK_OFFSET + second[phrase.key]) for phrase in phrases
    }
    titled = set(fold(title).split())
    return sorted(phrases, key=lambda phrase: (not _tells(phrase, titled), -fused[phrase.key], phrase.key))


def _ranks(phrases: Iterable[Phrase], cost: Callable[[Phrase], float]) -> dict[str, int]:
    ordered = sorted(phrases, key=lambda phrase: (round(cost(phrase), 9), phrase.key))
    return {phrase.key: rank for rank, phrase in enumerate(ordered)}


def _prominence(phrases: Sequence[Phrase], title: str) -> dict[str, float]:
    """How often, how early and whether in the title; words of a phrase that stand elsewhere count a little."""
    words = {phrase.key: phrase.key.split() for phrase in phrases}
    frequency: Counter[str] = Counter()
    for phrase in phrases:
        for word in words[phrase.key]:
            frequency[word] += len(phrase.places)
    titled = set(fold(title).split())
    prominence = {}
    for phrase in phrases:
        own = set(words[phrase.key])
        shared = PART_WEIGHT * sum(frequency[word] for word in own) / sqrt(len(own))
        earliness = 1 / log2(2 + phrase.places[0] / EARLY)
        in_title = 1 + len(own & titled) / len(own)
        clarity = VAGUE_HEAD if words[phrase.key][-1] in VAGUE and phrase.mention is None else 1
        listed = LISTED if phrase.listed else 1
        prominence[phrase.key] = (len(phrase.places) + shared) * earliness * in_title * clarity * listed
    return prominence


def _yake_costs(phrases: Sequence[Phrase], doc: Doc, title: str) -> dict[str, float]:
    """YAKE's score of each phrase, lower is better; phrases of stop words alone have none.

    YAKE's own candidates are n-grams, without digits; here it weighs the single terms, and its formula for n-grams is
    applied to our phrases. That also spares the larger part of its candidates.
    """
    from yake.data import DataCore

    core = DataCore(
        text=_lines_with_stops(title, doc.text), stopword_set=_stopwords("en"), config={"windows_size": 1, "n": 1}
    )
    core.build_single_terms_features()
    weights: Mapping[str, float] = {word: float(term.h) for word, term in core.terms.items() if not term.stopword}
    costs = {}
    for phrase in phrases:
        terms = [weights[word] for word in map(_yake_term, phrase.words) if word in weights]
        if terms:
            product = 1.0
            for weight in terms:
                product *= weight
            costs[phrase.key] = product / (len(phrase.places) * (1 + sum(terms)))
    return costs


def _yake_term(word: str) -> str:
    """The form under which YAKE keeps a word: small, without a plural s."""
    small = word.lower()
    return small[:-1] if small.endswith("s") and len(small) > 3 else small


def _without_extensions(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Leave out what occurs once and is a repeated phrase with one more word before it."""
    repeated = {phrase.key for phrase in phrases if len(phrase.places) > 1 and " " in phrase.key}
    return [
        phrase
        for phrase in phrases
        if phrase.mention is not None or len(phrase.places) > 1 or phrase.key.partition(" ")[2] not in repeated
    ]


def _without_halves(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Leave out capitalised words that are one word of a name or title ("House", where the House of Commons sits)."""
    parts = {fold(word) for phrase in phrases for word in phrase.words if len(phrase.words) > 1 and word[0].isupper()}
    return [
        phrase
        for phrase in phrases
        if phrase.mention is not None or phrase.key not in parts or not _is_capitalised(phrase)
    ]


def _is_capitalised(phrase: Phrase) -> bool:
    """Whether a single word stands with a capital, or would if it were not the first of a sentence."""
    return phrase.words[0].istitle() or not is_in_dictionary(phrase.key)


def _tells(phrase: Phrase, titled: Collection[str]) -> bool:
    """Whether a phrase says something of the article; names do, and so does what is in the title."""
    return phrase.mention is not None or phrase.key in titled or tells(phrase.key, len(phrase.places))


def _with_acronyms_folded(phrases: Sequence[Phrase], text: str) -> list[Phrase]:
    """Join "weapons of mass destruction" and "WMD" where the text has "… (WMD)"."""
    by_key = {phrase.key: phrase for phrase in phrases}
    for match in _ACRONYM.finditer(text):
        short = by_key.get(fold(match[1]))
        long = _spelt_out(match[1], text[max(0, match.start() - 200) : match.start()])
        if short is None or short.mention is not None or not long:
            continue
        known = by_key.get(fold(long))
        if known is not None and known.mention is not None:
            continue
        written_out = known.places if known else ()
        text = short.text if len(short.places) > len(written_out) else known.text if known else long
        places = tuple(sorted({*short.places, *written_out}))
        del by_key[short.key]
        by_key[fold(long)] = Phrase(text, fold(long), tuple(text.split()), places)
    return list(by_key.values())


def _spelt_out(acronym: str, before: str) -> str:
    """The last words of `before` whose initials are `acronym`, small words passed over; empty when there are none."""
    words = before.replace("-", " ").split()
    letters = list(acronym.lower())
    start = len(words)
    while letters and start:
        start -= 1
        if words[start][0].lower() == letters[-1]:
            letters.pop()
        elif words[start] not in ("of", "and", "the", "for", "on", "in", "to"):
            return ""
    long = " ".join(words[start:]).strip("\"'“”‘’(")
    if letters:
        return ""
    return long[0].lower() + long[1:] if long[1:].islower() else long


# ---- other languages ------------------------------------------------------------------------------------------------


def _ranked_ngrams(doc: Doc, title: str, mentions: tuple[Mention, ...], *, most: int) -> list[Phrase]:
    """The `most` best of YAKE's n-grams that do not repeat, shorten or lengthen a better one, with names in turn."""
    from yake.data import DataCore

    stopwords = _stopwords(doc.lang_)
    core = DataCore(_lines_with_stops(title, doc.text), stopwords, {"windows_size": 1, "n": WORDS})
    core.build_single_terms_features()
    core.build_mult_terms_features()
    valid = [candidate for candidate in core.candidates.values() if candidate.is_valid()]
    names = find_names(doc, mentions)
    kept: dict[str, set[str]] = {name.key: set(name.key.split()) for name in names}
    ngrams = []
    for candidate in sorted(valid, key=lambda candidate: (round(float(candidate.h), 9), candidate.unique_kw)):
        key = fold(candidate.kw)
        words = set(key.split())
        if words and len(UNSPACED.findall(key)) <= WORDS and not any(w <= words or w >= words for w in kept.values()):
            kept[key] = words
            ngrams.append(Phrase(candidate.kw, key, tuple(candidate.kw.split()), (0,)))
            if len(ngrams) == most:
                break
    ranked = [(rank, phrase.key, phrase) for phrases in (names, ngrams) for rank, phrase in enumerate(phrases)]
    return [phrase for _, _, phrase in sorted(ranked, key=lambda item: item[:2])]


@lru_cache(maxsize=32)
def _stopwords(language: str) -> frozenset[str]:
    """YAKE's own list for a language; its general one where it has none."""
    from yake import KeywordExtractor

    return frozenset(KeywordExtractor(lan=language).stopword_set)


def _lines_with_stops(title: str, text: str) -> str:
    """The lines of title and text, a full stop behind each that lacks one.

    YAKE turns line ends into spaces, so that headlines and paragraphs would run into each other.
    """
    lines = [line for line in (title.strip(), *_LINE.split(text.strip())) if line]
    return " ".join(line if line[-1] in _STOPS else f"{line}." for line in lines)
