"""The commands as a person runs them: what they print, and the code they end with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import FINE, NOT_STARTED, PROBLEMS, main
from generator.commands.build import Built
from generator.new import begin_collection
from tests.shared import ROOT

HEAVY = ("spacy", "scipy", "mkdocs", "trafilatura", "dateparser", "numpy", "lxml", "yake", "rich", "markdown_it")


def run(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and everything printed."""
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new collection, with the person standing in it."""
    begin_collection(tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


def test_help_loads_no_library_that_takes_time() -> None:
    code = f"import sys, generator.cli as cli\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "[]"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself(name: str) -> None:
    code, printed = run(name, "--help")
    assert code == FINE
    assert f"Usage: main {name}" in printed


def test_the_module_and_the_program_are_one() -> None:
    printed = subprocess.check_output([sys.executable, "-m", "generator", "--version"], cwd=ROOT, text=True)
    assert printed.startswith("readingroom, version ")


def test_a_process_ends_with_the_commands_exit_code(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == NOT_STARTED
    assert len(ended.stderr.splitlines()) == 1


def test_a_new_collection_builds_at_once(collection: Path) -> None:
    code, printed = run("build", "--strict")
    assert code == FINE, printed
    assert "site/index.html" in printed
    assert (collection / "site" / "articles" / "how-to-fill-this-collection.html").exists()
    assert run("check") == (FINE, "files: 1: 1 published, 0 quarantined, 0 ignored\nremarks: 0, faults: 0\n")


def test_an_empty_corpus_builds_a_site(collection: Path) -> None:
    next((collection / "corpus").iterdir()).unlink()
    assert run("build")[0] == FINE
    assert "corpus" in (collection / "site" / "index.html").read_text(encoding="utf-8")


def test_strict_fails_on_a_file_that_is_left_out_and_the_site_is_there_all_the_same(collection: Path) -> None:
    (collection / "corpus" / "broken.txt").write_bytes(bytes(range(256)) * 20)
    code, printed = run("build", "--strict")
    assert code == PROBLEMS
    assert "quarantined: broken.txt" in printed
    assert (collection / "site" / "index.html").exists()
    for words, expected in ((("check",), FINE), (("check", "--strict"), PROBLEMS)):
        code, printed = run(*words)
        assert code == expected
        assert "quarantined: broken.txt" in printed


def test_check_names_a_link_that_leads_nowhere(sample: Built, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "build.json").write_text('{"quarantined": [], "warnings": ["odd"]}', encoding="utf-8")
    (tmp_path / "index.html").write_text('<a href="gone.html">x</a>', encoding="utf-8")
    config = sample.site.parent / "mkdocs.yml"
    code, printed = run("check", "--config", config, "--site-dir", tmp_path)
    assert code == PROBLEMS
    assert printed.splitlines() == [
        "warning: odd",
        "page: index.html: links to gone.html: there is no such page or file",
        "remarks: 1, faults: 1",
    ]


def test_check_accounts_for_all_files_and_shows_what_cannot_be_seen(sample: Built, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    report = {
        "inputs": {"files": 1203, "published": 1200, "duplicates": 0, "quarantined": 1, "ignored": 2},
        "ignored": [{"reason": "pictures, which articles may show", "files": 2}],
        "cleaned": {"entities": 7, "mojibake": 1500},
        "quarantined": [{"path": "a\x1b[31m\n\u202e.txt", "error": "X", "message": "is empty. Add text.", "line": 3}],
        "warnings": [],
    }
    (tmp_path / "data" / "build.json").write_text(json.dumps(report), encoding="utf-8")
    code, printed = run("check", "--config", sample.site.parent / "mkdocs.yml", "--site-dir", tmp_path)
    assert code == FINE
    assert printed.splitlines() == [
        "files: 1,203: 1,200 published, 1 quarantined, 2 ignored",
        "ignored: pictures, which articles may show: 2",
        "cleaned: mojibake: 1,500",
        "cleaned: entities: 7",
        r"quarantined: a\x1b[31m\n\u202e.txt:3: is empty. Add text.",
        "remarks: 1, faults: 0",
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("    corpus: articles", "articles: "),
        ("    corpuss: corpus", "Did you mean `corpus`?"),
        ("    ner_model: no_such_model", "no_such_model"),
        ("  - broken: [", "mkdocs.yml: is not valid"),
    ],
)
def test_what_cannot_start_is_one_line_and_leaves_nothing(collection: Path, change: str, words: str) -> None:
    config = collection / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("    corpus: corpus", change), encoding="utf-8")
    code, printed = run("build")
    assert code == NOT_STARTED
    (line,) = printed.splitlines()
    assert line.startswith("readingroom: ")
    assert words in line
    assert not (collection / "site").exists()
    assert not list((collection / "docs").glob("*")) if (collection / "docs").exists() else True


def test_what_mkdocs_finds_wrong_is_one_line(collection: Path) -> None:
    config = collection / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("name: material", "name: no-such-theme")
    config.write_text(text, encoding="utf-8")
    code, printed = run("build")
    assert code == NOT_STARTED
    assert "no-such-theme" in printed
    assert len(printed.splitlines()) == 1


def test_a_setting_that_mkdocs_does_not_know_is_a_warning(collection: Path) -> None:
    config = collection / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\nsite_nam: Mine\n", encoding="utf-8")
    code, printed = run("build", "--strict")
    assert code == PROBLEMS
    assert "site_nam" in printed


def test_what_the_system_refuses_is_one_line_and_leaves_nothing(collection: Path, tmp_path: Path) -> None:
    (tmp_path / "full").write_text("", encoding="utf-8")
    code, printed = run("build", "--site-dir", tmp_path / "full" / "site")
    assert code == NOT_STARTED
    (line,) = printed.splitlines()
    assert line.startswith("readingroom: ../full")
    assert not (collection / "site").exists()


def test_a_folder_that_is_no_site_is_not_replaced(collection: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("x", encoding="utf-8")
    code, printed = run("build", "--site-dir", tmp_path / "letters")
    assert code == NOT_STARTED
    assert "is not a site that a build made" in printed
    assert (tmp_path / "letters" / "dear.txt").exists()


def test_data_writes_tables_and_no_pages(collection: Path, tmp_path: Path) -> None:
    code, printed = run("data", "corpus", tmp_path / "out")
    assert code == FINE
    assert printed.startswith("1 articles")
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert {"articles.csv", "build.json", "texts.jsonl"} <= names
    assert all(name.endswith((".csv", ".json", ".jsonl")) for name in names)
    assert json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))["counts"]["articles"] == 1


def test_data_of_a_folder_that_is_missing_makes_nothing(tmp_path: Path) -> None:
    code, printed = run("data", tmp_path / "gone", tmp_path / "out")
    assert code == NOT_STARTED
    assert "gone" in printed
    assert not (tmp_path / "out").exists()


def test_explain_takes_an_id_or_a_path(collection: Path) -> None:
    code, by_id = run("explain", "how-to-fill-this-collection")
    assert code == FINE
    assert by_id
    assert run("explain", "how-to-fill-this-collection.md") == (FINE, by_id)


def test_explain_names_the_nearest_article(collection: Path) -> None:
    code, printed = run("explain", "how-to-fill-collection")
    assert code == NOT_STARTED
    assert "Did you mean `how-to-fill-this-collection`?" in printed
