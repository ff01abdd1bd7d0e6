"""Agencies belong to countries: which "Foreign Ministry" is meant, and what its page is called.

A shared name is one of words that the agencies of many countries are named with. Its owner is, in this order: the
country in the name itself, the possessor before it, the "of X" behind it, the country that the clause is about, the
owner of the same name earlier in the article, the only country before it in the sentence that is no place where
something happens, the only country of the whole article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.analyse import territories
from generator.analyse.entities_lexicon import AGENCY_HEADS, LEGISLATURES, SHARED_WORDS
from generator.analyse.entities_vote import Name

_HEAD_OF = re.compile(r"(Ministry|Department) of (?:the )?(.+)")
_UNITED = re.compile(r"(Ministries|Departments|Committees) (of|on) ([A-Z]\w+) and ([A-Z]\w+)((?: [A-Z]\w+)*)")
_SINGULAR = {"Ministries": "Ministry", "Departments": "Department", "Committees": "Committee"}
_POSSESSOR = re.compile(r"(?:'s?|’s?)?,? (?:the |[a-z]+ )?$")
_REPRESENTED = re.compile(r"\b(?:side|delegation|team|party|government|authorities)\b|\brepresented\b")
_WHERE = re.compile(r"\b(?:in|to|from|at|on|with|against|near|over|between)(?: the)? $")
_CLAUSE_BREAK = re.compile(r"[;:.?!]\s|\bwhile\b|\bwhereas\b")


@dataclass(frozen=True, slots=True)
class Owned:
    """A name with the country it belongs to."""

    name: Name
    form: str
    """Its name, without that of its owner."""
    owner: str = ""
    """ISO 3166 code, or empty."""


def is_shared(form: str) -> bool:
    """Whether agencies of many countries have this name."""
    words = [word.casefold().strip(".,") for word in form.replace("’", "'").split()]
    if len(words) == 1:
        return words[0] in LEGISLATURES
    return any(w in AGENCY_HEADS for w in words) and all(w in SHARED_WORDS for w in words)


def core(form: str) -> tuple[str, str]:
    """An organisation's name without the country in it, and that country's code.

    "Russian Security Council" and "Security Council of Russia" are (Security Council, RU). Names that are not shared
    stay as they are.
    """
    found = [f for f in territories.english().find(form) if f.territory.country]
    bare = form
    for country in reversed([f for f in found if f.territory.sovereign]):
        bare = bare[: country.start] + bare[country.end :]
    bare = re.sub(r"\s+", " ", re.sub(r"\b(?:of|in|for) (?:the )?$|'s\b(?= )", "", bare.strip()).strip(" -,")).strip()
    bare = re.sub(r" of(?: the)?$", "", bare)
    if not is_shared(bare):
        return form, found[0].territory.country if len({f.territory.country for f in found}) == 1 else ""
    return bare, next((f.territory.country for f in found if f.territory.sovereign), "")


def canonical(form: str) -> str:
    """One form for the ways to write a shared name: "Ministry of Foreign Affairs" is the Foreign Ministry."""
    head = _HEAD_OF.fullmatch(form) if is_shared(form) else None
    if head:
        form = f"{head[2].removesuffix(' Affairs')} {head[1]}"
    return form.replace("Defense Ministry", "Defence Ministry")


def find_owners(forms: Sequence[tuple[Name, str]], text: str, sentences: Sequence[tuple[int, int]]) -> list[Owned]:
    """Give each organisation of `forms`, the names of an article in order with their fullest forms, its owner.

    `sentences` are spans in order. A coordinated name ("Ministries of State and Public Security") becomes two.
    """
    countries = [(n.start, n.end, n.territory.country) for n, _ in forms if n.territory and n.territory.sovereign]
    context = _Context(text, sentences, countries)
    earlier: dict[str, str] = {}
    owned = []
    for name, form in forms:
        if name.type != "organisation" or name.territory:
            owned.append(Owned(name, form, name.territory.country if name.territory else ""))
            continue
        for part in _parts(form):
            bare, owner = core(part)
            if owner and bare == part and _only_a_town_in(part) and owner != context.owner(name):
                owner = ""
            if is_shared(bare):
                agency = canonical(bare)
                owner = owner or context.owner(name) or earlier.get(agency, "") or context.only_country(name)
                if owner:
                    earlier[agency] = owner
            owned.append(Owned(name, bare, owner))
    return owned


def _only_a_town_in(form: str) -> bool:
    """Whether all that a name holds of a country is one of its towns: the Vienna Convention is not Austria's."""
    found = [f.territory for f in territories.english().find(form) if f.territory.country]
    return bool(found) and not any(
        one.sovereign or one.name not in territories.cities() or territories.country_name(one.country) == one.name
        for one in found
    )


def _parts(form: str) -> tuple[str, ...]:
    united = _UNITED.fullmatch(form)
    if not united:
        return (form,)
    head, of, first, second, rest = united.groups()
    return f"{_SINGULAR[head]} {of} {first}{rest}", f"{_SINGULAR[head]} {of} {second}{rest}"


class _Context:
    """What the words around a name tell about its owner."""

    def __init__(
        self, text: str, sentences: Sequence[tuple[int, int]], countries: Sequence[tuple[int, int, str]]
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._starts = [start for start, _ in sentences]
        self._countries = countries

    def owner(self, name: Name) -> str:
        return self._possessor(name) or self._behind(name) or self._clause(name)

    def only_country(self, name: Name) -> str:
        """The only country before the name in its sentence, or of the whole article."""
        number = bisect_right(self._starts, name.start) - 1
        start = self._starts[number] if number >= 0 else 0
        before = {
            code
            for at, _, code in self._countries
            if start <= at < name.start and not _WHERE.search(self._text, start, at)
        }
        codes = before or {code for _, _, code in self._countries}
        return codes.pop() if len(codes) == 1 else ""

    def _possessor(self, name: Name) -> str:
        """The country right before the name: "Russia's Foreign Ministry", "the Chinese Foreign Ministry"."""
        for _, end, code in self._countries:
            if name.start - 12 < end <= name.start and _POSSESSOR.fullmatch(self._text[end : name.start]):
                return code
        return ""

    def _behind(self, name: Name) -> str:
        """The country behind: "the Foreign Ministry of China"."""
        for start, _, code in self._countries:
            if name.end < start <= name.end + 8 and self._text[name.end : start] in (" of ", " of the ", " in "):
                return code
        return ""

    def _clause(self, name: Name) -> str:
        """The country that stands first in the clause, as in "China was represented by experts of …"."""
        number = bisect_right(self._starts, name.start) - 1
        if number < 0:
            return ""
        start, _ = self._sentences[number]
        breaks = [m.end() for m in _CLAUSE_BREAK.finditer(self._text, start, name.start)]
        start = breaks[-1] if breaks else start
        before = [(at, end, code) for at, end, code in self._countries if start <= at and end <= name.start]
        if len({code for _, _, code in before}) == 1 and _REPRESENTED.search(self._text, before[0][1], name.start):
            return before[0][2]
        return ""
