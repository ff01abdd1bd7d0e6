"""Which names in one article are one person's or one organisation's: the fullest form of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.analyse import territories
from generator.analyse.entities_lexicon import LEGAL_FORMS
from generator.analyse.entities_owners import core
from generator.analyse.entities_vote import Name

_SPACE = re.compile(r"\s+")
_INITIAL = re.compile(r"[A-Z]\.?")
_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "&", "de", "to"))
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{1,8}|(?:[A-Z]\.){2,6}")

_LONGEST_INITIALS = 3

Words = tuple[str, ...]


def normal(surface: str) -> str:
    """A name without line breaks, curly apostrophes, possessive and article."""
    name = _SPACE.sub(" ", surface.replace("’", "'").replace("`", "'")).strip()
    if name.isupper() and " " in name:
        name = name.title()
    return name.removesuffix("'s").removeprefix("The ").removeprefix("the ")


def fullest_forms(names: Sequence[Name], text: str) -> list[tuple[Name, str]]:
    """Each of `names`, in order, with the fullest form that the article has of it.

    A short form of a person's name is that of the nearest earlier full name that it begins or ends, if there is one,
    else of the first later one; where two people share it, it stays as it is. An acronym is that of the long form
    whose initials it has; a short organisation's name that of the one longer name that begins or ends with it.
    """
    people = _full_people(names)
    organisations = _full_organisations(names, text)
    forms = []
    for name in names:
        own = normal(name.surface)
        if name.territory:
            forms.append((name, name.territory.name))
        elif name.type == "person":
            own = own.title() if own.isupper() and "title" in name.rules else own
            full = _person(own, name.start, people)
            forms.append((_by_rule(name, "short-name") if full.count(" ") > own.count(" ") else name, full))
        elif name.type == "organisation":
            full, rule = organisations.get(own, (own, ""))
            forms.append((_by_rule(name, rule) if rule else name, full))
        else:
            forms.append((name, own.title() if own.isupper() and len(own) > _LONGEST_INITIALS else own))
    return forms


def _by_rule(name: Name, rule: str) -> Name:
    return replace(name, rules=name.rules | {rule})


# ---- people ---------------------------------------------------------------------------------------------------------


def _full_people(names: Sequence[Name]) -> list[tuple[Words, int]]:
    """Names of more than one word, with where they stand, in order; variants with and without middle names are one."""
    full = [(tuple(normal(name.surface).split()), name.start) for name in names if name.type == "person"]
    full = [(words, start) for words, start in full if len(words) > 1]
    canonical: dict[Words, Words] = {}
    for words, _ in full:
        canonical.setdefault(words, next((other for other in canonical if _is_same_person(words, other)), words))
    return [(canonical[words], start) for words, start in full]


def _is_same_person(a: Words, b: Words) -> bool:
    """Whether two full names differ in middle names only, of which one has none that the other lacks."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    middle = short[1:-1]
    return (
        len(short) < len(long)
        and short[0] == long[0]
        and short[-1] == long[-1]
        and (not middle or all(word in long for word in middle))
    )


def _person(own: str, start: int, people: Sequence[tuple[Words, int]]) -> str:
    """The fullest form of one person's name that stands at `start`; one in capitals is put into small letters."""
    if own.isupper() and own != own.title() and "." not in own:
        usual = _person(own.title(), start, people)
        return usual if usual != own.title() or len(own) > _LONGEST_INITIALS else own
    words = tuple(own.split())
    if len(words) > 1:
        same = [full for full, at in people if at == start]
        if same:
            return " ".join(same[0])
    for relation in (_ends, _begins):
        earlier = [full for full, at in people if at < start and relation(words, full)]
        later = [full for full, at in people if at > start and relation(words, full)]
        for found in (earlier[::-1], later):
            different = set(found)
            if len(different) == 1:
                return " ".join(found[0])
            if different:
                return own
    return own


def _ends(short: Words, full: Words) -> bool:
    return len(short) < len(full) and full[-len(short) :] == short


def _begins(short: Words, full: Words) -> bool:
    return len(short) < len(full) and full[: len(short)] == short


# ---- organisations --------------------------------------------------------------------------------------------------


def _full_organisations(names: Sequence[Name], text: str) -> dict[str, tuple[str, str]]:
    """For short organisations' names the fullest form and the rule that tells it."""
    forms = dict.fromkeys(normal(n.surface) for n in names if n.type == "organisation")
    long = [form for form in forms if " " in form]
    full: dict[str, tuple[str, str]] = {}
    for form in forms:
        if _ACRONYM.fullmatch(form):
            found = [other for other in long if _is_explained(text, other, form)]
            found = found or [other for other in long if _has_initials(other, form)]
            if len(found) == 1:
                full[form] = (found[0], "acronym")
        if form not in full:
            words = tuple(form.split())
            found = [other for other in long if _is_short_for(words, tuple(other.split())) and core(other)[0] != form]
            if len(found) == 1:
                full[form] = (found[0], "short-name")
    return {form: _followed(full, form) for form in full}


def _followed(full: dict[str, tuple[str, str]], form: str) -> tuple[str, str]:
    target, rule = full[form]
    for _ in range(3):
        if target not in full:
            break
        target = full[target][0]
    return target, rule


def _has_initials(long: str, acronym: str) -> bool:
    letters = [c for c in acronym if c.isupper()]
    if len(letters) < 2:
        return False
    own = territories.english().find(long)
    first = next(own, None)
    if first and first.start == 0 and first.end + 1 < len(long) and _has_initials(long[first.end + 1 :], acronym):
        return True
    words = re.split(r"[\s-]+", long)
    everything = [word[0].upper() for word in words if word]
    essential = [word[0].upper() for word in words if word and word.casefold() not in _SMALL]
    return letters in (everything, essential)


def _is_explained(text: str, long: str, acronym: str) -> bool:
    return f"{long} ({acronym})" in text or f"{long} ({acronym}" in text


def _is_short_for(short: Words, long: Words) -> bool:
    """Whether a company's name without its legal form, or the first or last words of a longer name, are `short`.

    Last words must be two or more: "Council" is too little to be the Security Council.
    """
    if len(short) >= len(long):
        return False
    rest = long[len(short) :]
    if long[: len(short)] == short:
        return all(word.casefold().strip(".,") in LEGAL_FORMS for word in rest) or (
            len(rest) <= 2 and rest[0][0].isupper()
        )
    return len(short) > 1 and long[-len(short) :] == short
