"""A small site, built once, and pages in a real browser that are watched."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from generator.commands.build import build
from generator.executors import SERIAL
from generator.progress import Silent
from generator.project import open_project
from tests.serving import serving
from tests.shared import ROOT

NAME = "The Harbour Papers"
CORPUS = Path(__file__).with_name("corpus")

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def build_site(folder: Path, corpus: Path) -> Path:
    """Build the articles of `corpus` in `folder` with the project's own configuration; returns the site."""
    shutil.copytree(corpus, folder / "corpus")
    begin_project(folder)
    return build(open_project(folder / "mkdocs.yml"), SERIAL, Silent()).site


def begin_project(folder: Path) -> None:
    """Write the project's own configuration and guide to `folder`."""
    shutil.copytree(ROOT / "docs" / "guide", folder / "docs" / "guide")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    theme = ROOT / "generator" / "theme"
    config = config.replace("custom_dir: generator/theme", f"custom_dir: {theme}")
    config = re.sub(r"(?m)^site_name: .*$", f"site_name: {NAME}", config)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of `tests/site/corpus`."""
    return build_site(tmp_path_factory.mktemp("small"), CORPUS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, the system's own."""
    if not Path(CHROMIUM).exists():
        pytest.fail(
            f"These tests open pages in Chromium, and there is none at {CHROMIUM}. Install it "
            "(Debian and Ubuntu: apt-get install chromium), or name one in the environment: CHROMIUM=/path/to/chromium."
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site on a local server, below a sub-path."""
    with serving(site) as address:
        yield address


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, site: Path) -> str:
    """Where the site begins: as a double-click opens it, and as a host serves it below a sub-path."""
    return site.as_uri() if request.param == "file" else str(request.getfixturevalue("served"))


@dataclass
class Watched:
    """A page and what went wrong on it."""

    page: Page
    root: str
    problems: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Open the page at `address`, a path below the site's root."""
        self.page.goto(f"{self.root}/{address}")
        return self.page


Opener = Callable[..., Watched]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Opener]:
    """Makes pages that are watched; afterwards none may have logged an error, asked another host or shown a dialog."""
    opened: list[tuple[Watched, BrowserContext]] = []

    def opener(root: str, **settings: object) -> Watched:
        context = browser.new_context(**settings)  # type: ignore[arg-type]  # playwright's many options
        watched = Watched(context.new_page(), root)
        _watch(watched)
        opened.append((watched, context))
        return watched

    yield opener
    for watched, context in opened:
        watched.page.wait_for_timeout(100)
        context.close()
        assert not watched.problems


def _watch(watched: Watched) -> None:
    page, note = watched.page, watched.problems.append
    page.on("pageerror", lambda error: note(f"error: {error}"))
    page.on("console", lambda message: note(f"console: {message.text}") if message.type == "error" else None)
    page.on("dialog", lambda dialog: (note(f"dialog: {dialog.message}"), dialog.dismiss()))
    inside = (watched.root, "data:", "blob:", "about:")
    page.on("request", lambda request: None if request.url.startswith(inside) else note(f"request: {request.url}"))
