"""Which entities appear together, for a whole collection, in columns: millions of pairs in some dozen bytes each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int32]


class Cooccurrence(NamedTuple):
    """Two entities that appear together; `entity_a < entity_b`."""

    entity_a: str
    entity_b: str
    articles: int
    sentences: int


@dataclass(frozen=True, slots=True, eq=False)
class Cooccurrences:
    """All pairs of entities that share an article: a symmetric matrix in compressed sparse rows.

    Row `n`, at `starts[n]:starts[n + 1]` of the other columns, holds the companions of `entities[n]`, in rising order.
    Every pair stands twice, in the rows of both.
    """

    entities: tuple[str, ...]
    """Ids of all entities of the collection, sorted."""
    starts: npt.NDArray[np.int64]
    companion: Integers
    """Number of the other entity."""
    articles: Integers
    sentences: Integers

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.companion) // 2

    def __iter__(self) -> Iterator[Cooccurrence]:
        """Every pair once, by `entity_a`, then `entity_b`."""
        names = self.entities
        for one, other, articles, sentences in zip(*(column.tolist() for column in self.pairs()), strict=True):
            yield Cooccurrence(names[one], names[other], articles, sentences)

    def pairs(self) -> tuple[Integers, Integers, Integers, Integers]:
        """The columns of `Cooccurrence` with every pair once, by `entity_a`, then `entity_b`; entities by number."""
        import numpy as np

        entity = np.repeat(np.arange(len(self.entities), dtype=np.int32), np.diff(self.starts))
        once = entity < self.companion
        return entity[once], self.companion[once], self.articles[once], self.sentences[once]

    def __eq__(self, other: object) -> bool:
        import numpy as np

        if not isinstance(other, Cooccurrences):
            return NotImplemented
        return self.entities == other.entities and all(
            np.array_equal(mine, theirs)
            for mine, theirs in (
                (self.starts, other.starts),
                (self.companion, other.companion),
                (self.articles, other.articles),
                (self.sentences, other.sentences),
            )
        )

    def __hash__(self) -> int:
        return hash((self.entities, self.companion.tobytes()))
