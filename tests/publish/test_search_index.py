"""The search of a site: the same bytes whatever was there before, and only what changed is indexed again."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import PublishError, SearchMissingError
from generator.executors import Workforce
from generator.progress import Silent
from generator.publish import search
from generator.publish.search import build_search, bundles
from generator.publish.search.ahead import Foretold, index_ahead
from generator.publish.search.filling import Filling, filling
from generator.publish.search.shards import MOST, STEMMED, Shard
from generator.publish.search.texts import Texts
from tests.publish.searching import Written, read_kept, write_site

ARTICLES = [
    Written(
        f"articles/{number}.html",
        f"Meeting number {number}",
        text=f'<p><span id="s0" class="s">Delegates met <a id="m14" href="x.html">Ann {number}</a>.</span></p>',
        date=f"1975-01-{number + 1:02}",
        source="Wire",
        facets={"year": ["1975"], "people": [["people/ann.html", "Ann"]], "topics": []},
    )
    for number in range(12)
]
NAMES = [
    Written("people/ann.html", "Ann", "person", names=["Анна", "A. Nn"], about="the delegate", weight=4),
    Written("topics/meeting.html", "meeting", "topic", names=["meetings"]),
]


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The shards that Pagefind was begun with in this process, one after the other."""
    paths: list[str] = []

    def beginning(program: Path, shard: Shard, texts: Texts) -> AbstractContextManager[Filling]:
        paths.append(shard.path)
        return filling(program, shard, texts)

    monkeypatch.setattr(bundles, "filling", beginning)
    return paths


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def built(
    folder: Path, pages: list[Written], work: Path, ahead: Callable[[], Collection[str]] | None = None
) -> dict[str, str]:
    """Build the search of `pages` in a fresh folder; returns the digests of its files."""
    shutil.rmtree(folder, ignore_errors=True)
    write_site(folder, pages)
    build_search(folder, work, Silent(), digests=known(folder), workforce=Workforce(), ahead=ahead)
    return digests(folder / "search")


def known(folder: Path) -> dict[str, bytes]:
    """The digests of the files of a site, as a build knows them."""
    return {path: bytes.fromhex(digest) for path, digest in digests(folder).items()}


def htmls(*pages: Written) -> dict[str, bytes]:
    """The HTML of pages by address."""
    return {page.address: page.html().encode() for page in pages}


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several shards for a dozen articles."""
    monkeypatch.setitem(MOST, "articles", 4)  # type: ignore[arg-type]  # it is a dictionary


def fragments(folder: Path) -> list[dict[str, object]]:
    return [
        json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        for file in sorted(folder.rglob("*.pf_fragment"))
    ]


@pytest.mark.usefixtures("small_shards")
def test_two_builds_give_the_same_bytes_and_an_incremental_one_those_of_a_clean_one(tmp_path: Path) -> None:
    first = built(tmp_path / "one", [*ARTICLES, *NAMES], tmp_path / "work")
    assert built(tmp_path / "two", [*NAMES, *ARTICLES], tmp_path / "other") == first
    changed = [replace(ARTICLES[0], text="<p>Something else.</p>"), *ARTICLES[2:], *NAMES]
    assert built(tmp_path / "one", changed, tmp_path / "work") == built(tmp_path / "two", changed, tmp_path / "clean")
    assert built(tmp_path / "one", [*ARTICLES, *NAMES], tmp_path / "work") == first


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file to which the paths of shards are added that are indexed, by other processes too."""
    finish = bundles._finish
    noted = tmp_path / "indexed"
    noted.touch()

    def noting(shard: Shard, begun: Filling, version: str, work: Path, meanwhile: Callable[[], object]) -> str:
        with noted.open("a", encoding="utf-8") as file:
            file.write(f"{shard.path}\n")
        return finish(shard, begun, version, work, meanwhile)

    monkeypatch.setattr(bundles, "_finish", noting)
    return noted


