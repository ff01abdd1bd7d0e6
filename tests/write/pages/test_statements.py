from __future__ import annotations

from dataclasses import replace

from generator.settings import Settings
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
    index = next(statements.pages(catalogue(replace(whole, records=records)), Settings()))
    cells = [cell.text_content() for cell in tree(render(index.markdown.split("---\n", 2)[2])).xpath("//td")]
    assert cells == ["Sample Institute", "6", "2", "1977, 1 undated"]
