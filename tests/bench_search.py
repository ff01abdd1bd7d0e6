"""How soon the search answers and what it loads, beside Material's own search on the same pages: `make bench-search`.

Builds sites of the first 300 and of all articles of the scale corpus below `build/search/`, or uses what is there;
`--articles N` builds and measures that many. Each figure is the median of runs in fresh browser contexts, with nothing
cached. `--site FOLDER` measures a site that is there already. The table of a run over several sizes goes into
`docs/guide/search.md`.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import material
from playwright.sync_api import Browser, Page, Response, sync_playwright

from generator.publish.search.pages import read_pages
from tests.reference import GUIDE
from tests.shared import ROOT, shared
from tests.site.conftest import CHROMIUM, FLAGS, begin_project

SIZES = (300, 10_000)
RUNS = 3
FIRST = "climate change"
LATER = ("ukraine", "health care workers", '"national security"', "remarks by president biden", "vaccin")
PAGE = "guide/index.html"
"""Where the box is used."""
KEY = 100
"""Milliseconds from one key to the next, of somebody who types fast."""
PATIENCE = 120_000
"""Milliseconds to wait for an answer."""
HEADING = "## What a search loads"
NOTE = (
    "Written by `make bench-search`, in Chromium on the machine at hand: the time from the last key of the first",
    "query to its first result, which may be a name, on a page just opened, typed with ten keys a second; that of the",
    "slowest of five later queries; and what the first one asked for. What a search needs is loaded from when the box",
    "is opened, so while the query is typed. “Pages” are those that can be found. Material's own search, which Reading",
    "Room does not use, was asked on the same pages in the same run, from when it begins to load; it finds nothing",
    "until its whole index is there.",
)
TABLE = (
    "| articles | pages | search | first result | later query | requests | loaded |",
    "| ---: | ---: | --- | ---: | ---: | ---: | ---: |",
)
MATERIAL_PAGE = "material-search.html"
INDEX = "search/search_index.json"
WORKER = "search/material-worker.js"

AWAIT_BOX = """(query) => {
    const field = document.querySelector(".rr-search input"), list = document.getElementById("rr-found");
    const answered = () => list.querySelector("[role=option]:not(.all)")
        && list.querySelector(".all")?.href.endsWith(`?q=${encodeURIComponent(query)}`);
    window.answered = new Promise((done) => field.addEventListener("input", async () => {
        if (field.value !== query) return;
        const start = performance.now();
        while (!answered()) await new Promise(requestAnimationFrame);
        done(performance.now() - start);
    }));
}"""
"""Takes the time, in ms, from the last key of a query to the first page that is shown for it."""
ASK_MATERIAL = """async ([worker, query]) => {
    const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
    const start = performance.now();
    const told = (type) => new Promise((done) => {
        const hear = ({ data }) => {
            if (data.type === type) { window.material.removeEventListener("message", hear); done(data.data); }
        };
        window.material.addEventListener("message", hear);
    });
    if (!window.material) {
        window.material = new Worker(worker);
        const index = await (await fetch("search/search_index.json")).json();
        const ready = told(READY);
        window.material.postMessage({ type: SETUP, data: { ...index, options: { suggest: false } } });
        await ready;
    }
    const result = told(RESULT);
    window.material.postMessage({ type: QUERY, data: query });
    if (!(await result).items.length) throw new Error(`Material finds nothing for ${query}`);
    return performance.now() - start;
}"""


@dataclass(frozen=True)
class Figures:
    """What was measured of one search on one site."""

    name: str
    articles: int
    pages: int
    first: float
    """Milliseconds from the first query to its first result, loading included."""
    later: float
    """Milliseconds of the slowest later query."""
    requests: int
    """Of the first query."""
    size: int
    """Bytes of their answers, decoded."""

    def row(self) -> str:
        cells = (f"{self.articles:,}", f"{self.pages:,}", self.name, f"{self.first / 1000:.2f} s")
        more = (f"{self.later / 1000:.2f} s", str(self.requests), f"{self.size / 1e6:.2f} MB")
        return f"| {' | '.join((*cells, *more))} |"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """The end of an answer does not wait for the beginning to be acknowledged, which takes 40 ms."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def site_of(articles: int) -> Path:
    """A site of that many articles of the scale corpus, evenly drawn; built unless it is there."""
    folder = ROOT / "build" / "search" / str(articles)
    site = folder / "site"
    if not (site / "search").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        begin_project(folder)
        with tarfile.open(shared("corpora/scale/whitehouse-10k.tar.xz")) as archive:
            members = sorted((one for one in archive.getmembers() if one.isfile()), key=lambda one: one.name)
            chosen = members[:: max(1, len(members) // articles)][:articles]
            archive.extractall(folder / "corpus", members=chosen, filter="data")
        subprocess.run(
            [sys.executable, "-m", "generator", "build", "--config", folder / "mkdocs.yml"], cwd=ROOT, check=True
        )
    return site


def write_material_index(site: Path) -> None:
    """Write the index that Material would make of the pages that are found, a page to ask it on, and its worker."""
    docs = [
        {"location": page.address, "title": page.record.title, "text": _text(site / page.address, page.record.names)}
        for _, page in read_pages(site)
        if page
    ]
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}}
    config = {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": ["stopWordFilter"], "fields": fields}
    (site / INDEX).write_text(json.dumps({"config": config, "docs": docs}), encoding="utf-8")
    (site / MATERIAL_PAGE).write_text(
        '<!doctype html><link rel="icon" href="data:,"><title>-</title>', encoding="utf-8"
    )
    workers = Path(material.__file__).parent / "templates" / "assets" / "javascripts" / "workers"
    (script,) = workers.glob("search.*.min.js")
    shutil.copy(script, site / WORKER)


def remove_material_index(site: Path) -> None:
    """Leave the site as it was."""
    for file in (INDEX, MATERIAL_PAGE, WORKER):
        (site / file).unlink()


def _text(file: Path, names: tuple[str, ...]) -> str:
    body = re.search(r"<section [^>]*data-pagefind-body[^>]*>(.*?)</section>", file.read_text(encoding="utf-8"), re.S)
    plain = re.sub(r"<[^>]+>", "", body[1]) if body else ", ".join(names)
    return f"<p>{plain}</p>"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` on this machine; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Asker(Protocol):
    """Asks a search on an open page, and gives the milliseconds until its first result is there."""

    def __call__(self, tab: Page, query: str) -> float:
        """Ask for `query`."""
        ...


def ask_box(tab: Page, query: str) -> float:
    """Type `query` into the box, key by key; the time counts from the last key."""
    field = tab.locator(".rr-search input")
    field.select_text()
    field.press("Delete")
    tab.evaluate(AWAIT_BOX, query)
    field.press_sequentially(query, delay=KEY)
    return float(tab.evaluate("answered"))


def ask_material(tab: Page, query: str) -> float:
    """Ask Material's worker; the first time it is started, and its index loaded."""
    return float(tab.evaluate(ASK_MATERIAL, [WORKER, query]))


def _keep(answers: list[Response], answer: Response) -> None:
    answers.append(answer)


def _size(answer: Response) -> int:
    """Bytes of an answer; the server packs nothing."""
    address = urlsplit(answer.url)
    if address.scheme == "file":
        return Path(unquote(address.path)).stat().st_size
    return int(answer.headers.get("content-length", 0))


def measure(browser: Browser, page: str, name: str, ask: Asker, articles: int, pages: int) -> Figures:
    """Ask in fresh contexts; gives medians."""
    firsts: list[float] = []
    laters: list[float] = []
    loaded: list[tuple[int, int]] = []
    for _ in range(RUNS):
        context = browser.new_context(offline=page.startswith("file:"))
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE)
        tab.goto(page, wait_until="load")
        answers: list[Response] = []
        tab.on("response", partial(_keep, answers))
        firsts.append(ask(tab, FIRST))
        tab.wait_for_timeout(300)
        loaded.append((len(answers), sum(map(_size, answers))))
        laters.append(max(ask(tab, query) for query in LATER))
        context.close()
    requests, size = sorted(loaded)[RUNS // 2]
    return Figures(name, articles, pages, statistics.median(firsts), statistics.median(laters), requests, size)


def figures_of(browser: Browser, site: Path) -> Iterator[Figures]:
    """Measure the searches of one site."""
    kinds = Counter(page.record.kind for _, page in read_pages(site) if page)
    counts = kinds["article"], kinds.total()
    with serving(site.parent) as address:
        root = f"{address}/{site.name}"
        yield measure(browser, f"{root}/{PAGE}", "Reading Room, on a host", ask_box, *counts)
        yield measure(browser, f"{site.as_uri()}/{PAGE}", "Reading Room, from disk", ask_box, *counts)
        write_material_index(site)
        yield measure(browser, f"{root}/{MATERIAL_PAGE}", "Material, on a host", ask_material, *counts)
        remove_material_index(site)


def write_table(lines: list[str]) -> None:
    """Put the table below its heading in the guide; what stands before the heading is written by hand."""
    page = GUIDE / "search.md"
    before, _, _ = page.read_text(encoding="utf-8").partition(HEADING)
    page.write_text("\n".join((before.rstrip(), "", HEADING, "", *NOTE, "", *lines, "")), encoding="utf-8")


def main() -> None:
    """Measure and print; write the guide's table when several sizes were measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, action="append", help="measure a site of that many articles alone")
    parser.add_argument("--site", type=Path, action="append", help="measure this site, which is built, instead")
    given = parser.parse_args()
    sites = [site.resolve() for site in given.site or ()] or [site_of(size) for size in given.articles or SIZES]
    lines = list(TABLE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for site in sites:
            lines += [figures.row() for figures in figures_of(browser, site)]
        browser.close()
    print("\n".join(lines))
    if len(sites) > 1:
        write_table(lines)


if __name__ == "__main__":
    main()
