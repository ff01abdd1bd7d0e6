"""Which names in one article are one person's or one organisation's: the fullest form of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.analyse import territories
from generator.analyse.entities_lexicon import COMPANY_HEADS, LEGAL_FORMS, ORGANISATION_HEADS, WELL_KNOWN
from generator.analyse.entities_owners import core
from generator.analyse.entities_vote import Name

_SPACE = re.compile(r"\s+")
_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "&", "de", "to"))
_IN_BRACKETS = re.compile(r" \(([A-Z][A-Za-z.]{1,11})\b\.?")
_LONGEST_NAME = 160
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{1,8}|(?:[A-Z]\.){2,6}")

_LONGEST_INITIALS = 3
_FEW = 20
"""Variants of one name, longer names or words before a bracket that are looked at, whatever a text holds."""

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
    people = _People(names)
    organisations = _full_organisations(names, text)
    forms = []
    for name in names:
        own = normal(name.surface)
        if name.territory:
            forms.append((name, name.territory.name))
        elif name.type == "person":
            own = own.title() if own.isupper() and "title" in name.rules else own
            full = people.fullest(own, name.start)
            named = _by_rule(name, "short-name") if full.count(" ") > own.count(" ") else name
            several = people.several(own, name.start) if full == own else ()
            forms.append((replace(named, could_be=several) if len(several) > 1 else named, full))
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
    by_ends: dict[Words, list[Words]] = defaultdict(list)
    for words, _ in full:
        if words not in canonical:
            alike = by_ends[words[0], words[-1]]
            canonical[words] = next((other for other in alike[:_FEW] if _is_same_person(words, other)), words)
            alike.append(words)
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


class _People:
    """The full names of an article's people, to be found by where they stand, how they begin and how they end."""

    def __init__(self, names: Sequence[Name]) -> None:
        full = _full_people(names)
        self._at = {start: words for words, start in full}
        self._ending: dict[Words, list[tuple[int, Words]]] = defaultdict(list)
        self._beginning: dict[Words, list[tuple[int, Words]]] = defaultdict(list)
        for words, start in full:
            for cut in range(1, min(len(words), _FEW)):
                self._ending[words[cut:]].append((start, words))
                self._beginning[words[:cut]].append((start, words))

    def fullest(self, own: str, start: int) -> str:
        """The fullest form of one person's name that stands at `start`; one in capitals is put into small letters."""
        if own.isupper() and own != own.title() and "." not in own:
            usual = self.fullest(own.title(), start)
            return usual if usual != own.title() or len(own) > _LONGEST_INITIALS else own
        if " " in own and start in self._at:
            return " ".join(self._at[start])
        meant = self._meant(own, start)
        return meant[0] if len(meant) == 1 else own

    def several(self, own: str, start: int) -> tuple[str, ...]:
        """The full names, by name, of those whom a short name that stands at `start` could be; () if it is one's."""
        meant = self._meant(own, start)
        return meant if len(meant) > 1 else ()

    def _meant(self, own: str, start: int) -> tuple[str, ...]:
        """Full names that end with `own`, else those that begin with it; of these the earlier ones, else the later."""
        words = tuple(own.split())
        for relation in (self._ending, self._beginning):
            found = relation.get(words, ())
            place = bisect_left(found, start, key=lambda one: one[0])
            for side in (found[:place][-_FEW:], found[place:][:_FEW]):
                if side:
                    return tuple(sorted({" ".join(full) for _, full in side}))
        return ()


# ---- organisations --------------------------------------------------------------------------------------------------


def _full_organisations(names: Sequence[Name], text: str) -> dict[str, tuple[str, str]]:
    """For short organisations' names the fullest form and the rule that tells it."""
    forms = dict.fromkeys(normal(n.surface) for n in names if n.type == "organisation")
    long = [form for form in forms if " " in form]
    counts = Counter(normal(n.surface) for n in names if n.type == "organisation")
    explained = _explained(text, frozenset(long))
    by_initials: dict[str, list[str]] = defaultdict(list)
    by_part: dict[Words, list[str]] = defaultdict(list)
    for form in long:
        for letters in sorted(initials(form)):
            by_initials[letters].append(form)
        for part in sorted(_short_forms(tuple(form.split()))):
            by_part[part].append(form)
    full: dict[str, tuple[str, str]] = {}
    for form in forms:
        if _ACRONYM.fullmatch(form):
            letters = "".join(c for c in form if c.isupper())
            found = explained.get(form) or (by_initials.get(letters, []) if len(letters) > 1 else [])
            if len(found) == 1:
                full[form] = (found[0], "acronym")
        if form not in full:
            found = [
                other
                for other in by_part.get(tuple(form.split()), ())[:_FEW]
                if core(other)[0] != form and not _is_other_party(form, other) and not _is_part(form, other, counts)
            ]
            if len(found) == 1:
                full[form] = (found[0], "short-name")
    return {form: _followed(full, form) for form in full}


