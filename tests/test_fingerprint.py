"""What is kept of earlier builds is given up when the code or a library that made it is another."""

from __future__ import annotations

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from generator import fingerprint
from generator.analyse import work as analysis
from generator.curation import NO_LEXICON
from generator.fingerprint import Needs, versions
from generator.ingest import work as reading
from generator.resolve import sketches
from generator.settings import Limits, Settings
from generator.write import writing

ALL = {
    "reading": reading.task(Path(), Limits()).needs,
    "analysis": analysis.task(Settings(), NO_LEXICON).needs,
    "sketches": sketches.NEEDS,
    "pages": writing.NEEDS,
}
MAKES_NOTHING = {"distributed", "msgspec"}
"""Libraries that carry values and don't make any."""


@pytest.mark.parametrize("needs", ALL.values(), ids=ALL)
def test_every_library_that_the_code_imports_is_named(needs: Needs) -> None:
    """Also those that are imported in functions, and in the modules that it imports."""
    known = versions(needs.libraries)
    by_module = packages_distributions()
    imported = {name for file in fingerprint._files(needs.modules) for name in libraries_imported(file)}
    assert imported
    for module in imported - MAKES_NOTHING:
        assert any(name.lower().replace("_", "-") in known for name in by_module[module]), module


def libraries_imported(file: Path) -> set[str]:
    if file.suffix != ".py":
        return set()
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found - sys.stdlib_module_names - {"generator"}


def test_what_a_library_requires_counts_too() -> None:
    found = versions(("htmldate",))
    assert {"htmldate", "dateparser", "lxml", "regex"} <= found.keys()
    assert found["regex"] != "none"


def test_a_library_that_is_not_installed_counts_as_such() -> None:
    assert versions(("No_such.library",)) == {"no-such-library": "none"}
