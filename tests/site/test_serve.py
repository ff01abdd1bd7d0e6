"""Serving while the collection is worked on: what changes is built, and open pages show it by themselves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.new import begin_collection
from tests.shared import ROOT
from tests.site.conftest import Opener


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    begin_collection(tmp_path)
    return tmp_path


@pytest.fixture
def server(collection: Path) -> Iterator[str]:
    """The address at which the collection is served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--port", port],
        cwd=collection,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    watchdog = threading.Timer(120, process.kill)
    watchdog.start()
    assert process.stderr is not None
    assert f"http://127.0.0.1:{port}/" in process.stderr.readline()
    yield f"http://127.0.0.1:{port}"
    watchdog.cancel()
    process.kill()
    process.wait()
    process.stderr.close()


def test_an_open_page_shows_what_was_added(collection: Path, server: str, visit: Opener) -> None:
    page = visit(server).open("articles/index.html")
    expect(page.locator("main")).to_contain_text("How to fill this collection")
    (collection / "corpus" / "bridge.md").write_text("# A new bridge\n\nGhent has a new bridge over its canal.\n")
    expect(page.locator("main")).to_contain_text("A new bridge", timeout=60_000)
    assert not (collection / "docs" / "index.md").exists()
