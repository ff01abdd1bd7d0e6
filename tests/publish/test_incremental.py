"""A build that takes over what earlier builds have made gives the very bytes of one that begins with nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

import psutil
import pytest

from generator.commands.build import Built, build, build_aside
from generator.commands.cache import prune
from generator.executors import SERIAL, Workforce, child
from generator.progress import Silent
from generator.project import Project, open_project
from generator.publish import delta, foreseen, render, shards
from generator.publish.lock import only_build
from generator.publish.manifest import folder_of, read_manifest, state_of
from generator.publish.search.ahead import Foretold, index_ahead
from generator.publish.stage import Stage
from tests.publish.editing import begin, copy_of, digests, edit, made, write
from tests.shared import ROOT

T = TypeVar("T")
EDITS = int(os.environ.get("INCREMENTAL_EDITS", "7"))
"""How many edits are made and built, one after the other."""
SEED = int(os.environ.get("INCREMENTAL_SEED", "5"))


def built(project: Project, workforce: Workforce = SERIAL) -> Built:
    done = build(project, workforce, Silent())
    assert read_manifest(folder_of(project.work, project.site)).describes(project.site)
    return done


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small collection, built; for tests that copy it."""
    project = begin(tmp_path_factory.mktemp("small") / "collection")
    built(project)
    return project


@pytest.fixture
def mine(small: Project, tmp_path: Path) -> Project:
    """A copy of the small collection with all that its build has made, for a test to change."""
    shutil.copytree(small.root, tmp_path / "mine")
    return open_project(tmp_path / "mine" / "mkdocs.yml")


def test_after_any_edits_the_bytes_are_those_of_a_clean_build(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delta, "MOST", 0)  # so that each begins with the site before the last
    project = small
    random = Random(SEED)
    done: list[str] = []
    for _ in range(EDITS):
        done += (edit(project.root, random) for _ in range(random.randint(1, 3)))
        after = built(project)
        clean = copy_of(project, tmp_path / "clean")
        assert built(clean).summary == after.summary, done
        assert made(project) == made(clean), done


def test_processes_render_the_same_bytes(mine: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "WORTH", 10)
    clean = copy_of(mine, tmp_path / "clean")
    assert built(clean, Workforce("processes", 2)).rendered > 2 * shards.WORTH
    assert made(clean) == made(mine)


