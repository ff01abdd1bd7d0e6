"""What the garbage collector is spared."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MUCH = 100_000
"""Things that are made and not thrown away between two looks at them."""
_OFTEN = 20
"""Looks at what is new between two at what the last of these looks has left."""
_NEVER = 1_000_000


@contextmanager
def spared() -> Iterator[None]:
    """Let the collector rest while things are made that all last.

    It would look through millions of them again and again and find none to throw away. Serves as a decorator as well.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def seldom() -> Iterator[None]:
    """Let the collector look only at what is young, and not before there is much of it.

    A build makes millions of things that last until its end, and little that only the collector can throw away.
    """
    before = gc.get_threshold()
    gc.set_threshold(_MUCH, _OFTEN, _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
