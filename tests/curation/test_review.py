"""What `review` asks, and that its answers can be pasted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.model import Topic
from generator.resolve.topic_doubles import doubles
from tests.curation.corpora import build, entities, rules, surfaces

BROTHER_AND_SISTER = """Owners quarrel

Bergen, 6 August 1984. Anna Berg and her brother Tomas Berg own the ferry line from Norway to Sweden. Berg told the
press on Monday that the line would stop.

Passengers in Norway were angry.

The Foreign Ministry called thefight between Norway and Sweden regrettable.
"""


NAMESAKES = {
    "vote.txt": """The vote

Oslo, 3 May 1980. Ivar Dahl, a senator from Norway, spoke in the Budget Council on Monday. "The subsidy is too
dear," Ivar Dahl said.
""",
    "cup.txt": """The cup

Bergen, 4 June 1981. Ivar Dahl, the goalkeeper of Northport Rovers, saved two penalties on Saturday. Ivar Dahl was
cheered.
""",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doubtful") / "corpus"
    build(folder)
    (folder / "1984").mkdir()
    (folder / "1984" / "bergs.txt").write_text(BROTHER_AND_SISTER, encoding="utf-8")
    (folder.parent / "mkdocs.yml").write_text("site_name: Doubts\n", encoding="utf-8")
    return folder


def review(corpus: Path) -> str:
    done = CliRunner().invoke(main, ["review", "--config", str(corpus.parent / "mkdocs.yml"), "--workers", "1"])
    assert done.exit_code == 0, done.output
    return done.output


def test_each_doubt_has_its_question_its_sentence_and_yaml(corpus: Path) -> None:
    lines = review(corpus).splitlines()
    at = lines.index("# “Berg” in 1984/bergs could be Anna Berg or Tomas Berg.")
    assert lines[at + 1 : at + 9] == [
        "#   1984/bergs.txt: Berg told the press on Monday that the line would stop.",
        "- article: 1984/bergs",
        "  surface: Berg",
        "  entity: people/anna-berg",
        "# Or:",
        "# - article: 1984/bergs",
        "#   surface: Berg",
        "#   entity: people/tomas-berg",
    ]
    assert "# “Astrid Lindquist” was taken for another spelling of Astrid Lindqvist." in lines
    assert any(line.startswith("# Whose Foreign Ministry is this?") for line in lines)
    glued = (
        "# “thefight” in 1984/bergs.txt, line 8, may be “the fight”. No correction changes a text: mend it in the file."
    )
    assert glued in lines


def test_people_of_one_name_are_listed_with_a_sentence_of_each(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in NAMESAKES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Namesakes\n", encoding="utf-8")
    lines = review(corpus).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("# Ivar Dahl was taken for 2 people"))
    assert "(senator) in 1" in lines[at]
    assert "(goalkeeper) in 1" in lines[at]
    assert {line.partition(":")[0] for line in lines[at + 1 : at + 3]} == {"#   vote.txt", "#   cup.txt"}
    assert "- entity: people/ivar-dahl-goalkeeper" in lines[at + 3 :]
    assert "# - entity: people/ivar-dahl" in lines[at + 3 :]


def test_topics_that_may_be_one_are_asked_for() -> None:
    one = Topic("topics/tolls", "harbour tolls", (), ("a", "b", "c"), neighbours=("topics/toll-rise",))
    other = Topic("topics/toll-rise", "toll rise", (), ("a", "b"), neighbours=("topics/tolls",))
    apart = Topic("topics/toll-road", "toll road", (), ("d", "e"), neighbours=("topics/tolls",))
    british, american = Topic("topics/defence", "defence", (), ("a",)), Topic("topics/defense", "defense", (), ("d",))
    assert [(a.id, b.id) for a, b in doubles((one, other, apart, british, american))] == [
        ("topics/defence", "topics/defense"),
        ("topics/tolls", "topics/toll-rise"),
    ]
    broader = replace(other, broader=("topics/tolls",))
    assert list(doubles((one, broader))) == []


def test_what_review_prints_can_be_pasted_and_is_not_asked_again(corpus: Path) -> None:
    printed = review(corpus)
    assert yaml.safe_load(printed)
    after = build(corpus, entities=printed)
    try:
        assert not after.warnings
        assert ("1984/bergs", "Berg") in surfaces(after, "people/anna-berg")
        assert "curation" in rules(after, "people/astrid-lindqvist")
        assert entities(after)["organisations/foreign-ministry"].country == "NO"
        assert [line for line in review(corpus).splitlines() if line.startswith("-")] == []
    finally:
        (corpus / "_curation" / "entities.yml").unlink()


def test_a_collection_without_doubts_says_so(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Calm\n", encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("A note\n\nNothing happened on the first day.\n", encoding="utf-8")
    assert review(tmp_path / "corpus") == "# Nothing is in doubt.\n"
