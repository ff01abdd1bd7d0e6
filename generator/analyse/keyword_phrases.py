"""Noun phrases of a parsed English article that could be keywords, as labels a person would write."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from generator.analyse.keyword_folding import fold
from generator.analyse.keyword_generality import SUBJECT_WORDS
from generator.analyse.keyword_words import (
    DAYS,
    EMPTY_HEADS,
    HYPHENS,
    JOINING,
    MONTHS,
    OFFICES,
    RANKS,
    SALUTATIONS,
    TIMES,
    VAGUE,
    WEAK,
)
from generator.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 4
"""Words in a label; of a longer phrase the last ones are taken, which hold its head."""
LONGEST_TITLE = 8
"""Words in a label that is the title of a treaty, an act, a programme."""
SHORTEST = 3
"""Letters in a label."""
ACRONYM = 6
"""Letters of the longest word that may stand in capitals in a label."""

_SECTION = re.compile(r"[IVXLC]+|\d+")
"""The number of a part of a law: "title II of …"."""
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u3040-\ud7ff]{2}")
"""Letters of a quotation in another script: no label for readers of an English text."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate: what it is called, and where it stands."""

    text: str
    """As a label."""
    key: str
    """Folded."""
    words: tuple[str, ...]
    """Its words as the text has them, at its first occurrence."""
    places: tuple[int, ...]
    """Index of the token each occurrence begins with, in order."""
    mention: int | None = None
    """Index of the first mention of this name; None when it is no name."""
    listed: bool = False
    """Whether it stands in an enumeration of three or more."""


def find_phrases(doc: Doc, mentions: Sequence[Mention]) -> tuple[Phrase, ...]:
    """The maximal noun phrases of `doc` and the names in it, by first occurrence; one for each key.

    A title before a name ("Secretary Nikolai …") is no phrase; of a phrase that begins with a name, what follows is.
    """
    lower = {token.text for token in doc if token.text.islower()}
    names = _tokens_of(doc, [mention for mention in mentions if "demonym" not in mention.rules])
    named = _tokens_of(doc, mentions)
    found: dict[str, list[tuple[str, int]]] = {}
    listed: set[str] = set()
    for run in _runs(doc, named):
        for tokens in _without_names(run, names):
            label = _label(tokens, lower, named)
            if label:
                found.setdefault(fold(label), []).append((label, tokens[0].i))
                listed |= {fold(label)} if _is_enumerated(tokens[-1]) else set()
    phrases = {key: _phrase(key, occurrences, key in listed) for key, occurrences in found.items() if key}
    for name in find_names(doc, mentions):
        phrases[name.key] = name
    return tuple(sorted(phrases.values(), key=lambda phrase: (phrase.places[0], phrase.key)))


def _phrase(key: str, occurrences: list[tuple[str, int]], listed: bool) -> Phrase:
    labels = [label for label, _ in occurrences]
    text = max(sorted(set(labels)), key=labels.count)
    return Phrase(text, key, tuple(labels[0].split()), tuple(place for _, place in occurrences), listed=listed)


def _is_enumerated(head: Token) -> bool:
    """Whether a noun is one of three or more that the parser has coordinated."""
    length = 1
    while head.dep_ == "conj" and length <= 2:
        head = head.head
        length += 1
    if length > 2:
        return True
    length = 1
    following = [head]
    while following and length <= 2:
        following = [child for token in following for child in token.children if child.dep_ == "conj"]
        length += len(following)
    return length > 2


def _tokens_of(doc: Doc, mentions: Sequence[Mention]) -> frozenset[int]:
    """The indices of the tokens that belong to a name."""
    spans = (doc.char_span(mention.start, mention.end, alignment_mode="expand") for mention in mentions)
    return frozenset(token.i for span in spans if span is not None for token in span)


def find_names(doc: Doc, mentions: Sequence[Mention]) -> tuple[Phrase, ...]:
    """One phrase for each name that is more than a demonym, with all places of its mentions; most frequent first."""
    places: dict[tuple[EntityType, str], list[int]] = {}
    first: dict[tuple[EntityType, str], int] = {}
    for number, mention in enumerate(mentions):
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            name = (mention.type, mention.name)
            places.setdefault(name, []).append(span.start)
            if "demonym" not in mention.rules:
                first.setdefault(name, number)
    phrases: dict[str, Phrase] = {}
    for name in sorted(first, key=lambda name: (-len(places[name]), first[name])):
        key = fold(name[1])
        if key:
            phrases.setdefault(key, Phrase(name[1], key, tuple(name[1].split()), tuple(places[name]), first[name]))
    return tuple(phrases.values())


