"""The spaCy pipelines: which parts run for which language, and where a sentence may begin."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from generator.errors import ModelMissingError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from generator.model import Article

ENGLISH = "en"
UNUSED = ("lemmatizer", "senter")
"""Parts of the English model that no analyser reads; the lemmatizer alone is a sixth of its time."""
READ = frozenset(("POS", "TAG", "DEP"))
"""What analysers read of what the model's rules say of words; lemmas and inflections, unread, would take a quarter of
the rules' time."""
BATCH = 1
"""Texts that go through the network at once. Not more: sums over other batches round otherwise, and where an article
stands in the corpus must not change what is found in it; it costs some five per cent of the time."""
PARAGRAPH = "\n\n"
"""What parts two paragraphs in a text."""
LONGEST_WORD = 1_000
"""Most code points without white space that are tokenised: the tokenizer's time grows with their square."""
CHARACTERS = ("zh", "ja")
"""Languages written without spaces: one token for each character."""

_TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")

Known = tuple["Article", str]


class Pipelines:
    """A pipeline for every language: the model for English, tokens and sentences for the others.

    The `Doc` of an English article has parts of speech (`pos_`, `tag_`), dependencies (`dep_`), noun chunks and the
    model's entities (`ents`); no lemmas. That of another language has tokens and sentences only. `doc.lang_` is the
    article's language, `doc.text` its text (with blanks, as many, for what is longer than any word), and no sentence
    crosses a paragraph.
    """

    def __init__(self, ner_model: str) -> None:
        """Load `ner_model`, a spaCy package or a folder; raises `ModelMissingError` when there is none."""
        _import_spacy()
        import spacy
        from thinc.api import NumpyOps, set_current_ops
        from threadpoolctl import threadpool_limits

        # NumPy's products of matrices take a quarter of the time of thinc's own on the x86 machines that were tried.
        # On one thread: sums in several parts round otherwise, and every core has a process of its own.
        set_current_ops(NumpyOps(use_blis=False))
        threadpool_limits(limits=1, user_api="blas")
        try:
            english = spacy.load(ner_model, exclude=list(UNUSED))
        except OSError as error:
            raise ModelMissingError(
                f"The language model {ner_model!r} is not installed.",
                remedy="Install it with pip, or name an installed spaCy model under ner_model in mkdocs.yml.",
            ) from error
        _spare_rules(english)
        self._by_language: dict[str, Language] = {ENGLISH: english}

    def parse(self, known: Iterable[tuple[str, Known]]) -> Iterator[tuple[Doc, Known]]:
        """Parse texts in their order; each comes with its article and language, which are handed through."""
        for language, run in groupby(known, key=lambda item: item[1][1]):
            pipeline = self._pipeline(language)
            readable = str if language in CHARACTERS else _without_endless_words
            docs = ((_paragraphs(pipeline.make_doc(readable(text))), context) for text, context in run)
            yield from pipeline.pipe(docs, as_tuples=True, batch_size=BATCH)

    def _pipeline(self, language: str) -> Language:
        if language not in self._by_language:
            self._by_language[language] = _blank(language)
        return self._by_language[language]


def _import_spacy() -> None:
    """Import spaCy without its command line, which is of no use here and takes half a second of CPU time."""
    package, module = "spacy.cli", "spacy.cli.info"
    if "spacy" in sys.modules:
        return
    commands, info = ModuleType(package), ModuleType(module)
    info.__dict__["info"] = None  # all that spaCy itself imports of it
    sys.modules |= {package: commands, module: info}
    try:
        import spacy  # noqa: F401
    except ImportError:
        pass  # of a version that imports more; what is wrong otherwise shows with the next import
    finally:
        for name in (package, module):
            sys.modules.pop(name, None)


def _spare_rules(english: Language) -> None:
    """Let the rules that correct the tagger say no more than is read; where some look at more, leave them alone."""
    from spacy.pipeline import AttributeRuler

    for _, part in english.pipeline:
        if isinstance(part, AttributeRuler):
            rules = cast("list[dict[str, Any]]", part.patterns)
            looked_at = {key for rule in rules for pattern in rule["patterns"] for token in pattern for key in token}
            if not looked_at & {"LEMMA", "MORPH"}:
                for rule in rules:
                    rule["attrs"] = {key: value for key, value in rule["attrs"].items() if key in READ}
                part.clear()
                part.add_patterns([rule for rule in rules if rule["attrs"]])


@lru_cache(maxsize=1)
def load_pipelines(ner_model: str) -> Pipelines:
    """The pipelines with `ner_model`, loaded once in a process; raises `ModelMissingError`."""
    return Pipelines(ner_model)


def _without_endless_words(text: str) -> str:
    """`text` with blanks for what is too long to be a word; every other character keeps its place."""
    return _TOO_LONG.sub(lambda run: " " * len(run[0]), text)


def _paragraphs(doc: Doc) -> Doc:
    """Mark the starts of paragraphs, which the parser then keeps as starts of sentences."""
    for token in doc[:-1]:
        if token.is_space and PARAGRAPH in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


def _blank(language: str) -> Language:
    """Tokens and sentences, without a model."""
    import spacy
    from spacy.lang.xx import MultiLanguage
    from spacy.lang.zh import Chinese

    if language in CHARACTERS:
        pipeline: Language = type("Characters", (Chinese,), {"lang": language})()
    else:
        try:
            pipeline = spacy.blank(language)
        except ImportError:  # a language that spaCy does not know, or only with further packages
            pipeline = type("Words", (MultiLanguage,), {"lang": language})()
    pipeline.add_pipe("sentencizer")
    return pipeline
