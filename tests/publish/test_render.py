"""What single pages are made with is what MkDocs would take for all of them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.structure.files import Files

from generator.publish.mkdocs import load
from generator.publish.render import Listed, Renderer
from tests.publish.editing import write


def test_the_files_of_the_theme_are_those_that_mkdocs_lists(tmp_path: Path) -> None:
    for path in (
        ".a/b.css",
        "a/.b/c.css",
        "a/b/.c.css",
        "a/b/d.css",
        "assets/stylesheets/e.css",
        "f.html",
        "img/g.svg",
    ):
        write(tmp_path / "theme" / path, path)
    (tmp_path / "theme" / "linked").symlink_to("img")
    config = tmp_path / "mkdocs.yml"
    write(config, "site_name: A\ntheme: {name: material, custom_dir: theme}\nplugins: []\nnav: [index.md]\n")
    write(tmp_path / "docs" / "index.md", "# A page\n")
    loaded, _ = load(config, tmp_path / "docs", tmp_path / "site")
    expected = Files(())
    expected.add_files_from_theme(loaded.theme.get_env(), loaded)
    found = Renderer(loaded, Listed(("index.md",), ())).theme_files()
    assert [*found.items()] == [(file.dest_uri, Path(str(file.abs_src_path))) for file in expected]
    assert {"a/b/d.css", "assets/stylesheets/e.css", "img/g.svg", "assets/images/favicon.png"} <= found.keys()