def _runs(doc: Doc, named: Collection[int]) -> Iterator[list[Token]]:
    """Maximal runs of adjectives and nouns that end in a noun, within one sentence; titles of treaties whole."""
    for sentence in doc.sents:
        run: list[Token] = []
        for token in sentence:
            if _fits(token, run) or _joins(token, run, named):
                run.append(token)
            elif run:
                yield run
                run = []
        if run:
            yield run


def _joins(token: Token, run: Sequence[Token], named: Collection[int]) -> bool:
    """Whether a small word or a genitive ties capitalised words into one title ("Treaty on the Prohibition of …").

    "And" does so only within a title that has begun with another small word.
    """
    if not run or token.lower_ not in JOINING or not token.is_lower or run[0].is_sent_start:
        return False
    begun = any(other.lower_ in JOINING for other in run)
    if (token.lower_ == "and" and not begun) or (token.lower_ == "the" and run[-1].lower_ not in JOINING):
        return False
    last = next(other for other in reversed(run) if other.lower_ not in JOINING)
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    if following.lower_ == "the" and following.i + 1 < len(token.doc):
        following = following.nbor()
    if token.tag_ == "POS" and following.text[0].isupper():
        return _is_proper(last) and last.i not in named and following.i not in named
    return following.text not in MONTHS and all(_is_proper(word) and word.i not in named for word in (last, following))


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[0].isupper()


def _fits(token: Token, run: Sequence[Token]) -> bool:
    if token.text in HYPHENS:
        return bool(run) and not run[-1].whitespace_ and not token.whitespace_
    if token.pos_ in ("ADJ", "NOUN", "PROPN"):
        return token.text[0].isalnum()
    if token.tag_ in ("VBG", "VBN"):
        return token.dep_ in ("amod", "compound")
    return _has_letters_and_digits(token.text)


def _has_letters_and_digits(word: str) -> bool:
    """COVID-19, G20, S-400, but not 3rd or 1990s."""
    return word[0].isupper() and any(char.isdigit() for char in word)


def _without_names(run: Sequence[Token], names: Collection[int]) -> Iterator[Sequence[Token]]:
    """Of a run that holds names, what stands behind the last of them; what stands before it is its title.

    Capitalised words behind a name are more of a name that begins with it ("Taiwan Relations Act").
    """
    named = [place for place, token in enumerate(run) if token.i in names]
    if not named:
        yield run
        return
    first = last = named[-1]
    while first - 1 in named:
        first -= 1
    behind = _whole(run[last + 1 :])
    if len(behind) > 1 and all(_is_proper(token) for token in behind):
        yield run[first:]
    elif behind:
        yield behind


def _whole(behind: Sequence[Token]) -> Sequence[Token]:
    """What stands behind a name without the second half of a compound ("London-based court")."""
    if behind and behind[0].text in HYPHENS and not behind[0].whitespace_:
        return behind[2:]
    return behind


def _last_words(words: list[str]) -> list[str]:
    """The last words of a long label, none of them the end of a title that is cut."""
    first = len(words) - LONGEST
    if first > 0 and words[first - 1][0].isupper():
        while first < len(words) - 1 and words[first][0].isupper():
            first += 1
    return words[max(0, first) :]


def _label(tokens: Sequence[Token], lower: set[str], named: Collection[int]) -> str:
    """The tokens as a label, or nothing when they make none."""
    kept = _title_alone(_until_a_day(tokens[1:] if _is_torn_off(tokens[0]) else tokens))
    while kept and (_ends_badly(kept[-1]) or _is_empty_head(kept)):
        kept.pop()
    if kept and _is_order(kept[0]):
        kept.pop(0)
    while kept and (_is_weak(kept[0]) or not kept[0].text[0].isalnum()) and not _begins_a_whole(kept):
        kept.pop(0)
    if len(kept) > 3 and "".join(token.lower_ for token in kept[:3]) == "year-old":
        kept = kept[3:]
    titled = any(token.lower_ in JOINING for token in kept) or _is_long_title(kept)
    known = {token.i for token in kept} if titled else named
    cased = [_in_case(place, kept, lower, known) + token.whitespace_ for place, token in enumerate(kept)]
    words = "".join(cased).split()
    words = words if titled else _last_words(words)
    label = " ".join(words)
    rest = [token.text for token in kept if token.i not in named]
    alone = any(len(parts) == 1 and fold(parts[0]) in VAGUE for parts in (rest, words))
    short = len(label) < SHORTEST or not any(char.isalpha() for char in label)
    return "" if alone or short or _is_no_label(words) else label


