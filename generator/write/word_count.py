"""How many words a text has."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_LETTER, _IDEOGRAPH, _JOINT = 1, 2, 3
_IDEOGRAPHS = ((0x3040, 0x30FF), (0x3400, 0x9FFF))
"""First and last code points of what is written without spaces: kana, Chinese characters."""


def words(text: str) -> int:
    """How many words `text` has: runs of letters and digits; a Chinese or Japanese character counts as one.

    A single apostrophe, full stop or hyphen between two letters parts no words. Looks at all characters at once: six
    times as fast as a regular expression over ten thousand articles.
    """
    import numpy as np

    kinds = _kinds()[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")]
    letter = np.concatenate(([False], kinds == _LETTER, [False]))
    runs = np.count_nonzero(letter[1:] & ~letter[:-1])
    joints = np.count_nonzero((kinds == _JOINT) & letter[:-2] & letter[2:])
    return int(runs - joints + np.count_nonzero(kinds == _IDEOGRAPH))


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
