from __future__ import annotations

from dataclasses import replace

import pytest

from generator.write.catalogue import catalogue
from generator.write.pages import statements
from tests.collections import sample
from tests.rendering import render, tree


def test_an_article_is_counted_once_however_much_is_said_in_it() -> None:
    whole = sample()
    records = tuple(
        replace(record, statements=record.statements * 3, article=replace(record.article, date=date))
        for record, date in zip((whole.records[2], replace(whole.records[2])), ("1977-10-04", ""), strict=True)
    )
    records = (records[0], replace(records[1], article=replace(records[1].article, id="1977/undated")))
    index = next(statements.pages(catalogue(replace(whole, records=records), "corpus"))).page()
    cells = [cell.text_content() for cell in tree(render(index.markdown.split("---\n", 2)[2])).xpath("//td")]
    assert cells == ["Sample Institute", "6", "2", "1977, 1 undated"]


def test_many_speakers_are_found_by_their_initial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "SPEAKERS_ON_A_PAGE", 1)
    whole = sample()
    speaker = replace(whole.records[2].statements[0], speaker="people/leonid-brezhnev")
    records = (*whole.records[:2], replace(whole.records[2], statements=(*whole.records[2].statements, speaker)))
    drafts = statements.pages(catalogue(replace(whole, records=records), "corpus"))
    index, *others = (draft.page() for draft in drafts)
    shown = [cell.text_content() for cell in tree(render(index.markdown.split("---\n", 2)[2])).xpath("//td[1]")]
    assert len(shown) == 1
    filed = {one.address: one.markdown for one in others}
    assert "Leonid Brezhnev" in filed["statements/a-z/b.html"]
    assert "Sample Institute" in filed["statements/a-z/s.html"]
