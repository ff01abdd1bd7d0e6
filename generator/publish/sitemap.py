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


def write_sitemap(addresses: Sequence[str], base: str, site: Path) -> tuple[str, ...]:
    """Write sitemap.xml below `site`, also packed.

    `addresses` are full ones, in the order they are listed in. Beyond `MOST` they are divided among further files,
    which sitemap.xml lists by their addresses below `base`, the address of the site. Returns the names of all it wrote.
    """
    files: dict[str, bytes] = {}
    if len(addresses) > MOST:
        for start in range(0, len(addresses), MOST):
            part = _listed("urlset", "url", addresses[start : start + MOST])
            files[f"sitemap-{start // MOST + 1}.xml"] = part
        files["sitemap.xml"] = _listed("sitemapindex", "sitemap", [urljoin(base, name) for name in files])
    else:
        files["sitemap.xml"] = _listed("urlset", "url", addresses)
    files |= {f"{name}.gz": gzip.compress(content, mtime=0) for name, content in files.items()}
    for name, content in files.items():
        (site / name).unlink(missing_ok=True)  # others may share the file that is there
        (site / name).write_bytes(content)
    return tuple(files)


def _listed(whole: str, one: str, addresses: Sequence[str]) -> bytes:
    lines = "".join(f"\n  <{one}><loc>{escape(address)}</loc></{one}>" for address in addresses)
    return f'{_HEAD}<{whole} xmlns="{_NAMESPACE}">{lines}\n</{whole}>'.encode()
