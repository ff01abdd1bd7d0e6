"""How many words texts have."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_LETTER, _IDEOGRAPH, _JOINT = 1, 2, 3
_IDEOGRAPHS = ((0x3040, 0x30FF), (0x3400, 0x9FFF))
"""First and last code points of what is written without spaces: kana, Chinese characters."""
_BETWEEN = "\0"
"""Parts words."""
BATCH = 50
"""Texts that are looked at together."""


def words(texts: Iterable[str]) -> Iterator[int]:
    """How many words each of `texts` has: runs of letters and digits; a Chinese or Japanese character counts as one.

    A single apostrophe, full stop or hyphen between two letters parts no words. Looks at all characters of some texts
    at once: ten times as fast as a regular expression over ten thousand articles.
    """
    import numpy as np

    waiting = iter(texts)
    while batch := list(islice(waiting, BATCH)):
        together = _BETWEEN.join(["", *batch, ""])
        kinds = _kinds()[np.frombuffer(together.encode("utf-32-le", "surrogatepass"), dtype="<u4")]
        letter = kinds == _LETTER
        here, before, after = kinds[1:], letter[:-1], letter[2:]
        counts = np.zeros(len(here), dtype=np.int8)
        counts += letter[1:] & ~before
        counts += here == _IDEOGRAPH
        counts[:-1] -= (here[:-1] == _JOINT) & before[:-1] & after
        starts = np.cumsum([0, *[len(text) + len(_BETWEEN) for text in batch[:-1]]])
        yield from np.add.reduceat(counts, starts, dtype=np.int64).tolist()


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """What each code point is; 0 parts words."""
    import numpy as np

    kinds = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    chars = np.arange(len(kinds), dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    for run in re.finditer(r"\w+", chars):
        kinds[run.start() : run.end()] = _LETTER
    for first, last in _IDEOGRAPHS:
        kinds[first : last + 1] = _IDEOGRAPH
    kinds[[ord(char) for char in "'’.-"]] = _JOINT
    return kinds
