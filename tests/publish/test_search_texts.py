"""What is indexed is kept from build to build, and believed only while it is whole and of this code."""

from __future__ import annotations

import unicodedata
import zlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.publish.search.pages import Page, fold, read_page
from generator.publish.search.shards import Shard, shards
from generator.publish.search.texts import Texts, prune_texts
from tests.publish.searching import Written

PAGES = [Written(f"articles/{number}.html", f"Élan number {number}", text="<p>Text</p>") for number in range(4)]


def shard_of(*pages: Written) -> tuple[Shard, dict[str, bytes]]:
    """The one shard of the pages, and their HTML by address."""
    contents = {page.address: page.html().encode("utf-8") for page in pages}
    (shard,) = shards(page for address, content in contents.items() if (page := read_page(address, content)))
    return shard, contents


def test_only_pages_that_are_new_are_read(tmp_path: Path) -> None:
    read: list[str] = []

    def texts(*pages: Written) -> list[tuple[str, str]]:
        shard, contents = shard_of(*pages)

        def reading(page: Page) -> bytes:
            read.append(page.address)
            return contents[page.address]

        kept = Texts(tmp_path / shard.path, reading)
        texts = [kept.of(page) for page in shard.pages]
        kept.keep(shard.pages)
        return [(text.html, text.words) for text in texts]

    first = texts(*PAGES[:3])
    assert first[0][1] == "0 elan number text"
    assert read == ["articles/0.html", "articles/1.html", "articles/2.html"]
    assert texts(*PAGES[1:])[:2] == first[1:]
    assert read[3:] == ["articles/3.html"]
    assert texts(*PAGES[1:3]) == first[1:]
    assert read[4:] == []

    file = tmp_path / "articles" / "en-0"
    for damaged in (file.read_bytes()[:-9], zlib.compress(b"\x92\x01\x80"), b""):
        file.write_bytes(damaged)
        assert texts(*PAGES[:3]) == first
    assert len(read) == 4 + 3 * 3


def test_texts_of_shards_that_are_no_more_are_removed(tmp_path: Path) -> None:
    shard, contents = shard_of(*PAGES)
    Texts(tmp_path / shard.path, lambda page: contents[page.address]).keep(shard.pages)
    prune_texts(tmp_path, [shard])
    assert (tmp_path / shard.path).is_file()
    prune_texts(tmp_path, [])
    assert not (tmp_path / shard.path).exists()
    prune_texts(tmp_path / "nowhere", [])


@given(st.text())
def test_folding_letter_by_letter_drops_what_the_decomposed_text_has_of_accents(text: str) -> None:
    parts = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in parts if unicodedata.category(char)[0] != "M")
    assert fold(text) == fold(plain) == fold(parts)
