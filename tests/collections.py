"""A small collection made by hand, for the tests of what is written from one.

Its spans are found by searching the texts below, so that a text may be changed without counting characters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from generator import model
from generator.cooccurrences import Cooccurrence, Cooccurrences
from generator.document import parse

HELSINKI = """\
Leaders of **thirty-five states** signed the Helsinki Final Act on 1 August 1975. Leonid Brezhnev signed for the
Soviet Union.

## What was agreed

Brezhnev praised the accord. "The borders of Europe are inviolable," the act says, and *Helsinki* became a byword.

- Ten principles guide relations between states.
- Follow-up meetings were to be held in Belgrade.

| Basket | Subject |
| --- | --- |
| First | Security |
| Third | Human contacts |

> The participating States will respect each other's sovereign equality.

See [the text of the act](https://www.osce.org/helsinki-final-act) and `CSCE/FA.1`.
"""
COPY = """\
Leaders of thirty-five states signed the Helsinki Final Act on 1 August 1975. Leonid Brezhnev signed for the
Soviet Union. The borders of Europe are inviolable, the act says.
"""
BELGRADE = """\
The follow-up meeting in Belgrade opened in October 1977. The Sample Institute
said that "dialogue must go on".

Diplomats from the Soviet Union and their partners met for months.
"""


def together(entities: Sequence[str], *pairs: Cooccurrence) -> Cooccurrences:
    """The columns of `pairs`, each given once."""
    numbers = {id: number for number, id in enumerate(entities)}
    both = [(numbers[a], numbers[b], n, m) for one, other, n, m in pairs for a, b in ((one, other), (other, one))]
    rows, *columns = np.array(sorted(both), dtype=np.int32).reshape(-1, 4).T
    return Cooccurrences(tuple(entities), np.searchsorted(rows, np.arange(len(entities) + 1)), *columns)


def sample() -> model.Collection:
    """Three articles: the second repeats the first, the third is in another folder; one more file is quarantined."""
    records = (
        _helsinki(),
        _copy(),
        _belgrade(),
    )
    counts = {one: [m.entity for r in records for m in r.mentions].count(one) for one in _ENTITIES}
    spread = {one: sum(any(m.entity == one for m in r.mentions) for r in records) for one in _ENTITIES}
    return model.Collection(
        records=records,
        entities=tuple(
            model.Entity(one, kind, name, aliases, descriptions, wikidata, country, counts[one], spread[one], has_page)
            for one, (kind, name, aliases, descriptions, wikidata, country, has_page) in sorted(_ENTITIES.items())
        ),
        topics=(
            model.Topic(
                "topics/follow-up-meetings",
                "follow-up meetings",
                ("follow-up meeting",),
                ("1975/helsinki", "1977/belgrade"),
                neighbours=("topics/human-contacts",),
            ),
            model.Topic("topics/human-contacts", "human contacts", (), ("1975/helsinki", "1975/helsinki-again")),
        ),
        cooccurrences=together(
            sorted(_ENTITIES),
            Cooccurrence("organisations/sample-institute", "places/belgrade", 1, 0),
            Cooccurrence("organisations/sample-institute", "places/soviet-union", 1, 0),
            Cooccurrence("people/leonid-brezhnev", "places/belgrade", 1, 0),
            Cooccurrence("people/leonid-brezhnev", "places/soviet-union", 2, 2),
            Cooccurrence("places/belgrade", "places/soviet-union", 2, 0),
        ),
        quarantined=(
            model.Quarantined(
                "1978/broken.md", "NotTextError", "The bytes are no text. Save the file as UTF-8.", line=None
            ),
        ),
        files=6,
        ignored=2,
        warnings=("1979/scan.tiff is of a kind that is not read.",),
    )


_ENTITIES: dict[str, tuple[model.EntityType, str, tuple[str, ...], tuple[str, ...], str, str, bool]] = {
    "organisations/sample-institute": (
        "organisation",
        "Sample Institute",
        (),
        (),
        "",
        "",
        True,
    ),
    "people/leonid-brezhnev": ("person", "Leonid Brezhnev", ("Brezhnev",), (), "Q765165", "", True),
    "places/belgrade": ("place", "Belgrade", (), (), "Q3711", "", False),
    "places/soviet-union": ("place", "Soviet Union", (), (), "Q15180", "SU", True),
}


def _helsinki() -> model.Record:
    article = _article("1975/helsinki", "Thirty-five states sign in Helsinki", "1975-08-01", HELSINKI, "Sample Herald")
    text = article.text
    leader = _mention(text, "Leonid Brezhnev", "person", "Leonid Brezhnev")
    statement = model.Statement(
        *_find(text, '"The borders of Europe are inviolable,"'), "direct", "says", *_find(text, "the act")
    )
    date = model.SpokenDate(*_find(text, "1 August 1975"), "1975-08-01", "day")
    keywords = (
        model.Keyword("follow-up meetings", "follow-up meet", 0.91),
        model.Keyword("human contacts", "human contact", 0.8),
        model.Keyword("Leonid Brezhnev", "leonid brezhnev", 0.5, mention=0),
    )
    again = text.index("Brezhnev praised")
    mentions = (
        leader,
        _mention(text, "Soviet Union", "place", "Soviet Union"),
        model.Mention(again, again + len("Brezhnev"), "person", ("short-name",), "Leonid Brezhnev"),
        _mention(text, "Belgrade", "place", "Belgrade"),
    )
    return model.Record(
        article=article,
        analysis=_analysis(text, mentions, (statement,), keywords, (date,)),
        mentions=_linked(mentions),
        statements=(model.LinkedStatement(statement, ""),),
        roles=(),
        keywords=(
            model.LinkedKeyword(keywords[0], "topics/follow-up-meetings", ""),
            model.LinkedKeyword(keywords[1], "topics/human-contacts", ""),
            model.LinkedKeyword(keywords[2], "", "people/leonid-brezhnev"),
        ),
        related=(
            model.Related(
                "1977/belgrade", 0.4211, ("places/belgrade", "places/soviet-union"), ("topics/follow-up-meetings",)
            ),
        ),
        resembles=(model.Resemblance("1975/helsinki-again", 0.62),),
        duplicate_of="",
    )


def _copy() -> model.Record:
    article = _article("1975/helsinki-again", "=Helsinki, again", "", COPY, "")
    text = article.text
    keyword = model.Keyword("human contacts", "human contact", 0.7)
    mentions = (
        _mention(text, "Leonid Brezhnev", "person", "Leonid Brezhnev"),
        _mention(text, "Soviet Union", "place", "Soviet Union"),
    )
    return model.Record(
        article=article,
        analysis=_analysis(text, mentions, (), (keyword,), ()),
        mentions=_linked(mentions),
        statements=(),
        roles=(),
        keywords=(model.LinkedKeyword(keyword, "topics/human-contacts", ""),),
        related=(),
        resembles=(model.Resemblance("1975/helsinki", 0.62),),
        duplicate_of="1975/helsinki",
    )


def _belgrade() -> model.Record:
    article = _article("1977/belgrade", "Talks go on in Belgrade", "1977-10-04", BELGRADE, "Sample Herald")
    text = article.text
    mentions = (
        _mention(text, "Belgrade", "place", "Belgrade"),
        _mention(text, "Sample Institute", "organisation", ""),
        _mention(text, "Soviet Union", "place", "Soviet Union"),
    )
    speaker = _find(text, "The Sample Institute")
    statement = model.Statement(*_find(text, '"dialogue must go on"'), "mixed", "said", *speaker, speaker=1)
    keyword = model.Keyword("follow-up meeting", "follow-up meet", 0.88)
    date = model.SpokenDate(*_find(text, "October 1977"), "1977-10", "month")
    role = model.Role(*_find(text, "follow-up meeting"), mention=0)
    return model.Record(
        article=article,
        analysis=_analysis(text, mentions, (statement,), (keyword,), (date,)),
        mentions=_linked(mentions),
        statements=(model.LinkedStatement(statement, "organisations/sample-institute"),),
        roles=(model.LinkedRole(role.start, role.end, "places/belgrade"),),
        keywords=(model.LinkedKeyword(keyword, "topics/follow-up-meetings", ""),),
        related=(model.Related("1975/helsinki", 0.4211, ("places/belgrade",), ("topics/follow-up-meetings",)),),
        resembles=(),
        duplicate_of="",
    )


def _article(id: str, title: str, date: str, markdown: str, source: str) -> model.Article:
    return model.Article(
        id=id,
        path=f"{id}.md",
        title=title,
        title_source="front-matter",
        date=date,
        date_source="front-matter" if date else "none",
        language="en",
        source=source,
        authors=("A. Writer", "B. Writer") if source else (),
        url="",
        rights="",
        encoding="utf-8",
        sha256=hashlib.sha256(markdown.encode()).hexdigest(),
        markdown=markdown,
        text=parse(markdown).text,
    )


def _analysis(
    text: str,
    mentions: tuple[model.Mention, ...],
    statements: tuple[model.Statement, ...],
    keywords: tuple[model.Keyword, ...],
    dates: tuple[model.SpokenDate, ...],
) -> model.Analysis:
    return model.Analysis("en", _sentences(text), mentions, statements, (), keywords, dates)


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Cut at full stops and blank lines: enough for these texts."""
    spans = []
    start = 0
    for block in text.split("\n\n"):
        position = start
        for sentence in block.replace(". ", ".\0").split("\0"):
            spans.append((position, position + len(sentence)))
            position += len(sentence) + 1
        start += len(block) + 2
    return tuple(spans)


def _find(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _mention(text: str, words: str, kind: model.EntityType, name: str) -> model.Mention:
    return model.Mention(*_find(text, words), kind, ("gazetteer", "model"), name or words)


def _linked(mentions: tuple[model.Mention, ...]) -> tuple[model.LinkedMention, ...]:
    ids = {name: id for id, (_, name, *_) in _ENTITIES.items()}
    return tuple(model.LinkedMention(one.start, one.end, ids[one.name], one.rules) for one in mentions)
