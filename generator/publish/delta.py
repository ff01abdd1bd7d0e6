"""Makes a new site out of the last one: what was made from the same is linked, what was made from other is made anew.

The result is that of a run over all pages. A file of the last site is taken over only if the manifest says what it was
made from, that is the same now, and the file is still the one that was made.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.cache import digest
from generator.executors import SERIAL, Workforce
from generator.executors.forked import Forked
from generator.progress import Progress
from generator.project import Project
from generator.publish.beginning import Last
from generator.publish.chrome import of_every_page
from generator.publish.listing import Keys, list_files
from generator.publish.manifest import Entry, State, sha256, state_of
from generator.publish.mkdocs import messages
from generator.publish.render import SITEMAP, Listed, Rendered, Renderer
from generator.publish.search import FOLDER
from generator.publish.shards import render_all
from generator.publish.sitemap import write_sitemap
from generator.publish.stage import Stage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

MOST = 0.9
"""The share of the last site's files that a new one must have too for the old one to be worth its room as a spare."""
MANY = 2_000
"""Files from which on it pays to have them taken over beside other work: in a tenth of a second."""


class Source(NamedTuple):
    """What a file of the site is made from."""

    folder: Path
    path: str
    """Below the folder."""
    key: bytes
    """Digest of all that it is made from."""


@dataclass(frozen=True, slots=True)
class Delta:
    """A new site, complete but for what the whole of it is needed for."""

    entries: Mapping[str, Entry]
    """What the manifest will say of its files that are made from one each, by path."""
    others: Mapping[str, State]
    """Size and time of change of all other files, but for the search's, by path."""
    rendered: int
    """Pages that were made anew."""
    pages: int
    """All pages."""
    warnings: tuple[str, ...]
    """Those of all pages, made anew or not, in MkDocs' order."""
    is_shared: bool = False
    """Whether most of the last site's files are files of this one, and none had to be copied for it."""
    left: Mapping[str, int] = field(default_factory=dict)
    """Files in the search's folder, by path below it, with their inodes: those that it has no use for have to go."""


def make_delta(
    project: Project,
    config: MkDocsConfig,
    sources: Mapping[str, str],
    last: Last,
    workforce: Workforce,
    progress: Progress,
) -> Delta:
    """Make the site of `config` in its `site_dir`, the folder that was begun, out of the `last` one at `project.site`.

    `sources` gives the SHA-256 digests of files of `config.docs_dir` by path, as far as they are known. Raises
    `PublishError` and `OSError`.
    """
    with messages() as said:
        files = list_files(config)
    docs, staged = Path(config.docs_dir), Path(config.site_dir)
    included = [file for file in files if file.is_included]
    listed = Listed(
        included=tuple(file.path for file in included),
        excluded=tuple(file.path for file in files if not file.is_included),
    )
    renderer = Renderer(config, listed)
    chrome = _chrome(project, renderer, listed.included)
    of_pages, of_copies = Keys(docs, sources, chrome), Keys(docs, sources, b"")
    pages = {file.target: Source(docs, file.path, of_pages.of(file.path)) for file in included if file.is_page}
    of_theme = digest(b"theme", chrome)
    copies = {path: Source(file.parent, file.name, of_theme) for path, file in renderer.theme_files().items()}
    copies |= {file.target: Source(docs, file.path, of_copies.of(file.path)) for file in included if not file.is_page}
    filled = {name for name in config.theme.static_templates if name not in pages}
    copies = {path: source for path, source in copies.items() if path not in filled and path not in pages}

    old = _Old(project.site, last, frozenset(listed.included) | frozenset(listed.excluded))
    sources_of = pages | copies
    entries = {path: entry for path, source in sources_of.items() if (entry := old.entry(path, source.key))}
    same = len(entries)
    stage = last.stage
    missing, left = stage.keep(entries, lambda path: _is_of_search(path) and path not in sources_of)
    take_over = partial(stage.take_over, project.site, missing)
    copier = ThreadPoolExecutor(1)  # tables are large, and copied while pages are rendered
    with Forked(take_over, workforce if len(missing) > MANY else SERIAL) as taking_over, ExitStack() as stack:
        stack.callback(copier.shutdown, cancel_futures=True)
        copied_anew = {}
        for path, source in copies.items():
            if path not in entries:
                known = sources.get(source.path) if source.folder == docs else None
                copied_anew[path] = copier.submit(_copy, source, Path(stage.place(path)), known)
        changed = {source.path: path for path, source in pages.items() if path not in entries}
        made = render_all(renderer, config, listed, tuple(changed), workforce, project.work)
        for one in progress.watch("rendering", made, len(changed)):
            path = changed[one.path]
            entries[path] = _entry(one, pages[path].key)
        entries |= {path: copy.result() for path, copy in copied_anew.items()}
        others = _write_templates(renderer, sorted(filled - {SITEMAP}), stage)
        copied = taking_over.result()
        for path, state in copied.items():
            entries[path] = entries[path]._replace(state=state)
    if SITEMAP in filled:
        addresses = [entries[path].canonical for path in pages if entries[path].canonical]
        others += write_sitemap(addresses, str(config.site_url or ""), staged)
    return Delta(
        entries=entries,
        others={path: state_of(staged / path) for path in others},
        rendered=len(changed),
        pages=len(pages),
        warnings=(*said.texts(), *renderer.warnings, *(text for path in pages for text in entries[path].warnings)),
        is_shared=bool(same) and not copied and same >= MOST * len(last.manifest.entries),
        left={path.removeprefix(f"{FOLDER}/"): inode for path, inode in left.items()},
    )


