"""The page about the collection accounts for every file, and for what was cleaned, in numbers that add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.ingest.corpus import read_corpus
from generator.model import Collection, Quarantined
from generator.progress import Silent
from generator.settings import Settings
from generator.write import account, write_tables
from generator.write.catalogue import catalogue
from generator.write.pages import collection as page
from tests.collections import sample

HOSTILE = ("<script>alert(1)</script>.txt", "evil\x1b[31m.txt", "rtl\u202egpj.txt", "two\nlines.txt", "{{ config }}.md")


def written(whole: Collection) -> dict[str, Any]:
    """What the page's template is given."""
    (draft,) = page.pages(catalogue(whole, "corpus"))
    front, _, _ = draft.page().markdown.removeprefix("---\n").partition("\n---\n")
    meta: dict[str, Any] = yaml.safe_load(front)
    return meta


def with_lost(count: int) -> Collection:
    lost = tuple(
        Quarantined(f"{HOSTILE[number % 5]}-{number}", "TooLargeError", "has 9 bytes. Split it.", number or None)
        for number in range(count)
    )
    published = len(sample().records)
    return replace(
        sample(),
        quarantined=lost,
        ignored=7,
        left_out=(("in a format that is not read", 3), ("pictures", 4)),
        files=published + count + 7,
        warnings=("odd",),
    )


@pytest.mark.parametrize("count", [0, 3, 300])
def test_every_file_is_accounted_for(count: int) -> None:
    whole = with_lost(count)
    meta = written(whole)
    assert meta["account"].startswith(f"{whole.files} files: {len(whole.records)} became articles, ")
    assert len(meta["quarantined"]) == count
    assert sum(int(one["count"]) for one in meta["kinds"]) == count
    assert sum(int(one["count"]) for one in meta["ignored"]) == whole.ignored
    assert meta["folded"]["quarantined"] == (count > page.LONG)


def test_each_quarantined_file_has_its_line_what_is_wrong_and_the_remedy() -> None:
    meta = written(with_lost(3))
    assert [one["path"] for one in meta["quarantined"]] == [
        "<script>alert(1)</script>.txt-0",
        r"evil\x1b[31m.txt-1, line 1",
        r"rtl\u202egpj.txt-2, line 2",
    ]
    assert {one["reason"] for one in meta["quarantined"]} == {"has 9 bytes. Split it."}
    assert meta["kinds"] == [{"title": "too large", "count": "3"}]


def test_names_and_words_from_files_are_one_visible_line() -> None:
    whole = replace(with_lost(5), warnings=("a\x00b\u2066c\n",))
    meta = written(whole)
    said = [text for one in meta["quarantined"] for text in one.values()] + meta["warnings"]
    assert all(text.isprintable() for text in said)


def test_what_was_cleaned_is_added_up() -> None:
    first, *others = sample().records
    records = (
        replace(first, article=replace(first.article, cleaned=(("entities", 2), ("mojibake", 1)))),
        *(replace(one, article=replace(one.article, cleaned=(("entities", 5),))) for one in others),
    )
    whole = replace(sample(), records=records)
    assert account.cleaned(whole) == Counter({"entities": 2 + 5 * len(others), "mojibake": 1})
    assert written(whole)["cleaned"][0] == {"title": "entities", "count": str(2 + 5 * len(others))}


def test_what_a_corpus_ignores_has_a_reason_and_all_reasons_add_up(tmp_path: Path) -> None:
    for name in ("a.txt", "_draft.txt", ".git/x.txt", "photo.png", "sheet.xls", "_curation/entities.yml", "noending"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"Words in a file.\n" if name == "a.txt" else b"")
    (tmp_path / "elsewhere").symlink_to(tmp_path / "a.txt")
    corpus = read_corpus(tmp_path, Settings(), Silent())
    assert sum(files for _, files in corpus.left_out) == corpus.ignored == 7
    assert {reason.partition(" (")[0]: files for reason, files in corpus.left_out} == {
        "in a format that is not read": 2,
        "left out on purpose": 3,
        "links, pipes or devices": 1,
        "pictures, which articles may show": 1,
    }


def test_the_report_of_the_build_says_the_same(tmp_path: Path) -> None:
    whole = with_lost(3)
    write_tables(whole, tmp_path)
    report = yaml.safe_load((tmp_path / "build.json").read_text(encoding="utf-8"))
    inputs = report["inputs"]
    assert inputs["files"] == inputs["published"] + inputs["quarantined"] + inputs["ignored"]
    assert sum(one["files"] for one in report["ignored"]) == inputs["ignored"]
    assert report["cleaned"] == dict(account.cleaned(whole))
