"""The rules by which a hostile corpus stays harmless, one after the other as SECURITY.md promises them.

Most are held where their code is tested; here are those that no single module could break alone. What is held
elsewhere is named at each rule.
"""

from __future__ import annotations

import csv
import json
import os
import re
import socket
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from selectolax.lexbor import LexborHTMLParser

from generator import ids, model
from generator.cli import main
from generator.commands.build import Built
from generator.ingest.corpus import article_id, read_corpus
from generator.model import Corpus
from generator.progress import Silent
from generator.publish.front_matter import read_front_matter
from generator.publish.pages import files_below
from generator.settings import Limits, Settings
from generator.write import addresses, catalogue, write_pages, write_tables
from generator.write.columns import TABLES
from tests.collections import sample
from tests.fuzz.passive import assert_passive_page, shape
from tests.shared import ROOT
from tests.site.test_hostile import hostile

THEME = ROOT / "generator" / "theme"


def read(root: Path, **limits: int) -> Corpus:
    return read_corpus(root, Settings(limits=Limits(**limits)), Silent())


# ---- 1: one module writes and escapes Markdown, templates escape the rest -----------------------------------------
# tests/write/test_markdown.py, tests/publish/test_hostile.py

OURS = re.compile(
    r"page\.content|config\.copyright|lang\.t\(.*\)|(?:child|sibling|heading)\.title"  # made by MkDocs, or the keeper
    r"|(?:parts\.)?(?:cards|stats|chips|also|crumbs|names?|speakers|sayings|dates|tally|bars|place|overview|descriptions"
    r"|spoken)\(.*\)"  # macros of the theme, which escape
    r"|'[^']*'(?: if .*)?|\"[^\"]*\"(?: if .*)?"  # words of the template
    r"|[a-z.]+ \| length(?: - (?:limit|\d+))?|loop\.index0?(?: % loop\.length)?|mkdocs_version"
    r"|(?:chart|map|dot)\.(?:width|height|axis|radius|most\[\d\]|x|y)(?: - \d)?|[xy]|width|height|bar\[1\]"
    r"|(?:item|index)\.count|count|kind|speaker\.type|super\(\)"  # numbers and our own class names
)


def expressions() -> Iterator[tuple[str, str]]:
    for template in sorted([*THEME.rglob("*.html"), *THEME.rglob("*.xml")]):
        for expression in re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", template.read_text(encoding="utf-8"), re.DOTALL):
            yield template.name, expression


def test_the_theme_escapes_what_it_prints() -> None:
    assert len([*expressions()]) > 100
    bare = [
        (template, expression)
        for template, expression in expressions()
        if not re.search(r"\| (?:e|url|tojson)$", expression) and not OURS.fullmatch(expression)
    ]
    assert not bare


def test_attributes_hold_what_is_escaped() -> None:
    """An unquoted attribute ends at a space, which no escaping touches."""
    for template in sorted(THEME.rglob("*.html")):
        bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", template.read_text(encoding="utf-8"))
        assert not re.search(r"\s[a-z-]+=\{\{", bare), template.name


def test_generated_pages_carry_no_raw_html(tmp_path: Path) -> None:
    write_pages(catalogue(hostile(), "corpus"), tmp_path, Silent())
    pages = [path for path in files_below(tmp_path) if path.endswith(".md")]
    assert len(pages) > 15
    for path in pages:
        body, values = read_front_matter((tmp_path / path).read_text(encoding="utf-8"))
        assert "<" not in body.replace("<!-- -->", ""), path
        assert "<" not in str(values.get("title", "")), path


def test_no_other_extension_reads_the_pages() -> None:
    for configuration in (ROOT / "mkdocs.yml", *(ROOT / "generator" / "scaffold").glob("mkdocs.yml")):
        said = configuration.read_text(encoding="utf-8")
        listed = re.search(r"(?m)^markdown_extensions:.*\n((?:  .*\n)+)", said)
        assert listed is not None
        assert listed[1].split() == ["-", "tables", "-", "generator.publish.markdown"]
        assert re.search(r"(?m)^plugins: \[\]", said)


# ---- 2: the second wall: tests/publish/test_hostile.py -----------------------------------------------------------
# ---- 3: front matter: tests/ingest/test_frontmatter.py, tests/ingest/test_corpus.py ------------------------------


# ---- 4: names become addresses through one function ---------------------------------------------------------------
# tests/ingest/test_properties.py, tests/ingest/test_corpus.py, tests/ingest/test_images.py

DEVICES = ("CON", "con", "Nul", "aux", "PRN", "COM1", "lpt9", "cоn", "con.x/a", "NUL.", "con ", "-con-", "index")


