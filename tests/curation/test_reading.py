"""What is wrong in the files of corrections is named with its line; the rest counts; nothing raises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.curation import NO_CORRECTIONS, Curation
from generator.ingest.curation import read_curation
from tests.shared import ROOT

GOOD = "- {entity: places/oslo, country: NO}\n"


def read(folder: Path, name: str, content: bytes) -> tuple[Curation, tuple[str, ...]]:
    (folder / "_curation").mkdir(exist_ok=True)
    (folder / "_curation" / name).write_bytes(content)
    return read_curation(folder)


def test_no_files_are_no_corrections(tmp_path: Path) -> None:
    assert read_curation(tmp_path) == (NO_CORRECTIONS, ())


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "---\n", "[]"])
def test_an_empty_file_is_no_correction(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, "entities.yml", content.encode()) == (NO_CORRECTIONS, ())


def test_what_yaml_takes_for_something_else_is_text(tmp_path: Path) -> None:
    content = "- {entity: places/oslo, country: NO, prefLabel: 1984, altLabel: [on, 2001-01-01, ~, 0x10]}"
    curation, warnings = read(tmp_path, "entities.yml", content.encode())
    assert (curation.entities[0].country, curation.entities[0].pref_label) == ("NO", "1984")
    assert curation.entities[0].alt_label == ("on", "2001-01-01", "~", "0x10")
    assert not warnings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    curation, warnings = read(tmp_path, "entities.yml", "- {entity: places/oslo, altLabel: Осло}".encode(encoding))
    assert (curation.entities[0].alt_label, warnings) == (("Осло",), ())


@pytest.mark.parametrize(
    ("wrong", "warning"),
    [
        ("- {entity: places/oslo, prefLable: Oslo}", "2: “prefLable” is not known here. Did you mean prefLabel"),
        ("- {entity: places/oslo, xyz: Oslo}", "2: “xyz” is not known here. Known are entity, prefLabel"),
        ("- {entity: oslo}", "2: “oslo” has not the right form. Write it like people/ann-smith."),
        ("- {prefLabel: Oslo}", "2: “entity” is missing. Add “entity: …”."),
        ("- {article: 1980/ferry, surface: Oslo}", "2: “entity” is missing"),
        ("- {split: places/oslo}", "2: “into” is missing"),
        ("- {split: places/oslo, into: []}", "2: “into” is missing"),
        ("- {split: places/oslo, into: [Oslo]}", "2: a correction is made of keys"),
        ("- {split: places/oslo, into: [{prefLabel: Oslo}]}", "2: “articles” is missing"),
        ("- entity: places/oslo\n  type: city", "3: “city” is no type. Write person, organisation, place."),
        ("- entity: places/oslo\n  ignore: maybe", "3: “maybe” is neither true nor false"),
        ("- entity: places/oslo\n  wikidata: 585", "3: “585” has not the right form. Write it like Q42."),
        ("- entity: places/oslo\n  country: Norway", "3: “Norway” has not the right form. Write it like FI."),
        ("- entity: places/oslo\n  entity: places/turku", "3: “entity” is here twice"),
        ("- entity: places/oslo\n  prefLabel: {a: b}", "3: one text is wanted here"),
        ("- entity: places/oslo\n  prefLabel:", "3: there is nothing here"),
        ("- entity: places/oslo\n  merge: [places/turku, Turku]", "3: “Turku” has not the right form"),
        (f"- entity: places/oslo\n  prefLabel: {'x' * 301}", "3: this has 301 characters. Shorten it to 300."),
        ("- Oslo", "2: a correction is made of keys"),
        ("- [Oslo]", "2: a correction is made of keys"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_rest_counts(tmp_path: Path, wrong: str, warning: str) -> None:
    curation, (said,) = read(tmp_path, "entities.yml", (GOOD + wrong).encode())
    assert said.startswith(f"_curation/entities.yml:{warning}")
    assert [one.country for one in curation.entities] == ["NO"]


@pytest.mark.parametrize(
    ("content", "warning"),
    [
        ("entity: places/oslo", "1: this is no list. Begin each correction with “- ”."),
        ("Oslo", "1: this is no list"),
        ("- {entity: places/oslo", "1: this is no YAML that is read here"),
        ("- a\n\t- b: [", "2: this is no YAML that is read here"),
        ("- &a [x]\n- *a", "2: this is no YAML that is read here: an alias (*name) stands here"),
        ("- a\n--- \n- b", "2: this is no YAML that is read here"),
    ],
)
def test_a_file_that_cannot_be_understood_is_named(tmp_path: Path, content: str, warning: str) -> None:
    curation, (said,) = read(tmp_path, "entities.yml", content.encode())
    assert said.startswith(f"_curation/entities.yml:{warning}")
    assert curation == NO_CORRECTIONS


def test_aliases_cannot_stand_for_gigabytes(tmp_path: Path) -> None:
    bomb = "- &a0 [x, x]\n" + "".join(f"- &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(30))
    assert len(read(tmp_path, "entities.yml", bomb.encode())[1]) == 1


def test_deep_nesting_is_named(tmp_path: Path) -> None:
    _, (said,) = read(tmp_path, "topics.yml", b"[" * 100_000)
    assert said.startswith("_curation/topics.yml:1: this is no YAML that is read here: it is nested too deeply")


@pytest.mark.parametrize("opening", ["- ", "{a: ", "? "])
def test_nothing_is_built_of_what_nests_too_deep(tmp_path: Path, opening: str) -> None:
    _, (said,) = read(tmp_path, "topics.yml", b"- topic: topics/a\n- " + opening.encode() * 10_000)
    assert said.startswith("_curation/topics.yml:2: this is no YAML that is read here: it is nested too deeply")


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    curation, (said,) = read(tmp_path, "entities.yml", GOOD.encode() * 200_000)
    assert said.startswith("_curation/entities.yml: has 7,400,000 bytes, more than the 5,000,000 that are read.")
    assert curation == NO_CORRECTIONS


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\U000e0041"])
def test_a_label_with_what_cannot_be_seen_is_refused(tmp_path: Path, hidden: str) -> None:
    wrong = f"- entity: places/turku\n  altLabel: [Tur{hidden}ku]\n"
    curation, (said,) = read(tmp_path, "entities.yml", (GOOD + wrong).encode())
    assert said.startswith("_curation/entities.yml:3: a character that cannot be seen stands here (U+")
    assert [one.entity for one in curation.entities] == ["places/oslo"]


def test_a_label_of_a_million_characters_is_refused(tmp_path: Path) -> None:
    wrong = f"- entity: places/turku\n  prefLabel: {'x' * 1_000_000}\n"
    _, (said,) = read(tmp_path, "entities.yml", (GOOD + wrong).encode())
    assert said == "_curation/entities.yml:3: this has 1000000 characters. Shorten it to 300."


def test_labels_are_composed_as_the_articles_are(tmp_path: Path) -> None:
    curation, _ = read(tmp_path, "entities.yml", "- {entity: places/orebro, altLabel: O\u0308rebro}".encode())
    assert curation.entities[0].alt_label == ("\u00d6rebro",)


@pytest.mark.parametrize(
    ("line", "words"),
    [("x" * 301, "has 301 characters"), ("tur\u202eku", "holds characters that cannot be seen"), ("a\x07b", "holds")],
)
def test_a_stopword_that_is_none_is_named_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    curation, (said,) = read(tmp_path, "stopwords.txt", f"good\n# note\n{line}\nfine\n".encode())
    assert said.startswith(f"_curation/stopwords.txt:3: this {words}")
    assert curation.stopwords == ("fine", "good")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("entities.yaml", "Did you mean entities.yml"),
        ("Topics.yml", "Did you mean topics.yml"),
        ("meta-data.csv", "Did you mean metadata.csv"),
        ("people.yml", "Known are entities.yml, topics.yml, stopwords.txt, metadata.csv"),
    ],
)
def test_a_file_that_nothing_reads_is_named(tmp_path: Path, name: str, remedy: str) -> None:
    _, (said,) = read(tmp_path, name, GOOD.encode())
    assert said.startswith(f"_curation/{name}: nothing reads this file. {remedy}")


@pytest.mark.parametrize("name", ["notes.txt", "README.md", "_people.yml", ".entities.yml.swp"])
def test_other_files_may_lie_beside(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name, b"what was decided\n")[1] == ()


L = "people/astrid-lindqvist"


@pytest.mark.parametrize(
    ("name", "lines", "warning"),
    [
        ("entities.yml", ["{entity: places/oslo, country: NO}"] * 2, "2: line 1 says the same"),
        ("entities.yml", ["{article: a, surface: Oslo, entity: places/oslo}"] * 2, "2: line 1 says the same"),
        (
            "entities.yml",
            ["{entity: places/oslo, wikidata: Q585}", "{entity: places/turku, wikidata: Q585}"],
            "2: line 1 gives Q585 to “places/oslo” already",
        ),
        (
            "entities.yml",
            ["{entity: places/oslo, ignore: true, country: NO}"],
            "1: “places/oslo” is to be ignored, but also to be something",
        ),
        (
            "entities.yml",
            ["{entity: places/oslo, ignore: true}", "{entity: places/oslo, prefLabel: Christiania}"],
            "1: “places/oslo” is to be ignored, but also to be something, by line 2",
        ),
        (
            "entities.yml",
            ["{article: a, surface: Oslo, entity: places/oslo}", "{entity: places/oslo, ignore: true}"],
            "2: “places/oslo” is to be ignored, but also to be something, by line 1",
        ),
        (
            "entities.yml",
            [f"{{split: {L}, into: [{{prefLabel: A, articles: a}}]}}", f"{{entity: people/b, merge: {L}}}"],
            f"2: “{L}” is split by line 1, so it cannot become “people/b”",
        ),
        (
            "entities.yml",
            [
                f"{{split: {L}, into: [{{prefLabel: A, articles: a}}, {{prefLabel: B, articles: b}}]}}",
                "{entity: people/a, merge: people/b}",
            ],
            "2: “people/b” and “people/a” are told apart by line 1, and merged here",
        ),
        (
            "entities.yml",
            [f"{{split: {L}, into: [{{prefLabel: A, articles: a}}, {{prefLabel: B, articles: [a, b]}}]}}"],
            "1: “a” is given to “A” and to “B”",
        ),
        (
            "entities.yml",
            [f"{{split: {L}, into: [{{prefLabel: A, articles: a}}, {{prefLabel: A., articles: b}}]}}"],
            f"1: two parts of “{L}” are called “A.”",
        ),
        (
            "entities.yml",
            [f"{{split: {L}, into: [{{prefLabel: {part}, articles: a}}]}}" for part in "AB"],
            f"2: “{L}” is split by line 1 already",
        ),
        (
            "topics.yml",
            ["{topic: topics/a, pin: true}", "{topic: topics/a, ignore: true}"],
            "2: “topics/a” is to be ignored, but also to be something, by line 1",
        ),
        ("topics.yml", ["{topic: topics/a, pin: true}"] * 2, "2: line 1 says the same"),
    ],
)
def test_what_contradicts_an_earlier_correction_is_left_out(
    tmp_path: Path, name: str, lines: list[str], warning: str
) -> None:
    curation, (said,) = read(tmp_path, name, "".join(f"- {line}\n" for line in lines).encode())
    assert said.startswith(f"_curation/{name}:{warning}")
    assert said.endswith("Change or remove this correction.")
    assert not any(one.ignore for one in curation.entities)
    assert not any(one.ignore for one in curation.topics)


def test_what_is_merged_may_share_a_wikidata_id(tmp_path: Path) -> None:
    lines = "- {entity: places/oslo, wikidata: Q585, merge: places/kristiania}\n"
    assert read(tmp_path, "entities.yml", f"{lines}- {{entity: places/kristiania, wikidata: Q585}}\n".encode())[1] == ()


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    for name in ("entities.yml", "topics.yml", "stopwords.txt"):
        _, (said,) = read(tmp_path, name, b"\x89PNG\r\n\x1a\n\x00\x00")
        assert said.startswith(f"_curation/{name}: is no text file")
        (tmp_path / "_curation" / name).unlink()


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "_curation" / "stopwords.txt").mkdir(parents=True)
    assert read_curation(tmp_path)[1][0].startswith("_curation/stopwords.txt: cannot be read (Is a directory)")


WORDS = """- entity: people/a topic: topics/a
article: x surface: y wikidata: Q1 split: into: merge: altLabel: ignore: true
{ } [ ] , : # !!python/object &a *a <<: ? | > % @ --- ' " \u0000 \ud7ff \u2028 😀""".split()
PIECES = st.lists(st.sampled_from([*WORDS, " ", " ", "\n", "\n  ", "\t"]), max_size=40).map(
    lambda pieces: "".join(pieces).encode()
)


@given(content=st.one_of(st.binary(max_size=200), PIECES))
def test_any_bytes_are_corrections_or_warnings(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    for name in ("entities.yml", "topics.yml", "stopwords.txt"):
        _, warnings = read(folder, name, content)
        assert all(said.isprintable() for said in warnings)


def test_the_examples_of_the_guide_are_understood(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "guide" / "corrections.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    shapes = set()
    for example in examples:
        name = "topics.yml" if "topic:" in example else "entities.yml"
        curation, warnings = read(tmp_path, name, example.encode())
        assert not warnings
        shapes |= {type(one).__name__ for one in (*curation.entities, *curation.splits, *curation.overrides)}
        shapes |= {type(one).__name__ for one in curation.topics}
        (tmp_path / "_curation" / name).unlink()
    assert shapes == {"EntityCorrection", "Split", "Override", "TopicCorrection"}
