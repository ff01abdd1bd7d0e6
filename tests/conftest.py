"""What many tests stand on: the sample collection, built once, and examples that are the same in every run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

from generator.commands.build import Built, build
from generator.executors import SERIAL
from generator.progress import Silent
from generator.project import Project, open_project
from tests.shared import ROOT

# No deadline: how long an example takes tells more of the machine's other work than of the code.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def copy_of_sample(folder: Path) -> Project:
    """A copy of the sample collection in `folder`, as a fresh clone has it, that any test may change."""
    for name in ("corpus", "docs/guide", "generator/theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return open_project(folder / "mkdocs.yml")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample collection, built once for all tests that only look at it."""
    return build(copy_of_sample(tmp_path_factory.mktemp("sample")), SERIAL, Silent())
