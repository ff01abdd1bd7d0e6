"""Renders single pages as MkDocs would in a run over all of them, so that the others can stay as they are.

The steps are those of `mkdocs.commands.build.build` for one page. What a page may know of the others is the navigation,
and whether the files it links to are there. Where that is not all, `needs_all_pages` says so.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from jinja2 import FileSystemLoader
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Section, get_navigation
from mkdocs.structure.pages import Page

from generator.errors import PublishError
from generator.publish.front_matter import read_front_matter
from generator.publish.manifest import State, state_of
from generator.publish.mkdocs import messages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

MOVED = "moved.html"
"""Template of the pages that lead on from an old address, which no search engine should list."""
SITEMAP = "sitemap.xml"
_READING = frozenset({"pymdownx.snippets", "pymdownx.b64", "markdown_include.include", "mdx_include"})
"""Markdown extensions by which a page takes in other files."""


class Rendered(NamedTuple):
    """A page that was written."""

    path: str
    """Of its Markdown, below docs/."""
    sha256: bytes
    """Of the file that was written; empty when the page came out empty, so that there is none."""
    state: State
    canonical: str
    """Its full address where search engines may list it, otherwise empty."""
    asked: tuple[tuple[str, bool], ...]
    """The files of docs/ that it links to or asked for, and whether they were there."""
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The files of docs/, by whether they belong to the site; paths in MkDocs' order."""

    included: tuple[str, ...]
    excluded: tuple[str, ...]


def needs_all_pages(config: MkDocsConfig) -> bool:
    """Whether something in `config` may look at several pages, so that MkDocs has to make all of them in one run."""
    validation = config.validation
    lists_pages = config.nav is None or validation.nav.omitted_files >= logging.WARNING
    checks_anchors = validation.links.anchors >= logging.WARNING
    return lists_pages or checks_anchors or bool(config.extra_templates) or may_look_elsewhere(config)


def may_look_elsewhere(config: MkDocsConfig) -> bool:
    """Whether something in `config` may look at more than the files of docs/ and the theme."""
    return bool(config.plugins or config.hooks or _READING.intersection(config.markdown_extensions))


class Renderer:
    """Renders pages of one site, in any order."""

    def __init__(self, config: MkDocsConfig, listed: Listed) -> None:
        """Read the navigation; `config` names the folders to read from and to write to."""
        self._config = config
        self._files = _Known(config, listed)
        self._env = config.theme.get_env()
        with messages() as said:
            self._nav = get_navigation(self._files, config)
            for page in self._nav.pages:
                if not _is_titled(page):
                    page.read_source(config)
                    page.render(config, self._files)
        self.warnings = said.texts()
        """What there is to warn of in the navigation."""
        self._in_navigation = frozenset(page.file.src_uri for page in self._nav.pages)

    @property
    def navigation(self) -> str:
        """What pages show of the navigation: titles and addresses; equal texts give equal pages."""
        return repr([*_shown(self._nav)])

    def render(self, path: str) -> Rendered:
        """Render the page whose Markdown lies at `path`, and write it. Raises `PublishError` and `OSError`."""
        file = self._files.get_file_from_path(path)
        assert file is not None
        page = file.page or Page(None, file, self._config)
        self._files.begin_record()
        with messages() as said:
            try:
                page.markdown, page.meta = read_front_matter(file.content_string)
                page.render(self._config, self._files)
                output = self._fill(page)
            except OSError:
                raise
            except Exception as error:  # of a template, or of a Markdown extension
                problem = f"MkDocs failed: Error reading page '{path}': {error}."
                raise PublishError(problem, remedy="Mend that page or theme file, and build again.") from error
        target = Path(file.abs_dest_path)
        state, digest = State(0, 0), b""
        if output.strip():
            state, digest = _write(target, output.encode("utf-8", errors="xmlcharrefreplace"))
        listed = page.meta.get("template") != MOVED
        canonical = page.canonical_url if listed and page.canonical_url else ""
        self._forget(page)
        return Rendered(path, digest, state, canonical, self._files.record(), said.texts())

    def address(self, path: str) -> str:
        """The path below the site of the page whose Markdown will lie at `path`."""
        return self._file(path).dest_uri

    def preview(self, path: str, markdown: str) -> bytes:
        """The HTML of the page whose Markdown will lie at `path`; nothing is written.

        Raises whatever a template or a Markdown extension raises.
        """
        page = Page(None, self._file(path), self._config)
        page.markdown, page.meta = read_front_matter(markdown)
        page.render(self._config, self._files)
        return self._fill(page).encode("utf-8", errors="xmlcharrefreplace")

    def render_template(self, name: str) -> bytes:
        """Fill a template of the theme that is no page, such as 404.html."""
        base = urlsplit(self._config.site_url or "/").path if name == "404.html" else "."
        context = get_context(self._nav, (), self._config, base_url=base)
        return self._env.get_template(name).render(context).encode()

    def theme_files(self) -> dict[str, Path]:
        """The theme's files that belong into the site, by their path there."""
        files = Files(())
        files.add_files_from_theme(self._env.overlay(loader=_Visible(self._config.theme.dirs)), self._config)
        return {file.dest_uri: Path(str(file.abs_src_path)) for file in files}

    def _file(self, path: str) -> File:
        config = self._config
        return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)

    def _fill(self, page: Page) -> str:
        page.active = True
        self._config._current_page = page
        try:
            template = self._env.get_template(page.meta.get("template", "main.html"))
            return template.render(get_context(self._nav, (), self._config, page))
        finally:
            page.active = False
            self._config._current_page = None

    def _forget(self, page: Page) -> None:
        """Hold nothing of a page that other pages do not show."""
        if page.file.src_uri in self._in_navigation:
            page.content, page.toc = None, ()  # type: ignore[assignment]  # as it is before it is rendered
        else:
            self._files.forget(page.file)


