"""What became of the files of a collection, and what is wrong with it and its site, as lines for a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.errors import SiteMissingError
from generator.places import shown, visible
from generator.progress import Progress
from generator.project import Project
from generator.publish.check import check_site


def account(project: Project) -> Iterator[str]:
    """Say what became of every file at the last build, what was ignored and why, and what was cleaned how often.

    Raises `SiteMissingError` when there is no site yet.
    """
    built = _report(project)
    inputs = built.get("inputs", {})
    if inputs:
        fates = ", ".join(f"{inputs[fate]:,} {fate}" for fate in ("published", "quarantined", "ignored"))
        yield f"files: {inputs['files']:,}: {fates}"
    for one in built.get("ignored", ()):
        yield f"ignored: {visible(one['reason'])}: {one['files']:,}"
    for kind, count in sorted(built.get("cleaned", {}).items(), key=lambda row: (-row[1], row[0])):
        yield f"cleaned: {visible(kind)}: {count:,}"


def remarks(project: Project) -> Iterator[str]:
    """Name what the last build could not read, with the remedy, and what it warned of.

    What cannot be seen in a file's name or words stands as an escape. Raises `SiteMissingError` when there is no site
    yet.
    """
    built = _report(project)
    for one in built["quarantined"]:
        where = one["path"] if one["line"] is None else f"{one['path']}:{one['line']}"
        yield visible(f"quarantined: {where}: {one['message']}")
    for warning in built["warnings"]:
        yield visible(f"warning: {warning}")


def faults(project: Project, progress: Progress) -> Iterator[str]:
    """Name what is wrong with the pages of the site: links that lead nowhere, requests to other hosts."""
    for problem in check_site(project.site, progress):
        yield visible(f"page: {problem.page}: {problem.message}")


def _report(project: Project) -> Mapping[str, Any]:
    """What the last build said of itself, in the site it made."""
    report = project.site / "data" / "build.json"
    if not report.exists():
        raise SiteMissingError(
            "holds no site.", remedy="Build it first: `readingroom build`.", path=shown(project.site)
        )
    try:
        found: object = json.loads(report.read_text(encoding="utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict) or not {"quarantined", "warnings"} <= found.keys():
        raise SiteMissingError(
            "is no report of a build.", remedy="Build anew: `readingroom build`.", path=shown(report)
        )
    return found