def _is_other_party(form: str, longer: str) -> bool:
    """Whether a longer name is another party's: "Christian Democratic Party" is not the Democratic one."""
    front = longer.removesuffix(form)
    return form.endswith(" Party") and front not in ("", longer) and not any(territories.english().find(front))


def _is_part(form: str, longer: str, counts: Mapping[str, int]) -> bool:
    """Whether what a longer name adds makes it another's, a branch's or a product's: "Berg", "Berg Polska"."""
    rest = longer.removeprefix(form + " ").split()
    if rest[0] == longer.split()[0] or any(w.casefold().strip(".,") in LEGAL_FORMS for w in rest):
        return False
    if len(rest) == 1 and territories.english().get(rest[0]):
        return True
    known = rest[-1] in ORGANISATION_HEADS or rest[-1] in COMPANY_HEADS
    return not known and counts[form] > 2 * counts[longer]


def _followed(full: dict[str, tuple[str, str]], form: str) -> tuple[str, str]:
    target, rule = full[form]
    for _ in range(3):
        if target not in full:
            break
        target = full[target][0]
    return target, rule


def initials(long: str) -> set[str]:
    """The letters a name may be known by: with and without small words, hyphened parts, and the country before it."""
    found: set[str] = set()
    own = territories.english().at_start(long)
    rests = [long, long[own.end + 1 :]] if own and own.end + 1 < len(long) else [long]
    for rest in rests:
        for words in (rest.replace("-", " ").split(), rest.split()) if "-" in rest else (rest.split(),):
            found.add("".join(word[0].upper() for word in words))
            found.add("".join(word[0].upper() for word in words if word.casefold() not in _SMALL))
    return found


def _explained(text: str, long: frozenset[str]) -> dict[str, list[str]]:
    """Acronyms in brackets, with those of the `long` names that stand right before them."""
    explained: dict[str, list[str]] = defaultdict(list)
    for match in _IN_BRACKETS.finditer(text):
        words = text[max(0, match.start() - _LONGEST_NAME) : match.start()].split()[-_FEW:]
        for cut in range(len(words)):
            form = " ".join(words[cut:])
            if form in long and form not in explained[match[1]] and not is_of_tail(form, match[1]):
                explained[match[1]].append(form)
    return explained


def is_of_tail(long: str, letters: str) -> bool:
    """Whether letters stand for what a body is of, not for the body: "Parliament of New South Wales (NSW)"."""
    tail = long.rpartition(" of ")[2]
    return tail != long and letters.upper() in initials(tail) and letters.upper() not in initials(long)


def _is_complete(words: Words) -> bool:
    """Whether words are a name by themselves, which a longer one only begins with: "White House" Press Office."""
    name = " ".join(words)
    return (
        words[-1] in ORGANISATION_HEADS
        or words[-1] == "House"
        or "of" in words
        or name in WELL_KNOWN
        or (len(words) == 1 and name.isupper())
    )


def _short_forms(long: Words) -> set[Words]:
    """What a long name is shortened to: a company without its legal form, the first or last words of a longer name.

    Last words must be two or more: "Council" is too little to be the Security Council.
    """
    found = set()
    for cut in range(1, len(long) if len(long) <= _FEW else 0):
        rest = long[cut:]
        legal = all(word.casefold().strip(".,") in LEGAL_FORMS for word in rest)
        if legal or (len(rest) <= 2 and rest[0][0].isupper() and not _is_complete(long[:cut])):
            found.add(long[:cut])
        if len(rest) > 1:
            found.add(rest)
    return found
