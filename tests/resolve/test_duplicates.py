from __future__ import annotations

import random
import string
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cache import NO_CACHE
from generator.model import Article
from generator.resolve import duplicates
from generator.resolve.duplicates import BANDS, MOST_NAMED, NEARLY_SAME, ROWS, Duplication
from generator.resolve.sketches import PERMUTATIONS, sketch


def article(id: str, text: str, date: str = "") -> Article:
    return Article(
        id=id, path=f"{id}.txt", title=id, title_source="made", date=date, date_source="none", language="en", source="",
        authors=(), url="", rights="", encoding="utf-8", sha256="", markdown=text, text=text,
    )  # fmt: skip


def find_duplicates(articles: Sequence[Article]) -> tuple[Duplication, ...]:
    return duplicates.find_duplicates(articles, sketch(articles, NO_CACHE).signatures)


def words(seed: int, count: int = 200) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(string.ascii_lowercase, k=6)) for _ in range(count)]


def edited(source: list[str], *places: int) -> str:
    return " ".join(f"other{place}" if place in places else word for place, word in enumerate(source))


def by_id(*articles: Article) -> dict[str, Duplication]:
    return dict(zip((a.id for a in articles), find_duplicates(articles), strict=True))


def test_a_reprint_names_the_earlier_and_both_name_each_other() -> None:
    found = by_id(article("b", edited(words(1)), "2020-01-01"), article("a", edited(words(1), 50, 120), "2020-01-02"))
    assert [r.article for r in found["b"].resembles] == ["a"]
    assert [r.article for r in found["a"].resembles] == ["b"]
    assert (found["b"].duplicate_of, found["a"].duplicate_of) == ("", "b")


def test_the_undated_come_last_and_then_the_id_decides() -> None:
    text = edited(words(2))
    found = by_id(article("a", text), article("b", text), article("c", text, "2021-05-05"))
    assert {id: found[id].duplicate_of for id in found} == {"a": "c", "b": "c", "c": ""}


def test_similarity_is_the_jaccard_coefficient_of_the_shingles() -> None:
    source = words(3, 103)  # 100 shingles of four words, of which one edited word spoils four
    found = by_id(article("a", edited(source)), article("b", edited(source, 50)))
    assert found["a"].resembles[0].similarity == round(96 / 104, 2)


def test_different_texts_and_empty_ones_resemble_nothing() -> None:
    found = find_duplicates(
        [article("a", edited(words(4))), article("b", edited(words(5))), article("c", ""), article("d", "")]
    )
    assert found == (Duplication(),) * 4


def test_case_punctuation_and_line_ends_make_no_difference() -> None:
    found = by_id(article("a", "One two, three four five. Six!"), article("b", "ONE two three\n\nfour – five six"))
    assert found["b"].resembles[0].similarity == 1.0


def test_a_text_without_spaces_is_compared_by_its_letters() -> None:
    text = "中国外交部发言人在例行记者会上回答了有关双边合作的问题并表示愿意继续对话"
    assert by_id(article("a", text), article("b", text.replace("继续", "加强")))["b"].duplicate_of == "a"


def test_many_copies_of_one_letter_name_only_so_many() -> None:
    chance = random.Random(6)
    letters = [article(f"l{n:03}", edited(words(6), chance.randrange(200))) for n in range(60)]
    found = find_duplicates(letters)
    assert all(len(duplication.resembles) <= MOST_NAMED for duplication in found)
    assert found[0].duplicate_of == ""
    assert all(duplication.duplicate_of for duplication in found[1:])


def test_every_number_of_a_signature_is_used() -> None:
    assert BANDS * ROWS == PERMUTATIONS


def test_a_letter_in_very_many_copies_is_compared_with_few_of_them() -> None:
    copies = [article(f"l{n:03}", edited(words(7))) for n in range(300)]
    earlier, later = duplicates._likely_pairs(sketch(copies, NO_CACHE).signatures)
    assert 0 < len(earlier) == len(later) <= 300 * MOST_NAMED
    assert all(duplication.duplicate_of == "l000" for duplication in find_duplicates(copies)[1:])


_edits = st.lists(st.tuples(st.integers(0, 2), st.sets(st.integers(0, 199), max_size=12)), min_size=1, max_size=6)


@given(_edits)
@settings(max_examples=25, deadline=None)
def test_resemblance_is_mutual_bounded_and_not_changed_by_an_unrelated_article(
    edits: list[tuple[int, set[int]]],
) -> None:
    collection = [article(f"x{n}", edited(words(seed), *places)) for n, (seed, places) in enumerate(edits)]
    found = by_id(*collection)
    for id, duplication in found.items():
        for other in duplication.resembles:
            assert NEARLY_SAME <= other.similarity <= 1
            assert (id, other.similarity) in [(r.article, r.similarity) for r in found[other.article].resembles]
        assert duplication.duplicate_of < id
        assert bool(duplication.duplicate_of) <= bool(duplication.resembles)
    with_stranger = by_id(article("stranger", edited(words(99))), *collection)
    assert {id: with_stranger[id] for id in found} == found


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_articles_makes_no_difference(seed: int) -> None:
    collection = [article(f"x{n}", edited(words(n % 3), n)) for n in range(9)]
    shuffled = random.Random(seed).sample(collection, len(collection))
    assert by_id(*shuffled) == by_id(*collection)
