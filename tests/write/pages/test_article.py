"""An article's page shows the name of its file, whatever that is made of, on one line that reads one way."""

from __future__ import annotations

from dataclasses import replace

import yaml

from generator.write.catalogue import catalogue
from generator.write.pages import article as page
from tests.collections import sample


def test_the_name_of_a_file_turns_no_page() -> None:
    whole = sample()
    first = whole.records[0]
    named = replace(first, article=replace(first.article, path="a/rtl\u202egpj\x1b\n.md"))
    shelf = catalogue(replace(whole, records=(named, *whole.records[1:])), "corpus")
    draft = next(one for one in page.pages(shelf) if one.address.endswith(f"{first.article.id}.html"))
    front, _, _ = draft.page().markdown.removeprefix("---\n").partition("\n---\n")
    meta = yaml.safe_load(front)
    assert meta["path"] == r"a/rtl\u202egpj\x1b\n.md"
    assert {row["text"] for row in meta["provenance"] if row["term"] == "File"} == {f"corpus/{meta['path']}"}