class _Visible(FileSystemLoader):
    """Lists nothing in folders whose names begin with a dot: MkDocs leaves it out, and Material has 14,000 icons so."""

    def list_templates(self) -> list[str]:
        """As the loader's own."""
        found: set[str] = set()
        for place in self.searchpath:
            for here, folders, names in os.walk(place):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(here, name).relative_to(place).as_posix() for name in names)
        return sorted(found)


class _Known(Files):
    """The files of docs/, of which only those that are asked for are made."""

    def __init__(self, config: MkDocsConfig, listed: Listed) -> None:
        super().__init__(())
        self._config = config
        self._levels = dict.fromkeys(listed.included, InclusionLevel.INCLUDED)
        self._levels.update(dict.fromkeys(listed.excluded, InclusionLevel.EXCLUDED))
        self._asked: dict[str, bool] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """As MkDocs' own."""
        path = PurePosixPath(path).as_posix()
        level = self._levels.get(path)
        if level is not None or not path.endswith(".html"):
            self._asked[path] = level is not None
        if level is None:
            return None
        if path not in self._src_uris:
            config = self._config
            self._src_uris[path] = File(
                path, config.docs_dir, config.site_dir, config.use_directory_urls, inclusion=level
            )
        return self._src_uris[path]

    def begin_record(self) -> None:
        """Record from now on what is asked for."""
        self._asked = {}

    def record(self) -> tuple[tuple[str, bool], ...]:
        """What was asked for, and whether it was there."""
        return tuple(sorted(self._asked.items()))

    def forget(self, file: File) -> None:
        """Drop the file of a page."""
        del self._src_uris[file.src_uri]


def _is_titled(page: Page) -> bool:
    """Whether mkdocs.yml itself gives the page's title."""
    return page.title is not None


def _shown(items: Iterable[object]) -> Iterator[object]:
    for item in items:
        if isinstance(item, Section):
            yield item.title, [*_shown(item.children)]
        elif isinstance(item, Page | Link):
            yield type(item).__name__, item.title, item.url


def _write(file: Path, content: bytes) -> tuple[State, bytes]:
    """Write a new file; one that is there may be shared with the old site, and is not written to but replaced."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)  # of a process that ended before it had told of it
    with file.open("xb") as stream:
        stream.write(content)
    return state_of(file), hashlib.sha256(content).digest()
