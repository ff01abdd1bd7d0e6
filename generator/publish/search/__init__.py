"""Makes Material's search index readable from pages opened by double-click."""

from __future__ import annotations

from pathlib import Path


def add_index_script(site: Path) -> None:
    """Write the search index of `site` a second time as a script: a browser fetches nothing for a `file:` page.

    Material loads `search/search_index.js`, which sets `__index`, where the page's address begins with `file:`.
    """
    index = site / "search" / "search_index.json"
    if index.exists():
        script = f"var __index = {index.read_text(encoding='utf-8')};\n"
        index.with_suffix(".js").write_text(script, encoding="utf-8")
