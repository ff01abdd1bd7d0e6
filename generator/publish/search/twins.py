"""Files of the search a second time, as scripts: a browser fetches nothing for a page opened by double-click.

`theme/assets/search-loader.js` answers what Pagefind asks for from these.
"""

from __future__ import annotations

import base64
import json
import re
from collections import defaultdict
from collections.abc import Mapping

_FRAGMENT = re.compile(r"(fragment/[a-z-]+_[0-9a-f]{2})[0-9a-f]+\.pf_fragment")
WORKER = "pagefind-worker.js"
"""Has no twin: there are no workers either."""


def twins(files: Mapping[str, bytes], path: str) -> dict[str, bytes]:
    """The twins of files that shall lie in one folder, by their names; `path` is where it lies below `search/`."""
    packs: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name, content in files.items():
        if name != WORKER:
            packs[twin_of(name)][name] = base64.b64encode(content).decode("ascii")
    return {twin: call("twins", path, contents).encode("utf-8") for twin, contents in packs.items()}


def twin_of(name: str) -> str:
    """The script that holds the file `name` of a bundle; pages' texts share one with those whose id begins alike.

    So there are 256 at most to a shard, and a tenth of the room that files of their own would take on disk.
    """
    fragment = _FRAGMENT.fullmatch(name)
    return f"{fragment[1] if fragment else name}.js"


def call(method: str, path: str, value: Mapping[str, object]) -> str:
    """A script that hands `value` to the loader."""
    return f"ReadingRoomSearch.{method}({_json(path)},{_json(value)});\n"


def _json(value: object) -> str:
    """Compact, and safe in a script: no line separators that JavaScript once took for line ends."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
