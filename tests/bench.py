"""What the analysis costs beside its bare libraries on the same texts, in one run: `make bench`.

The floor is spaCy's whole English pipeline and YAKE as they come, once over each text; the analysis does the same work
and everything that Reading Room adds. The ratio says what the additions cost; the seconds depend on the machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from generator.analyse.analyser import Analyser
from generator.ingest import read_corpus
from generator.progress import Silent
from generator.settings import Settings
from tests.shared import ROOT


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measure on the sample collection, models loaded and warm, and print a table."""
    import spacy
    from yake import KeywordExtractor

    settings = Settings()
    articles = read_corpus(ROOT / "corpus", settings, Silent()).articles
    analyser = Analyser(settings)
    pipeline = spacy.load(settings.ner_model)
    keywords = KeywordExtractor(lan="en", n=3)

    def bare() -> None:
        for article in articles:
            pipeline(article.text)
            keywords.extract_keywords(article.text)

    def whole() -> None:
        for article in articles:
            next(analyser.analyse((article,)))

    bare()
    whole()
    floor, ours = seconds(bare), seconds(whole)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words, one process")
    print(f"bare spaCy and YAKE  {floor:6.2f} s")
    print(f"the whole analysis   {ours:6.2f} s")
    print(f"ratio                {ours / floor:6.2f}")


if __name__ == "__main__":
    main()