class Killing:
    """A progress that kills the processes at work as soon as the first of their pages has come.

    Only those: the browser of other tests is a child of this process too.
    """

    def __init__(self) -> None:
        self.killed = 0

    def watch(self, what: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        for item in items:
            if what == "rendering" and not self.killed:
                for process in psutil.Process().children():
                    with suppress(psutil.NoSuchProcess):  # one that has done its work
                        if any(f"from {child.__name__} " in argument for argument in process.cmdline()):
                            process.kill()
                            self.killed += 1
            yield item


def test_a_page_that_is_made_once_more_is_not_written_into_the_old_site(tmp_path: Path) -> None:
    page, old = tmp_path / "new" / "page.html", tmp_path / "old.html"
    render._write(page, b"half")
    os.link(page, old)
    render._write(page, b"whole")
    assert (page.read_bytes(), old.read_bytes()) == (b"whole", b"half")


@pytest.mark.parametrize("links", [True, False])
def test_what_a_killed_process_had_begun_to_take_over_is_completed(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, new = tmp_path / "site", tmp_path / "new"
    pages = {f"people/{number}.html": f"page {number}".encode() for number in range(4)}
    for path, content in pages.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    (new / "people").mkdir(parents=True)
    os.link(site / "people/0.html", new / "people/0.html")
    (new / "people/1.html").write_bytes(b"pa")  # half of a copy
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    copied = Stage(new).take_over(site, tuple(pages))
    assert {path: (new / path).read_bytes() for path in pages} == pages
    assert {path: (site / path).read_bytes() for path in pages} == pages
    assert copied == ({} if links else {path: state_of(new / path) for path in pages})


def no_links(source: object, target: object) -> None:
    """What a file system says that has no links."""
    raise PermissionError("Operation not permitted")


def test_a_process_that_is_killed_while_it_renders_costs_a_retry(
    mine: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "WORTH", 10)
    monkeypatch.setattr(shards, "BATCH", 8)
    clean = copy_of(mine, tmp_path / "clean")
    killing = Killing()
    build(clean, Workforce("processes", 2), killing)
    assert killing.killed == 2
    assert made(clean) == made(mine)


def test_the_search_is_told_of_articles_and_names_as_soon_as_they_are_made(
    mine: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes.json"  # by another process

    def noting(site: Path, work: Path, foretold: Foretold) -> frozenset[str]:
        stay, new = foretold.names()
        articles, names = foretold.articles_written(), foretold.names_written()
        told = {
            "likely": [*foretold.articles],
            "gone": [*foretold.gone],
            "new": [*new],
            "stay": sorted(stay),
            "articles": {address: page.decode() for address, page in articles.items()},
            "names": {address: page.decode() for address, page in names.items()},
        }
        notes.write_text(json.dumps(told), encoding="utf-8")
        again = replace(
            foretold, names=lambda: (stay, new), articles_written=lambda: articles, names_written=lambda: names
        )
        return index_ahead(site, work, again)

    monkeypatch.setattr(foreseen, "index_ahead", noting)
    old = {page.relative_to(mine.site).as_posix() for page in mine.site.glob("people/*.html")}
    write(mine.corpus / "a" / "9.md", "# Nine\n\nA new gauge was opened by Ingvild Torsnes at Bergen.\n")
    (mine.corpus / "a" / "0.md").unlink()
    built(mine, Workforce("processes", 1))
    told = json.loads(notes.read_text(encoding="utf-8"))
    assert "articles/a/9.html" in told["likely"]
    assert told["gone"] == ["articles/a/0.html"]  # the pictures beside it are no pages
    assert "new gauge" in told["articles"]["articles/a/9.html"]
    assert told["new"] == ["people/ingvild-torsnes.html"]
    assert "Ingvild Torsnes" in told["names"]["people/ingvild-torsnes.html"]
    now = {page.relative_to(mine.site).as_posix() for page in mine.site.glob("people/*.html")}
    assert {page for page in told["stay"] if page.startswith("people/")} == (now & old) - {"people/index.html"}
    clean = copy_of(mine, tmp_path / "clean")
    notes.unlink()
    built(clean)
    assert not notes.exists()
    assert made(clean) == made(mine)


def test_where_too_many_pages_are_written_none_is_told_of(
    mine: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"  # by another process

    def noting(site: Path, work: Path, foretold: Foretold) -> frozenset[str]:
        foretold.names()
        told.write_text("names", encoding="utf-8")
        foretold.articles_written()
        told.write_text("texts", encoding="utf-8")
        return frozenset()

    monkeypatch.setattr(foreseen, "MANY", 0)
    monkeypatch.setattr(foreseen, "index_ahead", noting)
    write(mine.corpus / "a" / "9.md", "# Nine\n\nA new gauge was opened by Ingvild Torsnes at Bergen.\n")
    built(mine, Workforce("processes", 1))
    assert told.read_text(encoding="utf-8") == "names"
    clean = copy_of(mine, tmp_path / "clean")
    built(clean)
    assert made(clean) == made(mine)


def test_a_page_by_hand_that_lay_beside_the_search_is_not_found_when_it_is_gone(
    mine: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delta, "MOST", 0)
    page = mine.docs / "search" / "help.md"
    write(page, "# Help\n\nOn the search.\n")
    built(mine)
    write(mine.corpus / "a" / "9.md", "# Nine\n\nA new gauge was opened at Bergen.\n")
    built(mine)  # the next one begins with the site before this one
    page.unlink()
    built(mine)
    clean = copy_of(mine, tmp_path / "clean")
    built(clean)
    assert made(clean) == made(mine)


def test_mkdocs_alone_makes_the_same_pages_and_the_same_sitemap(mine: Project, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", mine.config_file, "-d", tmp_path / "plain"],
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
    )
    plain, ours = digests(tmp_path / "plain"), digests(mine.site)
    differ = {path for path in plain.keys() | ours.keys() if plain.get(path) != ours.get(path)}
    assert {path for path in differ if not path.startswith("search/")} <= {"sitemap.xml.gz"}
    assert (mine.site / "sitemap.xml").read_text(encoding="utf-8").count("<loc>https://example.org/sea/articles/") > 5


def test_plugins_may_look_at_all_pages_so_mkdocs_makes_them_all(mine: Project) -> None:
    before = made(mine)
    config = mine.config_file.read_text(encoding="utf-8").replace("plugins: []", "plugins: [search]")
    mine.config_file.write_text(config, encoding="utf-8")
    project = open_project(mine.config_file)
    for _ in range(2):
        assert built(project).rendered > 50
    assert set(before) < set(made(project)) | {"site/sitemap.xml.gz"}


def test_nothing_is_made_when_nothing_has_changed(mine: Project) -> None:
    write(mine.corpus / "a" / "bad.md", "---\ntitle: [\n---\n")
    first = built(mine)
    assert first.rendered
    assert first.summary.quarantined
    times = {file: file.stat().st_mtime_ns for file in mine.site.rglob("*")}
    for file in mine.corpus.rglob("*.md"):
        os.utime(file)
    again = built(mine)
    assert again.rendered == 0
    assert again.summary == first.summary
    assert times == {file: file.stat().st_mtime_ns for file in mine.site.rglob("*")}


@pytest.mark.parametrize("part", ["site/articles/a/0.html", "site/search.html", "docs/articles/a/0.md"])
def test_a_file_that_is_missing_or_changed_is_made_again(mine: Project, part: str) -> None:
    before = made(mine)
    (mine.root / part).unlink()
    built(mine)
    assert made(mine) == before
    if part.startswith("site"):
        (mine.root / part).write_text("changed by hand", encoding="utf-8")
        built(mine)
        assert made(mine) == before


def test_a_page_that_is_left_out_for_one_by_hand_is_told_of_wherever_the_pages_lie(mine: Project) -> None:
    write(mine.docs / "articles" / "a" / "0.md", "# Mine\n")
    beside = built(mine).summary.warnings
    assert any("docs/articles/a/0.md was written by hand" in warning for warning in beside)
    site = digests(mine.site)
    for _ in range(2):
        assert build_aside(mine, SERIAL, Silent()).summary.warnings == beside
        assert digests(mine.site) == site


def test_the_site_before_the_last_is_kept_while_it_takes_little_room(mine: Project) -> None:
    """Files that it alone has take room; those that both have do not."""
    (spare,) = (mine.work / "sites").glob("*/")
    spare /= "spare"
    before = digests(mine.site)
    write(mine.docs / "guide" / "new.md", "# A new page\n")
    built(mine)
    assert digests(spare) == before
    assert (spare / "index.html").samefile(mine.site / "index.html")
    with only_build(mine.work):
        assert [*prune(mine)]
        assert spare.exists()
    assert [*prune(mine)]
    assert not spare.exists()
    (mine.docs / "guide" / "new.md").unlink()
    built(mine)
    assert digests(mine.site) == before
    assert spare.exists()
    config = mine.config_file.read_text(encoding="utf-8")
    mine.config_file.write_text(f"{config}\ncopyright: Mine\n", encoding="utf-8")
    built(open_project(mine.config_file))
    assert digests(spare) == digests(mine.site)
    assert (spare / "index.html").samefile(mine.site / "index.html")


def test_a_page_is_rendered_again_only_when_it_changes(mine: Project) -> None:
    before = made(mine)
    write(mine.docs / "guide" / "new.md", "# A new page\n")
    assert built(mine).rendered == 1
    (mine.docs / "guide" / "new.md").unlink()
    assert built(mine).rendered == 0
    assert made(mine) == before


def test_times_that_a_checkout_resets_change_nothing(mine: Project) -> None:
    before = made(mine)
    for file in mine.root.rglob("*"):
        if file.is_file() and ".readingroom" not in file.parts:
            os.utime(file, (1, 1))
    assert built(mine).rendered == 0
    assert made(mine) == before


def test_a_changed_theme_renders_every_page(mine: Project, tmp_path: Path) -> None:
    assert mine.theme is not None
    shutil.copytree(mine.theme, tmp_path / "theme")
    with (tmp_path / "theme" / "partials" / "footer.html").open("a", encoding="utf-8") as footer:
        footer.write("<!-- mine -->\n")
    config = mine.config_file.read_text(encoding="utf-8").replace(str(mine.theme), str(tmp_path / "theme"))
    mine.config_file.write_text(config, encoding="utf-8")
    project = open_project(mine.config_file)
    assert built(project).rendered > 50
    assert all(b"<!-- mine -->" in file.read_bytes() for file in (project.site / "articles").rglob("*.html"))


def test_the_old_site_is_never_written_to(mine: Project, tmp_path: Path) -> None:
    """What both sites share is linked: whoever still reads the old one must not see it change."""
    shutil.copytree(mine.site, tmp_path / "old", copy_function=os.link)
    before = {file: file.read_bytes() for file in (tmp_path / "old").rglob("*") if file.is_file()}
    edit(mine.root, Random(3))
    write(mine.corpus / "a" / "0.md", "# Another\n\nTomas Aguilar left Lisbon.\n")
    built(mine)
    assert before == {file: file.read_bytes() for file in before}
