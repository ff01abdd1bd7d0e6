"""People of one name: told apart where two kinds of evidence say so, listed where one does, else one person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.curation import Curation, EntityCorrection
from generator.model import Analysed, Keyword, Role, Statement
from generator.resolve.entities import Linked, link_entities
from generator.resolve.occupations import occupation
from generator.settings import Settings
from tests.resolve.test_entities import analysed

BERG = "[Anna Berg|person]"
SENATOR = f"The senator {BERG} of the [Budget Council|organisation] spoke."
KEEPER = f"The goalkeeper {BERG} of the [Northport Rovers|organisation] fell."
SILENT = f"{BERG} opened a garden."
ROLES = ("senator", "goalkeeper", "singer", "former goalkeeper", "judge", "Swedish senator", "Danish senator", "poet")


def told(*texts: str, dates: tuple[str, ...] = (), keywords: tuple[str, ...] = ()) -> Analysed:
    """Articles of `texts`; what stands before the first name is its description if it is one of `ROLES`.

    "Swedish" and "Danish" are mentions of their countries; with a date the first name of the article speaks.
    """
    marked = [
        text.replace("Swedish", "[Swedish|place|Sweden]").replace("Danish", "[Danish|place|Denmark]") for text in texts
    ]
    found = analysed(*marked, owners={"Sweden": "SE", "Denmark": "DK"})
    articles, analyses = list(found.corpus.articles), list(found.analyses)
    for number, (article, analysis) in enumerate(zip(articles, analyses, strict=True)):
        mentions = tuple(structs.replace(m, rules=("demonym",)) if m.owner else m for m in analysis.mentions)
        person = next(place for place, mention in enumerate(mentions) if mention.type == "person")
        role = max(
            (one for one in ROLES if f"{one} {article.text[mentions[person].start :]}" in article.text),
            default="",
            key=len,
        )
        start = mentions[person].start - len(role) - 1
        analyses[number] = structs.replace(
            analysis,
            mentions=mentions,
            roles=(Role(start, start + len(role), person),) if role else (),
            statements=(Statement(0, 3, "direct", "said", speaker=person),) if dates else (),
            keywords=(Keyword(keywords[number], keywords[number], 1.0),) if keywords else (),
        )
        articles[number] = replace(article, date=dates[number] if dates else "")
    return replace(found, corpus=replace(found.corpus, articles=tuple(articles)), analyses=tuple(analyses))


def people(linked: Linked) -> dict[str, str]:
    return {entity.id: entity.name for entity in linked.entities if entity.type == "person"}


def link(found: Analysed) -> Linked:
    return link_entities(found, Settings())


def test_a_senator_and_a_goalkeeper_with_nobody_in_common_are_two() -> None:
    linked = link(told(SENATOR, KEEPER, SENATOR))
    assert people(linked) == {
        "people/anna-berg-senator": "Anna Berg (senator)",
        "people/anna-berg-goalkeeper": "Anna Berg (goalkeeper)",
    }
    assert [(moved.old, moved.new) for moved in linked.moved] == [
        ("people/anna-berg", ("people/anna-berg-goalkeeper", "people/anna-berg-senator"))
    ]
    (one,) = linked.namesakes
    assert one.articles == (("a0", "a2"), ("a1",))
    assert one.reason == "nobody and no keyword in common; senator – goalkeeper"
    rules = {mention.rules for article in linked.articles for mention in article.mentions if "anna" in mention.entity}
    assert rules == {("model", "namesake")}


def test_an_article_that_says_nothing_belongs_to_who_is_in_the_most_articles() -> None:
    linked = link(told(SILENT, KEEPER, SENATOR, SENATOR))
    assert linked.articles[0].entity_of == ("people/anna-berg-senator",)


@pytest.mark.parametrize(
    "other",
    [
        f"The goalkeeper {BERG} of the [Budget Council|organisation] fell.",
        f"The judge {BERG} fell.",
        f"The former goalkeeper {BERG} fell.",
        SILENT,
    ],
)
def test_one_kind_of_evidence_tells_nobody_apart(other: str) -> None:
    assert set(people(link(told(SENATOR, other)))) == {"people/anna-berg"}


def test_a_keyword_in_common_keeps_two_lives_one_but_in_doubt() -> None:
    linked = link(told(SENATOR, KEEPER, keywords=("harbour toll", "harbour toll")))
    assert set(people(linked)) == {"people/anna-berg"}
    (doubt,) = linked.namesakes
    assert (doubt.entities, doubt.articles) == (("people/anna-berg",), (("a0",), ("a1",)))
    assert doubt.labels == ("Anna Berg (senator)", "Anna Berg (goalkeeper)")


def test_offices_in_two_countries_are_two_people_but_two_nationalities_are_a_doubt() -> None:
    offices = link(told(f"Swedish senator {BERG} spoke.", f"Danish senator {BERG} spoke."))
    assert set(people(offices).values()) == {"Anna Berg (senator, Sweden)", "Anna Berg (senator, Denmark)"}
    singers = link(told(f"Swedish singer {BERG} sang.", f"Danish singer {BERG} sang."))
    assert set(people(singers)) == {"people/anna-berg"}


def test_who_speaks_more_than_a_lifetime_apart_is_two_people() -> None:
    linked = link(told(SILENT, SILENT, dates=("1891-02-03", "1990-05-06")))
    assert set(people(linked).values()) == {"Anna Berg (1891)", "Anna Berg (1990)"}
    assert set(people(link(told(SILENT, SILENT, dates=("1931-02-03", "1990-05-06"))))) == {"people/anna-berg"}


def test_a_correction_that_names_the_shared_id_settles_that_they_are_one() -> None:
    found = told(SENATOR, KEEPER)
    said = Curation(entities=(EntityCorrection("people/anna-berg", 1, type="person"),))
    linked = link(replace(found, corpus=replace(found.corpus, curation=said)))
    assert set(people(linked)) == {"people/anna-berg"}
    assert not linked.warnings
    assert not linked.namesakes


def test_a_correction_can_merge_what_was_told_apart() -> None:
    found = told(SENATOR, KEEPER)
    said = EntityCorrection("people/anna-berg-senator", 1, merge=("people/anna-berg-goalkeeper",))
    linked = link(replace(found, corpus=replace(found.corpus, curation=Curation(entities=(said,)))))
    assert set(people(linked)) == {"people/anna-berg-senator"}
    assert {moved.old for moved in linked.moved} == {"people/anna-berg", "people/anna-berg-goalkeeper"}


@pytest.mark.parametrize(
    ("description", "found"),
    [
        ("a Republican senator from Ohio", ("senator", "public")),
        ("Northport goalkeeper", ("goalkeeper", "sport")),
        ("a retired goalkeeper", ("", "")),
        ("chair of the board", ("", "")),
    ],
)
def test_occupations(description: str, found: tuple[str, str]) -> None:
    assert occupation(description) == found


@given(
    st.lists(st.sampled_from([SENATOR, KEEPER, SILENT, f"The singer {BERG} sang."]), min_size=1, max_size=7), st.data()
)
def test_who_is_who_does_not_depend_on_the_order_of_articles(texts: list[str], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(texts))))
    names = [people(link(told(*given))) for given in (texts, [texts[number] for number in order])]
    assert set(names[0]) == set(names[1])
