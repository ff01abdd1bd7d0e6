"""Builds the small site of the browser tests, and lets Firefox make the journeys in `journeys.mjs` on it.

Run by `make test-firefox`; not part of `make test`, because it needs Firefox, Node and npm. Into `tests/firefox/` it
installs what package-lock.json names, the site goes to `build/firefox/`; nothing else is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.serving import serving
from tests.shared import ROOT
from tests.site.conftest import CORPUS, build_site

HERE = Path(__file__).parent
BUILD = ROOT / "build" / "firefox"
FIREFOX = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
OLDEST_NODE = 18


def main() -> int:
    """Run all journeys from `file://` and on a local server; returns the exit code."""
    missing = _missing()
    if missing:
        print(f"make test-firefox needs {'; '.join(missing)}.", file=sys.stderr)
        return 1
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True)
    shutil.rmtree(BUILD, ignore_errors=True)
    site = build_site(BUILD, CORPUS)
    with serving(site) as address:
        done = subprocess.run(["node", str(HERE / "journeys.mjs"), str(FIREFOX), site.as_uri(), address])
    return done.returncode


def _missing() -> list[str]:
    """What has to be installed first, in words."""
    needs = []
    if FIREFOX is None or not Path(FIREFOX).exists():
        needs.append("Firefox 129 or newer (Debian: apt install firefox-esr; or name one: FIREFOX=/path/to/firefox)")
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None or _node_version(node) < OLDEST_NODE:
        needs.append(f"Node {OLDEST_NODE} or newer with npm (Debian: apt install nodejs npm)")
    return needs


def _node_version(node: str) -> int:
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return int(version.removeprefix("v").partition(".")[0])


if __name__ == "__main__":
    sys.exit(main())
