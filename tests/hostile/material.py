"""The hostile texts that others have collected: attacks on pages, odd strings, broken front matter and encodings."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.shared import SHARED

HOSTILE = SHARED / "corpora" / "hostile"
VISIBLE = str.maketrans({"␣": " ", "»": "\t", "—": "", "∎": "", "←": "\r", "⇔": "\ufeff", "↵": ""})
"""How the YAML test suite writes what cannot be seen; `↵` and `∎` stand for line ends."""


@dataclass(frozen=True, slots=True)
class Mojibake:
    """A text of the tests of ftfy."""

    suite: str
    """The name of its file: `negative` for texts that must stay as they are."""
    label: str
    original: str
    fixed: str


def payloads() -> tuple[str, ...]:
    """Attacks by script on web pages, one a line."""
    lines = (HOSTILE / "xss" / "all_payloads.txt").read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line)


def vectors() -> tuple[str, ...]:
    """The vectors of the HTML5 Security Cheatsheet, then the payloads that the tests of DOMPurify take apart."""
    sheet = (HOSTILE / "xss" / "h5sc" / "vectors.txt").read_text(encoding="utf-8", errors="replace")
    fixtures = json.loads((HOSTILE / "xss" / "dompurify" / "expect.json").read_text(encoding="utf-8"))
    return (
        *(one for one in re.split(r'(?=<div id="\d+">)', sheet) if one.strip()),
        *(one["payload"] for one in fixtures),
    )


def naughty() -> tuple[str, ...]:
    """Strings that have broken programs."""
    return tuple(json.loads((HOSTILE / "naughty-strings" / "blns.json").read_text(encoding="utf-8")))


def front_matter() -> tuple[bytes, ...]:
    """Whole files with front matter of every kind, good and broken; then each case of the YAML test suite as one."""
    suites = (HOSTILE / "frontmatter" / name for name in ("gray-matter", "python-frontmatter"))
    files = [file.read_bytes() for suite in suites for file in sorted(suite.iterdir()) if file.is_file()]
    cases = []
    for file in sorted((HOSTILE / "frontmatter" / "yaml-test-suite").glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            if "yaml" in case:
                block = case["yaml"].translate(VISIBLE).removesuffix("\n")
                cases.append(f"---\n{block}\n---\n\nThe text after the block of {file.stem}.\n".encode())
    return (*files, *cases)


def mojibake() -> tuple[Mojibake, ...]:
    """Texts that were read in the wrong encoding, and texts that only look so."""
    found = []
    for file in sorted((HOSTILE / "mojibake").glob("*.json")):
        cases = json.loads(file.read_text(encoding="utf-8"))
        found += [Mojibake(file.stem, one["label"], one["original"], one["fixed"]) for one in cases]
    return tuple(found)


def weird_files() -> Path:
    """An archive of files that are hard to name, to open or to read."""
    return HOSTILE / "weird-files.tar.gz"
