from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from generator.cache import CacheFile, digest
from generator.errors import CorpusMissingError, CorpusTooLargeError
from generator.executors import Outcome, Task
from generator.ingest.corpus import read_corpus
from generator.model import Article, Corpus
from generator.progress import Silent
from generator.settings import Limits, Settings

BODY = "A first line\n\nThe council met in the old hall and spoke about the light for two hours.\n"


def read(root: Path, **limits: int) -> Corpus:
    return read_corpus(root, Settings(limits=Limits(**limits)), Silent())


def put(root: Path, name: str, content: str | bytes = BODY) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def only(corpus: Corpus) -> Article:
    assert corpus.quarantined == ()
    return corpus.articles[0]


def test_a_missing_folder_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissingError) as caught:
        read(tmp_path / "none")
    assert caught.value.remedy


def test_an_empty_folder_is_an_empty_corpus(tmp_path: Path) -> None:
    assert read(tmp_path) == Corpus((), (), 0, 0, ())


def test_what_is_ignored_and_what_is_said_about_it(tmp_path: Path) -> None:
    for name in (
        "a.txt",
        ".hidden.txt",
        "_draft.md",
        "_curation/notes.txt",
        "x/.git/b.txt",
        "table.xls",
        "photo.png",
        "noending",
    ):
        put(tmp_path, name)
    corpus = read(tmp_path)
    assert [article.path for article in corpus.articles] == ["a.txt"]
    assert (corpus.files, corpus.ignored) == (8, 7)
    assert [warning.partition(":")[0] for warning in corpus.warnings] == ["noending", "table.xls"]


def test_ids_that_collide_are_told_apart_in_path_order(tmp_path: Path) -> None:
    for name in ("A b.txt", "a-b.md", "a_b.html", "Ünï/Москва.txt", "con.txt"):
        put(tmp_path, name)
    ids = {article.path: article.id for article in read(tmp_path).articles}
    assert ids == {
        "A b.txt": "a-b",
        "a-b.md": "a-b-2",
        "a_b.html": "a-b-3",
        "Ünï/Москва.txt": "uni/moskva",
        "con.txt": "con-page",
    }


def test_deep_folders_keep_addresses_short(tmp_path: Path) -> None:
    put(tmp_path, "/".join(["a-long-name-of-a-folder"] * 12) + "/x.txt")
    article = only(read(tmp_path))
    assert len(article.id) < 100
    assert article.id.startswith("deep/")


def test_no_depth_of_folders_ends_the_reader(tmp_path: Path) -> None:
    """A thousand is more than Python lets a function call itself."""
    folders = [tmp_path / "/".join("f" * depth) for depth in range(1, 1_101)]
    for folder in folders:
        folder.mkdir()
    put(folders[-1], "x.txt")
    assert only(read(tmp_path)).id.startswith("deep/")
    (folders[-1] / "x.txt").unlink()
    for folder in reversed(folders):  # a recursive function of the standard library would fail at it
        folder.rmdir()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.txt", b"", "EmptyArticleError"),
        ("blank.md", b" \n\n", "EmptyArticleError"),
        ("tags.html", b"<html><body><p></p></body></html>", "EmptyArticleError"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "NotTextError"),
        ("large.txt", b"x" * 1001, "TooLargeError"),
        ("long.txt", b"word " * 150, "TooLargeError"),
        ("alias.md", b"---\na: &x 1\nb: *x\n---\nBody", "BrokenFormatError"),
    ],
)
def test_a_bad_file_is_quarantined_and_the_others_published(
    tmp_path: Path, name: str, content: bytes, error: str
) -> None:
    put(tmp_path, name, content)
    put(tmp_path, "good.txt")
    corpus = read(tmp_path, file_bytes=1000, article_characters=500)
    assert [article.path for article in corpus.articles] == ["good.txt"]
    assert [(one.path, one.error) for one in corpus.quarantined] == [(name, error)]


