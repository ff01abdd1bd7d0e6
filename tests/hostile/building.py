"""One build of hostile material by the real command, and what it must leave alone."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.hostile.accounts import articles, differences, holding, state, unaccounted
from tests.hostile.planting import SECRET, Draw, Planted, plant, plant_canaries
from tests.shared import ROOT
from tests.site.conftest import begin_project

_LEADS = re.compile(rb'http-equiv="refresh" content="0; url=([^"]+)"')


@dataclass(frozen=True, slots=True)
class Built:
    """A collection, built."""

    project: Path
    planted: Planted
    seconds: float
    problems: tuple[str, ...]
    """What a build of a hostile corpus must not do, and this one did."""

    @property
    def site(self) -> Path:
        """Where the pages are."""
        return self.project / "site"

    @classmethod
    def again(cls, folder: Path, draw: Draw, seed: int) -> Built:
        """What was built in `folder` before, of the same material."""
        with tempfile.TemporaryDirectory() as temporary:
            planted = plant(Path(temporary) / "corpus", draw, Random(seed))
        return cls(folder / "project", planted, 0.0, ())

    def asked(self, number: int, random: Random) -> tuple[str, ...]:
        """What to ask the search for: payloads, and as many of the titles that became of some."""
        shown = sorted({title for page, title in self.headings().items() if page.startswith("articles/claims/")})
        return (*random.sample(self.planted.asked, number // 2), *random.sample(shown, min(len(shown), number // 2)))

    def pages(self) -> tuple[str, ...]:
        """Addresses of all pages, in order."""
        return tuple(sorted(file.relative_to(self.site).as_posix() for file in self.site.rglob("*.html")))

    def leads(self) -> dict[str, str]:
        """The pages that only lead on, and where to."""
        found = {}
        for address in self.pages():
            on = _LEADS.search((self.site / address).read_bytes()[:2_000])
            if on:
                found[address] = posixpath.normpath(posixpath.join(posixpath.dirname(address), on[1].decode()))
        return found

    def headings(self) -> dict[str, str]:
        """The title of each article by the address of its page."""
        return {row["page"]: row["title"] for row in articles(self.site)}


def _spare_pages(config: Path) -> None:
    """Give no page to what few articles have: one of these pages is as the next, and each takes a browser a while."""
    ours = "\n  generator:\n"
    text = config.read_text(encoding="utf-8")
    assert ours in text
    own = f"{ours}    entity_page_min_articles: 4\n    topic_min_articles: 4\n"
    config.write_text(text.replace(ours, own), encoding="utf-8")


def build(folder: Path, draw: Draw, seed: int) -> Built:
    """Make the collection in `folder`, which is empty, beside canaries, and build it once."""
    project = folder / "project"
    surroundings = {name: folder / name for name in ("home", "tmp", "outside")}
    for place in surroundings.values():
        place.mkdir()
    plant_canaries(surroundings["outside"])
    begin_project(project)
    _spare_pages(project / "mkdocs.yml")
    planted = plant(project / "corpus", draw, Random(seed))
    made = (project / "site", project / ".readingroom", project / "timings.json", project / "docs")
    before, by_hand = state(folder, *made), state(project / "docs")
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=project,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(surroundings["home"]),
            "TMPDIR": str(surroundings["tmp"]),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    seconds = time.perf_counter() - start
    (folder / "said.txt").write_text(run.stdout + run.stderr, encoding="utf-8", errors="replace")
    if run.returncode:
        return Built(project, planted, seconds, (f"it ended with {run.returncode}: {run.stderr.strip()[-2000:]}",))
    after = state(folder, *made, folder / "said.txt")
    hand_written = {path: seen for path, seen in state(project / "docs").items() if path in by_hand}
    problems = [
        *unaccounted(project / "corpus", project / "site"),
        *(f"{path} was changed" for path in differences(before, after)),
        *(f"{path} was changed" for path in differences(by_hand, hand_written)),
        *(f"{path} holds what lies outside of the corpus" for path in holding(project / "site", SECRET)),
    ]
    if "Traceback" in run.stdout + run.stderr:
        problems.append("it printed a traceback")
    return Built(project, planted, seconds, tuple(problems))
