"""What commands make of corrections that match nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.curation.corpora import build

WARNING = "_curation/entities.yml:1: nothing has the id “people/nobody”. Change or remove this correction."


def test_a_correction_that_matches_nothing_is_named_and_strict_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "corpus", entities="- {entity: people/nobody, country: FI}")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["data", "corpus", "out", "--workers", "1", "--strict"])
    assert done.exit_code == 1
    assert f"warning: {WARNING}" in done.output
    assert json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))["warnings"] == [WARNING]
