"""Names: the people, organisations and places that a text mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from generator.model import Article

_TYPES: dict[str, EntityType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}


def find_mentions(doc: Doc, article: Article) -> tuple[Mention, ...]:
    """Find the names in `doc`, the parsed text of `article`; by start, then name."""
    return tuple(
        Mention(e.start_char, e.end_char, _TYPES[e.label_], ("model",), e.text) for e in doc.ents if e.label_ in _TYPES
    )
