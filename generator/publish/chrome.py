"""What every page depends on beside its own Markdown: the configuration, the theme, the code and what is installed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.cache import digest
from generator.fingerprint import Needs, folder
from generator.project import Project
from generator.publish.manifest import refuse_nameless, states_below

CODE = ("generator.publish.markdown", "generator.publish.render")
"""Our modules that make a page of its Markdown; those that only bring pages together change none of them."""
_INHERIT = re.compile(rb"^INHERIT:[ \t]*[\"']?([^\"'\s#]+)", re.MULTILINE)
_ENVIRONMENT = re.compile(rb"!ENV[ \t]+\[?([^\]\n#]+)")
_DATE = "SOURCE_DATE_EPOCH"
"""The variable that dates what MkDocs dates."""


def of_every_page(project: Project, navigation: str) -> bytes:
    """A digest of what all pages of a site share; `navigation` is what a page shows of the others."""
    return digest(installed(), Needs(CODE, ()).fingerprint(), configuration(project), theme(project), navigation)


def configuration(project: Project) -> bytes:
    """A digest of mkdocs.yml, of the files it inherits from, and of the environment's variables that they name."""
    parts = [os.environ.get(_DATE, "")]
    for text in _configurations(project.config_file).values():
        parts.append(text.decode("utf-8", "surrogateescape"))
        for names in _ENVIRONMENT.findall(text):
            parts += (os.environ.get(name.strip(), "") for name in names.decode("utf-8", "replace").split(","))
    return digest(*parts)


def theme(project: Project) -> bytes:
    """A digest of the files of the theme's custom_dir."""
    return digest() if project.theme is None else folder(project.theme)


def files(project: Project) -> Iterator[Path]:
    """The files of the configuration and the theme's custom_dir; raises `PublishError` for a name that is no text."""
    yield from _configurations(project.config_file)
    if project.theme is not None:
        for path in sorted(states_below(project.theme)):
            refuse_nameless(project.theme, path)
            yield project.theme / path


def program() -> bytes:
    """A digest of this program: every file of it, and what is installed beside it."""
    return digest(installed(), folder(Path(__file__).parent.parent))


def installed() -> bytes:
    """A digest of the names and versions of Python and of what is installed for it."""
    places = [place for place in map(Path, sys.path) if place.is_dir()]
    found = {file.name for place in places for file in place.glob("*.*-info")}
    return digest(sys.version, *sorted(found))


def _configurations(file: Path) -> dict[Path, bytes]:
    """The texts of a configuration file and of those it inherits from."""
    texts: dict[Path, bytes] = {}
    while file not in texts:
        texts[file] = file.read_bytes()
        if parent := _INHERIT.search(texts[file]):
            file = file.parent / os.fsdecode(parent[1])
    return texts
