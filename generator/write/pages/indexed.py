"""What the search knows of a page beside the text on it: the value of `search` in its front matter.

Templates print it as `data-search`, from where `generator.publish.search` reads it. It holds nothing that changes each
time another article mentions the same name, so that a new article touches few pages of the search.
"""

from __future__ import annotations

from generator.model import FOLDERS, Entity, EntityType, Topic
from generator.write import words
from generator.write.markdown import Value
from generator.write.pages.sheet import Sheet


def of_article(sheet: Sheet) -> dict[str, Value]:
    """Title, date, source, and the values of its facets: each a label, or the pair of a value and its label."""
    article, language = sheet.record.article, sheet.record.analysis.language
    return {
        "kind": "article",
        "title": article.title,
        "lang": language,
        "date": article.date,
        "source": article.source,
        "facets": {
            "source": _known(article.source),
            "year": _known(article.date[:4]),
            "language": [[language, name] for name in _known(words.language(language))],
            **{folder: _names(sheet, kind) for kind, folder in FOLDERS.items()},
            "topics": _topics(sheet),
        },
    }


def of_entity(entity: Entity) -> dict[str, Value]:
    """Its names, and the description most often given of it."""
    return {
        "kind": entity.type,
        "title": entity.name,
        "names": sorted(entity.aliases),
        "about": next(iter(entity.descriptions), ""),
        "weight": entity.articles.bit_length(),
    }


def of_topic(topic: Topic) -> dict[str, Value]:
    """Its label and variants."""
    return {
        "kind": "topic",
        "title": topic.label,
        "names": sorted(topic.variants),
        "weight": len(topic.articles).bit_length(),
    }


def _known(text: str) -> list[str]:
    return [text] if text else []


def _names(sheet: Sheet, kind: EntityType) -> list[Value]:
    """The entities of one type in the article that have a page, by id."""
    named = (sheet.names[id] for id in sorted({mention.entity for mention in sheet.record.mentions}))
    return [[one.id, one.name] for one in named if one.type == kind and one.has_page]


def _topics(sheet: Sheet) -> list[Value]:
    """The topics of the article, by id."""
    return [[one.id, one.label] for one in sorted(sheet.topics, key=lambda one: one.id)]
