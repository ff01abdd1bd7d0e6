"""What the fuzzers found, as files: one for each way to fail, which the tests feed again from then on."""

from __future__ import annotations

import hashlib
import re
import traceback
from pathlib import Path

from tests.shared import ROOT

FOLDER = Path(__file__).parent / "findings"


def keep(target: str, what: str, data: bytes) -> Path:
    """Save an input under the name of what it does; a shorter one of that name replaces a longer one."""
    FOLDER.mkdir(exist_ok=True)
    place = FOLDER / f"{target}-{re.sub(r'[^A-Za-z0-9]+', '-', what).strip('-')[:100]}"
    if not place.exists() or len(data) < place.stat().st_size:
        place.write_bytes(data)
    return place


def name_of(error: BaseException) -> str:
    """A name for a way to fail: the kind of error, and the last line of the project or of a library that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT / "generator")]
    last = own[-1] if own else frames[-1]
    place = f"{Path(last.filename).stem} {last.name}"
    said = hashlib.sha256(re.sub(r"\W+|\d+", " ", str(error))[:20].encode()).hexdigest()[:4]
    return f"{type(error).__name__} {place} {said}"
