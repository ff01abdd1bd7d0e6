"""Spreads the rendering of pages over processes. What each writes depends on its page alone, so nothing is merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.errors import PublishError
from generator.executors import Task, Workforce
from generator.fingerprint import Needs
from generator.publish.mkdocs import load, reproducible
from generator.publish.render import Listed, Rendered, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

WORTH = 400
"""Pages from which on a further process pays for the second in which it starts, at about five milliseconds a page."""
BATCH = 25
"""Pages that go to a process at once."""


def render_all(
    renderer: Renderer, config: MkDocsConfig, listed: Listed, pages: Sequence[str], workforce: Workforce, work: Path
) -> Iterator[Rendered]:
    """Render `pages`, by the paths of their Markdown, in their order: here, or in processes when they are many.

    `work` is a folder for what the processes need to know. Raises `PublishError` and `OSError`.
    """
    if len(pages) < 2 * WORTH or workforce.name == "serial":
        yield from map(renderer.render, pages)
        return
    known = work / "files"
    known.parent.mkdir(parents=True, exist_ok=True)
    known.write_bytes(msgspec.msgpack.encode(listed))
    task = Task(
        load=load_renderer,
        arguments=(str(config.config_file_path), config.docs_dir, config.site_dir, str(known)),
        needs=Needs((__name__,), ("mkdocs", "mkdocs-material")),
        seconds=0,
    )
    batches = (msgspec.msgpack.encode(pages[start : start + BATCH]) for start in range(0, len(pages), BATCH))
    try:
        with workforce.here().at_work(len(pages), worth=WORTH) as executor:
            for outcome in executor.outcomes(task, batches):
                if not isinstance(outcome, bytes):
                    raise PublishError(f"MkDocs failed: {outcome.message or outcome.reason}.", remedy="Build again.")
                answer = msgspec.msgpack.decode(outcome, type=list[Rendered] | str)
                if isinstance(answer, str):
                    raise PublishError(answer, remedy="Mend that page, theme file or folder, and build again.")
                yield from answer
    finally:
        known.unlink(missing_ok=True)


def load_renderer(config_file: str, docs: str, site: str, known: str) -> Callable[[bytes], bytes]:
    """What a process does: render the pages that it is told."""
    with reproducible():
        config, _ = load(Path(config_file), Path(docs), Path(site))
        renderer = Renderer(config, msgspec.msgpack.decode(Path(known).read_bytes(), type=Listed))

    def render(item: bytes) -> bytes:
        with reproducible():
            try:
                answer: list[Rendered] | str = [*map(renderer.render, msgspec.msgpack.decode(item, type=list[str]))]
            except PublishError as error:
                answer = error.problem
            except OSError as error:
                answer = f"{error.filename}: {error.strerror}."
        return msgspec.msgpack.encode(answer)

    return render
