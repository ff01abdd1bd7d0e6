"""The archive: the same bytes for the same site, only what pages on disk need, and a search that works from it."""

from __future__ import annotations

import hashlib
import os
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from generator.cli import FINE, NOT_STARTED, main
from generator.commands.build import Built
from generator.errors import PublishError
from generator.progress import Silent
from generator.publish.archive import Archive, pack
from generator.publish.check import check_site


@pytest.fixture(scope="module")
def packed(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Archive]:
    target = tmp_path_factory.mktemp("packed") / "reading.zip"
    return target, pack(sample.site, target, "reading", Silent())


@pytest.fixture(scope="module")
def unpacked(packed: tuple[Path, Archive], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("un packed")
    with zipfile.ZipFile(packed[0]) as archive:
        archive.extractall(folder)
    assert [path.name for path in folder.iterdir()] == ["reading"]
    return folder / "reading"


def test_the_same_site_gives_the_same_bytes(sample: Built, packed: tuple[Path, Archive], tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    for file in sample.site.glob("*.html"):
        os.utime(file)
    pack(sample.site, again, "reading", Silent())
    digests = {hashlib.sha256(file.read_bytes()).hexdigest() for file in (again, packed[0])}
    assert len(digests) == 1


def test_every_page_and_table_is_in_it_and_links_lead_somewhere(sample: Built, unpacked: Path) -> None:
    def shown(site: Path) -> set[str]:
        kept = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        return {path for path in kept if path.startswith("data/") or path.endswith(".html")}

    assert shown(sample.site) - shown(unpacked) == {"404.html"}
    assert check_site(unpacked, Silent()) == ()


def test_what_only_a_host_needs_is_left_out(packed: tuple[Path, Archive], unpacked: Path) -> None:
    names = [path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()]
    assert not [name for name in names if name.endswith((".pf_index", ".pf_fragment", ".pf_meta", ".map"))]
    assert not [name for name in names if "worker" in name or "sitemap" in name]
    assert all(name.endswith(".js") for name in names if name.startswith("search/"))
    assert packed[1].files == len(names)


def test_it_is_searched_from_disk_with_the_network_off(unpacked: Path, browser: Browser) -> None:
    problems: list[str] = []
    with closing(browser.new_context(offline=True)) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto((unpacked / "index.html").as_uri())
        page.add_script_tag(url=(unpacked / "assets" / "search-loader.js").as_uri())
        hits = page.evaluate("ReadingRoomSearch.search('helsinki accords').then((found) => found.hits(0, 3))")
        page.goto(hits[0]["url"])
        assert "Helsinki" in page.inner_text("h1")
    assert not problems


def test_the_command_names_the_file_and_its_size(sample: Built, tmp_path: Path) -> None:
    config = sample.site.parent / "mkdocs.yml"
    output = tmp_path / "out" / "mine.zip"
    done = CliRunner().invoke(main, ["archive", "--config", str(config), "--output", str(output)])
    assert done.exit_code == FINE, done.output
    assert f"{output.stat().st_size / 1e6:.1f} MB" in done.output
    assert "mine.zip" in done.output


def test_without_a_site_there_is_nothing_to_pack(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Empty\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["archive", "--config", str(tmp_path / "mkdocs.yml")])
    assert done.exit_code == NOT_STARTED
    assert "readingroom build" in done.output
    assert not list(tmp_path.glob("*.zip"))


def test_it_is_not_written_into_the_site_itself(sample: Built) -> None:
    with pytest.raises(PublishError):
        pack(sample.site, sample.site / "data" / "site.zip", "site", Silent())
