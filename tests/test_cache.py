"""What the cache gives is what was kept, or nothing: whatever happens to its file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import cache as module
from generator.cache import FILE, NO_CACHE, CacheFile, digest
from generator.cache_aside import SharedCacheFile
from generator.cli import main

ENTRIES = {digest(str(number)): str(number).encode() * 700 * (number % 5) for number in range(40)}
KEYS = tuple(ENTRIES)


def filled(folder: Path) -> Path:
    """A cache with entries of two kinds, as a finished build leaves it."""
    with CacheFile(folder) as kept:
        kept.store("article/1", ENTRIES.items())
        kept.store("analysis/1", ENTRIES.items())
        kept.finish()
        assert kept.warnings == ()
    return folder / FILE


@cache
def sound() -> bytes:
    with TemporaryDirectory() as folder:
        return filled(Path(folder)).read_bytes()


def test_what_is_stored_is_found_later(tmp_path: Path) -> None:
    filled(tmp_path)
    with CacheFile(tmp_path) as kept:
        assert kept.fetch("article/1", [*KEYS, digest("none")]) == ENTRIES
        assert kept.fetch("article/2", KEYS) == {}
        assert kept.warnings == ()
    assert NO_CACHE.fetch("article/1", KEYS) == {}


def test_a_later_entry_takes_the_place_of_an_earlier(tmp_path: Path) -> None:
    with CacheFile(tmp_path) as kept:
        for value in (b"1", b"22"):
            kept.store("article/1", [(KEYS[0], value)])
            assert kept.fetch("article/1", KEYS) == {KEYS[0]: value}


@given(st.lists(st.binary() | st.text(st.characters()), max_size=4), st.lists(st.binary() | st.text(), max_size=4))
def test_a_digest_tells_its_parts_apart(first: list[bytes | str], second: list[bytes | str]) -> None:
    def as_bytes(parts: list[bytes | str]) -> list[bytes]:
        return [p.encode("utf-8", "surrogatepass") if isinstance(p, str) else p for p in parts]

    assert (digest(*first) == digest(*second)) == (as_bytes(first) == as_bytes(second))


# ---- damage ---------------------------------------------------------------------------------------------------------


def survives(data: bytes) -> tuple[str, ...]:
    """Nothing is raised, nothing wrong is given, and what is computed again can be kept. Returns the warnings."""
    with TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_bytes(data)
        warnings: tuple[str, ...] = ()
        for _ in range(2):
            with CacheFile(Path(folder)) as kept:
                for kind in ("article/1", "analysis/1"):
                    found = kept.fetch(kind, KEYS)
                    assert found.items() <= ENTRIES.items()
                    kept.store(kind, [(key, value) for key, value in ENTRIES.items() if key not in found])
                    kept.store(kind, [(KEYS[0], ENTRIES[KEYS[0]])])
                kept.contents()
                kept.finish()
                kept.prune()
                warnings += kept.warnings
        return warnings


@settings(max_examples=50, deadline=None)
@given(position=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255))
def test_any_byte_may_be_wrong(position: float, mask: int) -> None:
    data = bytearray(sound())
    data[int(position * len(data))] ^= mask
    survives(bytes(data))


@settings(max_examples=50, deadline=None)
@given(position=st.integers(0, 12_287), mask=st.integers(1, 255))
def test_any_byte_of_the_first_pages_may_be_wrong(position: int, mask: int) -> None:
    data = bytearray(sound())
    data[position] ^= mask
    survives(bytes(data))


@settings(max_examples=40, deadline=None)
@given(length=st.floats(0, 1, exclude_max=True))
def test_the_file_may_end_anywhere(length: float) -> None:
    end = int(length * len(sound()))
    warnings = survives(sound()[:end])
    assert warnings or end < 512  # which is no page, so that SQLite takes the file for an empty one


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=5000))
def test_the_file_may_be_anything(data: bytes) -> None:
    survives(data)


def test_an_entry_that_moved_to_another_key_is_damaged(tmp_path: Path) -> None:
    place = filled(tmp_path)
    with sqlite3.connect(place) as file:
        file.execute("UPDATE entries SET value = (SELECT value FROM entries WHERE id = 3) WHERE id = 2")
    file.close()
    with CacheFile(tmp_path) as kept:
        assert kept.fetch("article/1", KEYS) == {key: ENTRIES[key] for key in KEYS if key != KEYS[1]}
        assert "damaged entries (1 of article/1)" in kept.warnings[0]


@pytest.mark.parametrize("statement", ["PRAGMA user_version = 99", "PRAGMA application_id = 7", "DROP TABLE used"])
def test_a_file_of_another_version_is_begun_anew(statement: str, tmp_path: Path) -> None:
    place = filled(tmp_path)
    file = sqlite3.connect(place)
    file.execute(statement)
    file.close()
    with CacheFile(tmp_path) as kept:
        kept.finish()
        assert "begun anew" in kept.warnings[0]
        assert kept.fetch("article/1", KEYS) == {}
        kept.store("article/1", ENTRIES.items())
        assert kept.fetch("article/1", KEYS) == ENTRIES


def test_a_folder_that_cannot_be_written_turns_the_cache_off(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with CacheFile(tmp_path / "file") as kept:
        kept.store("article/1", ENTRIES.items())
        assert kept.fetch("article/1", KEYS) == {}
        assert "is not used" in kept.warnings[0]


def test_a_full_disk_turns_the_cache_off(tmp_path: Path) -> None:
    with CacheFile(tmp_path) as kept:
        assert kept._file is not None
        kept._file.execute("PRAGMA max_page_count = 20")
        kept.store("article/1", ENTRIES.items())
        assert kept.fetch("article/1", KEYS) == {}
        (warning,) = kept.warnings
        assert "full" in warning


# ---- several processes ----------------------------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from generator.cache import CacheFile, digest
with CacheFile(Path(sys.argv[1])) as kept:
    for number in range(int(sys.argv[2])):
        key = digest(sys.argv[3], str(number))
        kept.store("article/1", [(key, key * 500)])
        print(number, flush=True)
    kept.finish()
    assert not kept.warnings, kept.warnings
"""


