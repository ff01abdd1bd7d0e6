"""Sites of a few pages, as the theme prints them, for the tests of the search."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FRAME = '<!doctype html>\n<html lang="en"><head><title>{title}</title></head><body>{article}</body></html>\n'


@dataclass(frozen=True)
class Written:
    """A page to be written."""

    address: str
    title: str
    kind: str = "article"
    text: str = ""
    """Paragraphs of HTML."""
    lang: str = "en"
    date: str = ""
    source: str = ""
    names: Sequence[str] = ()
    about: str = ""
    weight: int = 0
    facets: Mapping[str, Sequence[object]] = field(default_factory=dict)

    def html(self) -> str:
        named = ("kind", "title", "lang", "date", "source", "names", "about", "weight", "facets")
        record = {name: getattr(self, name) for name in named if getattr(self, name)}
        if self.kind != "article":
            record.pop("lang")
        value = json.dumps(record)
        for char in "<>&'":
            value = value.replace(char, f"\\u{ord(char):04x}")
        title = html.escape(self.title)
        if self.kind == "article":
            article = (
                f"<article data-search='{value}'><nav>Articles</nav><h1 data-pagefind-body>{title}</h1>"
                f'<p>not indexed</p><section class="text" data-pagefind-body>{self.text}</section></article>'
            )
        else:
            article = f"<article data-search='{value}'><h1>{title}</h1><p>3 mentions</p></article>"
        return FRAME.format(title=title, article=article)


def write_site(folder: Path, pages: Sequence[Written]) -> Path:
    """Write the pages below `folder`, and one that is not indexed."""
    for page in pages:
        file = folder / page.address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.html(), encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(FRAME.format(title="Home", article="<p>No record here.</p>"), encoding="utf-8")
    return folder


def read_kept(script: Path) -> dict[str, object]:
    """What a script of the search hands over by `keep`."""
    call = script.read_text(encoding="utf-8").removeprefix("ReadingRoomSearch.keep").removesuffix(";\n")
    name, _, value = call.removeprefix("(").removesuffix(")").partition(",")
    assert name.startswith('"')
    found: dict[str, object] = json.loads(value)
    return found
