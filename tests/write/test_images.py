"""Pictures that cannot be copied are told of, and leave their words in the article."""

from __future__ import annotations

from pathlib import Path

from generator.pipeline import collect
from generator.progress import Silent
from generator.settings import Settings
from generator.write import catalogue, write_images, write_pages


def test_a_picture_that_cannot_be_copied_is_told_of_and_leaves_its_words(tmp_path: Path) -> None:
    corpus, docs = tmp_path / "corpus", tmp_path / "docs"
    corpus.mkdir()
    (corpus / "a.md").write_text("# The quay\n\nIt is old.\n\n![A plan](x.svg) ![A sketch](y.svg)\n", encoding="utf-8")
    (corpus / "x.svg").write_bytes(b"<svg><<<")
    (corpus / "y.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>')
    collection = write_images(collect(corpus, Settings(), progress=Silent()), corpus, docs)
    (warning,) = collection.warnings
    assert warning.startswith("x.svg: is no drawing that can be made safe")
    write_pages(catalogue(collection, "corpus"), docs, Silent())
    page = (docs / "articles" / "a.md").read_text(encoding="utf-8")
    assert "\nA plan ![A sketch](y-" in page
    assert [file.name[:2] for file in docs.rglob("*.svg")] == ["y-"]
