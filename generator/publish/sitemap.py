"""The sitemap: the addresses of all pages, for search engines, in the format of sitemaps.org."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import escape

MOST = 50_000
"""Addresses that one file may hold."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(addresses: Sequence[str], base: str, site: Path) -> None:
    """Write sitemap.xml below `site`, also packed.

    `addresses` are full ones, in the order they are listed in. Beyond `MOST` they are divided among further files,
    which sitemap.xml lists by their addresses below `base`, the address of the site.
    """
    if len(addresses) <= MOST:
        _write(site / "sitemap.xml", _listed("urlset", "url", addresses))
        return
    names = []
    for start in range(0, len(addresses), MOST):
        names.append(f"sitemap-{start // MOST + 1}.xml")
        _write(site / names[-1], _listed("urlset", "url", addresses[start : start + MOST]))
    _write(site / "sitemap.xml", _listed("sitemapindex", "sitemap", [urljoin(base, name) for name in names]))


def _listed(whole: str, one: str, addresses: Sequence[str]) -> bytes:
    lines = "".join(f"\n  <{one}><loc>{escape(address)}</loc></{one}>" for address in addresses)
    return f'{_HEAD}<{whole} xmlns="{_NAMESPACE}">{lines}\n</{whole}>'.encode()


def _write(file: Path, content: bytes) -> None:
    """Write `content` to `file`, and packed beside it, as new files: others may share those that are there."""
    for target, data in ((file, content), (file.with_name(f"{file.name}.gz"), gzip.compress(content, mtime=0))):
        target.unlink(missing_ok=True)
        target.write_bytes(data)
