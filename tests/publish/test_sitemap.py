from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from generator.publish import sitemap


def addresses(file: Path) -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", file.read_text(encoding="utf-8"))


def test_addresses_are_listed_in_order_and_escaped(tmp_path: Path) -> None:
    listed = ["https://example.org/b.html", "https://example.org/a.html?x&y"]
    written = sitemap.write_sitemap(listed, "https://example.org/", tmp_path)
    assert sorted(written) == sorted(file.name for file in tmp_path.iterdir())
    assert addresses(tmp_path / "sitemap.xml") == [listed[0], "https://example.org/a.html?x&amp;y"]
    packed = (tmp_path / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "sitemap.xml").read_bytes()


def test_more_addresses_than_one_file_may_hold_are_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 3)
    listed = [f"https://example.org/{number}.html" for number in range(7)]
    written = sitemap.write_sitemap(listed, "https://example.org/", tmp_path)
    assert sorted(written) == sorted(file.name for file in tmp_path.iterdir())
    parts = [address.rpartition("/")[2] for address in addresses(tmp_path / "sitemap.xml")]
    assert parts == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert [address for part in parts for address in addresses(tmp_path / part)] == listed


def test_a_file_that_another_site_shares_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "old.xml").write_text("old", encoding="utf-8")
    (tmp_path / "new" / "sitemap.xml").hardlink_to(tmp_path / "old.xml")
    sitemap.write_sitemap([], "", tmp_path / "new")
    assert (tmp_path / "old.xml").read_text(encoding="utf-8") == "old"