@pytest.mark.parametrize(
    ("limit", "most", "name", "content", "found"),
    [
        ("file_bytes", 1_000, "a.txt", b"x" * 1_234, "1,234 bytes"),
        ("article_characters", 500, "a.txt", b"word " * 150, "750 characters"),
        ("front_matter_bytes", 100, "a.md", b"---\ntitle: " + b"x" * 200 + b"\n---\n" + BODY.encode(), "208 bytes"),
        ("nesting", 5, "a.md", b"> > > > > > word\n", "6 lists and quotes"),
    ],
)
def test_a_limit_says_which_it_is_what_was_found_and_what_to_set(
    tmp_path: Path, limit: str, most: int, name: str, content: bytes, found: str
) -> None:
    put(tmp_path, name, content)
    (one,) = read(tmp_path, **{limit: most}).quarantined
    assert one.error == "TooLargeError"
    assert found in one.message
    assert f"more than the {most:,} " in one.message
    assert f"raise `extra: generator: limits: {limit}` in mkdocs.yml" in one.message


def test_too_many_files_are_one_error_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b/c.txt", "_draft.txt", "photo.png"):
        put(tmp_path, name)
    assert read(tmp_path, corpus_files=4).files == 4
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("a file was opened"))
    with pytest.raises(CorpusTooLargeError) as caught:
        read(tmp_path, corpus_files=3)
    assert caught.value.problem == "holds 4 files, more than the 3 that a corpus may have."
    assert "raise `extra: generator: limits: corpus_files` in mkdocs.yml" in caught.value.remedy


def test_a_quarantine_names_the_line(tmp_path: Path) -> None:
    put(tmp_path, "alias.md", "---\na: &x 1\nb: *x\n---\nBody")
    assert read(tmp_path).quarantined[0].line == 3


def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.txt", "secret " * 20)
    put(tmp_path, "corpus/a.txt")
    root = tmp_path / "corpus"
    (root / "link.txt").symlink_to(tmp_path / "outside/secret.txt")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe.txt")
    corpus = read(root)
    assert [article.path for article in corpus.articles] == ["a.txt"]
    assert [(one.path, one.error) for one in corpus.quarantined] == [
        ("link.txt", "UnreadableError"),
        ("pipe.txt", "UnreadableError"),
    ]
    assert corpus.files == 4
    assert "symbolic link" in corpus.quarantined[0].message
    assert [warning.partition(":")[0] for warning in corpus.warnings] == ["loop"]
    assert "leads to" in corpus.warnings[0]


def test_a_name_that_is_no_utf8_is_published(tmp_path: Path) -> None:
    put(tmp_path, os.fsdecode(b"caf\xe9.txt"))
    corpus = read(tmp_path)
    assert [article.path.encode() for article in corpus.articles] == [b"caf\\xe9.txt"]


def test_a_parser_that_breaks_quarantines_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("generator.ingest.reading.read_article", broken)
    put(tmp_path, "a.txt")
    assert [one.error for one in read(tmp_path).quarantined] == ["BrokenFormatError"]


def test_the_keeper_outranks_the_file(tmp_path: Path) -> None:
    put(tmp_path, "2019/a.md", "---\ntitle: From the file\ndate: 2019-01-01\nauthor: F\n---\nText of it.\n")
    put(
        tmp_path,
        "_curation/metadata.csv",
        "path,dc:title,date,publisher,creator,language\n2019/a.md,From the keeper,2020-02-02,Gazette,A | B,fr\n",
    )
    article = only(read(tmp_path))
    assert (article.title, article.title_source) == ("From the keeper", "metadata-csv")
    assert (article.date, article.date_source) == ("2020-02-02", "metadata-csv")
    assert (article.source, article.authors, article.language) == ("Gazette", ("A", "B"), "fr")


def test_the_keeper_names_files_in_either_form_of_unicode(tmp_path: Path) -> None:
    put(tmp_path, "caf\u0065\u0301.txt")
    put(tmp_path, "_curation/metadata.csv", "path,date\ncaf\u00e9.txt,2020-02-02\n")
    corpus = read(tmp_path)
    assert (only(corpus).date, corpus.warnings) == ("2020-02-02", ())


def test_metadata_outside_of_the_corpus_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, "secret.csv", "path,date\na.txt,2020-02-02\n")
    put(tmp_path, "corpus/a.txt")
    (tmp_path / "corpus/_curation").mkdir()
    (tmp_path / "corpus/_curation/metadata.csv").symlink_to(tmp_path / "secret.csv")
    corpus = read(tmp_path / "corpus")
    assert only(corpus).date == ""
    assert "outside" in corpus.warnings[0]


