"""Shows the site in a browser while it is worked on."""

from __future__ import annotations

import dataclasses
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.commands.build import build_aside
from generator.errors import AddressError, GeneratorError
from generator.executors import Workforce
from generator.progress import Progress
from generator.project import Project


def serve(
    open_collection: Callable[[], Project], host: str, port: int, workforce: Workforce, progress: Progress
) -> None:
    """Build aside from docs/ and site/, serve the result at `host:port`, and build again when a file changes.

    `open_collection` reads the configuration anew for every build. Open pages reload themselves. Returns when the
    keyboard interrupts; raises what the first build raises and `AddressError`, while a later failure is printed and the
    old site stays.
    """

    def build() -> Project:
        project = open_collection()
        here = dataclasses.replace(project, site=project.work / "serve" / "site")
        build_aside(here, workforce, progress)
        return here

    def build_again() -> None:
        try:
            build()
        except (GeneratorError, OSError) as error:
            print(f"readingroom: {error}", file=sys.stderr)
        else:
            print("built again", file=sys.stderr)

    project = build()
    server = _Server(builder=build_again, host=host, port=port, root=str(project.site))
    server.error_handler = lambda code: _error_page(project.site / f"{code}.html")
    for watched in (project.corpus, project.docs, project.config_file):
        server.watch(str(watched))
    print(f"Open {server.url} in a browser; Ctrl-C ends it.", file=sys.stderr)
    try:
        server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]  # MkDocs gives this method no types
    except KeyboardInterrupt:
        pass
    except OSError as error:
        raise AddressError(f"{server.url}: {error.strerror}.", remedy="Give another `--port` or `--host`.") from error
    finally:
        server.shutdown()


class _Server(LiveReloadServer):
    """MkDocs' server, whose reloading is an inline script, for pages whose policy forbids such scripts."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Add the script to a page, with a nonce that lets this one through."""
        nonce = secrets.token_urlsafe(16).encode()
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]  # as above
        before, _, script = page.rpartition(b"<script>")
        return b'%b<script nonce="%b">%b' % (
            before.replace(b"script-src 'self'", b"script-src 'self' 'nonce-%b'" % nonce, 1),
            nonce,
            script,
        )


def _error_page(page: Path) -> bytes | None:
    return page.read_bytes() if page.exists() else None
