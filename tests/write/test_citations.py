from __future__ import annotations

from dataclasses import replace

from generator.write import citations
from tests.collections import sample

ARTICLE = replace(
    sample().records[0].article,
    title="A net is shown",
    date="1984-07-01",
    source="Northern Wire",
    authors=("Ingrid Moe", "Tomas Berg"),
    url="https://example.org/net",
    rights="",
)


def test_a_citation_says_what_is_known() -> None:
    assert citations.citation(ARTICLE) == (
        "Ingrid Moe, Tomas Berg. “A net is shown.” Northern Wire, 1 July 1984. https://example.org/net."
    )
    bare = replace(ARTICLE, title="Who waved?", date="", source="", authors=(), url="")
    assert citations.citation(bare) == "“Who waved?” n.d."


def test_meta_tags_leave_out_what_is_not_known() -> None:
    tags = citations.meta_tags(replace(ARTICLE, date="", authors=()), "en")
    assert ("citation_title", "A net is shown") in tags
    assert {"citation_publication_date", "citation_author", "DCTERMS.rights"}.isdisjoint(name for name, _ in tags)


def test_the_outlet_is_no_journal() -> None:
    tags = dict(citations.meta_tags(ARTICLE, "en"))
    assert tags["DCTERMS.source"] == "Northern Wire"
    assert "citation_journal_title" not in tags


def test_structured_data_names_authors_and_publisher() -> None:
    data = citations.structured(ARTICLE, "en", "A net.", ("nets",))
    assert data["author"] == [{"@type": "Person", "name": "Ingrid Moe"}, {"@type": "Person", "name": "Tomas Berg"}]
    assert data["publisher"] == {"@type": "Organization", "name": "Northern Wire"}
    assert "author" not in citations.structured(replace(ARTICLE, authors=()), "en", "", ())


def test_a_trail_counts_its_steps() -> None:
    steps = citations.trail((("Articles", "../index.html"), ("A net", "")))["itemListElement"]
    assert steps == [
        {"@type": "ListItem", "position": 1, "name": "Articles", "item": "../index.html"},
        {"@type": "ListItem", "position": 2, "name": "A net"},
    ]
