"""Pages as the publisher renders them, and what a reader sees of one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from markdown import Markdown

BUILT_IN = ("toc", "tables", "fenced_code")
"""What MkDocs adds to the extensions that mkdocs.yml names."""
BLOCKS = (
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "td", "th", "hr", "ul", "ol", "table", "tr",
    "br", "div",
)  # fmt: skip

CONFIGURATION = Path(__file__).resolve().parent.parent / "mkdocs.yml"


def render(markdown: str, *more: str) -> str:
    """Turn a page's body into HTML as MkDocs does; `more` are further extensions."""
    return _markdown(more).reset().convert(markdown)


@cache
def _markdown(more: tuple[str, ...]) -> Markdown:
    class Loader(yaml.SafeLoader):
        """Passes over tags like `!!python/name`, which MkDocs allows."""

    Loader.add_multi_constructor("", lambda loader, suffix, node: None)
    settings: dict[str, Any] = yaml.load(CONFIGURATION.read_text(encoding="utf-8"), Loader)
    named: list[str | dict[str, Any]] = settings["markdown_extensions"]
    names = [one if isinstance(one, str) else next(iter(one)) for one in named]
    configs = {name: options for one in named if isinstance(one, dict) for name, options in one.items() if options}
    return Markdown(extensions=[*BUILT_IN, *names, *more], extension_configs=configs)


def tree(page: str) -> html.HtmlElement:
    """Parse a fragment of HTML the way a browser does, under one `div`."""
    return html.fragment_fromstring(page, create_parent="div")


def visible(page: str) -> str:
    """The words a reader sees, blocks parted by a space, white space folded."""
    root = tree(page)
    for element in root.iter(*BLOCKS):
        element.text = " " + (element.text or "")
        element.tail = " " + (element.tail or "")
    return folded(root.text_content())


def folded(text: str) -> str:
    """Text with each run of white space made one space."""
    return " ".join(text.split())
