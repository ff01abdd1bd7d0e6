"""What is kept of the search is believed only while it is as it was made."""

from __future__ import annotations

import os
from pathlib import Path

from generator.publish.search.kept import SEAL, is_sealed, link, seal


def test_a_file_that_was_changed_under_its_other_name_is_noticed(tmp_path: Path) -> None:
    kept, site = tmp_path / "kept", tmp_path / "site"
    (kept / "index").mkdir(parents=True)
    (kept / "index" / "a.js").write_text("one")
    assert not is_sealed(kept)
    seal(kept)
    link(kept, site)
    os.utime(kept / "index" / "a.js", (1, 1))
    assert is_sealed(kept)
    (site / "index" / "a.js").write_text("two")
    assert not is_sealed(kept)
    (site / "index" / "a.js").write_text("one")
    assert is_sealed(kept)
    (kept / "index" / "b.js").write_text("more")
    assert not is_sealed(kept)
    (kept / "index" / "b.js").unlink()
    (kept / SEAL).write_bytes(b"\xc1")
    assert not is_sealed(kept)
