"""What many tests stand on: the sample collection, built once, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.commands.build import Built, build
from generator.progress import Silent
from generator.project import Project, open_project
from tests.shared import ROOT


def copy_of_sample(folder: Path) -> Project:
    """A copy of the sample collection in `folder`, as a fresh clone has it, that any test may change."""
    for name in ("corpus", "docs/guide", "generator/theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return open_project(folder / "mkdocs.yml")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample collection, built once for all tests that only look at it."""
    return build(copy_of_sample(tmp_path_factory.mktemp("sample")), 1, Silent())


@pytest.fixture(scope="session")
def sample_site(sample: Built) -> Path:
    """The folder of the sample collection's site."""
    return sample.site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium is needed: apt install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
