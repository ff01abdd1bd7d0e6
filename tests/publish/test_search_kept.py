"""What is kept of the search is believed only while it is as it was made."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from generator.publish.manifest import states_below
from generator.publish.search.kept import SEAL, Kept, Links, is_sealed

PATHS = ("a.js", "index/b.js", "index/c.js", "fragment/d.js", "en-0/a.js", "en-0/index/e.js")
Files = dict[str, str]
folders = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["one", "two"]))


def test_a_file_that_was_changed_under_its_other_name_is_noticed(tmp_path: Path) -> None:
    kept, site = tmp_path / "kept", tmp_path / "site"
    made = Kept(kept, None)
    made.write("index/a.js", b"one")
    assert not is_sealed(kept)
    made.seal()
    Links(site, {}).add(kept)
    os.utime(kept / "index" / "a.js", (1, 1))
    assert is_sealed(kept)
    noticed = Links(tmp_path / "copy", {})
    noticed.add(kept)
    assert noticed.states == states_below(tmp_path / "copy")
    (site / "index" / "a.js").write_text("two")
    assert not is_sealed(kept)
    (site / "index" / "a.js").write_text("one")
    assert is_sealed(kept)
    (kept / "index" / "b.js").write_text("more")
    assert not is_sealed(kept)
    (kept / "index" / "b.js").unlink()
    (kept / SEAL).write_bytes(b"\xc1")
    assert not is_sealed(kept)


def test_what_is_the_same_as_in_a_former_folder_gets_a_second_name_if_nobody_has_changed_it(tmp_path: Path) -> None:
    former, folder = tmp_path / "former", tmp_path / "new"
    made = Kept(former, None)
    for name in ("same.js", "other.js", "changed.js", "gone.js"):
        made.write(f"index/{name}", name.encode())
    made.seal()
    (former / "index" / "changed.js").write_text("by hand")
    (former / "index" / "gone.js").unlink()
    made = Kept(folder, former)
    for name in ("same.js", "changed.js", "gone.js"):
        made.write(f"index/{name}", name.encode())
    made.write("index/other.js", b"new")
    made.seal()
    assert is_sealed(folder)
    assert {path: (folder / path).read_text() for path in inodes(folder) if path != SEAL} == {
        "index/same.js": "same.js",
        "index/other.js": "new",
        "index/changed.js": "changed.js",
        "index/gone.js": "gone.js",
    }
    assert inodes(folder).items() & inodes(former).items() == {("index/same.js", inodes(former)["index/same.js"])}


@given(old=folders, new=folders, more=folders, by_hand=st.sets(st.sampled_from(PATHS), max_size=1))
def test_whatever_was_left_the_folder_is_that_of_an_empty_beginning(
    old: Files, new: Files, more: Files, by_hand: set[str]
) -> None:
    """`more` goes to the folder of `new`, as Pagefind's parts that only one of several shards has."""
    with TemporaryDirectory() as place:
        kept = [sealed(Path(place, name), files) for name, files in (("old", old), ("new", new), ("more", more))]
        results = []
        for name in ("search", "clean"):
            folder = Path(place, name)
            fill(folder, dict.fromkeys(by_hand, "mine"))
            before = inodes(folder)
            if name == "search":
                Links(folder, {}).add(kept[0], "part", "en-0")
                Links(folder, {}).add(kept[1], "part", "en-0")
            links = Links(folder, {path: inode for path, inode in inodes(folder).items() if path not in before})
            links.add(kept[1], "part", "en-0")
            links.add(kept[2], "part", "en-0")
            links.add(kept[2], "part")
            links.finish()
            assert links.states == {path: state for path, state in states_below(folder).items() if path not in by_hand}
            results.append((inodes(folder), {path: (folder / path).read_text() for path in inodes(folder)}))
        assert results[0][0].keys() - by_hand == results[1][0].keys() - by_hand
        assert {path: inode for path, inode in results[0][0].items() if path not in by_hand} == {
            path: inode for path, inode in results[1][0].items() if path not in by_hand
        }
        assert results[0][1] == results[1][1]
        assert not [one for one in Path(place, "search", "en-0").rglob("*") if one.is_dir() and not any(one.iterdir())]


def sealed(folder: Path, files: Files) -> Path:
    """A sealed folder that has `files` in a part of it."""
    made = Kept(folder, None)
    made.write("beside.js", b"")
    for path, text in files.items():
        made.write(f"part/{path}", text.encode())
    (folder / "part").mkdir(exist_ok=True)
    made.seal()
    return folder


def fill(folder: Path, files: Files) -> Path:
    folder.mkdir(parents=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def inodes(folder: Path) -> dict[str, int]:
    return {file.relative_to(folder).as_posix(): file.stat().st_ino for file in folder.rglob("*") if file.is_file()}
