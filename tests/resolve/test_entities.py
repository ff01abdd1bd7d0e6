"""Which names of several articles are one entity. Names are marked by hand: `[Berg|person|Anna Berg]`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.model import Analysed, Analysis, Corpus, Entity, Mention, Role, Statement
from generator.resolve import entities_found
from generator.resolve.entities import Linked, link_entities
from generator.resolve.entities_columns import Columns, columns
from generator.settings import Settings
from tests.analyse.golden_cases import named
from tests.analyse.test_entities import article


def analysed(*texts: str, owners: dict[str, str] | None = None) -> Analysed:
    """Articles made of `texts`; `owners` gives names of organisations and territories their country."""
    articles, analyses = [], []
    for number, given_text in enumerate(texts):
        text, marked = named(given_text)
        mentions = tuple(structs.replace(mention, owner=(owners or {}).get(mention.name, "")) for mention in marked)
        articles.append(replace(article(text), id=f"a{number}", path=f"a{number}.txt"))
        analyses.append(Analysis("en", ((0, len(text)),), mentions, (), (), (), ()))
    return Analysed(Corpus(tuple(articles), (), len(articles), 0, ()), tuple(analyses))


def link(*texts: str, owners: dict[str, str] | None = None) -> Linked:
    return link_entities(analysed(*texts, owners=owners), Settings())


def names(linked: Linked) -> dict[str, str]:
    return {entity.id: entity.name for entity in linked.entities}


def only(linked: Linked) -> Entity:
    (entity,) = linked.entities
    return entity


def test_one_name_in_two_articles_is_one_entity() -> None:
    entity = only(link("[Anna Berg|person] spoke, [Berg|person|Anna Berg] said.", "[Anna Berg|person] left."))
    assert (entity.id, entity.mentions, entity.articles) == ("people/anna-berg", 3, 2)
    assert entity.aliases == ("Berg",)


def test_marks_and_hyphens_make_no_other_person() -> None:
    entity = only(link("[José Ruiz-Sol|person]", "[Jose Ruiz Sol|person]", "[José Ruiz-Sol|person]"))
    assert (entity.name, entity.aliases) == ("José Ruiz-Sol", ("Jose Ruiz Sol",))


def test_a_middle_initial_makes_no_other_person_but_two_of_them_do() -> None:
    assert len(link("[Anna M. Berg|person]", "[Anna Berg|person]", "[Anna Maria Berg|person]").entities) == 1
    assert len(link("[Anna M. Berg|person]", "[Anna Berg|person]", "[Anna K. Berg|person]").entities) == 3


def test_a_junior_with_a_middle_name_is_no_other_person() -> None:
    assert len(link("[Tomas R. Berg Jr.|person]", "[Tomas R. Berg|person]").entities) == 1
    assert len(link("[Tomas Berg Jr.|person]", "[Tomas Berg|person]").entities) == 2


def test_a_family_name_alone_is_no_entitys_name_where_a_full_one_is_known() -> None:
    company = "of the [Harbour Board|organisation]"
    linked = link(f"[Anna Berg|person] {company}", f"[Berg|person] {company}", f"[Berg|person] {company}")
    assert names(linked)["people/anna-berg"] == "Anna Berg"


def test_spellings_of_a_name_are_one_person_only_where_they_share_context() -> None:
    together = ("[Sergei Orlovsky|person] of the [Harbour Board|organisation]",)
    other = "[Sergey Orlovskiy|person] of the [{}|organisation]"
    assert len(link(*together, other.format("Harbour Board")).entities) == 2
    assert len(link(*together, other.format("Choir of Lund")).entities) == 4


def test_names_that_only_look_alike_stay_apart() -> None:
    linked = link("[Anna Berg|person] and [Anna Borg|person]", "[Li Wen|person] and [Li Wei|person]")
    assert len(linked.entities) == 4


def test_a_bare_family_name_is_the_full_one_only_in_its_company() -> None:
    full = "[Anna Berg|person] leads the [Harbour Board|organisation]."
    assert set(names(link(full, "[Berg|person] of the [Harbour Board|organisation]"))) == {
        "people/anna-berg",
        "organisations/harbour-board",
    }
    assert "people/berg" in names(link(full, "[Berg|person] sings."))
    two = "[Tomas Berg|person] left the [Harbour Board|organisation]."
    assert "people/berg" in names(link(full, two, "[Berg|person] of the [Harbour Board|organisation]"))


def test_agencies_of_two_countries_are_two_entities_named_by_them() -> None:
    with_owner = analysed("The [Foreign Ministry|organisation] spoke.", "The [Foreign Ministry|organisation] spoke.")
    analyses = tuple(
        structs.replace(analysis, mentions=tuple(structs.replace(m, owner=code) for m in analysis.mentions))
        for analysis, code in zip(with_owner.analyses, ("RU", "CN"), strict=True)
    )
    linked = link_entities(replace(with_owner, analyses=analyses), Settings())
    assert names(linked) == {
        "organisations/foreign-ministry-china": "Foreign Ministry (China)",
        "organisations/foreign-ministry-russia": "Foreign Ministry (Russia)",
    }
    assert [entity.country for entity in linked.entities] == ["CN", "RU"]


def test_two_ways_to_write_a_ministry_are_one() -> None:
    owners = {"Ministry of Justice": "NO", "Justice Ministry": "NO"}
    linked = link("[Ministry of Justice|organisation]", "[Justice Ministry|organisation]", owners=owners)
    assert only(linked).name == "Ministry of Justice (Norway)"


def test_an_acronym_is_what_another_article_explains_it_as() -> None:
    explained = analysed(
        "[Harbour Research Board|organisation] or [HRB|organisation|Harbour Research Board]", "[HRB|organisation]"
    )
    first = explained.analyses[0]
    by_acronym = tuple(structs.replace(m, rules=("acronym",)) if m.end - m.start == 3 else m for m in first.mentions)
    linked = link_entities(
        replace(explained, analyses=(structs.replace(first, mentions=by_acronym), explained.analyses[1])), Settings()
    )
    assert (only(linked).name, only(linked).aliases) == ("Harbour Research Board", ("HRB",))


def test_a_slip_in_the_type_is_mended_by_the_many() -> None:
    linked = link("[Kalmar|place]", "[Kalmar|place]", "[Kalmar|place]", "[Kalmar|place]", "[Kalmar|person]")
    assert only(linked).id == "places/kalmar"


def test_two_entities_that_would_share_an_id_get_numbers_in_the_order_of_names() -> None:
    linked = link("The [C Board|organisation] and the [C++ Board|organisation].")
    assert names(linked) == {"organisations/c-board": "C Board", "organisations/c-board-2": "C++ Board"}


def test_statements_and_roles_lead_to_their_entity() -> None:
    found = analysed("[Anna Berg|person], mayor of Lund, said yes.")
    analysis = structs.replace(
        found.analyses[0],
        statements=(Statement(31, 34, "indirect", "said", 0, 9, 0),),
        roles=(Role(11, 24, 0),),
    )
    linked = link_entities(replace(found, analyses=(analysis,)), Settings())
    assert linked.articles[0].statements[0].speaker == "people/anna-berg"
    assert linked.articles[0].roles[0].entity == "people/anna-berg"
    assert only(linked).descriptions == ("mayor of Lund",)


def test_an_entity_has_a_page_by_the_number_of_its_articles_or_by_speaking() -> None:
    settings = Settings(entity_page_min_articles=2)
    found = analysed("[Anna Berg|person] said so to [Paul Ode|person]. [Lund|place]", "[Lund|place]")
    speaking = structs.replace(found.analyses[0], statements=(Statement(10, 14, "indirect", "said", 0, 9, 0),))
    linked = link_entities(replace(found, analyses=(speaking, found.analyses[1])), settings)
    assert {entity.name: entity.has_page for entity in linked.entities} == {
        "Anna Berg": True,
        "Paul Ode": False,
        "Lund": True,
    }


NAMES = st.sampled_from(
    ["Anna Berg", "Berg", "Anna M. Berg", "Ana Berg", "HRB", "Harbour Board", "Lund", "Justice Ministry", "中国"]
)
MENTIONS = st.lists(
    st.tuples(NAMES, st.sampled_from(["person", "organisation", "place"]), st.sampled_from(["", "RU", "CN"])),
    max_size=8,
)


@given(st.lists(MENTIONS, max_size=6))
def test_counts_add_up_and_every_mention_has_its_entity(articles: list[list[tuple[str, str, str]]]) -> None:
    texts, analyses = [], []
    for rows in articles:
        text, mentions = "", []
        for name, kind, owner in rows:
            mentions.append(Mention(len(text), len(text) + len(name), kind, ("model",), name, owner))  # type: ignore[arg-type]
            text += f"{name} "
        texts.append(replace(article(text), id=f"a{len(texts)}"))
        analyses.append(Analysis("en", (), tuple(mentions), (), (), (), ()))
    linked = link_entities(Analysed(Corpus(tuple(texts), (), 0, 0, ()), tuple(analyses)), Settings())
    mentions_of = Counter(mention.entity for one in linked.articles for mention in one.mentions)
    articles_of = Counter(entity for one in linked.articles for entity in {m.entity for m in one.mentions})
    assert [entity.id for entity in linked.entities] == sorted(mentions_of)
    for entity in linked.entities:
        assert (entity.mentions, entity.articles) == (mentions_of[entity.id], articles_of[entity.id])
    for one, analysis in zip(linked.articles, analyses, strict=True):
        assert sorted(one.entity_of) == sorted(mention.entity for mention in one.mentions)
        assert len(one.mentions) == len(analysis.mentions)


@pytest.mark.parametrize("kind", ["person", "organisation", "place"])
def test_a_name_without_letters_of_an_address_still_has_an_id(kind: str) -> None:
    assert only(link(f"[…|{kind}]")).id.endswith("/untitled")


@given(st.lists(MENTIONS, max_size=6))
def test_the_short_way_gives_what_the_long_one_gives(articles: list[list[tuple[str, str, str]]]) -> None:
    texts = [" and ".join(f"[{name}|{kind}]" for name, kind, _ in mentions) for mentions in articles]
    short = link(*texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entities_found, "columns", _all_tangled)
        assert link(*texts) == short


def _all_tangled(analyses: Sequence[Analysis], rows: Sequence[Sequence[int]]) -> Columns:
    return replace(columns(analyses, rows), tangled=frozenset(range(len(rows))))
