"""An article's page: its text with the names linked, and what is known of it."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

import numpy as np

from generator.document import Document, parse, span
from generator.model import Article, Record
from generator.places import visible
from generator.write import addresses, citations, words
from generator.write.body import article_body
from generator.write.catalogue import Catalogue
from generator.write.decorations import Decoration
from generator.write.drafts import Draft
from generator.write.found import Card
from generator.write.known import Lists
from generator.write.markdown import Value, is_absolute, page
from generator.write.pages import beside, indexed
from generator.write.pages.beside import Item
from generator.write.pages.sheet import Packed, Sheet, packed


def pages(shelf: Catalogue) -> Iterator[Draft[Packed]]:
    """One page for each article, the newest first."""
    related = _related(shelf)
    for place, volume in enumerate(shelf.volumes):
        article = volume.record.article
        yield Draft(addresses.article(article.id), _write, packed(shelf, related, place, _links(shelf, article)))


def _related(shelf: Catalogue) -> Lists[Card]:
    """The related articles of each, by place, best first."""
    of_each = [volume.record.related for volume in shelf.volumes]
    places = [shelf.places[one.article] for one in chain.from_iterable(of_each)]
    owner = np.repeat(np.arange(len(of_each)), [*map(len, of_each)])
    return Lists(shelf.cards.table(np.array(places, np.int64)), owner, len(of_each))


def _links(shelf: Catalogue, article: Article) -> dict[str, str]:
    """The articles that the relative links of an article lead to."""
    found = {}
    for url in article.links:
        path, _, _ = url.partition("#")
        if path and not is_absolute(url):
            there = posixpath.normpath(posixpath.join(posixpath.dirname(article.path), unquote(path)))
            if there in shelf.by_path:
                found[url] = shelf.by_path[there]
    return found


def _write(here: str, given: Packed) -> str:
    sheet = given.sheet()
    document = parse(sheet.record.article.markdown)
    names = _names(sheet, document)
    body = article_body(document, [*_sentences(sheet.record), *names], _targets(sheet))
    meta = _front_matter(sheet)
    meta["again"] = any("again" in name.classes for name in names)
    return page(meta, body)


def _names(sheet: Sheet, document: Document) -> list[Decoration]:
    """The mentions as links, in order: the first of an entity in each section, and the later ones marked `again`.

    Of two that share one span the first is linked; those in headings are left out.
    """
    here = addresses.article(sheet.record.article.id)
    headings = _headings(document)
    starts = [start for start, _ in headings]
    seen: set[tuple[int, str]] = set()
    decorations: list[Decoration] = []
    for mention in sheet.record.mentions:
        section = bisect_right(starts, mention.start)
        in_heading = section > 0 and mention.start < headings[section - 1][1]
        if in_heading or (decorations and mention.start < decorations[-1].end):
            continue
        entity = sheet.names[mention.entity]
        again = ("again",) if (section, entity.id) in seen else ()
        seen.add((section, entity.id))
        decorations.append(
            Decoration(
                mention.start,
                mention.end,
                (entity.type, *again),
                id=f"m{mention.start}",
                url=addresses.relative(here, entity.address),
            )
        )
    return decorations


def _headings(document: Document) -> list[tuple[int, int]]:
    """Where the headings stand in the text, in order."""
    pairs = zip(document.tokens, document.tokens[1:], strict=False)
    found = (span(after) for token, after in pairs if token.type == "heading_open")
    return [place for place in found if place]


def _sentences(record: Record) -> list[Decoration]:
    """The sentences that hold a mention or touch a statement or a spoken date, as places that links lead to."""
    spans = [
        *((one.start, one.end) for one in record.mentions),
        *((linked.statement.start, linked.statement.end) for linked in record.statements),
        *((one.start, one.end) for one in record.roles),
        *((date.start, date.end) for date in record.analysis.dates),
    ]
    starts = sorted({beside.sentence_at(record, start) for start, _ in spans})
    ends = dict(record.analysis.sentences)
    return [Decoration(start, ends.get(start, start), ("s",), id=f"s{start}") for start in starts]


def _targets(sheet: Sheet) -> dict[str, str]:
    """Where the relative links and images of an article lead, as seen from its page; others are left out."""
    here = addresses.article(sheet.record.article.id)
    copies = [addresses.relative(here, f"articles/{image.target}") for image in sheet.record.article.images]
    articles = {url: addresses.relative(here, addresses.article(other)) for url, other in sheet.links.items()}
    return articles | {url: url for url in copies}


def _front_matter(sheet: Sheet) -> dict[str, Value]:
    """What the template `article.html` shows around the text."""
    record, article = sheet.record, sheet.record.article
    language = record.analysis.language
    summary = words.lead(article.text)
    topics = beside.topics(sheet)
    crumbs = _crumbs(article)
    return {
        "title": article.title,
        "template": "article.html",
        "search": indexed.of_article(sheet),
        "heading": article.title,
        "summary": summary,
        "lang": language,
        "dir": words.direction(language),
        "date": article.date,
        "crumbs": crumbs,
        "facts": _facts(record, addresses.relative(addresses.article(article.id), sheet.source)),
        "people": beside.names(sheet, "person"),
        "organisations": beside.names(sheet, "organisation"),
        "places": beside.names(sheet, "place"),
        "topics": topics,
        "keywords": beside.keywords(record),
        "statements": beside.statements(sheet),
        "dates": beside.dates(record),
        "same_story": beside.same_story(sheet),
        "related": beside.related(sheet),
        "citation": citations.citation(article),
        "provenance": beside.provenance(sheet),
        "original": article.url if article.url.startswith(("http://", "https://")) else "",
        "path": visible(article.path),
        "curation": f"{sheet.corpus}/_curation/metadata.csv",
        "tags": citations.meta_tags(article, language),
        "structured": citations.structured(article, language, summary, tuple(str(topic["title"]) for topic in topics)),
        "trail": citations.trail(tuple((str(crumb["title"]), str(crumb.get("url", ""))) for crumb in crumbs)),
    }


def _crumbs(article: Article) -> list[Item]:
    """Where the article stands: all articles, its year, itself."""
    here = addresses.article(article.id)
    return [
        {"title": "Articles", "url": addresses.relative(here, addresses.index("articles"))},
        {
            "title": article.date[:4] or "Undated",
            "url": addresses.relative(here, addresses.year(article.date[:4])),
        },
        {"title": words.lead(article.title, 60)},
    ]


def _facts(record: Record, source_url: str) -> list[Item]:
    """The line below the title: date, outlet, authors, reading time, language, and what of it was inferred."""
    article = record.article
    facts: list[Item] = []
    if article.date:
        facts.append({"text": words.day(article.date), "date": article.date})
        if inferred := words.inferred(article.date_source):
            facts.append({"text": f"date {inferred}", "why": f"The date was {words.evidence(article.date_source)}."})
    else:
        facts.append({"text": "date not known"})
    inferred = words.inferred(article.title_source)
    if inferred and article.title_source != "text":  # a line that is a title is one
        facts.append({"text": f"title {inferred}", "why": f"The title was {words.evidence(article.title_source)}."})
    if article.source:
        facts.append({"text": article.source, "url": source_url})
    if article.authors:
        facts.append({"text": ", ".join(article.authors)})
    facts.append({"text": f"{words.minutes(article.text)} min"})
    facts += [{"text": name} for name in [words.language(record.analysis.language)] if name and name != "English"]
    return facts
