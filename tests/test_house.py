"""What holds for the house as a whole."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.shared import ROOT

MODULES = sorted((ROOT / "generator").rglob("*.py"))
LONGEST = 400
STAGES = ("ingest", "analyse", "resolve", "write", "publish")
"""In the order in which a build runs them: none may know a later one."""


def name(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_is_short_enough_to_read(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("stage", STAGES[:-1])
def test_a_stage_knows_no_later_one(stage: str) -> None:
    later = tuple(f"generator.{other}" for other in STAGES[STAGES.index(stage) + 1 :])
    found = {
        f"{name(module)} imports {imported}"
        for module in (ROOT / "generator" / stage).rglob("*.py")
        for imported in imports(module)
        if imported.startswith(later)
    }
    assert not found


def imports(module: Path) -> list[str]:
    """Full names of the modules that `module` imports anywhere."""
    found = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found
