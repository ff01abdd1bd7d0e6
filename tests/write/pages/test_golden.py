"""Whole pages as they are written from the small collection: read the files in `golden/`.

After a change that is meant, `GOLDEN=write pytest tests/write/pages/test_golden.py` writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.write.catalogue import catalogue
from generator.write.pages import entities, indexes, statements, timeline, topics
from tests.collections import sample

GOLDEN = Path(__file__).parent / "golden"
KINDS = {
    "people/leonid-brezhnev.html": entities.pages,
    "organisations/sample-institute.html": entities.pages,
    "topics/follow-up-meetings.html": topics.pages,
    "places/a-z/b.html": indexes.pages,
    "people/index.html": indexes.pages,
    "statements/index.html": statements.pages,
    "timeline/spoken-1975.html": timeline.pages,
}


@pytest.mark.parametrize("address", KINDS)
def test_a_page_reads_as_its_golden_file(address: str) -> None:
    made = (draft.page() for draft in KINDS[address](catalogue(sample(), "corpus")))
    pages = {page.address: page.markdown for page in made}
    golden = GOLDEN / address.replace("/", "-").replace(".html", ".md")
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(pages[address], encoding="utf-8")
    assert pages[address] == golden.read_text(encoding="utf-8")
