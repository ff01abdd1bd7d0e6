"""The site is the same whatever builds it, is replaced whole, and nothing else is touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import FINE, main
from generator.commands.build import Built
from generator.project import open_project
from tests.conftest import copy_of_sample
from tests.shared import ROOT


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def command(folder: Path, *options: str, **environment: str) -> subprocess.Popen[bytes]:
    """A build of the collection in `folder`, at work in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--config", str(folder / "mkdocs.yml"), *options],
        cwd=environment.pop("cwd", str(ROOT)),
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def test_the_bytes_depend_on_nothing_but_the_collection(sample: Built, tmp_path: Path) -> None:
    copy_of_sample(tmp_path / "elsewhere")
    process = command(
        tmp_path / "elsewhere",
        "--workers=2",
        cwd=str(tmp_path),
        PYTHONHASHSEED="7",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
    )
    assert process.wait() == FINE, process.communicate()[1].decode()
    site = tmp_path / "elsewhere" / "site"
    assert digests(site) == digests(sample.site)
    assert str(tmp_path).encode() not in b"".join(file.read_bytes() for file in site.rglob("*") if file.is_file())


def test_the_counts_of_the_sample_add_up_and_nothing_warns(sample: Built) -> None:
    summary = sample.summary
    assert summary.files == summary.articles + len(summary.quarantined) + summary.ignored
    assert not summary.quarantined
    assert not summary.warnings


def test_git_ignores_every_page_that_a_build_writes(sample: Built) -> None:
    docs = sample.site.parent / "docs"
    made = {f"docs/{file.name}{'/' if file.is_dir() else ''}" for file in docs.iterdir()} - {"docs/guide/"}
    assert made <= set((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())


def test_mkdocs_alone_makes_the_same_pages(sample: Built, tmp_path: Path) -> None:
    config = sample.site.parent / "mkdocs.yml"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", tmp_path / "plain"],
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
    )
    plain = digests(tmp_path / "plain")
    ours = {path: digest for path, digest in digests(sample.site).items() if not path.startswith("search/")}
    assert {path for path in ours if ours[path] != plain.get(path)} <= {"sitemap.xml.gz"}


@pytest.mark.parametrize("seconds", [1.0, 4.0])
def test_a_build_that_is_killed_leaves_the_old_site_and_the_next_one_is_clean(
    sample: Built, tmp_path: Path, seconds: float
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(sample.site.parent, folder)
    (folder / "corpus" / "bridge.md").write_text("# A new bridge\n\nGhent has a new bridge.\n", encoding="utf-8")
    process = command(folder)
    time.sleep(seconds)
    process.kill()
    process.communicate()
    assert digests(folder / "site") == digests(sample.site) or "articles/bridge.html" in digests(folder / "site")
    (folder / "corpus" / "bridge.md").unlink()
    again = command(folder)
    assert again.wait() == FINE, again.communicate()[1].decode()
    assert digests(folder / "site") == digests(sample.site)
    assert {one.name for one in folder.iterdir()} == {one.name for one in sample.site.parent.iterdir()}


def test_another_corpus_leaves_the_pages_in_docs_alone(sample: Built, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(sample.site.parent, folder)
    before = digests(folder / "docs")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "bridge.md").write_text("# A new bridge\n\nGhent has a new bridge.\n", encoding="utf-8")
    options = ["--config", str(folder / "mkdocs.yml"), "--corpus", str(tmp_path / "other")]
    result = CliRunner().invoke(main, ["build", *options, "--site-dir", str(tmp_path / "there")])
    assert result.exit_code == FINE, result.output
    assert digests(folder / "docs") == before
    assert digests(folder / "site") == digests(sample.site)
    articles = {path for path in digests(tmp_path / "there") if path.startswith("articles/")}
    assert "articles/bridge.html" in articles
    assert not {path for path in articles if path.count("/") > 1}
    assert (tmp_path / "there" / "guide" / "index.html").exists()


def test_the_theme_of_a_collection_is_that_of_the_installed_program(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path)]).exit_code == FINE
    project = open_project(tmp_path / "mkdocs.yml")
    (tmp_path / ".readingroom" / "theme").mkdir(parents=True)
    (tmp_path / ".readingroom" / "theme" / "old.html").write_text("of an earlier version", encoding="utf-8")
    assert CliRunner().invoke(main, ["build", "--config", str(project.config_file)]).exit_code == FINE
    assert digests(tmp_path / ".readingroom" / "theme") == digests(ROOT / "generator" / "theme")