@pytest.mark.parametrize("name", DEVICES)
def test_no_address_is_the_name_of_a_device_or_an_index(name: str) -> None:
    devices = {"con", "prn", "aux", "nul", "index"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
    for path in (f"{name}.txt", f"{name}/a.txt", f"a/{name}/b.md"):
        assert devices.isdisjoint(part.partition(".")[0] for part in article_id(path).split("/"))


def test_no_two_articles_share_an_address_on_any_disk(tmp_path: Path) -> None:
    names = [
        "A.txt",
        "a.txt",
        "a.md",
        "Ä.txt",
        "A\u0308.txt",
        "ä.txt",
        "a-2.txt",
        "ａ.txt",
        "a .txt",
        "a/b.txt",
        "A/B.txt",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Ferries ran late all winter.")
    found = [article.id for article in read(tmp_path).articles]
    assert len(found) == len(names)
    assert len({unicodedata.normalize("NFC", one).casefold() for one in found}) == len(names)
    assert all(re.fullmatch("[a-z0-9-]+(/[a-z0-9-]+)*", one) for one in found)


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "a-2-2", "b"]), max_size=12))
def test_ids_told_apart_are_apart(wanted: list[str]) -> None:
    assert len(set(ids.tell_apart(wanted))) == len(wanted)


@pytest.mark.parametrize(
    "address",
    ["../a.html", "a/../../b.html", "/etc/a.html", "a//b.html", "a\\..\\b.html", "a.b.html", "", "a", "A.html"],
)
def test_nothing_is_written_outside_of_the_pages(address: str) -> None:
    with pytest.raises(ValueError, match="can be no address"):
        addresses.source_file(address)


@pytest.mark.parametrize("name", ["metadata.csv", "entities.yml", "topics.yml", "stopwords.txt"])
def test_corrections_are_read_from_files_of_the_corpus_alone(tmp_path: Path, name: str) -> None:
    """Neither a link out of the folder is followed nor a pipe waited for."""
    curation = tmp_path / "corpus" / "_curation"
    curation.mkdir(parents=True)
    (tmp_path / "corpus" / "a.txt").write_text("Ferries ran late all winter.")
    (tmp_path / "secret").write_text("path,hidden\nsecret words: [")
    (curation / name).symlink_to(tmp_path / "secret")
    found = read(tmp_path / "corpus")
    assert any(name in warning for warning in found.warnings)
    assert not any("hidden" in warning or "secret" in warning for warning in found.warnings)
    (curation / name).unlink()
    os.mkfifo(curation / name)
    assert len(read(tmp_path / "corpus").articles) == 1