def _is_of_search(path: str) -> bool:
    """Whether a file of the site may be the search's; its pages are not looked at there."""
    return path.startswith(f"{FOLDER}/") and not path.endswith(".html")


def _chrome(project: Project, renderer: Renderer, included: Sequence[str]) -> bytes:
    """What all pages depend on; links to HTML files are not recorded page by page, for nearly all links end so."""
    by_hand = (path for path in included if path.endswith(".html"))
    return of_every_page(project, f"{renderer.navigation}{sorted(by_hand)}")


def _entry(page: Rendered, key: bytes) -> Entry:
    return Entry(key, page.state, page.sha256, page.canonical, page.asked, page.warnings)


def _write_templates(renderer: Renderer, names: Iterable[str], stage: Stage) -> list[str]:
    """Write the theme's templates that are pages by themselves; returns the paths of those that are not empty."""
    written = []
    for name in names:
        if (content := renderer.render_template(name)).strip():
            Path(stage.place(name)).write_bytes(content)
            written.append(name)
    return written


def _copy(source: Source, target: Path, known: str | None) -> Entry:
    """Copy a file of docs/ or of the theme; its SHA-256 digest may be `known`."""
    shutil.copyfile(source.folder / source.path, target)
    return Entry(source.key, state_of(target), bytes.fromhex(known) if known else sha256(target))


class _Old:
    """The last site."""

    def __init__(self, site: Path, last: Last, present: frozenset[str]) -> None:
        """`present` are the files of docs/ now."""
        self._site = site
        self._entries = last.manifest.entries
        self._present = present
        self._states = last.states

    def entry(self, path: str, key: bytes) -> Entry | None:
        """What is known of the file at `path`, if it was made from the same and is still the same."""
        entry = self._entries.get(path)
        if entry is None or entry.key != key:
            return None
        if any((asked in self._present) is not there for asked, there in entry.asked):
            return None
        state = self._states.get(path)
        if not entry.sha256 or state is None:  # a page that came out empty has no file
            return None
        if state == entry.state:
            return entry
        if state.size != entry.state.size or sha256(self._site / path) != entry.sha256:
            return None
        return entry._replace(state=state)
