"""The list of files is MkDocs' own, in its order."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.base import load_config
from mkdocs.structure.files import InclusionLevel, get_files

from generator.publish.listing import DocsFile, list_files
from generator.publish.mkdocs import messages

NAMES = ("index.md", "README.md", "a.md", "a.html", "a", "b.markdown", "b.md", "z.csv", "é.md", ".md", "..md", "A.md")
DRAFT = InclusionLevel.DRAFT.value
FOLDERS = ("", "people", "templates", "people/templates", ".hidden", "people/.hidden", "templates.d")
SETTINGS = (
    "use_directory_urls: false\n",
    "use_directory_urls: true\n",
    "use_directory_urls: false\nexclude_docs: a.md\n",
    "use_directory_urls: false\ndraft_docs: people/\n",
    "use_directory_urls: false\nnot_in_nav: a.md\n",
)


@given(
    names=st.sets(st.tuples(st.sampled_from(FOLDERS), st.sampled_from(NAMES)), max_size=12),
    settings=st.sampled_from(SETTINGS),
)
def test_the_files_are_those_that_mkdocs_lists(names: set[tuple[str, str]], settings: str) -> None:
    with TemporaryDirectory() as folder, messages() as said:
        docs = Path(folder, "docs")
        docs.mkdir()
        for place, name in names:
            (docs / place).mkdir(parents=True, exist_ok=True)
            (docs / place / name).touch()
        Path(folder, "mkdocs.yml").write_text(f"site_name: A\n{settings}", encoding="utf-8")
        config = load_config(str(Path(folder, "mkdocs.yml")))
        expected = [
            DocsFile(file.src_uri, file.dest_uri, file.inclusion.value > DRAFT, file.is_documentation_page())
            for file in get_files(config)
        ]
        warned = len(said.records)
        assert list_files(config) == expected
        assert len(said.records) == 2 * warned
