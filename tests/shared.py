"""Where the corpora and gold annotations lie that tests may use and the project does not contain."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))


def shared(part: str) -> Path:
    """The path of `part` below the shared folder; the test is skipped, saying so, where it is missing."""
    path = SHARED / part
    if not path.exists():
        pytest.skip(f"{part} is not below {SHARED} (SHARED in the environment names another place)")
    return path
