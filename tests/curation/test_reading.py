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
    assert said.startswith("_curation/topics.yml: this is no YAML that is read here: it is nested too deeply")


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
