"""What is kept is not computed again, and what has to be is waited for last."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from generator.cache import NO_CACHE
from generator.executors import Outcome
from generator.memo import memoised


def test_what_is_done_meanwhile_is_done_before_the_first_value_is_there() -> None:
    met = threading.Event()

    def compute(missing: Sequence[int]) -> Iterator[tuple[bytes | None, Outcome]]:
        for index in missing:
            assert met.wait(60), "nothing was done meanwhile"
            yield None, b"%d" % index

    found = memoised(NO_CACHE, "kind", [b"a", b"b"], bytes, compute, ahead=True, meanwhile=met.set)
    assert list(found) == [b"0", b"1"]
