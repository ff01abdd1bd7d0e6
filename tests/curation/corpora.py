"""Tiny corpora with corrections, built by the whole pipeline up to the pages."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from generator.analyse.analyser import Analyser
from generator.ingest.corpus import read_corpus
from generator.model import Analysed, Collection, Entity, Mention, Topic
from generator.progress import Silent
from generator.resolve import resolve
from generator.settings import Settings

HARBOUR = {
    "1980/ferry.txt": """The new ferry

Helsinki, 3 May 1980. Astrid Lindqvist, chair of the Harbour Board, opened the ferry terminal in Turku on Saturday.
"The ferry terminal is ready," Lindqvist said. The Harbour Board had waited for ten years.
""",
    "1981/tolls.txt": """Tolls rise

Stockholm, 4 June 1981. Astrid Lindquist of the Harbour Board defended the harbour tolls on Thursday. Petra Holm, who
leads the Sailors' Union in Turku, called the harbour tolls unjust. "Nobody asked us," Petra Holm said.
""",
    "1982/survey.txt": """A survey of the ferry terminal

Oslo, 5 July 1982. Petra Holm visited the ferry terminal. The Harbour Board of Oslo had no part in it, and the harbour
tolls were not discussed. Holm praised the ferry terminal of Turku.
""",
    "1983/lettre.txt": """Письмо

Вчера Астрид Линдквист посетила порт. Линдквист осмотрела новый причал и встретилась с моряками.
""",
}


DEFAULT = Settings()


def build(folder: Path, settings: Settings = DEFAULT, **curation: str) -> Collection:
    """The collection of `HARBOUR`; `entities`, `topics` and `stopwords` hold corrections.

    Two mistakes are put into what is found in one article, so that there is something to correct however good the
    analysis is: there Petra Holm is an organisation, and Holm somebody else.
    """
    names = {"entities": "entities.yml", "topics": "topics.yml", "stopwords": "stopwords.txt"}
    files = {**HARBOUR, **{f"_curation/{names[kind]}": text for kind, text in curation.items()}}
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    corpus = read_corpus(folder, settings, Silent())
    analyses = Analyser(settings, corpus.curation.lexicon()).analyse(corpus.articles)
    mistaken = tuple(
        structs.replace(analysis, mentions=tuple(_mistaken(mention, article.text) for mention in analysis.mentions))
        if article.id == "1982/survey"
        else analysis
        for article, analysis in zip(corpus.articles, analyses, strict=True)
    )
    return resolve(Analysed(corpus, mistaken), settings, Silent())


def _mistaken(mention: Mention, text: str) -> Mention:
    surface = text[mention.start : mention.end]
    if mention.entity or surface not in ("Petra Holm", "Holm"):
        return mention
    return structs.replace(mention, type="organisation" if " " in surface else "person", name=surface)


def entities(collection: Collection) -> dict[str, Entity]:
    return {entity.id: entity for entity in collection.entities}


def topics(collection: Collection) -> dict[str, Topic]:
    return {topic.id: topic for topic in collection.topics}


def surfaces(collection: Collection, entity: str) -> list[tuple[str, str]]:
    """Every mention of an entity: article and words."""
    return [
        (record.article.id, record.article.text[mention.start : mention.end])
        for record in collection.records
        for mention in record.mentions
        if mention.entity == entity
    ]


def rules(collection: Collection, entity: str) -> set[str]:
    return {rule for one in collection.records for m in one.mentions if m.entity == entity for rule in m.rules}


def moved(collection: Collection) -> dict[str, tuple[str, ...]]:
    return {one.old: one.new for one in collection.moved}
