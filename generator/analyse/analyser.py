"""One pass over one parsed document: every analyser sees the same spaCy `Doc`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.analyse.dates import find_dates
from generator.analyse.entities import find_mentions
from generator.analyse.keywords import find_keywords
from generator.analyse.known_names import KnownNames
from generator.analyse.language import detect
from generator.analyse.pipelines import load_pipelines
from generator.analyse.roles import find_roles
from generator.analyse.statements import find_statements
from generator.curation import NO_LEXICON, Lexicon
from generator.model import Analysis, Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from generator.settings import Settings


class Analyser:
    """Analyses articles; holds the language models, so make one for each process and keep it."""

    def __init__(self, settings: Settings, lexicon: Lexicon = NO_LEXICON) -> None:
        """Load the English model; raises `ModelMissingError` when it is not installed."""
        self._pipelines = load_pipelines(settings.ner_model)
        self._known_names = KnownNames(lexicon.names)
        self._stopwords = frozenset(lexicon.stopwords)
        self._keywords = settings.keywords_per_article

    def analyse(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Analyse `articles` in their order, one analysis each.

        An analysis depends on nothing but its article, the settings and the lexicon.
        """
        known = ((article.text, (article, article.language or detect(article.text))) for article in articles)
        for doc, (article, language) in self._pipelines.parse(known):
            yield self._analysis(doc, article, language)

    def _analysis(self, doc: Doc, article: Article, language: str) -> Analysis:
        mentions = self._known_names.joined(find_mentions(doc, article), article.text)
        return Analysis(
            language=language,
            sentences=sentences(doc),
            mentions=mentions,
            statements=find_statements(doc, mentions),
            roles=find_roles(doc, mentions),
            keywords=find_keywords(doc, article.title, mentions, self._keywords, self._stopwords),
            dates=find_dates(doc, article.date),
        )


def sentences(doc: Doc) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of `doc` in code points, without white space around them."""
    spans = []
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.start_char + len(text.rstrip())
        if start < end:
            spans.append((start, end))
    return tuple(spans)
