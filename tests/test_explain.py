from __future__ import annotations

from dataclasses import replace

from generator.explain import explain
from generator.model import Record
from tests.collections import sample

COLLECTION = sample()
HELSINKI = COLLECTION.records[0]


def lines(record: Record = HELSINKI) -> list[str]:
    return list(explain(record, COLLECTION))


def below(heading: str, explained: list[str]) -> list[str]:
    start = explained.index(heading) + 1
    end = explained.index("", start) if "" in explained[start:] else len(explained)
    return [line.strip() for line in explained[start:end]]


def test_it_begins_with_the_title_and_where_it_and_the_date_come_from() -> None:
    head = lines()[:4]
    assert head[0] == HELSINKI.article.title
    assert "title: from front-matter" in head[2]
    assert "1975-08-01, from front-matter" in head[3]


def test_every_name_is_shown_with_its_rule_and_its_sentence() -> None:
    names = below("Names", lines())
    text = HELSINKI.article.text
    for mention in HELSINKI.mentions:
        shown = f'[{mention.start}-{mention.end}] "{text[mention.start : mention.end]}" by {", ".join(mention.rules)}'
        sentence = names[names.index(shown) + 1]
        assert text[mention.start : mention.end] in sentence
    assert "Leonid Brezhnev (person, Q765165) = people/leonid-brezhnev" in names


def test_keywords_statements_and_dates_say_what_they_lead_to() -> None:
    explained = lines()
    assert "Leonid Brezhnev (score 0.5) = people/leonid-brezhnev" in below("Keywords", explained)
    statement = below("Statements", explained)[0]
    assert statement.startswith('direct, by "says", speaker: unknown from [')
    assert statement.endswith('"the act"')
    assert below("Dates spoken of", explained)[0].endswith('"1 August 1975" = 1975-08-01 (day)')


def test_what_was_not_found_is_said_so() -> None:
    bare = replace(HELSINKI, mentions=(), keywords=(), statements=(), roles=(), related=())
    assert below("Names", lines(bare)) == below("Related articles", lines(bare)) == ["none found"]


def test_an_article_cannot_steer_the_terminal() -> None:
    hostile = replace(HELSINKI, article=replace(HELSINKI.article, title="\x1b[31mred\x07\nsecond line"))
    explained = lines(hostile)
    assert explained[0] == "�[31mred��second line"
    assert all(line.isprintable() for line in explained)