def _is_no_label(words: Sequence[str]) -> bool:
    """Whether the words are half a name, a salutation, an office, a date, in capitals, foreign, or hold a bracket."""
    if any(map(_OTHER_SCRIPT.search, words)):
        return True
    if not words or words[-1].casefold().strip(".") in RANKS or words[0].casefold() in SALUTATIONS:
        return True
    if words[-1] == "ones" or all(word in MONTHS or word[0].isdigit() for word in words):
        return True
    joined = [place for place, word in enumerate(words) if word in JOINING]
    if joined and _SECTION.fullmatch(words[joined[0] - 1]):
        return True
    if len(words) > LONGEST_TITLE or (joined and not OFFICES.isdisjoint(fold(words[joined[0] - 1]).split())):
        return True
    return any(char in "()[]" for word in words for char in word) or (len(words) > 2 and " ".join(words).isupper())


def _is_long_title(tokens: Sequence[Token]) -> bool:
    """Whether the words are the title of an act or a programme, which has a meaning only as a whole."""
    return len(tokens) > LONGEST and all(_is_proper(token) for token in tokens) and not tokens[0].is_sent_start


def _is_torn_off(token: Token) -> bool:
    """Whether a hyphen ties the token to something outside its phrase ("15-year", "US-led")."""
    return token.i > 0 and token.nbor(-1).text in HYPHENS and not token.nbor(-1).whitespace_


def _until_a_day(tokens: Sequence[Token]) -> list[Token]:
    """What stands before the time in "communist rebels yesterday morning" and "case last summer"."""
    before = [*tokens[:1], *takewhile(lambda token: token.lower_ not in TIMES, tokens[1:])]
    return list(takewhile(lambda token: token.lower_ not in DAYS, before))


def _title_alone(tokens: list[Token]) -> list[Token]:
    """A title of several capitalised words without the small nouns before it ("the law Fair Trade Act")."""
    first = len(tokens)
    while first and _is_proper(tokens[first - 1]):
        first -= 1
    apart = 0 < first < len(tokens) - 1 and tokens[first - 1].pos_ == "NOUN" and bool(tokens[first - 1].whitespace_)
    return tokens[first:] if apart else tokens


def _ends_badly(token: Token) -> bool:
    """Whether no label ends in this token: an adjective, a participle, a hyphen."""
    return token.pos_ == "ADJ" or token.tag_ in ("VBG", "VBN") or not token.text[-1].isalnum()


def _is_empty_head(tokens: Sequence[Token]) -> bool:
    """Whether the last word adds nothing to the noun before it ("strategic stability issues")."""
    return len(tokens) > 1 and tokens[-2].pos_ == "NOUN" and fold(tokens[-1].text) in EMPTY_HEADS


def _is_weak(token: Token) -> bool:
    return token.text.lower() in WEAK or token.tag_ in ("JJR", "JJS") or token.is_stop


def _is_order(token: Token) -> bool:
    """Whether a capitalised participle begins the title of an order, not of what it names ("Imposing Duties on …")."""
    return token.text.istitle() and token.text.endswith("ing") and fold(token.text) not in SUBJECT_WORDS


def _begins_a_whole(tokens: Sequence[Token]) -> bool:
    """Whether the first word belongs to what follows: half a compound ("high-speed train"), or of a name ("Final Act").

    Of two capitalised words at the start of a sentence nobody knows whether the first is part of a name.
    """
    if len(tokens) > 2 and tokens[0].text[0].isalnum() and not tokens[1].text[0].isalnum():
        return True
    return len(tokens) > 1 and not tokens[0].is_sent_start and all(_is_proper(token) for token in tokens[:2])


def _in_case(place: int, tokens: Sequence[Token], lower: set[str], named: Collection[int]) -> str:
    """Small letters, but for acronyms, names, and what the article never writes small."""
    token = tokens[place]
    word, small = token.text, token.text.lower()
    if token.i in named:
        return word
    if word.istitle():
        beside = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
        proper = token.pos_ == "PROPN"
        if proper and any(other.pos_ == "PROPN" and other.text.istitle() for other in beside):
            return word
        return small if small in lower or token.pos_ == "NOUN" or (token.is_sent_start and not proper) else word
    shouted = word.isupper() and word.isalpha() and len(word) > ACRONYM
    return small if small in lower or shouted else word
