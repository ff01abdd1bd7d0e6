"""The process at the other end of a `Worker`: reads items from its standard input, answers on its standard output.

An item is its length in eight bytes, then itself. An answer is a letter, a length, and what belongs to it. The end of
the input ends the process, whatever it is at. Where it is at something that lets no other thread run (a regular
expression), only the system can end it with the process that began it; Linux does.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import threading
from queue import SimpleQueue
from typing import IO, NoReturn

from generator.executors.task import Task, failure_of
from generator.garbage import spared

READY = b"+"
"""The function is loaded."""
RESULT = b"="
FAILED = b"!"
"""The function raised; a text follows."""
NO_MEMORY = b"*"
"""The function needed more memory than it may take."""
NOT_LOADED = b"?"
"""The function could not be loaded; the error follows, pickled."""
GROWN = b">"
"""Behind a result or failure: replace this process, it takes too much memory. Otherwise:"""
STAYING = b"."

_PR_SET_PDEATHSIG = 1
LENGTH = 8
"""Bytes that tell a length."""
LARGEST = 1_300_000_000
"""Bytes of memory from which on a process asks to be replaced."""


def end_with_parent() -> None:
    """Let the system end this process with the thread that began it; only Linux does."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Serve until the input ends."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that drives the build
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    items: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, items), daemon=True).start()
    task: Task = pickle.loads(items.get())
    try:
        with spared():
            work = task.load(*task.arguments)
            gc.freeze()  # it lasts
    except Exception as error:
        _answer(answers, NOT_LOADED, pickle.dumps(error))
        return
    _answer(answers, READY, b"")
    _limit_memory(task.memory)
    while True:
        item = items.get()
        try:
            kind, said = RESULT, work(item)
        except MemoryError:
            kind, said = NO_MEMORY, b""
        except Exception as error:  # whatever one article does to a library must not stop the others
            kind, said = FAILED, failure_of(error).message.encode()
        _answer(answers, kind, said, GROWN if memory() > LARGEST else STAYING)


def write(stream: IO[bytes], data: bytes) -> None:
    """Send one item."""
    stream.write(len(data).to_bytes(LENGTH, "little"))
    stream.write(data)
    stream.flush()


def read(stream: IO[bytes]) -> bytes:
    """Receive what follows its length; raises `EOFError` where the stream ends before."""
    return read_exactly(stream, int.from_bytes(read_exactly(stream, LENGTH), "little"))


def read_exactly(stream: IO[bytes], length: int) -> bytes:
    """Receive `length` bytes; raises `EOFError` where the stream ends before."""
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def memory() -> int:
    """Bytes of memory that this process holds, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as table:  # noqa: PTH123  # read after each item
            return int(table.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _limit_memory(most: int) -> None:
    """Let this process take no more than `most` bytes, 0 for any, where the system can hold it to that (Linux)."""
    if most and sys.platform.startswith("linux"):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))


def _listen(stream: IO[bytes], items: SimpleQueue[bytes]) -> NoReturn:
    """Hand on what comes in; the process ends with its input, even in the middle of an item."""
    try:
        while True:
            items.put(read(stream))
    finally:
        os._exit(0)


def _answer(stream: IO[bytes], kind: bytes, data: bytes, state: bytes = STAYING) -> None:
    stream.write(kind)
    stream.write(state)
    write(stream, data)


if __name__ == "__main__":
    main()
