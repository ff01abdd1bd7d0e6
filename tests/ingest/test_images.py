from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import BrokenFormatError
from generator.ingest.corpus import read_corpus
from generator.ingest.images import Neighbours, image_bytes
from generator.model import Image
from generator.progress import Silent
from generator.settings import Settings

PNG = b"\x89PNG\r\n\x1a\n...."
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script>
<a href="javascript:alert(3)"><circle r="4"/></a><image href="https://elsewhere.example/x.png"/></svg>"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "2020/pics").mkdir(parents=True)
    (folder / "2020/pics/Old Map.png").write_bytes(PNG)
    (folder / "2020/drawing.svg").write_bytes(SVG)
    (folder / "2020/fake.png").write_bytes(b"<html>")
    (tmp_path / "secret.png").write_bytes(PNG)
    (folder / "2020/link.png").symlink_to(tmp_path / "secret.png")
    return folder


@pytest.mark.parametrize(
    "url",
    [
        "../../secret.png",
        "/etc/hostname.png",
        "link.png",
        "fake.png",
        "none.png",
        "pics",
        "a.txt",
        "..%2f..%2fsecret.png",
        "a\0.png",
        "https://elsewhere.example/x.png",
        "//elsewhere.example/x.png",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "x://[broken/a.png",
        "a" * 300 + ".png",
        "",
    ],
)
def test_only_pictures_inside_the_corpus_are_found(root: Path, url: str) -> None:
    assert isinstance(Neighbours(root, "2020/a.md", "2020/a", 1000).find(url), str)


@pytest.mark.parametrize("url", ["pics/Old%20Map.png", "./pics/Old Map.png", "../2020/pics/Old%20Map.png?size=2"])
def test_a_picture_gets_a_safe_name_and_a_relative_link(root: Path, url: str) -> None:
    neighbours = Neighbours(root, "2020/a.md", "2020/a", 1000)
    found = neighbours.find(url)
    assert isinstance(found, Image)
    assert found.source == "2020/pics/Old Map.png"
    assert found.target.startswith("2020/pics/old-map-")
    assert neighbours.link(found) == found.target.removeprefix("2020/")


def test_a_picture_above_the_limit_is_left_out(root: Path) -> None:
    assert "larger" in str(Neighbours(root, "2020/a.md", "2020/a", 5).find("pics/Old Map.png"))


def test_a_drawing_is_published_without_its_scripts(root: Path) -> None:
    safe = image_bytes(root, Image("2020/drawing.svg", "2020/drawing-1.svg"))
    assert b"<circle" in safe
    for evil in (b"script", b"onload", b"elsewhere", b"javascript"):
        assert evil not in safe


def test_a_drawing_that_is_none_is_an_error(root: Path) -> None:
    (root / "x.svg").write_bytes(b"<svg><<<")
    with pytest.raises(BrokenFormatError):
        image_bytes(root, Image("x.svg", "x-1.svg"))


def test_a_small_drawing_becomes_no_huge_one(root: Path) -> None:
    """Each element gets an indented line: of 70 KB that nest without end 200 MB would be made."""
    (root / "x.svg").write_bytes(
        b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 10_000 + b"</g>" * 10_000 + b"</svg>"
    )
    with pytest.raises(BrokenFormatError, match="too deep in one another"):
        image_bytes(root, Image("x.svg", "x-1.svg"))


def test_a_photograph_is_published_as_it_is(root: Path) -> None:
    assert image_bytes(root, Image("2020/pics/Old Map.png", "old-map.png")) == PNG


def test_an_article_refers_to_copies_and_links_to_what_is_elsewhere(root: Path) -> None:
    (root / "2020/a.md").write_text(
        "Text `![code](pics/Old%20Map.png)` ![Map *one*](pics/Old%20Map.png 'T') ![gone](gone.png)\n\n"
        "> ![far\n> away](https://elsewhere.example/x.png) [![Map][m]](https://lindhaven.example)\n\n[m]: drawing.svg\n"
    )
    corpus = read_corpus(root, Settings(), Silent())
    article = corpus.articles[0]
    copy, drawing = article.images
    assert article.markdown == (
        f"Text `![code](pics/Old%20Map.png)` ![Map \\*one\\*](<{copy.target.removeprefix('2020/')}>) \n\n"
        f"> [far away](<https://elsewhere.example/x.png>) [![Map](<{drawing.target.removeprefix('2020/')}>)]"
        "(https://lindhaven.example)\n\n[m]: drawing.svg"
    )
    assert [warning for warning in corpus.warnings if "gone.png" in warning]


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("a.md", "![ornament](data:image/png;base64,AAAA)"),
        ("b.md", '<img src="data:image/png;base64,AAAA" alt="ornament">'),
        ("c.html", '<p><img src="data:image/png;base64,AAAA" alt="ornament"></p>'),
    ],
)
def test_a_picture_written_into_its_address_is_left_out_without_a_warning(
    tmp_path: Path, name: str, picture: str
) -> None:
    words = "The harbour board met on Monday and talked about the tolls of the old bridge for two hours."
    page = f"<html><body><article><h1>Tolls</h1><p>{words}</p>{picture}<p>{words}</p></article></body></html>"
    (tmp_path / name).write_text(page if name.endswith("html") else f"# Tolls\n\n{words}\n\n{picture}\n", "utf-8")
    corpus = read_corpus(tmp_path, Settings(), Silent())
    assert not corpus.warnings
    assert "data:" not in corpus.articles[0].markdown
    if name != "c.html":  # the library that reads web pages has left it out before
        assert ("embedded pictures", 1) in corpus.articles[0].cleaned