def writer(folder: Path, entries: int, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(entries), name], stdout=subprocess.PIPE, text=True
    )


def test_two_builds_may_write_at_once(tmp_path: Path) -> None:
    writers = [writer(tmp_path, 150, name) for name in ("a", "b")]
    for one in writers:
        one.communicate()
        assert one.returncode == 0
    keys = [digest(name, str(number)) for name in ("a", "b") for number in range(150)]
    with CacheFile(tmp_path) as kept:
        assert kept.fetch("article/1", keys) == {key: key * 500 for key in keys}
        assert kept.warnings == ()


def test_threads_may_share_a_cache(tmp_path: Path) -> None:
    keys = {name: [digest(name, str(number)) for number in range(300)] for name in "abcd"}

    def work(name: str) -> bool:
        for start in range(0, 300, 20):
            some = keys[name][start : start + 20]
            kept.store(f"article/{name}", ((key, key * 500) for key in some))
            if kept.fetch(f"article/{name}", some) != {key: key * 500 for key in some}:
                return False
        return True

    with CacheFile(tmp_path) as kept, ThreadPoolExecutor(4) as threads:
        assert all(threads.map(work, keys))
        assert kept.warnings == ()
    with CacheFile(tmp_path) as kept:
        assert {one.kind: one.entries for one in kept.contents()} == {f"article/{name}": 300 for name in keys}


def test_a_killed_build_leaves_what_it_had_stored(tmp_path: Path) -> None:
    one = writer(tmp_path, 100_000, "a")
    assert one.stdout is not None
    told = [int(one.stdout.readline()) for _ in range(60)]
    one.kill()
    told += map(int, one.communicate()[0].split())
    keys = [digest("a", str(number)) for number in told]
    with CacheFile(tmp_path) as kept:
        assert kept.fetch("article/1", keys) == {key: key * 500 for key in keys}
        assert kept.warnings == ()


# ---- what is kept for how long --------------------------------------------------------------------------------------


def test_pruning_leaves_what_the_last_finished_build_used(tmp_path: Path) -> None:
    place = filled(tmp_path)
    size = place.stat().st_size
    with CacheFile(tmp_path) as kept:
        kept.fetch("article/1", KEYS[:5])
        kept.store("topics/1", [(KEYS[0], b"topic")])
        kept.finish()
    with CacheFile(tmp_path) as unfinished:
        unfinished.fetch("article/1", KEYS)
        unfinished.store("topics/2", [(KEYS[0], b"topic")])
        unfinished.prune()
        assert [(one.kind, one.entries) for one in unfinished.contents()] == [("article/1", 5), ("topics/1", 1)]
        assert unfinished.fetch("article/1", KEYS) == {key: ENTRIES[key] for key in KEYS[:5]}
        unfinished.store("topics/2", [(KEYS[1], b"another")])
        assert unfinished.fetch("topics/2", KEYS) == {KEYS[1]: b"another"}
        assert unfinished.warnings == ()
    assert place.stat().st_size < size / 2
    with CacheFile(tmp_path) as later:
        assert later.fetch("article/1", KEYS) == {key: ENTRIES[key] for key in KEYS[:5]}
        assert later.warnings == ()


