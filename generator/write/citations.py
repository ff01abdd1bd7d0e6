"""An article as a reference: as a line to copy, as `<meta>` for reference managers, as JSON-LD for search engines."""

from __future__ import annotations

from generator.model import Article
from generator.write import words
from generator.write.markdown import Value


def citation(article: Article) -> str:
    """A reference in running text: authors, title, outlet, date; what is not known is left out, save the date."""
    title = article.title if article.title.endswith((".", "!", "?", "…")) else f"{article.title}."
    parts = [f"{', '.join(article.authors)}." if article.authors else "", f"“{title}”"]
    parts.append(f"{article.source}," if article.source else "")
    parts.append(f"{words.day(article.date) or 'n.d'}.")
    parts.append(f"{article.url}." if article.url else "")
    return " ".join(part for part in parts if part)


def meta_tags(article: Article, language: str) -> tuple[tuple[str, str], ...]:
    """Names and contents of the `<meta>` elements that Zotero and other reference managers read, in order.

    Highwire Press names first, then Dublin Core. There is no `citation_journal_title`, which would turn news into a
    journal article: the outlet is the Dublin Core source, and Zotero's own word says that this is a newspaper article.
    """
    date = article.date
    tags = [
        ("citation_title", article.title),
        *(("citation_author", author) for author in article.authors),
        ("citation_publication_date", date.replace("-", "/")),
        ("citation_language", language),
        ("z:itemType", "newspaperArticle"),
        ("DCTERMS.title", article.title),
        *(("DCTERMS.creator", author) for author in article.authors),
        ("DCTERMS.issued", date),
        ("DCTERMS.source", article.source),
        ("DCTERMS.language", language),
        ("DCTERMS.rights", article.rights),
        ("DCTERMS.identifier", article.url),
    ]
    return tuple((name, content) for name, content in tags if content)


def structured(article: Article, language: str, summary: str, subjects: tuple[str, ...]) -> dict[str, Value]:
    """The article in the words of schema.org, without its address, which only the published site knows."""
    data: dict[str, Value] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.date,
        "inLanguage": language,
        "description": summary,
        "author": [{"@type": "Person", "name": author} for author in article.authors],
        "publisher": {"@type": "Organization", "name": article.source} if article.source else "",
        "isBasedOn": article.url,
        "keywords": list(subjects),
    }
    return {key: value for key, value in data.items() if value}


def trail(steps: tuple[tuple[str, str], ...]) -> dict[str, Value]:
    """Breadcrumbs in the words of schema.org; `steps` are titles and addresses relative to the page, outermost first.

    The last may lack its address.
    """
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": title, **({"item": url} if url else {})}
            for position, (title, url) in enumerate(steps, start=1)
        ],
    }
