"""What continuous integration keeps lets the next build, of a fresh checkout elsewhere, make what is new alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.publish.editing import begin, digests, write
from tests.shared import ROOT

WORKFLOWS = {
    "github": ROOT / ".github" / "workflows" / "site.yml",
    "gitlab": ROOT / ".gitlab-ci.yml",
    "github of a new collection": ROOT / "generator" / "scaffold" / "github.yml",
    "gitlab of a new collection": ROOT / "generator" / "scaffold" / "gitlab.yml",
}
OF_PIP = {"~/.cache/pip", ".cache/pip"}


def job(name: str) -> tuple[set[str], str, list[list[str]]]:
    """What the job that builds keeps, the folder that it publishes, and the commands of ours that it runs."""
    found: dict[str, Any] = yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))
    if name.startswith("gitlab"):
        pages = found["pages"]
        kept, published, lines = pages["cache"]["paths"], pages["artifacts"]["paths"][0], pages["script"]
    else:
        steps = found["jobs"]["build"]["steps"]
        (kept,) = [step["with"]["path"].split() for step in steps if "actions/cache@" in step.get("uses", "")]
        (published,) = [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")]
        lines = [step["run"] for step in steps if "run" in step]
    ours = re.compile(r"\S*bin/(?:readingroom|python -m generator) (.*)")
    return set(kept) - OF_PIP, published, [found[1].split() for line in lines if (found := ours.fullmatch(line))]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_keeps_all_that_a_build_goes_on_from(name: str) -> None:
    kept, published, commands = job(name)
    assert kept == {".readingroom", published}
    assert [command[0] for command in commands] == ["build", "check", "cache"]
    assert "--aside" in commands[0]  # else docs/ would have to be kept too, with hand-written pages that are no more


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=Keeper", "-c", "user.email=keeper@example.org")
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("git"), reason="git makes the checkouts")
def test_a_fresh_checkout_with_what_was_kept_makes_what_is_new_alone(tmp_path: Path) -> None:
    kept, published, (build, _, prune) = job("gitlab of a new collection")
    mine = begin(tmp_path / "mine").root
    shutil.copy(ROOT / "generator" / "scaffold" / "gitignore", mine / ".gitignore")
    write(mine / "docs" / "articles" / "by-hand.md", "# By hand\n")
    git(mine, "init", "--quiet")
    git(mine, "add", "--force", "docs/articles/by-hand.md", ".")
    git(mine, "commit", "--quiet", "--message", "Begin")
    git(tmp_path, "clone", "--quiet", "mine", "first")
    run(tmp_path / "first", *build)
    run(tmp_path / "first", *prune)

    git(mine, "rm", "--quiet", "docs/articles/by-hand.md")
    write(mine / "corpus" / "b" / "new.md", "# The ferry\n\nThe ferry of Skagen no longer runs in winter.\n")
    git(mine, "add", "corpus")
    git(mine, "commit", "--quiet", "--message", "Add an article")
    for name in ("second", "clean"):
        git(tmp_path, "clone", "--quiet", "mine", name)
    for part in kept:  # by content alone: some hosts keep no times, and none keeps second names of files
        shutil.copytree(tmp_path / "first" / part, tmp_path / "second" / part, copy_function=shutil.copyfile)
    said, clean = run(tmp_path / "second", *build), run(tmp_path / "clean", *build)
    assert rendered(said) * 2 < rendered(clean)
    assert "(1 new, 0 changed, 0 removed)" in said
    assert digests(tmp_path / "second" / published) == digests(tmp_path / "clean" / published)
    assert not (tmp_path / "second" / published / "articles" / "by-hand.html").exists()
    assert not (tmp_path / "second" / "docs" / "articles").exists()
    run(tmp_path / "clean", "build")  # not aside: the same pages
    assert digests(tmp_path / "clean" / "site") == digests(tmp_path / "clean" / published)


def rendered(said: str) -> int:
    (found,) = re.findall(r"pages +(\d+) rendered", said)
    return int(found)