def test_a_build_that_used_the_same_changes_nothing_of_the_file(tmp_path: Path) -> None:
    place = filled(tmp_path)
    before = place.read_bytes()
    with CacheFile(tmp_path) as kept:
        for kind in ("article/1", "analysis/1"):
            kept.fetch(kind, KEYS)
        kept.finish()
    assert place.read_bytes() == before


def test_the_file_is_pruned_when_it_has_outgrown_the_last_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = filled(tmp_path)
    size = place.stat().st_size
    for room, small in ((2 * size, False), (size // 2, True)):
        monkeypatch.setattr(module, "ROOM", room)
        with CacheFile(tmp_path) as kept:
            kept.fetch("article/1", KEYS[:5])
            kept.finish()
        assert (place.stat().st_size < size) == small


def test_the_command_shows_and_prunes(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n")
    filled(tmp_path / ".readingroom")
    with CacheFile(tmp_path / ".readingroom") as kept:
        kept.fetch("article/1", KEYS)
        kept.finish()
    run = partial(CliRunner().invoke, main, catch_exceptions=False)
    shown = run(["cache", "--config", str(tmp_path / "mkdocs.yml")]).output
    assert "analysis: 40 entries, 0.1 MB" in shown
    pruned = run(["cache", "--prune", "--config", str(tmp_path / "mkdocs.yml")]).output
    assert "article: 40 entries" in pruned
    assert "analysis" not in pruned


def test_what_is_kept_while_another_process_prunes_is_found_again(tmp_path: Path) -> None:
    with CacheFile(tmp_path) as mine, CacheFile(tmp_path) as other:
        mine.store("sketch/1", [(b"key", b"value")])
        other.prune()
        other.store("page", [(b"key", b"page")])
        mine.store("sketch/1", [(b"another key", b"another value")])
    with CacheFile(tmp_path) as later:
        assert later.fetch("sketch/1", [b"key", b"another key"]) == {b"another key": b"another value"}
        assert later.fetch("page", [b"key", b"another key"]) == {b"key": b"page"}
        assert later.warnings == ()


def test_what_is_used_aside_counts_as_used(tmp_path: Path) -> None:
    with SharedCacheFile(tmp_path) as kept:
        kept.store("sketch/1", [(KEYS[0], b"unused"), (KEYS[1], b"used"), (KEYS[2], b"used here")])
        kept.finish()
    with SharedCacheFile(tmp_path) as kept:
        kept.fetch("sketch/1", [KEYS[2]])
        with kept.aside() as aside:
            assert aside.fetch("sketch/1", [KEYS[1]]) == {KEYS[1]: b"used"}
            aside.store("sketch/1", [(KEYS[3], b"made aside")])
            kept.note(aside.use())
        kept.finish()
        kept.prune()
        left = {KEYS[1]: b"used", KEYS[2]: b"used here", KEYS[3]: b"made aside"}
        assert kept.fetch("sketch/1", KEYS) == left
        assert kept.warnings == ()


def test_a_file_that_both_find_damaged_is_begun_anew_once(tmp_path: Path) -> None:
    filled(tmp_path)
    with SharedCacheFile(tmp_path) as kept, kept.aside() as aside:
        (tmp_path / FILE).write_bytes(b"no database" * 1000)
        assert aside.fetch("article/1", KEYS) == {}
        assert kept.fetch("article/1", KEYS) == {}
        kept.note(aside.use())
        assert len(kept.warnings) == 1
        kept.store("article/1", [(KEYS[0], b"new")])
        assert kept.fetch("article/1", KEYS) == {KEYS[0]: b"new"}


def test_a_file_found_damaged_aside_is_begun_anew_by_the_build(tmp_path: Path) -> None:
    filled(tmp_path)
    with SharedCacheFile(tmp_path) as kept:
        place = tmp_path / FILE
        before = place.stat().st_ino
        place.write_bytes(b"no database" * 1000)
        with kept.aside() as aside:
            aside.store("sketch/1", [(KEYS[0], b"lost")])
            assert aside.fetch("article/1", KEYS) == {}
            use = aside.use()
        assert place.stat().st_ino == before
        kept.note(use)
        assert len(kept.warnings) == 1
        kept.store("article/1", [(KEYS[0], b"new")])
    with CacheFile(tmp_path) as later:
        assert later.fetch("article/1", KEYS) == {KEYS[0]: b"new"}
        assert later.warnings == ()