def test_a_device_is_not_opened(tmp_path: Path) -> None:
    try:
        os.mknod(tmp_path / "zero.txt", 0o20644, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root can make a device")
    assert [one.error for one in read(tmp_path).quarantined] == ["UnreadableError"]


# ---- 5: limits, and nothing lost in silence -----------------------------------------------------------------------
# tests/ingest/test_corpus.py, tests/analyse/test_analysing.py (time), tests/test_cli.py (--strict),
# tests/site/test_article.py (the page "About this collection")


def test_every_file_that_is_left_out_is_listed_in_the_tables(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "large.txt").write_bytes(b"x" * 2000)
    (corpus / "\x1b[31mred.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = read(corpus, file_bytes=1000)
    write_tables(replace(sample(), quarantined=found.quarantined), tmp_path)
    listed = json.loads((tmp_path / "build.json").read_text(encoding="utf-8"))["quarantined"]
    assert [(one["path"], one["error"]) for one in listed] == [
        ("\x1b[31mred.txt", "NotTextError"),
        ("empty.txt", "EmptyArticleError"),
        ("large.txt", "TooLargeError"),
    ]


# ---- 6: what cannot be seen is taken out and counted: tests/ingest/test_cleaning.py, tests/fuzz -------------------


def test_names_of_files_cannot_steer_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steering = "\x1b]0;title\x07\x1b[2J\u202etxt\x9b31m"
    main(["new", str(tmp_path)], standalone_mode=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket.socket, "connect", _refused)  # promise 10: a build asks no other host
    (tmp_path / "corpus" / f"{steering}.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "corpus" / f"{steering}.xyz").write_bytes(b"x")
    (tmp_path / "corpus" / f"{steering}.md").write_text("---\ndate: \x1b[31m\nlanguage: \x1b[31m\n---\nWords of it.\n")
    main(["build", "--executor", "serial"], standalone_mode=False)
    main(["check"], standalone_mode=False)
    said = capsys.readouterr()
    assert "quarantined: \\x1b]0;title" in said.err
    assert "quarantined: \\x1b]0;title" in said.out
    for line in (said.out + said.err).splitlines():
        assert line.isprintable(), repr(line)


def _refused(*asked: object) -> None:
    raise AssertionError(f"the network is asked: {asked}")


# ---- 7: nothing is asked of another host --------------------------------------------------------------------------
# tests/ingest/test_images.py (pictures), tests/publish/test_check.py; every page a test opens in a browser is watched


def test_styles_and_scripts_of_the_theme_name_no_other_host() -> None:
    for file in sorted([*(THEME / "assets").glob("*.css"), *(THEME / "assets").glob("*.js")]):
        named = set(re.findall(r"https?://[^\s\"'`)]+", file.read_text(encoding="utf-8")))
        assert named <= {"http://www.w3.org/2000/svg"}, file.name


# ---- 8: a policy on every page, and links that tell nothing -------------------------------------------------------


@pytest.fixture(scope="module")
def pages(sample: Built) -> dict[str, str]:
    """Every page of the sample's site."""
    found = {path: sample.site / path for path in files_below(sample.site) if path.endswith(".html")}
    assert {"404.html", "index.html", "search.html", "collection.html"} <= found.keys()
    return {path: file.read_text(encoding="utf-8") for path, file in found.items()}


def test_every_page_has_a_policy_before_anything_is_loaded(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        head = LexborHTMLParser(page).css("head > *")
        policy = next(
            place for place, one in enumerate(head) if one.attributes.get("http-equiv") == "Content-Security-Policy"
        )
        assert not [one.html for one in head[:policy] if one.tag != "meta"], path
        rules = dict(rule.strip().split(" ", 1) for rule in str(head[policy].attributes["content"]).split(";"))
        assert rules.pop("default-src") == "'none'"
        sources = {word for rule in rules.values() for word in rule.split()}
        assert sources <= {"'none'", "'self'", "file:", "blob:", "data:", "'unsafe-inline'", "'wasm-unsafe-eval'"}, path
        scripts = set(rules.get("script-src", "'none'").split())
        assert scripts <= {"'none'", "'self'", "file:", "blob:", "'wasm-unsafe-eval'"}, path
        if scripts != {"'none'"}:
            assert rules["base-uri"] == rules["object-src"] == "'none'"
            assert rules["form-action"] == "'self'"


def test_every_page_keeps_to_the_rules_for_links_and_scripts(pages: dict[str, str]) -> None:
    known = frozenset().union(*map(shape, pages.values()))
    assert not [one for one in known if one[0] == "script" and one[1]], "an inline script"
    for page in pages.values():
        assert_passive_page(page, known)


def test_no_page_tells_another_where_a_reader_comes_from(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        told = LexborHTMLParser(page).css_first("meta[name=referrer]")
        assert told is not None and told.attributes["content"] == "no-referrer", path


# ---- 9: no cell runs as a formula: tests/write/test_tables.py (one cell) ------------------------------------------


def test_no_cell_of_any_table_runs(tmp_path: Path) -> None:
    write_tables(running("=HYPERLINK(1)"), tmp_path)
    guarded = 0
    for table in TABLES:
        with (tmp_path / table.file).open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                for cell in row:
                    assert not re.match(r"[=+@\t\r]|-(?!\d)", cell), (table.file, cell)
                    guarded += cell.startswith("'=")
    assert guarded > 20


def running(formula: str) -> model.Collection:
    """A collection with a formula in every cell that a corpus can fill."""
    whole = sample()
    records = tuple(
        replace(
            record,
            article=replace(
                record.article,
                path=formula,
                title=formula,
                source=formula,
                authors=(formula,),
                url=formula,
                rights=formula,
                text="=" * len(record.article.text),
            ),
            keywords=tuple(
                structs.replace(one, keyword=structs.replace(one.keyword, text=formula)) for one in record.keywords
            ),
        )
        for record in whole.records
    )
    return replace(
        whole,
        records=records,
        entities=tuple(
            replace(one, name=formula, aliases=(formula,), descriptions=(formula,)) for one in whole.entities
        ),
        topics=tuple(replace(one, label=formula, variants=(formula,)) for one in whole.topics),
    )


# ---- 10: other machines by TLS alone: tests/executors/test_dask.py ------------------------------------------------


def test_the_site_is_served_to_this_machine_alone() -> None:
    host = next(option for option in main.commands["serve"].params if option.name == "host")
    assert host.default == "127.0.0.1"


def test_tests_listen_to_this_machine_alone() -> None:
    for file in sorted((ROOT / "tests").rglob("*.py")):
        if file != Path(__file__):
            assert not re.search(r"0\.0\.0\.0|Server\(\(\"\"|bind\(\(\"\"", file.read_text(encoding="utf-8")), file.name
