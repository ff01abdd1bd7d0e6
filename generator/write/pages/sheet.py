"""Everything that the page of an article is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import Record
from generator.write.catalogue import Card, Name, Subject
from generator.write.drafts import Known


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article, and what its page shows of the rest of the collection."""

    known: Known[Record]
    names: Mapping[str, Name]
    """The entities that it mentions or shares with others, by id."""
    subjects: Mapping[str, Subject]
    """The topics of the same kind, by id."""
    others: Mapping[str, Known[Card]]
    """The articles that it resembles or is related to, by id."""
    links: Mapping[str, str]
    """Ids of the articles that its relative links lead to, by address."""
    source: str
    """Address of the page of its source."""
    corpus: str
    """The corpus folder."""

    @property
    def record(self) -> Record:
        """The article itself."""
        return self.known.value
