from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import SettingsError
from generator.project import open_project
from generator.settings import Limits, Settings


def opened(folder: Path, extra: str) -> Settings:
    config = folder / "mkdocs.yml"
    config.write_text(f"site_name: Test\n{extra}", encoding="utf-8")
    return open_project(config).settings


def test_without_settings_all_have_their_defaults(tmp_path: Path) -> None:
    assert opened(tmp_path, "") == Settings()
    assert opened(tmp_path, "extra:\n  generator:\n") == Settings()


def test_settings_and_groups_are_read(tmp_path: Path) -> None:
    settings = opened(
        tmp_path, "extra:\n  generator:\n    keywords_per_article: 5\n    limits:\n      file_bytes: 10\n"
    )
    assert settings == Settings(keywords_per_article=5, limits=Limits(file_bytes=10))


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ("    keyword_per_article: 5\n", 4, "`keywords_per_article`?"),
        ("    corpus: a\n    limits:\n      files_bytes: 5\n", 6, "`file_bytes`?"),
        ("    zzz: 5\n", 4, "Known are: corpus"),
        ("    corpus: 5\n", 4, "`5` is not text"),
        ("    keywords_per_article: many\n", 4, "`'many'` is not a whole number"),
        ("    keywords_per_article: true\n", 4, "`True` is not a whole number"),
        ("    keywords_per_article: -1\n", 4, "-1 is too small. Give 0 or more, or leave the key out."),
        ("    limits:\n      file_bytes: 0\n", 5, "0 is too small. Give 1 to 2,000,000,000"),
        ("    limits:\n      article_characters: 0\n", 5, "0 is too small. Give 1 or more"),
        ("    limits:\n      front_matter_bytes: 0\n", 5, "0 is too small. Give 1 or more"),
        ("    limits:\n      unpacked_bytes: 0\n", 5, "0 is too small. Give 1 or more"),
        ("    limits:\n      corpus_files: 0\n", 5, "0 is too small. Give 1 or more"),
        ("    limits:\n      article_seconds: 100000\n", 5, "100000 is too large. Give 0 to 86,400"),
        ("    limits:\n      nesting: 1\n", 5, "1 is too small. Give 2 to 28"),
        ("    limits:\n      nesting: 29\n", 5, "29 is too large. Give 2 to 28"),
        (f"    related_per_article: {10**30}\n", 4, f"{10**30} is too large. Give 0 to 1,000,000,000,000"),
        ("    limits:\n      file_bytes: 20 MB\n", 5, "`'20 MB'` is not a whole number"),
        ("    limits:\n      file_bytes: .inf\n", 5, "`inf` is not a whole number"),
        ("    limits:\n      file_bytes:\n", 5, "`None` is not a whole number"),
        ("    limits: 7\n", 4, "`generator.limits` is not a list of settings"),
    ],
)
def test_a_wrong_setting_names_its_line_and_what_to_do(tmp_path: Path, lines: str, line: int, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        opened(tmp_path, f"extra:\n  generator:\n{lines}")
    assert caught.value.line == line
    assert words in str(caught.value)
    assert caught.value.path.endswith("mkdocs.yml")


@pytest.mark.parametrize("text", ["a: [", "- a list\n", "just words", "a: b: c"])
def test_a_broken_file_is_one_clear_line(tmp_path: Path, text: str) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        open_project(config)
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="readingroom new"):
        open_project(tmp_path / "mkdocs.yml")


def test_folders_are_relative_to_the_file(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: T\ntheme: {name: material, custom_dir: over}\nsite_dir: out\n", encoding="utf-8")
    project = open_project(config)
    assert (project.corpus, project.docs, project.site) == (tmp_path / "corpus", tmp_path / "docs", tmp_path / "out")
    assert project.theme == tmp_path / "over"
