"""What the fuzzers have found stays mended, and a short run of them finds nothing new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.findings import FOLDER
from tests.fuzz.ingest_target import ingest
from tests.fuzz.page_target import page
from tests.fuzz.strategies import CORPORA

FINDINGS = sorted(FOLDER.iterdir()) if FOLDER.is_dir() else []


@pytest.mark.parametrize("target", [ingest, page], ids=["ingest", "page"])
@pytest.mark.parametrize("finding", FINDINGS, ids=lambda path: path.name)
def test_what_was_found_is_mended(finding: Path, target: Callable[[bytes], None]) -> None:
    target(finding.read_bytes())


@settings(max_examples=150, suppress_health_check=[*HealthCheck])
@given(data=CORPORA)
def test_any_corpus_is_read_or_refused(data: bytes) -> None:
    ingest(data)


@settings(max_examples=60, suppress_health_check=[*HealthCheck])
@given(data=CORPORA)
def test_pages_of_any_corpus_are_passive(data: bytes) -> None:
    page(data)