def test_metadata_that_matches_nothing_is_a_warning(tmp_path: Path) -> None:
    put(tmp_path, "talks.txt")
    put(tmp_path, "_curation/metadata.csv", "path;titel;date\ntalk.txt;x;soon\n")
    warnings = read(tmp_path).warnings
    assert warnings == (
        "_curation/metadata.csv:1: the column 'titel' is not known; did you mean 'title'?",
        "_curation/metadata.csv:2: the date 'soon' is no full date; write it as 2021-03-09.",
        "_curation/metadata.csv:2: there is no article 'talk.txt'; did you mean talks.txt?",
    )


def test_a_date_in_the_path_is_the_last_resort(tmp_path: Path) -> None:
    put(tmp_path, "2019/03/02/a.txt")
    article = only(read(tmp_path))
    assert (article.date, article.date_source) == ("2019-03-02", "filename")


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/d.html"):
        put(tmp_path, name)
    assert read(tmp_path) == read(tmp_path)


@pytest.mark.parametrize("ending", ["html", "htm", "HTML", "txt", "md"])
def test_a_web_page_is_read_as_one_under_any_ending(tmp_path: Path, ending: str) -> None:
    page = "<!DOCTYPE html><html><head><title>The light</title></head><body><article><p>%s</p></article></body></html>"
    put(tmp_path, f"a.{ending}", page % ("The council met in the old hall and spoke about the light. " * 8))
    article = only(read(tmp_path))
    assert (article.title, article.title_source) == ("The light", "html")


# ---- what earlier builds have read ----------------------------------------------------------------------------------


def read_again(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Corpus, int]:
    """The corpus, read with a cache, and how many files were not in it."""
    asked = 0

    def counted(known: Task, items: Iterable[bytes]) -> Iterator[Outcome]:
        nonlocal asked
        for item in items:
            asked += 1
            yield known.load(*known.arguments)(item)

    monkeypatch.setattr("generator.executors.serial.Serial.outcomes", lambda self, known, items: counted(known, items))
    with CacheFile(cache) as kept:
        found = read_corpus(root, Settings(), Silent(), cache=kept)
        assert kept.warnings == ()
    return found, asked


def test_a_file_is_read_again_when_what_it_depends_on_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = tmp_path / "corpus", tmp_path / "cache"
    put(root, "a.md", "# A bridge\n\nSeen from afar: ![it](bridge.png)\n")
    put(root, "b.txt", "Another text about it.\n")
    put(root, "c.txt", "")
    first, asked = read_again(root, cache, monkeypatch)
    assert asked == 2  # an empty file is not given to a reader
    assert read_again(root, cache, monkeypatch) == (first, 0)
    (root / "bridge.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    second, asked = read_again(root, cache, monkeypatch)
    assert asked == 1
    assert [image.source for image in second.articles[0].images] == ["bridge.png"]
    put(root, "_curation/metadata.csv", "path,title\nb.txt,A better title\n")
    third, asked = read_again(root, cache, monkeypatch)
    assert (asked, third.articles[1].title) == (1, "A better title")
    (root / "b.txt").rename(root / "d.txt")
    fourth, asked = read_again(root, cache, monkeypatch)
    assert (asked, [article.id for article in fourth.articles]) == (1, ["a", "d"])
    assert fourth == read_corpus(root, Settings(), Silent())


def test_what_is_read_is_asked_for_by_the_digests_that_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = tmp_path / "corpus", tmp_path / "cache"
    put(root, "a.txt")
    put(root, "b.txt", "Another text about it.\n")
    first, asked = read_again(root, cache, monkeypatch)
    assert asked == 2
    digests = {path: digest((root / path).read_bytes()) for path in ("a.txt", "b.txt")}
    monkeypatch.setattr("generator.ingest.corpus._content", None)  # no file is opened to see what is in it
    told: list[int] = []
    with CacheFile(cache) as kept:
        again = read_corpus(
            root, Settings(), Silent(), cache=kept, digests=digests, reading=lambda _, n: told.append(n)
        )
        assert (again, told) == (first, [])
        read_corpus(
            root,
            Settings(),
            Silent(),
            cache=kept,
            digests=digests | {"b.txt": b"x"},
            reading=lambda _, n: told.append(n),
        )
    assert told == [1]
