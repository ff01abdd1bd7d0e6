"""What a build costs beside its floor, and what an unchanged or grown collection costs: `make bench`.

The floor is what cannot be done without: spaCy's names and YAKE's keywords as they come, on the same texts in the same
number of processes, and a plain run of MkDocs over the same pages. All is measured in one run on one machine, so that
the ratios mean something anywhere. `make bench-100k` draws the curve of growth instead, by repeating varied texts.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.executors import cores
from generator.ingest.corpus import read_corpus
from generator.progress import Silent
from generator.settings import Settings
from tests.bench_page import Floor, Measured, Run, write_page
from tests.shared import ROOT, SHARED

SCALE = SHARED / "corpora" / "scale" / "whitehouse-10k.tar.xz"
SIZES = (1_000, 10_000)
GROWTH = (1_000, 3_000, 10_000, 30_000, 100_000)
NEW_ARTICLES = (
    """---
title: A letter on the tide gauge
date: 2021-03-04
---

The President wrote to Angela Merkel in Berlin on Thursday. "The tide gauge at Bergen will be kept," said its keeper,
Ingvild Torsnes, and the Department of Energy is to pay for the repair of the tide gauge. Health care is not mentioned.
""",
    """---
title: Ferries between the islands
date: 2021-04-12
---

The Department of Transportation will lend three ferries to Puerto Rico until the harbour of San Juan is dredged. "No
island can wait for a bridge," said Tobina Marsk, whose company measures the sea bed. Farmers asked for lower tolls.
""",
    """---
title: The library of the lighthouse
date: 2021-05-30
---

In Portland, Maine, a lighthouse keeps the log books of ninety years. Odila Fenn has read all of them: "Nobody wrote of
the storms, everybody of the bread." The National Park Service is to copy them, and schools in Boston are to help.
""",
)
"""Each comes to the collection alone, one after the other; their letters, people and plans are made up."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """A process that has ended well."""

    seconds: float
    megabytes: float
    """The most memory that it or any process it began has held at once."""


def main() -> None:
    """Measure, and write docs/guide/performance.md with its chart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES, help="sizes of the collections")
    parser.add_argument("--growth", action="store_true", help="no floor; texts are repeated, varied")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="make the collections here, and leave them")
    wanted = parser.parse_args()
    sizes: Sequence[int] = GROWTH if wanted.growth else wanted.articles
    with _workplace(wanted.keep) as folder:
        articles = _articles(folder)
        if not wanted.growth:
            sizes = sorted({min(size, len(articles)) for size in sizes})
        measured = []
        for size in sorted(sizes, reverse=True):
            place = folder / str(size)
            _begin(place, articles, size)
            measured.append(_measure(place, size, with_floor=not wanted.growth))
            if not wanted.keep:
                shutil.rmtree(place)
    name = "growth" if wanted.growth else "performance"
    measured.sort(key=lambda one: one.articles)
    write_page(ROOT / "docs" / "guide", name, measured, cores())


@contextmanager
def _workplace(kept: Path | None) -> Iterator[Path]:
    """A new folder for the collections: `kept`, or one that is gone afterwards."""
    if kept:
        kept.mkdir(parents=True)
        yield kept.resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="readingroom-bench-") as folder:
            yield Path(folder)


def _articles(folder: Path) -> list[Path]:
    """The articles of the scale corpus, unpacked into `folder`, by path; those of the sample where it is missing."""
    if not SCALE.exists():
        print(f"{SCALE} is missing; measuring the sample collection instead", file=sys.stderr)
        return sorted((ROOT / "corpus").rglob("*.*"))
    with tarfile.open(SCALE) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    return sorted(file for file in (folder / "unpacked").rglob("*.md") if file.is_file())


def _begin(place: Path, articles: Sequence[Path], size: int) -> None:
    """A collection of `size` articles, taken evenly from all; when there are fewer, varied copies follow."""
    corpus = place / "corpus"
    step = max(1, len(articles) // size)
    chosen = articles[::step][:size]
    for number in range(size):
        file = chosen[number % len(chosen)]
        target = corpus / f"{number % 97:02}" / f"{number:06}-{file.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8", errors="replace")
        target.write_text(text if number < len(chosen) else varied(text, number), encoding="utf-8")
    theme = ROOT / "generator" / "theme"
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (place / "mkdocs.yml").write_text(re.sub(r"(?m)^( *custom_dir:).*$", rf"\1 {theme}", config), encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "guide", place / "docs" / "guide")


