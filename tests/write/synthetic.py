"""Small collections made of a few words each, for tests that change them at random."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from generator import model
from generator.curation import Curation, EntityCorrection
from generator.document import destinations, parse
from generator.progress import Silent
from generator.resolve import resolve
from generator.settings import Settings

NAMES: dict[str, model.EntityType] = {
    "Ana Abel": "person",
    "Ben Abt": "person",
    "Carla Brandt": "person",
    "Dan Bruck": "person",
    "Eva Ümit": "person",
    "Arda Bank": "organisation",
    "Arda Press": "organisation",
    "Brik Union": "organisation",
    "Aland": "place",
    "Borland": "place",
    "Ørestad": "place",
}
TOPICS = ("border talks", "ferry line", "grain price", "talks", "winter olympics")


@dataclass(frozen=True, slots=True)
class Story:
    """What an article tells."""

    title: str
    date: str
    source: str
    names: tuple[str, ...]
    topics: tuple[str, ...]
    says: bool
    """Whether the first name says something."""
    link: str
    """Id of an article that it links to, or empty."""


IDS = tuple(f"{folder}/{name}" for folder in ("a", "b") for name in ("one", "two", "three", "four", "five", "six"))

stories = st.builds(
    Story,
    title=st.sampled_from(["Remarks on trade", "Remarks on grain", "A ferry", "The talks", "Ünder way"]),
    date=st.sampled_from(["", "1974-01-02", "1974-05-01", "1975-08-01", "1975-08-02", "1976-01-01"]),
    source=st.sampled_from(["", "Herald", "Arda Press"]),
    names=st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=6).map(tuple),
    topics=st.lists(st.sampled_from(TOPICS), unique=True, max_size=3).map(tuple),
    says=st.booleans(),
    link=st.sampled_from(["", *IDS]),
)
Shelf = dict[str, Story]
"""Stories by id."""

corrections = st.sampled_from(
    [
        (),
        (EntityCorrection("people/ana-abel", 1, pref_label="Anna Abel"),),
        (EntityCorrection("people/ana-abel", 1, merge=("people/ben-abt",)),),
        (EntityCorrection("places/aland", 1, ignore=True),),
        (EntityCorrection("organisations/arda-bank", 1, description="a bank", country="AX"),),
    ]
)


def collection(shelf: Shelf, corrected: tuple[EntityCorrection, ...] = ()) -> model.Collection:
    """The stories, resolved."""
    found = [_article(id, story) for id, story in sorted(shelf.items())]
    corpus = model.Corpus(
        articles=tuple(article for article, _ in found),
        quarantined=(),
        files=len(found),
        ignored=0,
        warnings=(),
        curation=Curation(entities=corrected),
    )
    analysed = model.Analysed(corpus, tuple(analysis for _, analysis in found))
    return resolve(analysed, Settings(entity_page_min_articles=2), Silent())


def _article(id: str, story: Story) -> tuple[model.Article, model.Analysis]:
    sentences = [f"{name} was there in May 1975." for name in story.names]
    if story.says:
        sentences.append(f"“It is {' and '.join(story.topics) or 'late'},” {story.names[0]} said.")
    markdown = "\n\n".join([*sentences, *([f"See [more](../{story.link}.md)."] if story.link else [])])
    document = parse(markdown)
    article = model.Article(
        id=id,
        path=f"{id}.md",
        title=story.title,
        title_source="front-matter",
        date=story.date,
        date_source="front-matter" if story.date else "none",
        language="en",
        source=story.source,
        authors=(),
        url="",
        rights="",
        encoding="utf-8",
        sha256="",
        markdown=markdown,
        text=document.text,
        links=destinations(document),
    )
    return article, _analysis(document.text, sentences, story)


def _analysis(text: str, sentences: list[str], story: Story) -> model.Analysis:
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 2)
    mentions = [
        model.Mention(start, start + len(name), NAMES[name], ("model",), name)
        for start, name in zip(starts, story.names, strict=False)
    ]
    statements = []
    if story.says:
        start, said = starts[-2], sentences[-1]
        end = start + said.index("”") + 1
        at = text.index(story.names[0], end)
        mentions.append(model.Mention(at, at + len(story.names[0]), NAMES[story.names[0]], ("model",), story.names[0]))
        statement = model.Statement(start, end, "direct", "said", at, at + len(story.names[0]), len(mentions) - 1)
        statements.append(statement)
    dates = [
        model.SpokenDate(place, place + len("May 1975"), "1975-05", "month")
        for start, name in zip(starts, story.names, strict=False)
        for place in [start + len(f"{name} was there in ")]
    ]
    return model.Analysis(
        language="en",
        sentences=tuple((start, start + len(words)) for start, words in zip(starts, sentences, strict=False)),
        mentions=tuple(mentions),
        statements=tuple(statements),
        roles=(),
        keywords=tuple(model.Keyword(topic, topic, 0.5) for topic in story.topics),
        dates=tuple(dates),
    )