@pytest.mark.usefixtures("small_shards")
def test_only_the_shards_of_changed_pages_are_indexed_again(tmp_path: Path, noted: Path) -> None:
    def indexed() -> list[str]:
        return sorted(noted.read_text(encoding="utf-8").split())

    site, work = tmp_path / "site", tmp_path / "work"
    built(site, [*ARTICLES, *NAMES], work)
    assert indexed() == [*(f"articles/en-{number}" for number in range(4)), "names/en-0"]

    noted.write_text("")
    built(site, [*ARTICLES, *NAMES], work)
    assert indexed() == []

    mentioned = [replace(page, weight=page.weight + 1) for page in NAMES]
    faceted = [replace(page, facets={"year": ["1976"]}) for page in ARTICLES]
    built(site, [*faceted, *mentioned], work)
    assert indexed() == []
    assert read_kept(site / "search" / "facets" / "articles" / "en-0.js")["year"]["values"] == ["1976"]  # type: ignore[index]

    built(site, [*faceted, Written("articles/new.html", "Something new", text="<p>Text</p>"), *mentioned], work)
    assert len(indexed()) == 1

    noted.write_text("")
    moved = [replace(page, text=page.text.replace("x.html", "people/a-z/a.html#ann")) for page in faceted]
    built(site, [*moved, Written("articles/new.html", "Something new", text="<p>Text</p>"), *mentioned], work)
    assert indexed() == []

    built(site, [*faceted, replace(NAMES[0], names=["Anna"]), NAMES[1]], work)
    assert "names/en-0" in indexed()
    assert len(indexed()) == 2


@pytest.mark.usefixtures("small_shards")
def test_shards_are_indexed_ahead_where_the_pages_are_foretold(tmp_path: Path, noted: Path) -> None:
    new = Written("articles/new.html", "Something new", text="<p>Text</p>")
    pages = [*ARTICLES[1:], new, *NAMES]
    clean = built(tmp_path / "clean", pages, tmp_path / "other")
    site, staged, work = tmp_path / "site", tmp_path / "staged", tmp_path / "work"
    index_ahead(site, work, foretold([new]))
    assert not work.exists()

    def build(pages: list[Written], folder: Path) -> None:
        write_site(folder, pages)
        build_search(folder, work, Silent(), digests=known(folder), workforce=Workforce())

    def foretell(*pages: Written) -> None:
        index_ahead(site, work, foretold(pages, pages, {ARTICLES[0].address}))

    build([*ARTICLES, *NAMES], site)
    noted.write_text("")
    foretell(new)
    ahead = noted.read_text().split()
    assert len(ahead) == 2  # that of the article that is gone, and that of the new one
    assert all(shard.startswith("articles/") for shard in ahead)
    build(pages, staged)
    indexed = noted.read_text().split()
    assert indexed[:2] == ahead
    assert not {*ahead} & {*indexed[2:]}
    assert digests(staged / "search") == clean

    shutil.rmtree(site)
    staged.rename(site)
    foretell(replace(new, text="<p>What was not to come.</p>"))
    build(pages, staged)
    assert digests(staged / "search") == clean
    assert len(list((work / "bundles").iterdir())) == len(list((site / "search").glob("*/*/pagefind-entry.json")))

    shutil.rmtree(work / "texts")
    for page in site.rglob("*.html"):
        page.write_text("<article data-search='not to be read'></article>", encoding="utf-8")
    noted.write_text("")
    foretell(replace(new, title="Other"))
    assert not noted.read_text()
    assert len(list((work / "bundles").glob("[!.]*"))) == 5  # nothing was made of pages that have changed


def foretold(
    changed: Sequence[Written],
    likely: Sequence[Written] = (),
    gone: Collection[str] = (),
    names: Collection[str] = tuple(page.address for page in NAMES),
) -> Foretold:
    """What a build tells: pages of articles and of names that are new or `changed`, and what was `likely` before."""

    def some(pages: Iterable[Written], *, of_names: bool) -> Mapping[str, bytes]:
        return htmls(*(page for page in pages if (page.kind != "article") is of_names))

    return Foretold(
        some(likely, of_names=False),
        gone,
        lambda: (names, some(likely, of_names=True)),
        lambda: some(changed, of_names=False),
        lambda: some(changed, of_names=True),
    )


NEW = Written("articles/new.html", "Something new", text="<p>A gauge at Bergen.</p>")
CHANGED = replace(ARTICLES[5], title="Another title", text="<p>Seldom words.</p>")


