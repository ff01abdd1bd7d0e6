"""Names: the people, organisations and places that a text mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse import territories
from generator.analyse.entities_coreference import fullest_forms, is_of_tail
from generator.analyse.entities_documents import Documents
from generator.analyse.entities_homonyms import names_language, told_apart
from generator.analyse.entities_owners import Owned, find_owners
from generator.analyse.entities_rules import from_rules
from generator.analyse.entities_spans import Candidate, Text, from_model
from generator.analyse.entities_support import supported
from generator.analyse.entities_vote import choose
from generator.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from generator.model import Article

_TERRITORY = 3.0
_PART = 0.7
_ACRONYM = 1.5
_TOWN_BEFORE = re.compile(r"[A-Z]\w+, $")
_LONGEST_TOWN = 30
_OF_AMERICANS = re.compile(r"[ -]Americans?\b")
"""Behind a demonym: African Americans are not from Africa."""
_IN_BRACKETS = re.compile(r" \(([A-Z][A-Za-z&-]{1,8})\)")


def find_mentions(doc: Doc, article: Article) -> tuple[Mention, ...]:
    """Find the names in `doc`, the parsed text of `article`; by start, then name."""
    if doc.lang_ != "en":
        return _foreign(article.text)
    text = Text(doc, article.text)
    found = [*from_model(doc, text), *from_rules(text), *_from_gazetteer(doc, text)]
    documents = Documents(text)
    shown = documents.shown([*found, *_acronyms(text.text, found)])
    names = [name for name in choose(text, shown) if name.territory or not documents.hides(name.start, name.end)]
    names = supported(text.text, names)
    sentences = [(text.starts[start], text.end(end - 1)) for start, end in text.sentences]
    owned = find_owners(fullest_forms(names, text.text), text.text, sentences)
    return tuple(sorted({_mention(one) for one in owned}, key=lambda m: (m.start, m.name, m.owner)))


def _part(text: str, found: territories.Found) -> float:
    """How much the name of a country's part tells: much where a town stands before it ("Gary, Indiana")."""
    return _TERRITORY if _TOWN_BEFORE.search(text, max(0, found.start - _LONGEST_TOWN), found.start) else _PART


def _mention(owned: Owned) -> Mention:
    name = owned.name
    return Mention(
        start=name.start,
        end=name.end,
        type=name.type,
        rules=tuple(sorted(name.rules)),
        name=owned.form,
        owner=owned.owner,
        wikidata=name.territory.wikidata if name.territory else "",
        could_be=name.could_be,
    )


def _foreign(text: str) -> tuple[Mention, ...]:
    """Names in a text of another language than English: countries."""
    return tuple(
        Mention(
            f.start,
            f.end,
            f.territory.type,
            ("gazetteer",),
            f.territory.name,
            f.territory.country,
            f.territory.wikidata,
        )
        for f in territories.find_foreign(text)
    )


def _acronyms(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Short forms in brackets right behind organisations' names."""
    for candidate in found:
        match = _IN_BRACKETS.match(text, candidate.end)
        name = text[candidate.start : candidate.end]
        if match and candidate.type == "organisation" and " " in name and not is_of_tail(name, match[1]):
            yield Candidate(match.start(1), match.end(1), "organisation", "acronym", _ACRONYM)


def _shouted(text: Text) -> Iterator[territories.Found]:
    """Territories in sentences written in capitals."""
    for start, end in text.shouted_characters:
        usual = text.text[start:end].title()
        if len(usual) == end - start:
            for found in territories.english().find(usual):
                yield replace(found, start=found.start + start, end=found.end + start)


def _from_gazetteer(doc: Doc, text: Text) -> Iterator[Candidate]:
    """Territories; demonyms that name a language are left out."""
    labels = {(entity.start_char, entity.end_char): entity.label_ for entity in doc.ents}
    everything = (*territories.english().find(text.text), *_shouted(text))
    for found in told_apart(everything, text.text):
        label = labels.get((found.start, found.end), "")
        if found.demonym and (
            label == "LANGUAGE"
            or _OF_AMERICANS.match(text.text, found.end)
            or names_language(text.text, found)
            or (text.text[found.start : found.end] == "English" and label != "NORP")
        ):
            continue
        weight = _TERRITORY if found.territory.sovereign or not found.territory.country else _part(text.text, found)
        rule = "demonym" if found.demonym else "gazetteer"
        yield Candidate(found.start, found.end, found.territory.type, rule, weight, found.territory)