def varied(text: str, number: int) -> str:
    """Another text of the same words: its sentences in another order, some of them left out, some capitals changed."""
    chance = random.Random(number)
    head, mark, body = text.rpartition("---\n")
    sentences = re.split(r"(?<=[.!?])\s+", body)
    chance.shuffle(sentences)
    kept = sentences[: max(1, round(len(sentences) * chance.uniform(0.7, 1)))]
    letter = chance.choice("BDGKLMNPRT")
    changed = re.sub(r"[A-Z](?=[a-z]{5})", lambda one: letter if chance.random() < 0.1 else one[0], " ".join(kept))
    return f"{head}{mark}{changed}\n"


def _measure(place: Path, size: int, *, with_floor: bool) -> Measured:
    """All figures of one collection, which grows by some articles before its floor is measured."""
    print(f"{size} articles", file=sys.stderr)
    cold = _told("first build", _build(place))
    same = _told("nothing changed", _build(place))
    more = []
    for number, text in enumerate(NEW_ARTICLES):
        (place / "corpus" / "00" / f"new-{number}.md").write_text(text, encoding="utf-8")
        more.append(_told("one article added", _build(place)))
    floor = _floor(place) if with_floor else None
    return Measured(articles=size, floor=floor, cold=cold, same=same, more=tuple(more))


def _told(what: str, run: Run) -> Run:
    print(f"{what}: {run}", file=sys.stderr)
    return run


def _build(place: Path) -> Run:
    """Build, and count the pages of the site that were written."""
    site = place / "site"
    before = _files(site)
    ended = _run([sys.executable, "-m", "generator", "build"], place)
    after = _files(site)
    written = sum(before.get(path) != state for path, state in after.items())
    return Run(seconds=ended.seconds, megabytes=ended.megabytes, pages=len(after), written=written)


def _files(site: Path) -> dict[str, tuple[int, int]]:
    """Identity and time of change of every page."""
    states = {}
    for file in site.rglob("*.html"):
        found = file.stat()
        states[file.relative_to(site).as_posix()] = (found.st_ino, found.st_mtime_ns)
    return states


def _run(words: list[str], place: Path) -> _Ended:
    """Run a command in `place` to its end; raises `CalledProcessError` when it fails."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(words, cwd=place, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return _Ended(time.perf_counter() - start, usage.ru_maxrss / unit)


def _floor(place: Path) -> Floor:
    """Time the bare libraries on the texts and pages of the collection."""
    plain = _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(place / "plain")], place)
    print(f"plain MkDocs: {plain.seconds:.1f} s", file=sys.stderr)
    shutil.rmtree(place / "plain")
    floor = Floor(analysis=_bare_analysis(place), rendering=plain.seconds)
    print(f"bare analysis: {floor.analysis:.1f} s", file=sys.stderr)
    return floor


def _bare_analysis(place: Path) -> float:
    """Seconds that spaCy and YAKE take for the texts of the collection, their models loaded before."""
    settings = Settings()
    texts = [article.text for article in read_corpus(place / "corpus", settings, Silent()).articles]
    shares = [texts[start :: cores()] for start in range(cores())]
    with _processes(settings.ner_model) as pool:
        list(pool.map(_bare, [texts[:2]] * cores()))  # loads the models
        start = time.perf_counter()
        list(pool.map(_bare, shares))
        return time.perf_counter() - start


@contextmanager
def _processes(model: str) -> Iterator[ProcessPoolExecutor]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores(), mp_context=context, initializer=_load, initargs=(model,)) as pool:
        yield pool


def _load(model: str) -> None:
    """Load the bare libraries into this process."""
    import spacy
    from yake import KeywordExtractor

    global _names, _keywords
    _names = spacy.load(model)
    _keywords = KeywordExtractor(lan="en", n=3)


def _bare(texts: Sequence[str]) -> None:
    """Find names and keywords as the libraries do it."""
    for _ in _names.pipe(texts):
        pass
    for text in texts:
        _keywords.extract_keywords(text)


if __name__ == "__main__":
    main()