@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize(
    ("now", "likely", "pagefinds", "indexings"),
    [
        ([*ARTICLES, NEW], [NEW], 1, 1),
        ([*ARTICLES, NEW], [replace(ARTICLES[3], address=NEW.address)], 1, 2),
        ([*ARTICLES, NEW], [], 1, 1),
        ([*ARTICLES, NEW], [replace(NEW, address="articles/newer.html")], 2, 2),
        ([*ARTICLES, NEW], [replace(NEW, lang="de")], 2, 2),
        ([*ARTICLES, NEW], [NEW, ARTICLES[5]], 1, 1),
        ([page for page in ARTICLES if page != ARTICLES[5]], [], 1, 1),
        ([CHANGED if page == ARTICLES[5] else page for page in ARTICLES], [CHANGED], 1, 1),
        ([CHANGED if page == ARTICLES[5] else page for page in ARTICLES], [ARTICLES[5]], 1, 1),
        ([CHANGED if page == ARTICLES[5] else page for page in ARTICLES], [], 1, 1),
        (ARTICLES, [ARTICLES[5]], 0, 0),
        (ARTICLES, [CHANGED], 1, 1),
    ],
    ids=[
        *("new", "new otherwise", "no guess", "other page", "other language", "more", "gone"),
        *("changed", "changed after all", "changed unseen", "unchanged", "unchanged after all"),
    ],
)
def test_whatever_was_likely_the_index_is_that_of_the_pages_that_come(
    now: list[Written],
    likely: list[Written],
    pagefinds: int,
    indexings: int,
    tmp_path: Path,
    noted: Path,
    begun: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clean = built(tmp_path / "clean", now, tmp_path / "other")
    site, work = tmp_path / "site", tmp_path / "work"
    built(site, ARTICLES, work)
    noted.write_text("")
    begun.clear()
    changed = [page for page in now if page not in ARTICLES]
    gone = {page.address for page in ARTICLES} - {page.address for page in now}
    whole = index_ahead(site, work, foretold(changed, likely, gone))
    ahead = noted.read_text().split()
    assert (len(begun), len(ahead)) == (pagefinds, indexings)
    monkeypatch.setattr(search, "list_all", pytest.fail)  # that is done
    assert built(tmp_path / "now", now, work, lambda: whole) == clean
    assert noted.read_text().split() == ahead


BO = Written("people/bo.html", "Bo", "person", about="keeper of a gauge")
MEETING = replace(NAMES[1], names=["sessions"])


@pytest.mark.parametrize(
    ("names", "likely", "pagefinds"),
    [
        ([*NAMES, BO], [replace(NAMES[0], address=BO.address)], 2),
        ([*NAMES, BO], [], 2),
        ([*NAMES, BO], [replace(BO, address="people/bob.html")], 3),
        ([NAMES[0], MEETING], [], 2),
        ([NAMES[1]], [], 2),
        (NAMES, [], 1),
    ],
    ids=["new", "no guess", "other page", "changed", "gone", "unchanged"],
)
def test_a_shard_of_names_is_indexed_ahead_too(
    names: list[Written],
    likely: list[Written],
    pagefinds: int,
    tmp_path: Path,
    begun: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clean = built(tmp_path / "clean", [*ARTICLES, NEW, *names], tmp_path / "other")
    site, work = tmp_path / "site", tmp_path / "work"
    built(site, [*ARTICLES, *NAMES], work)
    begun.clear()
    stay = {page.address for page in NAMES} & {page.address for page in names}
    changed = [NEW, *(page for page in names if page not in NAMES)]
    whole = index_ahead(site, work, foretold(changed, [NEW, *likely], names=stay))
    assert len(begun) == pagefinds
    monkeypatch.setattr(search, "list_all", pytest.fail)  # that is done
    monkeypatch.setattr(bundles, "filling", pytest.fail)
    assert built(tmp_path / "now", [*ARTICLES, NEW, *names], work, lambda: whole) == clean


@pytest.mark.usefixtures("small_shards")
def test_what_was_damaged_before_pages_are_indexed_ahead_is_made_again(tmp_path: Path, noted: Path) -> None:
    clean = built(tmp_path / "clean", [*ARTICLES, NEW], tmp_path / "other")
    site, work = tmp_path / "site", tmp_path / "work"
    built(site, ARTICLES, work)
    for file in (work / "bundles").glob("*/ids.json"):
        file.write_text("{}")
    noted.write_text("")
    whole = index_ahead(site, work, foretold([NEW]))
    (ahead,) = noted.read_text().split()
    assert built(tmp_path / "now", [*ARTICLES, NEW], work, lambda: whole) == clean
    assert noted.read_text().split().count(ahead) == 1


def test_indexing_ahead_is_waited_for_before_any_bundle_is_looked_for(tmp_path: Path, noted: Path) -> None:
    site, work = write_site(tmp_path / "site", ARTICLES), tmp_path / "work"
    build_search(site, work, Silent(), ahead=lambda: built(tmp_path / "other", ARTICLES, work) and ())
    assert noted.read_text().split() == ["articles/en-0"]


def test_what_a_killed_build_leaves_is_made_anew(tmp_path: Path) -> None:
    first = built(tmp_path / "site", ARTICLES, tmp_path / "work")
    work = tmp_path / "work" / "bundles"
    (kept,) = work.iterdir()
    (kept / bundles.IDS).write_text('{"articles/1', encoding="utf-8")
    (work / f".{kept.name}.new" / "pages").mkdir(parents=True)
    assert built(tmp_path / "site", ARTICLES, tmp_path / "work") == first
    assert [folder.name for folder in work.iterdir()] == [kept.name]


def test_only_title_and_text_are_indexed_of_an_article_and_only_names_of_an_entity(tmp_path: Path) -> None:
    built(tmp_path / "site", [ARTICLES[3], NAMES[0]], tmp_path / "work")
    article, person = fragments(tmp_path / "site")
    assert article["content"] == "Meeting number 3. Delegates met Ann 3."
    assert article["url"] == "/articles/3.html"
    assert [anchor["id"] for anchor in article["anchors"]][1:] == ["s0"]  # type: ignore[attr-defined]
    assert article["filters"] == {}
    assert person["content"] == "Ann. Анна, A. Nn. the delegate."


def test_letters_of_scripts_without_spaces_are_words(tmp_path: Path) -> None:
    pages = [Written("articles/zh.html", "北京", text='<p lang="中">中国 said: はい.</p>', lang="zh")]
    built(tmp_path / "site", pages, tmp_path / "work")
    (fragment,) = fragments(tmp_path / "site")
    assert fragment["content"] == "北 京 中 国 said: は い ."
    assert fragment["meta"] == {"title": "北京"}


def test_the_site_has_no_file_of_pagefinds_that_nothing_asks_for(tmp_path: Path) -> None:
    names = built(tmp_path / "site", [*ARTICLES, *NAMES], tmp_path / "work")
    kinds = {name.rpartition("/")[2].partition(".")[2] for name in names}
    assert kinds == {
        *("js", "js.js", "en.pagefind", "en.pagefind.js", "pf_index", "pf_index.js", "pf_fragment"),
        *("json", "json.js"),
        *(name.rpartition("/")[2].partition(".")[2] for name in names if ".pf_meta" in name),
    }
    assert sum("wasm" in name for name in names) == 2  # articles and names are asked by one engine


def test_where_no_article_is_in_a_language_its_names_bring_the_engine(tmp_path: Path) -> None:
    built(tmp_path / "site", [replace(ARTICLES[0], lang="ru"), *NAMES], tmp_path / "work")
    folder = tmp_path / "site" / "search" / "names" / "en-0"
    entry = json.loads((folder / "pagefind-entry.json").read_bytes())
    engine = f"wasm.{entry['languages']['en-names']['wasm']}.pagefind"
    assert {engine, f"{engine}.js", "pagefind-worker.js"} <= {file.name for file in folder.iterdir()}


@pytest.mark.parametrize("language", sorted(STEMMED))
def test_pagefind_folds_the_words_of_the_language(language: str, tmp_path: Path) -> None:
    built(tmp_path / "site", [replace(ARTICLES[0], lang=language)], tmp_path / "work")
    entry = json.loads((tmp_path / f"site/search/articles/{language}-0/pagefind-entry.json").read_bytes())
    assert entry["languages"][language]["wasm"] == language


@pytest.mark.usefixtures("small_shards")
def test_words_that_all_shards_of_an_index_have_are_named_folded(tmp_path: Path) -> None:
    built(tmp_path / "site", [*ARTICLES, *NAMES], tmp_path / "work")
    collection = read_kept(tmp_path / "site" / "search" / "collection.js")
    common = {index: set(words.split()) for index, words in collection["common"].items()}
    assert set(common) == {"articles/en"}  # names have one shard, which is asked anyway
    assert {"meeting", "number", "delegates", "met"} <= common["articles/en"]
    assert "0" not in common["articles/en"]


def test_a_collection_without_pages_has_a_search_that_finds_nothing(tmp_path: Path) -> None:
    built(tmp_path / "site", [], tmp_path / "work")
    collection = read_kept(tmp_path / "site" / "search" / "collection.js")
    assert collection["shards"] == []


def test_a_missing_pagefind_stops_the_build_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(SearchMissingError) as raised:
        built(tmp_path / "site", ARTICLES, tmp_path / "work")
    assert "pip install --force-reinstall pagefind-bin" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_pagefind_that_fails_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\ntest $1 = --version && exit\necho 'no room left' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(PublishError, match="no room left"):
        built(tmp_path / "site", ARTICLES, tmp_path / "work")


def test_a_page_that_pagefind_refuses_stops_the_build_though_it_answers_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    answers = [
        {"message_id": 1, "payload": {"type": "NewIndex", "index_id": 0}},
        {"message_id": 2, "payload": {"type": "IndexedFile", "page_word_count": 2}},
        {"message_id": 3, "payload": {"type": "Error", "message": "a page, refused", "original_message": None}},
    ]
    said = "".join(base64.b64encode(json.dumps(answer).encode()).decode() + "," for answer in answers)
    program.write_text(f"#!/bin/sh\ntest $1 = --version && exit\nprintf %s '{said}'\ncat >&2\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(PublishError, match="a page, refused"):
        built(tmp_path / "site", ARTICLES, tmp_path / "work")


def test_a_record_that_cannot_be_read_names_its_page(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", [])
    (site / "odd.html").write_text("<article data-search='{\"kind\": 1}'></article>", encoding="utf-8")
    with pytest.raises(PublishError, match=r"odd\.html"):
        build_search(site, tmp_path / "work", Silent())


def test_pages_whose_digests_are_known_are_read_once_and_come_out_the_same(tmp_path: Path) -> None:
    pages = [*ARTICLES[:3], *NAMES]
    clean = built(tmp_path / "clean", pages, tmp_path / "other")
    site, work = write_site(tmp_path / "site", pages), tmp_path / "work"
    known = {path: hashlib.sha256((site / path).read_bytes()).digest() for path in digests(site)}
    build_search(site, work, Silent(), digests=known)
    assert digests(site / "search") == clean

    shutil.rmtree(site / "search")
    for path in known:
        (site / path).write_text("<article data-search='not to be read'></article>", encoding="utf-8")
    build_search(site, work, Silent(), digests=known)
    assert digests(site / "search") == clean
    with pytest.raises(PublishError):
        build_search(site, work, Silent(), digests=known | {pages[0].address: b"another"})
    (work / "pages").write_bytes(b"damaged")
    with pytest.raises(PublishError):
        build_search(site, work, Silent(), digests=known)


@pytest.mark.usefixtures("small_shards")
def test_scripts_that_stay_the_same_stay_the_same_files(tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    before = built(site, [*ARTICLES, *NAMES], work)
    files = {path: (site / "search" / path).stat().st_ino for path in before}
    kept = tmp_path / "kept"
    site.rename(kept)  # so that no number is given a second time
    after = built(site, [*ARTICLES, replace(NAMES[0], weight=9), NAMES[1]], work)
    changed = {path for path in before if files[path] != (site / "search" / path).stat().st_ino}
    assert changed == {path for path in before if before[path] != after[path]}
    assert "collection.js" in changed
    assert "names/n.js" in changed
