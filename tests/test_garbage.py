"""The collector rests while a build makes what lasts, and works as before when it is over."""

from __future__ import annotations

import gc
import weakref

import pytest

from generator.garbage import seldom, spared


class Ring:
    """Only the collector can throw it away."""

    def __init__(self) -> None:
        self.itself = self


def test_the_collector_rests_and_is_woken_again() -> None:
    assert gc.isenabled()
    with pytest.raises(KeyError), spared():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_who_let_it_rest_before_finds_it_at_rest() -> None:
    gc.disable()
    try:
        with spared():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_young_is_thrown_away_even_where_the_collector_looks_seldom() -> None:
    before = gc.get_threshold()
    with seldom():
        assert gc.get_threshold() != before
        gone = weakref.ref(Ring())
        lasting: list[list[int]] = [[] for _ in range(250_000)]
        assert gone() is None
    assert gc.get_threshold() == before
    assert len(lasting) == 250_000
